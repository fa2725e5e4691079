import Testing

@testable import Basemap
@testable import BasemapSources

@Suite struct TopologyTests {
  private func ring(_ corners: [Corner], isHole: Bool = false) throws -> LayerRecord.Ring {
    var record = LayerRecord()
    record.add(
      ring: try corners.map { try #require(GridPoint(degreesEast: $0.x, north: $0.y)) }, isHole: isHole)
    return try #require(record.rings.first)
  }

  @Test func nothingHasNoArcs() { #expect(Topology([]).arcs.isEmpty) }

  @Test func anIslandIsOneClosedArc() throws {
    let topology = Topology([[try ring(rectangle(0, 0, 1, 1))]])
    #expect(topology.arcs.count == 1)
    #expect(
      topology.arcs[0].points.count == 5 && topology.arcs[0].points.first == topology.arcs[0].points.last)
    #expect([topology.arcs[0].left, topology.arcs[0].right].contains(nil))
  }

  @Test func neighboursShareOneArc() throws {
    let topology = Topology([[try ring(rectangle(0, 0, 1, 1))], [try ring(rectangle(1, 0, 2, 1))]])
    #expect(topology.arcs.count == 3)
    let shared = topology.arcs.filter { $0.left != nil && $0.right != nil }
    #expect(shared.count == 1 && shared[0].points.count == 2)
    let union = topology.polygons(of: [0, 1])
    #expect(union.count == 1 && union[0].count == 1)
    #expect(Outline.signedArea(topology.points(of: union[0][0])) == 4)
  }

  @Test func anEnclaveIsAHoleOfItsSurroundings() throws {
    let outer = [try ring(rectangle(0, 0, 3, 3)), try ring(rectangle(1, 1, 2, 2), isHole: true)]
    let topology = Topology([outer, [try ring(rectangle(1, 1, 2, 2))]])
    #expect(topology.arcs.count == 2)
    #expect(topology.polygons(of: [0]).map(\.count) == [2])
    #expect(topology.polygons(of: [0, 1]).map(\.count) == [1])
    #expect(topology.polygons(of: []).isEmpty)
  }

  @Test func theSeamIsNoOutline() throws {
    let topology = Topology([
      [try ring(rectangle(170, 0, 180, 10))], [try ring(rectangle(-180, 0, -170, 10))],
    ])
    #expect(topology.arcs.count(where: \.isSeam) == 2)
    #expect(topology.arcs.filter(\.isSeam).allSatisfy { $0.points.allSatisfy { abs($0.x) == 180 } })
  }

  /// A board of squares given to faces at random: whatever the union, its area is the sum of its squares'.
  @Test(arguments: 1...20) func areasOfUnionsAreTheSumOfTheirParts(seed: UInt64) throws {
    var state = seed
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let size = 8
    var faces: [[LayerRecord.Ring]] = []
    var owners: [Int] = []
    for index in 0..<size * size {
      let (x, y) = (Double(index % size), Double(index / size))
      faces.append([try ring(rectangle(x, y, x + 1, y + 1))])
      owners.append(random(5))
    }
    let topology = Topology(faces)
    for owner in 0..<5 {
      let members = owners.indices.filter { owners[$0] == owner }
      let area = topology.polygons(of: members).joined().reduce(0) {
        $0 + Outline.signedArea(topology.points(of: $1))
      }
      #expect(abs(area - 2 * Double(members.count)) < 1e-9)
    }
    // Every side between two squares once, the rim once.
    let length = topology.arcs.reduce(0) { $0 + $1.points.count - 1 }
    #expect(length == 2 * size * (size + 1))
  }

  @Test func theLabelIsInsideAndFarFromTheOutline() throws {
    let shape = try ring([(0, 0), (0, 4), (1, 4), (1, 1), (4, 1), (4, 0), (0, 0)]).points
    let point = try #require(LabelPoint.of([shape]))
    #expect(Outline.contains(shape, point))
    #expect(point.x > 0.4 && point.y > 0.4 && point.x < 0.8 && point.y < 0.8)
  }

  @Test func simplifyingKeepsEndsAndStaysWithinItsTolerance() throws {
    let line = try (0...200).map {
      try #require(GridPoint(degreesEast: Double($0) / 100, north: Double($0 * $0 % 17) / 1000))
    }
    let simple = Outline.simplified(line, tolerance: 0.005)
    #expect(simple.first == line.first && simple.last == line.last && simple.count < line.count)
    #expect(Outline.simplified(line, tolerance: 1) == [line[0], line[200]])
    let square = try ring(rectangle(0, 0, 1, 1)).points
    #expect(Outline.simplified(square, tolerance: 10).count == 4)
  }

  /// Cells as small as a sliver is narrow would fill the memory.
  @Test func aSliverHasALabelPoint() throws {
    let corners = [(0.0, 0.0), (100, 0), (100, 0.000_001), (0, 0.000_001), (0, 0)]
    let ring = try corners.map { try #require(GridPoint(degreesEast: $0.0, north: $0.1)) }
    let point = try #require(LabelPoint.of([ring]))
    #expect((0...100).contains(Double(point.x)))
  }
}
