internal import GeoTypes

/// A cursor over a table of places, `*.places.tsv` (`Gazetteer/README.md` describes it).
struct PlaceTable {
  private(set) var table: TableReader

  static let columns = [
    "id", "name", "longitude", "latitude", "feature", "country", "division", "population", "parents", "from",
    "to", "extent",
  ]

  /// Throws as `TableReader` does.
  init(path: String) throws(GazetteerError) { try self.init(bytes: try readFile(path), path: path) }

  /// A table that is in memory already.
  init(bytes: [UInt8], path: String) throws(GazetteerError) {
    table = try TableReader(bytes: bytes, path: path, columns: Self.columns)
  }

  /// The next row's place; nil at the end. Throws `GazetteerError.table` for a row that is not what it should be.
  mutating func next() throws(GazetteerError) -> Place? {
    guard try table.next() else { return nil }
    return Place(
      id: PlaceID(table.string(0)), name: table.string(1),
      coordinate: try table.coordinate(longitude: 2, latitude: 3), feature: FeatureCode(table.string(4)),
      country: table.isEmpty(5) ? nil : table.string(5),
      division: table.isEmpty(6) ? nil : PlaceID(table.string(6)), population: try table.integer(7) ?? 0,
      parents: table.isEmpty(8) ? [] : table.list(8).map { PlaceID($0) },
      extent: try extent(11), validFrom: try table.date(9), validTo: try table.date(10))
  }

  /// `W,S,E,N` in degrees or `r=40` (kilometres); nil for an empty field.
  private func extent(_ column: Int) throws(GazetteerError) -> Extent? {
    if table.isEmpty(column) { return nil }
    let expected = "W,S,E,N in degrees or r= with kilometres"
    let text = table.string(column)
    if text.hasPrefix("r=") {
      guard let radius = Double(text.dropFirst(2)), radius > 0, radius < 20_100 else {
        throw table.unexpected(column, expected)
      }
      return .radius(kilometres: radius)
    }
    let bounds = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    guard bounds.count == 4, let west = bounds[0], let south = bounds[1], let east = bounds[2],
      let north = bounds[3], let box = BoundingBox(west: west, south: south, east: east, north: north)
    else { throw table.unexpected(column, expected) }
    return .box(box)
  }
}

/// A cursor over a table of names, `*.names.tsv`.
struct NameTable {
  private(set) var table: TableReader

  static let columns = ["id", "name", "language", "kind", "from", "to", "side"]

  /// Throws as `TableReader` does.
  init(path: String) throws(GazetteerError) { try self.init(bytes: try readFile(path), path: path) }

  /// A table that is in memory already.
  init(bytes: [UInt8], path: String) throws(GazetteerError) {
    table = try TableReader(bytes: bytes, path: path, columns: Self.columns)
  }

  /// The next row's name; nil at the end. Throws `GazetteerError.table` for a row that is not what it should be.
  mutating func next() throws(GazetteerError) -> PlaceName? {
    guard try table.next() else { return nil }
    guard let kind = PlaceName.Kind(rawValue: table.string(3)) else {
      throw table.unexpected(3, PlaceName.Kind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return PlaceName(
      text: table.string(1), language: table.isEmpty(2) ? nil : table.string(2), kind: kind,
      validFrom: try table.date(4), validTo: try table.date(5),
      side: table.isEmpty(6) ? nil : table.string(6))
  }

  /// The id of the row's place.
  var id: ArraySlice<UInt8> { table.bytes(0) }

  /// The error that no table of places has it.
  var unknownPlace: GazetteerError { table.unexpected(0, "the id of a place") }
}

extension TableReader {
  /// A position in degrees. Throws `GazetteerError.table` where a column is empty, no number or out of range.
  func coordinate(longitude: Int, latitude: Int) throws(GazetteerError) -> Coordinate {
    guard let east = try number(longitude) else { throw unexpected(longitude, "a longitude in degrees") }
    guard let north = try number(latitude) else { throw unexpected(latitude, "a latitude in degrees") }
    guard let coordinate = Coordinate(longitude: east, latitude: north) else {
      throw unexpected(
        abs(north) > 90 ? latitude : longitude,
        "a longitude in -180…180 and a latitude in -90…90, in degrees")
    }
    return coordinate
  }
}
