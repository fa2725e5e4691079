internal import GeoTypes
internal import Lieudit
internal import Projections

/// A map with everything in its place, ready to be written.
struct ComposedMap {
  /// One picture; a map by days has several.
  struct Panel {
    /// The day, above the picture; nil for the only one.
    let heading: String?
    let projector: MapProjector
    let picture: MapPicture
  }

  let content: MapContent
  let symbology: Symbology
  /// Incidents with a place that no panel shows.
  let outside: [MapContent.Item]
  let header: MapHeader
  let panels: [Panel]
  let legend: Legend
  let naming: ProjectionName
  let width: Double
  let margin: Double
  private let words: MapWords

  init(
    content: MapContent, symbology: Symbology, outside: [MapContent.Item], header: MapHeader, panels: [Panel],
    legend: Legend,
    naming: ProjectionName,
    width: Double, margin: Double, words: MapWords
  ) {
    self.content = content
    self.symbology = symbology
    self.outside = outside
    self.header = header
    self.panels = panels
    self.legend = legend
    self.naming = naming
    self.width = width
    self.margin = margin
    self.words = words
  }

  /// The projector of the map, or of the first of its panels, which all show the same.
  var projector: MapProjector { panels[0].projector }

  /// The whole picture as an SVG document, and how it came out.
  ///
  /// - Parameters:
  ///   - titled: Whether title and dates stand above the map; a page says them itself.
  ///   - prefix: Before every id, where a document holds several pictures.
  func drawn(in theme: MapTheme, titled: Bool = true, prefix: String = "") -> RenderedMap {
    var body = MarkupWriter(theme: theme, prefix: prefix)
    let top = titled ? 0 : projector.frame.y - 1
    if titled { header.write(to: &body, left: margin) }
    for (index, panel) in panels.enumerated() {
      // Panels have ids of their own.
      let name = panels.count > 1 ? "\(prefix)p\(index + 1)-" : prefix
      var part = MarkupWriter(theme: theme, prefix: name)
      if let heading = panel.heading {
        part.text(heading, .legendHead, x: panel.projector.frame.x, y: panel.projector.frame.y - 8)
      }
      // The basemap is written once.
      panel.picture.write(
        to: &part, base: index == 0 ? nil : (prefix: "\(prefix)p1-", frame: panels[0].projector.frame))
      body.append(part)
    }
    var part = MarkupWriter(theme: theme, prefix: panels.count > 1 ? prefix + "legende-" : prefix)
    if panels.count > 1 {
      // Its hatchings are those of all panels together.
      part.start("defs")
      IncidentSymbols.definitions(symbology.inks(of: content.items), to: &part)
      part.end()
    }
    let bottom = panels.map(\.projector.frame.maxY).max() ?? 0
    let height = legend.write(to: &part, left: margin, right: width - margin, top: bottom + 6)
    body.append(part)

    var svg = MarkupWriter(theme: theme, prefix: prefix)
    svg.start(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": .text(
          "0 \(SVGNumber.text(top)) \(SVGNumber.text(width)) \(SVGNumber.text(height - top))"),
        "role": "img", "lang": .text(words.language), "xml:lang": .text(words.language),
        "aria-labelledby": .text("\(svg.prefix)titre \(svg.prefix)description"),
        "font-family": .text(TextStyle.fontStack),
      ])
    svg.element("title", ["id": svg.id("titre")], text: header.title)
    svg.element("desc", ["id": svg.id("description")], text: header.description(content))
    // The first words are how the program knows its own files again.
    svg.element(
      "metadata",
      text:
        "generator: \(Version.generator). \(naming.sentence) PROJ\u{A0}: \(projector.transformation.crs.definition)"
    )
    svg.empty(
      "rect",
      [
        "y": titled ? nil : .number(top), "width": .number(width), "height": .number(height - top),
        "fill": svg.color(.paper),
      ])
    svg.append(body)
    svg.end()
    return RenderedMap(svg: svg.bytes, layout: layout(height: height))
  }

  private func layout(height: Double) -> MapLayout {
    MapLayout(
      width: width, height: height, extent: projector.extent, projection: naming.name,
      crs: projector.transformation.crs, distortion: naming.distortion,
      droppedLabels: MapHeader.unique(panels.flatMap(\.picture.droppedLabels)),
      outside: outside.map(\.id),
      unlocated: content.unlocated.map(\.id))
  }
}
