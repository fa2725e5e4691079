package import GazetteerIndex

/// What the extractor asks of a gazetteer; a seam, so that rules are tested without one.
package protocol PlaceFacts {
  func id(of place: PlaceRef) -> PlaceID
  func feature(of place: PlaceRef) -> FeatureCode
  /// ISO 3166-1 alpha-2.
  func country(of place: PlaceRef) -> String?
  /// Whether `container` holds `place`.
  func isPlace(_ place: PlaceRef, within container: PlaceRef) -> Bool
}

extension Gazetteer: PlaceFacts {
  package func id(of place: PlaceRef) -> PlaceID { id(place) }
  package func feature(of place: PlaceRef) -> FeatureCode { FeatureCode(feature(place).description) }
  package func country(of place: PlaceRef) -> String? { countryCode(place)?.description }
}

/// How large a thing a place is, from a spot to the world.
enum PlaceLevel: Int, Comparable {
  case spot, settlement, district, province, country, region

  static func < (left: PlaceLevel, right: PlaceLevel) -> Bool { left.rawValue < right.rawValue }

  /// GeoNames classes: P populated, A administrative, L areas, H water, T relief, U undersea, S spots, R roads, V woods.
  init(_ feature: FeatureCode) {
    let code = feature.rawValue
    switch feature.featureClass {
    case "P": self = .settlement
    case "A":
      if code.hasPrefix("A.PCL") {
        self = .country
      } else if code.hasPrefix("A.ADM1") || code.hasPrefix("A.TERR") {
        self = .province
      } else {
        self = .district
      }
    case "L", "H", "T", "U", "V": self = .region
    default: self = .spot
    }
  }
}
