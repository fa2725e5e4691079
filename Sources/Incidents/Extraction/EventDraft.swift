internal import GazetteerIndex
internal import Geoparsing

/// An event on its way to incidents.
///
/// A class, for a draft is large, and is filled, compared and passed on by one reader at a time.
final class EventDraft {
  var kind: EventKind
  var strength: Int
  /// The trigger's tokens.
  var tokens: Range<Int>
  var sentence: Int
  var block: Int
  /// The last sentence that told of it.
  var lastSentence: Int
  /// A time of its clause that is to come is nearer to it than any other of its sentence.
  var isAhead = false
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
  var actor: PartyReading?
  var target: PartyReading?
  var claimants: [PartyReading] = []
  var deniedBy: [PartyReading] = []
  var isWitnessed = false
  /// Indices into the vocabulary's weapon names.
  var weapons: [Int16] = []
  var killed: Toll?
  var injured: Toll?
  /// Token range of what tells it.
  var evidence: Range<Int>
  /// Its kind comes from what happened around it, not from its own words.
  var hasGuessedKind = false

  init(kind: EventKind, strength: Int, tokens: Range<Int>, sentence: Int, block: Int, evidence: Range<Int>) {
    self.kind = kind
    self.strength = strength
    self.tokens = tokens
    self.sentence = sentence
    self.block = block
    self.evidence = evidence
    lastSentence = sentence
  }

  var isLocated: Bool { phrases.contains { $0.mention != nil } }

  func add(weapon: Int16) {
    if !weapons.contains(weapon) { weapons.append(weapon) }
  }

  func add(claimant: PartyReading, _ view: TextView) {
    if !claimants.contains(where: { view.hasSameWords($0.tokens, claimant.tokens) }) {
      claimants.append(claimant)
    }
  }

  func add(denier: PartyReading, _ view: TextView) {
    if !deniedBy.contains(where: { view.hasSameWords($0.tokens, denier.tokens) }) { deniedBy.append(denier) }
  }
}

/// A party where it stands; its text is cut out only for what becomes an incident.
struct PartyReading: Equatable {
  var tokens: Range<Int>
  /// Index into the context's sides; nil where it cannot be known.
  var side: Int16?
}

/// How many, and the words that say so.
struct Toll {
  var low: Int?
  var best: Int?
  var high: Int?
  var tokens: Range<Int>
}

extension TextView {
  /// Whether two stretches read the same, however wide their white space is.
  func hasSameWords(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    if left == right { return true }
    guard left.count == right.count else { return false }
    return zip(left, right).allSatisfy { one, other in
      tokens[one].key == tokens[other].key
        && (one == left.lowerBound || tokens[one].spaceBefore == tokens[other].spaceBefore)
        && text[tokens[one].range] == text[tokens[other].range]
    }
  }
}
