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
    package var weight: Double
    package var text: String
  }

  enum Weight {
    static let country = 8.0
    static let division = 2.0
    static let smallDivision = 1.0
    static let capital = 2.5
    static let region = 3.5
    static let perTenfold = 1.2
    static let display = 1.5
    static let french = 1.0
    static let official = 0.8
    static let historic = -1.5
    static let short = -0.5
    static let exactSpelling = 0.4
    static let outOfTime = -4.0
    /// A place that the house's own table has: whoever wrote it down expects it in the news.
    static let house = 3.5
    /// What a preferred bearer has more than the best of the others: more than the neighbours of a place and its country's
    /// share make (`Resolver.Weight`), less than these and a text that says where the place lies.
    static let preferred = 10.0
  }

  package private(set) var value = 0.0
  /// Empty unless asked for.
  package private(set) var reasons: [Reason] = []
  private let explains: Bool

  /// - Parameters:
  ///   - surface: The name as it was written.
  ///   - asOf: The day as of which it is read; nil for any.
  package init(
    of bearer: Bearer, surface: UnsafeBufferPointer<UInt8>, asOf: CalendarDate?, gazetteer: Gazetteer,
    explains: Bool
  ) {
    self.explains = explains
    addPlace(bearer.place, gazetteer)
    addName(bearer, surface, gazetteer)
    if let asOf {
      let dates = gazetteer.dates(of: bearer)
      if let from = dates.from, asOf < from { add(Weight.outOfTime, "not yet named so") }
      if let to = dates.to, asOf > to, bearer.kind != .historic {
        add(Weight.outOfTime, "no longer named so")
      }
    }
  }

  package mutating func add(_ weight: Double, _ reason: @autoclosure () -> String) {
    value += weight
    if explains { reasons.append(Reason(weight: weight, text: reason())) }
  }

  /// What a preferred bearer gets beside its own, so that it leads the best of the others by `Weight.preferred`.
  static func lift(_ own: Double, over others: Double?, by layer: Layer) -> Reason {
    Reason(
      weight: max(0, (others ?? own) - own) + Weight.preferred, text: "preferred by \(layer.name)")
  }

  private mutating func addPlace(_ place: PlaceRef, _ gazetteer: Gazetteer) {
    let feature = gazetteer.feature(place)
    switch feature.featureClass {
    case UInt8(ascii: "A"):
      if feature.isPolitical {
        add(Weight.country, "a country")
      } else if feature == .division {
        add(Weight.division, "a first-order division")
      } else {
        add(Weight.smallDivision, "a division")
      }
    case UInt8(ascii: "P"):
      let population = gazetteer.population(place)
      if population > 0 {
        add((log10(Double(population)) - 2) * Weight.perTenfold, "\(population) inhabitants")
      }
      if feature == .capital, gazetteer.isSovereign(gazetteer.countryRef(place)) {
        add(Weight.capital, "a capital")
      }
    default:
      add(Weight.region, "a region or a natural feature")
    }
    if let layer = gazetteer.house(of: place) { add(Weight.house, "a place of \(layer.name)") }
  }

  private mutating func addName(
    _ bearer: Bearer, _ surface: UnsafeBufferPointer<UInt8>, _ gazetteer: Gazetteer
  ) {
    switch bearer.kind {
    case .display: add(Weight.display, "the name in French")
    case .official: add(Weight.official, "an official name")
    case .historic: add(Weight.historic, "a historic name")
    case .short, .colloquial: add(Weight.short, "a short name")
    case .variant: if gazetteer.isName(of: bearer, in: "fr") { add(Weight.french, "a French variant") }
    }
    if gazetteer.isName(of: bearer, spelled: surface) { add(Weight.exactSpelling, "spelled so") }
  }
}
