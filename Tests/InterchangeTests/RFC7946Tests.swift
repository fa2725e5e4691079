import GeoTypes
import Testing

@testable import Interchange

/// The plane sees only longitudes modulo 360: whether a point lies in a polygon is asked on every turn of the globe.
private func contains(_ polygons: [[[Coordinate]]], _ longitude: Double, _ latitude: Double) -> Bool {
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

private func at(_ longitude: Double, _ latitude: Double) -> Coordinate {
  Coordinate(wrapping: longitude, clamping: latitude)
}

private func polygons(_ geometry: Geometry?) -> [[[Coordinate]]] {
  switch geometry {
  case .polygon(let rings): [rings]
  case .multiPolygon(let polygons): polygons
  default: []
  }
}

private func signedArea(_ ring: [Coordinate]) -> Double {
  zip(ring, ring.dropFirst()).reduce(0) {
    $0 + $1.0.longitude * $1.1.latitude - $1.1.longitude * $1.0.latitude
  }
}

private func expectSound(_ geometry: Geometry?, sourceLocation: SourceLocation = #_sourceLocation) {
  for polygon in polygons(geometry) {
    for (index, ring) in polygon.enumerated() {
      #expect(ring.count >= 4 && ring.first == ring.last, sourceLocation: sourceLocation)
      #expect((signedArea(ring) > 0) == (index == 0), "orientation", sourceLocation: sourceLocation)
      // Over a pole any longitude is the same place.
      for (a, b) in zip(ring, ring.dropFirst()) where abs(a.latitude) < 90 {
        #expect(abs(a.longitude - b.longitude) <= 180, "a step across", sourceLocation: sourceLocation)
      }
    }
  }
}

@Suite struct RFC7946Tests {
  private let square = [at(0, 0), at(10, 0), at(10, 10), at(0, 10), at(0, 0)]

  @Test func theExteriorTurnsLeftAndHolesTurnRight() throws {
    let hole = [at(2, 2), at(4, 2), at(4, 4), at(2, 4), at(2, 2)]
    let expected = Geometry.polygon([square, hole.reversed()])
    #expect(Geometry.polygon([square, hole]).asRFC7946 == expected)
    #expect(
      Geometry.polygon([square.reversed(), hole.reversed()]).asRFC7946.map { polygons($0)[0].count } == 2)
    expectSound(Geometry.polygon([square.reversed(), hole]).asRFC7946)
  }

  @Test func anOpenRingIsClosed() {
    #expect(Geometry.polygon([Array(square.dropLast())]).asRFC7946 == .polygon([square]))
  }

  @Test func whatEnclosesNothingIsNothing() {
    #expect(Geometry.polygon([]).asRFC7946 == nil)
    #expect(Geometry.polygon([[]]).asRFC7946 == nil)
    #expect(Geometry.polygon([[at(0, 0), at(1, 1), at(0, 0)]]).asRFC7946 == nil)
    #expect(Geometry.multiPolygon([]).asRFC7946 == nil)
    #expect(Geometry.multiPoint([]).asRFC7946 == nil)
    #expect(Geometry.lineString([at(0, 0)]).asRFC7946 == nil)
  }

  @Test func aBoxAcrossTheAntimeridianIsCutInTwo() {
    let box = Geometry.polygon([[at(170, -10), at(-170, -10), at(-170, 10), at(170, 10), at(170, -10)]])
    let cut = polygons(box.asRFC7946)
    expectSound(box.asRFC7946)
    #expect(cut.count == 2)
    #expect(contains(cut, 175, 0) && contains(cut, -175, 0) && !contains(cut, 165, 0) && !contains(cut, 0, 0))
  }

  @Test func aLineAcrossTheAntimeridianIsCutWhereItCrosses() {
    let line = Geometry.lineString([at(170, 0), at(-170, 10), at(-160, 10)])
    #expect(
      line.asRFC7946
        == .multiLineString([[at(170, 0), at(180, 5)], [at(-180, 5), at(-170, 10), at(-160, 10)]]))
    #expect(Geometry.lineString(square).asRFC7946 == .lineString(square))
  }

  @Test func aRingAroundThePoleIsLedOverIt() {
    let ring = stride(from: -180.0, to: 180, by: 30).map { at($0, -70) }
    let geometry = Geometry.polygon([ring]).asRFC7946
    expectSound(geometry)
    #expect(contains(polygons(geometry), 10, -80) && contains(polygons(geometry), 10, -89.9))
    #expect(!contains(polygons(geometry), 10, -60) && !contains(polygons(geometry), 10, 80))
  }

  /// A comb whose teeth reach across, with a hole that crosses and one that does not.
  @Test func severalPartsAndHolesAreSortedOut() {
    let comb = [
      at(160, 0), at(-170, 0), at(-170, 4), at(175, 5), at(-170, 6), at(-170, 30), at(160, 30), at(160, 0),
    ]
    let crossing = [at(178, 15), at(-178, 15), at(-178, 20), at(178, 20), at(178, 15)]
    let apart = [at(165, 15), at(168, 15), at(168, 20), at(165, 20), at(165, 15)]
    let geometry = Geometry.polygon([comb, crossing, apart]).asRFC7946
    let cut = polygons(geometry)
    expectSound(geometry)
    #expect(cut.count == 3)
    #expect(cut.map(\.count).sorted() == [1, 1, 2])
    for (longitude, latitude, isInside) in [
      (162.0, 10.0, true), (179, 10, true), (-179, 10, true), (179, 17, false), (-179, 17, false),
      (166, 17, false),
      (-175, 5, false), (-175, 2, true), (-175, 25, true), (174, 5, true), (179, 5, false), (150, 10, false),
    ] {
      #expect(contains(cut, longitude, latitude) == isInside, "\(longitude), \(latitude)")
    }
  }

  /// Star-shaped polygons around any centre: what lies inside before lies inside after, whatever the cut.
  @Test func cuttingChangesNoPointsSide() {
    var generator = Generator()
    for round in 0..<300 {
      let centerX =
        round % 2 == 0
        ? Double.random(in: 150...210, using: &generator) : Double.random(in: -180...180, using: &generator)
      let centerY = Double.random(in: -50...50, using: &generator)
      let sides = Int.random(in: 3...24, using: &generator)
      var plane: [(x: Double, y: Double)] = (0..<sides).map { side in
        let radius = Double.random(in: 2...30, using: &generator)
        let angle = 6.283185307179586 * Double(side) / Double(sides)
        return (centerX + radius * cosine(angle), centerY + radius * cosine(angle - 1.5707963267948966))
      }
      plane.append(plane[0])
      var ring = plane.map { at($0.x, $0.y) }
      if round % 3 == 0 { ring.reverse() }
      let geometry = Geometry.polygon([ring]).asRFC7946
      expectSound(geometry)
      let cut = polygons(geometry)
      for _ in 0..<40 {
        let x = Double.random(in: centerX - 32...centerX + 32, using: &generator)
        let y = Double.random(in: centerY - 32...centerY + 32, using: &generator)
        var inside = false
        for (a, b) in zip(plane, plane.dropFirst()) where (a.y > y) != (b.y > y) {
          if x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x { inside.toggle() }
        }
        #expect(contains(cut, at(x, y).longitude, y) == inside)
      }
    }
  }

  /// Taylor's series, enough for a test's polygons; the target has no Foundation.
  private func cosine(_ angle: Double) -> Double {
    var x = angle.truncatingRemainder(dividingBy: 6.283185307179586)
    if x > 3.141592653589793 { x -= 6.283185307179586 }
    var term = 1.0
    var sum = 1.0
    for n in stride(from: 2.0, through: 24, by: 2) {
      term *= -x * x / (n * (n - 1))
      sum += term
    }
    return sum
  }
}
