/// What a word or phrase of the tables can be; one word may be several things.
struct WordClasses: OptionSet, Sendable, Hashable {
  let rawValue: UInt64
  init(rawValue: UInt64) { self.rawValue = rawValue }
  private init(bit: UInt64) { rawValue = 1 << bit }

  // Numbers
  static let unit = WordClasses(bit: 0)
  static let ten = WordClasses(bit: 1)
  static let hundred = WordClasses(bit: 2)
  static let thousand = WordClasses(bit: 3)
  static let million = WordClasses(bit: 4)
  static let collective = WordClasses(bit: 5)
  static let ordinal = WordClasses(bit: 6)
  static let bound = WordClasses(bit: 7)
  static let some = WordClasses(bit: 8)
  static let numeral: WordClasses = [.unit, .ten, .hundred, .thousand, .million]

  // Times
  static let weekday = WordClasses(bit: 9)
  static let month = WordClasses(bit: 10)
  static let part = WordClasses(bit: 11)
  static let season = WordClasses(bit: 12)
  static let timeUnit = WordClasses(bit: 13)
  static let day = WordClasses(bit: 14)
  static let anaphor = WordClasses(bit: 15)
  /// *dernier*, *prochain*, *précédent*, *suivant*.
  static let shift = WordClasses(bit: 16)
  /// *début*, *mi*, *fin*.
  static let portion = WordClasses(bit: 17)
  /// *depuis*, *jusqu'à*, *avant*, *chaque*, *il y a*, *plus tôt*, *plus tard*.
  static let timeFrame = WordClasses(bit: 18)
  static let timeOther = WordClasses(bit: 19)
  static let timeStart: WordClasses = [
    .weekday, .month, .part, .season, .timeUnit, .day, .anaphor, .timeOther,
  ]

  /// What a time expression may begin with, or the first of its words that says so, beside a number in digits.
  static let timeOpening = timeStart.union(numeral).union([.portion, .collective, .some, .ordinal])

  // Events
  static let noun = WordClasses(bit: 20)
  static let verb = WordClasses(bit: 21)
  static let phrase = WordClasses(bit: 22)
  static let trigger: WordClasses = [.noun, .verb, .phrase]
  static let weapon = WordClasses(bit: 23)
  static let casualty = WordClasses(bit: 24)
  static let speech = WordClasses(bit: 25)
  static let according = WordClasses(bit: 26)
  static let people = WordClasses(bit: 27)
  static let generic = WordClasses(bit: 28)
  static let relation = WordClasses(bit: 29)

  // Cues
  static let negationParticle = WordClasses(bit: 30)
  static let negation = WordClasses(bit: 31)
  static let condition = WordClasses(bit: 32)
  static let hypothesis = WordClasses(bit: 33)
  static let possibility = WordClasses(bit: 34)
  static let wish = WordClasses(bit: 35)
  static let background = WordClasses(bit: 36)
  static let total = WordClasses(bit: 37)
  static let subordinator = WordClasses(bit: 38)
  static let adversative = WordClasses(bit: 39)
  static let coordinator = WordClasses(bit: 40)
  static let relative = WordClasses(bit: 41)
  static let pronoun = WordClasses(bit: 42)
  static let scene = WordClasses(bit: 43)
  static let definite = WordClasses(bit: 44)
  static let demonstrative = WordClasses(bit: 45)
  static let indefinite = WordClasses(bit: 46)
  static let of = WordClasses(bit: 47)
  static let auxiliary = WordClasses(bit: 48)
  static let conditionalAuxiliary = WordClasses(bit: 49)
  static let futureAuxiliary = WordClasses(bit: 50)
  static let make = WordClasses(bit: 51)
  static let reflexive = WordClasses(bit: 52)
  static let by = WordClasses(bit: 53)
  static let between = WordClasses(bit: 54)
  static let notFuture = WordClasses(bit: 55)
  static let future = WordClasses(bit: 56)
  /// A trigger's or a speech verb's phrase begins here.
  static let phraseStart = WordClasses(bit: 57)
  /// The sentence has a number in digits.
  static let digits = WordClasses(bit: 58)
  /// Adverbs that stand inside a verb group.
  static let adverb = WordClasses(bit: 59)
  /// A noun that hints at the kind of what killed there (*autoroute*: accident).
  static let setting = WordClasses(bit: 60)
  /// Words of sports pages.
  static let sport = WordClasses(bit: 61)
  /// What changes hands in a war besides towns: *positions*, *hauteurs*.
  static let ground = WordClasses(bit: 62)
  /// What a count may begin with, digits apart.
  static let countStart: WordClasses = [
    .bound, .between, .some, .collective, .unit, .ten, .hundred, .thousand, .million,
  ]
  /// What no plain noun phrase holds.
  static let leadsVerb: WordClasses = [
    .auxiliary, .conditionalAuxiliary, .futureAuxiliary, .noun, .verb, .phrase, .speech, .relation, .relative,
    .subordinator, .by, .reflexive, .pronoun, .negationParticle, .casualty,
  ]
  static let joints: WordClasses = [.subordinator, .relative, .adversative, .condition]
  /// *où*, which its accent tells from *ou*.
  static let placeRelative = WordClasses(bit: 63)
  static let anyAuxiliary: WordClasses = [.auxiliary, .conditionalAuxiliary, .futureAuxiliary]

  /// The classes that `cues.tsv` may name.
  static let cues: [String: WordClasses] = [
    "negation_particle": .negationParticle, "negation": .negation, "if": .condition,
    "hypothesis": .hypothesis,
    "possibility": .possibility, "wish": .wish, "background": .background, "total": .total,
    "subordinator": .subordinator, "adversative": .adversative, "coordinator": .coordinator,
    "relative": .relative, "pronoun": .pronoun, "scene": .scene, "definite": .definite,
    "demonstrative": .demonstrative, "indefinite": .indefinite, "de": .of, "auxiliary": .auxiliary,
    "conditional_auxiliary": .conditionalAuxiliary, "future_auxiliary": .futureAuxiliary, "make": .make,
    "reflexive": .reflexive, "by": .by, "between": .between, "not_future": .notFuture, "adverb": .adverb,
    "sport": .sport, "ground": .ground,
    "future": .future, "place_relative": .placeRelative,
  ]
}

/// The forms that a verb's word can be.
struct VerbForms: OptionSet, Sendable, Hashable {
  let rawValue: UInt16
  static let infinitive = VerbForms(rawValue: 1)
  static let participle = VerbForms(rawValue: 2)
  static let present = VerbForms(rawValue: 4)
  static let imperfect = VerbForms(rawValue: 8)
  static let past = VerbForms(rawValue: 16)
  static let future = VerbForms(rawValue: 32)
  static let conditional = VerbForms(rawValue: 64)
  static let gerund = VerbForms(rawValue: 128)
  /// The participle is spelled with é, which tells it from the present (*tué*, *tue*) and from nouns (*ciblés*, *cibles*).
  static let accented = VerbForms(rawValue: 256)
  static let finite: VerbForms = [.present, .imperfect, .past, .future, .conditional]
}
