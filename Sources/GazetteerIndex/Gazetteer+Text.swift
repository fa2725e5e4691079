/// A name found in a text.
public struct NameMatch: Hashable, Sendable {
  /// Byte offsets into the text.
  public var range: Range<Int>
  public var name: NameRef
  public init(range: Range<Int>, name: NameRef) {
    self.range = range
    self.name = name
  }
}

/// What `Gazetteer.matches` gives.
public struct MatchOptions: Hashable, Sendable {
  public enum Capitals: Hashable, Sendable {
    /// *tours* is found as *Tours*.
    case ignored
    /// At least one word of the match starts with something else than a lower-case letter: *mer Noire*.
    case somewhere
    /// The first word does (in *l'Aquila*, the one after the apostrophe will do).
    case first
  }
  public var capitals: Capitals
  /// Every name at every word, instead of the longest at each place, left to right.
  public var overlapping: Bool

  public init(capitals: Capitals = .ignored, overlapping: Bool = false) {
    self.capitals = capitals
    self.overlapping = overlapping
  }
}

extension Gazetteer {
  /// The names in a text (UTF-8), in text order: the longest at each place, at word boundaries.
  ///
  /// A name is found in whatever way it is written, as long as `NameKey` folds it alike. Between its words may
  /// stand white space of any kind and length (a line break and a blank line too), a hyphen, with white space
  /// after it (`Nagorny-⏎⏎Karabakh`), or an apostrophe; after *St*, *Ste* and single letters also a full stop
  /// (`St. Louis`, `St.-Étienne`).
  /// A word that a line's end breaks (`NameKey.continuation`: a soft hyphen, or `¬` in scanned print) is whole.
  /// An elided article is a word of its own, so `d'Erevan` gives *Erevan*, but `L'Aquila` the whole.
  /// What cannot be decoded as UTF-8 separates.
  public func matches(in text: UnsafeBufferPointer<UInt8>, options: MatchOptions = MatchOptions())
    -> [NameMatch]
  {
    var found: [NameMatch] = []
    withScratch { scratch in
      var position = 0
      while let start = NameKey.nextWord(text, from: position) {
        let word = FoldedWord.read(text, at: start, into: scratch, room: longestKey)
        position = max(word.end, start + 1)
        if options.capitals == .first, startsLow(text, start, word.end) { continue }
        if options.overlapping {
          if let overlay {
            overlay.walk(text, from: word, limit: text.count, scratch: scratch) { end, name in
              guard hasCapitals(start..<end, in: text, options.capitals) else { return }
              found.append(NameMatch(range: start..<end, name: name))
            }
            continue
          }
          walk(text, from: word, limit: text.count, scratch: scratch) { end, length, name in
            guard hasCapitals(start..<end, in: text, options.capitals), confirms(name, scratch, length) else {
              return
            }
            found.append(NameMatch(range: start..<end, name: NameRef(ordinal: name)))
          }
        } else if let match = longest(text, start, word, limit: text.count, scratch),
          hasCapitals(match.range, in: text, options.capitals)
        {
          // Where the longest has no capital, no shorter one has.
          found.append(match)
          position = match.range.upperBound
        }
      }
    }
    return found
  }

  /// The names in a string; see `matches(in:options:)` for buffers.
  public func matches(in text: String, options: MatchOptions = MatchOptions()) -> [NameMatch] {
    var text = text
    return text.withUTF8 { matches(in: $0, options: options) }
  }

  /// The longest name that starts exactly at `offset`, which is the start of a word, and ends at `limit` or before.
  public func longestMatch(in text: UnsafeBufferPointer<UInt8>, at offset: Int, limit: Int) -> NameMatch? {
    guard offset < limit else { return nil }
    return withScratch { scratch in
      let word = FoldedWord.read(text, at: offset, into: scratch, room: longestKey)
      return longest(text, offset, word, limit: limit, scratch)
    }
  }

  private func withScratch<Result>(_ body: (UnsafeMutablePointer<UInt8>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longestKey + FoldedWord.slack) { scratch in
      body(scratch.baseAddress.unsafelyUnwrapped)
    }
  }

  @inline(__always)
  private func confirms(_ name: UInt32, _ scratch: UnsafeMutablePointer<UInt8>, _ length: Int) -> Bool {
    file.hasKey(name, UnsafeRawBufferPointer(start: scratch, count: length))
  }

  @inline(__always)
  private func longest(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ word: FoldedWord, limit: Int,
    _ scratch: UnsafeMutablePointer<UInt8>
  ) -> NameMatch? {
    if let overlay { return overlay.longest(text, start, word, limit: limit, scratch) }
    var last = IndexFormat.none
    var lastEnd = 0
    var lastLength = 0
    walk(text, from: word, limit: limit, scratch: scratch) { end, length, name in
      (last, lastEnd, lastLength) = (name, end, length)
    }
    guard last != IndexFormat.none else { return nil }
    if confirms(last, scratch, lastLength) {
      return NameMatch(range: start..<lastEnd, name: NameRef(ordinal: last))
    }
    return longestConfirmed(text, start, limit: limit, scratch)
  }

