#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Areas that say "somewhere around here": round, for a corner would claim an edge that nobody knows of.
extension Geometry {
  /// A circle of `radius` metres as a polygon of `sides` sides, counter-clockwise; cut at ±180° (RFC 7946, 3.1.9).
  ///
  /// Where it reaches over a pole, the band of latitudes that it reaches stands in.
  public init(circleAround center: Coordinate, radius: Double, sides: Int = 48) {
    let reach = radius / 111_195
    if abs(center.latitude) + reach >= 90 {
      let south = center.latitude < 0 ? -90 : Swift.max(-90, center.latitude - reach)
      let north = center.latitude < 0 ? Swift.min(90, center.latitude + reach) : 90
      self = BoundingBox(west: -180, south: south, east: 180, north: north).map(Geometry.init)!
      return
    }
    self = Geometry.cut(
      (0..<sides).map { step in
        let vertex = center.destination(bearing: -360 * Double(step) / Double(sides), distance: radius)
        // Turned to the centre's side of the antimeridian, so that the ring is in one piece.
        let turn = ((center.longitude - vertex.longitude) / 360).rounded() * 360
        return SIMD2(vertex.longitude + turn, vertex.latitude)
      })
  }

  /// The ellipse of a box's centre, shape and area in degrees, as a polygon of `sides` sides, counter-clockwise;
  /// cut at ±180°. It passes the middles of the box's sides by an eighth of their distance from the centre and leaves the corners out.
  ///
  /// A box all round the Earth stays the band of latitudes that it is.
  public init(ellipseLike box: BoundingBox, sides: Int = 64) {
    guard box.width < 350 else {
      self = Geometry(box)
      return
    }
    let semi = SIMD2(box.width, box.height) / Double.pi.squareRoot()
    let center = SIMD2(box.west + box.width / 2, box.south + box.height / 2)
    self = Geometry.cut(
      (0..<sides).map { step in
        let angle = 2 * Double.pi * Double(step) / Double(sides)
        return center + semi * SIMD2(cos(angle), sin(angle))
      })
  }

  /// An open ring of (longitude, latitude) whose longitudes may pass ±180°, as polygons that do not.
  private static func cut(_ ring: [SIMD2<Double>]) -> Geometry {
    let polygons: [[[Coordinate]]] = [0.0, -360, 360].compactMap { turn in
      var shifted = ring.map { $0 + SIMD2(turn, 0) }
      guard shifted.contains(where: { abs($0.x) < 180 }) else { return nil }
      if shifted.contains(where: { abs($0.x) > 180 }) {
        shifted = clip(clip(shifted) { 180 - $0.x }) { $0.x + 180 }
      }
      guard let first = shifted.first else { return nil }
      return [(shifted + [first]).map { Coordinate(wrapping: $0.x, clamping: $0.y) }]
    }
    return polygons.count == 1 ? .polygon(polygons[0]) : .multiPolygon(polygons)
  }

  /// As `clip(_:inside:)` of `part(_:)`, of an open ring.
  private static func clip(
    _ ring: [SIMD2<Double>], inside: (SIMD2<Double>) -> Double
  ) -> [SIMD2<Double>] {
    var clipped: [SIMD2<Double>] = []
    for (from, to) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
      let (a, b) = (inside(from), inside(to))
      if a >= 0 { clipped.append(from) }
      if (a >= 0) != (b >= 0) { clipped.append(from + (to - from) * (a / (a - b))) }
    }
    return clipped
  }
}
