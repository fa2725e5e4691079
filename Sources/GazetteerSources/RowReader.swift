internal import GeoTypes

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The rows of a tab-separated table without a header, as GeoNames writes them.
///
/// A row that is not UTF-8, is too long or has another number of fields is refused and counted, and so is one that the
/// caller finds wrong; the others complete. Where the first thousand rows are refused, or all, the table is something
/// else, which is an error.
struct RowReader: ~Copyable {
  /// How many fields a row may have.
  private let fieldCounts: Set<Int>
  private let skipsComments: Bool
  private var lines: LineReader
  /// The fields' ends of the current row; each begins behind the tab after the one before.
  private let ends: UnsafeMutablePointer<Int>
  private let capacity: Int
  private var row = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var fieldCount = 0
  private(set) var refusals = Refusals()
  private var accepted = 0

  /// - Parameter skipsComments: Whether lines that start with `#` are none.
  init(_ stream: any ByteStream, fieldCounts: Set<Int>, skipsComments: Bool = false) {
    lines = LineReader(stream)
    self.fieldCounts = fieldCounts
    self.skipsComments = skipsComments
    capacity = (fieldCounts.max() ?? 0) + 1
    ends = .allocate(capacity: capacity)
  }

  deinit { ends.deallocate() }

  var path: String { lines.stream.path }
  var line: Int { lines.line }
  var rowCount: Int { accepted }
  var consumed: Int { lines.stream.consumed }

  /// Moves to the next row; false after the last. Throws what the stream throws, and `SourceError.line` where nothing
  /// so far was such a row.
  mutating func next() throws(SourceError) -> Bool {
    while let line = try lines.next() {
      if line.isEmpty || skipsComments && line[0] == UInt8(ascii: "#") { continue }
      row = line
      accepted += 1
      if lines.isCut {
        try refuse(
          RowProblem(expected: "a line of at most \(LineReader.longest) bytes", found: "a longer one"))
        continue
      }
      split()
      if !fieldCounts.contains(fieldCount) {
        let counts = fieldCounts.sorted().map(String.init).joined(separator: " or ")
        try refuse(RowProblem(expected: "\(counts) fields", found: "\(fieldCount)"))
        continue
      }
      if let invalid = firstInvalidByte() {
        let byte = String(row[invalid], radix: 16, uppercase: true)
        try refuse(RowProblem(expected: "UTF-8", found: "byte 0x\(byte)"))
        continue
      }
      return true
    }
    if accepted == 0, let first = refusals.first.first { throw first }
    return false
  }

  /// A field of the current row, valid until the next one.
  subscript(field: Int) -> UnsafeRawBufferPointer {
    guard field < fieldCount, field < capacity else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let start = field == 0 ? 0 : ends[field - 1] + 1
    return UnsafeRawBufferPointer(rebasing: row[start..<ends[field]])
  }

  /// Refuses the current row. Throws `SourceError.line` where a thousand were refused and none was right.
  mutating func refuse(_ problem: RowProblem) throws(SourceError) {
    accepted -= 1
    let error = SourceError.line(
      path: path, line: line, expected: problem.expected, found: problem.found)
    refusals.add(error)
    if accepted == 0, refusals.count == 1000 { throw refusals.first[0] }
  }

  private mutating func split() {
    fieldCount = 0
    guard let base = row.baseAddress else { return }
    var start = 0
    while true {
      let found = memchr(base + start, 0x09, row.count - start)
      let end = found.map { UnsafeRawPointer($0) - base } ?? row.count
      if fieldCount < capacity { ends[fieldCount] = end }
      fieldCount += 1
      if found == nil { return }
      start = end + 1
    }
  }

  private func firstInvalidByte() -> Int? {
    // Most rows of most tables are ASCII, which eight bytes at a time tell.
    var index = 0
    while index + 8 <= row.count {
      if row.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { break }
      index += 8
    }
    return row[index...].withContiguousBytes { UTF8Validation(of: $0).firstInvalid }.map { $0 + index }
  }
}

extension Slice<UnsafeRawBufferPointer> {
  fileprivate func withContiguousBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    UnsafeRawBufferPointer(rebasing: self).withMemoryRebound(to: UInt8.self, body)
  }
}
