public import GazetteerIndex

/// The recogniser's word knowledge, from the tables of one language (`Gazetteer/lexicon/fr`).
public struct Lexicon: Sendable {
  /// What a word can be. A word may be several things.
  struct Classes: OptionSet, Sendable {
    let rawValue: UInt64
    static let function = Classes(rawValue: 1 << 0)
    static let strongTitle = Classes(rawValue: 1 << 1)
    static let weakTitle = Classes(rawValue: 1 << 2)
    static let firstName = Classes(rawValue: 1 << 3)
    static let toponymicFirstName = Classes(rawValue: 1 << 4)
    static let generic = Classes(rawValue: 1 << 5)
    static let demonym = Classes(rawValue: 1 << 6)
    static let demonymPrefix = Classes(rawValue: 1 << 7)
    static let organisationHead = Classes(rawValue: 1 << 8)
    static let organisationName = Classes(rawValue: 1 << 9)
    static let ambiguous = Classes(rawValue: 1 << 10)
    static let abbreviation = Classes(rawValue: 1 << 11)
    /// A verb whose subject, when it is a place name, is a government.
    static let actorVerb = Classes(rawValue: 1 << 12)
    /// Words whose complement, when it is a place name, is a government, by the complement's preposition.
    static let governsDirect = Classes(rawValue: 1 << 13)
    static let governsA = Classes(rawValue: 1 << 14)
    static let governsAvec = Classes(rawValue: 1 << 15)
    static let governsContre = Classes(rawValue: 1 << 16)
    static let governsDe = Classes(rawValue: 1 << 17)
    static let governsPar = Classes(rawValue: 1 << 18)
    static let governsEntre = Classes(rawValue: 1 << 19)
    /// The first word of an organisation's name of several words.
    static let phraseStart = Classes(rawValue: 1 << 20)
    static let speechVerb = Classes(rawValue: 1 << 21)
    /// Small grammatical words, from `grammar.tsv`.
    static let locative = Classes(rawValue: 1 << 22)
    static let determiner = Classes(rawValue: 1 << 23)
    static let de = Classes(rawValue: 1 << 24)
    static let auxiliary = Classes(rawValue: 1 << 25)
    static let particle = Classes(rawValue: 1 << 26)
    static let according = Classes(rawValue: 1 << 27)
    static let direction = Classes(rawValue: 1 << 28)
    static let adverb = Classes(rawValue: 1 << 29)
    static let a = Classes(rawValue: 1 << 30)
    static let coordinator = Classes(rawValue: 1 << 31)
    /// A verb whose subject is the place itself: "abrite", "est tombée".
    static let literalVerb = Classes(rawValue: 1 << 32)
    /// A noun that makes one name with a place behind it where it is capitalised: "Olympique de Marseille".
    static let capitalisedHead = Classes(rawValue: 1 << 34)
    static let sport = Classes(rawValue: 1 << 33)
    /// « en », « dans »: what stands before areas rather than towns.
    static let area = Classes(rawValue: 1 << 35)
    /// « contre », « visant », « pour »: what stands before places as well as before persons.
    static let target = Classes(rawValue: 1 << 36)
    /// « près », « au large », « à 40 kilomètres »: beside a place rather than in it.
    static let nearness = Classes(rawValue: 1 << 37)
    /// « entre ».
    static let between = Classes(rawValue: 1 << 38)
    /// What stands directly before names of places and hardly before those of persons: « vers », « via », « fui ».
    static let spatial = Classes(rawValue: 1 << 39)
    /// « le », « la », « l' ».
    static let definite = Classes(rawValue: 1 << 40)
    /// A verb whose object, when it is a place name, is the place: « touchaient », « frappé ».
    static let striking = Classes(rawValue: 1 << 41)
    /// What has a place behind its « de », rather than a person or a thing: « habitants », « emparés », « bombardement ».
    static let ofPlaces = Classes(rawValue: 1 << 42)
  }

  struct Entry: Sendable {
    var classes: Classes = []
    var generic: Generic?
    /// Index into `places` of the place that a demonym belongs to; -1 for none.
    var place: Int32 = -1
  }

  /// What kind of place a generic noun announces.
  enum Generic: String, Sendable {
    case settlement, capital, quarter, division, country, region, water, river, sea, lake, relief, island,
      desert
    case coast, road, structure, camp, frontier, airport, port
  }

  private var entries = KeyTable(empty: Entry(), minimumCapacity: 32_768)
  private(set) var places: [PlaceID] = []
  /// Keys of whole phrases (the words' keys mixed), for names of several words.
  private var phrases: Set<UInt64> = []
  private var longestPhrase = 1
  /// Demonyms of several parts by the mixed keys of their words, to an index into `places`.
  private var compounds: [UInt64: Int32] = [:]

  /// What weighs how much where a name has several bearers.
  package var evidence: EvidenceWeights

