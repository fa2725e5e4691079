internal import Projections

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Where a label may stand.
enum LabelPositions {
  /// Around a symbol, in the order of Imhof (1975) and Krygier and Wood: right-above, left-above, right-below,
  /// left-below, right, left, above, below.
  static func around(_ center: ProjectedPoint, radius: Double, _ text: String, _ style: TextStyle)
    -> [LabelPosition]
  {
    ring(center, clearance: radius + 2.5, text, style, basePenalty: 0, leader: nil)
  }

  /// The same, then farther off with a thin leader: for names that must not be lost.
  ///
  /// - Parameter isWide: Whether to look farther and at more positions, which hundreds of names do without.
  static func withLeaders(
    _ center: ProjectedPoint, radius: Double, _ text: String, _ style: TextStyle, isWide: Bool = true
  ) -> [LabelPosition] {
    var positions = ring(
      center, clearance: radius + 2.5, text, style, basePenalty: 0, leader: nil, isShifted: isWide)
    let distances = [(14.0, 6.0), (30.0, 6.6), (52.0, 7.4), (80, 8.5), (112, 10)]
    for (distance, penalty) in distances.prefix(isWide ? 5 : 3) {
      positions += ring(
        center, clearance: radius + distance, text, style, basePenalty: penalty, leader: radius + 1)
    }
    return positions
  }

  private static func ring(
    _ center: ProjectedPoint, clearance: Double, _ text: String, _ style: TextStyle, basePenalty: Double,
    leader: Double?, isShifted: Bool = false
  ) -> [LabelPosition] {
    let width = style.width(of: text)
    let diagonal = clearance * 0.72
    let middle = (style.ascent - style.descent) / 2 - style.size * 0.04
    // What hangs below the baseline must not touch the symbol.
    let above = -clearance - style.descent + 1
    // Horizontal and vertical offset of the anchor on the baseline, alignment, penalty.
    var places: [(x: Double, y: Double, TextAlignment, Double)] = [
      (diagonal, -diagonal + style.size * 0.12, .start, 0),
      (-diagonal, -diagonal + style.size * 0.12, .end, 0.1),
      (diagonal, diagonal + style.ascent * 0.86, .start, 0.2),
      (-diagonal, diagonal + style.ascent * 0.86, .end, 0.3),
      (clearance + 1, middle, .start, 0.12),
      (-clearance - 1, middle, .end, 0.25),
      (0, above, .middle, 0.4),
      (0, clearance + style.ascent, .middle, 0.45),
    ]
    // Above and below, but shifted, for names that must not be lost.
    if isShifted {
      for (shift, more) in [(width / 4, 0.1), (-width / 4, 0.15)] {
        places.append((shift, above, .middle, 0.4 + more))
        places.append((shift, clearance + style.ascent, .middle, 0.45 + more))
      }
    }
    return places.map { x, y, alignment, penalty in
      let anchor = ProjectedPoint(x: center.x + x, y: center.y + y)
      let box = textBox(anchor, alignment, width, style)
      var line: LabelPosition.Leader?
      if let leader {
        // From the symbol's edge to the nearest point of the text's middle line.
        let end = ProjectedPoint(
          x: Swift.min(Swift.max(center.x, box.x - 1), box.maxX + 1),
          y: y > 0 ? box.y + 1 : y < -style.ascent ? box.maxY - style.descent + 1 : box.midY)
        let (dx, dy) = (end.x - center.x, end.y - center.y)
        let length = (dx * dx + dy * dy).squareRoot()
        guard length > leader else {
          return LabelPosition(
            anchor: anchor, alignment: alignment, covers: [box], penalty: basePenalty + penalty)
        }
        line = LabelPosition.Leader(
          from: ProjectedPoint(x: center.x + dx / length * leader, y: center.y + dy / length * leader),
          to: end)
      }
      return LabelPosition(
        anchor: anchor, alignment: alignment, covers: [box], penalty: basePenalty + penalty, leader: line)
    }
  }

  /// Centred on each of the spots, best first; one rectangle a line of text.
  static func centered(on spots: [ProjectedPoint], _ lines: [String], _ style: TextStyle) -> [LabelPosition] {
    let leading = style.size * 1.15
    return spots.enumerated().map { rank, spot in
      let height = Double(lines.count - 1) * leading
      let first = ProjectedPoint(x: spot.x, y: spot.y - height / 2 + (style.ascent - style.descent) / 2)
      let covers = lines.enumerated().map { index, line in
        textBox(
          ProjectedPoint(x: first.x, y: first.y + Double(index) * leading), .middle, style.width(of: line),
          style)
      }
      return LabelPosition(
        anchor: first, alignment: .middle, covers: covers, penalty: Double(rank) / Double(spots.count + 1))
    }
  }

  /// Around a rectangle: below, above, right, left of its middle.
  static func beside(_ rect: Rect, _ lines: [String], _ style: TextStyle) -> [LabelPosition] {
    let height = Double(lines.count) * style.size * 1.15
    let width = lines.map(style.width).max() ?? 0
    return centered(
      on: [
        ProjectedPoint(x: rect.midX, y: rect.maxY + height / 2 + 5),
        ProjectedPoint(x: rect.midX, y: rect.y - height / 2 - 5),
        ProjectedPoint(x: rect.maxX + width / 2 + 6, y: rect.midY),
        ProjectedPoint(x: rect.x - width / 2 - 6, y: rect.midY),
      ], lines, style)
  }

