import Dispatches
import GazetteerIndex
import GeoTypes

extension Gazetteer {
  /// How well known the best-known bearer of a name is: 0 nobody, 1 a village … 4 a country, capital or metropolis.
  ///
  /// A variant spelling counts one less than a name that French text or the place itself uses.
  func prominence(of name: NameRef) -> Double {
    var best = 0.0
    for entry in entries(of: name) {
      let place = entry.place
      var value: Double
      switch featureClass(place) {
      case UInt8(ascii: "A"): value = isCountry(place) || isFirstOrderDivision(place) ? 4 : 2
      case UInt8(ascii: "P"):
        let population = population(place)
        value =
          isCapital(place) || population >= 1_000_000
          ? 4
          : population >= 100_000 ? 3 : population >= 15_000 ? 2 : 1
      default: value = 3
      }
      if entry.kind == .variant || entry.kind == .colloquial || entry.kind == .short {
        value -= entry.language == "fr" ? 0 : 1
      }
      best = Swift.max(best, value)
    }
    return best
  }
}
