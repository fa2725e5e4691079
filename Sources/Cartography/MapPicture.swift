internal import Basemap
internal import GazetteerIndex
internal import GeoTypes
internal import Incidents
internal import Projections

/// What stands inside the frame.
struct MapPicture {
  private let content: MapContent
  private let words: MapWords
  private let symbology: Symbology
  private let projector: MapProjector
  private let layers: BaseLayers
  private let labels: MapLabels
  private let placement: LabelPlacement
  private let scale: ScaleBar?
  private let locator: LocatorInset?
  private let northAngle: Double?
  private let sites: [Spot]
  private let areas: [(area: MapContent.Area, rings: [[ProjectedPoint]])]

  /// Of the basemap; names, symbols and legend need some 20 to 30 thousand more.
  private static let mostBytes = 115_000

  /// A site on the picture.
  private struct Spot {
    var site: MapContent.Site
    /// Where it is.
    var home: ProjectedPoint
    /// Where its symbol stands, which may have made room for a neighbour's.
    var center: ProjectedPoint
    var radius: Double
    var look: SymbolLook
    /// Whether a line leads from the place to the symbol.
    var isTied = false
    var isMoved: Bool { abs(center.x - home.x) + abs(center.y - home.y) > 1 }
    var body: Disc { Disc(center: home, radius: IncidentSymbols.body(look.shape, radius: radius)) }
    var disc: Disc { Disc(center: center, radius: IncidentSymbols.reach(look.shape, radius: radius)) }
  }

  /// Incidents whose place the frame does not show.
  let outside: [MapContent.Item]

  /// - Parameter symbology: The map's, so that signs mean the same in all of its panels.
  init(
    content: MapContent, projector: MapProjector, basemap: Basemap, day: CalendarDate?, places: [Place],
    mentioned: Set<PlaceID>, language: MapLanguage, symbology: Symbology,
    named levels: Set<LabelLevel>
  ) {
    self.content = content
    words = language.words
    self.symbology = symbology
    self.projector = projector
    let frame = projector.frame

    var sites: [Spot] = []
    var outside: [MapContent.Item] = []
    for site in content.sites {
      let radius = symbology.radius(of: site.items.count)
      if let center = projector.pixel(of: site.coordinate), frame.contains(center) {
        sites.append(
          Spot(
            site: site, home: center, center: center, radius: radius, look: symbology.look(of: site.items)))
      } else {
        outside += site.items
      }
    }
    // Small over large, so that none is buried.
    sites.sort { ($1.site.items.count, $0.site.name) < ($0.site.items.count, $1.site.name) }
    for (index, center) in SymbolSpacing.spread(sites.map(\.body), within: frame).enumerated() {
      sites[index].center = center
    }
    // Where a symbol has left its place and no other hides it.
    for index in sites.indices where !sites[index].disc.isNear(sites[index].home, by: 2) {
      let home = sites[index].home
      sites[index].isTied = !sites.contains { $0.disc.isNear(home, by: 0) }
    }
    self.sites = sites
    var (areas, hidden) = MapPicture.areas(content.areas, projector)

    let corners = Corners(frame, avoiding: sites.map(\.disc.bounds), and: areas.flatMap(\.rings))
    var obstacles: [Rect] = []
    var locator: OtherThread<LocatorInset?>?
    if projector.metresPerPixel * frame.width < LocatorInset.widest, frame.width > 400,
      let corner = corners.free(
        LocatorInset.size.width, LocatorInset.size.height, [.topRight, .topLeft, .bottomRight, .bottomLeft],
        taken: [])
    {
      let view = LocatorInset.View(around: projector)
      // A map without an inset is still a map: its projection cannot fail where the large one did not.
      locator = OtherThread { try? LocatorInset(view, in: corner, basemap, focused: content.countries) }
      obstacles.append(corner.inset(by: -4))
    }
    var layers = BaseLayers(basemap, projector, focused: content.countries, day: day, language)
    // A page should not wait for a coast's every skerry.
    while layers.byteCount > MapPicture.mostBytes, projector.tolerance < 3 {
      projector.coarsen()
      layers = BaseLayers(basemap, projector, focused: content.countries, day: day, language)
      (areas, hidden) = MapPicture.areas(content.areas, projector)
    }
    self.layers = layers
    self.areas = areas
    self.outside = outside + hidden
    let scaleRoom =
      corners.free(150, 24, [.bottomLeft, .bottomRight, .topLeft, .topRight], taken: obstacles)
      ?? corners.rect(150, 24, .bottomLeft)
    scale =
      ScaleBar(at: ProjectedPoint(x: scaleRoom.x + 4, y: scaleRoom.maxY - 4), limit: 140, projector, words)
      ?? MapPicture.scaleBelow(projector, words, avoiding: sites.map(\.disc))
    if let scale { obstacles.append(scale.rect.inset(by: -3)) }
    northAngle = MapPicture.northAngle(projector)

    var labels = MapLabels(projector, layers, sites: sites.count)
    if levels.contains(.incidents) {
      for spot in sites { labels.add(site: spot.site, at: spot.disc, of: spot.home) }
      labels.add(
        areas: areas.map {
          ($0.area.name, symbology.look(of: $0.area.items).ink, $0.rings, $0.area.isWater)
        })
    }
    if levels.contains(.countries) {
      labels.addCountries(focused: content.countries, away: sites.map(\.center))
    }
    if levels.contains(.waters) { labels.addWaters() }
    labels.add(
      context: places.filter { levels.contains(LabelLevel(of: $0)) }, mentioned: mentioned, day: day,
      sites: sites.map(\.center), limit: frame.width < 300 ? 4 : frame.width < 500 ? 7 : 14)
    if levels.contains(.regions) { labels.addDivisions(limit: 8) }
    self.labels = labels
    let grid = layers.grid
    let ties = sites.filter(\.isTied).map { Disc(center: $0.home, radius: 2.2) }
    placement = LabelPlacement(
      labels.labels, frame: frame, horizon: projector.horizon.map(Horizon.init), obstacles: obstacles,
      symbols: sites.map(\.disc) + ties
    ) { grid.ink(in: $0) }
    self.locator = locator?.wait()
  }

