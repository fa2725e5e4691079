internal import Projections

/// Cuts lines and rings to an upright rectangle: of longitudes and latitudes before projection, of pixels after.
struct ClipBox: Hashable, Sendable {
  var minX: Double
  var minY: Double
  var maxX: Double
  var maxY: Double

  /// The part of a ring inside the box, by Sutherland and Hodgman (1974). The ring may be given closed or open and
  /// comes back open. Where it leaves the box it runs along the box's edge, which fills alike but is not to be
  /// stroked.
  func clip(ring: [ProjectedPoint]) -> [ProjectedPoint] {
    var ring = ring
    if ring.count > 1, ring.first == ring.last { ring.removeLast() }
    switch position(of: ring) {
    case .inside: return ring
    case .outside: return []
    case .across: break
    }
    var result = ring
    for side in Side.allCases {
      let input = result
      guard var previous = input.last else { return [] }
      result.removeAll(keepingCapacity: true)
      var previousInside = isInside(previous, side)
      for point in input {
        let inside = isInside(point, side)
        if inside != previousInside { result.append(crossing(previous, point, side)) }
        if inside { result.append(point) }
        previous = point
        previousInside = inside
      }
    }
    return result.count < 3 ? [] : result
  }

  /// The parts of a line inside the box, segment by segment after Liang and Barsky (1984).
  func clip(line: [ProjectedPoint]) -> [[ProjectedPoint]] {
    switch position(of: line) {
    case .inside: return line.count > 1 ? [line] : []
    case .outside: return []
    case .across: break
    }
    var parts: [[ProjectedPoint]] = []
    var part: [ProjectedPoint] = []
    for index in line.indices.dropFirst() {
      let (start, end) = (line[index - 1], line[index])
      guard let (from, to) = visibleShare(start, end) else {
        if part.count > 1 { parts.append(part) }
        part = []
        continue
      }
      if from > 0 || part.isEmpty {
        if part.count > 1 { parts.append(part) }
        part = [between(start, end, from)]
      }
      part.append(to < 1 ? between(start, end, to) : end)
      if to < 1 {
        parts.append(part)
        part = []
      }
    }
    if part.count > 1 { parts.append(part) }
    return parts
  }

  private enum Position { case inside, outside, across }
  private enum Side: CaseIterable { case left, right, bottom, top }

  private func position(of points: [ProjectedPoint]) -> Position {
    guard let first = points.first else { return .outside }
    var (lowX, highX, lowY, highY) = (first.x, first.x, first.y, first.y)
    for point in points {
      lowX = Swift.min(lowX, point.x)
      highX = Swift.max(highX, point.x)
      lowY = Swift.min(lowY, point.y)
      highY = Swift.max(highY, point.y)
    }
    if highX < minX || lowX > maxX || highY < minY || lowY > maxY { return .outside }
    return lowX >= minX && highX <= maxX && lowY >= minY && highY <= maxY ? .inside : .across
  }

  private func isInside(_ point: ProjectedPoint, _ side: Side) -> Bool {
    switch side {
    case .left: point.x >= minX
    case .right: point.x <= maxX
    case .bottom: point.y >= minY
    case .top: point.y <= maxY
    }
  }

  private func crossing(_ start: ProjectedPoint, _ end: ProjectedPoint, _ side: Side) -> ProjectedPoint {
    switch side {
    case .left: atX(minX, start, end)
    case .right: atX(maxX, start, end)
    case .bottom: atY(minY, start, end)
    case .top: atY(maxY, start, end)
    }
  }

  private func atX(_ x: Double, _ start: ProjectedPoint, _ end: ProjectedPoint) -> ProjectedPoint {
    ProjectedPoint(x: x, y: start.y + (end.y - start.y) * (x - start.x) / (end.x - start.x))
  }

  private func atY(_ y: Double, _ start: ProjectedPoint, _ end: ProjectedPoint) -> ProjectedPoint {
    ProjectedPoint(x: start.x + (end.x - start.x) * (y - start.y) / (end.y - start.y), y: y)
  }

  private func between(_ start: ProjectedPoint, _ end: ProjectedPoint, _ share: Double) -> ProjectedPoint {
    ProjectedPoint(x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share)
  }

  /// From and to which share of a segment it is inside; nil for nowhere.
  private func visibleShare(_ start: ProjectedPoint, _ end: ProjectedPoint) -> (Double, Double)? {
    var (from, to) = (0.0, 1.0)
    let (deltaX, deltaY) = (end.x - start.x, end.y - start.y)
    for (direction, distance) in [
      (-deltaX, start.x - minX), (deltaX, maxX - start.x), (-deltaY, start.y - minY),
      (deltaY, maxY - start.y),
    ] {
      if direction == 0 {
        if distance < 0 { return nil }
      } else {
        let share = distance / direction
        if direction < 0 {
          from = Swift.max(from, share)
        } else {
          to = Swift.min(to, share)
        }
      }
    }
    return from <= to ? (from, to) : nil
  }
}