  /// Reads the recogniser's tables in a folder. Throws `GazetteerError` where one is missing or broken.
  public init(folder: String) throws(GazetteerError) {
    evidence = try EvidenceWeights(path: folder + "/evidence.tsv")
    try read(folder + "/functionwords.tsv", ["form"]) { $0.add(.function, toForms: $1.bytes(0)) }
    try read(folder + "/titles.tsv", ["form", "strength"]) {
      $0.add($1.bytes(1).elementsEqual("strong".utf8) ? .strongTitle : .weakTitle, toForms: $1.bytes(0))
    }
    try read(folder + "/firstnames.tsv", ["name", "culture"]) {
      let isToponym = $1.bytes(1).reversed().starts(with: "toponym".utf8.reversed())
      $0.add(isToponym ? [.firstName, .toponymicFirstName] : .firstName, toForms: $1.bytes(0))
    }
    try readGenerics(folder + "/generics.tsv")
    try readDemonyms(folder)
    try read(folder + "/organisations.tsv", ["form", "embeds"]) {
      switch $1.string(1) {
      case "always": $0.add(.organisationHead, toForms: $1.bytes(0))
      case "capital": $0.add(.capitalisedHead, toForms: $1.bytes(0))
      default: break
      }
    }
    try read(folder + "/organisation_names.tsv", ["form"]) { $0.add(.organisationName, toForms: $1.bytes(0)) }
    try read(folder + "/ambiguous_names.tsv", ["form"]) { $0.add(.ambiguous, toForms: $1.bytes(0)) }
    try read(folder + "/abbreviations.tsv", ["form"]) { $0.add(.abbreviation, toForms: $1.bytes(0)) }
    try read(folder + "/metonym_verbs.tsv", ["forms"]) { $0.add(.actorVerb, toForms: $1.bytes(0)) }
    try readObjects(folder + "/metonym_objects.tsv")
    try readGrammar(folder + "/grammar.tsv")
  }

  /// The key of a word as a token has it: `Lexicon.key("d'")`, `Lexicon.key("République")`.
  public static func key(_ word: String) -> UInt64 {
    guard word.utf8.last == UInt8(ascii: "'") else { return NameKey.wordHash(word) }
    return elided(NameKey.wordHash(String(word.dropLast())))
  }

  /// The key of an elided word (`d'`) from that of its letters.
  static func elided(_ key: UInt64) -> UInt64 { (key ^ 0x27) &* 0x100_0000_01b3 }

  /// What the lexicon has of a word; an entry without classes for nothing.
  func entry(_ key: UInt64) -> Entry { entries[key] }

  func isAbbreviation(_ key: UInt64) -> Bool { entries[key].classes.contains(.abbreviation) }

  /// How many tokens from `start` make an organisation's name of several words; 0 for none.
  func phraseLength(at start: Int, in tokens: UnsafeBufferPointer<Token>, limit: Int) -> Int {
    var key = Lexicon.phraseSeed
    var longest = 0
    var words = 0
    var index = start
    while index < limit, words < longestPhrase {
      let token = tokens[index]
      index += 1
      if token.kind == .punctuation {
        if token.spaceBefore { break }
        continue
      }
      key = Lexicon.mix(token.key, into: key)
      words += 1
      if words > 1, phrases.contains(key) { longest = index - start }
    }
    return longest
  }

  /// The place (index into `places`) of a demonym of several parts, from its first to its last token; nil for none.
  func compoundDemonym(from first: Int, through last: Int, in tokens: UnsafeBufferPointer<Token>) -> Int32? {
    var key = Lexicon.phraseSeed
    for token in tokens[first...last] where token.kind == .word { key = Lexicon.mix(token.key, into: key) }
    return compounds[key]
  }

  private static let phraseSeed: UInt64 = 0xcbf2_9ce4_8422_2325

  private static func mix(_ word: UInt64, into key: UInt64) -> UInt64 {
    (key ^ word) &* 0x9E37_79B9_7F4A_7C15 ^ (key >> 29)
  }
}

// MARK: - Reading the tables

