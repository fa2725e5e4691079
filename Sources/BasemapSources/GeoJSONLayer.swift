internal import Basemap
package import GazetteerSources

/// Reads the areas and lines of a GeoJSON FeatureCollection (RFC 7946, and older files whose rings go any way round).
package enum GeoJSONLayer {
  /// Throws `SourceError.damaged` where it is no FeatureCollection of polygons and lines in longitude and latitude.
  package static func records(
    _ bytes: [UInt8], path: String, columns: [String]
  ) throws(SourceError) -> [LayerRecord] {
    var cursor = try JSONCursor(bytes, path: path)
    var records: [LayerRecord] = []
    var hasFeatures = false
    try cursor.object { (key, cursor) throws(SourceError) in
      guard key == "features" else { return try cursor.skip() }
      hasFeatures = true
      try cursor.array { (cursor) throws(SourceError) in
        records.append(try feature(&cursor, columns))
      }
    }
    try cursor.end()
    guard hasFeatures else { throw cursor.unexpected("a FeatureCollection with `features`") }
    return records
  }

  private static func feature(
    _ cursor: inout JSONCursor, _ columns: [String]
  ) throws(SourceError) -> LayerRecord {
    var record = LayerRecord()
    try cursor.object { (key, cursor) throws(SourceError) in
      switch key {
      case "geometry" where try cursor.kind() == .object: try geometry(&cursor, into: &record)
      case "properties" where try cursor.kind() == .object:
        try cursor.object { (key, cursor) throws(SourceError) in
          guard let column = columns.first(where: { $0.lowercased() == key.lowercased() }) else {
            return try cursor.skip()
          }
          switch try cursor.kind() {
          case .string: record.attributes[column] = try cursor.string()
          case .number:
            if let number = try cursor.numberOrSkip() {
              record.attributes[column] = Int(exactly: number).map { "\($0)" } ?? "\(number)"
            }
          default: try cursor.skip()
          }
        }
      default: try cursor.skip()
      }
    }
    return record
  }

  /// Coordinates may come before the type, so they are read to any depth first.
  private indirect enum Nested {
    case point(GridPoint)
    case list([Nested])

    var line: [GridPoint]? {
      guard case .list(let parts) = self else { return nil }
      var points: [GridPoint] = []
      for part in parts {
        guard case .point(let point) = part else { return nil }
        points.append(point)
      }
      return points
    }

    var parts: [Nested]? { if case .list(let parts) = self { parts } else { nil } }
  }

  private static func geometry(_ cursor: inout JSONCursor, into record: inout LayerRecord) throws(SourceError)
  {
    var type = ""
    var coordinates = Nested.list([])
    try cursor.object { (key, cursor) throws(SourceError) in
      switch key {
      case "type": type = try cursor.stringOrSkip() ?? ""
      case "coordinates": coordinates = try nested(&cursor)
      default: try cursor.skip()
      }
    }
    let isWhole: Bool =
      switch type {
      case "LineString": add([coordinates], isArea: false, &record)
      case "MultiLineString": add(coordinates.parts, isArea: false, &record)
      case "Polygon": add(coordinates.parts, isArea: true, &record)
      case "MultiPolygon":
        coordinates.parts?.allSatisfy { add($0.parts, isArea: true, &record) } ?? false
      default: false
      }
    guard isWhole else { throw cursor.unexpected("before it, the coordinates of a polygon or line") }
  }

  private static func add(_ lines: [Nested]?, isArea: Bool, _ record: inout LayerRecord) -> Bool {
    guard let lines else { return false }
    for (index, nested) in lines.enumerated() {
      guard let line = nested.line else { return false }
      if isArea { record.add(ring: line, isHole: index > 0) } else { record.add(line: line) }
    }
    return true
  }

  private static func nested(_ cursor: inout JSONCursor) throws(SourceError) -> Nested {
    var numbers: [Double] = []
    var parts: [Nested] = []
    try cursor.array { (cursor) throws(SourceError) in
      if try cursor.kind() == .array {
        parts.append(try nested(&cursor))
      } else if let number = try cursor.numberOrSkip() {
        numbers.append(number)
      } else {
        throw cursor.unexpected("a coordinate")
      }
    }
    if numbers.isEmpty { return .list(parts) }
    guard parts.isEmpty, numbers.count >= 2,
      let point = GridPoint(degreesEast: numbers[0], north: numbers[1])
    else { throw cursor.unexpected("before it, a longitude and a latitude in degrees") }
    return .point(point)
  }
}
