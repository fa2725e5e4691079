#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Whether a path is a folder; false where there is nothing.
func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

extension LayerComposition {
  /// Adds a compiled index, a table or a folder of tables over the layers so far.
  ///
  /// Throws what reading it throws, and `GazetteerError.table` for a row that cannot be followed.
  mutating func add(layer path: String) throws(GazetteerError) {
    if try Gazetteer.isCompiled(path) {
      try add(Gazetteer(path: path))
    } else {
      try addTables(path)
    }
  }

  private mutating func add(_ upper: Gazetteer) throws(GazetteerError) {
    guard upper.placeCount <= Gazetteer.layerLimit else {
      throw .tooLarge(
        what:
          "\(upper.path): places in a layer over another (compile them together: lieudit gazetteer build)",
        limit: Gazetteer.layerLimit, found: upper.placeCount)
    }
    for ref in upper.places {
      let draft = put(upper.place(ref))
      for name in upper.names(of: ref) { give(name, to: draft) }
    }
    sources += upper.sources
    finish(upper.lowestLayer)
  }

  /// A table, and what its header makes of it.
  private struct Table {
    enum Format { case places, names, house }

    let path: String
    let bytes: [UInt8]
    let format: Format

    /// Throws `GazetteerError.file` where it cannot be read, and `.table` where its first line that is no comment is none
    /// of the headers.
    init(path: String) throws(GazetteerError) {
      self.path = path
      bytes = try readFile(path)
      var header = bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
      while let first = header.first, [UInt8(ascii: "#"), 0x0A, 0x0D].contains(first) {
        header = header.drop { $0 != 0x0A }.dropFirst()
      }
      let columns = Set(
        header.prefix { $0 != 0x0A }.split { $0 == UInt8(ascii: "\t") || $0 == 0x0D }
          .map { String(decoding: $0, as: UTF8.self) })
      if columns.contains("action") {
        format = .house
      } else if columns.isSuperset(of: ["id", "longitude"]) {
        format = .places
      } else if columns.isSuperset(of: ["id", "kind"]) {
        format = .names
      } else {
        throw .table(
          path: path, line: 0,
          expected:
            "a compiled gazetteer or a table with a column `action`, or with `id` and `longitude` or `kind`",
          found: "neither")
      }
    }
  }

  private mutating func addTables(_ path: String) throws(GazetteerError) {
    var paths = [path]
    if isFolder(path) {
      paths = try fileNames(in: path).filter { $0.hasSuffix(".tsv") }.map {
        path + (path.hasSuffix("/") ? "" : "/") + $0
      }
      if paths.isEmpty { throw .file(path: path, operation: "find tables", reason: "no *.tsv in it") }
    }
    var tables: [Table] = []
    for path in paths { tables.append(try Table(path: path)) }
    var rows = LayerRows()
    var checksum = NameKey.fnvBasis
    for table in tables { checksum = table.bytes.withUnsafeBytes { IndexFormat.checksum($0, checksum) } }
    // Places before their names, and the house tables, which may speak of both, last.
    for table in tables where table.format == .places { try addPlaces(table, &rows) }
    for table in tables where table.format == .names { try addNames(table, &rows) }
    for table in tables where table.format == .house {
      var house = try HouseTable(bytes: table.bytes, path: table.path)
      noteSource(house.table)
      while let row = try house.next() {
        try rows.add(house.table)
        try follow(row, of: house, &rows)
      }
    }
    finish(Layer(path: path, isCompiled: false, count: rows.count, checksum: checksum))
  }

  private mutating func addPlaces(_ source: Table, _ rows: inout LayerRows) throws(GazetteerError) {
    var table = try PlaceTable(bytes: source.bytes, path: source.path)
    noteSource(table.table)
    while let place = try table.next() {
      try rows.add(table.table)
      try rows.once(.add, place.id, table.table)
      // What a builder would refuse, with the line.
      var trial = GazetteerBuilder()
      try trial.add(place) { (expected, found) in
        .table(path: source.path, line: table.table.line, expected: expected, found: found)
      }
      _ = put(place)
    }
  }

  private mutating func addNames(_ source: Table, _ rows: inout LayerRows) throws(GazetteerError) {
    var table = try NameTable(bytes: source.bytes, path: source.path)
    noteSource(table.table)
    while let name = try table.next() {
      try rows.add(table.table)
      guard let known = find(PlaceID(String(decoding: table.id, as: UTF8.self))) else {
        throw table.unknownPlace
      }
      if NameKey(name.text).isEmpty { throw table.table.unexpected(1, "a name with a letter or a digit") }
      let draft = draft(of: known)
      give(name, to: draft)
      note(name.kind == .display ? .renamed : .named, draft)
    }
  }

  private mutating func noteSource(_ table: TableReader) {
    sources += (table.path.split(separator: "/").last.map(String.init) ?? table.path) + "\n"
    for comment in table.comments { sources += "  " + comment + "\n" }
  }
}

/// The rows of one layer's tables: how many, and what was said of which place already.
struct LayerRows {
  private struct Subject: Hashable {
    var action: HouseTable.Action
    var place: PlaceID?
    var key: [UInt8]
  }

  private(set) var count = 0
  private var lines: [Subject: String] = [:]

  /// Counts the row that a table is on. Throws `GazetteerError.table` beyond the limit.
  mutating func add(_ table: TableReader) throws(GazetteerError) {
    count += 1
    if count > Gazetteer.layerLimit {
      throw .table(
        path: table.path, line: table.line,
        expected:
          "at most \(Gazetteer.layerLimit) rows in a layer (compile more with: lieudit gazetteer build)",
        found: "another")
    }
  }

  /// Throws `GazetteerError.table` where an earlier row says the same thing of the same place.
  mutating func once(
    _ action: HouseTable.Action, _ place: PlaceID?, key: [UInt8] = [], _ table: TableReader
  ) throws(GazetteerError) {
    let subject = Subject(action: action, place: place, key: key)
    if let line = lines[subject] {
      throw .table(
        path: table.path, line: table.line,
        expected: "one row to `\(action.rawValue)` \(place?.rawValue ?? "a name")",
        found: "another after \(line)")
    }
    lines[subject] = "\(table.path):\(table.line)"
  }
}