extension Lexicon {
  private mutating func read(
    _ path: String, _ columns: [String], _ row: (inout Lexicon, TableReader) -> Void
  ) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: columns)
    while try table.next() { row(&self, table) }
  }

  /// Adds every form of a `;`-separated list, without a string for each: the verbs' tables have thousands.
  private mutating func add(_ classes: Classes, toForms list: ArraySlice<UInt8>) {
    list.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
        let form = UnsafeBufferPointer(rebasing: bytes[start..<end])
        let isOneWord = !form.contains {
          $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "'")
        }
        if isOneWord, !form.isEmpty {
          entries.update(NameKey.wordHash(form)) { $0.classes.formUnion(classes) }
        } else if !form.isEmpty {
          add(classes, to: String(decoding: form, as: UTF8.self))
        }
        start = end + 1
      }
    }
  }

  private mutating func add(_ classes: Classes, to form: String) {
    let words = form.split { $0 == " " || $0 == "-" || $0 == "\u{2019}" }.map(String.init)
    if words.count > 1, let last = words.last {
      guard classes.contains(.organisationName) else {
        // Of other expressions the last word carries the meaning: "premier ministre".
        entries.update(Lexicon.key(last)) { $0.classes.formUnion(classes) }
        return
      }
      var key = Lexicon.phraseSeed
      for word in words { key = Lexicon.mix(Lexicon.key(word), into: key) }
      phrases.insert(key)
      longestPhrase = Swift.max(longestPhrase, words.count)
      entries.update(Lexicon.key(words[0])) { $0.classes.insert(.phraseStart) }
    } else {
      entries.update(Lexicon.key(form)) { $0.classes.formUnion(classes) }
    }
  }

  private mutating func readGenerics(_ path: String) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: ["form", "class"])
    while try table.next() {
      guard let generic = Generic(rawValue: table.string(1)) else {
        throw table.unexpected(1, "a class of generic nouns (settlement, division, river …)")
      }
      entries.update(Lexicon.key(table.string(0))) {
        $0.classes.insert(.generic)
        $0.generic = generic
      }
    }
  }

  private mutating func readDemonyms(_ folder: String) throws(GazetteerError) {
    var indices: [PlaceID: Int32] = [:]
    func index(of id: String, in places: inout [PlaceID]) -> Int32 {
      if id.isEmpty { return -1 }
      let id = PlaceID(id)
      if let known = indices[id] { return known }
      let new = Int32(places.count)
      places.append(id)
      indices[id] = new
      return new
    }
    var table = try TableReader(path: folder + "/demonyms.tsv", columns: ["masculine", "feminine", "place"])
    var form: [UInt8] = []
    while try table.next() {
      let place = index(of: table.string(2), in: &places)
      for column in 0...1 where !table.isEmpty(column) {
        form.removeAll(keepingCapacity: true)
        form += table.bytes(column)
        addDemonym(form, place: place)
        if Lexicon.makePlural(&form) { addDemonym(form, place: place) }
      }
    }
    table = try TableReader(path: folder + "/demonym_prefixes.tsv", columns: ["prefix", "place"])
    while try table.next() {
      let place = index(of: table.string(1), in: &places)
      entries.update(Lexicon.key(table.string(0))) {
        $0.classes.insert(.demonymPrefix)
        if $0.place < 0 { $0.place = place }
      }
    }
  }

  private mutating func addDemonym(_ form: [UInt8], place: Int32) {
    form.withUnsafeBufferPointer { form in
      guard let hyphen = form.firstIndex(of: UInt8(ascii: "-")) else {
        return entries.update(NameKey.wordHash(form)) {
          $0.classes.insert(.demonym)
          if $0.place < 0 { $0.place = place }
        }
      }
      // "sri-lankais" is tokenised apart: the whole has a key of its own, and its parts are marked.
      let parts = form.split(separator: UInt8(ascii: "-")).map {
        NameKey.wordHash(UnsafeBufferPointer(rebasing: $0))
      }
      guard let last = parts.last, hyphen > 0 else { return }
      compounds[parts.reduce(Lexicon.phraseSeed) { Lexicon.mix($1, into: $0) }] = place
      entries.update(parts[0]) { $0.classes.insert(.phraseStart) }
      entries.update(last) { $0.classes.insert(.demonym) }
    }
  }

  /// Regular French plurals: -al gives -aux, what ends in s, x or z stays (false then).
  private static func makePlural(_ form: inout [UInt8]) -> Bool {
    guard let last = form.last, !"sxz".utf8.contains(last) else { return false }
    if form.suffix(2).elementsEqual("al".utf8) {
      form.removeLast()
      form += "ux".utf8
    } else {
      form.append(UInt8(ascii: "s"))
    }
    return true
  }

  private mutating func readObjects(_ path: String) throws(GazetteerError) {
    let patterns: [String: Classes] = [
      "direct": .governsDirect, "à": .governsA, "avec": .governsAvec, "contre": .governsContre,
      "de": .governsDe,
      "par": .governsPar, "entre": .governsEntre,
    ]
    var table = try TableReader(path: path, columns: ["forms", "pattern", "strength"])
    while try table.next() {
      // Weak ones (« l'offensive de Kharkiv ») say nothing for sure.
      if table.string(2) == "weak" { continue }
      guard let classes = patterns[table.string(1)] else {
        throw table.unexpected(1, "one of " + patterns.keys.sorted().joined(separator: ", "))
      }
      add(classes, toForms: table.bytes(0))
    }
  }

  private mutating func readGrammar(_ path: String) throws(GazetteerError) {
    let kinds: [String: Classes] = [
      "locative": .locative, "determiner": .determiner, "de": .de, "auxiliary": .auxiliary,
      "particle": .particle,
      "according": .according, "direction": .direction, "speech": .speechVerb, "adverb": .adverb, "a": .a,
      "coordinator": .coordinator, "literal": .literalVerb, "sport": .sport,
      "area": .area, "target": .target, "nearness": .nearness, "between": .between,
      "spatial": .spatial, "definite": .definite, "striking": .striking,
      "of-places": .ofPlaces,
    ]
    var table = try TableReader(path: path, columns: ["form", "class"])
    while try table.next() {
      guard let classes = kinds[table.string(1)] else {
        throw table.unexpected(1, "one of " + kinds.keys.sorted().joined(separator: ", "))
      }
      add(classes, toForms: table.bytes(0))
    }
  }
}
