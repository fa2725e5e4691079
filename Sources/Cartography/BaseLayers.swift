internal import Basemap
internal import GazetteerIndex
internal import GeoTypes
internal import Projections

/// The basemap inside the frame, ready to draw: paths, and the areas and lines that names hang on.
struct BaseLayers {
  struct NamedArea {
    var id: String
    var name: String
    var rank: Int
    /// In `grid`.
    var owner: UInt16
  }

  struct NamedLine {
    var name: String
    var rank: Int
    var pieces: [[ProjectedPoint]]
  }

  struct DisputedLine {
    var id: String
    var note: String
    var path: PathData
    /// Pixels.
    var length: Double
  }

  var land = PathData()
  var focus = PathData()
  var lakes = PathData()
  /// By width in pixels, thinnest first.
  var rivers: [(width: Double, path: PathData)] = []
  var divisionBorders = PathData()
  var shores = PathData()
  var borders = PathData()
  var disputed: [DisputedLine] = []

  var countries: [NamedArea] = []
  var divisions: [NamedArea] = []
  var waters: [NamedArea] = []
  var namedRivers: [NamedLine] = []
  /// Countries and lakes; 0 is the open sea, `AreaGrid` of the divisions apart.
  var grid: AreaGrid
  var divisionGrid: AreaGrid
  /// Owners from this on are lakes.
  private var firstLake = UInt16.max
  private let widths: (shore: Double, border: Double)

  /// - Parameters:
  ///   - focused: ISO codes of the countries to lift out.
  ///   - day: Disputed lines valid on that day are drawn; all that still stand where nil.
  ///   - language: What things are called in; nil where nothing is named.
  ///   - isInset: Only what a stamp-sized map can show.
  init(
    _ basemap: Basemap, _ projector: MapProjector, focused: Set<String>, day: CalendarDate?,
    _ language: MapLanguage?, isInset: Bool = false
  ) {
    grid = AreaGrid(frame: projector.frame)
    divisionGrid = AreaGrid(frame: projector.frame)
    let metresPerPixel = projector.metresPerPixel
    let level = Detail(metresPerPixel: metresPerPixel)
    let isSmall = isInset || metresPerPixel > 9000
    widths = isSmall ? (shore: 0.5, border: 0.7) : (shore: 0.8, border: 1.2)
    let box = projector.queryBox
    func name(_ feature: BasemapFeature) -> String {
      language?.places.name(PlaceID(feature.id), feature.name) ?? feature.name
    }
    func features(_ layer: BasemapLayer) -> [BasemapFeature] {
      basemap.features(in: layer, intersecting: box, level: level)
    }

    let landOwner: UInt16 = 1
    var owner: UInt16 = 2
    for feature in features(.land) {
      for polygon in feature.polygons {
        let rings = polygon.flatMap(projector.rings)
        for ring in rings { land.add(ring, closed: true) }
        grid.fill(rings, owner: landOwner)
      }
    }
    for feature in features(.country) {
      let isFocused = focused.contains { feature.id == "iso:\($0)" }
      var visible = false
      for polygon in feature.polygons {
        let rings = polygon.flatMap(projector.rings)
        guard !rings.isEmpty else { continue }
        visible = true
        if isFocused { for ring in rings { focus.add(ring, closed: true) } }
        grid.fill(rings, owner: owner)
      }
      if visible {
        countries.append(NamedArea(id: feature.id, name: name(feature), rank: feature.rank, owner: owner))
        owner += 1
      }
    }
    // Divisions say something on a map of a country or less; beyond, they are noise.
    if metresPerPixel < 2200, !isInset {
      var next: UInt16 = 1
      for feature in features(.division) where !feature.name.isEmpty {
        let rings = feature.polygons.flatMap { $0.flatMap(projector.rings) }
        guard !rings.isEmpty else { continue }
        divisionGrid.fill(rings, owner: next)
        divisions.append(NamedArea(id: feature.id, name: name(feature), rank: feature.rank, owner: next))
        next += 1
      }
      for feature in features(.divisionBorder) {
        for line in feature.lines.flatMap({ projector.lines($0) }) {
          divisionBorders.add(line, closed: false)
        }
      }
    }
    firstLake = owner
    for feature in features(.lake) {
      var seen: [[ProjectedPoint]] = []
      for polygon in feature.polygons {
        let rings = polygon.flatMap(projector.rings)
        guard let exterior = rings.first, abs(Simplification.area(exterior)) > 5 else { continue }
        for ring in rings { lakes.add(ring, closed: true) }
        seen += rings
      }
      guard !seen.isEmpty else { continue }
      grid.fill(seen, owner: owner)
      // A division's name is no lake's.
      divisionGrid.fill(seen, owner: 0)
      if !feature.name.isEmpty {
        waters.append(NamedArea(id: feature.id, name: name(feature), rank: feature.rank, owner: owner))
      }
      owner += 1
    }
    if !isInset { addRivers(features(.river), projector, metresPerPixel, name) }
    for feature in features(.shore) {
      for line in feature.lines.flatMap({ projector.lines($0) }) {
        shores.add(line, closed: false)
        grid.draw(line)
      }
    }
    for feature in features(.countryBorder) {
      for line in feature.lines.flatMap({ projector.lines($0) }) {
        borders.add(line, closed: false)
        grid.draw(line)
      }
    }
    if !isInset { addDisputed(features(.disputedLine), projector, day, language?.words) }
    grid.measure()
    divisionGrid.measure()
  }