  /// `longest` where a fingerprint was another word's, once in some thousand million words.
  @inline(never)
  private func longestConfirmed(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, limit: Int, _ scratch: UnsafeMutablePointer<UInt8>
  ) -> NameMatch? {
    var match: NameMatch?
    let word = FoldedWord.read(text, at: start, into: scratch, room: longestKey)
    walk(text, from: word, limit: limit, scratch: scratch) { end, length, name in
      if confirms(name, scratch, length) {
        match = NameMatch(range: start..<end, name: NameRef(ordinal: name))
      }
    }
    return match
  }

  /// Follows the words from the first one on through the tree and reports each name that may end at a word's end,
  /// shortest first, with the length of its key in the scratch. The keys are still to be compared.
  @inline(__always)
  private func walk(
    _ text: UnsafeBufferPointer<UInt8>, from first: FoldedWord, limit: Int,
    scratch: UnsafeMutablePointer<UInt8>, _ report: (_ end: Int, _ length: Int, _ name: UInt32) -> Void
  ) {
    let room = longestKey
    var word = first
    var length = 0
    var node: UInt32 = 0
    while word.length > 0, word.end <= limit, length + word.length <= room {
      length += word.length
      let target = file.tree.target(from: node, by: word.hash)
      if target == 0 { return }
      let name = file.name(at: target)
      if name != IndexFormat.none { report(word.end, length, name) }
      if target & IndexFormat.Edge.leaf != 0 { return }
      node = target
      let mayAbbreviate = word.isSaint || word.length == 1
      guard let next = NameKey.skipSeparator(text, at: word.end, mayAbbreviate: mayAbbreviate), next < limit,
        length < room
      else { return }
      scratch[length] = NameKey.separator
      length += 1
      word = FoldedWord.read(text, at: next, into: scratch + length, room: room - length)
    }
  }

  /// Whether a word starts with a small letter and no apostrophe follows that a capital might come after.
  @inline(__always)
  private func startsLow(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let byte = text[start]
    if byte < 0x80 {
      guard byte &- 0x61 < 26 else { return false }
    } else {
      guard CharacterFolding.isLowerCase(CharacterFolding.scalar(text, start).value) else { return false }
    }
    guard end < text.count else { return true }
    if text[end] == UInt8(ascii: " ") { return true }
    return CharacterFolding.classOf(CharacterFolding.scalar(text, end).value) != .apostrophe
  }

  private func hasCapitals(
    _ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>, _ capitals: MatchOptions.Capitals
  ) -> Bool {
    if capitals == .ignored { return true }
    var atWordStart = true
    var words = 0
    var position = range.lowerBound
    while position < range.upperBound {
      let (scalar, length) = CharacterFolding.scalar(text, position)
      let kind = CharacterFolding.classOf(scalar)
      if kind == .word, atWordStart {
        if !CharacterFolding.isLowerCase(scalar) { return true }
        words += 1
      } else if kind != .word, capitals == .first, kind != .apostrophe || words > 1 {
        return false
      }
      atWordStart = kind != .word
      position += length
    }
    return false
  }
}

extension NameKey {
  /// Where the next word starts; nil where none follows.
  @inline(__always)
  static func nextWord(_ text: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int? {
    var offset = offset
    while offset < text.count {
      let byte = text[offset]
      if byte < 0x80 {
        if CharacterFolding.isASCIIWord(byte) { return offset }
        offset += 1
      } else {
        let (scalar, length) = CharacterFolding.scalar(text, offset)
        if CharacterFolding.classOf(scalar) == .word { return offset }
        offset += length
      }
    }
    return nil
  }

  /// The start of what follows a separator that may stand inside a name; nil where none stands at `offset`.
  @inline(__always)
  static func skipSeparator(
    _ text: UnsafeBufferPointer<UInt8>, at offset: Int, mayAbbreviate: Bool
  ) -> Int? {
    guard offset < text.count else { return nil }
    if text[offset] == separator, offset + 1 < text.count, CharacterFolding.isASCIIWord(text[offset + 1]) {
      return offset + 1
    }
    let (scalar, length) = CharacterFolding.scalar(text, offset)
    switch CharacterFolding.classOf(scalar) {
    case .space: return skipSpaces(text, from: offset + length)
    case .hyphen: return skipSpaces(text, from: offset + length)
    case .apostrophe: return offset + length
    case .period:
      guard mayAbbreviate else { return nil }
      // *St.-Étienne*
      var next = offset + length
      if next < text.count {
        let (scalar, length) = CharacterFolding.scalar(text, next)
        if CharacterFolding.classOf(scalar) == .hyphen { next += length }
      }
      return skipSpaces(text, from: next)
    case .word, .other:
      // Scanned print has the hyphen of a name as `¬` at a line's end, too: `New¬⏎York`.
      guard scalar == 0xAC else { return nil }
      let next = skipSpaces(text, from: offset + length)
      return text[(offset + length)..<next].contains(0x0A) ? next : nil
    }
  }

  @inline(__always)
  private static func skipSpaces(_ text: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int {
    var offset = offset
    while offset < text.count {
      let (scalar, length) = CharacterFolding.scalar(text, offset)
      guard CharacterFolding.classOf(scalar) == .space else { break }
      offset += length
    }
    return offset
  }
}
