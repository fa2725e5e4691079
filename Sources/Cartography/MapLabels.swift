internal import GazetteerIndex
internal import GeoTypes
internal import Projections

/// Which names want to be on the map, and where they may stand.
struct MapLabels {
  private let projector: MapProjector
  private let layers: BaseLayers
  private(set) var labels: [Label] = []
  /// Areas of incidents, in lower case: their names need not be said twice.
  private var told: Set<String> = []
  /// Where incidents' areas are (owner 1).
  private var areaGrid: AreaGrid

  init(_ projector: MapProjector, _ layers: BaseLayers) {
    self.projector = projector
    self.layers = layers
    areaGrid = AreaGrid(frame: projector.frame)
  }

  mutating func add(site: MapContent.Site, at symbol: Disc) {
    guard !site.name.isEmpty else { return }
    labels.append(
      Label(
        lines: [site.name], style: .incident, priority: 1000 + Double(site.items.count),
        positions: LabelPositions.withLeaders(symbol.center, radius: symbol.radius, site.name, .incident),
        place: site.place, point: symbol.center))
  }

  /// The names of areas that incidents are known to have happened in.
  mutating func add(areas: [(name: String, ink: Ink, rings: [[ProjectedPoint]], isWater: Bool)]) {
    for area in areas where !area.name.isEmpty {
      told.insert(area.name.lowercased())
      var grid = AreaGrid(frame: projector.frame)
      grid.fill(area.rings, owner: 1)
      areaGrid.fill(area.rings, owner: 1)
      grid.measure()
      var style = TextStyle.area
      style.ink = .areaName(area.ink)
      let lines = MapLabels.wrapped(area.name, limit: 18)
      // Where the name is larger than the area it stands over it all the same.
      var spots = room(in: grid, owner: 1, lines, style, limit: 16)
      if area.isWater { spots = spots.filter { layers.grid.owner(at: $0) == 0 } }
      if spots.isEmpty { spots = grid.room(for: 1, width: 1, height: 1, limit: 16) }
      labels.append(
        Label(
          lines: lines, style: style, priority: 800,
          positions: LabelPositions.centered(on: spots, lines, style)))
    }
  }

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
        // A country of islands, or a tiny one: around all of it.
        let around = layers.grid.bounds(of: country.owner).flatMap { rect in
          // Far-flung islands have no middle to write beside.
          rect.width < projector.frame.width / 4 && rect.height < projector.frame.height / 4 ? rect : nil
        }
        let beside = around.map { LabelPositions.beside($0, label.lines, label.style) } ?? []
        // Over the sea only: on its neighbour's ground a name would be the neighbour's.
        label.positions = beside.filter { $0.covers.allSatisfy { layers.grid.isAll(0, in: $0) } }
      }
      labels.append(label)
    }
  }

  /// First-order divisions that have room for their own names.
  mutating func addDivisions(limit: Int) {
    let sized = layers.divisions.map { (area: $0, size: layers.divisionGrid.size(of: $0.owner)) }
      .filter { $0.size > 120 && !told.contains($0.area.name.lowercased()) }.sorted {
        ($1.size, $0.area.id) < ($0.size, $1.area.id)
      }
    for division in sized.prefix(limit) {
      let lines = MapLabels.wrapped(Typography.capitalised(division.area.name), limit: 14)
      labels.append(area(division.area, lines, .division, layers.divisionGrid, priority: 4, orTight: false))
    }
  }

  mutating func addWaters() {
    for lake in layers.waters where !told.contains(lake.name.lowercased()) {
      let size = layers.grid.size(of: lake.owner)
      guard size > 3 else { continue }
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
        // Few regions that nobody asked for: they nest, and the map is not about them.
        guard isMentioned || regions < 2 && projector.metresPerPixel < 3000,
          addRegion(place, at: center, isMentioned: isMentioned)
        else {
          continue
        }
        regions += 1
      }
    }
  }

  private mutating func add(town place: Place, at center: ProjectedPoint, isCapital: Bool, rank: Int) {
    let style = isCapital ? TextStyle.capital : .city
    let radius = TownMark.radius(capital: isCapital)
    labels.append(
      Label(
        lines: [place.name], style: style, priority: isCapital ? 45 : rank == 0 ? 55 : 34 - Double(rank),
        positions: LabelPositions.around(center, radius: radius, place.name, style), place: place.id,
        point: center,
        mark: Label.Mark(center: center, radius: radius, isCapital: isCapital)))
  }

  private mutating func addSea(_ place: Place, at center: ProjectedPoint, among seas: [Place]) {
    guard !layers.waters.contains(where: { $0.name == place.name }) else { return }
    let smaller = seas.filter { MapLabels.reach($0) < MapLabels.reach(place) }
    let lines = MapLabels.wrapped(Typography.capitalised(place.name), limit: 10)
    // Within the sea's own reach, where water is.
    let near = layers.grid.room(
      for: 0, width: (lines.map(TextStyle.water.width).max() ?? 0) + 6,
      height: Double(lines.count) * TextStyle.water.size * 1.15 + 4, limit: 60
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
    labels.append(
      Label(
        lines: lines, style: .region, priority: isMentioned ? 70 : 10,
        positions: LabelPositions.centered(on: spots, lines, .region), place: place.id))
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
      if spots.isEmpty { spots = room(in: grid, owner: area.owner, lines, style, limit: 24, overSea: true) }
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
