import Dispatches
import GazetteerIndex
import GeoTypes

/// A document with each token's entry in the lexicon, as the recogniser walks it.
struct Annotated {
  let document: Document
  let lexicon: Lexicon
  let entries: [Lexicon.Entry?]
  /// Whether each sentence is set in capitals, so that its words' shapes say nothing.
  let isUpper: [Bool]
  /// Whether the dispatch is about sport, where towns are teams.
  let isSport: Bool

  var tokens: [Token] { document.tokens }

  init(document: Document, lexicon: Lexicon) {
    self.document = document
    self.lexicon = lexicon
    entries = Annotated.entries(of: document, lexicon: lexicon)
    isSport =
      entries.count(where: { $0?.classes.contains(.sport) ?? false }) >= Swift.max(2, entries.count / 120)
    isUpper = document.sentences.map { sentence in
      var upper = 0
      var words = 0
      for token in document.tokens[sentence.tokens] where token.kind == .word && token.end - token.start > 2 {
        words += 1
        if token.shape == .upper { upper += 1 }
      }
      return words >= 2 && upper * 5 >= words * 4
    }
  }

  private static let aKey = Lexicon.key("a")
  private static let estKey = Lexicon.key("est")

  /// The tokens' entries. Folding makes one word of « a » and « à », and « est » is a verb or the east: the accent
  /// and the article before it tell them apart.
  private static func entries(of document: Document, lexicon: Lexicon) -> [Lexicon.Entry?] {
    var entries = document.tokens.map { $0.kind == .word ? lexicon.entry($0.key) : nil }
    for (index, token) in document.tokens.enumerated() {
      if token.key == aKey {
        if token.end - token.start == 2 {
          entries[index]?.classes.subtract([.auxiliary, .literalVerb])
        } else if token.shape == .lower {
          entries[index]?.classes.remove(.a)
        }
      } else if token.key == estKey, index > 0 {
        let isEast =
          !(entries[index - 1]?.classes ?? []).isDisjoint(with: [.determiner, .de])
          || document.tokens[index - 1].kind == .punctuation && !token.spaceBefore
        entries[index]?.classes.subtract(isEast ? [.auxiliary, .literalVerb] : .direction)
      }
    }
    return entries
  }

  func classes(_ index: Int) -> Lexicon.Classes { entries[index]?.classes ?? [] }

  func has(_ index: Int, _ classes: Lexicon.Classes) -> Bool {
    !(entries[index]?.classes ?? []).isDisjoint(with: classes)
  }

  /// The single byte of a punctuation token; 0 for others.
  func sign(_ index: Int) -> UInt8 {
    let token = document.tokens[index]
    guard token.kind == .punctuation, token.end - token.start == 1 else { return 0 }
    return document.dispatch.text[Int(token.start)]
  }

  func isCapital(_ index: Int) -> Bool {
    let token = document.tokens[index]
    return token.kind == .word && token.shape != .lower && token.shape != .none
  }

  /// A hyphen without white space before it and a word without any behind it.
  func isHyphenJoint(_ index: Int, limit: Int) -> Bool {
    sign(index) == UInt8(ascii: "-") && !tokens[index].spaceBefore && index + 1 < limit
      && tokens[index + 1].kind == .word
      && (!tokens[index + 1].spaceBefore || isLineBreak(before: index + 1))
  }

  private static let articles: [UInt64: String] = [
    Lexicon.key("au"): "le", Lexicon.key("du"): "le", Lexicon.key("aux"): "les", Lexicon.key("des"): "les",
  ]

  /// The article that a contraction holds: "au" and "du" le, "aux" and "des" les; nil for other words.
  func contractedArticle(_ index: Int) -> String? { Annotated.articles[tokens[index].key] }

  private static let areaPrepositions: Set<UInt64> = [Lexicon.key("en"), Lexicon.key("dans")]

  /// « en », « dans »: what stands before areas rather than towns.
  func isAreaPreposition(_ index: Int) -> Bool { Annotated.areaPrepositions.contains(tokens[index].key) }

  private static let targets: Set<UInt64> = Set(
    ["contre", "visant", "visé", "frappant", "frappé", "touchant", "vers", "par", "pour"].map(Lexicon.key))

  /// « contre », « visant », « pour »: what stands before places as well as before persons.
  func isTargetPreposition(_ index: Int) -> Bool { Annotated.targets.contains(tokens[index].key) }

  private static let nearness: Set<UInt64> = Set(
    ["près", "proche", "large", "abords", "loin", "environs", "km", "kilomètres"].map(Lexicon.key))

  /// « près », « au large », « à 40 kilomètres »: beside a place rather than in it.
  func isNearness(_ index: Int) -> Bool { Annotated.nearness.contains(tokens[index].key) }

  /// A number for the words of a name, the same for the same words; beyond every name's ordinal.
  func label(of range: Range<Int>) -> UInt64 {
    tokens[range].reduce(1 << 63) { ($0 &* 0x100_0000_01b3) ^ ($1.kind == .word ? $1.key : 0) | 1 << 63 }
  }

  /// Whether the white space before a token holds a line break: there a hyphenated name may have been wrapped.
  private func isLineBreak(before index: Int) -> Bool {
    guard index > 0 else { return false }
    return document.dispatch.text[Int(tokens[index - 1].end)..<Int(tokens[index].start)].contains(0x0A)
  }
}
