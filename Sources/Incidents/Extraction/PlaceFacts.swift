package import GazetteerIndex

/// What the extractor asks of a gazetteer; a seam, so that rules are tested without one.
package protocol PlaceFacts {
  func id(of place: PlaceRef) -> PlaceID
  func feature(of place: PlaceRef) -> PackedFeature
  /// ISO 3166-1 alpha-2.
  func country(of place: PlaceRef) -> String?
  /// Whether `container` holds `place`.
  func isPlace(_ place: PlaceRef, within container: PlaceRef) -> Bool
}

extension Gazetteer: PlaceFacts {
  package func id(of place: PlaceRef) -> PlaceID { id(place) }
  package func feature(of place: PlaceRef) -> PackedFeature { feature(place) }
  package func country(of place: PlaceRef) -> String? { countryCode(place)?.description }
}

/// How large a thing a place is, from a spot to the world.
enum PlaceLevel: Int, Comparable {
  case spot, settlement, district, province, country, region

  static func < (left: PlaceLevel, right: PlaceLevel) -> Bool { left.rawValue < right.rawValue }

  /// GeoNames classes: P populated, A administrative, L areas, H water, T relief, U undersea, S spots, R roads, V woods.
  init(_ feature: PackedFeature) {
    switch feature.featureClass {
    case UInt8(ascii: "P"): self = .settlement
    case UInt8(ascii: "A"):
      if feature.isPolitical {
        self = .country
      } else if PlaceLevel.provinces.contains(feature.packed & 0xFFFF_FFFF_FFFF) {
        self = .province
      } else {
        self = .district
      }
    case UInt8(ascii: "L"), UInt8(ascii: "H"), UInt8(ascii: "T"), UInt8(ascii: "U"), UInt8(ascii: "V"):
      self = .region
    default: self = .spot
    }
  }

  /// `A.ADM1…` and `A.TERR`, by their first six letters.
  private static let provinces = ["A.ADM1", "A.TERR"].compactMap { PackedFeature($0)?.packed }
}
