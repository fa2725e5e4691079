import GeoTypes
import Projections
import Testing

struct ProjectionChoiceTests {
  struct Vector: CustomTestStringConvertible, Sendable {
    var name: String
    var extent: BoundingBox
    var parameters: String
    var testDescription: String { name }

    init(
      _ name: String, _ west: Double, _ south: Double, _ east: Double, _ north: Double, _ parameters: String
    ) {
      self.name = name
      extent = BoundingBox(west: west, south: south, east: east, north: north) ?? .world
      self.parameters = parameters + " +ellps=WGS84 +units=m"
    }
  }

  /// The first four are the plan's; the others were worked out by hand from the published rules.
  static let vectors = [
    Vector("Karabakh", 44.5, 38.5, 49, 41, "+proj=tmerc +lat_0=39.75 +k_0=0.9996 +lon_0=46.75"),
    Vector("Caucasus", 38, 40, 51, 44, "+proj=lcc +lat_0=42.0 +lat_1=40.67 +lat_2=43.33 +lon_0=44.5"),
    Vector("Sahel", -18, 8, 40, 25, "+proj=lcc +lat_0=16.5 +lat_1=10.83 +lat_2=22.17 +lon_0=11.0"),
    Vector("Chile", -76, -56, -66, -17, "+proj=tmerc +lat_0=-36.5 +k_0=0.9996 +lon_0=-71.0"),
    Vector("a town", 46.6, 39.7, 46.9, 39.9, "+proj=tmerc +lat_0=39.8 +k_0=0.9999 +lon_0=46.75"),
    Vector("a single point", 2.35, 48.85, 2.35, 48.85, "+proj=tmerc +lat_0=48.85 +k_0=0.9999 +lon_0=2.35"),
    Vector("the world", -180, -90, 180, 90, "+proj=eqearth +lon_0=0.0"),
    Vector("the inhabited world", -180, -60, 180, 80, "+proj=eqearth +lon_0=0.0"),
    Vector("the Indonesian seas", 95, -11, 141, 6, "+proj=merc +lat_ts=2.5 +lon_0=118.0"),
    Vector("half the tropics", -80, -23, 100, 23, "+proj=merc +lat_ts=0.0 +lon_0=10.0"),
    Vector("the Atlantic", -100, -40, 40, 60, "+proj=laea +lat_0=10.0 +lon_0=-30.0"),
    Vector(
      "Fiji, across the antimeridian", 176, -20, -178, -15,
      "+proj=tmerc +lat_0=-17.5 +k_0=0.9996 +lon_0=179.0"),
    Vector(
      "the Bering Strait", 165, 55, -160, 70, "+proj=lcc +lat_0=62.5 +lat_1=57.5 +lat_2=67.5 +lon_0=-177.5"),
    Vector("the Arctic", -180, 66, 180, 90, "+proj=stere +lat_0=90.0 +k_0=0.994 +lon_0=0.0"),
    Vector("Svalbard's north", 0, 84, 40, 88, "+proj=stere +lat_0=90.0 +k_0=0.994 +lon_0=20.0"),
    Vector("Antarctica's middle", -180, -90, 180, -80, "+proj=stere +lat_0=-90.0 +k_0=0.994 +lon_0=0.0"),
    Vector("Algeria", -9, 19, 12, 38, "+proj=stere +lat_0=28.5 +k_0=1.0 +lon_0=1.5"),
    Vector("the Congo", 12, -13.5, 31.5, 5.5, "+proj=stere +lat_0=0.0 +k_0=1.0 +lon_0=21.75"),
    Vector("Russia", 27, 41, -170, 77, "+proj=lcc +lat_0=59.0 +lat_1=47.0 +lat_2=71.0 +lon_0=108.5"),
  ]

  @Test("Each extent gets the projection that the rules lay down", arguments: vectors)
  func rules(_ vector: Vector) {
    #expect(ProjectionChoice.projection(for: vector.extent).parameters == vector.parameters)
  }

  @Test("Whatever the extent, its points project to finite places and come back")
  func everyExtentIsUsable() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<300 {
      let west = Double.random(in: -180...180, using: &random)
      let width = Double.random(in: 0.1...300, using: &random)
      let south = Double.random(in: -85...80, using: &random)
      let north = Double.random(in: south...85, using: &random)
      let extent = try #require(
        BoundingBox(west: west, south: south, east: Coordinate.wrap(west + width), north: north))
      let transformation = try Transformation(to: CRS(ProjectionChoice.projection(for: extent)))
      for _ in 0..<20 {
        let coordinate = Coordinate(
          wrapping: west + Double.random(in: 0...width, using: &random),
          clamping: Double.random(in: south...north, using: &random))
        // Macros cannot hold what cannot be copied.
        let crs = transformation.crs
        let image = transformation.project(coordinate)
        let point = try #require(image, "\(crs), \(coordinate)")
        let origin = transformation.unproject(point)
        let back = try #require(origin, "\(crs), \(coordinate)")
        #expect(coordinate.distance(to: back) < 0.01, "\(crs), \(coordinate)")
      }
    }
  }

  @Test("A conformal choice keeps angles and is near true to scale inside its extent")
  func conformality() throws {
    for vector in Self.vectors {
      let projection = ProjectionChoice.projection(for: vector.extent)
      let distortion = try Transformation(to: CRS(projection)).distortion(at: vector.extent.center)
      if projection.isConformal {
        #expect(distortion.angularDistortion < 0.001, "\(vector.name)")
        #expect((0.8...1.25).contains(distortion.maximumScale), "\(vector.name)")
      } else {
        #expect(abs(distortion.arealScale - 1) < 1e-6, "\(vector.name)")
      }
    }
  }
}
