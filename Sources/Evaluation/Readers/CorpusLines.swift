internal import GeoTypes

/// The lines of a file with their numbers. A byte order mark of UTF-8 and carriage returns at the ends are taken away.
struct CorpusLines: Sequence {
  struct Line {
    var bytes: ArraySlice<UInt8>
    /// From 1.
    var number: Int

    var isBlank: Bool { bytes.allSatisfy { $0 <= 0x20 } }
  }

  let file: String
  private let lines: [Line]

  init(_ bytes: [UInt8], file: String) {
    self.file = file
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    lines = body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().map {
      Line(bytes: $1.last == UInt8(ascii: "\r") ? $1.dropLast() : $1, number: $0 + 1)
    }
  }

  func makeIterator() -> IndexingIterator<[Line]> { lines.makeIterator() }

  /// A line's text.
  ///
  /// - Throws: `CorpusError` where it is not UTF-8.
  func text(of line: Line) throws(CorpusError) -> String {
    let bytes = Array(line.bytes)
    if let byte = UTF8Validation(of: bytes).firstInvalid {
      throw CorpusError(
        .encoding, file: file, line: line.number, expected: "UTF-8",
        found: "0x\(String(bytes[byte], radix: 16, uppercase: true)) at byte \(byte)")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
