internal import GeoTypes
internal import Projections

/// Takes longitudes and latitudes to the picture's pixels: clip → project → resample → clip → simplify.
///
/// A class because it owns a `Transformation`, which cannot be copied; it stays on one thread.
final class MapProjector {
  let transformation: Transformation
  /// The map's rectangle in the picture.
  let frame: Rect
  /// What the rectangle shows in the projected system; the shapes are alike.
  let box: ProjectedBox
  /// What it shows on the Earth.
  let extent: BoundingBox
  /// The projection's own limits: past them lie nonsense and infinities.
  private let domain: ClipBox
  private let pixelBox: ClipBox
  private let scale: Double

  /// Vertices may stray this far, in pixels; farther on small scales, whose coasts are all detail.
  private(set) var tolerance: Double
  /// Rings of a smaller area, in pixels, are left out.
  private var smallest: Double

  init(transformation: consuming Transformation, box: ProjectedBox, frame: Rect) throws(ProjectionError) {
    let transformation = transformation
    extent = try transformation.extent(of: box)
    self.frame = frame
    self.box = box
    scale = frame.width / box.width
    domain = MapProjector.domain(of: extent, transformation.crs.projection)
    pixelBox = ClipBox(minX: frame.x - 4, minY: frame.y - 4, maxX: frame.maxX + 4, maxY: frame.maxY + 4)
    self.transformation = transformation
    // Metres to a pixel, roughly: exact enough to choose a tolerance.
    let coarse = extent.width * 111_000 / frame.width
    tolerance = coarse > 5000 ? 0.6 : coarse > 3000 ? 0.45 : 0.35
    smallest = coarse > 9000 ? 2 : 0.5
  }

  /// The extent with a little margin, cut where the projection ends: half a turn from its central meridian.
  private static func domain(of extent: BoundingBox, _ projection: Projection?) -> ClipBox {
    let margin = Swift.max(0.02, Swift.max(extent.width, extent.height) * 0.04)
    var west = extent.west - margin
    var east = extent.west + extent.width + margin
    if let projection {
      // The copy of the seam that lies west of the extent.
      let middle = extent.width >= 360 ? projection.centralLongitude : extent.west + extent.width / 2
      var center = projection.centralLongitude
      while center < middle - 180 { center += 360 }
      while center > middle + 180 { center -= 360 }
      // Just short of the seam: on it, rounding would decide which edge of the map a point goes to.
      west = Swift.max(west, center - 179.9999)
      east = Swift.min(east, center + 179.9999)
    } else if east - west > 360 {
      (west, east) = (-180, 180)
    }
    return ClipBox(
      minX: west, minY: Swift.max(-90, extent.south - margin), maxX: east,
      maxY: Swift.min(90, extent.north + margin))
  }

  /// Draws less detail from now on.
  func coarsen() {
    tolerance *= 1.6
    smallest *= 3
  }

  /// The box to ask a basemap for.
  var queryBox: BoundingBox {
    if domain.maxX - domain.minX >= 359.9 {
      return BoundingBox(west: -180, south: domain.minY, east: 180, north: domain.maxY) ?? .world
    }
    return BoundingBox(
      west: Coordinate.wrap(domain.minX), south: domain.minY, east: Coordinate.wrap(domain.maxX),
      north: domain.maxY) ?? .world
  }

  /// Metres on the ground for one pixel at the map's centre.
  var metresPerPixel: Double {
    let (x, y) = (frame.midX, frame.midY)
    guard let left = coordinate(at: ProjectedPoint(x: x - 5, y: y)),
      let right = coordinate(at: ProjectedPoint(x: x + 5, y: y))
    else { return Coordinate.meanEarthRadius * 2 * .pi / frame.width }
    return Geodesic.distance(from: left, to: right) / 10
  }

