public import GeoTypes

/// Writes one FeatureCollection (RFC 7946), feature by feature.
///
/// Coordinates are longitude and latitude in degrees with six decimals. Each geometry is first brought into the form that
/// the RFC wants (`Geometry.asRFC7946`): right-hand rule, cut at ±180°. Foreign members come before the features;
/// `bbox` comes after them, since only then it is known.
///
/// ```swift
/// var writer = GeoJSONWriter(members: [("generator", "Lieudit")])
/// for feature in features { writer.write(feature) }
/// let bytes = writer.finish()
/// ```
public struct GeoJSONWriter: ~Copyable {
  private var json: JSONWriter
  private var bounds = BoundsUnion()
  /// The names of the last feature's properties with their bytes: features mostly have the same ones.
  private var columns: [Column] = []
  /// The columns' `"name":`, with a comma before all but the first, one behind the other.
  private var columnBytes = ByteBuffer(capacity: 1024)

  private struct Column {
    var name: String
    /// Its bytes in `columnBytes`.
    var start: Int
    var count: Int
  }

  /// Starts a collection; `members` are foreign members with text values, such as an attribution.
  public init(members: [(name: String, value: String)] = [], capacity: Int = 1 << 16) {
    json = JSONWriter(capacity: capacity)
    json.beginObject()
    json.key("type")
    json.value("FeatureCollection")
    for member in members {
      json.key(member.name)
      json.value(member.value)
    }
    json.key("features")
    json.beginArray()
  }

  /// Bytes that wait to be taken.
  public var count: Int { json.count }

  public mutating func write(_ feature: Feature) {
    json.separate()
    json.buffer.append(#"{"type":"Feature","id":"#)
    json.buffer.append(quoted: feature.id)
    json.buffer.append(#","geometry":"#)
    // A point needs nothing done to it.
    if case .point(let coordinate)? = feature.geometry {
      bounds.add(coordinate)
      json.buffer.append(#"{"type":"Point","coordinates":"#)
      json.position(coordinate)
      json.buffer.append(UInt8(ascii: "}"))
    } else if let geometry = feature.geometry?.asRFC7946 {
      if let box = geometry.bounds { bounds.add(box) }
      json.members(of: geometry)
    } else {
      json.buffer.append("null")
    }
    json.buffer.append(#","properties":{"#)
    feature.properties.withUnsafeBufferPointer { properties in
      for index in properties.indices {
        write(column: index, name: properties[index].name)
        write(properties[index].value)
      }
    }
    json.buffer.append("}}")
  }

  /// Lends the bytes so far and forgets them, so that a collection of any length needs little memory.
  public mutating func drain<Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    try json.drain(body)
  }

  /// Ends the collection and returns what was not drained. A collection without any coordinates has no `bbox`.
  public consuming func finish() -> [UInt8] {
    end()
    return json.take()
  }

  /// Ends the collection and lends what was not drained.
  public consuming func finish<Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    end()
    try json.drain(body)
  }

  private mutating func end() {
    json.endArray()
    if let box = bounds.box {
      json.key("bbox")
      json.boundingBox(box)
    }
    json.endObject()
    json.newline()
  }

  @inline(__always)
  private mutating func write(column index: Int, name: String) {
    if index >= columns.count || columns[index].name != name { learn(column: index, name: name) }
    let (start, count) = (columns[index].start, columns[index].count)
    json.buffer.append(columnBytes, from: start, count: count)
  }

  @inline(never)
  private mutating func learn(column index: Int, name: String) {
    let start = columnBytes.count
    if index > 0 { columnBytes.append(UInt8(ascii: ",")) }
    columnBytes.append(quoted: name)
    columnBytes.append(UInt8(ascii: ":"))
    let column = Column(name: name, start: start, count: columnBytes.count - start)
    if index < columns.count { columns[index] = column } else { columns.append(column) }
  }

  @inline(__always)
  private mutating func write(_ value: PropertyValue) {
    switch value {
    case .null: json.buffer.append("null")
    case .bool(let bool): json.buffer.append(bool ? "true" : "false")
    case .integer(let integer): json.buffer.append(integer: integer)
    case .number(let number): json.buffer.append(shortest: number)
    case .string(let string): json.buffer.append(quoted: string)
    case .date(let date): json.buffer.append(quoted: date)
    }
  }
}
