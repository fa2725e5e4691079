internal import Projections

/// Moves symbols that would cover each other apart, as small-scale maps do with neighbouring capitals.
///
/// Each pair that overlaps is pushed apart along the line between its places, so that who lies north of whom stays
/// true; the larger symbol gives way less. No symbol goes farther than twice its own radius or off the frame: what
/// is still crowded then overlaps. The same symbols give the same places.
enum SymbolSpacing {
  /// More symbols than this are read as a density, and stay where they are.
  static let most = 100
  private static let rounds = 120

  /// - Parameters:
  ///   - discs: What each symbol fills, its rim included.
  ///   - frame: What symbols stay within, where their places let them.
  /// - Returns: The symbols' centres, in order.
  static func spread(_ discs: [Disc], within frame: Rect) -> [ProjectedPoint] {
    var centers = discs.map(\.center)
    guard discs.count > 1, discs.count <= most else { return centers }
    var pairs: [(Int, Int)] = []
    for first in discs.indices {
      for second in discs.indices[(first + 1)...] {
        let reach = 3 * (discs[first].radius + discs[second].radius)
        let (x, y) = offset(discs[first].center, discs[second].center)
        if x * x + y * y < reach * reach { pairs.append((first, second)) }
      }
    }
    for _ in 0..<rounds {
      var isStill = true
      for (first, second) in pairs {
        let apart = discs[first].radius + discs[second].radius
        let (x, y) = offset(centers[first], centers[second])
        let distance = (x * x + y * y).squareRoot()
        guard distance < apart - 0.05 else { continue }
        isStill = false
        // At one pixel: side by side.
        let (east, south) = distance < 0.01 ? (1, 0) : (x / distance, y / distance)
        let push = apart - distance
        let (one, two) = (
          discs[first].radius * discs[first].radius, discs[second].radius * discs[second].radius
        )
        let share = push / (one + two)
        move(first, by: (-east * share * two, -south * share * two))
        move(second, by: (east * share * one, south * share * one))
      }
      if isStill { break }
    }
    return centers

    func move(_ index: Int, by step: (x: Double, y: Double)) {
      let (home, radius) = (discs[index].center, discs[index].radius)
      var (x, y) = (centers[index].x + step.x - home.x, centers[index].y + step.y - home.y)
      let away = (x * x + y * y).squareRoot()
      if away > 2 * radius { (x, y) = (x * 2 * radius / away, y * 2 * radius / away) }
      centers[index] = ProjectedPoint(
        x: kept(home.x + x, home.x, frame.x + radius, frame.maxX - radius),
        y: kept(home.y + y, home.y, frame.y + radius, frame.maxY - radius))
    }
  }

  /// Within the bounds, or as far beyond them as its place is.
  private static func kept(_ value: Double, _ home: Double, _ low: Double, _ high: Double) -> Double {
    Swift.max(Swift.min(low, home), Swift.min(Swift.max(high, home), value))
  }

  private static func offset(_ from: ProjectedPoint, _ to: ProjectedPoint) -> (x: Double, y: Double) {
    (to.x - from.x, to.y - from.y)
  }
}
