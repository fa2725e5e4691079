internal import Dispatches
public import GazetteerIndex
public import GeoTypes
public import Lieudit
public import Projections

/// Makes a page to explore: one HTML file with the map, the text, a table, and a small script that links them.
///
/// The file asks for nothing from anywhere: its security policy allows only its own script and style, by their hashes.
/// Without a script it is the map, the text and the table.
public struct MapPage: Sendable {
  private let renderer: MapRenderer
  private let resources: PageResources

  public init(renderer: MapRenderer, resources: PageResources) {
    self.renderer = renderer
    self.resources = resources
  }

  /// Makes the page of one or several dispatches, as UTF-8.
  ///
  /// Takes and throws what `MapRenderer.render` does.
  public func render(
    _ reports: [Report], options: MapOptions = MapOptions(), context: (BoundingBox) -> [Place] = { _ in [] }
  ) throws(ProjectionError) -> RenderedPage {
    // The page has its own way to go through the days.
    var options = options
    options.byDay = false
    var maps = [try renderer.compose(reports, options: options, context: context)]
    if options.width > MapPage.narrow * 1.3 {
      var narrow = options
      narrow.width = MapPage.narrow
      maps.append(try renderer.compose(reports, options: narrow, context: context))
    }
    let content = PageContent(reports, maps, renderer.language)
    // The picture's colours are the page's own properties, so that the style sheet can change them.
    let theme = resources.day.asVariables
    let pictures = zip(maps, ["wide-", "narrow-"]).map { $0.drawn(in: theme, titled: false, prefix: $1) }
    var page = MarkupWriter(theme: theme, prefix: "sample-")
    writeHead(maps[0], to: &page)
    writeBody(reports, maps, pictures, content, to: &page)
    page.end()
    return RenderedPage(html: page.bytes, layout: pictures[0].layout)
  }

  /// The layout for telephones, in pixels; the style sheet shows it below 40 rem.
  private static let narrow = 360.0

  private func writeHead(_ map: ComposedMap, to page: inout MarkupWriter) {
    let style = resources.coloured
    let policy = [
      "default-src 'none'", "script-src '\(SHA256.source(of: resources.script))'",
      "style-src '\(SHA256.source(of: style))'", "img-src data:", "base-uri 'none'", "form-action 'none'",
    ]
    page.raw("<!DOCTYPE html>\n<!-- ")
    page.escaped("generator: \(Version.generator)")
    page.raw(" -->\n")
    page.start(
      "html",
      [
        "lang": .text(renderer.language.words.language),
        // Colours that were asked for are kept; only the usual ones change with the reader's system.
        "data-theme": resources.day[.paper] == resources.night[.paper] ? "dark" : nil,
      ])
    page.start("head")
    page.empty("meta", ["charset": "utf-8"])
    page.empty(
      "meta",
      ["http-equiv": "Content-Security-Policy", "content": .text(policy.joined(separator: "; "))])
    page.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    page.empty("link", ["rel": "icon", "href": "data:,"])
    page.element("title", text: map.header.title)
    page.start("style")
    page.append(style)
    page.end()
    page.end()
  }

  private func writeBody(
    _ reports: [Report], _ maps: [ComposedMap], _ pictures: [RenderedMap], _ content: PageContent,
    to page: inout MarkupWriter
  ) {
    let words = renderer.language.words
    let controls = PageControls(content: content, words: words)
    var table = PageTable(content: content, symbology: maps[0].symbology, language: renderer.language)
    let header = maps[0].header
    page.start("body")
    page.element("a", ["class": "skip", "href": "#incidents"], text: words[.pageSkip])
    page.start("header")
    page.element("h1", text: header.title)
    page.element("p", text: header.summary)
    page.end()
    page.start(
      "main",
      [
        "id": "page", "data-shown": .text(words[.pageShown]), "data-selected": .text(words[.pageSelected]),
        "data-sample": .number(PageTable.sampleRadius),
        // A scale that holds all over the map holds for every part of it.
        "data-even-scale": (pictures[0].layout.distortion.map { $0 < 0.05 } ?? false) ? "" : nil,
        "data-kilometres": .text(words.text(.kilometres, ["n": "{n}"])),
        "data-metres": .text(words.text(.metres, ["n": "{n}"])),
      ])
    page.start("section", ["class": "map-part", "aria-labelledby": "map-head"])
    page.element("h2", ["id": "map-head", "class": "hidden"], text: words[.pageMap])
    controls.writeToolbar(to: &page)
    controls.writeDays(to: &page)
    table.writeDefinitions(to: &page)
    page.start("div", ["id": "map", "class": maps.count > 1 ? "two" : nil])
    for (map, picture) in zip(maps, pictures) {
      let isWide = picture.layout.width == pictures[0].layout.width
      page.start(
        "div",
        [
          "class": isWide ? "wide" : "narrow", "data-unit": .number(map.symbology.unit),
          "data-plain": map.symbology.hasPictograms ? nil : "",
        ])
      page.append(picture.svg)
      page.end()
    }
    page.end()
    page.element("p", ["id": "map-help", "class": "help", "hidden": ""], text: words[.pageMapHelp])
    page.element("p", ["id": "told", "role": "status", "aria-live": "polite"], text: "")
    controls.writeFilters(to: &page)
    page.end()

    page.start("section", ["class": "text-part", "aria-labelledby": "text-head"])
    page.start("div", ["class": "texts"])
    page.element("h2", ["id": "text-head"], text: words[.pageText])
    for report in reports {
      PageText(report: report, content: content, words: words).write(to: &page, &table.anchored)
    }
    page.end()
    page.end()

    page.start("section", ["class": "table-part", "aria-labelledby": "incidents"])
    page.element("h2", ["id": "incidents"], text: words[.pageTable])
    if content.rows.isEmpty {
      page.element("p", text: words[.noIncident] + ".")
    } else {
      page.start(
        "div", ["class": "scroll", "role": "group", "tabindex": "0", "aria-labelledby": "incidents"])
      table.write(to: &page)
      page.end()
    }
    if !content.places.isEmpty {
      page.element("h2", ["id": "places"], text: words[.pagePlaces])
      table.writePlaces(to: &page)
    }
    page.end()
    page.end()
    page.start("script")
    page.append(resources.script)
    page.end()
    page.end()
  }
}

/// A finished page, and how its map came out.
public struct RenderedPage: Sendable {
  /// UTF-8.
  public var html: [UInt8]
  public var layout: MapLayout
}
