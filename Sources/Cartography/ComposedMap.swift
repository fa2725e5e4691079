internal import GeoTypes
internal import Lieudit
internal import Projections

/// A map with everything in its place, ready to be written.
struct ComposedMap {
  let content: MapContent
  let header: MapHeader
  let projector: MapProjector
  let picture: MapPicture
  let legend: Legend
  let naming: ProjectionName
  let width: Double
  let margin: Double
  private let words: MapWords

  init(
    content: MapContent, header: MapHeader, projector: MapProjector, picture: MapPicture, legend: Legend,
    naming: ProjectionName, width: Double, margin: Double, words: MapWords
  ) {
    self.content = content
    self.header = header
    self.projector = projector
    self.picture = picture
    self.legend = legend
    self.naming = naming
    self.width = width
    self.margin = margin
    self.words = words
  }

  /// The whole picture as an SVG document, and how it came out.
  ///
  /// - Parameters:
  ///   - titled: Whether title and dates stand above the map; a page says them itself.
  ///   - prefix: Before every id, where a document holds several pictures.
  func drawn(in theme: MapTheme, titled: Bool = true, prefix: String = "") -> RenderedMap {
    var body = MarkupWriter(theme: theme, prefix: prefix)
    let top = titled ? 0 : projector.frame.y - 1
    if titled { header.write(to: &body, left: margin) }
    picture.write(to: &body)
    let height = legend.write(
      to: &body, left: margin, right: width - margin, top: projector.frame.maxY + 6)

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
      droppedLabels: picture.droppedLabels, outside: picture.outside.map(\.id),
      unlocated: content.unlocated.map(\.id))
  }
}
