extension Geometry {
  /// A box as a polygon, counter-clockwise; as two where it crosses the antimeridian (RFC 7946, 3.1.9).
  public init(_ box: BoundingBox) {
    func ring(_ west: Double, _ east: Double) -> [Coordinate] {
      [(west, box.south), (east, box.south), (east, box.north), (west, box.north), (west, box.south)].map {
        Coordinate(wrapping: $0.0, clamping: $0.1)
      }
    }
    self =
      box.crossesAntimeridian
      ? .multiPolygon([[ring(box.west, 180)], [ring(-180, box.east)]]) : .polygon([ring(box.west, box.east)])
  }

  /// A circle of `radius` metres as a polygon of `sides` sides, counter-clockwise.
  ///
  /// Where it reaches over the antimeridian or a pole, the box around it stands in, cut as RFC 7946 asks.
  public init(circleAround center: Coordinate, radius: Double, sides: Int = 48) {
    let ring = (0...sides).map { step in
      center.destination(bearing: -360 * Double(step % sides) / Double(sides), distance: radius)
    }
    let reach = radius / 111_195
    let crosses = zip(ring, ring.dropFirst()).contains { abs($0.longitude - $1.longitude) > 180 }
    guard crosses || abs(center.latitude) + reach >= 90 else {
      self = .polygon([ring])
      return
    }
    if abs(center.latitude) + reach >= 90 {
      let south = center.latitude < 0 ? -90 : Swift.max(-90, center.latitude - reach)
      let north = center.latitude < 0 ? Swift.min(90, center.latitude + reach) : 90
      self = BoundingBox(west: -180, south: south, east: 180, north: north).map(Geometry.init)!
    } else {
      self = BoundingBox(around: ring).map(Geometry.init)!
    }
  }

  /// The part of an area on one side of its middle, or around it: `n`, `ne`, `e` … (the half or quarter to that
  /// side of the bounding box's centre), `c` for the middle half; the whole for anything else, for points and
  /// lines, and for what crosses the antimeridian.
  public func part(_ direction: String) -> Geometry {
    let polygons: [[[Coordinate]]]
    switch self {
    case .polygon(let rings): polygons = [rings]
    case .multiPolygon(let parts): polygons = parts
    case .point, .multiPoint, .lineString, .multiLineString: return self
    }
    guard let box = bounds, !box.crossesAntimeridian else { return self }
    let center = box.center
    var cuts: [(Coordinate) -> Double] = []
    for letter in direction {
      switch letter {
      case "n": cuts.append { $0.latitude - center.latitude }
      case "s": cuts.append { center.latitude - $0.latitude }
      case "e": cuts.append { $0.longitude - center.longitude }
      case "w": cuts.append { center.longitude - $0.longitude }
      case "c":
        cuts.append { $0.latitude - (center.latitude - box.height / 4) }
        cuts.append { center.latitude + box.height / 4 - $0.latitude }
        cuts.append { $0.longitude - (center.longitude - box.width / 4) }
        cuts.append { center.longitude + box.width / 4 - $0.longitude }
      default: return self
      }
    }
    var kept: [[[Coordinate]]] = []
    for polygon in polygons {
      let rings = polygon.map { ring in cuts.reduce(ring) { Geometry.clip($0, inside: $1) } }
      guard let exterior = rings.first, exterior.count >= 4 else { continue }
      kept.append([exterior] + rings.dropFirst().filter { $0.count >= 4 })
    }
    if kept.isEmpty { return self }
    return kept.count == 1 ? .polygon(kept[0]) : .multiPolygon(kept)
  }

  /// Sutherland and Hodgman's clipping of a closed ring against one half-plane, where `inside` is ≥ 0.
  ///
  /// Source: I. Sutherland, G. Hodgman, "Reentrant Polygon Clipping", CACM 17(1), 1974.
  private static func clip(_ ring: [Coordinate], inside: (Coordinate) -> Double) -> [Coordinate] {
    guard ring.count >= 4 else { return [] }
    var clipped: [Coordinate] = []
    for (from, to) in zip(ring, ring.dropFirst()) {
      let a = inside(from)
      let b = inside(to)
      if a >= 0 { clipped.append(from) }
      if (a >= 0) != (b >= 0) {
        let share = a / (a - b)
        clipped.append(
          Coordinate(
            wrapping: from.longitude + (to.longitude - from.longitude) * share,
            clamping: from.latitude + (to.latitude - from.latitude) * share))
      }
    }
    guard let first = clipped.first else { return [] }
    if clipped.last != first { clipped.append(first) }
    return clipped
  }
}
