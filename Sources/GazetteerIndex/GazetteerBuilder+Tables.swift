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
    var table = try PlaceTable(path: path)
    noteSource(table.table)
    while let place = try table.next() {
      try add(place) { (expected, found) in
        .table(path: path, line: table.table.line, expected: expected, found: found)
      }
    }
  }

  /// Reads one table of names; the places must have been read before.
  public mutating func addNames(from path: String) throws(GazetteerError) {
    var table = try NameTable(path: path)
    noteSource(table.table)
    while let name = try table.next() {
      guard let place = table.id.withUnsafeBytes({ ids.draft($0) }) else {
        throw table.unknownPlace
      }
      try add(name, to: place) { (expected, found) in
        .table(path: path, line: table.table.line, expected: expected, found: found)
      }
    }
  }

  private mutating func noteSource(_ table: TableReader) {
    note(
      source: table.path.split(separator: "/").last.map(String.init) ?? table.path, remarks: table.comments)
  }
}

/// The names of the files in a folder, in byte order.
func fileNames(in folder: String) throws(GazetteerError) -> [String] {
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
