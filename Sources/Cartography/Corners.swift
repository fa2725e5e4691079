internal import Projections

/// The frame's four corners, for what lies over the map without belonging to it.
struct Corners {
  enum Corner { case topLeft, topRight, bottomLeft, bottomRight }

  private let frame: Rect
  private let symbols: [Rect]
  private let areas: [[ProjectedPoint]]

  init(_ frame: Rect, avoiding symbols: [Rect], and areas: [[ProjectedPoint]]) {
    self.frame = frame
    self.symbols = symbols
    self.areas = areas
  }

  /// A rectangle of a size in a corner, a little off the edges.
  func rect(_ width: Double, _ height: Double, _ corner: Corner) -> Rect {
    let gap = 10.0
    let left = frame.x + gap
    let right = frame.maxX - gap - width
    let top = frame.y + gap
    let bottom = frame.maxY - gap - height
    return switch corner {
    case .topLeft: Rect(x: left, y: top, width: width, height: height)
    case .topRight: Rect(x: right, y: top, width: width, height: height)
    case .bottomLeft: Rect(x: left, y: bottom, width: width, height: height)
    case .bottomRight: Rect(x: right, y: bottom, width: width, height: height)
    }
  }

  /// The first of the corners whose rectangle hides no symbol, and leaves room for a name beside it; one without an
  /// incident's area where there is any.
  func free(_ width: Double, _ height: Double, _ order: [Corner], taken: [Rect]) -> Rect? {
    let possible = order.map { rect(width, height, $0) }.filter { candidate in
      let around = candidate.inset(by: -8)
      return !symbols.contains(where: around.overlaps) && !taken.contains(where: candidate.overlaps)
    }
    return possible.first { candidate in
      areas.allSatisfy { ClipBox(candidate).clip(ring: $0).isEmpty }
    } ?? possible.first
  }
}
