internal import Incidents
internal import Projections

/// What the picture says below the map: the legend of exactly the symbols used, the incidents that the map cannot
/// show, and the credits.
struct Legend {
  private let words: MapWords
  private let symbology: Symbology

  init(_ words: MapWords, _ symbology: Symbology) {
    self.words = words
    self.symbology = symbology
  }

  /// A sample and what it means.
  enum Sample {
    case symbol(SymbolLook)
    case proportional(Int, radius: Double)
    case area(SymbolLook)
    case day(Ink)
    case disputedLine
    case capital
    /// A symbol beside its place, tied to it.
    case tie
  }

  private var rows: [(sample: Sample, text: String)] = []
  private var entries: [(sample: Sample, text: String)] = []
  private var lists: [(head: String, items: [MapContent.Item])] = []
  private var credits: [String] = []

  private static let sampleWidth = 30.0
  private static let leading = 18.0
  /// More rows than this would be a page of their own; then the legend explains shapes instead of telling facts.
  private static let mostRows = 9
  /// More incidents than this are not told one by one, however few rows they would make: each row names its places.
  private static let mostTold = 80

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
    sites: [MapContent.Site], areas: [MapContent.Area], of pictures: [MapPicture]
  ) {
    addFacts(sites: sites, areas: areas)
    let drawn = pictures.flatMap(\.shownSites)
    var looks = (drawn.map(\.items) + pictures.flatMap(\.shownAreas).map(\.items)).map(symbology.look)
    // A row tells one incident, whose sign may be none that the map has, where several share a place.
    if !rows.isEmpty { looks += drawn.flatMap(\.items).map { symbology.look(of: [$0]) } }
    addDays(looks)
    for (status, phrase) in [
      (IncidentStatus.reported, Phrase.statusReported), (.claimed, .statusClaimed),
      (.disputed, .statusDisputed),
    ]
    where looks.contains(where: { $0.status == status }) {
      add(.symbol(.neutral(status)), words[phrase])
    }
    addNumber(drawn)
    if pictures.contains(where: \.showsTies) { add(.tie, words[.tie]) }
    if pictures.contains(where: \.showsCapital) { add(.capital, words[.capital]) }
    if pictures.contains(where: \.showsDisputedLine) { add(.disputedLine, words[.disputedLine]) }
  }

  /// The steps of the days' scale that are in use, in order.
  private mutating func addDays(_ looks: [SymbolLook]) {
    for step in symbology.days?.steps ?? [] where looks.contains(where: { $0.ink == step.ink }) {
      add(.day(step.ink), words.period(from: step.first, to: step.last))
    }
    if looks.contains(where: \.isDayless) {
      var look = SymbolLook.neutral(.claimed)
      look.isDayless = true
      add(.symbol(look), words[.dayUnknown])
    }
  }

  /// What a number on a symbol means, and what the symbol then tells of several incidents.
  private mutating func addNumber(_ drawn: [MapContent.Site]) {
    guard let most = drawn.map(\.items.count).max(), most > 1 else { return }
    // What has no sign of its own, for another kind of fact was more frequent there.
    let hidden = drawn.flatMap { site in
      let look = symbology.look(of: site.items)
      return site.items.filter {
        $0.style.symbol != look.shape || look.pictogram != nil && $0.style.pictogram != look.pictogram
      }.map(\.style.label)
    }
    var text =
      hidden.isEmpty
      ? words[.numberAtPlace]
      : !rows.isEmpty
        ? words[.numberShapeOfMost]
        : words.text(.numberShapeOfMostAlso, ["others": Legend.enumerated(hidden, firstIsCapital: false)])
    let hasManyDays = drawn.contains { site in
      Set(site.items.map { symbology.days?.step(of: $0.days) }).count > 1
    }
    if hasManyDays { text = words.text(.numberLastDay, ["text": text]) }
    add(.proportional(most, radius: Swift.min(12, symbology.radius(of: most))), text)
  }

  private mutating func addFacts(sites: [MapContent.Site], areas: [MapContent.Area]) {
    let items = sites.flatMap(\.items) + areas.flatMap(\.items)
    guard items.count <= Legend.mostTold else { return addKinds(sites: sites, areas: areas) }
    let isOneDay = items.allSatisfy { $0.days == items.first?.days }
    let symbology = symbology
    var rows = facts(sites.flatMap(\.items), isOneDay: isOneDay) { .symbol(symbology.look(of: [$0])) }
    for area in areas {
      let look = symbology.look(of: area.items)
      rows += facts(area.items, isOneDay: isOneDay) { _ in .area(look) }
    }
    if rows.count <= Legend.mostRows {
      self.rows = rows
    } else {
      addKinds(sites: sites, areas: areas)
    }
  }

  /// What each shape on the map stands for, and in it each pictogram.
  private mutating func addKinds(sites: [MapContent.Site], areas: [MapContent.Area]) {
    struct Sign: Hashable {
      var shape: MapSymbol
      var pictogram: Pictogram?
    }
    var signs: [Sign: (look: SymbolLook, labels: [String])] = [:]
    for site in sites {
      var look = symbology.look(of: site.items)
      // Colour means a day, of which the scale tells.
      (look.ink, look.isDayless) = (symbology.ink(of: look.shape), false)
      let sign = Sign(shape: look.shape, pictogram: look.pictogram)
      let labels = site.items.filter {
        $0.style.symbol == look.shape && (look.pictogram == nil || $0.style.pictogram == look.pictogram)
      }.map(\.style.label)
      signs[sign, default: (look, [])].labels += labels
    }
    for shape in MapSymbol.allCases {
      let ordered = signs.filter { $0.key.shape == shape }.sorted {
        ($0.key.pictogram?.name ?? "") < ($1.key.pictogram?.name ?? "")
      }
      for (sign, (look, labels)) in ordered {
        let name = sign.pictogram.map { words.label(of: $0) }
        let isNamed = name.map { name in labels.allSatisfy { $0 == name } } ?? true
        let kinds = Legend.enumerated(labels, firstIsCapital: isNamed)
        let text = isNamed ? kinds : words.text(.pair, ["name": name ?? "", "value": kinds])
        add(.symbol(look), text)
      }
    }
    for area in areas {
      let text = facts(area.items, isOneDay: true) { _ in .capital }.map(\.text).joined(separator: " ; ")
      add(.area(symbology.look(of: area.items)), text)
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
      y += Legend.leading + (symbology.hasPictograms ? 6 : 2)
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
    case .symbol(let look):
      IncidentSymbols.draw(look, at: center, radius: look.pictogram == nil ? 6.5 : 8, to: &svg)
    case .day(let ink):
      svg.empty(
        "rect",
        [
          "x": .number(center.x - 9), "y": .number(center.y - 6), "width": 18.0, "height": 12.0,
          "fill": svg.color(ink),
        ])
    case .proportional(let count, let radius):
      IncidentSymbols.draw(.neutral(.claimed), at: center, radius: radius, to: &svg)
      IncidentSymbols.drawCount(count, .neutral(.claimed), at: center, radius: radius, words, to: &svg)
    case .area(let look):
      var path = PathData()
      path.add(
        [(-12.0, -6.5), (12, -6.5), (12, 6.5), (-12, 6.5)].map {
          ProjectedPoint(x: center.x + $0.0, y: center.y + $0.1)
        }, closed: true)
      IncidentSymbols.drawArea(path, look, to: &svg)
    case .disputedLine:
      svg.empty(
        "path",
        [
          "d": .text("M\(SVGNumber.text(center.x - 12)) \(SVGNumber.text(center.y))h24"), "fill": "none",
          "stroke": svg.color(.border), "stroke-width": 1.3, "stroke-dasharray": "5 3.5",
        ])
    case .capital:
      TownMark.draw(capital: true, at: center, to: &svg)
    case .tie:
      let symbol = ProjectedPoint(x: center.x + 6, y: center.y - 2)
      IncidentSymbols.drawTie(
        from: ProjectedPoint(x: center.x - 9, y: center.y + 5), to: symbol, to: &svg)
      IncidentSymbols.draw(.neutral(.claimed), at: symbol, radius: 4.2, to: &svg)
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
      let look = SymbolLook(
        shape: item.style.symbol, status: item.status, ink: symbology.ink(of: item.style.symbol))
      IncidentSymbols.draw(look, at: ProjectedPoint(x: left + 7, y: y - 4.5), radius: 4, to: &svg)
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
