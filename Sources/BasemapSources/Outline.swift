package import Basemap

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Measures and generalises lines and rings. Distances are in degrees of latitude, longitudes scaled by the cosine of
/// the latitude.
package enum Outline {
  /// Twice the area in square degrees of the flat map; positive for counter-clockwise. Closed or not.
  package static func signedArea(_ ring: [GridPoint]) -> Double {
    guard var before = ring.last else { return 0 }
    var sum = 0.0
    for point in ring {
      sum += before.x * point.y - point.x * before.y
      before = point
    }
    return sum
  }

  /// Square kilometres on a sphere of 6371 km, without a sign (by the cylindrical equal-area projection).
  package static func squareKilometres(_ ring: [GridPoint]) -> Double {
    var sum = 0.0
    var before: (x: Double, y: Double)?
    for point in ring {
      let place = (x: point.x * .pi / 180, y: sin(point.y * .pi / 180))
      if let before { sum += before.x * place.y - place.x * before.y }
      before = place
    }
    return abs(sum) / 2 * 6371 * 6371
  }

  /// Even-odd rule; on the outline itself either answer may come.
  package static func contains(_ ring: [GridPoint], _ point: GridPoint) -> Bool {
    guard var a = ring.last else { return false }
    var isInside = false
    for b in ring {
      if (a.latitude > point.latitude) != (b.latitude > point.latitude),
        point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x
      {
        isInside.toggle()
      }
      a = b
    }
    return isInside
  }

  /// Degrees of latitude between two points, on the flat map around them.
  package static func distance(_ a: GridPoint, _ b: GridPoint) -> Double {
    let scale = cos((a.y + b.y) / 2 * .pi / 180)
    let (x, y) = ((a.x - b.x) * scale, a.y - b.y)
    return (x * x + y * y).squareRoot()
  }

  /// The line without the points that lie within `tolerance` (degrees of latitude) of what remains. Ends stay; a
  /// closed line keeps four points where it encloses anything.
  ///
  /// Source: D. Douglas, T. Peucker, "Algorithms for the reduction of the number of points…", 1973.
  package static func simplified(_ line: [GridPoint], tolerance: Double) -> [GridPoint] {
    guard line.count > 2, let first = line.first else { return line }
    if first != line.last { return kept(line[...], tolerance) }
    var far = 0
    var farthest = 0.0
    for index in line.indices {
      let distance = distance(first, line[index])
      if distance > farthest { (far, farthest) = (index, distance) }
    }
    guard far > 0 else { return line }
    let halves = [line[...far], line[far...]].map { kept($0, tolerance) }
    if halves[0].count + halves[1].count >= 5 { return halves[0] + halves[1].dropFirst() }
    for half in [line[...far], line[far...]] {
      guard let (index, offset) = widest(half), offset > 0 else { continue }
      return index < far ? [first, line[index], line[far], first] : [first, line[far], line[index], first]
    }
    return [first, line[far], first]
  }

  private static func kept(_ line: ArraySlice<GridPoint>, _ tolerance: Double) -> [GridPoint] {
    var isKept = [Bool](repeating: false, count: line.count)
    isKept[0] = true
    isKept[line.count - 1] = true
    var stack = [line.indices]
    while let range = stack.popLast() {
      guard range.count > 2, let (index, offset) = widest(line[range]), offset > tolerance * tolerance
      else { continue }
      isKept[index - line.startIndex] = true
      stack.append(range.lowerBound..<index + 1)
      stack.append(index..<range.upperBound)
    }
    return line.indices.filter { isKept[$0 - line.startIndex] }.map { line[$0] }
  }

  /// The point between the ends that is farthest from their chord, and its distance's square.
  private static func widest(_ line: ArraySlice<GridPoint>) -> (index: Int, offset: Double)? {
    guard line.count > 2, let first = line.first, let last = line.last else { return nil }
    let scale = cos(first.y * .pi / 180)
    let (ax, ay) = (first.x * scale, first.y)
    let (dx, dy) = (last.x * scale - ax, last.y - ay)
    let length = dx * dx + dy * dy
    var best: (index: Int, offset: Double)?
    for index in line.indices.dropFirst().dropLast() {
      let (px, py) = (line[index].x * scale - ax, line[index].y - ay)
      let share = length == 0 ? 0 : max(0, min(1, (px * dx + py * dy) / length))
      let (x, y) = (px - share * dx, py - share * dy)
      let offset = x * x + y * y
      if best.map({ offset > $0.offset }) ?? true { best = (index, offset) }
    }
    return best
  }
}
