import Basemap
import GeoTypes
import Testing

/// The committed basemap's lakes, found by what a gazetteer knows of them.
@Suite struct LakeTests {
  let basemap: Basemap
  init() throws { basemap = try Basemap(path: basemapPath) }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var point: (Double, Double)
    /// West, south, east, north.
    var extent: (Double, Double, Double, Double)
    /// A town on the shore.
    var dry: (Double, Double)
    var testDescription: String { name }
  }

  private func shape(_ lake: Case) throws -> Geometry? {
    let extent = lake.extent
    return basemap.lake(
      at: Coordinate(wrapping: lake.point.0, clamping: lake.point.1), named: [lake.name],
      within: try box(extent.0, extent.1, extent.2, extent.3))
  }

  @Test(arguments: [
    // The point lies on an island.
    Case(name: "lac Kivu", point: (29.1, -2), extent: (28.8, -2.6, 29.45, -1.6), dry: (28.85, -2.51)),
    Case(name: "lac Victoria", point: (33, -1), extent: (31.6, -3.05, 34.9, 0.5), dry: (32.9, -2.53)),
    Case(name: "lac de Van", point: (42.9, 38.6), extent: (42.2, 38.3, 43.8, 39.05), dry: (43.41, 38.50)),
    // The point lies on land: the name tells.
    Case(name: "lac d'Ourmia", point: (44.4, 37.1), extent: (44.4, 37, 46.1, 38.4), dry: (45.07, 37.55)),
    // One sheet of water with Lake Huron.
    Case(name: "lac Michigan", point: (-87, 44), extent: (-88.1, 41.6, -84.8, 46.1), dry: (-88.0, 43.04)),
  ]) func aLakeHasItsOwnShape(lake: Case) throws {
    let shape = try #require(try shape(lake))
    let polygons = shape.polygons
    let outer = polygons.map { [$0[0]] }
    #expect(contains(outer, lake.point.0, lake.point.1) || lake.name == "lac d'Ourmia")
    #expect(!contains(polygons, lake.dry.0, lake.dry.1))
    let vertices = polygons.joined().joined().count
    #expect((40...1000).contains(vertices), "\(vertices) vertices")
    let bounds = try #require(shape.bounds)
    let extent = try box(lake.extent.0, lake.extent.1, lake.extent.2, lake.extent.3)
    #expect(extent.padded(by: 0.26).contains(Coordinate(wrapping: bounds.west, clamping: bounds.south)))
    #expect(extent.padded(by: 0.26).contains(Coordinate(wrapping: bounds.east, clamping: bounds.north)))
    for polygon in polygons {
      #expect(polygon[0].first == polygon[0].last && signedArea(polygon[0]) > 0)
    }
  }

  @Test func whatIsNoLakeHasNoShape() throws {
    let desert = Case(name: "lac Nulle-Part", point: (10, 25), extent: (9, 24, 11, 26), dry: (0, 0))
    #expect(try shape(desert) == nil)
    #expect(basemap.lake(at: Coordinate(wrapping: 10, clamping: 25), named: [], within: nil) == nil)
  }

  @Test func aLakeWithoutAnExtentIsFoundByItsPoint() {
    let point = Coordinate(wrapping: 29.1, clamping: -2)
    #expect(basemap.lake(at: point, named: [], within: nil) != nil)
  }
}