  /// A bar at the foot of a map whose corners show no Earth: in the middle, or beside it where symbols stand there.
  private static func scaleBelow(
    _ projector: MapProjector, _ words: MapWords, avoiding symbols: [Disc]
  ) -> ScaleBar? {
    let frame = projector.frame
    let bars = [0.0, 70, -70, 40, -40].compactMap { shift in
      ScaleBar(
        at: ProjectedPoint(x: frame.midX - 70 + shift, y: frame.maxY - 14), limit: 140, projector, words)
    }
    return bars.first { bar in !symbols.contains { $0.overlaps(bar.rect.inset(by: -2)) } } ?? bars.first
  }

  /// The areas that the frame shows, and the incidents of the others.
  private static func areas(
    _ all: [MapContent.Area], _ projector: MapProjector
  ) -> (shown: [(area: MapContent.Area, rings: [[ProjectedPoint]])], outside: [MapContent.Item]) {
    var shown: [(area: MapContent.Area, rings: [[ProjectedPoint]])] = []
    var outside: [MapContent.Item] = []
    for area in all {
      let rings = area.polygons.flatMap { $0.flatMap(projector.rings) }
      if rings.contains(where: { ClipBox(projector.frame).clip(ring: $0).count > 2 }) {
        shown.append((area, rings))
      } else if let center = projector.pixel(of: area.bounds.center), projector.frame.contains(center) {
        // Too small to be seen at this scale: as small as can be seen.
        shown.append((area, [MapPicture.smallest(around: center)]))
      } else {
        outside += area.items
      }
    }
    return (shown, outside)
  }

  /// The smallest area that is drawn: round, for its own outline would not be seen.
  private static func smallest(around center: ProjectedPoint) -> [ProjectedPoint] {
    [(5.0, 0.0), (3.5, 3.5), (0, 5), (-3.5, 3.5), (-5, 0), (-3.5, -3.5), (0, -5), (3.5, -3.5)].map {
      ProjectedPoint(x: center.x + $0.0, y: center.y + $0.1)
    }
  }

  var droppedLabels: [String] { placement.dropped.map(\.name) }

  /// The angle by which north leans from the map's top at its centre, where that is more than 5°.
  private static func northAngle(_ projector: MapProjector) -> Double? {
    let center = ProjectedPoint(x: projector.frame.midX, y: projector.frame.midY)
    guard let here = projector.coordinate(at: center), abs(here.latitude) < 89,
      let north = projector.pixel(of: Coordinate(wrapping: here.longitude, clamping: here.latitude + 0.01))
    else { return nil }
    let (x, y) = (north.x - center.x, center.y - north.y)
    let angle = Angle.degrees(x: x, y: y)
    return abs(angle) > 5 ? angle : nil
  }