  /// Around a spot at a distance, with a line that leads there, nearest first: for the name of an area that has no
  /// room for it.
  ///
  /// - Parameter clearance: How far from the spot the line ends, where a symbol stands on it.
  static func led(
    to spot: ProjectedPoint, clearance: Double = 0, _ lines: [String], _ style: TextStyle
  ) -> [LabelPosition] {
    let leading = style.size * 1.15
    let (halfWidth, halfHeight) = ((lines.map(style.width).max() ?? 0) / 2, Double(lines.count) * leading / 2)
    let directions: [(x: Double, y: Double)] = [
      (0.7, -0.7), (-0.7, -0.7), (0.7, 0.7), (-0.7, 0.7), (1, 0), (-1, 0), (0, -1), (0, 1),
    ]
    return [16.0, 30, 50, 76].enumerated().flatMap { step, distance in
      let distance = distance + clearance
      let centers = directions.map { x, y in
        ProjectedPoint(
          x: spot.x + x * distance + (x == 0 ? 0 : x < 0 ? -halfWidth : halfWidth),
          y: spot.y + y * distance + (y == 0 ? 0 : y < 0 ? -halfHeight : halfHeight))
      }
      return centered(on: centers, lines, style).enumerated().map { rank, position in
        var position = position
        position.penalty = 20 + Double(step) + 0.05 * Double(rank)
        // To the nearest of its lines.
        let ends = position.covers.map { line in
          ProjectedPoint(
            x: Swift.min(Swift.max(spot.x, line.x), line.maxX),
            y: Swift.min(Swift.max(spot.y, line.y), line.maxY))
        }
        guard
          let end = ends.min(by: {
            hypot($0.x - spot.x, $0.y - spot.y) < hypot($1.x - spot.x, $1.y - spot.y)
          })
        else { return position }
        let share = clearance / hypot(end.x - spot.x, end.y - spot.y)
        position.leader = LabelPosition.Leader(
          from: ProjectedPoint(x: spot.x + (end.x - spot.x) * share, y: spot.y + (end.y - spot.y) * share),
          to: end)
        return position
      }
    }
  }

  /// Along a line (a river), where it runs straight enough for the text; small squares stand for the slanted text.
  static func along(_ line: [ProjectedPoint], _ text: String, _ style: TextStyle) -> [LabelPosition] {
    let length = style.width(of: text) + 8
    var positions: [LabelPosition] = []
    var traveled = [0.0]
    for index in line.indices.dropFirst() {
      traveled.append(
        traveled[index - 1] + hypot(line[index].x - line[index - 1].x, line[index].y - line[index - 1].y))
    }
    guard let total = traveled.last, total > length * 1.3 else { return [] }
    func point(at distance: Double) -> ProjectedPoint {
      let index = traveled.firstIndex { $0 >= distance } ?? traveled.count - 1
      guard index > 0, traveled[index] > traveled[index - 1] else { return line[index] }
      let share = (distance - traveled[index - 1]) / (traveled[index] - traveled[index - 1])
      return ProjectedPoint(
        x: line[index - 1].x + (line[index].x - line[index - 1].x) * share,
        y: line[index - 1].y + (line[index].y - line[index - 1].y) * share)
    }
    for step in 1..<12 {
      let start = (total - length) * Double(step) / 12
      var (from, to) = (point(at: start), point(at: start + length))
      let chord = hypot(to.x - from.x, to.y - from.y)
      guard chord > length * 0.93 else { continue }
      if from.x > to.x { (from, to) = (to, from) }
      let angle = atan2(to.y - from.y, to.x - from.x)
      guard abs(angle) < 1.25 else { continue }
      // Above the line by a little.
      let off = style.descent + 2.5
      let anchor = ProjectedPoint(
        x: (from.x + to.x) / 2 + sin(angle) * off, y: (from.y + to.y) / 2 - cos(angle) * off)
      let half = style.width(of: text) / 2
      let count = Swift.max(1, Int(2 * half / (style.size * 0.8)))
      let covers = (0...count).map { index -> Rect in
        let along = -half + 2 * half * Double(index) / Double(count)
        let rise = style.size * 0.3
        let center = ProjectedPoint(
          x: anchor.x + cos(angle) * along + sin(angle) * rise,
          y: anchor.y + sin(angle) * along - cos(angle) * rise)
        return Rect(center: center, radius: style.size * 0.55)
      }
      positions.append(
        LabelPosition(
          anchor: anchor, alignment: .middle, rotation: angle * 180 / .pi, covers: covers,
          penalty: 1 - chord / length + abs(Double(step) - 6) / 60))
    }
    return positions
  }

  static func textBox(
    _ anchor: ProjectedPoint, _ alignment: TextAlignment, _ width: Double, _ style: TextStyle
  ) -> Rect {
    let x =
      switch alignment {
      case .start: anchor.x
      case .middle: anchor.x - width / 2
      case .end: anchor.x - width
      }
    return Rect(x: x, y: anchor.y - style.ascent, width: width, height: style.ascent + style.descent)
  }
}
