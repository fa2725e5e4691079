#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension Coordinate {
  /// The Earth's mean radius in metres, (2a + b) / 3 of WGS 84.
  public static let meanEarthRadius = 6_371_008.771_4

  /// Great-circle distance in metres on a sphere of the Earth's mean radius (haversine formula; within
  /// 0.6 % of the geodesic).
  public func distance(to other: Coordinate) -> Double {
    let toRadians = Double.pi / 180
    let latitudes = (other.latitude - latitude) * toRadians
    let longitudes = (other.longitude - longitude) * toRadians
    let a =
      sin(latitudes / 2) * sin(latitudes / 2)
      + cos(latitude * toRadians) * cos(other.latitude * toRadians) * sin(longitudes / 2)
      * sin(longitudes / 2)
    return 2 * Coordinate.meanEarthRadius * asin(Swift.min(1, a.squareRoot()))
  }

  /// The point at `distance` metres in the direction `bearing` (degrees clockwise from north), on the sphere.
  public func destination(bearing: Double, distance: Double) -> Coordinate {
    let toRadians = Double.pi / 180
    let angular = distance / Coordinate.meanEarthRadius
    let phi = latitude * toRadians
    let theta = bearing * toRadians
    let newLatitude = asin(sin(phi) * cos(angular) + cos(phi) * sin(angular) * cos(theta))
    let turned = atan2(
      sin(theta) * sin(angular) * cos(phi), cos(angular) - sin(phi) * sin(newLatitude))
    return Coordinate(wrapping: longitude + turned / toRadians, clamping: newLatitude / toRadians)
  }
}

/// A position on the unit sphere, to compare distances by without trigonometry.
@frozen
package struct UnitVector: Sendable {
  @usableFromInline let x: Double
  @usableFromInline let y: Double
  @usableFromInline let z: Double

  package init(_ coordinate: Coordinate) {
    let longitude = coordinate.longitude * .pi / 180
    let latitude = coordinate.latitude * .pi / 180
    let radius = cos(latitude)
    x = radius * cos(longitude)
    y = radius * sin(longitude)
    z = sin(latitude)
  }

  /// The square of the straight line to another position, 0…4.
  @inlinable
  package func squaredChord(to other: UnitVector) -> Double {
    let (a, b, c) = (x - other.x, y - other.y, z - other.z)
    return a * a + b * b + c * c
  }
}
