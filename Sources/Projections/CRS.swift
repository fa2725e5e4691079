/// A coordinate reference system that a map can be drawn in, by its definition; PROJ reads it at first use.
///
/// Axis order never shows: whatever the authority says, x grows eastwards (rightwards) and y northwards.
public struct CRS: Hashable, Sendable {
  /// `EPSG:2154`, `+proj=laea +lat_0=10 +lon_0=20`, WKT, PROJJSON: whatever PROJ reads, as it was given.
  public let definition: String
  /// The projection, where the system was made from one: it needs no database (0.3 ms instead of 6–29).
  public let projection: Projection?

  /// The system of a definition in any form that PROJ reads. Nothing is checked here.
  public init(_ definition: String) {
    self.definition = definition
    projection = nil
  }

  /// A projection of the WGS 84 ellipsoid.
  public init(_ projection: Projection) {
    definition = projection.parameters
    self.projection = projection
  }

  /// PROJ takes a bare `+proj=…` for an operation; as a system it must say so.
  var systemDefinition: String {
    let isProjString = definition.contains("proj=") || definition.contains("init=")
    return isProjString && !definition.contains("type=crs") ? definition + " +type=crs" : definition
  }
}

extension CRS: CustomStringConvertible {
  public var description: String { definition }
}
