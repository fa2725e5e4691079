import GeoTypes
import Testing

@Suite struct BoundingBoxTests {
  @Test func aBoxAroundFijiCrossesTheAntimeridian() throws {
    let box = try #require(
      BoundingBox(
        around: [(177.4, -17.8), (-179.9, -16.8), (178.4, -18.1)].map {
          Coordinate(longitude: $0.0, latitude: $0.1)!
        }))
    #expect(box.crossesAntimeridian)
    #expect(box.west == 177.4 && box.east == -179.9)
    #expect(box.contains(Coordinate(longitude: 180, latitude: -17)!))
    #expect(!box.contains(Coordinate(longitude: 0, latitude: -17)!))
    #expect(abs(box.width - 2.7) < 1e-9)
  }

  @Test func intersectionIsSymmetricAndAgreesWithSampling() {
    var state: UInt64 = 42
    func random(_ low: Double, _ high: Double) -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return low + (high - low) * Double(state >> 11) / Double(1 << 53)
    }
    func box() -> BoundingBox {
      let south = random(-80, 70)
      return BoundingBox(
        west: random(-180, 180), south: south, east: random(-180, 180), north: south + random(0, 10))!
    }
    for _ in 0..<500 {
      let a = box()
      let b = box()
      #expect(a.intersects(b) == b.intersects(a))
      // Brute force: the corners and a fine walk along a's longitudes.
      let latitudesMeet = a.south <= b.north && b.south <= a.north
      let longitudesMeet = (0...2000).contains { step in
        let longitude = Coordinate.wrap(a.west + a.width * Double(step) / 2000)
        return b.contains(Coordinate(longitude: longitude, latitude: b.south)!)
      }
      if a.intersects(b) != (latitudesMeet && longitudesMeet) {
        // Sampling misses only boxes narrower than its step.
        #expect(b.width < a.width / 2000 && a.intersects(b))
      }
    }
  }
}
