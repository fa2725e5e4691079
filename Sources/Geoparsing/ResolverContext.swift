import Dispatches
import GazetteerIndex
import GeoTypes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the document as a whole is about, after a round of the resolver.
struct Context {
  let isFirst: Bool
  /// Total weight of the countries named or implied.
  private(set) var weight = 0.0
  private var byCountry: [PlaceRef: Double] = [:]
  /// What each group gives, to be taken out again when that group itself is scored.
  private var ofGroup: [[(country: PlaceRef, weight: Double)]] = []
  /// The likely spot of each group that is a settlement.
  private var spots: [(label: UInt64, coordinate: Coordinate)] = []

  init(groups: [Resolver.Group], toponyms: [Recogniser.Toponym], gazetteer: Gazetteer, isFirst: Bool) {
    self.isFirst = isFirst
    if isFirst { return }
    for toponym in toponyms where toponym.isDemonym {
      guard let place = toponym.place, let ref = gazetteer.ref(of: place) else { continue }
      let country = gazetteer.countryRef(ref) ?? ref
      byCountry[country, default: 0] += 0.4
      weight += 0.4
    }
    for group in groups {
      var given: [(country: PlaceRef, weight: Double)] = []
      // A name that is told often counts more, but not as often as it is told.
      let times = Double(group.toponyms.count).squareRoot()
      for state in group.candidates where state.probability > 0.05 {
        guard let country = state.country else { continue }
        given.append((country, state.probability * times))
      }
      for (country, amount) in given {
        byCountry[country, default: 0] += amount
        weight += amount
      }
      ofGroup.append(given)
      if let best = group.candidates.max(by: { $0.probability < $1.probability }), best.probability > 0.4,
        gazetteer.featureClass(best.place) == UInt8(ascii: "P")
      {
        spots.append((group.label, best.coordinate))
      }
    }
  }

  /// A country's share, 0…1, of all that the document names, a group's own part left out.
  func share(of country: PlaceRef, without group: Int) -> Double {
    var mine = byCountry[country] ?? 0
    var all = weight
    for given in ofGroup[group] {
      all -= given.weight
      if given.country == country { mine -= given.weight }
    }
    return all > 0.01 ? Swift.max(0, mine / all) : 0
  }

  /// Metres to the nearest likely spot of another name; nil where there is none.
  func nearest(to coordinate: Coordinate, without label: UInt64) -> Double? {
    var best: Double?
    for spot in spots where spot.label != label {
      let distance = spot.coordinate.distance(to: coordinate)
      if best.map({ distance < $0 }) ?? true { best = distance }
    }
    return best
  }

  /// Metres from a box to the nearest likely spot of another name, 0 inside; nil where there is none.
  func nearest(to box: BoundingBox, without label: UInt64) -> Double? {
    var best: Double?
    for spot in spots where spot.label != label {
      if box.contains(spot.coordinate) { return 0 }
      let edge = Coordinate(
        wrapping: box.crossesAntimeridian
          ? spot.coordinate.longitude : Swift.min(box.east, Swift.max(box.west, spot.coordinate.longitude)),
        clamping: Swift.min(box.north, Swift.max(box.south, spot.coordinate.latitude)))
      let distance = edge.distance(to: spot.coordinate)
      if best.map({ distance < $0 }) ?? true { best = distance }
    }
    return best
  }

  /// The country of more than six tenths of all that is named; nil where there is none.
  var mainCountry: PlaceRef? {
    byCountry.filter { $0.value > weight * 0.6 }.keys.min()
  }
}

/// Base-10 logarithm of a positive number.

/// e to a power.
func exponential(_ value: Double) -> Double { exp(value) }

/// Rounded to one decimal.
func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }

extension Gazetteer {
  /// A country or a dependent territory.
  func isCountry(_ ref: PlaceRef) -> Bool { feature(ref).isPolitical }

  func isFirstOrderDivision(_ ref: PlaceRef) -> Bool { feature(ref) == .division }

  /// Whether a country is independent rather than another's territory.
  func isSovereign(_ country: PlaceRef?) -> Bool { country.map { feature($0) == .country } ?? false }

  /// Whether a place's name can stand for its country: the country itself and its capital; a town is a team.
  func speaksForCountry(_ ref: PlaceRef) -> Bool { isCountry(ref) || isCapital(ref) }

  /// Smaller for smaller areas: division, region, country.
  func areaRank(_ place: PlaceRef) -> Int {
    if isCountry(place) { return 3 }
    return featureClass(place) == UInt8(ascii: "A") ? 1 : 2
  }
}
