public import GeoTypes

/// The outlines of the world for maps, from a compiled, memory-mapped file: land, countries, divisions, borders,
/// disputed lines, lakes and rivers at three generalisations.
///
/// Opening costs the same whatever the file's size. Coordinates are longitude and latitude in degrees; nothing
/// crosses ±180°, everything is cut there. Borders and shores are stored once and shared by the areas on both sides.
/// A file that was damaged after it was opened gives empty results, never a crash.
public final class Basemap: Sendable {
  let file: MappedFile
  let format: BasemapFormat

  /// Maps the file at `path` and checks its header.
  ///
  /// - Throws: `BasemapError` where the file cannot be read, is no basemap, is of another version or was cut.
  public init(path: String) throws(BasemapError) {
    let file = try MappedFile(path: path)
    format = try BasemapFormat(bytes: file.bytes, path: path)
    self.file = file
  }

  /// The file.
  public var path: String { file.path }

  /// The version of the file's format.
  public var version: Int { BasemapFormat.version }

  /// Whose data it is, to be printed on every map; French.
  public var credits: [String] {
    format.string(at: format.credits, in: file.bytes).split(separator: "\n").map(String.init)
  }

  /// Everything of a layer that meets the box (which may cross 180°), most important first, then by id.
  public func features(
    in layer: BasemapLayer, intersecting box: BoundingBox, level: Detail
  ) -> [BasemapFeature] {
    var found: [BasemapFeature] = []
    for index in format.run(layer: layer.rawValue, level: level.rawValue, in: file.bytes) {
      guard let record = format.record(index, in: file.bytes), record.bounds.intersects(box) else { continue }
      if let feature = BasemapFeature(record: record, basemap: self, box: box) { found.append(feature) }
    }
    return found
  }

  /// A country (`iso:AM`) or a division (`iso:AM-GR`), whole; nil where the basemap has none of that id.
  public func feature(id: String, level: Detail) -> BasemapFeature? {
    for layer in [BasemapLayer.country, .division] {
      if let record = format.find(id: id, layer: layer.rawValue, level: level.rawValue, in: file.bytes) {
        return BasemapFeature(record: record, basemap: self, box: nil)
      }
    }
    return nil
  }

  /// The area of a country, a division or a region such as `ld:donbass`, generalised to some 300 vertices at most;
  /// nil where the basemap has none of that id.
  ///
  /// A polygon or multipolygon as RFC 7946 wants it: exterior rings counter-clockwise, cut at ±180°.
  public func outline(of id: String) -> Geometry? {
    guard let record = format.find(id: id, layer: BasemapFormat.outlineLayer, level: 0, in: file.bytes)
    else { return nil }
    let polygons = GeometryDecoder(format: format, bytes: file.bytes, level: 3, box: nil).polygons(record)
    guard let first = polygons.first else { return nil }
    return polygons.count == 1 ? .polygon(first) : .multiPolygon(polygons)
  }

  /// Reads the whole file and compares its checksum.
  ///
  /// - Throws: `BasemapError.damaged` where it differs.
  public func verify() throws(BasemapError) {
    try format.verify(file.bytes, path: file.path)
  }
}

/// What a feature of the basemap is.
public enum BasemapLayer: UInt8, CaseIterable, Sendable {
  /// Areas without an id: islands and continents, for filling. Lakes are no holes in them.
  case land
  /// Areas, `iso:XX`. Their outlines are in `shore`, `countryBorder` and `disputedLine`.
  case country
  /// Areas, `iso:XX-YYY`; the id is empty where ISO 3166-2 has no code.
  case division
  /// Lines: land against sea.
  case shore
  /// Lines between two countries, without the stretches that are disputed.
  case countryBorder
  /// Lines between the divisions of one country, whose id they have.
  case divisionBorder
  /// Lines that are contested or not recognised, with their validity and a note.
  case disputedLine
  /// Areas; islands in them are holes.
  case lake
  /// Lines.
  case river
}

/// How far outlines are generalised.
public enum Detail: UInt8, CaseIterable, Sendable {
  /// To about 11 km: maps of continents and of the world.
  case coarse
  /// To about 2.5 km.
  case medium
  /// To about 0.3 km.
  case fine

  /// The level that suits a map of so many metres a pixel.
  public init(metresPerPixel: Double) {
    self = metresPerPixel >= 10_000 ? .coarse : metresPerPixel >= 2_000 ? .medium : .fine
  }
}
