internal import CProj
public import GeoTypes

/// Shortest lines on the WGS 84 ellipsoid (C. F. F. Karney, "Algorithms for geodesics", 2013), by PROJ's
/// geodesic.h; accurate to nanometres, and no context is needed. Without PROJ's library, which every
/// `Transformation` has, the program stops.
public enum Geodesic {
  /// Distance in metres.
  public static func distance(from start: Coordinate, to end: Coordinate) -> Double {
    var ellipsoid = wgs84()
    var distance = 0.0
    libproj.geod_inverse(
      &ellipsoid, start.latitude, start.longitude, end.latitude, end.longitude, &distance, nil, nil)
    return distance
  }

  /// Direction at `start` towards `end`, in degrees clockwise from north, −180…180.
  public static func bearing(from start: Coordinate, to end: Coordinate) -> Double {
    var ellipsoid = wgs84()
    var bearing = 0.0
    libproj.geod_inverse(
      &ellipsoid, start.latitude, start.longitude, end.latitude, end.longitude, nil, &bearing, nil)
    return bearing
  }

  /// The point `distance` metres from `start` in the direction `bearing` (degrees clockwise from north).
  public static func destination(from start: Coordinate, bearing: Double, distance: Double) -> Coordinate {
    var ellipsoid = wgs84()
    var (latitude, longitude) = (0.0, 0.0)
    libproj.geod_direct(
      &ellipsoid, start.latitude, start.longitude, bearing, distance, &latitude, &longitude, nil)
    return Coordinate(wrapping: longitude, clamping: latitude)
  }

  /// Semi-major axis in metres and flattening of WGS 84.
  private static func wgs84() -> geod_geodesic {
    if let problem = ProjLibrary.problem { preconditionFailure("PROJ cannot be opened: \(problem)") }
    var ellipsoid = geod_geodesic()
    libproj.geod_init(&ellipsoid, 6_378_137, 1 / 298.257223563)
    return ellipsoid
  }
}
