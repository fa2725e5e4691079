internal import CProj
public import GeoTypes

extension Transformation {
  /// The upright box around the image of `extent`, from 21 points on each of its sides (corners alone would cut
  /// off curved edges). Points of the edge that have no image (a pole in Mercator) are passed over.
  ///
  /// - Throws: `outsideDomain` where no point of the edge has an image.
  public func bounds(of extent: BoundingBox) throws(ProjectionError) -> ProjectedBox {
    var (minX, minY, maxX, maxY) = (0.0, 0.0, 0.0, 0.0)
    // Past the antimeridian longitudes go on (190 for 170° W), so that edges stay edges.
    let east = extent.west + extent.width
    // `proj_trans_bounds` wants to know the system behind degrees; the bare projection takes radians and has none.
    let (object, unit) = crs.projection == nil ? (operation, 1) : (system, Double.pi / 180)
    _ = libproj.proj_errno_reset(object)
    let done = libproj.proj_trans_bounds(
      context.pointer, object, PJ_FWD, extent.west * unit, extent.south * unit, east * unit,
      extent.north * unit,
      &minX, &minY, &maxX, &maxY, 21)
    guard done != 0, let box = ProjectedBox(minX: minX, minY: minY, maxX: maxX, maxY: maxY) else {
      throw ProjectionError(
        reason: .outsideDomain, asked: "the extent [\(extent.listed)] in \(crs.definition)",
        said: context.lastMessage, advice: "choose auto, or a smaller extent")
    }
    return box
  }

  /// The longitudes and latitudes that a rectangle of the map shows: a grid of 33 × 33 points taken back,
  /// poles inside it counted in, the antimeridian crossed where the rectangle crosses it.
  ///
  /// - Throws: `outsideDomain` where no point of the rectangle is on the Earth.
  public func extent(of box: ProjectedBox) throws(ProjectionError) -> BoundingBox {
    let steps = 32
    var grid: [ProjectedPoint] = []
    grid.reserveCapacity((steps + 1) * (steps + 1))
    for row in 0...steps {
      for column in 0...steps {
        grid.append(
          ProjectedPoint(
            x: box.minX + box.width * Double(column) / Double(steps),
            y: box.minY + box.height * Double(row) / Double(steps)))
      }
    }
    unproject(positions: &grid)
    var coordinates = grid.lazy.filter { $0.isFinite && abs($0.y) <= 90 }
      .map { Coordinate(wrapping: $0.x, clamping: $0.y) }
      .reduce(into: [Coordinate]()) { $0.append($1) }
    let poles = [90.0, -90.0].map { Coordinate(wrapping: 0, clamping: $0) }.filter { pole in
      guard let image = project(pole) else { return false }
      return image.x >= box.minX && image.x <= box.maxX && image.y >= box.minY && image.y <= box.maxY
    }
    guard !coordinates.isEmpty else {
      throw ProjectionError(
        reason: .outsideDomain, asked: "the rectangle around \(box.center) in \(crs.definition)",
        said: context.lastMessage, advice: "choose auto, or another extent")
    }
    coordinates.append(contentsOf: poles)
    guard let around = BoundingBox(around: coordinates) else { return .world }
    guard poles.isEmpty else {
      // Every meridian meets at a pole.
      return BoundingBox(west: -180, south: around.south, east: 180, north: around.north) ?? .world
    }
    return around
  }
}
