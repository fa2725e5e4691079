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
    var place: PlaceID?
    var reasons: [String] = []
  }

  var toponyms: [Toponym] = []
  var entities: [Entity] = []
  /// Keys of the last words of persons' names.
  var surnames: Set<UInt64> = []
  /// Keys of first words of names that are places by strong evidence.
  var settledPlaces: Set<UInt64> = []
  var prominences: [NameRef: Double] = [:]
  /// Names that no gazetteer has and that were places further up: by `Annotated.label`.
  var unknownPlaces: Set<UInt64> = []

  init(gazetteer: Gazetteer, text: Annotated, explains: Bool) {
    self.gazetteer = gazetteer
    self.text = text
    self.explains = explains
  }

  mutating func run() {
    var found: [[Spot]] = []
    text.document.dispatch.text.withUnsafeBufferPointer { bytes in
      for sentence in text.document.sentences.indices { found.append(spots(in: sentence, bytes: bytes)) }
    }
    appendDateline()
    for spot in found.joined() { settle(spot) }
    for sentence in found.indices {
      appendDemonyms(in: sentence)
      var previous: Int?
      for spot in found[sentence] {
        let count = toponyms.count
        read(spot, after: previous)
        if toponyms.count > count { previous = toponyms.count - 1 }
      }
    }
    toponyms.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    dropOverlaps()
    entities.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  private mutating func dropOverlaps() {
    var kept: [Toponym] = []
    for toponym in toponyms {
      if let last = kept.last, toponym.tokens.lowerBound < last.tokens.upperBound {
        if last.isDemonym && !toponym.isDemonym { kept[kept.count - 1] = toponym }
        continue
      }
      kept.append(toponym)
    }
    toponyms = kept
  }
}
