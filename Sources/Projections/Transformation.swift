internal import CProj
public import GeoTypes

/// The way from WGS 84 longitudes and latitudes (OGC:CRS84) to a system, and back.
///
/// Owns its PROJ objects and their context; on release the objects go first, then the context. Not `Sendable`:
/// make one for each thread. Everything that crosses its border is longitude first, in degrees, and x before
/// y, whatever axis order the system's authority lays down.
public struct Transformation: ~Copyable {
  public let crs: CRS
  /// Degrees to the system's unit; axes normalised.
  let operation: OpaquePointer
  /// The system (or bare projection) itself, for distortion.
  let system: OpaquePointer
  /// Where the system is made to be used; nil where nobody said.
  public let areaOfUse: BoundingBox?
  // Last, and without a deinit of its own kind to order: `deinit` below destroys the objects, and stored
  // properties are released after it.
  let context: ProjContext

  /// Prepares the transformation to `crs`.
  ///
  /// - Parameter extent: Where it will be used; PROJ picks the most accurate operation for it.
  /// - Throws: `unknownCRS`, `notForMaps`, `noTransformation`, `noDatabase`, `noLibrary`, `noContext`,
  ///   and `outsideAreaOfUse` where `extent` does not touch the system's area of use.
  public init(to crs: CRS, over extent: BoundingBox? = nil) throws(ProjectionError) {
    if let problem = ProjLibrary.problem {
      throw ProjectionError(
        reason: .noLibrary, asked: crs.definition, said: problem,
        advice: "install PROJ (on Debian and Ubuntu: apt-get install libproj-dev proj-data)")
    }
    guard let context = ProjContext(withDatabase: crs.projection == nil) else {
      throw ProjectionError(
        reason: .noContext, asked: crs.definition, said: "", advice: "free some memory and try again")
    }
    let made: (operation: OpaquePointer, system: OpaquePointer, area: BoundingBox?)
    if let projection = crs.projection {
      made = try Transformation.direct(projection, context.pointer, message: { context.lastMessage })
    } else {
      made = try Transformation.looked(up: crs, extent, context.pointer, message: { context.lastMessage })
    }
    self.crs = crs
    operation = made.operation
    system = made.system
    areaOfUse = made.area
    // That the withheld database is missing is no news to a caller who meets an error later.
    context.clearMessages()
    self.context = context
  }

  deinit {
    _ = libproj.proj_destroy(operation)
    _ = libproj.proj_destroy(system)
  }

  /// What the authority calls the system: `WGS 84 / UTM zone 38N`; nil for a bare projection.
  public var name: String? {
    guard crs.projection == nil, let name = libproj.proj_get_name(system) else { return nil }
    let text = String(cString: name)
    return text.isEmpty || text == "unknown" ? nil : text
  }

  /// The image of a position, or nil where the system has none there.
  public func project(_ coordinate: Coordinate) -> ProjectedPoint? {
    project(position: ProjectedPoint(x: coordinate.longitude, y: coordinate.latitude))
  }

  /// The image of a position whose x is a longitude and y a latitude, in degrees; the longitude may lie beyond 180°,
  /// as it does on a line that goes on across the antimeridian. Nil where it has no image.
  public func project(position: ProjectedPoint) -> ProjectedPoint? {
    _ = libproj.proj_errno_reset(operation)
    let image = libproj.proj_trans(operation, PJ_FWD, PJ_COORD(position.x, position.y))
    let point = ProjectedPoint(x: image.xy.x, y: image.xy.y)
    return point.isFinite ? point : nil
  }

  /// The position whose image is `point`, or nil where there is none.
  public func unproject(_ point: ProjectedPoint) -> Coordinate? {
    _ = libproj.proj_errno_reset(operation)
    let origin = libproj.proj_trans(operation, PJ_INV, PJ_COORD(point.x, point.y))
    guard origin.xy.x.isFinite, origin.xy.y.isFinite, abs(origin.xy.y) <= 90 + 1e-9 else { return nil }
    return Coordinate(wrapping: origin.xy.x, clamping: origin.xy.y)
  }
}

extension Transformation {
  private typealias Made = (operation: OpaquePointer, system: OpaquePointer, area: BoundingBox?)

