/// The frame's four corners, for what lies over the map without belonging to it.
struct Corners {
  enum Corner { case topLeft, topRight, bottomLeft, bottomRight }

  private let frame: Rect
  private let symbols: [Rect]

  init(_ frame: Rect, avoiding symbols: [Rect]) {
    self.frame = frame
    self.symbols = symbols
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

  /// The first of the corners whose rectangle hides no symbol, and leaves room for a name beside it.
  func free(_ width: Double, _ height: Double, _ order: [Corner], taken: [Rect]) -> Rect? {
    order.map { rect(width, height, $0) }.first { candidate in
      let around = candidate.inset(by: -8)
      return !symbols.contains(where: around.overlaps) && !taken.contains(where: candidate.overlaps)
    }
  }
}
