/// A position in a projected system: x rightwards (east), y upwards (north), in the system's unit (metres for
/// what `ProjectionChoice` chooses).
public struct ProjectedPoint: Hashable, Sendable {
  public var x: Double
  public var y: Double
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
  /// False for the image of a position that the projection cannot show.
  public var isFinite: Bool { x.isFinite && y.isFinite }
}

/// An upright rectangle of projected positions.
public struct ProjectedBox: Hashable, Sendable {
  public let minX: Double
  public let minY: Double
  public let maxX: Double
  public let maxY: Double

  /// A box, or nil where a bound is not finite or the bounds are out of order.
  public init?(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    guard minX.isFinite, minY.isFinite, maxX.isFinite, maxY.isFinite, minX <= maxX, minY <= maxY else {
      return nil
    }
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  public var width: Double { maxX - minX }
  public var height: Double { maxY - minY }
  public var center: ProjectedPoint { ProjectedPoint(x: (minX + maxX) / 2, y: (minY + maxY) / 2) }

  /// The smallest box around this one, with the same centre, whose width is `aspect` times its height.
  public func expanded(toAspect aspect: Double) -> ProjectedBox {
    let newWidth = Swift.max(width, height * aspect)
    let newHeight = Swift.max(height, width / aspect)
    return ProjectedBox(around: center, width: newWidth, height: newHeight)
  }

  private init(around center: ProjectedPoint, width: Double, height: Double) {
    minX = center.x - width / 2
    maxX = center.x + width / 2
    minY = center.y - height / 2
    maxY = center.y + height / 2
  }
}
