import Foundation
import GazetteerSources
import GeoTypes
import Testing

@testable import Basemap
@testable import BasemapSources

/// Small worlds of squares, laid down as Natural Earth's files, over a small basemap or the committed one.
@Suite struct AssemblyTests {
  private let tables: NaturalEarthTables
  init() throws { tables = try NaturalEarthTables(folder: basemapFolder) }

  private func opened(_ bytes: [UInt8]) throws -> Basemap {
    try withFolder { folder in
      let path = "\(folder)/made.basemap"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let basemap = try Basemap(path: path)
      try basemap.verify()
      return basemap
    }
  }

  private func point(_ longitude: Double, _ latitude: Double) throws -> GridPoint {
    try #require(GridPoint(degreesEast: longitude, north: latitude))
  }

  /// A basemap with a region, a lake whose name is known, a division, and a disputed line that runs along 20° E.
  private func base() throws -> Basemap {
    var builder = BasemapBuilder()
    for level in Detail.allCases {
      let lake = try [point(2, 2), point(3, 2), point(3, 3), point(2, 2)]
      let arcs = builder.addLine(lake, level: Int(level.rawValue)).map { BasemapBuilder.Reference($0) }
      builder.add(
        .lake, level, .polygons([[arcs]]), GridBounds(lake),
        .init(name: "Lac Connu", rank: 1, point: try point(2.8, 2.2)))
      builder.add(
        .country, level, .polygons([[arcs]]), GridBounds(lake), .init(id: "iso:AA", name: "Aalande"))
      builder.add(.country, level, .polygons([[arcs]]), GridBounds(lake), .init(id: "iso:QQ", name: "Cucu"))
      builder.add(.division, level, .polygons([[arcs]]), GridBounds(lake), .init(id: "iso:QQ-1", name: "Cu"))
      builder.add(
        .division, level, .polygons([[arcs]]), GridBounds(lake), .init(id: "iso:AA-OLD", name: "Vieux"))
      let line = try [point(20, 2), point(20, 6)]
      let pieces = builder.addLine(line, level: Int(level.rawValue)).map { BasemapBuilder.Reference($0) }
      builder.add(
        .disputedLine, level, .lines([pieces]), GridBounds(line), .init(id: "ld:ligne", name: "Ligne"))
    }
    let ring = try [point(0, 0), point(5, 0), point(5, 5), point(0, 0)]
    let outline = builder.addLine(ring, level: 3).map { BasemapBuilder.Reference($0) }
    builder.addOutline(of: "ld:region", [[outline]], GridBounds(ring))
    return try opened(try builder.bytes(credits: ["Essai"], path: "base"))
  }

  /// Two countries side by side at 20° E, a piece of the first that holds Crimea, an island too small for the coarse level.
  private func writeCountries(_ folder: String, scale: Int = 10) throws {
    let island = rectangle(40, -5, 40.05, -4.95)
    try ShapefileFixture(
      type: 5,
      shapes: [
        [rectangle(10, 0, 20, 10), rectangle(33, 44, 36, 46), island], [rectangle(20, 0, 30, 10)],
        [rectangle(50, 0, 51, 1)],
      ]
    ).write(
      "ne_\(scale)m_admin_0_countries", in: folder, columns: ["ISO_A2", "ISO_A2_EH", "NAME"],
      rows: [["-99", "AA", "A"], ["BB", "BB", "B"], ["-99", "-99", "Nobody"]])
  }

  private func assembled(_ folder: String, over base: Basemap) throws -> (
    basemap: Basemap, bytes: [UInt8], notes: [String]
  ) {
    var assembly = BasemapAssembly(base: base, tables: tables)
    try assembly.add(try NaturalEarthFolder(folder, tables: tables)) { _ in }
    let bytes = try assembly.bytes(path: "made")
    return (try opened(bytes), bytes, assembly.report.notes)
  }

