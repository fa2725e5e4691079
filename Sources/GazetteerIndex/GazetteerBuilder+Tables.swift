internal import GeoTypes

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension GazetteerBuilder {
  /// Compiles the tables of some folders into the file at `path`, whole or not at all.
  ///
  /// Throws what `addTables` and `write` throw.
  public static func build(from folders: [String], to path: String) throws(GazetteerError) -> Summary {
    var builder = GazetteerBuilder()
    try builder.addTables(in: folders)
    return try builder.write(to: path)
  }

  /// Reads all `*.places.tsv`, then all `*.names.tsv` of some folders: folder by folder, in the order of the
  /// files' names (`Gazetteer/README.md` describes the tables).
  ///
  /// Throws `GazetteerError.file` for a folder or file that cannot be read or a folder without a table, and
  /// `.table` for a line that is not what it should be.
  public mutating func addTables(in folders: [String]) throws(GazetteerError) {
    var files: [String] = []
    for folder in folders {
      let tables = try fileNames(in: folder).filter {
        $0.hasSuffix(".places.tsv") || $0.hasSuffix(".names.tsv")
      }
      if tables.isEmpty {
        throw .file(path: folder, operation: "find tables", reason: "no *.places.tsv or *.names.tsv in it")
      }
      files += tables.map { folder.hasSuffix("/") ? folder + $0 : folder + "/" + $0 }
    }
    for file in files where file.hasSuffix(".places.tsv") { try addPlaces(from: file) }
    for file in files where file.hasSuffix(".names.tsv") { try addNames(from: file) }
  }

  /// Reads one table of places.
  public mutating func addPlaces(from path: String) throws(GazetteerError) {
    var table = try TableReader(
      path: path,
      columns: [
        "id", "name", "longitude", "latitude", "feature", "country", "division", "population", "parents",
        "from",
        "to", "extent",
      ])
    noteSource(table)
    while try table.next() {
      guard let longitude = try table.number(2) else { throw table.unexpected(2, "a longitude in degrees") }
      guard let latitude = try table.number(3) else { throw table.unexpected(3, "a latitude in degrees") }
      guard let coordinate = Coordinate(longitude: longitude, latitude: latitude) else {
        throw table.unexpected(
          abs(latitude) > 90 ? 3 : 2, "a longitude in -180…180 and a latitude in -90…90, in degrees")
      }
      let place = Place(
        id: PlaceID(table.string(0)), name: table.string(1), coordinate: coordinate,
        feature: FeatureCode(table.string(4)), country: table.isEmpty(5) ? nil : table.string(5),
        division: table.isEmpty(6) ? nil : PlaceID(table.string(6)), population: try table.integer(7) ?? 0,
        parents: table.isEmpty(8) ? [] : table.list(8).map { PlaceID($0) },
        extent: try extent(table, 11), validFrom: try table.date(9), validTo: try table.date(10))
      try add(place) { (expected, found) in
        .table(path: path, line: table.line, expected: expected, found: found)
      }
    }
  }

  /// Reads one table of names; the places must have been read before.
  public mutating func addNames(from path: String) throws(GazetteerError) {
    var table = try TableReader(
      path: path, columns: ["id", "name", "language", "kind", "from", "to", "side"])
    noteSource(table)
    while try table.next() {
      guard let kind = PlaceName.Kind(rawValue: table.string(3)) else {
        throw table.unexpected(3, PlaceName.Kind.allCases.map(\.rawValue).joined(separator: ", "))
      }
      guard let place = table.bytes(0).withUnsafeBytes({ ids.draft($0) }) else {
        throw table.unexpected(0, "the id of a place")
      }
      let name = PlaceName(
        text: table.string(1), language: table.isEmpty(2) ? nil : table.string(2), kind: kind,
        validFrom: try table.date(4), validTo: try table.date(5),
        side: table.isEmpty(6) ? nil : table.string(6))
      try add(name, to: place) { (expected, found) in
        .table(path: path, line: table.line, expected: expected, found: found)
      }
    }
  }

  /// `W,S,E,N` in degrees or `r=40` (kilometres); nil for an empty field.
  private func extent(_ table: TableReader, _ column: Int) throws(GazetteerError) -> Extent? {
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

  private mutating func noteSource(_ table: TableReader) {
    note(
      source: table.path.split(separator: "/").last.map(String.init) ?? table.path, remarks: table.comments)
  }
}

/// The names of the files in a folder, in byte order.
private func fileNames(in folder: String) throws(GazetteerError) -> [String] {
  guard let directory = opendir(folder) else { throw systemError(folder, "open") }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    names.append(
      withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      })
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}