  /// The pixel that shows a coordinate; nil where none does (it may still lie outside the frame).
  func pixel(of coordinate: Coordinate) -> ProjectedPoint? {
    transformation.project(coordinate).map(pixel)
  }

  /// The coordinate that a pixel shows.
  func coordinate(at pixel: ProjectedPoint) -> Coordinate? {
    transformation.unproject(
      ProjectedPoint(x: box.minX + (pixel.x - frame.x) / scale, y: box.maxY - (pixel.y - frame.y) / scale))
  }

  private func pixel(_ point: ProjectedPoint) -> ProjectedPoint {
    ProjectedPoint(x: frame.x + (point.x - box.minX) * scale, y: frame.y + (box.maxY - point.y) * scale)
  }

  /// A ring on the picture, open; none, one, or two (where it shows on both sides of the seam).
  func rings(_ ring: [Coordinate]) -> [[ProjectedPoint]] {
    var result: [[ProjectedPoint]] = []
    for shifted in copies(of: ring) {
      var clipped = domain.clip(ring: shifted)
      guard let first = clipped.first else { continue }
      clipped.append(first)
      var projected = resampled(clipped)
      if projected.first == projected.last, !projected.isEmpty { projected.removeLast() }
      let visible = pixelBox.clip(ring: projected)
      let simple = Simplification.simplify(ring: visible, tolerance: tolerance, smallest: smallest)
      if !simple.isEmpty { result.append(simple) }
    }
    return result
  }

  /// The pieces of a line on the picture.
  func lines(_ line: [Coordinate]) -> [[ProjectedPoint]] {
    copies(of: line).flatMap { domain.clip(line: $0) }.flatMap { pixelBox.clip(line: resampled($0)) }
      .map { Simplification.simplify($0, tolerance: tolerance) }
      .filter { MapProjector.size($0) >= smallest }
  }

  /// Width plus height of the box around a line.
  private static func size(_ line: [ProjectedPoint]) -> Double {
    let xs = line.map(\.x)
    let ys = line.map(\.y)
    return (xs.max() ?? 0) - (xs.min() ?? 0) + (ys.max() ?? 0) - (ys.min() ?? 0)
  }

  /// Whether the frame holds the Earth's whole outline, and so needs none of its own.
  var showsWholeEarth: Bool {
    let room = frame.inset(by: -3)
    return horizon?.allSatisfy(room.contains) ?? false
  }

  /// The outline of the whole domain, where the map shows the Earth's edge; nil where it fills the frame.
  var horizon: [ProjectedPoint]? {
    guard domain.maxX - domain.minX >= 359.9 else { return nil }
    let corners = [
      ProjectedPoint(x: domain.minX, y: domain.minY), ProjectedPoint(x: domain.maxX, y: domain.minY),
      ProjectedPoint(x: domain.maxX, y: domain.maxY), ProjectedPoint(x: domain.minX, y: domain.maxY),
      ProjectedPoint(x: domain.minX, y: domain.minY),
    ]
    return Simplification.simplify(ring: resampled(corners), tolerance: 0.2, smallest: 0)
  }

  /// The line once for each turn of the Earth that puts it into the domain.
  private func copies(of line: [Coordinate]) -> [[ProjectedPoint]] {
    guard let first = line.first else { return [] }
    var (west, east) = (first.longitude, first.longitude)
    var reachesPole = false
    for coordinate in line {
      west = Swift.min(west, coordinate.longitude)
      east = Swift.max(east, coordinate.longitude)
      if abs(coordinate.latitude) > MapProjector.pole { reachesPole = true }
    }
    guard reachesPole || west < -MapProjector.seam && east > MapProjector.seam else {
      return [0.0, 360, -360].compactMap { turn in
        guard west + turn <= domain.maxX, east + turn >= domain.minX else { return nil }
        return line.map { ProjectedPoint(x: $0.longitude + turn, y: $0.latitude) }
      }
    }
    let whole = MapProjector.unwrapped(line)
    west = whole.map(\.x).min() ?? west
    east = whole.map(\.x).max() ?? east
    // To where its middle is between −180 and 180.
    let home = -360 * ((west + east) / 720).rounded()
    return [home, home + 360, home - 360].compactMap { turn in
      guard west + turn <= domain.maxX, east + turn >= domain.minX else { return nil }
      return whole.map { ProjectedPoint(x: $0.x + turn, y: $0.y) }
    }
  }

