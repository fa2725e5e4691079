internal import GazetteerIndex
internal import GeoTypes
internal import Incidents
internal import Lieudit
internal import Projections

/// Writes the table of incidents and the list of places: all that the map shows, for those who do not see it.
struct PageTable {
  let content: PageContent
  let symbology: Symbology
  let language: MapLanguage
  /// The incidents whose sentence the text marks.
  var anchored: Set<Int> = []
  private var words: MapWords { language.words }

  init(content: PageContent, symbology: Symbology, language: MapLanguage) {
    self.content = content
    self.symbology = symbology
    self.language = language
  }

  func write(to page: inout MarkupWriter) {
    // A column that nothing would stand in is none.
    let columns = PageTable.columns.filter { column in
      !PageTable.mayBeLeftOut.contains(column)
        || content.rows.contains { !quoted(column, $0.incident).isEmpty }
    }
    page.start("table")
    page.start("thead")
    page.start("tr")
    for column in columns { page.element("th", ["scope": "col"], text: words[column]) }
    page.end()
    page.end()
    page.start("tbody")
    for row in content.rows { write(row, columns, to: &page) }
    page.end()
    page.end()
  }

  private static let columns: [Phrase] = [
    .pageNumber, .pageSymbol, .pageKind, .pagePlace, .pageDate, .pageStatus, .pageBy, .pageDenied,
    .pageCasualties, .pageSentence,
  ]

  private static let mayBeLeftOut: Set<Phrase> = [.pageBy, .pageDenied, .pageCasualties]

  private func write(_ row: PageContent.Row, _ columns: [Phrase], to page: inout MarkupWriter) {
    let incident = row.incident
    page.start(
      "tr",
      [
        "id": .text("incident-\(row.number)"), "data-id": .text(incident.id),
        "data-incidents": .text("\(row.number)"), "data-kind": .text(incident.kind.rawValue),
        "data-status": .text(incident.status.rawValue), "data-claimants": .text(PageText.list(row.claimants)),
        "data-from": incident.date.map { .text("\($0.start)") },
        "data-to": incident.date.map { date in .text(date.end.map { "\($0)" } ?? "") },
        "data-words": .text(row.item.sentence),
      ])
    page.start("th", ["scope": "row"])
    page.element("a", ["href": .text("#incident-\(row.number)")], text: "\(row.number)")
    page.end()
    page.start("td")
    writeSample(row, to: &page)
    page.end()
    page.element("td", text: row.item.style.label)
    page.element("td", text: row.item.place ?? words[.unlocated])
    page.element("td", ["class": "short"], text: row.item.period ?? "")
    page.element("td", ["class": "short"], text: words[PageTable.status(incident.status)])
    for column in columns where PageTable.mayBeLeftOut.contains(column) {
      // In the dispatch's own words.
      page.element("td", ["lang": "fr"], text: quoted(column, incident))
    }
    page.start("td")
    if anchored.contains(row.number) {
      page.element(
        "a", ["href": .text("#sentence-\(row.number)"), "class": "to-text"], text: words[.pageInText])
    }
    page.end()
    page.end()
  }

  private func quoted(_ column: Phrase, _ incident: Incident) -> String {
    switch column {
    case .pageBy: words.list(incident.claimants.map(\.text))
    case .pageDenied: words.list(incident.deniedBy.map(\.text))
    case .pageCasualties: casualties(incident)
    default: ""
    }
  }

  static func status(_ status: IncidentStatus) -> Phrase {
    switch status {
    case .reported: .pageReported
    case .claimed: .pageClaimed
    case .disputed: .pageDisputed
    }
  }

  private func casualties(_ incident: Incident) -> String {
    let killed = incident.killed.map { words.text(.pageKilled, ["text": $0.text]) }
    let injured = incident.injured.map { words.text(.pageInjured, ["text": $0.text]) }
    return [killed, injured].compactMap(\.self).joined(separator: "\u{A0}; ")
  }

  /// The incident's symbol as the map draws it for one alone; the script takes it for what filters leave of a place.
  private func writeSample(_ row: PageContent.Row, to page: inout MarkupWriter) {
    let look = symbology.look(of: [row.item])
    let (countInk, countGround) = IncidentSymbols.countInks(look)
    page.start(
      "svg",
      [
        "class": row.isArea ? "sample area" : "sample", "viewBox": "-14 -14 28 28", "width": "28",
        "height": "28", "aria-hidden": "true", "data-symbol": .text(look.shape.rawValue),
        "data-sign": look.pictogram.map { .text($0.name) }, "data-ink": .text(look.ink.rawValue),
        "data-color": page.color(look.ink), "data-on": page.color(.count(on: look.ink)),
        "data-count": page.color(countInk),
        "data-count-rim": page.color(countGround),
        "data-several": look.pictogram == nil
          ? nil
          : .text(
            PictogramSpot(look, several: true)
              .transform(at: ProjectedPoint(x: 0, y: 0), radius: PageTable.sampleRadius)),
      ])
    let center = ProjectedPoint(x: 0, y: 0)
    if row.isArea {
      var path = PathData()
      path.add(
        [(-12.0, -7.0), (12, -7), (12, 7), (-12, 7)].map { ProjectedPoint(x: $0.0, y: $0.1) }, closed: true)
      IncidentSymbols.drawArea(path, look, to: &page)
    } else {
      IncidentSymbols.draw(look, at: center, radius: PageTable.sampleRadius, to: &page)
    }
    page.end()
  }

  static let sampleRadius = 8.0

  private func position(_ point: ProjectedPoint) -> SVGValue {
    .text("\(SVGNumber.text(point.x)) \(SVGNumber.text(point.y))")
  }

  /// The hatchings that the samples are filled with.
  func writeDefinitions(to page: inout MarkupWriter) {
    page.start("svg", ["class": "hidden", "width": "0", "height": "0", "aria-hidden": "true"])
    page.start("defs")
    IncidentSymbols.definitions(symbology.inks(of: content.rows.map(\.item)), to: &page)
    page.end()
    page.end()
  }

  /// The places that the texts name, with what the script needs to show them.
  func writePlaces(to page: inout MarkupWriter) {
    page.start("ul", ["class": "places"])
    for place in content.places {
      page.start(
        "li",
        [
          "id": .text(PageContent.elementID(of: place.id)), "data-place": .text(place.id.rawValue),
          "data-at-wide": place.pixels[0].map(position), "data-at-narrow": place.pixels.last?.map(position),
          "data-r": place.isSpot ? "9" : "24",
        ])
      page.element("b", text: place.name)
      let count = words.count(place.mentions, .pageMentions)
      page.escaped(place.pixels[0] == nil ? "\(count), \(words[.pageOffMap])" : count)
      page.end()
    }
    page.end()
  }
}
