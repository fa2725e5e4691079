/// A position on the Earth: longitude and latitude in degrees, WGS 84 (OGC:CRS84).
///
/// Longitude lies in −180…180 and latitude in −90…90; a coordinate outside cannot be made.
public struct Coordinate: Hashable, Sendable {
  /// Degrees east of Greenwich, −180…180.
  public let longitude: Double
  /// Degrees north of the equator, −90…90.
  public let latitude: Double

  /// A coordinate, or nil where a value is not finite or out of range.
  public init?(longitude: Double, latitude: Double) {
    guard longitude >= -180, longitude <= 180, latitude >= -90, latitude <= 90 else { return nil }
    self.longitude = longitude
    self.latitude = latitude
  }

  /// A coordinate from any finite numbers: latitude is clamped, longitude wrapped into −180…180.
  public init(wrapping longitude: Double, clamping latitude: Double) {
    precondition(longitude.isFinite && latitude.isFinite, "a coordinate needs finite numbers")
    self.longitude = Coordinate.wrap(longitude)
    self.latitude = Swift.min(90, Swift.max(-90, latitude))
  }

  /// `longitude` in degrees brought into −180…180.
  public static func wrap(_ longitude: Double) -> Double {
    if longitude >= -180, longitude <= 180 { return longitude }
    let turned = (longitude + 180).truncatingRemainder(dividingBy: 360)
    return turned < 0 ? turned + 180 : turned - 180
  }
}
