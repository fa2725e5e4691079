/// A simple-features geometry in longitude and latitude, with the shapes of RFC 7946.
///
/// A polygon is an array of closed rings (first and last coordinate equal), the exterior one first and
/// counter-clockwise, holes clockwise.
public enum Geometry: Hashable, Sendable {
  case point(Coordinate)
  case multiPoint([Coordinate])
  case lineString([Coordinate])
  case multiLineString([[Coordinate]])
  case polygon([[Coordinate]])
  case multiPolygon([[[Coordinate]]])

  /// Every coordinate of the geometry, in order.
  public var coordinates: [Coordinate] {
    switch self {
    case .point(let coordinate): [coordinate]
    case .multiPoint(let coordinates), .lineString(let coordinates): coordinates
    case .multiLineString(let parts), .polygon(let parts): parts.flatMap { $0 }
    case .multiPolygon(let polygons): polygons.flatMap { $0.flatMap { $0 } }
    }
  }

  /// The smallest box around the geometry; nil for an empty one.
  public var bounds: BoundingBox? { BoundingBox(around: coordinates) }
}
