/// A map projection of the WGS 84 ellipsoid with its parameters; degrees throughout.
public struct Projection: Hashable, Sendable {
  public enum Method: Hashable, Sendable {
    /// Šavrič, Patterson and Jenny 2018; equal-area, for the world.
    case equalEarth
    /// Conformal; `scaleFactor` on the central meridian.
    case transverseMercator(scaleFactor: Double)
    /// Conformal; true to scale at `trueScaleLatitude`.
    case mercator(trueScaleLatitude: Double)
    /// Equal-area, for hemispheres.
    case lambertAzimuthalEqualArea
    /// Conformal; true to scale at both parallels.
    case lambertConformalConic(south: Double, north: Double)
    /// Conformal; `scaleFactor` at the centre, which may be a pole.
    case stereographic(scaleFactor: Double)
  }

  public let method: Method
  public let centralLongitude: Double
  /// The latitude of the origin; 0 for methods that have none.
  public let centralLatitude: Double

  public init(method: Method, centralLongitude: Double, centralLatitude: Double = 0) {
    self.method = method
    self.centralLongitude = centralLongitude
    self.centralLatitude = centralLatitude
  }

  /// Whether angles (and so the shapes of small things) are kept.
  public var isConformal: Bool {
    switch method {
    case .equalEarth, .lambertAzimuthalEqualArea: false
    case .transverseMercator, .mercator, .lambertConformalConic, .stereographic: true
    }
  }

  /// PROJ's parameters: `+proj=tmerc +lon_0=46.25 +k_0=0.9996 +ellps=WGS84 +units=m`.
  public var parameters: String {
    let rest =
      switch method {
      case .equalEarth: "eqearth"
      case .transverseMercator(let factor): "tmerc +lat_0=\(centralLatitude) +k_0=\(factor)"
      case .mercator(let latitude): "merc +lat_ts=\(latitude)"
      case .lambertAzimuthalEqualArea: "laea +lat_0=\(centralLatitude)"
      case .lambertConformalConic(let south, let north):
        "lcc +lat_0=\(centralLatitude) +lat_1=\(south) +lat_2=\(north)"
      case .stereographic(let factor): "stere +lat_0=\(centralLatitude) +k_0=\(factor)"
      }
    return "+proj=\(rest) +lon_0=\(centralLongitude) +ellps=WGS84 +units=m"
  }

  /// From degrees (longitude, latitude) to metres, as an operation that PROJ makes without its database.
  var pipeline: String {
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step \(parameters)"
  }
}