  /// The sites and areas that the frame shows, in the text's order, not in the drawing's.
  var shownSites: [MapContent.Site] {
    let shown = Set(sites.map(\.site.coordinate))
    return content.sites.filter { shown.contains($0.coordinate) }
  }

  var shownAreas: [MapContent.Area] { areas.map(\.area) }

  /// Whether a capital's mark, and a disputed line, stands in the frame.
  var showsCapital: Bool {
    placement.choice.indices.contains {
      placement.choice[$0] != nil && labels.labels[$0].mark?.isCapital == true
    }
  }

  /// Whether symbols stand beside their places, and whether any stands so far off that a line leads there.
  var hasMoved: Bool { sites.contains(where: \.isMoved) }
  var showsTies: Bool { sites.contains(where: \.isTied) }

  var showsDisputedLine: Bool { !layers.disputed.isEmpty }

  /// Where disputed lines are drawn: what they are, and that drawing is not judging.
  func borderNotes(_ day: CalendarDate?) -> [String] {
    guard !layers.disputed.isEmpty else { return [] }
    // The longest tell; on a small scale the whole list would be longer than the map.
    let notes = layers.disputed.filter { $0.length > 25 }.sorted { ($1.length, $0.id) < ($0.length, $1.id) }
      .map(\.note).filter { !$0.isEmpty }
    let unique = notes.indices.filter { !notes[..<$0].contains(notes[$0]) }.map { notes[$0] }
    let told = unique.count > 4 ? [] : unique
    // A sentence each: the first word may be a name, which no rule could tell from a common noun.
    let policy = day.map { words.text(.linesNoteAsOf, ["date": words.date($0)]) } ?? words[.linesNote]
    return [([policy] + told).joined(separator: " ")]
  }

  /// - Parameter base: Another picture with the same part of the Earth in a frame of the same size, of which the
  ///   basemap is taken: the prefix of its ids, and where its frame stands.
  func write(to svg: inout MarkupWriter, base: (prefix: String, frame: Rect)? = nil) {
    let frame = projector.frame
    svg.start("defs")
    svg.start("clipPath", ["id": svg.id("cadre"), "class": "cadre"])
    svg.empty("rect", frame.attributes)
    svg.end()
    IncidentSymbols.definitions(symbology.inks(of: content.items), to: &svg)
    svg.end()

    // What a page may move and enlarge.
    svg.start("g", ["class": "plan"])
    svg.start("g", ["class": "carte", "clip-path": svg.url("cadre")])
    if let horizon = projector.horizon {
      var path = PathData()
      path.add(horizon, closed: true)
      svg.empty("path", ["class": "mer", "fill": svg.color(.sea), "d": .path(path)])
    } else {
      svg.empty("rect", frame.attributes, ["class": "mer", "fill": svg.color(.sea)])
    }
    writeAreas(water: true, to: &svg)
    if let base {
      svg.empty(
        "use",
        [
          "href": .text("#\(base.prefix)fond"), "x": .number(frame.x - base.frame.x),
          "y": .number(frame.y - base.frame.y),
        ])
    } else {
      svg.start("g", ["id": svg.id("fond")])
      layers.write(to: &svg)
      svg.end()
    }
    writeAreas(water: false, to: &svg)
    svg.end()
    writeMarks(to: &svg)
    writeLabels(of: { !$0.isOfIncident }, to: &svg)
    writeSites(to: &svg)
    writeLabels(of: { $0.isOfIncident }, to: &svg)
    svg.end()
    scale?.write(to: &svg)
    locator?.write(to: &svg)
    if let northAngle { writeNorthArrow(northAngle, to: &svg) }
    if !projector.showsWholeEarth {
      svg.empty(
        "rect", frame.attributes, ["fill": "none", "stroke": svg.color(.frame), "stroke-width": 0.8])
    }
  }

  private func writeAreas(water: Bool, to svg: inout MarkupWriter) {
    for (area, rings) in areas where area.isWater == water {
      var path = PathData()
      for ring in rings { path.add(ring, closed: true) }
      writeGroup(area.items, to: &svg) { svg in
        IncidentSymbols.drawArea(path, symbology.look(of: area.items), to: &svg)
      }
    }
  }

