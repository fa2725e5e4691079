internal import Projections

/// How far the Earth reaches to the left and to the right in each row of a picture that shows its outline.
struct Horizon {
  private static let step = 2.0
  private let top: Double
  private var rows: [(left: Double, right: Double)]

  /// - Parameter outline: A ring without dents.
  init(_ outline: [ProjectedPoint]) {
    let top = outline.map(\.y).min() ?? 0
    let height = (outline.map(\.y).max() ?? top) - top
    self.top = top
    rows = Array(repeating: (.infinity, -.infinity), count: Int(height / Horizon.step) + 1)
    guard var previous = outline.last else { return }
    for point in outline {
      let (upper, lower) = previous.y < point.y ? (previous, point) : (point, previous)
      let first = Int(((upper.y - top) / Horizon.step).rounded(.up))
      let last = Swift.min(rows.count - 1, Int((lower.y - top) / Horizon.step))
      for row in Swift.min(first, last)...last where lower.y > upper.y && row >= first {
        let share = (top + Double(row) * Horizon.step - upper.y) / (lower.y - upper.y)
        let x = upper.x + (lower.x - upper.x) * share
        rows[row] = (Swift.min(rows[row].left, x), Swift.max(rows[row].right, x))
      }
      previous = point
    }
  }

  /// Whether a rectangle lies on the Earth, to a pixel or two.
  func contains(_ rect: Rect) -> Bool {
    [rect.y, rect.maxY].allSatisfy { y in
      let row = ((y - top) / Horizon.step).rounded()
      guard row >= 0, row < Double(rows.count) else { return false }
      return rows[Int(row)].left <= rect.x && rows[Int(row)].right >= rect.maxX
    }
  }
}
