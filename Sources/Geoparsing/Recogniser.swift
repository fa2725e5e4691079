import Dispatches
import GazetteerIndex
import GeoTypes

/// Finds the toponyms, persons and organisations of a document and gives each toponym its role.
///
/// Works in two passes: the first settles what the names' own surroundings say for sure (persons by titles and
/// first names, places by prepositions and generics), the second reads the rest in that light.
struct Recogniser {
  let gazetteer: Gazetteer
  let text: Annotated
  let profiles: NameProfiles
  /// The places of the lexicon's demonyms, in its order; nil for one that the gazetteer lacks.
  let demonymPlaces: [PlaceRef?]
  /// Whether the mentions get their reasons.
  let explains: Bool

  /// A toponym before roles are given.
  struct Toponym {
    var tokens: Range<Int>
    var name: NameRef?
    var spot: Spot
    var isEmbedded = false
    var isDemonym = false
    var isDateline = false
    /// For a demonym: the place it belongs to.
    var place: PlaceRef?
    /// Nil where nobody asked for them.
    var reasons: [String]?
  }

  /// How strongly a name is a place where it stands, a sum of weights.
  struct Score {
    private(set) var value = -1.5
    /// Nil where nobody asked for them.
    private(set) var reasons: [String]?

    init(explains: Bool) { if explains { reasons = [] } }

    mutating func add(_ weight: Double, _ reason: StaticString) {
      value += weight
      reasons?.append("\(weight > 0 ? "+" : "")\(weight) \(reason)")
    }
  }

  /// What may be a name, in text order.
  private(set) var spots: [Spot] = []
  var toponyms: [Toponym] = []
  private(set) var entities: [Entity] = []
  /// For each token, the kind of the entity that it is part of; a sentence's words are asked for it again and again.
  private var entityKinds: [Entity.Kind?]
  /// Keys of the last words of persons' names.
  var surnames: Set<UInt64> = []
  /// Keys of first words of names that are places by strong evidence.
  var settledPlaces: Set<UInt64> = []
  /// Names that no gazetteer has and that were places further up: by `Annotated.label`.
  var unknownPlaces = KeyTable<Bool>(empty: false)
  /// The countries that the dispatch is about, as far as its best-known names and its demonyms tell.
  var homes: [PlaceRef] = []
  /// Whether the dispatch is a report by places: "Sugapa : échange de tirs. Dekai : …".
  var hasPlaceEntries = false

  init(text: Annotated, profiles: NameProfiles, demonymPlaces: [PlaceRef?], explains: Bool) {
    gazetteer = profiles.gazetteer
    self.text = text
    self.profiles = profiles
    self.demonymPlaces = demonymPlaces
    self.explains = explains
    entityKinds = Array(repeating: nil, count: text.tokens.count)
  }

  mutating func appendEntity(_ kind: Entity.Kind, _ tokens: Range<Int>) {
    entities.append(Entity(kind: kind, range: text.byteRange(of: tokens), tokens: tokens))
    for token in tokens where entityKinds[token] != .organisation { entityKinds[token] = kind }
  }

  /// Whether a person or organisation has one of the tokens.
  func isEntity(_ tokens: Range<Int>) -> Bool { tokens.contains { entityKinds[$0] != nil } }

  func isOrganisation(_ token: Int) -> Bool { entityKinds[token] == .organisation }

  mutating func run() {
    var spots: [Spot] = []
    var firsts: [Int] = []
    for sentence in text.sentences.indices {
      firsts.append(spots.count)
      appendSpots(of: sentence, to: &spots)
    }
    firsts.append(spots.count)
    self.spots = spots
    appendDateline()
    for spot in spots { settle(spot) }
    findHomes(spots)
    for spot in spots { announce(spot) }
    for sentence in text.sentences.indices {
      let first = toponyms.count
      appendDemonyms(in: sentence)
      var previous: Int?
      for spot in spots[firsts[sentence]..<firsts[sentence + 1]] {
        let count = toponyms.count
        read(spot, after: previous)
        if toponyms.count > count { previous = toponyms.count - 1 }
      }
      readListsBackwards(spots[firsts[sentence]..<firsts[sentence + 1]], from: first)
    }
    toponyms.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    dropOverlaps()
    entities.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Of toponyms that overlap the first stays, but a name goes before a demonym.
  private mutating func dropOverlaps() {
    var kept = 0
    for index in toponyms.indices {
      if kept > 0, toponyms[index].tokens.lowerBound < toponyms[kept - 1].tokens.upperBound {
        guard toponyms[kept - 1].isDemonym, !toponyms[index].isDemonym else { continue }
        kept -= 1
      }
      if kept < index { toponyms.swapAt(kept, index) }
      kept += 1
    }
    toponyms.removeLast(toponyms.count - kept)
  }
}
