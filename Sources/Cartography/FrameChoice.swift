internal import GazetteerIndex
internal import GeoTypes

/// What a map is to show, in longitude and latitude.
struct FrameChoice {
  /// What must be inside, margins included.
  var extent: BoundingBox
  /// Whether it is the whole world.
  var isWorld = false

  /// Shorter than this, in metres, a map shows too little around a place to say where it is.
  static let minimumSpan = 100_000.0
  /// The share of the larger side that is left free on each side.
  static let margin = 0.17

  /// The extent for a map of `content`: around its spots, then the areas that do not blow it up, else the places
  /// that the dispatch names, else the world.
  init(for content: MapContent) {
    var spots = content.sites.map { (coordinate: $0.coordinate, weight: $0.items.count) }
    var areas = content.areas.map(\.bounds)
    // What is only mentioned may be left out more freely than what happened.
    var leavable = 1.0 / 3
    if spots.isEmpty, areas.isEmpty {
      leavable = 0.5
      areas = content.mentioned.compactMap(FrameChoice.bounds)
      spots = content.mentioned.filter { $0.extent == nil }.map { ($0.coordinate, 1) }
    }
    var inside = FrameChoice.withoutOutliers(spots, leaving: leavable).map(\.coordinate)
    areas.sort { FrameChoice.span($0) < FrameChoice.span($1) }
    for area in areas {
      let corners = FrameChoice.corners(area)
      guard let around = BoundingBox(around: inside) else {
        inside = corners
        continue
      }
      guard let both = BoundingBox(around: inside + corners) else { continue }
      if FrameChoice.span(both) <= Swift.max(600_000, 3 * FrameChoice.span(around)) { inside += corners }
    }
    guard let core = BoundingBox(around: inside) else {
      extent = .world
      isWorld = true
      return
    }
    // Spots all round a pole are a map of the pole, not of the world.
    if core.width > 150, core.south > 45 || core.north < -45 {
      extent = FrameChoice.polarCap(core, margin: 4)
      return
    }
    // So are spots so near a pole that it is in the picture: a box that ends there would put it on the frame.
    let free = Swift.max(FrameChoice.span(core) * FrameChoice.margin, FrameChoice.minimumSpan / 2)
    let reach = free / FrameChoice.metresPerDegree
    if core.south > 60 && core.north + reach >= 90 || core.north < -60 && core.south - reach <= -90 {
      extent = FrameChoice.polarCap(core, margin: reach)
      return
    }
    extent = FrameChoice.padded(core)
    isWorld = extent.width > 200
  }

  /// The user's own extent, shown as it is.
  init(given extent: BoundingBox) {
    self.extent = extent
    isWorld = extent.width >= 359
  }

  /// The spots less those that lie so far off that the rest would shrink to a dot: the towns of talks an ocean
  /// away. What is left out is at most a share of the incidents, and the gap to it over three times what is shown.
  ///
  /// The widest gap is cut again and again, the lighter side left out; of the states on the way, the last counts in
  /// which all that is left out lies far enough (Moscow and Geneva are far from a front, but not from each other).
  static func withoutOutliers(
    _ spots: [(coordinate: Coordinate, weight: Int)], leaving share: Double = 1.0 / 3
  ) -> [(coordinate: Coordinate, weight: Int)] {
    guard spots.count > mostSpots, let around = BoundingBox(around: spots.map(\.coordinate)) else {
      return withoutOutliers(among: spots, leaving: share)
    }
    // Gaps are looked for between all pairs: many spots are gathered in 32 × 32 cells, each with its first one's place.
    func cell(_ coordinate: Coordinate) -> Int {
      let east = coordinate.longitude < around.west ? coordinate.longitude + 360 : coordinate.longitude
      let column = Int((east - around.west) / Swift.max(around.width, 1e-9) * 31.99)
      let row = Int((coordinate.latitude - around.south) / Swift.max(around.height, 1e-9) * 31.99)
      return row * 32 + column
    }
    var cells: [Int: Int] = [:]
    var gathered: [(coordinate: Coordinate, weight: Int)] = []
    for spot in spots {
      if let index = cells[cell(spot.coordinate)] {
        gathered[index].weight += spot.weight
      } else {
        cells[cell(spot.coordinate)] = gathered.count
        gathered.append(spot)
      }
    }
    let kept = Set(withoutOutliers(among: gathered, leaving: share).map { cell($0.coordinate) })
    return spots.filter { kept.contains(cell($0.coordinate)) }
  }

  /// Up to so many spots every gap between two of them is looked at.
  private static let mostSpots = 400

