package import GazetteerIndex
package import GeoTypes

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What speaks for one bearer of a name by itself, before any text is read: a sum of log-odds with its reasons.
package struct CandidatePrior {
  package struct Reason: Sendable {
    /// What it adds to the score.
    package var weight: Double
    package var text: String
    /// What it is, and how often its weight counts; nil for what no weight is learned of.
    package var evidence: (kind: Evidence, times: Double)?
  }

  /// What a preferred bearer has more than the best of the others: more than the neighbours of a place and its country's
  /// share make (`Evidence`), less than these and a text that says where the place lies.
  private static let preferred = 10.0

  package private(set) var value = 0.0
  /// Empty unless asked for.
  package private(set) var reasons: [Reason] = []
  private let weights: EvidenceWeights
  private let explains: Bool

  /// - Parameters:
  ///   - surface: The name as it was written.
  ///   - asOf: The day as of which it is read; nil for any.
  package init(
    of bearer: Bearer, surface: UnsafeBufferPointer<UInt8>, asOf: CalendarDate?, gazetteer: Gazetteer,
    weights: EvidenceWeights, explains: Bool
  ) {
    self.weights = weights
    self.explains = explains
    addPlace(bearer.place, gazetteer)
    addName(bearer, surface, gazetteer)
    if let asOf {
      let dates = gazetteer.dates(of: bearer)
      if let from = dates.from, asOf < from { add(.outOfTime, "not yet named so") }
      if let to = dates.to, asOf > to, bearer.kind != .historic {
        add(.outOfTime, "no longer named so")
      }
    }
  }

  package mutating func add(_ evidence: Evidence, times: Double = 1, _ reason: @autoclosure () -> String) {
    let weight = weights[evidence] * times
    value += weight
    if explains { reasons.append(Reason(weight: weight, text: reason(), evidence: (evidence, times))) }
  }

  /// Adds what no weight is learned of.
  package mutating func add(fixed weight: Double, _ reason: @autoclosure () -> String) {
    value += weight
    if explains { reasons.append(Reason(weight: weight, text: reason())) }
  }

  /// What a preferred bearer gets beside its own, so that it leads the best of the others by `preferred`.
  static func lift(_ own: Double, over others: Double?, by layer: Layer) -> Reason {
    Reason(
      weight: max(0, (others ?? own) - own) + preferred, text: "preferred by \(layer.name)")
  }

  private mutating func addPlace(_ place: PlaceRef, _ gazetteer: Gazetteer) {
    let feature = gazetteer.feature(place)
    switch feature.featureClass {
    case UInt8(ascii: "A"):
      if feature.isPolitical {
        add(.country, "a country")
      } else if feature == .division {
        add(.division, "a first-order division")
      } else {
        add(.smallDivision, "a division")
      }
    case UInt8(ascii: "P"):
      let population = gazetteer.population(place)
      if population > 0 {
        add(.perTenfold, times: log10(Double(population)) - 2, "\(population) inhabitants")
      }
      if feature == .capital, gazetteer.isSovereign(gazetteer.countryRef(place)) {
        add(.capital, "a capital")
      }
    default:
      add(.region, "a region or a natural feature")
    }
    if let layer = gazetteer.house(of: place) { add(.house, "a place of \(layer.name)") }
  }

  private mutating func addName(
    _ bearer: Bearer, _ surface: UnsafeBufferPointer<UInt8>, _ gazetteer: Gazetteer
  ) {
    switch bearer.kind {
    case .display: add(.display, "the name in French")
    case .official: add(.official, "an official name")
    case .historic: add(.historic, "a historic name")
    case .short, .colloquial: add(.short, "a short name")
    case .variant: if gazetteer.isName(of: bearer, in: "fr") { add(.french, "a French variant") }
    }
    if gazetteer.isName(of: bearer, spelled: surface) { add(.exactSpelling, "spelled so") }
  }
}