  private mutating func addRivers(
    _ features: [BasemapFeature], _ projector: MapProjector, _ metresPerPixel: Double,
    _ name: (BasemapFeature) -> String
  ) {
    let lowestRank =
      switch metresPerPixel {
      case ..<250: 9
      case ..<600: 7
      case ..<1200: 6
      case ..<2500: 5
      case ..<6000: 4
      default: 2
      }
    var byWidth: [Double: PathData] = [:]
    for feature in features where feature.rank <= lowestRank {
      let pieces = feature.lines.flatMap { projector.lines($0) }
      guard !pieces.isEmpty else { continue }
      let width = feature.rank <= 2 ? 1.4 : feature.rank <= 4 ? 1.1 : feature.rank <= 6 ? 0.8 : 0.6
      for piece in pieces { byWidth[width, default: PathData()].add(piece, closed: false) }
      if !feature.name.isEmpty {
        namedRivers.append(NamedLine(name: name(feature), rank: feature.rank, pieces: pieces))
      }
    }
    rivers = byWidth.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private mutating func addDisputed(
    _ features: [BasemapFeature], _ projector: MapProjector, _ day: CalendarDate?, _ words: MapWords?
  ) {
    for feature in features {
      if let day {
        if let from = feature.validFrom, from > day { continue }
        if let to = feature.validTo, to < day { continue }
      } else if feature.validTo != nil {
        continue
      }
      var path = PathData()
      var length = 0.0
      for line in feature.lines.flatMap({ projector.lines($0) }) {
        path.add(line, closed: false)
        grid.draw(line)
        length += BaseLayers.length(line)
      }
      if !path.isEmpty {
        let note = words?.note(ofLine: feature.id, feature.note) ?? feature.note
        disputed.append(DisputedLine(id: feature.id, note: note, path: path, length: length))
      }
    }
  }

  /// The size of all paths, in bytes.
  var byteCount: Int {
    [land, focus, lakes, divisionBorders, shores, borders].reduce(0) { $0 + $1.count }
      + rivers.reduce(0) { $0 + $1.path.count } + disputed.reduce(0) { $0 + $1.path.count }
  }

  private static func length(_ line: [ProjectedPoint]) -> Double {
    line.indices.dropFirst().reduce(0) { sum, index in
      let (x, y) = (line[index].x - line[index - 1].x, line[index].y - line[index - 1].y)
      return sum + (x * x + y * y).squareRoot()
    }
  }

  /// Whether an owner of `grid` is the open sea or a lake.
  func isWater(_ owner: UInt16) -> Bool { owner == 0 || owner >= firstLake }

  /// How much of the frame neither land nor lake covers, 0…1.
  var shareOfSea: Double { Double(grid.size(of: 0)) / Double(grid.columns * grid.rows) }

  /// From bottom to top.
  func write(to svg: inout MarkupWriter) {
    fill(land, .land, "terres", &svg)
    fill(focus, .focus, "pays", &svg)
    stroke(divisionBorders, .divisionBorder, 0.7, "divisions", &svg)
    svg.start(
      "g", ["class": "cours-eau", "fill": "none", "stroke": svg.color(.river), "stroke-linejoin": "round"])
    for river in rivers { svg.empty("path", ["stroke-width": .number(river.width), "d": .path(river.path)]) }
    svg.end()
    if !lakes.isEmpty {
      svg.empty(
        "path",
        [
          "class": "lacs", "fill": svg.color(.sea), "fill-rule": "evenodd",
          "stroke": svg.color(.seaLine),
          "stroke-width": 0.6, "d": .path(lakes),
        ])
    }
    stroke(shores, .seaLine, widths.shore, "rivages", &svg)
    stroke(borders, .border, widths.border, "frontieres", &svg)
    for line in disputed {
      svg.start("g", ["class": "ligne-contestee", "data-id": .text(line.id)])
      if !line.note.isEmpty { svg.element("title", text: line.note) }
      svg.empty(
        "path",
        [
          "fill": "none", "stroke": svg.color(.border), "stroke-width": 1.3, "stroke-dasharray": "5 3.5",
          "stroke-linejoin": "round", "d": .path(line.path),
        ])
      svg.end()
    }
  }

  private func fill(_ path: PathData, _ ink: Ink, _ name: String, _ svg: inout MarkupWriter) {
    guard !path.isEmpty else { return }
    // A hairline in the fill's own colour closes the seams between neighbouring polygons.
    svg.empty(
      "path",
      [
        "class": .text(name), "fill": svg.color(ink), "stroke": svg.color(ink),
        "stroke-width": 0.5, "d": .path(path),
      ])
  }

  private func stroke(
    _ path: PathData, _ ink: Ink, _ width: Double, _ name: String, _ svg: inout MarkupWriter
  ) {
    guard !path.isEmpty else { return }
    svg.empty(
      "path",
      [
        "class": .text(name), "fill": "none", "stroke": svg.color(ink), "stroke-width": .number(width),
        "stroke-linejoin": "round", "d": .path(path),
      ])
  }
}