  /// A projection by parameters alone.
  private static func direct(
    _ projection: Projection, _ context: OpaquePointer, message: () -> String
  ) throws(ProjectionError) -> Made {
    if let operation = libproj.proj_create(context, projection.pipeline) {
      if let system = libproj.proj_create(context, projection.parameters) { return (operation, system, nil) }
      _ = libproj.proj_destroy(operation)
    }
    throw ProjectionError(
      reason: .unknownCRS, asked: projection.parameters, said: message(),
      advice: "check the projection's parameters, or give an EPSG code")
  }

  /// A system by its definition, through PROJ's database.
  private static func looked(
    up crs: CRS, _ extent: BoundingBox?, _ context: OpaquePointer, message: () -> String
  ) throws(ProjectionError) -> Made {
    guard let source = libproj.proj_create(context, "OGC:CRS84") else {
      throw ProjectionError(
        reason: .noDatabase, asked: crs.definition, said: message(),
        advice: "install proj-data, or let PROJ_DATA name the folder that holds proj.db")
    }
    defer { _ = libproj.proj_destroy(source) }
    guard let system = libproj.proj_create(context, crs.systemDefinition) else {
      throw ProjectionError(
        reason: .unknownCRS, asked: crs.definition, said: message(),
        advice: "give auto, an authority's code such as EPSG:2154, or a PROJ string such as "
          + "'+proj=laea +lat_0=10 +lon_0=20' (https://epsg.org lists the codes)")
    }
    do throws(ProjectionError) {
      let area = try usableArea(of: system, crs, extent, context)
      return (try operation(from: source, to: system, crs, extent, context, message), system, area)
    } catch {
      _ = libproj.proj_destroy(system)
      throw error
    }
  }

  /// The area of use, once the system has been found fit for a map of `extent`.
  private static func usableArea(
    of system: OpaquePointer, _ crs: CRS, _ extent: BoundingBox?, _ context: OpaquePointer
  ) throws(ProjectionError) -> BoundingBox? {
    let drawable = [
      PJ_TYPE_PROJECTED_CRS, PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS, PJ_TYPE_COMPOUND_CRS,
      PJ_TYPE_BOUND_CRS,
    ]
    guard drawable.contains(libproj.proj_get_type(system)) else {
      throw ProjectionError(
        reason: .notForMaps, asked: "\(crs.definition)\(name(of: system))", said: "",
        advice: "choose a projected system, for example auto")
    }
    var (west, south, east, north) = (0.0, 0.0, 0.0, 0.0)
    var areaName: UnsafePointer<CChar>?
    guard libproj.proj_get_area_of_use(context, system, &west, &south, &east, &north, &areaName) != 0,
      let area = BoundingBox(west: west, south: south, east: east, north: north)
    else { return nil }
    if let extent, !area.intersects(extent) {
      let place =
        areaName.map { name in
          let text = String(cString: name)
          return ", made for \(text.hasSuffix(".") ? String(text.dropLast()) : text)"
        } ?? ""
      throw ProjectionError(
        reason: .outsideAreaOfUse,
        asked:
          "\(crs.definition)\(name(of: system))\(place), [\(area.listed)], for the extent [\(extent.listed)]",
        said: "", advice: "choose auto or a system made for that part of the world, or another extent")
    }
    return area
  }

  private static func operation(
    from source: OpaquePointer, to system: OpaquePointer, _ crs: CRS, _ extent: BoundingBox?,
    _ context: OpaquePointer, _ message: () -> String
  ) throws(ProjectionError) -> OpaquePointer {
    let area = extent.flatMap { extent in
      libproj.proj_area_create().map { area in
        libproj.proj_area_set_bbox(area, extent.west, extent.south, extent.east, extent.north)
        return area
      }
    }
    defer { if let area { libproj.proj_area_destroy(area) } }
    if let raw = libproj.proj_create_crs_to_crs_from_pj(context, source, system, area, nil) {
      defer { _ = libproj.proj_destroy(raw) }
      if let normalised = libproj.proj_normalize_for_visualization(context, raw) { return normalised }
    }
    throw ProjectionError(
      reason: .noTransformation, asked: crs.definition, said: message(),
      advice: "choose a system on the Earth that is related to WGS 84, for example auto")
  }

  private static func name(of system: OpaquePointer) -> String {
    libproj.proj_get_name(system).map { " (\(String(cString: $0)))" } ?? ""
  }
}

extension BoundingBox {
  /// West, south, east, north to 0.01°, for messages.
  var listed: String {
    [west, south, east, north].map { "\(($0 * 100).rounded() / 100)" }.joined(separator: ", ")
  }
}
