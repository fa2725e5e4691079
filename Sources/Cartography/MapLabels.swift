internal import Basemap
internal import GazetteerIndex
internal import GeoTypes
internal import Projections

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Which names want to be on the map, and where they may stand.
struct MapLabels {
  private let projector: MapProjector
  private let layers: BaseLayers
  private(set) var labels: [Label] = []
  /// Areas of incidents, in lower case: their names need not be said twice.
  private var told: Set<String> = []
  /// What is named already, as a town, an incident's place or a part of such a name, folded: a province of a town's name
  /// need not be named beside it.
  private var named: Set<String> = []
  /// The lakes that incidents' areas are, whatever they are called: owners in the layers' grid.
  private var toldLakes: Set<UInt16> = []
  /// Where incidents' areas are (owner 1).
  private var areaGrid: AreaGrid

  /// What the names of incidents' spots are set in.
  private let incident: TextStyle
  private let sites: Int

  /// - Parameter sites: How many incidents' spots want a name: many on a narrow map are set smaller.
  init(_ projector: MapProjector, _ layers: BaseLayers, sites: Int) {
    self.projector = projector
    self.layers = layers
    self.sites = sites
    var incident = TextStyle.incident
    if projector.frame.width < 400, sites > 6 { incident.size = sites > 12 ? 12 : 13 }
    self.incident = incident
    areaGrid = AreaGrid(frame: projector.frame)
  }

  /// - Parameters:
  ///   - symbol: What the name stands beside.
  ///   - home: Where the site is.
  mutating func add(site: MapContent.Site, at symbol: Disc, of home: ProjectedPoint) {
    guard !site.name.isEmpty else { return }
    named.formUnion(MapLabels.parts(of: site.name))
    let name = Typography.capitalised(site.name)
    labels.append(
      Label(
        lines: [name], style: incident, priority: 1000 + Double(site.items.count),
        positions: LabelPositions.withLeaders(
          symbol.center, radius: symbol.radius, name, incident, isWide: sites <= SymbolSpacing.most),
        place: site.place, point: home, symbol: symbol))
  }

  /// The names of areas that incidents are known to have happened in.
  mutating func add(areas: [(name: String, ink: Ink, rings: [[ProjectedPoint]], isWater: Bool)]) {
    for area in areas where !area.name.isEmpty {
      told.insert(area.name.lowercased())
      named.formUnion(MapLabels.parts(of: area.name))
      var grid = AreaGrid(frame: projector.frame)
      grid.fill(area.rings, owner: 1)
      areaGrid.fill(area.rings, owner: 1)
      grid.measure()
      let isWater = tellLake(of: grid) || area.isWater
      var style = TextStyle.area
      style.ink = .areaName(area.ink)
      let lines = MapLabels.wrapped(Typography.capitalised(area.name), limit: 18)
      // A land's name stands on land and a sea's on water, where the area has any room there.
      var ground = grid
      let layers = layers
      ground.withdraw(1, where: { layers.isWater($0) != isWater }, in: layers.grid)
      ground.measure()
      var spots = room(in: ground, owner: 1, lines, style, limit: 16)
      if spots.isEmpty { spots = room(in: grid, owner: 1, lines, style, limit: 16) }
      // Where the name is larger than the area it stands over it all the same, or at its edge.
      let isTight = spots.isEmpty
      if isTight { spots = MapLabels.spread(grid.room(for: 1, width: 1, height: 1, limit: 16), over: grid) }
      var positions = LabelPositions.centered(on: spots, lines, style)
      if isTight, let rect = grid.bounds(of: 1) {
        positions += LabelPositions.beside(rect, lines, style).map { position in
          var position = position
          position.penalty += 4
          return position
        }
      }
      // No incident's name is lost for want of room.
      let middle = grid.room(for: 1, width: 1, height: 1, limit: 1).first ?? MapLabels.middle(of: area.rings)
      if let middle {
        let symbol = labels.lazy.compactMap(\.symbol).first { $0.isNear(middle, by: 0) }
        let clearance = symbol.map { $0.radius + hypot($0.center.x - middle.x, $0.center.y - middle.y) + 1 }
        positions += LabelPositions.led(to: middle, clearance: clearance ?? 0, lines, style)
      }
      labels.append(Label(lines: lines, style: style, priority: 1200, positions: positions))
    }
  }