  private func writeSites(to svg: inout MarkupWriter) {
    // Below all symbols, so that none is struck through.
    if showsTies {
      svg.start("g", ["class": "attaches"])
      for spot in sites where spot.isTied {
        svg.start("g", ["data-at": .text(MapPicture.position(spot.home))])
        IncidentSymbols.drawTie(from: spot.home, to: spot.center, to: &svg)
        svg.end()
      }
      svg.end()
    }
    svg.start("g", ["class": "incidents"])
    for spot in sites {
      svg.start(
        "g",
        [
          "class": "site", "data-at": .text(MapPicture.position(spot.home)), "data-r": .number(spot.radius),
          "data-place": spot.site.place.map { .text($0.rawValue) },
        ])
      writeGroup(spot.site.items, to: &svg) { svg in
        IncidentSymbols.draw(
          spot.look, at: spot.center, radius: spot.radius, several: spot.site.items.count > 1, to: &svg)
      }
      svg.end()
    }
    for spot in sites where spot.site.items.count > 1 {
      svg.start("g", ["class": "nombre", "data-at": .text(MapPicture.position(spot.home))])
      IncidentSymbols.drawCount(
        spot.site.items.count, spot.look, at: spot.center, radius: spot.radius, words, to: &svg)
      svg.end()
    }
    svg.end()
  }

  /// What an element turns about where a page enlarges the map and not the element: `x y`.
  private static func position(_ point: ProjectedPoint) -> String {
    "\(SVGNumber.text(point.x)) \(SVGNumber.text(point.y))"
  }

  /// One element an incident, with its id and its words; several at a place share the drawing.
  private func writeGroup(
    _ items: [MapContent.Item], to svg: inout MarkupWriter, _ draw: (inout MarkupWriter) -> Void
  ) {
    for item in items {
      svg.start(
        "g", ["class": "incident", "id": svg.id(MapRenderer.elementID(item.id)), "data-id": .text(item.id)])
      if items.count == 1 { svg.element("title", text: item.sentence) }
    }
    if items.count > 1 { svg.element("title", text: items.map(\.sentence).joined(separator: "\n")) }
    draw(&svg)
    for _ in items { svg.end() }
  }

  private func writeMarks(to svg: inout MarkupWriter) {
    svg.start("g", ["class": "villes"])
    for (label, choice) in zip(labels.labels, placement.choice) {
      guard choice != nil, let mark = label.mark else { continue }
      svg.start("g", attributes(label, at: mark.center))
      TownMark.draw(capital: mark.isCapital, at: mark.center, to: &svg)
      svg.end()
    }
    svg.end()
  }

  private func writeLabels(of kind: (Label) -> Bool, to svg: inout MarkupWriter) {
    svg.start("g", ["class": "noms"])
    for (label, choice) in zip(labels.labels, placement.choice) where kind(label) {
      guard let choice else { continue }
      let position = label.positions[choice]
      svg.start("g", attributes(label, at: label.point ?? position.anchor))
      if let leader = position.leader {
        let line =
          "M\(SVGNumber.text(leader.from.x)) \(SVGNumber.text(leader.from.y))L\(SVGNumber.text(leader.to.x)) \(SVGNumber.text(leader.to.y))"
        svg.empty("path", ["d": .text(line), "stroke": svg.color(.leader), "stroke-width": 0.8])
      }
      for (index, line) in label.lines.enumerated() {
        svg.text(
          line, label.style, x: position.anchor.x,
          y: position.anchor.y + Double(index) * label.style.size * 1.15,
          alignment: position.alignment, rotation: position.rotation, halo: .halo)
      }
      svg.end()
    }
    svg.end()
  }

  private func attributes(
    _ label: Label, at point: ProjectedPoint
  ) -> KeyValuePairs<StaticString, SVGValue?> {
    [
      "data-at": .text(MapPicture.position(point)),
      "data-place": label.place.map { .text($0.rawValue) },
    ]
  }

  private func writeNorthArrow(_ angle: Double, to svg: inout MarkupWriter) {
    let (x, y) = (projector.frame.maxX - 24, projector.frame.maxY - 30)
    svg.start(
      "g",
      [
        "class": "nord",
        "transform": .text("rotate(\(SVGNumber.text(angle)) \(SVGNumber.text(x)) \(SVGNumber.text(y)))"),
      ])
    svg.empty(
      "path",
      [
        "d": .text("M\(SVGNumber.text(x)) \(SVGNumber.text(y - 14))l5 16l-5 -4l-5 4z"),
        "fill": svg.color(.scale),
        "stroke": svg.color(.halo), "stroke-width": 1.0,
      ])
    svg.text("N", .scale, x: x, y: y + 15, alignment: .middle, halo: .halo)
    svg.end()
  }
}

extension ClipBox {
  init(_ rect: Rect) { self.init(minX: rect.x, minY: rect.y, maxX: rect.maxX, maxY: rect.maxY) }
}
