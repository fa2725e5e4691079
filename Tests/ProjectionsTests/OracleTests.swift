import GeoTypes
import Projections
import Testing

/// Both directions against cs2cs (Debian: proj-bin), in systems of every family and both axis orders.
struct OracleTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var crs: String
    /// West, south, east, north.
    var box: [Double]
    /// The authority puts northing (or latitude) first; cs2cs follows it, we do not.
    var northFirst = false
    var testDescription: String { crs }
  }

  static let cases = [
    Case(crs: "EPSG:3857", box: [-179, -84, 179, 84]),
    Case(crs: "EPSG:4326", box: [-180, -90, 180, 90], northFirst: true),
    Case(crs: "EPSG:2154", box: [-9, 41, 10, 51]),
    Case(crs: "EPSG:3035", box: [-16, 33, 38, 72], northFirst: true),
    Case(crs: "EPSG:32638", box: [42, 0, 48, 84]),
    Case(crs: "EPSG:31370", box: [2.5, 49.5, 6.4, 51.5]),
    Case(crs: "EPSG:27700", box: [-7.5, 50, 1.7, 60.8]),
    Case(crs: "EPSG:31467", box: [7.5, 47.3, 10.5, 55], northFirst: true),
    Case(crs: "EPSG:3031", box: [-180, -89, 180, -60]),
    Case(crs: "EPSG:3577", box: [113, -44, 153, -9]),
    Case(crs: "EPSG:2193", box: [166.4, -47.3, 178.5, -34.1], northFirst: true),
    Case(crs: "+proj=laea +lat_0=10 +lon_0=20 +datum=WGS84", box: [-50, -50, 90, 70]),
    Case(crs: "+proj=lcc +lat_1=40 +lat_2=44 +lat_0=42 +lon_0=45 +ellps=WGS84", box: [30, 30, 60, 55]),
    Case(crs: "+proj=eqearth +lon_0=150 +datum=WGS84", box: [-180, -90, 180, 90]),
  ]

  static func points(in box: [Double], count: Int, seed: UInt64) -> [(Double, Double)] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      (Double.random(in: box[0]...box[2], using: &random), Double.random(in: box[1]...box[3], using: &random))
    }
  }

  @Test(
    "Two thousand random points agree with cs2cs both ways", .enabled(if: CS2CS.path != nil), arguments: cases
  )
  func agreesWithCS2CS(_ test: Case) throws {
    let positions = Self.points(in: test.box, count: 2000, seed: 42)
    try compare(
      Transformation(to: CRS(test.crs)), positions, definition: test.crs, northFirst: test.northFirst)
  }

  @Test(
    "The shortcut without PROJ's database agrees with cs2cs", .enabled(if: CS2CS.path != nil),
    arguments: ProjectionChoiceTests.vectors)
  func shortcutAgreesWithCS2CS(_ vector: ProjectionChoiceTests.Vector) throws {
    let projection = ProjectionChoice.projection(for: vector.extent)
    let extent = vector.extent
    let positions = Self.points(
      in: [extent.west, extent.south, extent.west + extent.width, extent.north], count: 500, seed: 7)
    try compare(
      Transformation(to: CRS(projection)), positions, definition: projection.parameters, northFirst: false)
  }

  private func compare(
    _ transformation: borrowing Transformation, _ positions: [(Double, Double)], definition: String,
    northFirst: Bool
  ) throws {
    let expected = try CS2CS.run(positions, to: definition, inverse: false)
    var ours = positions.map { ProjectedPoint(x: $0.0, y: $0.1) }
    transformation.project(positions: &ours)
    // Metres, and degrees for the geographic system: both far below what anyone can draw.
    let tolerance = 1e-6
    var images: [(Double, Double)] = []
    for (index, theirs) in expected.enumerated() {
      let image = northFirst ? (theirs.1, theirs.0) : theirs
      images.append(image)
      let point = ours[index]
      #expect(
        abs(point.x - image.0) <= tolerance && abs(point.y - image.1) <= tolerance,
        "\(positions[index]) gives \(point), cs2cs \(image)")
    }
    let origins = try CS2CS.run(expected, to: definition, inverse: true)
    var xs = images.map(\.0)
    var ys = images.map(\.1)
    transformation.unproject(xToLongitudes: &xs, yToLatitudes: &ys)
    for (index, theirs) in origins.enumerated() {
      let turn = abs(Coordinate.wrap(xs[index] - theirs.0))
      #expect(
        (turn <= 1e-9 || abs(theirs.1) > 89.999) && abs(ys[index] - theirs.1) <= 1e-9,
        "\(images[index]) comes back as \(xs[index]), \(ys[index]), cs2cs \(theirs)")
    }
  }
}
