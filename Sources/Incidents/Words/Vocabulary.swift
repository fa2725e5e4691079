/// What the tables say of one word or phrase.
struct VocabularyEntry: Sendable {
  var classes: WordClasses = []
  /// The value of a numeral, collective or vague quantifier.
  var number: Int32 = 0
  /// Indices into the vocabulary's lists; -1 for none.
  var nounTrigger: Int16 = -1
  var verbTrigger: Int16 = -1
  var casualty: Int16 = -1
  var weapon: Int16 = -1
  var relation: Int16 = -1
  var time: Int16 = -1
  var setting: Int16 = -1
  var speech: SpeechClass = .none
  var people: PeopleClass = .none
  var generic: PlaceGeneric = .none
  var bound: Bound = .none
  /// As a trigger, a casualty verb or a verb of speech.
  var forms: VerbForms = []
}

enum SpeechClass: UInt8, Sendable {
  case none, say, quote, accuse, claim, deny, confirm, witness, opine, according
}
enum PeopleClass: UInt8, Sendable {
  case none, stateForce, official, armedGroup, civilian, protester, source, agency
}
enum PlaceGeneric: UInt8, Sendable { case none, settlement, area, road, other }
enum Bound: UInt8, Sendable { case none, atLeast, moreThan, about, atMost, lessThan }

/// A row of `triggers.tsv`.
struct Trigger: Sendable {
  enum Frame: Sendable { case none, ofTarget, ofActor, ofEither, actor, actorTarget, target, mutual }
  var kind: IncidentKind
  var strength: Int
  var frame: Frame
  var weapon: String
  /// What it is where a weapon is its object: a drone that is shot down.
  var kindOfWeapon: IncidentKind?
  var isNoun: Bool
}

/// A row of `casualties.tsv`.
struct CasualtyWord: Sendable {
  enum Effect: UInt8, Sendable { case killed, injured, missing, displaced, arrested, abducted }
  /// Who suffers: the count before a noun, a verb's object or subject, what follows a phrase.
  enum Role: UInt8, Sendable { case noun, counted, target, people, subject, object }
  var effect: Effect
  var role: Role
}

struct WeaponWord: Sendable {
  var name: String
  var kind: IncidentKind?
}

struct RelationWord: Sendable {
  var relation: IncidentPlace.Relation
  var part: String?
}

/// A row of `times.tsv`.
struct TimeWord: Sendable {
  var word: TimeClass
  var number: Int
  var text: String
}

enum TimeClass: String, Sendable {
  case weekday, month, part, season, unit, day, anaphor, last, before, next, after, portion, since, until
  /// Only behind the day's number: *3 sept.*
  case monthAbbreviation = "month_abbreviation"
  case beforePoint = "before_point"
  case every, earlier, later, ago, set, holiday, zone, vague
}

/// The tables' words, by the tokens' keys.
///
/// Phrases are found word by word: the key of the first *n* words is a hash of the key of the first *n* − 1 and
/// the *n*th word's, and is in the table where a phrase goes on or ends there.
struct Vocabulary: Sendable {
  var entries: [VocabularyEntry] = []
  var triggers: [Trigger] = []
  var casualties: [CasualtyWord] = []
  var weapons: [WeaponWord] = []
  var relations: [RelationWord] = []
  var times: [TimeWord] = []
  var settings: [IncidentKind] = []
  /// For a kind, the kinds that it tells more exactly.
  var refines: [IncidentKind: Set<IncidentKind>] = [:]

  // Open addressing over keys that are hashes already; a slot's value is an entry's index, or -1 for a phrase's
  // beginning that is nothing itself; `continues` says whether longer phrases begin so.
  private var keys: [UInt64] = Array(repeating: 0, count: 32_768)
  private var values: [Int32] = Array(repeating: -2, count: 32_768)
  private var continues: [Bool] = Array(repeating: false, count: 32_768)
  private var mask = 32_767
  private var count = 0

  /// The slot of a key; nil where there is none.
  @inline(__always)
  func slot(of key: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
    while values[slot] != -2 {
      if keys[slot] == key { return slot }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The entry in a slot, or -1.
  @inline(__always) func entry(inSlot slot: Int) -> Int32 { values[slot] }
  @inline(__always) func continues(atSlot slot: Int) -> Bool { continues[slot] }

  static func mix(_ word: UInt64, into key: UInt64) -> UInt64 {
    (key ^ (word &* 0x9E37_79B9_7F4A_7C15)) &* 0xFF51_AFD7_ED55_8CCD ^ (key >> 29)
  }

  /// Changes the entry of a form (a word or a phrase), which is made where there is none.
  mutating func update(_ form: [UInt8], _ change: (inout VocabularyEntry) -> Void) {
    let words = Vocabulary.keys(of: form)
    guard var key = words.first else { return }
    for word in words.dropFirst() {
      continues[insert(key)] = true
      key = Vocabulary.mix(word, into: key)
    }
    let slot = insert(key)
    if values[slot] < 0 {
      values[slot] = Int32(entries.count)
      entries.append(VocabularyEntry())
    }
    change(&entries[Int(values[slot])])
  }

  private mutating func insert(_ key: UInt64) -> Int {
    if let slot = slot(of: key) { return slot }
    if (count + 1) * 2 > keys.count { grow() }
    var slot = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
    while values[slot] != -2 { slot = (slot + 1) & mask }
    keys[slot] = key
    values[slot] = -1
    count += 1
    return slot
  }

  private mutating func grow() {
    let old = (keys, values, continues)
    let size = keys.count * 2
    keys = Array(repeating: 0, count: size)
    values = Array(repeating: -2, count: size)
    continues = Array(repeating: false, count: size)
    mask = size - 1
    for index in old.0.indices where old.1[index] != -2 {
      let key = old.0[index]
      var slot = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
      while values[slot] != -2 { slot = (slot + 1) & mask }
      keys[slot] = key
      values[slot] = old.1[index]
      continues[slot] = old.2[index]
    }
  }
}
