internal import CProj
public import GeoTypes

/// How a projection distorts at a place (Tissot's indicatrix).
public struct Distortion: Hashable, Sendable {
  /// Scale along the meridian and the parallel; 1 is true.
  public let meridionalScale: Double
  public let parallelScale: Double
  public let arealScale: Double
  /// The largest and the smallest scale at the place (semi-axes of the indicatrix).
  public let maximumScale: Double
  public let minimumScale: Double
  /// The largest error of an angle, in degrees.
  public let angularDistortion: Double
  /// The angle from true north to the map's upward direction, in degrees, clockwise.
  public let meridianConvergence: Double
}

extension Transformation {
  /// The distortion at a place, by `proj_factors`.
  ///
  /// - Throws: `notProjected` for geographic systems, `outsideDomain` where the place has no image.
  public func distortion(at coordinate: Coordinate) throws(ProjectionError) -> Distortion {
    let radians = Double.pi / 180
    let type = libproj.proj_get_type(system)
    guard type != PJ_TYPE_GEOGRAPHIC_2D_CRS, type != PJ_TYPE_GEOGRAPHIC_3D_CRS else {
      throw ProjectionError(
        reason: .notProjected, asked: crs.definition, said: "", advice: "choose a projected system")
    }
    _ = libproj.proj_errno_reset(system)
    let factors = libproj.proj_factors(
      system, PJ_COORD(coordinate.longitude * radians, coordinate.latitude * radians))
    guard libproj.proj_errno(system) == 0, factors.tissot_semimajor.isFinite, factors.tissot_semimajor > 0
    else {
      throw ProjectionError(
        reason: .outsideDomain,
        asked: "\(coordinate.longitude), \(coordinate.latitude) (longitude, latitude) in \(crs.definition)",
        said: context.lastMessage, advice: "choose auto, or another extent")
    }
    return Distortion(
      meridionalScale: factors.meridional_scale, parallelScale: factors.parallel_scale,
      arealScale: factors.areal_scale, maximumScale: factors.tissot_semimajor,
      minimumScale: factors.tissot_semiminor, angularDistortion: factors.angular_distortion / radians,
      meridianConvergence: factors.meridian_convergence / radians)
  }
}
