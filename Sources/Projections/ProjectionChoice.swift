public import GeoTypes

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Which projection suits an extent.
///
/// After Šavrič, Jenny and Jenny, "Projection Wizard – An Online Map Projection Selection Tool" (The
/// Cartographic Journal 53, 2016) and its version 2.1, conformal where it offers the choice: on a map of
/// incidents directions and shapes count, areas do not.
public enum ProjectionChoice {
  /// The tropics' latitude in degrees.
  static let tropic = 23.43665

  /// The projection for a map of `extent`, which may cross the antimeridian.
  ///
  /// Parameters are rounded to 0.01° so that their text is short and the same everywhere.
  public static func projection(for extent: BoundingBox) -> Projection {
    let shape = Shape(extent)
    if shape.worldScale < 1.5 { return Projection(method: .equalEarth, centralLongitude: shape.longitude) }
    if shape.worldScale < 6 { return hemispheric(shape) }
    return regional(shape)
  }

  /// Half a world down to a continent: 1.5 ≤ S < 6.
  private static func hemispheric(_ shape: Shape) -> Projection {
    if shape.south >= -tropic, shape.north <= tropic { return mercator(shape) }
    let latitude = abs(shape.latitude) > 85 ? shape.pole : shape.latitude
    return Projection(
      method: .lambertAzimuthalEqualArea, centralLongitude: shape.longitude, centralLatitude: latitude)
  }

  /// A continent and less: S ≥ 6.
  private static func regional(_ shape: Shape) -> Projection {
    if shape.south >= 84 || shape.north <= -80 { return polar(shape) }
    if shape.width <= 3 { return transverseMercator(shape, scaleFactor: 0.9999) }
    if shape.width <= 6 { return transverseMercator(shape, scaleFactor: 0.9996) }
    // Beyond 180° of longitude a transverse Mercator wraps round and a cone shows its seam: what is that
    // wide and still small lies round a pole.
    if shape.width > 180, abs(shape.latitude) > 45 { return polar(shape) }
    if shape.aspect > 1.25 { return transverseMercator(shape, scaleFactor: 0.9996) }
    if shape.aspect < 0.8 {
      if abs(shape.latitude) > 70 { return polar(shape) }
      return abs(shape.latitude) < 15 ? mercator(shape) : conic(shape)
    }
    if abs(shape.latitude) > 75 { return polar(shape) }
    let straddles = shape.south < 0 && shape.north > 0
    let latitude = straddles && abs(shape.latitude) < 15 ? 0 : shape.latitude
    return Projection(
      method: .stereographic(scaleFactor: 1), centralLongitude: shape.longitude, centralLatitude: latitude)
  }

  private static func transverseMercator(_ shape: Shape, scaleFactor: Double) -> Projection {
    Projection(
      method: .transverseMercator(scaleFactor: scaleFactor), centralLongitude: shape.longitude,
      centralLatitude: shape.latitude)
  }

  private static func mercator(_ shape: Shape) -> Projection {
    Projection(method: .mercator(trueScaleLatitude: abs(shape.latitude)), centralLongitude: shape.longitude)
  }

  private static func polar(_ shape: Shape) -> Projection {
    Projection(
      method: .stereographic(scaleFactor: 0.994), centralLongitude: shape.longitude,
      centralLatitude: shape.pole)
  }

  private static func conic(_ shape: Shape) -> Projection {
    let inset = (shape.north - shape.south) / 6
    return Projection(
      method: .lambertConformalConic(
        south: rounded(shape.south + inset), north: rounded(shape.north - inset)),
      centralLongitude: shape.longitude, centralLatitude: shape.latitude)
  }

  private static func rounded(_ degrees: Double) -> Double {
    let value = (degrees * 100).rounded() / 100
    return value == 0 ? 0 : value  // no "-0.0" in a definition
  }

  /// What the rules ask of an extent.
  private struct Shape {
    let south: Double
    let north: Double
    let width: Double
    /// The centre, rounded.
    let longitude: Double
    let latitude: Double
    /// S: how many times larger than the world map a map of the extent would be.
    let worldScale: Double
    /// R: height over width at the bound nearer the equator.
    let aspect: Double

    var pole: Double { latitude < 0 ? -90 : 90 }

    init(_ extent: BoundingBox) {
      south = extent.south
      north = extent.north
      width = extent.width
      longitude = rounded(extent.center.longitude)
      latitude = rounded(extent.center.latitude)
      let radians = Double.pi / 180
      let band = sin(extent.north * radians) - sin(extent.south * radians)
      // A point and a line are as small as can be: any scale.
      worldScale = width > 0 && band > 0 ? 720 / width / band : .infinity
      let straddles = extent.south <= 0 && extent.north >= 0
      let parallel = straddles ? 1 : cos(Swift.min(abs(extent.south), abs(extent.north)) * radians)
      aspect = width > 0 ? extent.height / (width * parallel) : .infinity
    }
  }
}
