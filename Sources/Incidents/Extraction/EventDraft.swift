internal import GazetteerIndex
internal import Geoparsing

/// An event on its way to incidents.
struct EventDraft {
  var kind: IncidentKind
  var strength: Int
  /// The trigger's tokens.
  var tokens: Range<Int>
  var sentence: Int
  var block: Int
  /// The last sentence that told of it.
  var lastSentence: Int
  /// Told by a noun, not a verb.
  var isNoun = false
  /// Told as known (*l'attaque*): it may be one told before.
  var isDefinite = false
  var isPressConditional = false
  var isHeadline = false
  /// Places of its own, by what the text said; unnamed ones have no mention.
  var phrases: [PlacePhrase] = []
  /// The places come from an earlier sentence.
  var inheritsPlaces = false
  var date: DateInterval?
  /// The date is told in its own clause or sentence.
  var hasOwnDate = false
  var actor: Party?
  var target: Party?
  var claimants: [Party] = []
  var deniedBy: [Party] = []
  var isWitnessed = false
  var weapons: [String] = []
  var killed: Quantity?
  var injured: Quantity?
  /// Token range of what tells it.
  var evidence: Range<Int>
  /// Its kind comes from what happened around it, not from its own words.
  var hasGuessedKind = false

  init(kind: IncidentKind, strength: Int, tokens: Range<Int>, sentence: Int, block: Int, evidence: Range<Int>)
  {
    self.kind = kind
    self.strength = strength
    self.tokens = tokens
    self.sentence = sentence
    self.block = block
    self.evidence = evidence
    lastSentence = sentence
  }

  var isLocated: Bool { phrases.contains { $0.mention != nil } }

  mutating func add(weapon: String) {
    if !weapon.isEmpty, !weapons.contains(weapon) { weapons.append(weapon) }
  }

  mutating func add(claimant: Party) {
    if !claimants.contains(where: { $0.range == claimant.range || $0.text == claimant.text }) {
      claimants.append(claimant)
    }
  }

  mutating func add(denier: Party) {
    if !deniedBy.contains(where: { $0.range == denier.range || $0.text == denier.text }) {
      deniedBy.append(denier)
    }
  }
}
