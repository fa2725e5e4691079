import Dispatches
import GazetteerIndex

// Small numbers for what features tell. They stand in trained models: none may change without `FeatureTemplate.version`.

extension LeftContext.Preposition {
  var code: UInt64 {
    switch self {
    case .none: 0
    case .locative: 1
    case .a: 2
    case .de: 3
    case .entre: 4
    case .other: 5
    }
  }
}

extension Lexicon.Generic {
  /// From 1.
  var code: UInt64 {
    switch self {
    case .settlement: 1
    case .capital: 2
    case .quarter: 3
    case .division: 4
    case .country: 5
    case .region: 6
    case .water: 7
    case .river: 8
    case .sea: 9
    case .lake: 10
    case .relief: 11
    case .island: 12
    case .desert: 13
    case .coast: 14
    case .road: 15
    case .structure: 16
    case .camp: 17
    case .frontier: 18
    case .airport: 19
    case .port: 20
    }
  }
}

extension Lexicon.Classes {
  /// The classes that say something of a word's neighbours.
  static let telling = Lexicon.Classes(rawValue: (1 << 41) - 1)
    .subtracting([.abbreviation, .phraseStart, .toponymicFirstName, .sport])
  static let verbs: Lexicon.Classes = [.auxiliary, .actorVerb, .speechVerb, .literalVerb]
  /// Those of words that a name further right can hang on.
  static let governing: Lexicon.Classes = [
    .governsDirect, .governsA, .governsAvec, .governsContre, .governsDe, .governsPar, .governsEntre,
    .speechVerb, .actorVerb, .auxiliary, .literalVerb, .according, .generic,
  ]
  /// The parts of speech of `Annotated.part`, the first that a word has.
  fileprivate static let parts: [Lexicon.Classes] = [
    .determiner, .de, .a, .auxiliary, .actorVerb, .speechVerb, .literalVerb, .adverb, .locative, .coordinator,
    .generic, .demonym,
  ]
  fileprivate static let anyPart = parts.reduce(into: Lexicon.Classes()) { $0.formUnion($1) }
}

extension Recogniser {
  /// 0 for a token that is nobody's.
  func entityCode(_ token: Int) -> UInt64 {
    guard isEntity(token..<(token + 1)) else { return 0 }
    return isOrganisation(token) ? 2 : 1
  }
}

extension Annotated {
  func shape(_ index: Int) -> UInt64 {
    UInt64(tokens[index].shape.rawValue) * 4 + UInt64(tokens[index].kind.rawValue)
  }

  /// A word's last bytes, ASCII in lower case.
  func ending(_ index: Int, _ count: Int) -> UInt64 {
    let token = tokens[index]
    var value: UInt64 = 0
    for offset in Swift.max(Int(token.start), Int(token.end) - count)..<Int(token.end) {
      value = value << 8 | UInt64(bytes[offset] | 0x20)
    }
    return value
  }

  /// A word's first five bytes, ASCII in lower case: what the forms of a verb share, more or less.
  func stem(_ index: Int) -> UInt64 {
    let token = tokens[index]
    var value: UInt64 = 0
    for offset in Int(token.start)..<Swift.min(Int(token.start) + 5, Int(token.end)) {
      value = value << 8 | UInt64(bytes[offset] | 0x20)
    }
    return value
  }

  /// What a token is in a sentence, coarsely: under 256 a sign's byte, then number, capital, word and the classes.
  func part(_ index: Int) -> UInt64 {
    let token = tokens[index]
    switch token.kind {
    case .punctuation: return UInt64(bytes[Int(token.start)])
    case .number: return 256
    case .word: break
    }
    if isCapital(index) { return 257 }
    guard has(index, .anyPart) else { return 258 }
    return 259 + UInt64(Lexicon.Classes.parts.firstIndex { has(index, $0) } ?? 0)
  }

  /// A full stop, colon, semicolon or bracket.
  func endsClause(_ index: Int) -> Bool {
    let sign = sign(index)
    return sign == UInt8(ascii: ".") || sign == UInt8(ascii: ";") || sign == UInt8(ascii: ":")
      || sign == UInt8(ascii: "(") || sign == UInt8(ascii: ")")
  }

  /// A comma or an opening quotation mark.
  func opensAside(_ index: Int) -> Bool { sign(index) == UInt8(ascii: ",") || isOpening(index) }

  /// 0 for a dateline, then headline, intertitle, paragraph.
  func blockKind(of sentence: Int) -> Int {
    guard sentence >= 0 else { return 0 }
    switch document.dispatch.layout.blocks[sentences[sentence].block].kind {
    case .headline: return 1
    case .intertitle: return 2
    case .paragraph, .metadata, .signature: return 3
    }
  }
}
