internal import Projections

/// Drops the vertices that nobody would see (Ramer 1972, Douglas and Peucker 1973), in pixels, after projection.
enum Simplification {
  /// `line` with every dropped vertex within `tolerance` of what stays; the ends stay.
  static func simplify(_ line: [ProjectedPoint], tolerance: Double) -> [ProjectedPoint] {
    guard line.count > 2 else { return line }
    // Neighbours closer than the tolerance go first: linear, and most of them on a dense coast.
    var thinned: [ProjectedPoint] = [line[0]]
    thinned.reserveCapacity(line.count)
    let near = tolerance * tolerance
    for point in line.dropFirst().dropLast() {
      let last = thinned[thinned.count - 1]
      let (x, y) = (point.x - last.x, point.y - last.y)
      if x * x + y * y >= near { thinned.append(point) }
    }
    thinned.append(line[line.count - 1])
    guard thinned.count > 2 else { return thinned }

    var keep = [Bool](repeating: false, count: thinned.count)
    keep[0] = true
    keep[thinned.count - 1] = true
    var spans = [(0, thinned.count - 1)]
    while let (first, last) = spans.popLast() {
      guard last - first > 1 else { continue }
      var farthest = first
      var distance = near
      for index in (first + 1)..<last {
        let squared = squaredDistance(thinned[index], from: thinned[first], to: thinned[last])
        if squared > distance {
          distance = squared
          farthest = index
        }
      }
      if farthest != first {
        keep[farthest] = true
        spans.append((first, farthest))
        spans.append((farthest, last))
      }
    }
    return thinned.indices.lazy.filter { keep[$0] }.map { thinned[$0] }
  }

  /// An open ring simplified as two lines between its first vertex and the one farthest from it, so that a
  /// ring stays a ring; empty where less than `smallest` pixels of area are left.
  static func simplify(ring: [ProjectedPoint], tolerance: Double, smallest: Double) -> [ProjectedPoint] {
    guard abs(area(ring)) >= smallest else { return [] }
    guard ring.count > 3 else { return ring }
    var far = 0
    var distance = 0.0
    for (index, point) in ring.enumerated() {
      let (x, y) = (point.x - ring[0].x, point.y - ring[0].y)
      if x * x + y * y > distance {
        distance = x * x + y * y
        far = index
      }
    }
    let there = simplify(Array(ring[0...far]), tolerance: tolerance)
    let back = simplify(Array(ring[far...]) + [ring[0]], tolerance: tolerance)
    let result = Array(there.dropLast() + back.dropLast())
    return result.count < 3 || abs(area(result)) < smallest ? [] : result
  }

  /// Twice the sum of the trapezoids, halved: positive where the ring runs clockwise on the picture.
  static func area(_ ring: [ProjectedPoint]) -> Double {
    guard var previous = ring.last else { return 0 }
    var sum = 0.0
    for point in ring {
      sum += previous.x * point.y - point.x * previous.y
      previous = point
    }
    return sum / 2
  }

  private static func squaredDistance(
    _ point: ProjectedPoint, from start: ProjectedPoint, to end: ProjectedPoint
  ) -> Double {
    let (x, y) = (end.x - start.x, end.y - start.y)
    let length = x * x + y * y
    guard length > 0 else {
      let (dx, dy) = (point.x - start.x, point.y - start.y)
      return dx * dx + dy * dy
    }
    let share = Swift.min(1, Swift.max(0, ((point.x - start.x) * x + (point.y - start.y) * y) / length))
    let (dx, dy) = (point.x - start.x - share * x, point.y - start.y - share * y)
    return dx * dx + dy * dy
  }
}
