import Dispatches
import GazetteerIndex
import GeoTypes

// What the dispatch is about, from the names that leave no doubt: it decides the doubtful ones.
extension Recogniser {
  /// Finds the countries of the dateline, of the best-known names and of the demonyms, and whether the dispatch is a
  /// report by places.
  mutating func findHomes(_ spots: [Spot]) {
    for toponym in toponyms where toponym.isDateline {
      if let name = toponym.name { addHome(of: name) }
    }
    var entries = 0
    for spot in spots {
      guard let match = spot.match, match.tokens == spot.chunk, profiles[match.name].prominence >= 2 else {
        continue
      }
      if isEntry(spot) { entries += 1 }
      guard profiles[match.name].prominence >= 4, !text.has(spot.chunk.lowerBound, [.ambiguous, .firstName])
      else { continue }
      addHome(of: match.name)
    }
    hasPlaceEntries = entries >= 2
    for index in text.tokens.indices where text.has(index, .demonym) {
      let place = text.entries[index].place
      if place >= 0, let ref = demonymPlaces[Int(place)] { addHome(ref) }
    }
  }

  /// Adds the country of a name's best-known bearer.
  private mutating func addHome(of name: NameRef) {
    if let best = profiles[name].best { addHome(best) }
  }

  private mutating func addHome(_ place: PlaceRef) {
    let country = gazetteer.countryRef(place) ?? place
    if !homes.contains(country) { homes.append(country) }
  }

  /// Whether somebody of the name lives in a country that the dispatch is about.
  func isAtHome(_ spot: Spot) -> Bool {
    guard let match = spot.match, !homes.isEmpty else { return false }
    var isHome = false
    gazetteer.forEachBearer(of: match.name) { bearer in
      if let country = gazetteer.countryRef(bearer.place), homes.contains(country) { isHome = true }
    }
    return isHome
  }
}
