internal import Incidents
internal import Projections

/// What the picture says below the map: the legend of exactly the symbols used, the incidents that the map cannot
/// show, and the credits.
struct Legend {
  private let words: MapWords

  init(_ words: MapWords) { self.words = words }

  /// A sample and what it means.
  enum Sample {
    case symbol(MapSymbol, IncidentStatus, ink: Ink?)
    case proportional(Int, radius: Double)
    case area(MapSymbol, IncidentStatus)
    case disputedLine
    case capital
  }

  private var rows: [(sample: Sample, text: String)] = []
  private var entries: [(sample: Sample, text: String)] = []
  private var lists: [(head: String, items: [MapContent.Item])] = []
  private var credits: [String] = []

  private static let sampleWidth = 30.0
  private static let leading = 18.0
  /// More rows than this would be a page of their own; then the legend explains shapes instead of telling facts.
  private static let mostRows = 9

  mutating func add(_ sample: Sample, _ text: String) { entries.append((sample, text)) }

  mutating func addList(_ head: String, _ items: [MapContent.Item]) {
    if !items.isEmpty { lists.append((head, items)) }
  }

  mutating func addCredit(_ text: String) { credits.append(text) }

  /// What the pictures show: what happened, a row for each kind of fact, while there are few; then the statuses in use
  /// and the other signs.
  ///
  /// - Parameters:
  ///   - sites: All that is shown, as the facts are told.
  ///   - pictures: The panels, as it is drawn.
  mutating func addSigns(
    sites: [MapContent.Site], areas: [MapContent.Area], of pictures: [MapPicture], spots: Int, width: Double
  ) {
    addFacts(sites: sites, areas: areas)
    let drawn = pictures.flatMap(\.shownSites)
    let drawnAreas = pictures.flatMap(\.shownAreas)
    for (status, phrase) in [
      (IncidentStatus.reported, Phrase.statusReported), (.claimed, .statusClaimed),
      (.disputed, .statusDisputed),
    ]
    where drawn.contains(where: { IncidentSymbols.status(of: $0.items) == status })
      || drawnAreas.contains(where: { IncidentSymbols.status(of: $0.items) == status })
    {
      add(.symbol(.circle, status, ink: .neutral), words[phrase])
    }
    if let most = drawn.map(\.items.count).max(), most > 1 {
      let radius = IncidentSymbols.radius(of: most, unit: IncidentSymbols.unit(spots: spots, width: width))
      // What has no shape of its own, for another kind of fact was more frequent there.
      let hidden = drawn.flatMap { site in
        site.items.filter { $0.style.symbol != IncidentSymbols.symbol(of: site.items) }.map(\.style.label)
      }
      add(
        .proportional(most, radius: Swift.min(12, radius)),
        hidden.isEmpty
          ? words[.numberAtPlace]
          : !rows.isEmpty
            ? words[.numberShapeOfMost]
            : words.text(
              .numberShapeOfMostAlso, ["others": Legend.enumerated(hidden, firstIsCapital: false)]))
    }
    if pictures.contains(where: \.showsCapital) { add(.capital, words[.capital]) }
    if pictures.contains(where: \.showsDisputedLine) { add(.disputedLine, words[.disputedLine]) }
  }

  private mutating func addFacts(sites: [MapContent.Site], areas: [MapContent.Area]) {
    let items = sites.flatMap(\.items) + areas.flatMap(\.items)
    let isOneDay = items.allSatisfy { $0.days == items.first?.days }
    var rows = facts(sites.flatMap(\.items), isOneDay: isOneDay) {
      .symbol($0.style.symbol, $0.status, ink: nil)
    }
    for area in areas {
      let (symbol, status) = (IncidentSymbols.symbol(of: area.items), IncidentSymbols.status(of: area.items))
      rows += facts(area.items, isOneDay: isOneDay) { _ in .area(symbol, status) }
    }
    if rows.count <= Legend.mostRows {
      self.rows = rows
    } else {
      addShapes(sites: sites, areas: areas)
    }
  }

