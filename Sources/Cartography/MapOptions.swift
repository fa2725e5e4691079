public import GeoTypes
public import Projections

/// How a map is to be made; every value has a default that suits a newspaper's page.
public struct MapOptions: Sendable {
  public enum System: Hashable, Sendable {
    /// Chosen from the extent (`ProjectionChoice`).
    case auto
    /// An EPSG code, a PROJ string, WKT.
    case given(CRS)

    /// What `--crs` says: `auto`, or any definition.
    public init(_ argument: String) {
      self = argument == "auto" ? .auto : .given(CRS(argument))
    }
  }

  /// The picture's width in pixels, within `widths`. Its height follows from what it holds.
  public var width: Double
  /// The widths that a map can be laid out in.
  public static let widths = 240.0...4000
  public var system: System
  /// What to show instead of the incidents' own surroundings.
  public var extent: BoundingBox?
  /// Instead of the dispatch's headline.
  public var title: String?
  /// Who made the map, named before the program.
  public var credit: String?
  /// The day whose names and lines the map shows; the dispatch's own day where nil.
  public var asOf: CalendarDate?
  /// Whether each day has a map of its own, side by side, where the incidents have several days.
  public var byDay: Bool
  /// What the map names.
  public var labels: Set<LabelLevel>
  /// Whom the places' names and positions come from, besides the basemap's own credits.
  public var gazetteerCredits: [String]

  public init(
    width: Double = 800, system: System = .auto, extent: BoundingBox? = nil, title: String? = nil,
    credit: String? = nil, asOf: CalendarDate? = nil, byDay: Bool = false,
    labels: Set<LabelLevel> = Set(LabelLevel.allCases),
    gazetteerCredits: [String] = ["GeoNames (CC BY 4.0)", "Unicode CLDR"]
  ) {
    self.width = width
    self.system = system
    self.extent = extent
    self.title = title
    self.credit = credit
    self.asOf = asOf
    self.byDay = byDay
    self.labels = labels
    self.gazetteerCredits = gazetteerCredits
  }
}

/// What a finished map is made of: the picture, and what the reader of a log wants to know of it.
public struct RenderedMap: Sendable {
  /// UTF-8.
  public var svg: [UInt8]
  public var layout: MapLayout
}

/// How a map came out.
public struct MapLayout: Sendable {
  /// Pixels.
  public var width: Double
  public var height: Double
  /// What the frame shows.
  public var extent: BoundingBox
  /// In the map's language, with its parameters: `Mercator transverse (méridien 46,75° E)`.
  public var projection: String
  /// As PROJ reads it.
  public var crs: CRS
  /// The largest error of scale inside the frame, as a share (0.004 is 0.4 %); of area for equal-area projections.
  /// Nil for systems without a scale (longitude and latitude as they are).
  public var distortion: Double?
  /// Names that found no room, most important first.
  public var droppedLabels: [String]
  /// Incidents (ids) that have a place outside the frame; the margin lists them.
  public var outside: [String]
  /// Incidents (ids) without a place; the margin lists them.
  public var unlocated: [String]
}
