import GeoTypes
import Projections
import Testing

struct TransformationTests {
  static let karabakh = BoundingBox(west: 44.5, south: 38.5, east: 49, north: 41) ?? .world

  private func failure(_ definition: String, over extent: BoundingBox? = nil) -> ProjectionError? {
    do throws(ProjectionError) {
      _ = try Transformation(to: CRS(definition), over: extent)
      return nil
    } catch { return error }
  }

  @Test("x is east and y is north, whatever the authority's axis order")
  func axisOrder() throws {
    // EPSG:4326 and EPSG:3035 put latitude and northing first.
    let geographic = try Transformation(to: CRS("EPSG:4326"))
    let paris = Coordinate(wrapping: 2.3522, clamping: 48.8566)
    let same = geographic.project(paris)
    #expect(same == ProjectedPoint(x: 2.3522, y: 48.8566))
    let european = try Transformation(to: CRS("EPSG:3035"))
    let images = (european.project(paris), european.project(Coordinate(wrapping: 5, clamping: 48.8566)))
    let west = try #require(images.0)
    let east = try #require(images.1)
    #expect(east.x > west.x + 100_000)
    let name = european.name
    #expect(name == "ETRS89-extended / LAEA Europe")
  }

  @Test("A point agrees with its batch")
  func batches() throws {
    let transformation = try Transformation(to: CRS("EPSG:2154"))
    var random = SeededGenerator(seed: 1)
    let coordinates = (0..<200).map { _ in
      Coordinate(
        wrapping: .random(in: -5...9, using: &random), clamping: .random(in: 42...51, using: &random))
    }
    var xs = coordinates.map(\.longitude)
    var ys = coordinates.map(\.latitude)
    transformation.project(longitudesToX: &xs, latitudesToY: &ys)
    var points = coordinates.map { ProjectedPoint(x: $0.longitude, y: $0.latitude) }
    transformation.project(positions: &points)
    for (index, coordinate) in coordinates.enumerated() {
      let single = transformation.project(coordinate)
      #expect(single == ProjectedPoint(x: xs[index], y: ys[index]))
      #expect(single == points[index])
    }
    transformation.unproject(positions: &points)
    for (index, coordinate) in coordinates.enumerated() {
      #expect(abs(points[index].x - coordinate.longitude) < 1e-9)
      #expect(abs(points[index].y - coordinate.latitude) < 1e-9)
    }
  }

  @Test("Empty batches are no trouble")
  func emptyBatch() throws {
    let transformation = try Transformation(to: CRS("EPSG:3857"))
    var none: [ProjectedPoint] = []
    transformation.project(positions: &none)
    #expect(none.isEmpty)
  }

  @Test("One bad position in a batch does not spoil the others")
  func badPosition() throws {
    let transformation = try Transformation(to: CRS("EPSG:3857"))
    var positions = [
      ProjectedPoint(x: 2, y: 48), ProjectedPoint(x: 2, y: 90), ProjectedPoint(x: .nan, y: 3),
      ProjectedPoint(x: 3, y: 49),
    ]
    transformation.project(positions: &positions)
    #expect(positions[0].isFinite && positions[3].isFinite)
    #expect(!positions[2].isFinite)
    let alone = transformation.project(Coordinate(wrapping: 3, clamping: 49))
    #expect(positions[3] == alone)
  }

