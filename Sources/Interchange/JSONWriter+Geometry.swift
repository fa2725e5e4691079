public import GeoTypes

extension JSONWriter {
  /// A geometry object of RFC 7946 as it is; `Geometry.asRFC7946` brings it into the form that the RFC asks for.
  public mutating func value(_ geometry: Geometry) {
    separate()
    members(of: geometry)
  }

  /// An ISO 8601 date.
  public mutating func value(_ date: CalendarDate) {
    separate()
    buffer.append(quoted: date)
  }

  /// An ISO 8601 date, or null.
  public mutating func value(_ date: CalendarDate?) {
    if let date { value(date) } else { null() }
  }

  mutating func members(of geometry: Geometry) {
    switch geometry {
    case .point(let coordinate):
      buffer.append(#"{"type":"Point","coordinates":"#)
      position(coordinate)
    case .multiPoint(let coordinates):
      buffer.append(#"{"type":"MultiPoint","coordinates":"#)
      positions(coordinates)
    case .lineString(let line):
      buffer.append(#"{"type":"LineString","coordinates":"#)
      positions(line)
    case .multiLineString(let lines):
      buffer.append(#"{"type":"MultiLineString","coordinates":"#)
      rings(lines)
    case .polygon(let polygon):
      buffer.append(#"{"type":"Polygon","coordinates":"#)
      rings(polygon)
    case .multiPolygon(let polygons):
      buffer.append(#"{"type":"MultiPolygon","coordinates":["#)
      for (index, polygon) in polygons.enumerated() {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        rings(polygon)
      }
      buffer.append(UInt8(ascii: "]"))
    }
    buffer.append(UInt8(ascii: "}"))
  }

  @inline(__always)
  mutating func position(_ coordinate: Coordinate) {
    buffer.append(UInt8(ascii: "["))
    buffer.append(degrees: coordinate.longitude)
    buffer.append(UInt8(ascii: ","))
    buffer.append(degrees: coordinate.latitude)
    buffer.append(UInt8(ascii: "]"))
  }

  mutating func boundingBox(_ box: BoundingBox) {
    beginArray()
    for bound in [box.west, box.south, box.east, box.north] { value(bound, decimals: 6) }
    endArray()
  }

  private mutating func positions(_ coordinates: [Coordinate]) {
    buffer.append(UInt8(ascii: "["))
    var isFirst = true
    for coordinate in coordinates {
      if !isFirst { buffer.append(UInt8(ascii: ",")) }
      isFirst = false
      position(coordinate)
    }
    buffer.append(UInt8(ascii: "]"))
  }

  private mutating func rings(_ rings: [[Coordinate]]) {
    buffer.append(UInt8(ascii: "["))
    for (index, ring) in rings.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      positions(ring)
    }
    buffer.append(UInt8(ascii: "]"))
  }
}

extension ByteBuffer {
  @inline(__always)
  mutating func append(quoted date: CalendarDate) {
    reserve(12)
    let target = next
    target[0] = UInt8(ascii: "\"")
    var rest = date.year
    for place in stride(from: 4, through: 1, by: -1) {
      target[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    target[5] = UInt8(ascii: "-")
    target[6] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: date.month / 10)
    target[7] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: date.month % 10)
    target[8] = UInt8(ascii: "-")
    target[9] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: date.day / 10)
    target[10] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: date.day % 10)
    target[11] = UInt8(ascii: "\"")
    advance(12)
  }
}
