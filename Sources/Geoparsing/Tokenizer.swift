import Dispatches
import GazetteerIndex

/// Cuts a dispatch's UTF-8 text into tokens, in one pass over the bytes.
struct Tokenizer {
  private let text: UnsafeBufferPointer<UInt8>
  private(set) var tokens: [Token] = []

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    tokens.reserveCapacity(text.count / 5 + 8)
  }

  /// Appends the tokens of a byte range.
  mutating func append(_ range: Range<Int>) {
    var position = range.lowerBound
    let end = range.upperBound
    var space = true
    while position < end {
      let byte = text[position]
      if byte <= 0x20 {
        space = true
        position += 1
        continue
      }
      let unit = Scalar(at: position, in: text, end: end)
      switch unit.kind {
      case .space:
        space = true
        position += unit.length
        continue
      case .letter:
        position = appendWord(at: position, end: end, space: space)
      case .digit:
        position = appendNumber(at: position, end: end, space: space)
      case .sign, .apostrophe:
        let key = hash(of: position..<(position + unit.length))
        tokens.append(
          Token(
            start: Int32(position), end: Int32(position + unit.length), kind: .punctuation, shape: .none,
            spaceBefore: space, key: key))
        position += unit.length
      }
      space = false
    }
  }

  private mutating func appendWord(at start: Int, end: Int, space: Bool) -> Int {
    var position = start
    var uppers = 0
    var lowers = 0
    var startsUpper = false
    var length = 0
    var isASCII = true
    var key = NameKey.fnvBasis
    while position < end {
      let byte = text[position]
      if byte < 0x80 {
        // Folded as `NameKey` does; digits have the bit of lower case already.
        let folded = byte | 0x20
        if folded &- 0x61 < 26 {
          if byte == folded {
            lowers += 1
          } else {
            uppers += 1
            if length == 0 { startsUpper = true }
          }
        } else if byte &- 0x30 >= 10 {
          break
        }
        key = NameKey.appending(folded, to: key)
        position += 1
      } else {
        isASCII = false
        let unit = Scalar(at: position, in: text, end: end)
        guard unit.kind == .letter else {
          guard byte == 0xC2, let next = NameKey.continuation(of: text, at: position, end: end) else { break }
          position = next
          continue
        }
        if unit.isUppercase {
          uppers += 1
          if length == 0 { startsUpper = true }
        } else {
          lowers += 1
        }
        position += unit.length
      }
      length += 1
    }
    if !isASCII {
      key = NameKey.wordHash(UnsafeBufferPointer(rebasing: text[start..<position]))
    } else if length == 2 || length == 3 {
      key = NameKey.expandingSaint(key)
    }
    // An apostrophe with a letter behind it ends an elided word and belongs to it.
    if position < end {
      let next = Scalar(at: position, in: text, end: end)
      let behind = position + next.length
      if next.kind == .apostrophe, behind < end,
        Scalar(at: behind, in: text, end: end).mayFollowElision
      {
        position = behind
        key = Lexicon.elided(key)
      }
    }
    let shape: Token.Shape =
      uppers == 0
      ? .lower
      : !startsUpper
        ? .mixed
        : lowers == 0
          ? (length == 1 ? .capitalised : .upper)
          : uppers == 1 ? .capitalised : .mixed
    tokens.append(
      Token(
        start: Int32(start), end: Int32(position), kind: .word, shape: shape, spaceBefore: space, key: key))
    return position
  }

  private func hash(of range: Range<Int>) -> UInt64 {
    var hash = NameKey.fnvBasis
    for position in range { hash = NameKey.appending(text[position], to: hash) }
    return hash
  }

  private mutating func appendNumber(at start: Int, end: Int, space: Bool) -> Int {
    func digits(from index: Int) -> Int {
      var position = index
      while position < end, text[position] >= 0x30, text[position] <= 0x39 { position += 1 }
      return position
    }
    var position = digits(from: start)
    // A thousands space joins one to three digits to exactly three.
    var joins = position - start <= 3 && text[start] != 0x30
    while position < end {
      let byte = text[position]
      if byte == 0x2E || byte == 0x2C {
        let next = digits(from: position + 1)
        guard next > position + 1 else { break }
        position = next
        continue
      }
      guard joins else { break }
      let unit = Scalar(at: position, in: text, end: end)
      guard unit.kind == .space, byte != 0x0A, byte != 0x0D else { break }
      let group = position + unit.length
      guard digits(from: group) == group + 3 else {
        joins = false
        break
      }
      position = group + 3
    }
    let key = hash(of: start..<position)
    tokens.append(
      Token(
        start: Int32(start), end: Int32(position), kind: .number, shape: .none, spaceBefore: space, key: key))
    return position
  }
}

/// One Unicode scalar of UTF-8 text, classified for tokenizing.
private struct Scalar {
  enum Kind { case letter, digit, space, apostrophe, sign }

  var kind: Kind
  var length: Int
  private var value: UInt32

  init(at position: Int, in text: UnsafeBufferPointer<UInt8>, end: Int) {
    let byte = text[position]
    if byte < 0x80 {
      length = 1
      value = UInt32(byte)
      switch byte {
      case 0x41...0x5A, 0x61...0x7A: kind = .letter
      case 0x30...0x39: kind = .digit
      case 0x27, 0x60: kind = .apostrophe
      case 0...0x20: kind = .space
      default: kind = .sign
      }
      return
    }
    let wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
    length = min(wanted, end - position)
    var scalar = UInt32(byte) & (wanted == 4 ? 0x07 : wanted == 3 ? 0x0F : 0x1F)
    for index in 1..<max(1, length) { scalar = scalar << 6 | UInt32(text[position + index] & 0x3F) }
    value = scalar
    switch scalar {
    case 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: kind = .space
    case 0x2018, 0x2019, 0x2BC, 0xB4, 0x2BB, 0x2032: kind = .apostrophe
    case 0xAA, 0xB5, 0xBA: kind = .letter
    case 0x80..<0xC0, 0xD7, 0xF7, 0x2000...0x2BFF, 0x3001...0x303F, 0xFE00...0xFE0F, 0xE000...0xF8FF,
      0x1F000...0x1FFFF:
      kind = .sign
    default: kind = wanted == 1 ? .sign : .letter
    }
  }

  /// Whether it may stand behind an elision's apostrophe: a letter, a digit, an opening quotation mark.
  var mayFollowElision: Bool {
    switch kind {
    case .letter, .digit: true
    case .space, .apostrophe, .sign: value == 0xAB || value == 0x22 || value == 0x201C
    }
  }

  /// Latin, Greek and Cyrillic capitals; other scripts have no case here.
  var isUppercase: Bool {
    switch value {
    case 0x41...0x5A, 0xC0...0xDE: true
    case 0x100...0x137, 0x14A...0x177, 0x1DE...0x1EF, 0x1F8...0x233, 0x1E00...0x1EFF: value & 1 == 0
    case 0x139...0x148, 0x179...0x17E: value & 1 == 1
    case 0x18F: true
    case 0x391...0x3A9, 0x400...0x42F: true
    default: false
    }
  }
}
