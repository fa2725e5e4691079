package import GazetteerIndex
internal import GeoTypes
internal import Geoparsing

/// Whether a found place is the one that the gold means.
package enum PlaceJudgement {
  /// A town and its outskirts, in kilometres.
  static let near = 20.0
  /// A hundred miles, the customary loose threshold for toponym resolution.
  static let far = 161.0
  /// Between the places of an incident, where the rule is relaxed.
  static let relaxed = 25.0

  /// A country by its code, an area within its radius (or the limit, where that is larger), a point by its distance.
  static func isRight(_ place: FoundPlace?, for gold: GoldLocation, within limit: Double) -> Bool {
    guard let place else { return false }
    switch gold {
    case .country(let code, _):
      // A dependency may be filed as a country or as a first-order division of its sovereign state.
      return place.id == "iso:" + code || place.country == code && place.feature.hasPrefix("A.PCL")
    case .area(let centre, let radius): return kilometres(centre, place.coordinate) <= max(limit, radius)
    case .point(let point): return kilometres(point, place.coordinate) <= limit
    case .unknown: return false
    }
  }

  /// Whether a place of the gazetteer is right, near or within the area.
  package static func isRight(_ ref: PlaceRef, in gazetteer: Gazetteer, for gold: GoldLocation) -> Bool {
    let place = gazetteer.place(ref)
    return isRight(
      FoundPlace(
        id: place.id.rawValue, name: place.name, coordinate: place.coordinate, country: place.country,
        feature: place.feature.rawValue), for: gold, within: near)
  }

  static func kilometres(_ left: Coordinate, _ right: Coordinate) -> Double {
    left.distance(to: right) / 1000
  }

  /// Whether two marked mentions mean one place: they have the same coordinate, or neither has one and the names agree.
  static func isSame(_ left: GoldMention, _ right: GoldMention) -> Bool {
    if left.role == .demonym || right.role == .demonym { return false }
    switch (left.location?.coordinate, right.location?.coordinate) {
    case (let left?, let right?): return left == right
    case (nil, nil): return left.text.squeezed == right.text.squeezed
    default: return false
    }
  }
}

extension String {
  /// In lower case, with every run of white space as one space and none at the ends.
  var squeezed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased() }
}
