import GazetteerIndex
import GeoTypes
import Testing

@Suite struct NearTests {
  private let gazetteer: Gazetteer
  private let queries: [Coordinate]

  init() throws {
    var random = SeededRandom(9)
    var fixture = Fixture()
    // Everywhere, and thick at the antimeridian, the poles and one city; some at one spot.
    for index in 0..<1200 {
      let longitude: Double
      let latitude: Double
      switch index % 5 {
      case 0:
        (longitude, latitude) = (
          .random(in: -180...180, using: &random), .random(in: -90...90, using: &random)
        )
      case 1:
        let east = Double.random(in: 175...185, using: &random)
        (longitude, latitude) = (Coordinate.wrap(east), .random(in: -20...20, using: &random))
      case 2:
        (longitude, latitude) = (
          .random(in: -180...180, using: &random), .random(in: 85...90, using: &random)
        )
      case 3:
        (longitude, latitude) = (.random(in: 44...45, using: &random), .random(in: 40...41, using: &random))
      default: (longitude, latitude) = (180, Double(index % 10))
      }
      try fixture.place("x:\(index)", "P\(index)", longitude, latitude)
    }
    gazetteer = try fixture.open()
    let edges: [(Double, Double)] = [
      (180, 0), (-180, 0), (179.99, 10), (-179.99, -10), (0, 90), (0, -90), (44.5, 40.2),
    ]
    queries =
      edges.map { Coordinate(longitude: $0.0, latitude: $0.1)! }
      + (0..<40).map { _ in
        Coordinate(
          longitude: .random(in: -180...180, using: &random), latitude: .random(in: -90...90, using: &random))!
      }
  }

  @Test func theNearestAgreeWithBruteForce() {
    for query in queries {
      let all = gazetteer.places.map { ($0, query.distance(to: gazetteer.coordinate($0))) }
        .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
      for limit in [1, 7, 100] {
        let found = gazetteer.nearest(to: query, limit: limit)
        #expect(found.map(\.distance) == all.prefix(limit).map(\.1), "\(query)")
      }
      let metres = 800_000.0
      let within = gazetteer.within(metres, of: query)
      #expect(within.map(\.place) == all.filter { $0.1 <= metres }.map(\.0), "\(query)")
      let even = gazetteer.nearest(to: query, limit: 5) { $0.ordinal % 2 == 0 }
      #expect(even.map(\.distance) == all.filter { $0.0.ordinal % 2 == 0 }.prefix(5).map(\.1))
    }
    #expect(gazetteer.nearest(to: queries[0], limit: 0) == [])
    #expect(gazetteer.nearest(to: queries[0], limit: .max).count == gazetteer.placeCount)
  }

  @Test func aBoxAgreesWithBruteForceAcrossTheAntimeridianToo() {
    var random = SeededRandom(4)
    var across = 0
    for _ in 0..<300 {
      let south = Double.random(in: -90...80, using: &random)
      let box = BoundingBox(
        west: .random(in: -180...180, using: &random), south: south,
        east: .random(in: -180...180, using: &random),
        north: .random(in: south...90, using: &random))!
      if box.crossesAntimeridian { across += 1 }
      #expect(gazetteer.within(box) == gazetteer.places.filter { box.contains(gazetteer.coordinate($0)) })
    }
    #expect(across > 50)
    #expect(gazetteer.within(.world).count == gazetteer.placeCount)
  }

  @Test func aContainerHoldsWhatItsPartsHold() throws {
    var fixture = Fixture()
    try fixture.place("iso:FR", "France", 2, 46, "A.PCLI", country: "FR")
    try fixture.place("iso:FR-ARA", "Auvergne-Rhône-Alpes", 4, 45, "A.ADM1", country: "FR")
    try fixture.place("iso:FR-38", "Isère", 5, 45, "A.ADM2", country: "FR", parents: ["iso:FR-ARA"])
    try fixture.place("x:1", "Grenoble", 5.7, 45.2, country: "FR", division: "iso:FR-38")
    try fixture.place("x:2", "Genève", 6.1, 46.2, country: "CH")
    // A ring of parents must not hang.
    try fixture.place("x:3", "A", parents: ["x:4"])
    try fixture.place("x:4", "B", parents: ["x:3"])
    let gazetteer = try fixture.open()
    func held(by id: String) throws -> Set<String> {
      Set(gazetteer.within(try #require(gazetteer.ref(of: PlaceID(id)))).map { gazetteer.id($0).rawValue })
    }
    #expect(try held(by: "iso:FR-ARA") == ["iso:FR-38", "x:1"])
    #expect(try held(by: "iso:FR") == ["iso:FR-ARA", "iso:FR-38", "x:1"])
    #expect(try held(by: "x:3") == ["x:4"])
    #expect(try held(by: "x:2") == [])
  }
}
