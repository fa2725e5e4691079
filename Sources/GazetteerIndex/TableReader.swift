package import GeoTypes

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A reader of the project's tables: UTF-8, tab-separated, one header row, `#` comment lines, LF (or CR LF).
///
/// It is a cursor, so that a table of half a million rows is read without an allocation per row:
///
///     var table = try TableReader(path: path, columns: ["word", "class"])
///     while try table.next() {
///       use(table.string(0), table.bytes(1), table.line)
///     }
///
/// Columns are addressed by their position in `columns`, whatever their order in the file; the file may have
/// others. A column that a table may lack is empty in every row. Every row has as many fields as the header, and a
/// field may be empty. Lines that are empty or start with `#` are skipped wherever they stand.
package struct TableReader {
  package let path: String
  /// The file's line (from 1) of the row that the cursor is on.
  package private(set) var line = 0
  /// The comment lines before the header, without `#` and the white space after it.
  package private(set) var comments: [String] = []

  private let columns: [String]
  private let mayEndEarly: Bool
  private let bytes: [UInt8]
  private var position = 0
  private var fieldCount = 0
  /// For each of the header's fields, the index in `columns`, or -1.
  private var columnOfField: [Int] = []
  /// For each of `columns`, its byte range in the current row.
  private var ranges: [Range<Int>]

  /// Opens the table at `path`.
  ///
  /// Throws `GazetteerError.file` where it cannot be read, and `.table` where it is not UTF-8, has no header
  /// or lacks one of `columns`.
  package init(path: String, columns: [String]) throws(GazetteerError) {
    try self.init(bytes: try readFile(path), path: path, columns: columns)
  }

  /// A table that is in memory already; `path` is what errors call it.
  ///
  /// - Parameter required: Which of `columns` the header must have, in a table that has no columns but these and whose
  ///   rows may end before their last cells, which then are empty; nil for all, in a table that may have others.
  package init(
    bytes: [UInt8], path: String, columns: [String], required: [String]? = nil
  ) throws(GazetteerError) {
    self.path = path
    self.columns = columns
    mayEndEarly = required != nil
    self.bytes = bytes
    ranges = Array(repeating: 0..<0, count: columns.count)
    if let offset = UTF8Validation(of: bytes).firstInvalid {
      let line = bytes[..<offset].count(where: { $0 == UInt8(ascii: "\n") }) + 1
      throw .table(
        path: path, line: line, expected: "UTF-8",
        found: "byte 0x" + String(bytes[offset], radix: 16, uppercase: true))
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }

    let body = position
    guard let header = nextLine() else {
      throw .table(path: path, line: 0, expected: "a header row", found: "none")
    }
    let names = bytes[header].split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    fieldCount = names.count
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw .table(path: path, line: line, expected: "columns with different names", found: "`\(name)` twice")
    }
    if required != nil {
      for name in names where !columns.contains(name) {
        throw .table(
          path: path, line: line,
          expected: "columns of " + columns.map { "`\($0)`" }.joined(separator: ", "), found: "`\(name)`")
      }
    }
    for column in required ?? columns where !names.contains(column) {
      throw .table(
        path: path, line: line, expected: "a column `\(column)`",
        found: "the columns " + names.map { "`\($0)`" }.joined(separator: ", "))
    }
    for comment in bytes[body..<header.lowerBound].split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      comments.append(String(decoding: comment.dropFirst().drop { $0 == 32 }, as: UTF8.self))
    }
    columnOfField = names.map { columns.firstIndex(of: $0) ?? -1 }
  }

  /// Moves to the next row; false at the end. Throws where the row has more or fewer fields than the header.
  package mutating func next() throws(GazetteerError) -> Bool {
    guard let row = nextLine() else { return false }
    var field = 0
    var start = row.lowerBound
    while true {
      var end = start
      bytes.withUnsafeBufferPointer { bytes in
        while end < row.upperBound, bytes[end] != UInt8(ascii: "\t") { end += 1 }
      }
      if field < fieldCount, columnOfField[field] >= 0 { ranges[columnOfField[field]] = start..<end }
      field += 1
      if end == row.upperBound { break }
      start = end + 1
    }
    while mayEndEarly, field < fieldCount {
      if columnOfField[field] >= 0 { ranges[columnOfField[field]] = row.upperBound..<row.upperBound }
      field += 1
    }
    guard field == fieldCount else {
      throw .table(
        path: path, line: line, expected: (mayEndEarly ? "at most " : "") + "\(fieldCount) fields",
        found: "\(field)")
    }
    return true
  }

  /// A column's field of the current row.
  package func bytes(_ column: Int) -> ArraySlice<UInt8> { bytes[ranges[column]] }

  package func isEmpty(_ column: Int) -> Bool { ranges[column].isEmpty }

  package func string(_ column: Int) -> String { String(decoding: bytes[ranges[column]], as: UTF8.self) }

  /// A list inside a field, `a;b;c`; white space around the parts is dropped, and so are empty parts.
  package func list(_ column: Int, separator: Character = ";") -> [String] {
    string(column).split(separator: separator).map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }

  /// A whole number; nil for an empty field.
  package func integer(_ column: Int) throws(GazetteerError) -> Int? {
    if isEmpty(column) { return nil }
    guard let value = Int(string(column)) else { throw unexpected(column, "a whole number") }
    return value
  }

  /// A finite decimal number (with a point); nil for an empty field.
  package func number(_ column: Int) throws(GazetteerError) -> Double? {
    if isEmpty(column) { return nil }
    guard let value = Double(string(column)), value.isFinite else { throw unexpected(column, "a number") }
    return value
  }

  /// A day, `2020-10-31`; nil for an empty field.
  package func date(_ column: Int) throws(GazetteerError) -> CalendarDate? {
    if isEmpty(column) { return nil }
    guard let value = CalendarDate(iso8601: string(column)) else {
      throw unexpected(column, "a date as 2020-10-31")
    }
    return value
  }

  /// The error that a column's field of the current row is not what it should be.
  package func unexpected(_ column: Int, _ expected: String) -> GazetteerError {
    .table(
      path: path, line: line, expected: "\(expected) in column `\(columns[column])`",
      found: isEmpty(column) ? "nothing" : "`\(string(column))`")
  }

  /// The byte range of the next line that is neither empty nor a comment.
  private mutating func nextLine() -> Range<Int>? {
    while position < bytes.count {
      let start = position
      var end = bytes.withUnsafeBufferPointer { bytes in
        memchr(bytes.baseAddress! + start, 0x0A, bytes.count - start).map {
          UnsafeRawPointer($0) - UnsafeRawPointer(bytes.baseAddress!)
        } ?? bytes.count
      }
      position = end + 1
      line += 1
      if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      if end > start, bytes[start] != UInt8(ascii: "#") { return start..<end }
    }
    return nil
  }
}
