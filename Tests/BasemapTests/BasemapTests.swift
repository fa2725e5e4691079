import Basemap
import GeoTypes
import Testing

/// The committed basemap, found from this file.
let basemapPath: String = {
  let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
  return parts.joined(separator: "/") + "/Gazetteer/basemap/world.basemap"
}()

func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) throws -> BoundingBox {
  try #require(BoundingBox(west: west, south: south, east: east, north: north))
}

/// Even-odd rule over all rings.
func contains(_ polygons: [[[Coordinate]]], _ longitude: Double, _ latitude: Double) -> Bool {
  var inside = false
  for ring in polygons.joined() {
    for (a, b) in zip(ring, ring.dropFirst()) where (a.latitude > latitude) != (b.latitude > latitude) {
      let crossing =
        (b.longitude - a.longitude) * (latitude - a.latitude) / (b.latitude - a.latitude) + a.longitude
      if longitude < crossing { inside.toggle() }
    }
  }
  return inside
}

/// Twice the signed area in square degrees: positive for counter-clockwise.
func signedArea(_ ring: [Coordinate]) -> Double {
  zip(ring, ring.dropFirst()).reduce(0) {
    $0 + $1.0.longitude * $1.1.latitude - $1.1.longitude * $1.0.latitude
  }
}

@Suite struct BasemapTests {
  let basemap: Basemap
  init() throws { basemap = try Basemap(path: basemapPath) }

  @Test func theCommittedFileIsWhole() throws {
    try basemap.verify()
    #expect(basemap.credits.contains { $0.hasPrefix("Natural Earth") })
  }

  @Test(arguments: [
    ("iso:AM", 44.51, 40.18), ("iso:AM-GR", 45.2, 40.3), ("iso:ML", -4.2, 14.5), ("iso:UA-43", 34.1, 45.0),
    ("iso:UA", 34.1, 45.0), ("iso:FR", 2.35, 48.85), ("iso:FR", 9.0, 42.2), ("iso:FR-BRE", -3.0, 48.2),
    ("iso:PS", 34.4, 31.45), ("ld:bande-de-gaza", 34.4, 31.45), ("ld:donbass", 38.0, 48.2),
    ("iso:NZ", 170.5, -45.9), ("iso:RU", -175.0, 67.0), ("iso:FJ", 178.0, -17.8),
  ]) func anOutlineHoldsWhatLiesInThePlace(id: String, longitude: Double, latitude: Double) throws {
    let polygons: [[[Coordinate]]]
    switch try #require(basemap.outline(of: id)) {
    case .polygon(let rings): polygons = [rings]
    case .multiPolygon(let parts): polygons = parts
    default: polygons = []
    }
    #expect(contains(polygons, longitude, latitude))
    #expect(polygons.joined().joined().count <= 310)
    for polygon in polygons {
      for (index, ring) in polygon.enumerated() {
        #expect(ring.first == ring.last && ring.count >= 4)
        #expect((signedArea(ring) > 0) == (index == 0), "ring \(index)")
      }
    }
  }

  @Test func whatIsNoPlaceHasNoOutline() {
    #expect(basemap.outline(of: "") == nil)
    #expect(basemap.outline(of: "iso:ZZ") == nil)
    #expect(basemap.feature(id: "gn:1", level: .fine) == nil)
  }

  @Test(arguments: Detail.allCases) func theCoastHasTheSeaOnOneSideAtEveryLevel(level: Detail) throws {
    let land = basemap.features(in: .land, intersecting: .world, level: level).flatMap(\.polygons)
    for (longitude, latitude) in [(2.35, 47.0), (44.5, 40.3), (134.0, -25.0), (-60.0, -10.0), (0.0, -85.0)] {
      #expect(contains(land, longitude, latitude))
    }
    for (longitude, latitude) in [(51.0, 41.5), (35.0, 43.3), (-30.0, 40.0), (5.0, 40.5), (-150.0, 0.0)] {
      #expect(!contains(land, longitude, latitude))
    }
  }

  @Test func anAreaIsExactInsideOfTheBoxAndShortenedOutside() throws {
    let window = try box(45, 42, 47, 44)
    let russia = try #require(
      basemap.features(in: .country, intersecting: window, level: .fine).first { $0.id == "iso:RU" })
    let whole = try #require(basemap.feature(id: "iso:RU", level: .fine))
    let short = russia.polygons
    let long = whole.polygons
    #expect(short.joined().joined().count < long.joined().joined().count / 5)
    for step in 0..<400 {
      let longitude = 45 + Double(step % 20) * 0.1 + 0.05
      let latitude = 42 + Double(step / 20) * 0.1 + 0.05
      #expect(contains(short, longitude, latitude) == contains(long, longitude, latitude))
    }
  }

  @Test func neighboursShareTheirBorder() throws {
    for level in Detail.allCases {
      let spain = try #require(basemap.feature(id: "iso:ES", level: level))
      let portugal = try #require(basemap.feature(id: "iso:PT", level: level))
      let border = basemap.features(in: .countryBorder, intersecting: .world, level: level)
        .filter { $0.left == "iso:ES" && $0.right == "iso:PT" }
      #expect(border.count == 1)
      let vertices = Set(border.flatMap { $0.lines.joined() })
      #expect(!vertices.isEmpty)
      #expect(vertices.isSubset(of: Set(spain.polygons.joined().joined())))
      #expect(vertices.isSubset(of: Set(portugal.polygons.joined().joined())))
    }
  }

  @Test func aBoxAcrossTheAntimeridianFindsBothSides() throws {
    let found = basemap.features(in: .country, intersecting: try box(170, 60, -165, 70), level: .medium)
    #expect(Set(found.map(\.id)).isSuperset(of: ["iso:RU", "iso:US"]))
    #expect(!found.contains { $0.id == "iso:CA" })
    for line in basemap.features(in: .shore, intersecting: .world, level: .fine).flatMap(\.lines) {
      for (a, b) in zip(line, line.dropFirst()) where abs(a.longitude) == 180 {
        #expect(a.longitude != b.longitude, "a seam at \(a.latitude)")
      }
    }
  }

  @Test func disputedLinesHaveDatesAndSayWhatTheyAre() {
    let lines = basemap.features(in: .disputedLine, intersecting: .world, level: .fine)
    #expect(Set(lines.map(\.id)).count == lines.count)
    for line in lines {
      #expect(!line.lines.isEmpty && !line.note.isEmpty && line.id.hasPrefix("ld:"), "\(line.id)")
    }
    #expect(lines.contains { $0.validTo == CalendarDate(year: 2020, month: 11, day: 10) })
  }

  @Test func featuresComeMostImportantFirstAndTheSameEachTime() throws {
    let window = try box(-10, 30, 50, 55)
    for layer in BasemapLayer.allCases {
      let first = basemap.features(in: layer, intersecting: window, level: .medium)
      #expect(first.map(\.rank) == first.map(\.rank).sorted())
      #expect(!first.isEmpty, "\(layer)")
      let again = basemap.features(in: layer, intersecting: window, level: .medium)
      #expect(first.map(\.id) == again.map(\.id))
    }
  }
}
