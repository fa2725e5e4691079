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
  /// A place behind it is not where things happen: *hospitalisés à*, *basée à*.
  var leadsElsewhere = false
  /// Only with its accent: *basé*, not *base*.
  var leadsElsewhereAccented = false
  /// What is only felt does no harm: *la secousse a été ressentie jusqu'à X*.
  var isHarmless = false
  /// *celui*, *celles*: it stands for a noun told before.
  var isStandIn = false
  /// An infinitive behind it tells a fact: *continuaient d'affluer*, *a réussi à prendre*.
  var leadsFact = false
  /// The class of `time`.
  var timeClass: TimeClass?
  /// As a trigger, a casualty verb or a verb of speech.
  var forms: VerbForms = []
}

enum SpeechClass: UInt8, Sendable {
  /// `react`: *condamner*, *dénoncer*; of what is known it is no source.
  case none, say, quote, accuse, claim, deny, confirm, witness, opine, according, react
}
enum PeopleClass: UInt8, Sendable {
  /// `toll`: *bilan*, a source of figures, not of events.
  case none, stateForce, official, armedGroup, civilian, protester, source, agency, toll
}
enum PlaceGeneric: UInt8, Sendable {
  case none, settlement, quarter, area, road, water, other

  var isSettlement: Bool { self == .settlement || self == .quarter }
}
enum Bound: UInt8, Sendable { case none, atLeast, moreThan, about, atMost, lessThan }

/// A row of `triggers.tsv`.
struct Trigger: Sendable {
  enum Frame: Sendable { case none, ofTarget, ofActor, ofEither, actor, actorTarget, target, mutual, place }
  var kind: EventKind
  var strength: Int
  var frame: Frame
  /// Index into the vocabulary's weapon names; nil for none.
  var weapon: Int16?
  /// What it is where a weapon is its object: a drone that is shot down.
  var kindOfWeapon: EventKind?
  var isNoun: Bool
  /// Only what names a weapon is an incident: *touché par un obus*, not *touché par la crise*.
  var needsWeapon: Bool
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
  /// Index into the vocabulary's weapon names.
  var name: Int16
  var kind: EventKind?
}

struct RelationWord: Sendable {
  var relation: IncidentPlace.Relation
  /// Index into the vocabulary's names of parts; nil for none.
  var part: Int16?
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
  case every, earlier, later, ago, set, holiday, zone
  /// What a day behind it is to come by: *appelle à*; what announces an event; such an event.
  case plan, announce, event
  /// What lasts as long as is said of it: *une peine de quinze ans*.
  case lasting
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
  var settings: [EventKind] = []
  /// For a kind, the kinds that it tells more exactly.
  var refines = [KindSet](repeating: [], count: EventKind.allCases.count)
  /// What weapons are called in the output, and the parts of a place: words point into these.
  var weaponNames: [String] = []
  var partNames: [String] = []

  /// What a key leads to.
  private struct Slot {
    var key: UInt64 = 0
    /// An entry's index; -1 for a phrase's beginning that is nothing itself, -2 for an empty slot.
    var value: Int32 = -2
    /// Longer phrases begin so.
    var continues = false
  }

  /// The entries of phrases of triggers, and the keys of their first words.
  private var phraseHeads: [(entry: Int32, first: UInt64)] = []

  // Open addressing over keys that are hashes already.
  private var slots = [Slot](repeating: Slot(), count: 32_768)
  private var mask = 32_767
  /// One bit for each key there is, by other bits of the key: most words are in no table, and this is small enough to
  /// stay in the cache.
  private var filter = [UInt64](repeating: 0, count: 8_192)
  private var count = 0

  /// The slot of a key; nil where there is none.
  @inline(__always)
  func slot(of key: UInt64) -> Int? {
    guard filter[Vocabulary.filterWord(key)] & Vocabulary.filterBit(key) != 0 else { return nil }
    var slot = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
    while slots[slot].value != -2 {
      if slots[slot].key == key { return slot }
      slot = (slot + 1) & mask
    }
    return nil
  }

  @inline(__always) private static func filterWord(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: key >> 40 & 8_191)
  }
  @inline(__always) private static func filterBit(_ key: UInt64) -> UInt64 { 1 << (key >> 53 & 63) }

  /// The entry in a slot, or -1.
  @inline(__always) func entry(inSlot slot: Int) -> Int32 { slots[slot].value }
  @inline(__always) func continues(atSlot slot: Int) -> Bool { slots[slot].continues }

  static func mix(_ word: UInt64, into key: UInt64) -> UInt64 {
    (key ^ (word &* 0x9E37_79B9_7F4A_7C15)) &* 0xFF51_AFD7_ED55_8CCD ^ (key >> 29)
  }

  /// Changes the entry of a form (a word or a phrase), which is made where there is none.
  mutating func update(_ form: FormExpander.Bytes, _ change: (inout VocabularyEntry) -> Void) {
    var last: (key: UInt64, slot: Int)?
    Vocabulary.forEachKey(of: form) { word in
      guard let first = last else {
        last = (word, insert(word))
        return
      }
      slots[first.slot].continues = true
      let key = Vocabulary.mix(word, into: first.key)
      last = (key, insert(key))
    }
    guard let slot = last?.slot else { return }
    if slots[slot].value < 0 {
      slots[slot].value = Int32(entries.count)
      entries.append(VocabularyEntry())
    }
    change(&entries[Int(slots[slot].value)])
  }

  /// Remembers that a phrase's own first word may tell a casualty.
  mutating func addPhraseHead(_ form: FormExpander.Bytes) {
    var first: UInt64?
    var key: UInt64 = 0
    Vocabulary.forEachKey(of: form) { word in
      key = first == nil ? word : Vocabulary.mix(word, into: key)
      first = first ?? word
    }
    guard let first, key != first, let slot = slot(of: key), slots[slot].value >= 0 else { return }
    phraseHeads.append((slots[slot].value, first))
  }

  /// *tués par balle* counts whom *tués* counts.
  mutating func inheritCasualties() {
    for phrase in phraseHeads where entries[Int(phrase.entry)].casualty < 0 {
      guard let slot = slot(of: phrase.first), slots[slot].value >= 0 else { continue }
      let first = entries[Int(slots[slot].value)]
      guard first.casualty >= 0, first.forms.contains(.participle) else { continue }
      entries[Int(phrase.entry)].casualty = first.casualty
      entries[Int(phrase.entry)].classes.insert(.casualty)
    }
    phraseHeads = []
  }

  /// The slot of a key, which is put there where it is not.
  private mutating func insert(_ key: UInt64) -> Int {
    if (count + 1) * 2 > slots.count { grow() }
    var slot = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
    while slots[slot].value != -2 {
      if slots[slot].key == key { return slot }
      slot = (slot + 1) & mask
    }
    slots[slot] = Slot(key: key, value: -1)
    filter[Vocabulary.filterWord(key)] |= Vocabulary.filterBit(key)
    count += 1
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    mask = slots.count - 1
    for filled in old where filled.value != -2 {
      var slot = Int(truncatingIfNeeded: filled.key ^ (filled.key >> 32)) & mask
      while slots[slot].value != -2 { slot = (slot + 1) & mask }
      slots[slot] = filled
    }
  }
}
