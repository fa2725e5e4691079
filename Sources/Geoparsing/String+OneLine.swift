import GazetteerIndex

extension String {
  /// The text with every run of white space as one space, none at its ends, and the words that a line's end breaks
  /// (`NameKey.continuation`) whole: what a reader of a list or a map sees of a dispatch's own words.
  package var onOneLine: String {
    // Most are on one line already; letters beyond ASCII are no white space but for U+00A0 and U+2000 and after.
    var wasSpace = true
    let isPlain = utf8.allSatisfy { byte in
      defer { wasSpace = byte == 0x20 }
      return byte > 0x20 && byte != 0xC2 && byte != 0xE2 || byte == 0x20 && !wasSpace
    }
    if isPlain, !wasSpace || isEmpty { return self }
    var text = self
    return text.withUTF8 { text in
      var line: [UInt8] = []
      line.reserveCapacity(text.count)
      var isOpen = false
      var offset = 0
      while offset < text.count {
        let (scalar, length) = CharacterFolding.scalar(text, offset)
        if scalar.isWhiteSpace {
          isOpen = !line.isEmpty
        } else if !isOpen, let next = NameKey.continuation(of: text, at: offset, end: text.count) {
          offset = next
          continue
        } else {
          if isOpen { line.append(0x20) }
          isOpen = false
          line.append(contentsOf: text[offset..<offset + length])
        }
        offset += length
      }
      return String(decoding: line, as: UTF8.self)
    }
  }
}

extension UInt32 {
  /// Whether a code point is Unicode's White_Space, without the look-up in its tables.
  fileprivate var isWhiteSpace: Bool {
    switch self {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}