  /// What each shape on the map stands for.
  private mutating func addShapes(sites: [MapContent.Site], areas: [MapContent.Area]) {
    for symbol in MapSymbol.allCases {
      let drawn = sites.filter { IncidentSymbols.symbol(of: $0.items) == symbol }
      guard let first = drawn.first else { continue }
      let labels = drawn.flatMap(\.items).filter { $0.style.symbol == symbol }.map(\.style.label)
      let text = Legend.enumerated(labels, firstIsCapital: true)
      add(.symbol(symbol, IncidentSymbols.status(of: first.items), ink: nil), text)
    }
    for area in areas {
      let text = facts(area.items, isOneDay: true) { _ in .capital }.map(\.text).joined(
        separator: " ; ")
      add(.area(IncidentSymbols.symbol(of: area.items), IncidentSymbols.status(of: area.items)), text)
    }
  }

  /// Each label once: `Attaque, combats`.
  private static func enumerated(_ labels: [String], firstIsCapital: Bool) -> String {
    let unique = labels.indices.filter { !labels[..<$0].contains(labels[$0]) }.map { labels[$0] }
    return unique.enumerated().map { $0 == 0 && firstIsCapital ? $1 : Typography.lowered($1) }
      .joined(separator: ", ")
  }

  /// Incidents that differ only by place are one fact: `Bombardement : Stepanakert, Martouni et Choucha (selon : …)`.
  /// The date is left out where all on the map have the same (`isOneDay`), which the title gives.
  private func facts(
    _ items: [MapContent.Item], isOneDay: Bool, sample: (MapContent.Item) -> Sample
  ) -> [(sample: Sample, text: String)] {
    struct Key: Hashable {
      var label: String
      var status: IncidentStatus
      var days: DateInterval?
      var attribution: String
    }
    var order: [Key] = []
    var places: [Key: [String]] = [:]
    var samples: [Key: Sample] = [:]
    for item in items {
      let key = Key(
        label: item.style.label, status: item.status, days: item.days, attribution: item.attribution)
      if samples[key] == nil {
        samples[key] = sample(item)
        order.append(key)
      }
      if let place = item.place, places[key]?.contains(place) != true {
        places[key, default: []].append(place)
      }
    }
    return order.compactMap { key in
      samples[key].map { sample in
        var text = key.label
        if let names = places[key] { text = words.text(.pair, ["name": text, "value": words.list(names)]) }
        if !isOneDay, let days = key.days { text += ", " + words.period(days) }
        return (sample, text + key.attribution)
      }
    }
  }

  /// Writes from `top` down, between `left` and `right`, and tells where it ended.
  func write(to svg: inout MarkupWriter, left: Double, right: Double, top: Double) -> Double {
    var y = writeRows(to: &svg, left: left, right: right, top: top)
    y = writeEntries(to: &svg, left: left, right: right, top: y)
    for list in lists {
      y = write(list.head, list.items, to: &svg, left: left, right: right, top: y)
    }
    return writeCredits(to: &svg, left: left, right: right, top: y)
  }

  private func writeRows(to svg: inout MarkupWriter, left: Double, right: Double, top: Double) -> Double {
    guard !rows.isEmpty else { return top }
    svg.start("g", ["class": "faits"])
    var y = top + 2
    for row in rows {
      y += Legend.leading + 2
      draw(row.sample, at: ProjectedPoint(x: left + 12, y: y - 4.5), to: &svg)
      let lines = TextStyle.legend.lines(of: row.text, within: right - left - Legend.sampleWidth)
      for (index, line) in lines.enumerated() {
        if index > 0 { y += Legend.leading - 1 }
        svg.text(line, .legend, x: left + Legend.sampleWidth, y: y)
      }
    }
    svg.end()
    return y + 4
  }

