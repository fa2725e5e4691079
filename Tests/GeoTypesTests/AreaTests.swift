import GeoTypes
import Testing

@Suite struct AreaTests {
  private func area(_ geometry: Geometry) -> Double {
    func ring(_ ring: [Coordinate]) -> Double {
      zip(ring, ring.dropFirst()).reduce(0) {
        $0 + $1.0.longitude * $1.1.latitude - $1.1.longitude * $1.0.latitude
      } / 2
    }
    switch geometry {
    case .polygon(let rings): return rings.reduce(0) { $0 + ring($1) }
    case .multiPolygon(let parts): return parts.joined().reduce(0) { $0 + ring($1) }
    default: return 0
    }
  }

  @Test func aCircleHasItsRadiusEverywhereAndTurnsCounterClockwise() throws {
    let center = try #require(Coordinate(longitude: 46.75, latitude: 39.8))
    let circle = Geometry(circleAround: center, radius: 25_000)
    for vertex in circle.coordinates { #expect(abs(vertex.distance(to: center) - 25_000) < 1) }
    #expect(area(circle) > 0)
    #expect(circle.coordinates.first == circle.coordinates.last)
  }

  @Test func aCircleOverTheAntimeridianIsCut() throws {
    let center = try #require(Coordinate(longitude: 179.9, latitude: -17))
    guard case .multiPolygon(let parts) = Geometry(circleAround: center, radius: 50_000) else {
      Issue.record("one polygon across 180°")
      return
    }
    #expect(parts.count == 2)
    for part in parts { #expect(abs(part[0][0].longitude - part[0][1].longitude) < 5) }
  }

  @Test func aCircleOverTheAntimeridianIsAsRoundAsAnother() throws {
    let center = try #require(Coordinate(longitude: -179.9, latitude: 65))
    let circle = Geometry(circleAround: center, radius: 50_000, sides: 360)
    let away = circle.coordinates.filter { abs($0.longitude) < 180 }.map { $0.distance(to: center) }
    #expect(away.count >= 360 && away.allSatisfy { abs($0 - 50_000) < 1 })
    #expect(area(circle) > 0)
  }

  @Test func anEllipseLikeABoxHasItsAreaAndNoneOfItsCorners() throws {
    for (west, east) in [(13.0, 15.5), (178, -178)] {
      let box = try #require(BoundingBox(west: west, south: 12.3, east: east, north: 14.3))
      let ellipse = Geometry(ellipseLike: box, sides: 400)
      #expect(abs(area(ellipse) / (box.width * box.height) - 1) < 0.001)
      #expect(ellipse.polygons.count == (box.crossesAntimeridian ? 2 : 1))
      for corner in Geometry(box).coordinates where abs(corner.longitude) < 180 {
        let nearest = ellipse.coordinates.map { $0.distance(to: corner) }.min()
        #expect(try #require(nearest) > 20_000)
      }
      for polygon in ellipse.polygons {
        #expect(polygon[0].first == polygon[0].last)
        #expect(zip(polygon[0], polygon[0].dropFirst()).allSatisfy { abs($0.longitude - $1.longitude) < 5 })
      }
    }
    #expect(Geometry(ellipseLike: .world) == Geometry(.world), "all round the Earth there are no corners")
  }

  @Test func aClippedAreaIsWhatLiesInTheBox() throws {
    let box = try #require(BoundingBox(west: 46, south: 39, east: 48, north: 41))
    let half = try #require(BoundingBox(west: 47, south: 30, east: 60, north: 50))
    #expect(Geometry(box).clipped(to: half).map(area) == 2)
    let far = try #require(BoundingBox(west: 50, south: 30, east: 60, north: 50))
    #expect(Geometry(box).clipped(to: far) == nil)
    #expect(Geometry.point(box.center).clipped(to: box) == nil)
  }

  @Test func theHalvesOfABoxMakeTheWhole() throws {
    let box = Geometry(try #require(BoundingBox(west: 46, south: 39, east: 48, north: 40.5)))
    #expect(abs(area(box) - 3) < 1e-9)
    #expect(abs(area(box.part("s")) + area(box.part("n")) - 3) < 1e-9)
    #expect(abs(["ne", "nw", "se", "sw"].reduce(0) { $0 + area(box.part($1)) } - 3) < 1e-9)
    #expect(abs(area(box.part("c")) - 0.75) < 1e-9)
    #expect(box.part("s").coordinates.allSatisfy { $0.latitude <= 39.75 + 1e-12 })
  }
}
