import Dispatches
import GazetteerIndex
import GeoTypes

/// A document with each token's entry in the lexicon, as the stages of reading walk it.
///
/// A view: its buffers are valid only inside `withView`, which makes it. They are read tens of times for each word,
/// and so are plain memory, not arrays that are retained at each look.
struct Annotated {
  let document: Document
  let lexicon: Lexicon
  /// The dispatch's text.
  let bytes: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let sentences: UnsafeBufferPointer<Document.Sentence>
  let entries: UnsafeBufferPointer<Lexicon.Entry>
  /// Whether each sentence is set in capitals, so that its words' shapes say nothing.
  let isUpper: UnsafeBufferPointer<Bool>
  /// Whether the dispatch is about sport, where towns are teams.
  let isSport: Bool

  /// Gives a document's view, which must not leave `body`.
  static func withView<Result>(
    of document: Document, lexicon: Lexicon, _ body: (Annotated) -> Result
  ) -> Result {
    document.dispatch.text.withUnsafeBufferPointer { bytes in
      document.tokens.withUnsafeBufferPointer { tokens in
        document.sentences.withUnsafeBufferPointer { sentences in
          entries(of: tokens, lexicon: lexicon).withUnsafeBufferPointer { entries in
            sentences.map { isUpper($0.tokens, tokens) }.withUnsafeBufferPointer { isUpper in
              let sport = entries.count(where: { $0.classes.contains(.sport) })
              return body(
                Annotated(
                  document: document, lexicon: lexicon, bytes: bytes, tokens: tokens, sentences: sentences,
                  entries: entries, isUpper: isUpper, isSport: sport >= Swift.max(2, entries.count / 120)))
            }
          }
        }
      }
    }
  }

  private static func isUpper(_ sentence: Range<Int>, _ tokens: UnsafeBufferPointer<Token>) -> Bool {
    var upper = 0
    var words = 0
    for index in sentence {
      let token = tokens[index]
      guard token.kind == .word, token.end - token.start > 2 else { continue }
      words += 1
      if token.shape == .upper { upper += 1 }
    }
    return words >= 2 && upper * 5 >= words * 4
  }

  private static let aKey = Lexicon.key("a")
  private static let estKey = Lexicon.key("est")

  /// The tokens' entries. Folding makes one word of « a » and « à », and « est » is a verb or the east: the accent
  /// and the article before it tell them apart.
  private static func entries(
    of tokens: UnsafeBufferPointer<Token>, lexicon: Lexicon
  ) -> [Lexicon.Entry] {
    let (aKey, estKey) = (aKey, estKey)
    return [Lexicon.Entry](unsafeUninitializedCapacity: tokens.count) { entries, count in
      for (index, token) in tokens.enumerated() {
        var entry = token.kind == .word ? lexicon.entry(token.key) : Lexicon.Entry()
        if token.key == aKey {
          if token.end - token.start == 2 {
            entry.classes.subtract([.auxiliary, .literalVerb])
          } else if token.shape == .lower {
            entry.classes.remove(.a)
          }
        } else if token.key == estKey, index > 0 {
          let isEast =
            !entries[index - 1].classes.isDisjoint(with: [.determiner, .de])
            || tokens[index - 1].kind == .punctuation && !token.spaceBefore
          entry.classes.subtract(isEast ? [.auxiliary, .literalVerb] : .direction)
        }
        entries.initializeElement(at: index, to: entry)
      }
      count = tokens.count
    }
  }

  // MARK: The source

  /// The source text of tokens, from the first's start to the last's end.
  func string(of tokens: Range<Int>) -> String {
    tokens.isEmpty ? "" : String(decoding: slice(of: tokens), as: UTF8.self)
  }

  /// The source bytes of a non-empty range of tokens.
  func slice(of tokens: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[byteRange(of: tokens)])
  }

  /// The byte range of a non-empty range of tokens.
  func byteRange(of range: Range<Int>) -> Range<Int> {
    Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound - 1].end)
  }

  // MARK: Tokens

  func classes(_ index: Int) -> Lexicon.Classes { entries[index].classes }

  func has(_ index: Int, _ classes: Lexicon.Classes) -> Bool {
    !entries[index].classes.isDisjoint(with: classes)
  }

  /// The single byte of a punctuation token; 0 for others.
  func sign(_ index: Int) -> UInt8 {
    let token = tokens[index]
    guard token.kind == .punctuation, token.end - token.start == 1 else { return 0 }
    return bytes[Int(token.start)]
  }

  func isCapital(_ index: Int) -> Bool {
    let token = tokens[index]
    return token.kind == .word && token.shape != .lower && token.shape != .none
  }

  /// A hyphen without white space before it and a word without any behind it.
  func isHyphenJoint(_ index: Int, limit: Int) -> Bool {
    index + 1 < limit && sign(index) == UInt8(ascii: "-") && !tokens[index].spaceBefore
      && tokens[index + 1].kind == .word
      && (!tokens[index + 1].spaceBefore || isLineBreak(before: index + 1))
  }

  private static let articles: [(contraction: UInt64, article: String)] = [
    (Lexicon.key("au"), "le"), (Lexicon.key("du"), "le"), (Lexicon.key("aux"), "les"),
    (Lexicon.key("des"), "les"),
  ]

  /// The article that a contraction holds: "au" and "du" le, "aux" and "des" les; nil for other words.
  func contractedArticle(_ index: Int) -> String? {
    let token = tokens[index]
    guard token.kind == .word, token.end - token.start <= 3 else { return nil }
    return Annotated.articles.first { $0.contraction == token.key }?.article
  }

  /// How many tokens of a range are words.
  func wordCount(_ range: Range<Int>) -> Int {
    var count = 0
    for index in range where tokens[index].kind == .word { count += 1 }
    return count
  }

  /// The sentence that holds a token.
  func sentence(of index: Int) -> Int {
    var low = 0
    var high = sentences.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if sentences[middle].tokens.lowerBound <= index { low = middle } else { high = middle }
    }
    return low
  }

  /// A number for the words of a name, the same for the same words; beyond every name's ordinal.
  func label(of range: Range<Int>) -> UInt64 {
    var label: UInt64 = 1 << 63
    for index in range {
      label = (label &* NameKey.fnvPrime) ^ (tokens[index].kind == .word ? tokens[index].key : 0) | 1 << 63
    }
    return label
  }

  /// Whether the white space before a token holds a line break: there a hyphenated name may have been wrapped.
  private func isLineBreak(before index: Int) -> Bool {
    guard index > 0 else { return false }
    return bytes[Int(tokens[index - 1].end)..<Int(tokens[index].start)].contains(0x0A)
  }
}
