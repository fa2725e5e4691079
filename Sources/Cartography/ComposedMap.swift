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
  func drawn(in theme: MapTheme) -> RenderedMap {
    var body = SVGWriter(theme: theme)
    header.write(to: &body, left: margin)
    picture.write(to: &body)
    let height = legend.write(
      to: &body, left: margin, right: width - margin, top: projector.frame.maxY + 6)

    var svg = SVGWriter(theme: theme)
    svg.start(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": .text("0 0 \(SVGNumber.text(width)) \(SVGNumber.text(height))"),
        "role": "img", "lang": .text(words.language), "xml:lang": .text(words.language),
        "aria-labelledby": "titre description", "font-family": .text(TextStyle.fontStack),
      ])
    svg.element("title", ["id": "titre"], text: header.title)
    svg.element("desc", ["id": "description"], text: header.description(content))
    // The first words are how the program knows its own files again.
    svg.element(
      "metadata",
      text:
        "generator: \(Version.generator). \(naming.sentence) PROJ\u{A0}: \(projector.transformation.crs.definition)"
    )
    svg.empty("rect", ["width": .number(width), "height": .number(height), "fill": svg.color(.paper)])
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
