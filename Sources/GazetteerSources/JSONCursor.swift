internal import GeoTypes

/// A cursor over one JSON text (RFC 8259) in memory: the caller says what it expects next, and skips the rest.
///
/// Nothing is built for what is skipped, so that a file of 80 MB is read in the time of its bytes. What is not JSON is
/// `SourceError.damaged` at its offset; so is what the caller did not expect.
package struct JSONCursor {
  package let path: String
  private let bytes: [UInt8]
  package private(set) var position = 0
  private var depth = 0
  /// Deeper texts are refused, so that no stack overflows.
  private static let deepest = 64

  package enum Kind { case object, array, string, number, bool, null }

  /// Throws `SourceError.damaged` where the bytes are not UTF-8.
  package init(_ bytes: [UInt8], path: String) throws(SourceError) {
    self.path = path
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    if let offset = UTF8Validation(of: bytes).firstInvalid {
      throw .damaged(
        path: path, offset: offset, expected: "UTF-8",
        found: "byte 0x" + String(bytes[offset], radix: 16, uppercase: true))
    }
  }

  // MARK: Structure

  /// What comes next.
  package mutating func kind() throws(SourceError) -> Kind {
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "-"), 0x30...0x39: return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    default: throw unexpected("a JSON value")
    }
  }

  /// Reads an object, member by member; `body` gets the key and reads the value, or skips it.
  package mutating func object(
    _ body: (String, inout JSONCursor) throws(SourceError) -> Void
  ) throws(SourceError) {
    try open(UInt8(ascii: "{"), "an object")
    if take(UInt8(ascii: "}")) { return close() }
    while true {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw unexpected("a member's name") }
      let key = try string()
      guard take(UInt8(ascii: ":")) else { throw unexpected("a colon") }
      try body(key, &self)
      if take(UInt8(ascii: "}")) { return close() }
      guard take(UInt8(ascii: ",")) else { throw unexpected("a comma or the object's end") }
    }
  }

  /// Reads an array, element by element.
  package mutating func array(_ body: (inout JSONCursor) throws(SourceError) -> Void) throws(SourceError) {
    try open(UInt8(ascii: "["), "an array")
    if take(UInt8(ascii: "]")) { return close() }
    while true {
      try body(&self)
      if take(UInt8(ascii: "]")) { return close() }
      guard take(UInt8(ascii: ",")) else { throw unexpected("a comma or the array's end") }
    }
  }

  private mutating func open(_ byte: UInt8, _ what: String) throws(SourceError) {
    guard take(byte) else { throw unexpected(what) }
    depth += 1
    guard depth <= JSONCursor.deepest else {
      throw unexpected("at most \(JSONCursor.deepest) levels")
    }
  }

  private mutating func close() { depth -= 1 }

  /// Nothing but white space may follow.
  package mutating func end() throws(SourceError) {
    skipSpace()
    guard position == bytes.count else { throw unexpected("the end of the file") }
  }

  package mutating func skip() throws(SourceError) {
    switch try kind() {
    case .object: try object { (_, cursor) throws(SourceError) in try cursor.skip() }
    case .array: try array { (cursor) throws(SourceError) in try cursor.skip() }
    case .string: _ = try stringLiteral()
    case .number: _ = try numberRange()
    case .bool: if !takeWord("true"), !takeWord("false") { throw unexpected("true or false") }
    case .null: if !takeWord("null") { throw unexpected("null") }
    }
  }

  // MARK: Values

  package mutating func string() throws(SourceError) -> String {
    let literal = try stringLiteral()
    if !literal.hasEscape { return String(decoding: bytes[literal.range], as: UTF8.self) }
    return String(decoding: try unescaped(literal.range), as: UTF8.self)
  }

  /// A string; nil where null or a value of another kind stands there, which is skipped.
  package mutating func stringOrSkip() throws(SourceError) -> String? {
    if try kind() == .string { return try string() }
    try skip()
    return nil
  }

  /// A number; nil where a value of another kind stands there, which is skipped.
  package mutating func numberOrSkip() throws(SourceError) -> Double? {
    guard try kind() == .number else {
      try skip()
      return nil
    }
    let range = try numberRange()
    let plain = bytes[range].withUnsafeBytes { $0.decimal() }
    return plain ?? Double(String(decoding: bytes[range], as: UTF8.self))
  }

  private struct StringLiteral {
    /// The offsets between the quotation marks.
    var range: Range<Int>
    var hasEscape: Bool
  }

  private mutating func stringLiteral() throws(SourceError) -> StringLiteral {
    let start = position + 1
    var index = start
    var hasEscape = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        position = index + 1
        return StringLiteral(range: start..<index, hasEscape: hasEscape)
      }
      if byte < 0x20 {
        position = index
        throw unexpected("no control character in a string")
      }
      if byte == UInt8(ascii: "\\") {
        hasEscape = true
        index += 1
      }
      index += 1
    }
    position = bytes.count
    throw unexpected("the end of a string")
  }

  private mutating func unescaped(_ range: Range<Int>) throws(SourceError) -> [UInt8] {
    var text: [UInt8] = []
    var index = range.lowerBound
    func damage() -> SourceError {
      .damaged(path: path, offset: index, expected: "an escape of JSON", found: "something else")
    }
    func unit(at index: Int) -> UInt32? {
      guard index + 4 <= range.upperBound else { return nil }
      var value: UInt32 = 0
      for byte in bytes[index..<(index + 4)] {
        guard
          let digit = Unicode.Scalar(byte).properties.isASCIIHexDigit
            ? Character(Unicode.Scalar(byte)).hexDigitValue : nil
        else { return nil }
        value = value << 4 | UInt32(digit)
      }
      return value
    }
    while index < range.upperBound {
      guard bytes[index] == UInt8(ascii: "\\") else {
        text.append(bytes[index])
        index += 1
        continue
      }
      guard index + 1 < range.upperBound else { throw damage() }
      switch bytes[index + 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[index + 1])
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "u"):
        guard var value = unit(at: index + 2) else { throw damage() }
        if (0xD800..<0xDC00).contains(value) {
          // The first half of a pair; the second must follow.
          guard index + 7 < range.upperBound, bytes[index + 6] == UInt8(ascii: "\\"),
            bytes[index + 7] == UInt8(ascii: "u"), let low = unit(at: index + 8),
            (0xDC00..<0xE000).contains(low)
          else { throw damage() }
          value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
          index += 6
        }
        guard let scalar = Unicode.Scalar(value) else { throw damage() }
        text += Array(String(Character(scalar)).utf8)
        index += 4
      default: throw damage()
      }
      index += 2
    }
    return text
  }

  private mutating func numberRange() throws(SourceError) -> Range<Int> {
    let start = position
    func isDigit() -> Bool { position < bytes.count && (0x30...0x39).contains(bytes[position]) }
    func digits() throws(SourceError) {
      guard isDigit() else { throw unexpected("a digit") }
      while isDigit() { position += 1 }
    }
    if peek == UInt8(ascii: "-") { position += 1 }
    try digits()
    if peek == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      position += 1
      if peek == UInt8(ascii: "-") || peek == UInt8(ascii: "+") { position += 1 }
      try digits()
    }
    return start..<position
  }

  // MARK: Bytes

  private var peek: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func takeWord(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    for index in 0..<count where bytes[position + index] != word.utf8Start[index] { return false }
    position += count
    return true
  }

  package func unexpected(_ expected: String) -> SourceError {
    let found: String
    if position >= bytes.count {
      found = "the end of the file"
    } else {
      var end = min(bytes.count, position + 16)
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      var start = position
      while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
      found = "`" + String(decoding: bytes[start..<end], as: UTF8.self) + "`"
    }
    return .damaged(path: path, offset: position, expected: expected, found: found)
  }
}
