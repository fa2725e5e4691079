internal import Basemap

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Finds the point of an area that is farthest from its outline, for its name.
///
/// Source: V. Agafonkin, "A new algorithm for finding a visual center of a polygon" (polylabel), 2016.
struct LabelPoint {
  private struct Cell {
    var x: Double
    var y: Double
    var half: Double
    /// To the outline; negative outside.
    var distance: Double
    /// What no point of the cell is farther than.
    var reach: Double { distance + half * 1.4143 }
  }

  private var segments: [(a: (x: Double, y: Double), b: (x: Double, y: Double))] = []

  /// The point of an area in rings, the exterior first; a first corner where it has no extent.
  ///
  /// - Parameter precision: As a share of the area's smaller side.
  static func of(_ rings: [[GridPoint]], precision: Double = 0.01) -> GridPoint? {
    guard let exterior = rings.first, let corner = exterior.first else { return nil }
    let bounds = GridBounds(exterior)
    let (west, east) = (Double(bounds.west) / 1e6, Double(bounds.east) / 1e6)
    let (south, north) = (Double(bounds.south) / 1e6, Double(bounds.north) / 1e6)
    let scale = max(0.05, cos((south + north) / 2 * .pi / 180))
    let size = min((east - west) * scale, north - south)
    guard size > 0 else { return corner }
    var finder = LabelPoint()
    for ring in rings {
      for (a, b) in zip(ring, ring.dropFirst()) {
        finder.segments.append(((a.x * scale, a.y), (b.x * scale, b.y)))
      }
    }
    var cells: [Cell] = []
    // Of a sliver a hundred cells are enough.
    let half = max(size / 4, max((east - west) * scale, north - south) / 200)
    for x in stride(from: west * scale, to: east * scale, by: half * 2) {
      for y in stride(from: south, to: north, by: half * 2) {
        cells.append(finder.cell(x + half, y + half, half))
      }
    }
    guard var best = cells.max(by: { $0.distance < $1.distance }) else { return corner }
    for _ in 0..<400 {
      guard let index = cells.indices.max(by: { cells[$0].reach < cells[$1].reach }) else { break }
      let cell = cells.remove(at: index)
      if cell.distance > best.distance { best = cell }
      if cell.reach - best.distance <= size * precision { break }
      let half = cell.half / 2
      for (x, y) in [(-half, -half), (-half, half), (half, -half), (half, half)] {
        let part = finder.cell(cell.x + x, cell.y + y, half)
        if part.reach > best.distance { cells.append(part) }
        if part.distance > best.distance { best = part }
      }
    }
    return GridPoint(degreesEast: best.x / scale, north: best.y)
  }

  private func cell(_ x: Double, _ y: Double, _ half: Double) -> Cell {
    var isInside = false
    var least = Double.infinity
    for (a, b) in segments {
      if (a.y > y) != (b.y > y), x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x { isInside.toggle() }
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let length = dx * dx + dy * dy
      let share = length == 0 ? 0 : max(0, min(1, ((x - a.x) * dx + (y - a.y) * dy) / length))
      let (ox, oy) = (x - a.x - share * dx, y - a.y - share * dy)
      least = min(least, ox * ox + oy * oy)
    }
    return Cell(x: x, y: y, half: half, distance: isInside ? least.squareRoot() : -least.squareRoot())
  }
}
