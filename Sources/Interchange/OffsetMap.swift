/// The unit in which spans leave the program.
public enum OffsetUnit: String, CaseIterable, Sendable {
  /// Unicode scalar values: what Python's `str` counts.
  case codepoint
  /// Bytes.
  case utf8
  /// Code units: what JavaScript and Java count.
  case utf16
}

/// Byte offsets of one text in another unit; each in constant time after one pass over the text.
struct OffsetMap {
  private static let stride = 64
  private let text: [UInt8]
  private let unit: OffsetUnit
  /// The offset at every `stride`-th byte; empty for bytes.
  private var marks: [Int] = []

  init(text: [UInt8], unit: OffsetUnit) {
    self.text = text
    self.unit = unit
    guard unit != .utf8 else { return }
    marks.reserveCapacity(text.count / OffsetMap.stride + 1)
    var offset = 0
    for start in Swift.stride(from: 0, through: text.count, by: OffsetMap.stride) {
      marks.append(offset)
      offset += units(in: start..<min(text.count, start + OffsetMap.stride))
    }
  }

  /// The offset of a byte offset that starts a scalar (or is the text's end).
  func callAsFunction(_ byte: Int) -> Int {
    guard unit != .utf8 else { return byte }
    let mark = byte / OffsetMap.stride
    return marks[mark] + units(in: mark * OffsetMap.stride..<byte)
  }

  /// Units of the scalars whose first byte is in the range.
  private func units(in range: Range<Int>) -> Int {
    var count = 0
    for byte in text[range] where byte & 0xc0 != 0x80 {
      // A scalar of four bytes is a surrogate pair.
      count += unit == .utf16 && byte >= 0xf0 ? 2 : 1
    }
    return count
  }
}
