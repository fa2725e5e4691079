public import GeoTypes

/// Lakes, which the basemap knows by French names and without ids.
extension Basemap {
  /// More vertices than an area of a GeoJSON file should have.
  private static let mostVertices = 1000

  /// The shape of the lake that holds a point, or else of the one of that name, at the finest level that has at most
  /// a thousand vertices; nil where the basemap draws no such lake there.
  ///
  /// A lake that goes on beyond the extent, as Lake Michigan goes on in Lake Huron, is cut there.
  ///
  /// - Parameters:
  ///   - names: Compared without regard to case, hyphens, apostrophes and *de*: `lac d'Ourmia`, `Lac Ourmia`.
  ///   - extent: About what the lake covers, as others know it, not across the antimeridian; what reaches more than
  ///     a quarter beyond is none of it. Half a degree around the point where nil.
  public func lake(at point: Coordinate, named names: [String], within extent: BoundingBox?) -> Geometry? {
    let box = extent ?? BoundingBox(around: [point])?.padded(by: 0, minimum: 0.5)
    guard let box, !box.crossesAntimeridian else { return nil }
    let room = box.padded(by: 0.25)
    let keys = Set(names.map(Basemap.key))
    var best: Geometry?
    for level in [Detail.coarse, .medium, .fine] {
      guard let shape = lake(at: point, keys, in: room, level),
        let bounds = shape.bounds
      else { continue }
      let isWithin = room.contains(bounds.southWest) && room.contains(bounds.northEast)
      guard let part = isWithin ? shape : shape.clipped(to: box) else { continue }
      if best != nil, part.coordinates.count > Basemap.mostVertices { break }
      best = part
    }
    return best
  }

  private func lake(at point: Coordinate, _ names: Set<String>, in box: BoundingBox, _ level: Detail)
    -> Geometry?
  {
    var named: [[[Coordinate]]] = []
    for feature in features(in: .lake, intersecting: box, level: level) {
      let polygons = feature.polygons
      // A feature without a name may be many small lakes; a point on an island is in the lake.
      if let polygon = polygons.first(where: { Basemap.encloses($0[0], point) }) { return .polygon(polygon) }
      if !feature.name.isEmpty, names.contains(Basemap.key(feature.name)) { named += polygons }
    }
    return Geometry(polygons: named)
  }

  /// By the even-odd rule.
  private static func encloses(_ ring: [Coordinate], _ point: Coordinate) -> Bool {
    var isInside = false
    for (a, b) in zip(ring, ring.dropFirst())
    where (a.latitude > point.latitude) != (b.latitude > point.latitude) {
      let share = (point.latitude - a.latitude) / (b.latitude - a.latitude)
      if point.longitude < a.longitude + (b.longitude - a.longitude) * share { isInside.toggle() }
    }
    return isInside
  }

  /// A name's words in lower case without *de*, *d'*, *du*, *l'* and *la*: `lac ourmia`.
  package static func key(_ name: String) -> String {
    name.lowercased().split { !$0.isLetter }.filter { !["de", "d", "du", "l", "la"].contains($0) }
      .joined(separator: " ")
  }
}

extension BoundingBox {
  fileprivate var southWest: Coordinate { Coordinate(wrapping: west, clamping: south) }
  fileprivate var northEast: Coordinate { Coordinate(wrapping: east, clamping: north) }
}