  /// Notes that an incident's area (owner 1 of `grid`) is a lake of the basemap, if it is one: for the most part the
  /// same cells.
  private mutating func tellLake(of grid: AreaGrid) -> Bool {
    let cells = grid.size(of: 1)
    let most = grid.overlaps(of: 1, with: layers.grid).filter { $0.key != 0 && layers.isWater($0.key) }
      .max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let most, most.value * 10 > cells * 6, most.value * 10 > layers.grid.size(of: most.key) * 6 else {
      return false
    }
    toldLakes.insert(most.key)
    return true
  }

  /// The spots, and others around the first of them, within an area (owner 1 of `grid`).
  private static func spread(_ spots: [ProjectedPoint], over grid: AreaGrid) -> [ProjectedPoint] {
    guard let middle = spots.first else { return spots }
    let offsets = [
      (0.0, 8.0), (0, -8), (0, 16), (0, -16), (0, 24), (0, -24), (16, 8), (-16, 8), (16, 20), (-16, 20),
    ]
    return spots
      + offsets.map { ProjectedPoint(x: middle.x + $0.0, y: middle.y + $0.1) }
      .filter { grid.owner(at: $0) == 1 }
  }

  private static func middle(of rings: [[ProjectedPoint]]) -> ProjectedPoint? {
    rings.max { abs(Simplification.area($0)) < abs(Simplification.area($1)) }.flatMap { ring in
      ring.isEmpty
        ? nil
        : ProjectedPoint(
          x: ring.reduce(0) { $0 + $1.x } / Double(ring.count),
          y: ring.reduce(0) { $0 + $1.y } / Double(ring.count))
    }
  }

  /// A name and what it is made of, folded: of `Tongo Béri (Tillabéri)` both.
  private static func parts(of name: String) -> [String] {
    guard name.hasSuffix(")"), let open = name.firstIndex(of: "("), open > name.startIndex else {
      return [folded(name)]
    }
    return [name, String(name[..<open]), String(name[open...])].map(folded)
  }

  /// A name without case and accents: Igdir is Iğdır.
  private static func folded(_ name: String) -> String { NameKey(name).description }

  mutating func addCountries(focused: Set<String>, away sites: [ProjectedPoint]) {
    for country in layers.countries where !country.name.isEmpty && !told.contains(country.name.lowercased()) {
      let isFocused = focused.contains { country.id == "iso:\($0)" }
      let share = Double(layers.grid.size(of: country.owner)) / Double(layers.grid.columns * layers.grid.rows)
      guard share > 0.004 || isFocused else { continue }
      var style = TextStyle.country
      if !isFocused { style.bold = false }
      if share < 0.04 { style.size -= 2 }
      let name = country.name.uppercased()
      let lines = MapLabels.wrapped(name, limit: 12)
      var label = area(
        country, lines, style, layers.grid, priority: (isFocused ? 150 : 60) + 40 * share, orTight: true)
      // Not in the thick of things.
      for index in label.positions.indices {
        let anchor = label.positions[index].anchor
        if !label.positions[index].covers.allSatisfy({ areaGrid.isAll(0, in: $0) }) {
          label.positions[index].penalty += 0.6
        }
        let nearest = sites.lazy.map { abs($0.x - anchor.x) + abs($0.y - anchor.y) }.min() ?? 999
        label.positions[index].penalty += 0.8 * Swift.max(0, 1 - nearest / 150)
      }
      if label.positions.isEmpty, share < 0.03 {
        label.positions = beside(country, label, isFocused: isFocused)
      }
      // On a map of a continent it would be one of many.
      if isFocused, share < 0.03, projector.metresPerPixel < 2500 {
        label.positions += led(to: country, label)
      }
      labels.append(label)
    }
  }

