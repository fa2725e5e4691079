public import GeoTypes

/// An area or a set of lines of the basemap. Its geometry is decoded each time that it is asked for.
public struct BasemapFeature: Sendable {
  /// `iso:AM`, `iso:AM-GR`, `ld:line-…`; empty for most waters and for land.
  public let id: String
  /// French; empty where unknown.
  public let name: String
  public let layer: BasemapLayer
  public let bounds: BoundingBox
  /// 1 (most important) to 9, for thinning and for the priority of labels.
  public let rank: Int
  /// A point well inside the area (of its largest part); nil for lines.
  public let labelPoint: Coordinate?
  /// First day on which a disputed line is what it says; nil for always.
  public let validFrom: CalendarDate?
  /// Last such day; nil for still.
  public let validTo: CalendarDate?
  /// What a disputed line is, in French; empty else.
  public let note: String
  /// The place ids of both sides of a country border or disputed line, where known.
  public let left: String
  public let right: String

  private let record: BasemapFormat.Record
  private let basemap: Basemap
  private let box: BoundingBox?

  init?(record: BasemapFormat.Record, basemap: Basemap, box: BoundingBox?) {
    guard let layer = BasemapLayer(rawValue: record.layer), record.level <= Detail.fine.rawValue else {
      return nil
    }
    let format = basemap.format
    let bytes = basemap.file.bytes
    self.layer = layer
    id = format.string(at: record.id, in: bytes)
    name = format.string(at: record.name, in: bytes)
    note = format.string(at: record.note, in: bytes)
    left = format.string(at: record.left, in: bytes)
    right = format.string(at: record.right, in: bytes)
    bounds = record.bounds
    rank = Int(record.rank)
    labelPoint = record.label
    validFrom = record.validFrom.map { CalendarDate(daysSince1970: $0) }
    validTo = record.validTo.map { CalendarDate(daysSince1970: $0) }
    self.record = record
    self.basemap = basemap
    self.box = box
  }

  /// Closed rings as `[polygon][ring][vertex]`, the exterior first and counter-clockwise, holes clockwise; empty for
  /// lines.
  ///
  /// Of a feature found by a box, what does not meet the box is shortened to chords that do not meet it either: the
  /// area is exact inside of the box.
  public var polygons: [[[Coordinate]]] { isArea ? decoder.polygons(record) : [] }

  /// The lines; of a feature found by a box only the pieces that meet it. Empty for areas.
  public var lines: [[Coordinate]] { isArea ? [] : decoder.lines(record) }

  private var isArea: Bool {
    switch layer {
    case .land, .country, .division, .lake: true
    case .shore, .countryBorder, .divisionBorder, .disputedLine, .river: false
    }
  }

  private var decoder: GeometryDecoder {
    GeometryDecoder(
      format: basemap.format, bytes: basemap.file.bytes, level: Int(record.level), box: box)
  }
}
