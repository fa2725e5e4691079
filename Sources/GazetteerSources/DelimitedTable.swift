internal import GeoTypes

/// A user's table in memory: comma-, semicolon- or tab-separated, the first record a header.
///
/// Quotation marks as in RFC 4180: a field in them may hold separators, line breaks and doubled marks. In a table with
/// tabs they are letters like others.
struct DelimitedTable {
  let path: String
  let header: DelimitedHeader
  /// The line (from 1) on which the current record begins.
  private(set) var line = 1
  private(set) var fields: [String] = []

  private let bytes: [UInt8]
  private var position = 0
  private var nextLine = 1

  /// Throws `SourceError.kind` where the first record is no header with a name and a position.
  init(_ bytes: [UInt8], path: String) throws(SourceError) {
    self.path = path
    self.bytes = bytes
    guard let header = DelimitedHeader(firstBytes: bytes) else {
      throw .kind(
        path: path, expected: "a header with the columns name, longitude and latitude",
        found: "`\(DelimitedHeader.firstLine(bytes))`")
    }
    self.header = header
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    do throws(RowProblem) {
      try read()
    } catch {
      throw .line(path: path, line: 1, expected: error.expected, found: error.found)
    }
  }

  /// Moves to the next record that is not empty; false after the last. Throws what is wrong with it; the next call goes
  /// on behind it.
  mutating func next() throws(RowProblem) -> Bool {
    while position < bytes.count {
      try read()
      if fields == [""] { continue }
      guard fields.count == header.names.count else {
        throw RowProblem(expected: "\(header.names.count) fields", found: "\(fields.count)")
      }
      return true
    }
    return false
  }

  /// A column's text without white space around it; nil where the table lacks the column or the field is empty.
  func text(_ column: DelimitedHeader.Column) -> String? {
    guard let index = header.columns[column] else { return nil }
    let text = fields[index].drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    return text.isEmpty ? nil : String(text)
  }

  private mutating func read() throws(RowProblem) {
    fields = []
    line = nextLine
    let start = position
    var field: [UInt8] = []
    let quotes = header.separator != 0x09
    while true {
      if quotes, field.isEmpty, position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
        position += 1
        while true {
          guard position < bytes.count else {
            throw RowProblem(expected: "a closing quotation mark", found: "the end of the file")
          }
          let byte = bytes[position]
          position += 1
          if byte == UInt8(ascii: "\"") {
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { break }
            position += 1
          }
          if byte == 0x0A { nextLine += 1 }
          field.append(byte)
        }
        let after = position < bytes.count ? bytes[position] : 0x0A
        guard after == header.separator || after == 0x0A || after == 0x0D else {
          skipLine()
          throw RowProblem(
            expected: "a separator behind the closing quotation mark", found: "something else")
        }
      }
      while position < bytes.count, bytes[position] != header.separator, bytes[position] != 0x0A {
        field.append(bytes[position])
        position += 1
      }
      let isLast = position == bytes.count || bytes[position] == 0x0A
      if isLast, field.last == 0x0D { field.removeLast() }
      fields.append(String(decoding: field, as: UTF8.self))
      field = []
      if isLast { break }
      position += 1
    }
    if position < bytes.count { position += 1 }
    nextLine += 1
    let invalid = bytes[start..<position].withUnsafeBufferPointer { UTF8Validation(of: $0).firstInvalid }
    if let invalid {
      throw RowProblem(
        expected: "UTF-8", found: "byte 0x" + String(bytes[start + invalid], radix: 16, uppercase: true))
    }
  }

  private mutating func skipLine() {
    while position < bytes.count, bytes[position] != 0x0A { position += 1 }
    position = min(position + 1, bytes.count)
    nextLine += 1
  }
}

/// The header of a user's table: which separator it has, and which column is what.
struct DelimitedHeader {
  enum Column: CaseIterable {
    case id, name, longitude, latitude, feature, country, division, population, names, from, to

    /// The names that a column may have, in lower case.
    var spellings: [String] {
      switch self {
      case .id: ["id", "@id"]
      case .name: ["name", "title", "toponym"]
      case .longitude: ["longitude", "lon", "lng", "long", "x"]
      case .latitude: ["latitude", "lat", "y"]
      case .feature: ["feature", "feature_code", "fcode"]
      case .country: ["country", "country_code", "ccode", "ccodes"]
      case .division: ["division"]
      case .population: ["population", "pop"]
      case .names: ["names", "alternate_names", "alternatenames", "aliases", "variants"]
      case .from: ["from", "start"]
      case .to: ["to", "end"]
      }
    }
  }

  let separator: UInt8
  let names: [String]
  let columns: [Column: Int]

  /// Nil where no separator gives a header with a name, a longitude and a latitude.
  init?(firstBytes: [UInt8]) {
    let line = DelimitedHeader.firstLine(firstBytes).lowercased()
    for separator in "\t;," {
      let names = line.split(separator: separator, omittingEmptySubsequences: false).map { part in
        String(part.filter { $0 != "\"" && $0 != " " })
      }
      var columns: [Column: Int] = [:]
      for column in Column.allCases {
        // Of several spellings in one table the first listed goes.
        columns[column] = column.spellings.lazy.compactMap { names.firstIndex(of: $0) }.first
      }
      if columns[.name] != nil, columns[.longitude] != nil, columns[.latitude] != nil,
        let byte = separator.asciiValue
      {
        self.separator = byte
        self.names = names
        self.columns = columns
        return
      }
    }
    return nil
  }

  static func firstLine(_ bytes: [UInt8]) -> String {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let line = bytes[start...].prefix(1 << 12).prefix { $0 != 0x0A && $0 != 0x0D }
    return String(decoding: line, as: UTF8.self)
  }
}