  /// Around all of a country of islands; at its edge for another that incidents were in (Chile).
  private func beside(_ country: BaseLayers.NamedArea, _ label: Label, isFocused: Bool) -> [LabelPosition] {
    let (frame, grid) = (projector.frame, layers.grid)
    // Far-flung islands have no middle to write beside.
    guard let rect = grid.bounds(of: country.owner), rect.width < frame.width / 4,
      rect.height < frame.height / 4
    else { return [] }
    let isAlone = grid.share(of: rect.inset(by: -12), where: { $0 == 0 || $0 == country.owner }) > 0.9
    guard isAlone || isFocused else { return [] }
    return LabelPositions.beside(rect, label.lines, label.style).filter { position in
      position.covers.allSatisfy { cover in
        // Over the sea only: on its neighbour's ground a name would be the neighbour's.
        guard grid.isAll(0, in: cover) else { return false }
        return isAlone || grid.share(of: cover.inset(by: -18), where: { $0 == country.owner }) > 0
      }
    }
  }

  /// Over the sea or its own ground, with a line that leads to a country's largest part.
  private func led(to country: BaseLayers.NamedArea, _ label: Label) -> [LabelPosition] {
    guard let spot = layers.grid.room(for: country.owner, width: 1, height: 1, limit: 1).first else {
      return []
    }
    return LabelPositions.led(to: spot, label.lines, label.style).filter { position in
      position.covers.allSatisfy {
        layers.grid.share(of: $0, where: { $0 == 0 || $0 == country.owner }) > 0.99
      }
    }
  }

  /// First-order divisions that have room for their own names.
  mutating func addDivisions(limit: Int) {
    let sized = layers.divisions.map { (area: $0, size: layers.divisionGrid.size(of: $0.owner)) }
      .filter {
        $0.size > 120 && !told.contains($0.area.name.lowercased())
          && !named.contains(MapLabels.folded($0.area.name))
      }.sorted {
        ($1.size, $0.area.id) < ($0.size, $1.area.id)
      }
    for division in sized.prefix(limit) {
      let lines = MapLabels.wrapped(Typography.capitalised(division.area.name), limit: 14)
      labels.append(area(division.area, lines, .division, layers.divisionGrid, priority: 4, orTight: false))
    }
  }

  mutating func addWaters() {
    // The largest part of a lake that is drawn in several has the name.
    let sized = layers.waters.map { (lake: $0, size: layers.grid.size(of: $0.owner)) }
      .sorted { ($1.size, $0.lake.owner) < ($0.size, $1.lake.owner) }
    var seen = Set(told.map(Basemap.key))
    for (lake, size) in sized where size > 3 && !toldLakes.contains(lake.owner) {
      guard seen.insert(Basemap.key(lake.name)).inserted else { continue }
      let lines = MapLabels.wrapped(Typography.capitalised(lake.name), limit: 12)
      var style = TextStyle.water
      style.size = 12
      var label = area(lake, lines, style, layers.grid, priority: 18, orTight: false)
      if label.positions.isEmpty, lines.count == 1 {
        // Too small to hold its name: beside it, as for a town.
        let spots = layers.grid.room(for: lake.owner, width: 1, height: 1, limit: 1)
        if let spot = spots.first {
          let radius = (Double(size).squareRoot() * AreaGrid.cell) / 2
          label.positions = LabelPositions.around(spot, radius: radius, lake.name, style)
        }
      }
      labels.append(label)
    }
    for river in layers.namedRivers.sorted(by: { ($0.rank, $0.name) < ($1.rank, $1.name) }).prefix(14) {
      let positions = river.pieces.flatMap { LabelPositions.along($0, river.name, .river) }
      guard !positions.isEmpty else { continue }
      labels.append(
        Label(lines: [river.name], style: .river, priority: 12 - Double(river.rank), positions: positions))
    }
  }

