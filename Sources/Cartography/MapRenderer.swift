public import Basemap
internal import Dispatches
public import GazetteerIndex
public import GeoTypes
internal import Incidents
public import Lieudit
public import Projections

/// Makes the map of a dispatch: an SVG picture that stands for itself, in French.
///
/// The same report, basemap and options give the same bytes.
public struct MapRenderer: Sendable {
  public let basemap: Basemap
  public let styles: KindStyles

  public init(basemap: Basemap, styles: KindStyles) {
    self.basemap = basemap
    self.styles = styles
  }

  /// Draws the map.
  ///
  /// - Parameter context: The gazetteer's places in a box that may cross the antimeridian: towns (the most
  ///   populous are enough), seas (class H) and regions (class L). Called once.
  /// - Throws: `ProjectionError` for a system that does not exist, or that the extent lies outside of.
  public func render(
    _ report: Report, options: MapOptions = MapOptions(), context: (BoundingBox) -> [Place] = { _ in [] }
  ) throws(ProjectionError) -> RenderedMap {
    let content = MapContent(report, styles: styles)
    let choice = options.extent.map(FrameChoice.init(given:)) ?? FrameChoice(for: content)
    let day = options.asOf ?? report.dispatch.anchor
    let header = MapHeader(report, content, options, day: day)
    let margin = MapRenderer.margin(options.width)
    let width = Swift.max(240, options.width)
    let projector = try projector(
      choice, options, left: margin, top: header.height, width: width - 2 * margin)
    let picture = MapPicture(
      content: content, projector: projector, basemap: basemap, day: day, places: context(projector.extent),
      mentioned: Set(report.places.values.map(\.place.id)))

    var legend = picture.legend
    let naming = ProjectionName(projector.transformation, projector.extent)
    legend.addCredit(naming.sentence)
    for note in picture.borderNotes(day) { legend.addCredit(note) }
    legend.addCredit(
      "Carte\u{A0}: Lieudit. Fond\u{A0}: \(FrenchText.list(basemap.credits)). "
        + "Noms\u{A0}: \(FrenchText.list(options.gazetteerCredits)).")

    var body = SVGWriter()
    header.write(to: &body, left: margin)
    picture.write(to: &body)
    let end = legend.write(to: &body, left: margin, right: width - margin, top: projector.frame.maxY + 6)

    var svg = SVGWriter()
    svg.start(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": .text("0 0 \(SVGNumber.text(width)) \(SVGNumber.text(end))"),
        "role": "img", "lang": "fr", "xml:lang": "fr", "aria-labelledby": "titre description",
        "font-family": .text(TextStyle.fontStack),
      ])
    svg.element("title", ["id": "titre"], text: header.title)
    svg.element("desc", ["id": "description"], text: header.description(content, picture))
    // The first words are how the program knows its own files again.
    svg.element(
      "metadata",
      text:
        "generator: \(Version.generator). \(naming.sentence) PROJ\u{A0}: \(projector.transformation.crs.definition)"
    )
    svg.empty("rect", ["width": .number(width), "height": .number(end), "fill": .text(Palette.paper)])
    svg.append(body)
    svg.end()
    return RenderedMap(
      svg: svg.bytes,
      layout: MapLayout(
        width: width, height: end, extent: projector.extent, projection: naming.name,
        crs: projector.transformation.crs, distortion: naming.distortion,
        droppedLabels: picture.droppedLabels, outside: picture.outside.map(\.id),
        unlocated: content.unlocated.map(\.id)))
  }

  /// Draws the map with the gazetteer's towns, seas and regions around the incidents.
  public func render(
    _ report: Report, options: MapOptions = MapOptions(), gazetteer: Gazetteer
  ) throws(ProjectionError) -> RenderedMap {
    try render(report, options: options, context: GazetteerContext(gazetteer).places)
  }

  private static func margin(_ width: Double) -> Double { width < 500 ? 10 : 20 }

  /// An incident's id as an XML name: what a name may not hold becomes `_` and its code; the exact id stands in
  /// `data-id`.
  static func elementID(_ id: String) -> String {
    var name = "incident-"
    for byte in id.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
        name.unicodeScalars.append(Unicode.Scalar(byte))
      default: name += "_" + String(byte, radix: 16)
      }
    }
    return name
  }

  /// The frame: shaped like what it shows within what suits a page, and full of map.
  private func projector(
    _ choice: FrameChoice, _ options: MapOptions, left: Double, top: Double, width: Double
  ) throws(ProjectionError) -> MapProjector {
    // From 11° E the world is cut in the Bering Strait, where no land is cut with it.
    let world = Projection(method: .equalEarth, centralLongitude: 11)
    let crs: CRS =
      switch options.system {
      case .auto: CRS(choice.isWorld ? world : ProjectionChoice.projection(for: choice.extent))
      case .given(let crs): crs
      }
    let transformation = try Transformation(to: crs, over: choice.extent)
    var extent = choice.extent
    if choice.isWorld, let projection = crs.projection {
      let west = Coordinate.wrap(projection.centralLongitude + 180.001)
      let east = Coordinate.wrap(projection.centralLongitude + 179.999)
      extent = BoundingBox(west: west, south: -90, east: east, north: 90) ?? .world
    }
    let bounds = try transformation.bounds(of: extent)
    let shape = bounds.height > 0 ? bounds.width / bounds.height : 4.0 / 3
    let aspect = choice.isWorld ? shape : Swift.min(1.5, Swift.max(width < 500 ? 0.9 : 1.2, shape))
    let frame = Rect(x: left, y: top, width: width, height: (width / aspect).rounded())
    return try MapProjector(
      transformation: transformation, box: bounds.expanded(toAspect: frame.width / frame.height), frame: frame
    )
  }
}