  private static func withoutOutliers(
    among spots: [(coordinate: Coordinate, weight: Int)], leaving share: Double
  ) -> [(coordinate: Coordinate, weight: Int)] {
    let total = spots.reduce(0) { $0 + $1.weight }
    var kept = spots
    var chosen = spots
    var left: [(coordinate: Coordinate, weight: Int)] = []
    while kept.count > 1, let around = BoundingBox(around: kept.map(\.coordinate)), span(around) > 1_200_000 {
      let side = beyondWidestGap(kept.map { UnitVector($0.coordinate) })
      let one = kept.indices.filter { side[$0] }.map { kept[$0] }
      let other = kept.indices.filter { !side[$0] }.map { kept[$0] }
      let weights = (one.reduce(0) { $0 + $1.weight }, other.reduce(0) { $0 + $1.weight })
      kept = weights.0 >= weights.1 ? one : other
      left += weights.0 >= weights.1 ? other : one
      guard Double(left.reduce(0) { $0 + $1.weight }) <= share * Double(total) else { break }
      let shown = Swift.max(3 * minimumSpan, BoundingBox(around: kept.map(\.coordinate)).map(span) ?? 0)
      let gap =
        left.map { far in kept.map { $0.coordinate.distance(to: far.coordinate) }.min() ?? 0 }.min() ?? 0
      if gap > 3.2 * shown { chosen = kept }
    }
    return chosen
  }

  /// Who is beyond the longest edge of the spots' minimum spanning tree (Prim).
  private static func beyondWidestGap(_ spots: [UnitVector]) -> [Bool] {
    var chord = [Double](repeating: .infinity, count: spots.count)
    var parent = [Int](repeating: 0, count: spots.count)
    var order = [0]
    var rest = Array(spots.indices.dropFirst())
    while let last = order.last, !rest.isEmpty {
      var nearest = 0
      for (place, index) in rest.enumerated() {
        let squared = spots[last].squaredChord(to: spots[index])
        if squared < chord[index] { (chord[index], parent[index]) = (squared, last) }
        if chord[index] < chord[rest[nearest]] { nearest = place }
      }
      order.append(rest.remove(at: nearest))
    }
    let cut = order.dropFirst().max { chord[$0] < chord[$1] } ?? 0
    var side = [Bool](repeating: false, count: spots.count)
    for index in order.dropFirst() { side[index] = index == cut || side[parent[index]] }
    return side
  }

  /// The box of a place that has an extent.
  private static func bounds(of place: Place) -> BoundingBox? {
    switch place.extent {
    case .box(let box)?: return box
    case .radius(let kilometres)?:
      let height = kilometres * 1000 / metresPerDegree
      let width = Swift.min(179, height / cosine(place.coordinate.latitude))
      let (longitude, latitude) = (place.coordinate.longitude, place.coordinate.latitude)
      return BoundingBox(
        west: Coordinate.wrap(longitude - width), south: Swift.max(-90, latitude - height),
        east: Coordinate.wrap(longitude + width), north: Swift.min(90, latitude + height))
    case nil: return nil
    }
  }

  /// The larger of a box's width (at the latitude nearest the equator) and height, in metres.
  static func span(_ box: BoundingBox) -> Double {
    Swift.max(widthInMetres(box), heightInMetres(box))
  }

  private static let metresPerDegree = Coordinate.meanEarthRadius * .pi / 180

  private static func heightInMetres(_ box: BoundingBox) -> Double { box.height * metresPerDegree }

  private static func widthInMetres(_ box: BoundingBox) -> Double {
    box.width * metresPerDegree * cosine(box.center.latitude)
  }

  /// cos φ through the haversine distance of one degree, so that this file needs no C library.
  private static func cosine(_ latitude: Double) -> Double {
    let west = Coordinate(wrapping: 0, clamping: latitude)
    let east = Coordinate(wrapping: 1, clamping: latitude)
    return Swift.max(0.01, west.distance(to: east) / metresPerDegree)
  }

  /// All round a pole, to some degrees of latitude beyond a box.
  private static func polarCap(_ box: BoundingBox, margin: Double) -> BoundingBox {
    box.south > 0
      ? BoundingBox(west: -180, south: box.south - margin, east: 180, north: 90) ?? .world
      : BoundingBox(west: -180, south: -90, east: 180, north: box.north + margin) ?? .world
  }

  private static func corners(_ box: BoundingBox) -> [Coordinate] {
    // Points along the top too: a box that is wider than half the Earth must not turn inside out.
    (0...4).flatMap { step in
      [box.south, box.north].map {
        Coordinate(wrapping: box.west + box.width * Double(step) / 4, clamping: $0)
      }
    }
  }

  /// With margins all round and at least `minimumSpan` both ways.
  private static func padded(_ box: BoundingBox) -> BoundingBox {
    let free = Swift.max(span(box) * margin, 12_000)
    let height = Swift.max(heightInMetres(box) + 2 * free, minimumSpan * 0.7)
    let width = Swift.max(widthInMetres(box) + 2 * free, minimumSpan)
    let center = box.center
    let halfHeight = height / 2 / metresPerDegree
    let halfWidth = width / 2 / metresPerDegree / cosine(center.latitude)
    guard halfWidth < 180 else {
      return BoundingBox(
        west: -180, south: Swift.max(-90, center.latitude - halfHeight), east: 180,
        north: Swift.min(90, center.latitude + halfHeight)) ?? .world
    }
    return BoundingBox(
      west: Coordinate.wrap(center.longitude - halfWidth),
      south: Swift.max(-90, center.latitude - halfHeight),
      east: Coordinate.wrap(center.longitude + halfWidth), north: Swift.min(90, center.latitude + halfHeight))
      ?? .world
  }
}