  /// Seas, regions and towns from the gazetteer: what the dispatch mentions first, then capitals, then in the order
  /// given, the best known first.
  mutating func add(
    context places: [Place], mentioned: Set<PlaceID>, day: CalendarDate?, sites: [ProjectedPoint], limit: Int
  ) {
    func rank(_ place: Place) -> Int {
      (mentioned.contains(place.id) ? 2 : 0) + (MapLabels.isCapital(place) ? 1 : 0)
    }
    // The order is kept, not made by population: a quarter may count its whole city's inhabitants.
    let ranked = places.enumerated().map { (place: $1, rank: rank($1), order: $0) }
    let sorted = ranked.sorted { ($1.rank, $0.order) < ($0.rank, $1.order) }.map(\.place)
    let seas = places.filter { $0.feature.featureClass == "H" }
    var taken = sites
    var regionWords = told.map(MapLabels.words)
    var towns = 0
    var regions = 0
    var seen: Set<PlaceID> = []
    for place in sorted where seen.insert(place.id).inserted && MapLabels.isValid(place, on: day) {
      if place.feature.featureClass != "P", told.contains(place.name.lowercased()) { continue }
      guard let center = projector.pixel(of: place.coordinate) else { continue }
      let isMentioned = mentioned.contains(place.id)
      switch place.feature.featureClass {
      case "P":
        guard towns < limit || isMentioned, projector.frame.contains(center), !place.name.isEmpty else {
          continue
        }
        // A town that is an incident's place has its name already; neighbours would crowd.
        let isCapital = MapLabels.isCapital(place)
        let apart = isMentioned ? 12.0 : isCapital ? 24 : 56
        let isFree = taken.allSatisfy { other in
          let (x, y) = (center.x - other.x, center.y - other.y)
          return x * x + y * y > apart * apart
        }
        guard isFree else { continue }
        taken.append(center)
        towns += 1
        add(town: place, at: center, isCapital: isCapital, rank: isMentioned ? 0 : towns)
      case "H": addSea(place, at: center, among: seas)
      default:
        // Few regions that nobody asked for: they nest, and the map is not about them. Nor a corridor of the
        // region named already.
        let words = MapLabels.words(of: place.name)
        guard isMentioned || regions < 2 && projector.metresPerPixel < 3000,
          isMentioned || !named.contains(MapLabels.folded(place.name)),
          !regionWords.contains(where: { $0.isSubset(of: words) || words.isSubset(of: $0) }),
          addRegion(place, at: center, isMentioned: isMentioned)
        else {
          continue
        }
        regionWords.append(words)
        regions += 1
      }
    }
  }

  private mutating func add(town place: Place, at center: ProjectedPoint, isCapital: Bool, rank: Int) {
    let style = isCapital ? TextStyle.capital : .city
    named.insert(MapLabels.folded(place.name))
    let radius = TownMark.radius(capital: isCapital)
    labels.append(
      Label(
        lines: [place.name], style: style, priority: isCapital ? 45 : rank == 0 ? 55 : 34 - Double(rank),
        positions: LabelPositions.around(center, radius: radius, place.name, style), place: place.id,
        point: center,
        mark: Label.Mark(center: center, radius: radius, isCapital: isCapital)))
  }

  private mutating func addSea(_ place: Place, at center: ProjectedPoint, among seas: [Place]) {
    let lines = MapLabels.wrapped(Typography.capitalised(place.name), limit: 10)
    let width = lines.map(TextStyle.water.width).max() ?? 0
    // One that is much narrower on this map than its name has no room for it, which is quicker asked than looked for.
    guard 2 * MapLabels.reach(place) / projector.metresPerPixel > 0.5 * width else { return }
    let key = Basemap.key(place.name)
    guard !layers.waters.contains(where: { Basemap.key($0.name) == key }),
      !named.contains(MapLabels.folded(place.name))
    else { return }
    let smaller = seas.filter { MapLabels.reach($0) < MapLabels.reach(place) }
    // Within the sea's own reach, where water is.
    let near = layers.grid.room(
      for: 0, width: width + 6, height: Double(lines.count) * TextStyle.water.size * 1.15 + 4, limit: 60
    ).filter { spot in
      guard let coordinate = projector.coordinate(at: spot), MapLabels.holds(place, coordinate) else {
        return false
      }
      // The Black Sea is no place for the Mediterranean's name, though its box reaches there.
      return !smaller.contains { MapLabels.holds($0, coordinate) }
    }
    guard !near.isEmpty else { return }
    labels.append(
      Label(
        lines: lines, style: .water, priority: 40,
        positions: LabelPositions.centered(on: Array(near.prefix(12)), lines, .water), place: place.id))
  }

