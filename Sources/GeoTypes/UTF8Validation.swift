/// What a run over bytes found out about them as UTF-8 (RFC 3629; the well-formed sequences of Unicode, table 3-7).
///
/// `String(decoding:)` would put U+FFFD in the place of damage without a word, and a mistake would go unseen.
package struct UTF8Validation {
  /// Well-formed sequences of two bytes and more.
  package private(set) var multibyte = 0
  /// Bytes that belong to no well-formed sequence.
  package private(set) var invalid = 0
  /// Offset of the first of them.
  package private(set) var firstInvalid: Int?

  package init(of bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { read($0) }
  }

  package init(of bytes: UnsafeBufferPointer<UInt8>) { read(bytes) }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        // Most bytes are ASCII: eight at once where they can be.
        let next = index + 8
        if next <= bytes.count,
          UnsafeRawPointer(bytes.baseAddress! + index).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080
            == 0
        {
          index = next
        } else {
          index += 1
        }
        continue
      }
      let length = UTF8Validation.sequenceLength(in: bytes, at: index)
      if length > 0 {
        multibyte += 1
        index += length
      } else {
        if firstInvalid == nil { firstInvalid = index }
        invalid += 1
        index += 1
      }
    }
  }

  /// The length of the well-formed sequence that starts at `index` with a byte of 0x80 or more; 0 for none.
  private static func sequenceLength(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let length: Int
    // The second byte's range is narrower after some first bytes: no overlong forms, no surrogates, ≤ U+10FFFF.
    let second: ClosedRange<UInt8>
    switch bytes[index] {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
    for offset in 2..<Swift.max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
