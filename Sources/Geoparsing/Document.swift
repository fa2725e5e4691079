public import Dispatches

/// A word, number or sign of a dispatch.
public struct Token: Hashable, Sendable {
  public enum Kind: UInt8, Sendable {
    /// Letters (and digits after a letter); apostrophes end a token (`d’` is one), hyphens are tokens of their own.
    case word
    /// Digits with their inner points, commas and thousands spaces: `30.000`, `1.250`, `2,5`.
    case number
    case punctuation
  }

  /// The letters' case.
  public enum Shape: UInt8, Sendable { case none, lower, capitalised, upper, mixed }

  /// Byte offsets into the dispatch's text.
  public var start: Int32
  public var end: Int32
  public var kind: Kind
  public var shape: Shape
  /// Whether white space (a line break included) stands before it.
  public var spaceBefore: Bool
  /// FNV-1a (64 bits) of the folded form: lower case, accents and ligatures dropped. Compare with `Lexicon.key`.
  public var key: UInt64

  public var range: Range<Int> { Int(start)..<Int(end) }
  public init(start: Int32, end: Int32, kind: Kind, shape: Shape, spaceBefore: Bool, key: UInt64) {
    self.start = start
    self.end = end
    self.kind = kind
    self.shape = shape
    self.spaceBefore = spaceBefore
    self.key = key
  }
}

/// A dispatch cut into tokens and sentences.
public struct Document: Sendable {
  /// A sentence, a headline or an intertitle.
  public struct Sentence: Hashable, Sendable {
    /// Token indices.
    public var tokens: Range<Int>
    /// The block of `dispatch.layout` that it belongs to.
    public var block: Int
    public init(tokens: Range<Int>, block: Int) {
      self.tokens = tokens
      self.block = block
    }
  }

  public let dispatch: Dispatch
  public let tokens: [Token]
  public let sentences: [Sentence]

  public init(dispatch: Dispatch, tokens: [Token], sentences: [Sentence]) {
    self.dispatch = dispatch
    self.tokens = tokens
    self.sentences = sentences
  }

  /// The source text of tokens, from the first's start to the last's end.
  public func text(of tokens: Range<Int>) -> String {
    tokens.isEmpty ? "" : dispatch.string(byteRange(of: tokens))
  }

  /// The byte range of a non-empty range of tokens.
  public func byteRange(of range: Range<Int>) -> Range<Int> {
    Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound - 1].end)
  }
}