  /// What lies farther east and west than this is looked at for edges across the antimeridian, and what lies farther
  /// north or south for a pole (degrees).
  private static let seam = 179.9
  private static let pole = 89.99

  /// A line whose edges all go the short way round, over ±180° where that is shorter, and a ring around a pole closed
  /// along it. A pole has no longitude: it has that of the vertex before it, then that of the one behind.
  private static func unwrapped(_ line: [Coordinate]) -> [ProjectedPoint] {
    var points: [ProjectedPoint] = []
    var previous = line[0].longitude
    func nearest(_ longitude: Double) -> Double {
      longitude + 360 * ((previous - longitude) / 360).rounded()
    }
    for (index, vertex) in line.enumerated() {
      if abs(vertex.latitude) > pole {
        if index > 0 { points.append(ProjectedPoint(x: previous, y: vertex.latitude)) }
        guard index + 1 < line.count else { continue }
        previous = nearest(line[index + 1].longitude)
        points.append(ProjectedPoint(x: previous, y: vertex.latitude))
      } else {
        previous = nearest(vertex.longitude)
        points.append(ProjectedPoint(x: previous, y: vertex.latitude))
      }
    }
    guard line.first == line.last, let first = points.first, let last = points.last,
      abs(last.x - first.x) > 180
    else { return points }
    let latitude = first.y > 0 ? 90.0 : -90
    return points + [ProjectedPoint(x: last.x, y: latitude), ProjectedPoint(x: first.x, y: latitude), first]
  }

  /// Projected to pixels, with points put in where the straight line between two vertices would stray from the
  /// curve by more than half a pixel (after d3-geo's adaptive resampling).
  private func resampled(_ line: [ProjectedPoint]) -> [ProjectedPoint] {
    var images = line
    transformation.project(positions: &images)
    var result: [ProjectedPoint] = []
    result.reserveCapacity(images.count)
    var previous: (position: ProjectedPoint, image: ProjectedPoint)?
    for (position, image) in zip(line, images) where image.isFinite {
      let point = pixel(image)
      if let (start, from) = previous {
        let (x, y) = (point.x - from.x, point.y - from.y)
        let degrees = Swift.max(abs(position.x - start.x), abs(position.y - start.y))
        // Short segments of short arcs are straight enough.
        if x * x + y * y > 144 || degrees > 5 {
          refine(start, from, position, point, depth: 9, into: &result)
        }
      }
      result.append(point)
      previous = (position, point)
    }
    return result
  }

  private func refine(
    _ start: ProjectedPoint, _ from: ProjectedPoint, _ end: ProjectedPoint, _ to: ProjectedPoint, depth: Int,
    into result: inout [ProjectedPoint]
  ) {
    guard depth > 0 else { return }
    let middle = ProjectedPoint(x: (start.x + end.x) / 2, y: (start.y + end.y) / 2)
    guard let image = transformation.project(position: middle) else { return }
    let point = pixel(image)
    let (x, y) = (point.x - (from.x + to.x) / 2, point.y - (from.y + to.y) / 2)
    // A midpoint on the chord may hide an S, so long arcs are halved once more in any case.
    let long = Swift.max(abs(end.x - start.x), abs(end.y - start.y)) > 15
    guard x * x + y * y > 0.25 || long else { return }
    refine(start, from, middle, point, depth: depth - 1, into: &result)
    result.append(point)
    refine(middle, point, end, to, depth: depth - 1, into: &result)
  }
}