  /// Entries flow in lines like words.
  private func writeEntries(to svg: inout MarkupWriter, left: Double, right: Double, top: Double) -> Double {
    guard !entries.isEmpty else { return top }
    let style = TextStyle.legend
    svg.start("g", ["class": "legende"])
    var x = left
    var y = top + Legend.leading
    for entry in entries {
      let width = Legend.sampleWidth + style.width(of: entry.text)
      if x > left, x + width > right {
        x = left
        y += Legend.leading + 6
      }
      draw(entry.sample, at: ProjectedPoint(x: x + 12, y: y - 4.5), to: &svg)
      let lines = style.lines(of: entry.text, within: right - x - Legend.sampleWidth)
      for (index, line) in lines.enumerated() {
        if index > 0 { y += Legend.leading }
        svg.text(line, style, x: x + Legend.sampleWidth, y: y)
      }
      x += width + 22
      if lines.count > 1 { x = right }
    }
    svg.end()
    return y + 10
  }

  private func draw(_ sample: Sample, at center: ProjectedPoint, to svg: inout MarkupWriter) {
    switch sample {
    case .symbol(let symbol, let status, let ink):
      if status == .disputed, ink != nil {
        IncidentSymbols.draw(symbol, status, at: center, radius: 6.5, to: &svg)
      } else {
        IncidentSymbols.draw(symbol, status, at: center, radius: 6.5, ink: ink, to: &svg)
      }
    case .proportional(let count, let radius):
      IncidentSymbols.draw(.circle, .claimed, at: center, radius: radius, ink: .neutral, to: &svg)
      IncidentSymbols.drawCount(count, .circle, .claimed, at: center, radius: radius, words, to: &svg)
    case .area(let symbol, let status):
      var path = PathData()
      path.add(
        [(-12.0, -6.5), (12, -6.5), (12, 6.5), (-12, 6.5)].map {
          ProjectedPoint(x: center.x + $0.0, y: center.y + $0.1)
        }, closed: true)
      IncidentSymbols.drawArea(path, symbol, status, to: &svg)
    case .disputedLine:
      svg.empty(
        "path",
        [
          "d": .text("M\(SVGNumber.text(center.x - 12)) \(SVGNumber.text(center.y))h24"), "fill": "none",
          "stroke": svg.color(.border), "stroke-width": 1.3, "stroke-dasharray": "5 3.5",
        ])
    case .capital:
      TownMark.draw(capital: true, at: center, to: &svg)
    }
  }

  /// A head and what stands under it, one incident a line.
  private func write(
    _ head: String, _ items: [MapContent.Item], to svg: inout MarkupWriter, left: Double, right: Double,
    top: Double
  ) -> Double {
    svg.start("g", ["class": "marge"])
    var y = top + Legend.leading + 4
    svg.text(head, .legendHead, x: left, y: y)
    for item in items {
      svg.start(
        "g", ["class": "incident", "id": svg.id(MapRenderer.elementID(item.id)), "data-id": .text(item.id)])
      y += Legend.leading
      IncidentSymbols.draw(
        item.style.symbol, item.status, at: ProjectedPoint(x: left + 7, y: y - 4.5), radius: 4, to: &svg)
      for (index, line) in TextStyle.legend.lines(of: item.sentence, within: right - left - 20).enumerated() {
        if index > 0 { y += Legend.leading - 2 }
        svg.text(line, .legend, x: left + 20, y: y)
      }
      svg.end()
    }
    svg.end()
    return y + 6
  }

  private func writeCredits(to svg: inout MarkupWriter, left: Double, right: Double, top: Double) -> Double {
    svg.start("g", ["class": "credits"])
    var y = top + 8
    svg.empty(
      "path",
      [
        "d": .text("M\(SVGNumber.text(left)) \(SVGNumber.text(y))H\(SVGNumber.text(right))"),
        "stroke": svg.color(.rule), "stroke-width": 1.0,
      ])
    y += 4
    for credit in credits {
      for line in TextStyle.credit.lines(of: credit, within: right - left) {
        y += 15
        svg.text(line, .credit, x: left, y: y)
      }
    }
    svg.end()
    return y + 12
  }
}