  @Test(
    "A code that does not exist is named, with what to do",
    arguments: ["EPSG:999999", "NONSENSE", "+proj=nope", ""])
  func unknownCRS(_ definition: String) throws {
    let error = try #require(failure(definition))
    #expect(error.reason == .unknownCRS)
    #expect(error.asked == definition)
    #expect(error.description.contains("EPSG:2154"))
    if definition == "EPSG:999999" { #expect(error.said.contains("crs not found")) }
  }

  @Test(
    "Heights and geocentric systems are refused as no map systems", arguments: ["EPSG:5714", "EPSG:4978"])
  func notForMaps(_ definition: String) throws {
    #expect(try #require(failure(definition)).reason == .notForMaps)
  }

  @Test("A system of another planet is refused")
  func otherPlanet() throws {
    let mars = "+proj=longlat +a=3396190 +b=3376200 +type=crs"
    let error = failure(mars)
    #expect(error == nil || error?.reason == .noTransformation)
  }

  @Test("An extent outside the area of use is named with both areas")
  func outsideArea() throws {
    let error = try #require(failure("EPSG:2154", over: Self.karabakh))
    #expect(error.reason == .outsideAreaOfUse)
    #expect(error.description.contains("France"))
    #expect(error.description.contains("44.5, 38.5, 49.0, 41.0"))
    #expect(failure("EPSG:32638", over: Self.karabakh) == nil)
  }

  @Test("Bounds hold every point of the extent, where corners alone would not")
  func boundsAreCurved() throws {
    let extent = try #require(BoundingBox(west: 20, south: 40, east: 70, north: 60))
    let transformation = try Transformation(to: CRS(ProjectionChoice.projection(for: extent)))
    let bounds = try transformation.bounds(of: extent)
    var random = SeededGenerator(seed: 9)
    for _ in 0..<500 {
      let image = transformation.project(
        Coordinate(
          wrapping: .random(in: 20...70, using: &random), clamping: .random(in: 40...60, using: &random)))
      let point = try #require(image)
      #expect(point.x >= bounds.minX - 500 && point.x <= bounds.maxX + 500)
      #expect(point.y >= bounds.minY - 500 && point.y <= bounds.maxY + 500)
    }
    let image = transformation.project(Coordinate(wrapping: 20, clamping: 40))
    let corner = try #require(image)
    #expect(bounds.minY < corner.y - 50_000)
  }

  @Test("Bounds across the antimeridian are as narrow as the extent")
  func boundsAcross() throws {
    let fiji = try #require(BoundingBox(west: 176, south: -20, east: -178, north: -15))
    let transformation = try Transformation(to: CRS(ProjectionChoice.projection(for: fiji)))
    let bounds = try transformation.bounds(of: fiji)
    #expect(bounds.width < 700_000)
    let back = try transformation.extent(of: bounds)
    #expect(back.crossesAntimeridian)
    #expect(abs(back.west - 176) < 0.3 && abs(back.east + 178) < 0.3)
  }

  @Test("A rectangle that shows the pole shows every meridian")
  func extentWithPole() throws {
    let arctic = try #require(BoundingBox(west: -180, south: 70, east: 180, north: 90))
    let transformation = try Transformation(to: CRS(ProjectionChoice.projection(for: arctic)))
    let box = try #require(ProjectedBox(minX: -1e6, minY: -2e6, maxX: 3e6, maxY: 1e6))
    let extent = try transformation.extent(of: box)
    #expect(extent.north == 90 && extent.width == 360)
    #expect(extent.south < 65 && extent.south > 50)
  }

  @Test("The far side of a gnomonic projection has no bounds, and says so")
  func outsideDomain() throws {
    let transformation = try Transformation(to: CRS("+proj=gnom +ellps=WGS84"))
    let pacific = try #require(BoundingBox(west: 120, south: -10, east: 170, north: 10))
    var reason: ProjectionError.Reason?
    do throws(ProjectionError) { _ = try transformation.bounds(of: pacific) } catch { reason = error.reason }
    #expect(reason == .outsideDomain)
  }

  @Test("UTM's scale is 0.9996 on its meridian, and convergence grows with distance from it")
  func distortion() throws {
    for definition in ["EPSG:32638", "+proj=tmerc +lon_0=45 +k_0=0.9996 +x_0=500000 +ellps=WGS84"] {
      let transformation = try Transformation(to: CRS(definition))
      let middle = try transformation.distortion(at: Coordinate(wrapping: 45, clamping: 40))
      #expect(abs(middle.meridionalScale - 0.9996) < 1e-7)
      #expect(abs(middle.maximumScale - 0.9996) < 1e-6)
      #expect(abs(middle.meridianConvergence) < 1e-9)
      let side = try transformation.distortion(at: Coordinate(wrapping: 48, clamping: 40))
      // tan γ = tan Δλ · sin φ
      #expect(abs(side.meridianConvergence - 1.9287) < 0.001)
    }
  }

  @Test("A geographic system has no scale, and says so")
  func noScale() throws {
    let transformation = try Transformation(to: CRS("EPSG:4326"))
    var reason: ProjectionError.Reason?
    do throws(ProjectionError) {
      _ = try transformation.distortion(at: Coordinate(wrapping: 0, clamping: 0))
    } catch { reason = error.reason }
    #expect(reason == .notProjected)
  }
}
