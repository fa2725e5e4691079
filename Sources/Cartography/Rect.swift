internal import Projections

/// What a symbol covers: a circle, in pixels.
struct Disc: Hashable, Sendable {
  var center: ProjectedPoint
  var radius: Double

  func overlaps(_ rect: Rect) -> Bool {
    let (x, y) = offset(to: rect)
    return x * x + y * y < radius * radius
  }

  /// Whether a point lies in it, or outside by at most `margin`.
  func isNear(_ point: ProjectedPoint, by margin: Double) -> Bool {
    distance(to: Rect(center: point, radius: 0)) <= margin
  }

  /// From its edge to the nearest point of a rectangle; negative where they overlap.
  func distance(to rect: Rect) -> Double {
    let (x, y) = offset(to: rect)
    return (x * x + y * y).squareRoot() - radius
  }

  private func offset(to rect: Rect) -> (x: Double, y: Double) {
    (
      center.x - Swift.min(Swift.max(center.x, rect.x), rect.maxX),
      center.y - Swift.min(Swift.max(center.y, rect.y), rect.maxY)
    )
  }

  /// The square inside, which a line that starts at the edge does not touch.
  var inner: Rect { Rect(center: center, radius: radius * 0.65) }

  var bounds: Rect { Rect(center: center, radius: radius) }
}

/// An upright rectangle of the picture: pixels, y downwards.
struct Rect: Hashable, Sendable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var maxX: Double { x + width }
  var maxY: Double { y + height }
  var midX: Double { x + width / 2 }
  var midY: Double { y + height / 2 }

  init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  init(center: ProjectedPoint, radius: Double) {
    self.init(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius)
  }

  func overlaps(_ other: Rect) -> Bool {
    x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
  }

  func contains(_ other: Rect) -> Bool {
    other.x >= x && other.maxX <= maxX && other.y >= y && other.maxY <= maxY
  }

  func contains(_ point: ProjectedPoint) -> Bool {
    point.x >= x && point.x <= maxX && point.y >= y && point.y <= maxY
  }

  /// Smaller by `margin` on every side (larger where negative).
  func inset(by margin: Double) -> Rect {
    Rect(x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
  }
}
