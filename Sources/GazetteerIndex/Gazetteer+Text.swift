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
  /// after it (`Nagorny-⏎⏎Karabakh`), or an apostrophe; after *St*, *Ste* and single letters also a full stop.
  /// An elided article is a word of its own, so `d'Erevan` gives *Erevan*, but `L'Aquila` the whole.
  /// What cannot be decoded as UTF-8 separates.
  public func matches(in text: UnsafeBufferPointer<UInt8>, options: MatchOptions = MatchOptions())
    -> [NameMatch]
  {
    var found: [NameMatch] = []
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: file.longestKey) { scratch in
      var position = 0
      while position < text.count {
        let (scalar, length) = CharacterFolding.scalar(text, position)
        guard CharacterFolding.classOf(scalar) == .word else {
          position += length
          continue
        }
        var longest: NameMatch?
        let start = position
        let end = walk(text, at: start, limit: text.count, scratch: scratch) { end, name in
          let match = NameMatch(range: start..<end, name: name)
          guard hasCapitals(match.range, in: text, options.capitals) else { return }
          if options.overlapping { found.append(match) } else { longest = match }
        }
        if let longest {
          found.append(longest)
          position = longest.range.upperBound
        } else {
          position = end
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
    var longest: NameMatch?
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: file.longestKey) { scratch in
      _ = walk(text, at: offset, limit: limit, scratch: scratch) { end, name in
        longest = NameMatch(range: offset..<end, name: name)
      }
    }
    return longest
  }

  /// Follows the words from `start` through the tree and reports each name that ends at a word's end, shortest
  /// first. Returns the end of the first word (at least `start` + 1).
  @inline(__always)
  private func walk(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int, limit: Int, scratch: UnsafeMutableBufferPointer<UInt8>,
    _ report: (Int, NameRef) -> Void
  ) -> Int {
    var position = start
    var firstEnd = start + 1
    var length = 0
    var node: UInt32 = 0
    while position < limit {
      let wordStart = length
      var hash = NameKey.fnvBasis
      let end = NameKey.scanWord(text, at: position) { byte in
        // Past the longest key nothing is kept: the word cannot match, and the count tells.
        if length < scratch.count { scratch[length] = byte }
        length += 1
        hash = (hash ^ UInt64(byte)) &* NameKey.fnvPrime
      }
      if position == start { firstEnd = max(end, start + 1) }
      if length == wordStart || end > limit || length > scratch.count { break }
      let isSaint = expandSaint(scratch, wordStart, &length)
      if isSaint { hash = NameKey.expandingSaint(hash) }
      guard length <= scratch.count, let edge = file.edge(from: node, by: hash) else { break }
      if edge.name != IndexFormat.none,
        hasKey(edge.name, UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: scratch[..<length])))
      {
        report(end, NameRef(ordinal: edge.name))
      }
      node = edge.node
      let mayAbbreviate = isSaint || length - wordStart == 1
      guard let next = NameKey.skipSeparator(text, at: end, mayAbbreviate: mayAbbreviate),
        length < scratch.count
      else { break }
      scratch[length] = NameKey.separator
      length += 1
      position = next
    }
    return firstEnd
  }

  /// Writes *saint* for *st* at the scratch's end; says whether it did (with `length` grown even where it is full).
  @inline(__always)
  private func expandSaint(
    _ scratch: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ length: inout Int
  ) -> Bool {
    guard length - start == 2 || length - start == 3, scratch[start] == UInt8(ascii: "s"),
      scratch[start + 1] == UInt8(ascii: "t"), length - start == 2 || scratch[start + 2] == UInt8(ascii: "e")
    else { return false }
    let word = length - start == 2 ? NameKey.saint : NameKey.sainte
    length = start + word.count
    guard length <= scratch.count else { return true }
    for (index, byte) in word.enumerated() { scratch[start + index] = byte }
    return true
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
  /// The start of what follows a separator that may stand inside a name; nil where none stands at `offset`.
  @inline(__always)
  static func skipSeparator(
    _ text: UnsafeBufferPointer<UInt8>, at offset: Int, mayAbbreviate: Bool
  ) -> Int? {
    guard offset < text.count else { return nil }
    let (scalar, length) = CharacterFolding.scalar(text, offset)
    switch CharacterFolding.classOf(scalar) {
    case .space: return skipSpaces(text, from: offset + length)
    case .hyphen: return skipSpaces(text, from: offset + length)
    case .apostrophe: return offset + length
    case .period: return mayAbbreviate ? skipSpaces(text, from: offset + length) : nil
    case .word, .other: return nil
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
