/// The form of a name by which it is found: the one and only folding of names. An index has it in its keys, so that
/// `Documentation/index-format.md` gives its rules in full.
///
/// Lower case; no accents or diacritics; œ, æ, ß and the typographic ligatures written out; ø, đ, ł, ı, ə as o, d,
/// l, i, e; typographic apostrophes, hyphens of every kind and white space of every kind (no-break spaces
/// included) all one separator; *St* and *Ste* as *saint* and *sainte*. `Haut‑Karabakh`, `HAUT KARABAKH` and
/// `haut-karabakh` have the key `haut karabakh`; `N’Djaména` has `n djamena`.
///
/// Cyrillic, Greek, Armenian and Georgian are lower-cased, Arabic and Hebrew lose their vowel points.
///
/// In a name (not in running text, see `NameScanner`) every other sign separates, too: `Gaza (bande de)` has the
/// key `gaza bande de`.
package struct NameKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The folded words in UTF-8, one space between them.
  package let bytes: [UInt8]

  package init(_ name: String) {
    var name = name
    bytes = name.withUTF8 { NameKey.fold($0) }
  }

  package init(utf8 name: UnsafeBufferPointer<UInt8>) { bytes = NameKey.fold(name) }

  package var isEmpty: Bool { bytes.isEmpty }
  package var description: String { String(decoding: bytes, as: UTF8.self) }
  package static func < (left: NameKey, right: NameKey) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  /// The whole name, folded.
  static func fold(_ name: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(name.count)
    appendFold(of: name, to: &key)
    return key
  }

  /// Appends the whole name, folded.
  static func appendFold(of name: UnsafeBufferPointer<UInt8>, to key: inout [UInt8]) {
    let first = key.count
    var offset = 0
    while offset < name.count {
      let start = key.count
      if start > first { key.append(separator) }
      let wordStart = key.count
      offset = scanWord(name, at: offset) { key.append($0) }
      if key.count == wordStart {
        // No word here, or one of invisible characters only.
        key.removeLast(wordStart - start)
        if offset < name.count { offset += CharacterFolding.scalar(name, offset).length }
      } else {
        expandSaint(&key, from: wordStart)
      }
    }
  }

  // MARK: Words

  /// What stands between the words of a key.
  static let separator = UInt8(ascii: " ")

  /// Appends the folded form of one word's raw UTF-8 (letters, digits, marks; other characters are dropped).
  package static func foldWord(_ word: UnsafeBufferPointer<UInt8>, into folded: inout [UInt8]) {
    let start = folded.count
    var offset = 0
    while offset < word.count {
      offset = scanWord(word, at: offset) { folded.append($0) }
      if offset < word.count { offset += CharacterFolding.scalar(word, offset).length }
    }
    expandSaint(&folded, from: start)
  }

  /// FNV-1a, 64 bits, of folded bytes.
  ///
  /// Source: G. Fowler, L. C. Noll, K.-P. Vo, "The FNV Non-Cryptographic Hash Algorithm" (RFC 9923).
  package static func hash(of folded: some Sequence<UInt8>) -> UInt64 {
    var hash = fnvBasis
    for byte in folded { hash = appending(byte, to: hash) }
    return hash
  }

  /// The hash of nothing.
  @inlinable package static var fnvBasis: UInt64 { 0xcbf2_9ce4_8422_2325 }
  @inlinable package static var fnvPrime: UInt64 { 0x100_0000_01b3 }

  /// The hash of folded bytes with one more behind them: for readers that fold as they go.
  @inlinable package static func appending(_ byte: UInt8, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* fnvPrime
  }

  /// The hash of one word's folded form, straight from its raw UTF-8 and without an allocation: equal to
  /// `hash(of:)` of what `foldWord` appends.
  package static func wordHash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = fnvBasis
    var offset = 0
    while offset < word.count {
      offset = scanWord(word, at: offset) { hash = (hash ^ UInt64($0)) &* fnvPrime }
      if offset < word.count { offset += CharacterFolding.scalar(word, offset).length }
    }
    return expandingSaint(hash)
  }

  /// `wordHash` of a string.
  package static func wordHash(_ word: String) -> UInt64 {
    var word = word
    return word.withUTF8 { wordHash($0) }
  }

  /// Gives the folded bytes of the word that starts at `start` and returns its end (`start` where none does).
  /// *St* is not expanded here.
  @inline(__always)
  static func scanWord(_ text: UnsafeBufferPointer<UInt8>, at start: Int, _ emit: (UInt8) -> Void) -> Int {
    var offset = start
    while offset < text.count {
      let byte = text[offset]
      if byte < 0x80 {
        guard CharacterFolding.isASCIIWord(byte) else { break }
        // Letters to lower case; digits have that bit already.
        emit(byte | 0x20)
        offset += 1
      } else {
        let (scalar, length) = CharacterFolding.scalar(text, offset)
        guard CharacterFolding.classOf(scalar) == .word else { break }
        CharacterFolding.fold(scalar, emit)
        offset += length
      }
    }
    return offset
  }

  /// Where a word goes on that the end of a line breaks, or that has a soft hyphen inside; nil where it ends.
  ///
  /// A soft hyphen (U+00AD), or `¬`, as which scanned print has it, with one line break behind it and nothing
  /// else but blanks, breaks a word; a hard hyphen does not, since names have them (`Nagorny-⏎Karabakh`). No word goes on
  /// with a capital behind a small letter: scanned columns that follow in the wrong order look so.
  @inline(never)
  package static func continuation(
    of text: UnsafeBufferPointer<UInt8>, at offset: Int, end: Int
  ) -> Int? {
    guard offset + 2 < end, text[offset] == 0xC2, text[offset + 1] & 0xFE == 0xAC else { return nil }
    var next = offset + 2
    func skipBlanks() { while next < end, text[next] == 0x20 || text[next] == 0x09 { next += 1 } }
    skipBlanks()
    if next < end, text[next] == 0x0D { next += 1 }
    if next < end, text[next] == 0x0A {
      next += 1
      skipBlanks()
    } else if text[offset + 1] == 0xAC || next > offset + 2 {
      return nil
    }
    guard next < end else { return nil }
    if text[next] < 0x80, (text[next] | 0x20) &- 0x61 >= 26 { return nil }
    let (scalar, _) = CharacterFolding.scalar(text, next)
    guard CharacterFolding.classOf(scalar) == .word else { return nil }
    if offset > 0, !CharacterFolding.isLowerCase(scalar) {
      var last = offset - 1
      while last > 0, text[last] & 0xC0 == 0x80 { last -= 1 }
      if CharacterFolding.isLowerCase(CharacterFolding.scalar(text, last).value) { return nil }
    }
    return next
  }

  // MARK: Saint

  static let saint = Array("saint".utf8)
  static let sainte = Array("sainte".utf8)
  private static let stHash = hash(of: "st".utf8)
  private static let steHash = hash(of: "ste".utf8)
  private static let saintHash = hash(of: saint)
  private static let sainteHash = hash(of: sainte)

  /// The hash of *saint* and *sainte* for that of *st* and *ste*, any other as it is.
  package static func expandingSaint(_ hash: UInt64) -> UInt64 {
    hash == stHash ? saintHash : hash == steHash ? sainteHash : hash
  }

  private static func expandSaint(_ key: inout [UInt8], from start: Int) {
    guard key.count - start == 2 || key.count - start == 3,
      key[start] == UInt8(ascii: "s"), key[start + 1] == UInt8(ascii: "t")
    else { return }
    if key.count - start == 2 {
      key.replaceSubrange(start..., with: saint)
    } else if key[start + 2] == UInt8(ascii: "e") {
      key.replaceSubrange(start..., with: sainte)
    }
  }
}