  @Test func countriesBecomeLandShoresBordersAndOutlines() throws {
    try withFolder { folder in
      try writeCountries(folder)
      let made = try assembled(folder, over: base()).basemap
      let countries = made.features(in: .country, intersecting: .world, level: .fine)
      #expect(countries.map(\.id).sorted() == ["iso:AA", "iso:BB", "iso:QQ", "iso:UA"])
      // The base knows the name of the one, the file that of the other.
      #expect(made.feature(id: "iso:AA", level: .coarse)?.name == "Aalande")
      #expect(made.feature(id: "iso:BB", level: .coarse)?.name == "B")
      // Crimea is drawn where the table says.
      let moved = try #require(made.feature(id: "iso:UA", level: .medium)).polygons
      #expect(moved.count == 1 && moved[0][0].contains { $0.longitude == 36 && $0.latitude == 46 })
      #expect(try #require(made.feature(id: "iso:AA", level: .fine)).polygons.count == 2)
      #expect(try #require(made.feature(id: "iso:AA", level: .coarse)).polygons.count == 1)
      #expect(made.features(in: .land, intersecting: .world, level: .fine).count == 4)
      #expect(made.features(in: .land, intersecting: .world, level: .coarse).count == 3)
      let shore = made.features(in: .shore, intersecting: .world, level: .fine).flatMap(\.lines)
      #expect(!shore.isEmpty)
      #expect(
        shore.allSatisfy { line in !line.allSatisfy { $0.longitude == 20 && (1...9).contains($0.latitude) } })
      if case .multiPolygon(let parts)? = made.outline(of: "iso:AA") {
        #expect(parts.count == 1 || parts.count == 2)
      }
      #expect(made.outline(of: "iso:BB") != nil)
      #expect(made.outline(of: "ld:region") != nil)
    }
  }

  /// A hundred holes have four corners each, more than an outline may have in all.
  @Test func aCountryOfManyHolesIsOutlinedWithoutThem() throws {
    try withFolder { folder in
      let holes = (0..<100).map { index -> [Corner] in
        let (x, y) = (10.5 + Double(index % 10) * 2, 0.5 + Double(index / 10) * 2)
        return Array(rectangle(x, y, x + 1, y + 1).reversed())
      }
      try ShapefileFixture(type: 5, shapes: [[rectangle(10, 0, 30, 20)] + holes]).write(
        "ne_10m_admin_0_countries", in: folder, columns: ["ISO_A2"], rows: [["AA"]])
      let made = try assembled(folder, over: base()).basemap
      #expect(try #require(made.feature(id: "iso:AA", level: .fine)).polygons.first?.count == 101)
      guard case .polygon(let rings)? = made.outline(of: "iso:AA") else {
        Issue.record("no polygon")
        return
      }
      #expect(rings.joined().count <= 300)
    }
  }

  /// Nothing of ours is lost to a layer that holds nothing of use.
  @Test func aLayerThatGivesNothingIsRefused() throws {
    let name = "ne_10m_admin_0_countries"
    try withFolder { folder in
      try Data(#"{"type":"FeatureCollection","features":[]}"#.utf8).write(
        to: URL(filePath: "\(folder)/\(name).geojson"))
      let error = #expect(throws: SourceError.self) { _ = try assembled(folder, over: base()) }
      #expect("\(try #require(error))".contains("expected a layer with features"))
    }
    try withFolder { folder in
      try ShapefileFixture(type: 5, shapes: [[rectangle(10, 0, 20, 10)]]).write(
        name, in: folder, columns: ["NAME"], rows: [["Nowhere"]])
      let error = #expect(throws: SourceError.self) { _ = try assembled(folder, over: base()) }
      #expect("\(try #require(error))".contains(name))
    }
  }

  @Test func whatIsLargerThanAMovedPlaceStays() throws {
    try withFolder { folder in
      // All of Cyprus as one piece holds the point of Akrotiri, and of the north.
      try ShapefileFixture(type: 5, shapes: [[rectangle(32.3, 34.55, 34, 35.5)]]).write(
        "ne_50m_admin_0_countries", in: folder, columns: ["ISO_A2"], rows: [["CY"]])
      let made = try assembled(folder, over: base()).basemap
      #expect(
        made.feature(id: "iso:CY", level: .fine) != nil && made.feature(id: "iso:GB", level: .fine) == nil)
    }
  }

  @Test func aBorderEndsWhereADisputedLineTakesItsPlace() throws {
    try withFolder { folder in
      try ShapefileFixture(
        type: 5,
        shapes: [
          [[(10, 0), (10, 10), (20, 10), (20, 7), (20, 5.9), (20, 4), (20, 2.1), (20, 1), (20, 0), (10, 0)]],
          [[(20, 0), (20, 1), (20, 2.1), (20, 4), (20, 5.9), (20, 7), (20, 10), (30, 10), (30, 0), (20, 0)]],
        ]
      ).write("ne_50m_admin_0_countries", in: folder, columns: ["ISO_A2"], rows: [["AA"], ["BB"]])
      let made = try assembled(folder, over: base()).basemap
      let borders = made.features(in: .countryBorder, intersecting: .world, level: .fine)
      #expect(borders.map { [$0.left, $0.right] } == [["iso:AA", "iso:BB"]])
      let latitudes = borders.flatMap(\.lines).map { $0.map(\.latitude).sorted() }.sorted { $0[0] < $1[0] }
      #expect(latitudes.map { [$0.first, $0.last] } == [[0, 2.1], [5.9, 10]])
      #expect(made.features(in: .disputedLine, intersecting: .world, level: .fine).map(\.id) == ["ld:ligne"])
    }
  }

  @Test func aDisputedLineThatTheBaseKnowsIsNotDrawnTwice() throws {
    try withFolder { folder in
      try ShapefileFixture(
        type: 3,
        shapes: [
          [[(20.02, 2), (20.02, 6)]], [[(0, 50), (1, 51)]], [[(5, 50), (6, 51)]], [[(7, 7), (8, 8)]],
        ]
      )
      .write(
        "ne_10m_admin_0_boundary_lines_disputed_areas", in: folder, columns: ["FEATURECLA", "NE_ID"],
        rows: [
          ["Breakaway", "1"], ["Line of control (please verify)", "2"],
          ["International boundary (verify)", "3"],
          ["Wall", "4"],
        ])
      var assembly = BasemapAssembly(base: try base(), tables: tables)
      try assembly.add(try NaturalEarthFolder(folder, tables: tables)) { _ in }
      #expect(assembly.report.unknownClasses == ["Wall"])
      let made = try opened(try assembly.bytes(path: "made"))
      let lines = made.features(in: .disputedLine, intersecting: .world, level: .coarse)
      #expect(lines.map(\.id).sorted() == ["ld:ligne", "ne:line-2"])
      #expect(lines.first { $0.id == "ne:line-2" }?.note == "Ligne de contrôle.")
    }
  }

  @Test func divisionsTakeThePlaceOfTheirCountrysAlone() throws {
    try withFolder { folder in
      try ShapefileFixture(
        type: 5,
        shapes: [
          [rectangle(10, 0, 15, 10)], [rectangle(15, 0, 20, 10)], [rectangle(10, 10, 15, 12)],
          [rectangle(15, 10, 20, 12)],
        ]
      ).write(
        "ne_10m_admin_1_states_provinces", in: folder, columns: ["iso_3166_2", "name"],
        rows: [["AA-1", "Un"], ["AA-2", "Deux"], ["AA-1", "Un"], ["AA-X01~", "Personne"]])
      let made = try assembled(folder, over: base()).basemap
      let ids = made.features(in: .division, intersecting: .world, level: .fine).map(\.id).sorted()
      #expect(ids == ["", "iso:AA-1", "iso:AA-2", "iso:QQ-1"])
      // Two provinces of one code are one, without the line between them.
      #expect(made.feature(id: "iso:AA-1", level: .fine)?.polygons.count == 1)
      #expect(made.feature(id: "iso:AA-1", level: .fine)?.polygons[0].count == 1)
      let borders = made.features(in: .divisionBorder, intersecting: .world, level: .fine)
      #expect(borders.map(\.id) == ["iso:AA"])
      #expect(!borders.flatMap(\.lines).contains { $0.allSatisfy { $0.latitude == 10 && $0.longitude < 15 } })
      #expect(made.outline(of: "iso:AA-2") != nil)
    }
  }

  @Test func lakesKeepTheNamesThatTheBaseKnows() throws {
    try withFolder { folder in
      try ShapefileFixture(type: 5, shapes: [[rectangle(2, 2, 3, 3)], [rectangle(6, 6, 7, 7)]]).write(
        "ne_110m_lakes", in: folder, columns: ["name", "name_fr"],
        rows: [["Known", "Connu"], ["Other", "Lac Autre"]])
      try ShapefileFixture(type: 3, shapes: [[[(0, 0), (1, 5)]], [[(0, 0), (9, 9)]]]).write(
        "ne_110m_rivers_lake_centerlines", in: folder, columns: ["name", "scalerank"],
        rows: [["Grand", "1"], ["Petit", "8"]])
      let made = try assembled(folder, over: base()).basemap
      let lakes = made.features(in: .lake, intersecting: .world, level: .fine)
      #expect(lakes.map(\.name).sorted() == ["Lac Autre", "Lac Connu"])
      #expect(
        made.features(in: .river, intersecting: .world, level: .fine).map(\.name) == ["Grand", "Petit"])
      #expect(made.features(in: .river, intersecting: .world, level: .coarse).map(\.name) == ["Grand"])
      // Countries stay as the base has them.
      #expect(made.feature(id: "iso:AA", level: .fine) != nil)
    }
  }

  @Test func ofSeveralScalesTheMostDetailedIsTaken() throws {
    try withFolder { folder in
      for scale in [110, 10, 50] { try writeCountries(folder, scale: scale) }
      let found = try NaturalEarthFolder(folder, tables: tables).found
      #expect(found.map(\.scale) == [10])
    }
  }

  @Test func anArchiveGivesWhatItsFilesGive() throws {
    let base = try base()
    let unpacked = try withFolder { folder in
      try writeCountries(folder)
      let members = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
        (
          name: "10m_cultural/\(name)",
          bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
        )
      }
      return (bytes: try assembled(folder, over: base).bytes, members: members)
    }
    try withFolder { folder in
      let packed = archive(unpacked.members)
      let path = "\(folder)/downloads.zip"
      try Data(packed).write(to: URL(fileURLWithPath: path))
      #expect(try assembled(folder, over: base).bytes == unpacked.bytes)
      #expect(try assembled(path, over: base).bytes == unpacked.bytes)
      // A byte of a member that is not what its checksum says.
      var damaged = packed
      damaged[100] ^= 1
      try Data(damaged).write(to: URL(fileURLWithPath: path))
      #expect(throws: SourceError.self) { try assembled(path, over: base) }
    }
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    try withFolder { folder in
      try writeCountries(folder)
      let base = try base()
      let (first, second) = (try assembled(folder, over: base), try assembled(folder, over: base))
      #expect(first.bytes == second.bytes)
      #expect(first.notes.count == 1 && first.notes[0].contains("3 features, 3 countries, 1 areas without"))
    }
  }

  @Test func whatIsMissingOrDamagedIsToldByItsName() throws {
    try withFolder { folder in
      #expect(throws: SourceError.self) { try NaturalEarthFolder("\(folder)/none", tables: tables) }
      #expect(throws: SourceError.self) { try NaturalEarthFolder(folder, tables: tables) }
      try writeCountries(folder)
      let files = try NaturalEarthFolder(folder, tables: tables)
      let table = URL(fileURLWithPath: "\(folder)/ne_10m_admin_0_countries.dbf")
      try Data(dBase(columns: ["ISO_A2"], rows: [["AA"]])).write(to: table)
      let few = #expect(throws: SourceError.self) { try files.read(files.found[0]) }
      #expect(few?.description.contains("expected 3 records, as the .shp has, found 1") == true)
      try FileManager.default.removeItem(at: table)
      let gone = #expect(throws: SourceError.self) { try files.read(files.found[0]) }
      #expect(gone?.description.contains("a shapefile needs it beside the .shp") == true)
    }
  }

  @Test(arguments: [
    ("FR-29", true), ("GB-ENG", true), ("AU-X02~", false), ("US-X0", false), ("XK-XDR", true),
    ("-99-X1", false),
    ("fr-29", false), ("FR-", false), ("FR-1234", false), ("FR", false), ("", false),
  ]) func onlyCodesOfISO31662AreIDs(code: String, isOne: Bool) {
    #expect(BasemapAssembly.isDivision(code) == isOne)
  }
}
