public import GeoTypes

/// A place's identity across gazetteers: a scheme, a colon and that scheme's own identifier.
///
/// `gn:616052` (GeoNames), `iso:AM` and `iso:AM-GR` (ISO 3166-1 and -2), `ld:golan` (the project's own tables).
public struct PlaceID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ rawValue: String) { self.rawValue = rawValue }
  public var description: String { rawValue }
  public static func < (left: PlaceID, right: PlaceID) -> Bool { left.rawValue < right.rawValue }
}

/// A GeoNames feature code with its class, such as `P.PPLC` (capital) or `A.ADM1` (first-order division).
public struct FeatureCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ rawValue: String) { self.rawValue = rawValue }
  public var description: String { rawValue }
  /// The class letter: A country or division, H water, L region, P populated place, T relief, and so on.
  public var featureClass: Character { rawValue.first ?? "?" }
}

/// A place inside one open `Gazetteer`: its ordinal there, meaningless elsewhere.
public struct PlaceRef: Hashable, Comparable, Sendable {
  public let ordinal: UInt32
  public init(ordinal: UInt32) { self.ordinal = ordinal }
  public static func < (left: PlaceRef, right: PlaceRef) -> Bool { left.ordinal < right.ordinal }
}

/// How large an area a place covers, where it is one.
public enum Extent: Hashable, Sendable {
  /// A box in degrees.
  case box(BoundingBox)
  /// A circle around the place's coordinate; kilometres.
  case radius(kilometres: Double)
}

/// A place of the gazetteer, taken out of the index as a value.
public struct Place: Hashable, Sendable {
  public var id: PlaceID
  /// The name to show in French text and maps.
  public var name: String
  public var coordinate: Coordinate
  public var feature: FeatureCode
  /// ISO 3166-1 alpha-2; nil for seas and for regions that span countries.
  public var country: String?
  /// The first-order division that holds it (`iso:AM-GR`).
  public var division: PlaceID?
  /// Inhabitants; 0 where unknown.
  public var population: Int
  /// Further places that hold it (a historical region, a disputed territory).
  public var parents: [PlaceID]
  public var extent: Extent?
  /// First day on which the place is (or was) what the record says; nil for always.
  public var validFrom: CalendarDate?
  /// Last such day; nil for still.
  public var validTo: CalendarDate?

  public init(
    id: PlaceID, name: String, coordinate: Coordinate, feature: FeatureCode, country: String? = nil,
    division: PlaceID? = nil, population: Int = 0, parents: [PlaceID] = [], extent: Extent? = nil,
    validFrom: CalendarDate? = nil, validTo: CalendarDate? = nil
  ) {
    self.id = id
    self.name = name
    self.coordinate = coordinate
    self.feature = feature
    self.country = country
    self.division = division
    self.population = population
    self.parents = parents
    self.extent = extent
    self.validFrom = validFrom
    self.validTo = validTo
  }
}

/// One name of a place.
public struct PlaceName: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// The name French text uses first.
    case display
    /// An official or local name.
    case official
    /// Another spelling, transcription or exonym.
    case variant
    case short
    case colloquial
    /// A name of another time (*Léningrad*).
    case historic
  }

  public var text: String
  /// BCP 47; nil where the source does not say.
  public var language: String?
  public var kind: Kind
  public var validFrom: CalendarDate?
  public var validTo: CalendarDate?
  /// Who uses it, where that is disputed: an ISO 3166-1 code or the place ID of a de facto polity.
  public var side: String?

  public init(
    text: String, language: String? = nil, kind: Kind = .variant, validFrom: CalendarDate? = nil,
    validTo: CalendarDate? = nil, side: String? = nil
  ) {
    self.text = text
    self.language = language
    self.kind = kind
    self.validFrom = validFrom
    self.validTo = validTo
    self.side = side
  }
}
