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
  /// A country and how much is named of it.
  private struct Country {
    var place: PlaceRef
    var weight: Double
  }

  /// The likely spot of a group that is a settlement.
  private struct Spot {
    var label: UInt64
    var coordinate: Coordinate
    var direction: UnitVector
  }

  let isFirst: Bool
  /// Total weight of the countries named or implied.
  private(set) var weight = 0.0
  /// At most one for each country of the world, mostly a handful.
  private var countries: [Country] = []
  /// What each group gives, to be taken out again when that group itself is scored: those of one group together.
  private var given: [Country] = []
  private var firstGiven: [Int] = [0]
  private var spots: [Spot] = []
  /// Where each group most probably is; nil for a group without candidates. Empty in the first round.
  private(set) var best: [Coordinate?] = []
  /// The countries that groups most probably are, with the groups.
  private var named: [(country: PlaceRef, group: Int)] = []

  init(groups: [Resolver.Group], toponyms: [Recogniser.Toponym], gazetteer: Gazetteer, isFirst: Bool) {
    self.isFirst = isFirst
    if isFirst { return }
    for toponym in toponyms where toponym.isDemonym {
      guard let place = toponym.place else { continue }
      add(0.4, to: gazetteer.countryRef(place) ?? place)
    }
    best.reserveCapacity(groups.count)
    given.reserveCapacity(groups.count)
    spots.reserveCapacity(groups.count)
    firstGiven.reserveCapacity(groups.count + 1)
    for index in groups.indices {
      // A name that is told often counts more, but not as often as it is told.
      let times = Double(groups[index].toponyms.count).squareRoot()
      let best = groups[index].candidates.withUnsafeBufferPointer { candidates in
        for state in candidates where state.probability > 0.05 {
          guard let country = state.country else { continue }
          let weight = state.probability * times
          given.append(Country(place: country, weight: weight))
          add(weight, to: country)
        }
        return Resolver.Group.best(of: candidates).map { candidates[$0] }
      }
      firstGiven.append(given.count)
      self.best.append(best?.coordinate)
      if let best, best.feature.isPolitical { named.append((best.place, index)) }
      if let best, best.probability > 0.4, best.isTown {
        spots.append(
          Spot(label: groups[index].label, coordinate: best.coordinate, direction: best.direction))
      }
    }
  }

  private mutating func add(_ amount: Double, to country: PlaceRef) {
    weight += amount
    if let known = countries.firstIndex(where: { $0.place == country }) {
      countries[known].weight += amount
    } else {
      countries.append(Country(place: country, weight: amount))
    }
  }

  /// A country's share, 0…1, of all that the document names, a group's own part left out.
  func share(of country: PlaceRef, without group: Int) -> Double {
    var mine = countries.first { $0.place == country }?.weight ?? 0
    var all = weight
    for index in firstGiven[group]..<firstGiven[group + 1] {
      all -= given[index].weight
      if given[index].place == country { mine -= given[index].weight }
    }
    return all > 0.01 ? Swift.max(0, mine / all) : 0
  }

  /// Whether another name means a country.
  func isNamed(_ country: PlaceRef, without group: Int) -> Bool {
    named.contains { $0.country == country && $0.group != group }
  }

  /// Metres from a candidate (0 inside its box, where it has one) to the nearest likely spot of another name; nil
  /// where there is none.
  func nearest(to state: Resolver.State, without label: UInt64) -> Double? {
    if let box = state.box { return nearest(to: box, without: label) }
    var least = Double.infinity
    for spot in spots where spot.label != label {
      least = Swift.min(least, spot.direction.squaredChord(to: state.direction))
    }
    guard least < .infinity else { return nil }
    // Great-circle distance grows with the chord: only what rounding may have put before the nearest is measured.
    let bound = least * (1 + 1e-9) + 1e-14
    var best = Double.infinity
    for spot in spots
    where spot.label != label && spot.direction.squaredChord(to: state.direction) <= bound {
      best = Swift.min(best, spot.coordinate.distance(to: state.coordinate))
    }
    return best
  }

  /// Metres from a box to the nearest likely spot of another name, 0 inside; nil where there is none.
  private func nearest(to box: BoundingBox, without label: UInt64) -> Double? {
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
    countries.filter { $0.weight > weight * 0.6 }.map(\.place).min()
  }
}

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