  private mutating func addRegion(_ place: Place, at center: ProjectedPoint, isMentioned: Bool) -> Bool {
    // A region that is a dot on this map, or all of it and more, would mislead.
    let across = 2 * MapLabels.reach(place) / projector.metresPerPixel
    guard projector.frame.contains(center), across > (isMentioned ? 25 : 60),
      across < 0.8 * projector.frame.width
    else { return false }
    let lines = MapLabels.wrapped(Typography.capitalised(place.name), limit: 14)
    let offsets: [(Double, Double)] = [
      (0, 0), (0, -18), (0, 18), (-40, 0), (40, 0), (-40, -18), (40, 18), (40, -18), (-40, 18), (0, -36),
      (0, 36),
    ]
    let spots = offsets.map { ProjectedPoint(x: center.x + $0.0, y: center.y + $0.1) }
    var positions = LabelPositions.centered(on: spots, lines, .region)
    for index in positions.indices {
      let wet = positions[index].covers.reduce(0) {
        Swift.max($0, layers.grid.share(of: $1, where: layers.isWater))
      }
      positions[index].penalty += 0.5 * wet
    }
    labels.append(
      Label(
        lines: lines, style: .region, priority: isMentioned ? 70 : 10, positions: positions, place: place.id))
    return true
  }

  private func area(
    _ area: BaseLayers.NamedArea, _ lines: [String], _ style: TextStyle, _ grid: AreaGrid, priority: Double,
    orTight: Bool
  ) -> Label {
    var spots = room(in: grid, owner: area.owner, lines, style, limit: 24)
    var style = style
    if spots.isEmpty, orTight {
      style.size -= 2
      style.tracking /= 2
      spots = room(in: grid, owner: area.owner, lines, style, limit: 24)
      if spots.isEmpty {
        let height = Double(lines.count) * style.size * 1.15
        let width = lines.map(style.width).max() ?? 0
        // Half of the name at least on its own ground: in the sea it would be the sea's.
        spots = room(in: grid, owner: area.owner, lines, style, limit: 24, overSea: true).filter { spot in
          let rect = Rect(x: spot.x - width / 2, y: spot.y - height / 2, width: width, height: height)
          return grid.share(of: rect, where: { $0 == area.owner }) >= 0.5
        }
      }
    }
    return Label(
      lines: lines, style: style, priority: priority,
      positions: LabelPositions.centered(on: spots, lines, style), place: PlaceID(area.id))
  }

  private func room(
    in grid: AreaGrid, owner: UInt16, _ lines: [String], _ style: TextStyle, limit: Int, overSea: Bool = false
  ) -> [ProjectedPoint] {
    grid.room(
      for: owner, width: lines.map(style.width).max() ?? 0, height: Double(lines.count) * style.size * 1.15,
      limit: limit, overSea: overSea)
  }

  /// Long names in two lines, at the space nearest the middle.
  static func wrapped(_ name: String, limit: Int) -> [String] {
    guard name.count > limit else { return [name] }
    let spaces = name.indices.filter { name[$0] == " " }
    let middle = name.count / 2
    guard
      let cut = spaces.min(by: {
        abs(name.distance(from: name.startIndex, to: $0) - middle)
          < abs(name.distance(from: name.startIndex, to: $1) - middle)
      })
    else { return [name] }
    return [String(name[..<cut]), String(name[name.index(after: cut)...])]
  }

  private static func words(of name: String) -> Set<String> {
    Set(folded(name).split(separator: " ").map(String.init)).subtracting(["de", "du", "d", "la", "le", "l"])
  }

  private static func isCapital(_ place: Place) -> Bool { place.feature.rawValue == "P.PPLC" }

  private static func isValid(_ place: Place, on day: CalendarDate?) -> Bool {
    guard let day else { return place.validTo == nil }
    if let from = place.validFrom, from > day { return false }
    if let to = place.validTo, to < day { return false }
    return true
  }

  /// Half a place's width, in metres.
  private static func reach(_ place: Place) -> Double {
    switch place.extent {
    case .box(let box)?: FrameChoice.span(box) / 2
    case .radius(let kilometres)?: kilometres * 1000
    case nil: place.feature.featureClass == "L" ? 30_000 : 250_000
    }
  }

  private static func holds(_ place: Place, _ coordinate: Coordinate) -> Bool {
    switch place.extent {
    case .box(let box)?: box.contains(coordinate)
    case .radius(let kilometres)?: place.coordinate.distance(to: coordinate) <= kilometres * 1000
    case nil: place.coordinate.distance(to: coordinate) <= 250_000
    }
  }
}
