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

  /// The part of an area on one side of its middle, or around it: `n`, `ne`, `e` … (the half or quarter to that
  /// side of the bounding box's centre), `c` for the middle half; the whole for anything else, for points and
  /// lines, and for what crosses the antimeridian.
  public func part(_ direction: String) -> Geometry {
    guard !polygons.isEmpty, let box = bounds, !box.crossesAntimeridian else { return self }
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
    return Geometry.clip(polygons, inside: cuts) ?? self
  }

  /// The part of an area inside a box that does not cross the antimeridian; nil where there is none, and for points
  /// and lines.
  public func clipped(to box: BoundingBox) -> Geometry? {
    Geometry.clip(
      polygons,
      inside: [
        { $0.longitude - box.west }, { box.east - $0.longitude }, { $0.latitude - box.south },
        { box.north - $0.latitude },
      ])
  }

  /// The polygons of an area; none of points and lines.
  public var polygons: [[[Coordinate]]] {
    switch self {
    case .polygon(let rings): [rings]
    case .multiPolygon(let parts): parts
    case .point, .multiPoint, .lineString, .multiLineString: []
    }
  }

  /// One polygon or several as a geometry; nil for none.
  public init?(polygons: [[[Coordinate]]]) {
    guard let first = polygons.first else { return nil }
    self = polygons.count == 1 ? .polygon(first) : .multiPolygon(polygons)
  }

  private static func clip(
    _ polygons: [[[Coordinate]]], inside cuts: [(Coordinate) -> Double]
  ) -> Geometry? {
    let kept = polygons.compactMap { polygon -> [[Coordinate]]? in
      let rings = polygon.map { ring in cuts.reduce(ring) { clip($0, inside: $1) } }
      guard let exterior = rings.first, exterior.count >= 4 else { return nil }
      return [exterior] + rings.dropFirst().filter { $0.count >= 4 }
    }
    return Geometry(polygons: kept)
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
