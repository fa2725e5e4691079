internal import GeoTypes

/// The encoding in which a text came.
public enum TextEncoding: String, Sendable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case windows1252 = "Windows-1252"
  case latin1 = "ISO-8859-1"
}

/// A text brought to UTF-8.
///
/// UTF-8 is kept byte for byte, a byte order mark included, so that offsets are those of the source. From another
/// encoding, code point offsets are the source's; the mark of UTF-16 is no part of the text.
struct DecodedText {
  var utf8: [UInt8]
  var encoding: TextEncoding

  /// Detects the encoding of a whole text and decodes it.
  ///
  /// In this order: UTF-16 by its byte order mark; anything with a NUL is refused; UTF-8 where every byte fits; a text
  /// that is UTF-8 but for some bytes is damaged and refused; Windows-1252 (called Latin-1 where it has none of
  /// 0x80–0x9F) where the bytes look like Western European text; else it is refused.
  init(_ bytes: [UInt8], file: String) throws(InputError) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      self = try DecodedText.utf16(bytes, file: file)
    } else {
      if let position = bytes.firstIndex(of: 0) { throw DecodedText.nul(at: position, file: file) }
      let validation = UTF8Validation(of: bytes)
      if let firstInvalid = validation.firstInvalid {
        self = try DecodedText.singleByte(bytes, validation, firstInvalid: firstInvalid, file: file)
      } else {
        self.init(utf8: bytes, encoding: .utf8)
      }
    }
  }

  private init(utf8: [UInt8], encoding: TextEncoding) {
    self.utf8 = utf8
    self.encoding = encoding
  }

  private static func nul(at byte: Int, file: String) -> InputError {
    InputError(
      .binary, file: file, byte: byte,
      "expected text in UTF-8 (or UTF-16 with a byte order mark, Windows-1252, Latin-1), found a NUL byte")
  }
}

// MARK: - UTF-16

extension DecodedText {
  private static func utf16(_ bytes: [UInt8], file: String) throws(InputError) -> DecodedText {
    let littleEndian = bytes[0] == 0xFF
    let encoding: TextEncoding = littleEndian ? .utf16LittleEndian : .utf16BigEndian
    guard bytes.count.isMultiple(of: 2) else {
      throw InputError(
        .encoding, file: file, byte: bytes.count - 1,
        "expected \(encoding.rawValue), as the byte order mark says, found half a code unit at the end")
    }
    func unit(at index: Int) -> UInt16 {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return littleEndian ? second << 8 | first : first << 8 | second
    }
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count)
    var index = 2
    while index < bytes.count {
      let first = unit(at: index)
      if first == 0 { throw nul(at: index, file: file) }
      var value = UInt32(first)
      var length = 2
      if UTF16.isLeadSurrogate(first), index + 2 < bytes.count, UTF16.isTrailSurrogate(unit(at: index + 2)) {
        value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(unit(at: index + 2)) - 0xDC00)
        length = 4
      }
      guard let scalar = Unicode.Scalar(value) else {
        throw InputError(
          .encoding, file: file, byte: index,
          "expected \(encoding.rawValue), as the byte order mark says, found half a surrogate pair")
      }
      utf8.append(contentsOf: String(scalar).utf8)
      index += length
    }
    return DecodedText(utf8: utf8, encoding: encoding)
  }
}

// MARK: - Windows-1252 and Latin-1

extension DecodedText {
  private static func singleByte(
    _ bytes: [UInt8], _ validation: UTF8Validation, firstInvalid: Int, file: String
  ) throws(InputError) -> DecodedText {
    let found = "0x" + String(bytes[firstInvalid], radix: 16, uppercase: true)
    // Western text hardly ever forms a UTF-8 sequence by chance.
    if validation.multibyte > 0, validation.multibyte >= validation.invalid {
      throw InputError(
        .encoding, file: file, byte: firstInvalid,
        "expected UTF-8, as elsewhere in this text, found \(found): the text is damaged")
    }
    if let implausible = firstImplausible(in: bytes) {
      throw InputError(
        .encoding, file: file, byte: implausible,
        "expected text in UTF-8, UTF-16 with a byte order mark, Windows-1252 or Latin-1, found bytes that are none of them"
      )
    }
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count + bytes.count / 8)
    var encoding = TextEncoding.latin1
    for byte in bytes {
      if byte < 0x80 {
        utf8.append(byte)
      } else if byte < 0xA0 {
        encoding = .windows1252
        utf8.append(contentsOf: String(windows1252[Int(byte) - 0x80]).utf8)
      } else {
        utf8.append(0xC0 | byte >> 6)
        utf8.append(0x80 | byte & 0x3F)
      }
    }
    return DecodedText(utf8: utf8, encoding: encoding)
  }

  /// Where bytes cease to look like Western European text in Windows-1252; nil where all of them may be.
  ///
  /// Tells apart what is decoded from what is refused: control characters and the five bytes that the code page leaves
  /// undefined; more letters beyond ASCII than any Western language writes; and, inside words, signs that stand there
  /// only when the text came from another code page (CP 850, Mac OS Roman).
  private static func firstImplausible(in bytes: [UInt8]) -> Int? {
    var high = 0
    var misplaced = 0
    var firstMisplaced = 0
    var firstHigh: Int?
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x09, 0x0A, 0x0C, 0x0D, 0x20...0x7E: continue
      case 0x00...0x1F, 0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D: return index
      default: break
      }
      high += 1
      if firstHigh == nil { firstHigh = index }
      guard byte < 0xA0, index > 0, index + 1 < bytes.count else { continue }
      // Š š Œ œ Ž ž Ÿ ’ – — stand inside words.
      let inWords: Bool =
        switch byte {
        case 0x8A, 0x8C, 0x8E, 0x92, 0x96, 0x97, 0x9A, 0x9C, 0x9E, 0x9F: true
        default: false
        }
      if !inWords, isLetter(bytes[index - 1]), isLetter(bytes[index + 1]) {
        if misplaced == 0 { firstMisplaced = index }
        misplaced += 1
      }
    }
    if high > 4 + bytes.count / 5 { return firstHigh }
    return misplaced * 10 > high ? firstMisplaced : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20)
  }

  /// 0x80…0x9F of Windows-1252 (WHATWG Encoding, index windows-1252); the undefined five never get here.
  private static let windows1252: [Unicode.Scalar] = [
    "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}",
    "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
    "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
  ]
}
