import Foundation
import GazetteerSources
import Testing

@testable import Basemap
@testable import BasemapSources

@Suite struct ShapefileTests {
  static let sample = ShapefileFixture(
    type: 5,
    shapes: [
      [rectangle(0, 0, 4, 4), rectangle(1, 1, 2, 2).reversed()], [],
      [rectangle(10, 10, 11, 11), rectangle(12, 10, 13, 11)],
    ])

  @Test func ringsComeTheRightWayRound() throws {
    let records = try Shapefile(ShapefileTests.sample.main, path: "a.shp").records()
    #expect(records.map(\.rings.count) == [2, 0, 2])
    #expect(records[0].rings.map(\.isHole) == [false, true])
    #expect(records[2].rings.map(\.isHole) == [false, false])
    for ring in records.flatMap(\.rings) {
      #expect((Outline.signedArea(ring.points) > 0) == !ring.isHole)
      #expect(ring.points.first == ring.points.last)
    }
    #expect(records[0].rings[0].points.contains(GridPoint(longitude: 4_000_000, latitude: 0)))
  }

  @Test func linesStayAsTheyAre() throws {
    let fixture = ShapefileFixture(
      type: 3, shapes: [[[(0, 0), (0, 0), (1, 1)], [(5, 5), (6, 5), (7, 5)]], [[(3, 3)]]])
    let records = try Shapefile(fixture.main, path: "a.shp").records()
    #expect(records.map { $0.lines.map(\.count) } == [[2, 3], []])
  }

  @Test func anEmptyFileHasNoRecords() throws {
    #expect(try Shapefile(ShapefileFixture(type: 5, shapes: []).main, path: "a.shp").records().isEmpty)
  }

  @Test(arguments: [
    (0, "file code 9994"), (28, "version 1000"), (24, "which the file has"), (32, "shape type"),
    (100, "record 1: its number"), (104, "record 1: 4 to"), (108, "shape type"), (144, "record 1: at most"),
    (148, "record 1: at most"), (156, "record 1: a part"),
  ]) func damageIsToldWithItsByteAndRecord(offset: Int, expected: String) throws {
    var bytes = ShapefileTests.sample.main
    for index in offset..<offset + 4 { bytes[index] = 0x7E }
    let error = #expect(throws: SourceError.self) { try Shapefile(bytes, path: "a.shp").records() }
    guard case .damaged(let path, let byte, let said, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(
      path == "a.shp" && byte == (offset == 156 ? 152 : offset) && said.contains(expected), "\(byte) \(said)")
  }

  @Test func aPositionOffTheEarthIsTold() throws {
    let fixture = ShapefileFixture(type: 5, shapes: [[rectangle(0, 0, 4_000_000, 4)]])
    #expect(throws: SourceError.self) { try Shapefile(fixture.main, path: "a.shp").records() }
    let none = ShapefileFixture(type: 5, shapes: [[rectangle(0, 0, .nan, 4)]])
    #expect(throws: SourceError.self) { try Shapefile(none.main, path: "a.shp").records() }
  }

  @Test func aFileCutAnywhereIsRefused() throws {
    let bytes = ShapefileTests.sample.main
    for length in 0..<bytes.count {
      #expect(throws: SourceError.self) {
        try Shapefile(Array(bytes.prefix(length)), path: "a.shp").records()
      }
    }
  }

  @Test func everyFlippedByteIsReadOrTold() {
    let bytes = ShapefileTests.sample.main
    for offset in bytes.indices {
      for mask: UInt8 in [0xFF, 0x80, 0x01] {
        var damaged = bytes
        damaged[offset] ^= mask
        do {
          _ = try Shapefile(damaged, path: "a.shp").records()
        } catch {
          #expect(error.description.contains("a.shp"))
        }
      }
    }
  }

  @Test func gdalCountsTheSameRecordsAndParts() throws {
    let program = ["/usr/bin/ogrinfo", "/usr/local/bin/ogrinfo", "/opt/homebrew/bin/ogrinfo"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    // GDAL only checks; .ci/run installs it.
    guard let program else { return }
    try withFolder { folder in
      let rows = [["FR", "Ligne 1"], ["", ""], ["DE", "Été"]]
      try ShapefileTests.sample.write("essai", in: folder, columns: ["ISO_A2", "NAME"], rows: rows)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = ["-ro", "-al", "\(folder)/essai.shp"]
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = pipe
      try process.run()
      let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      let main = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/essai.shp"))
      let records = try Shapefile([UInt8](main), path: "essai.shp").records()
      #expect(text.contains("Feature Count: \(records.count)"), "\(text)")
      #expect(text.contains("MULTIPOLYGON (((10 10,10 11,"))
      #expect(text.contains("POLYGON ((0 0,0 4,4 4,4 0,0 0),(1 1,2 1,2 2,1 2,1 1))"))
    }
  }
}

@Suite struct DBaseTableTests {
  static let bytes = dBase(
    columns: ["ISO_A2", "NAME"], rows: [["FR", "Ligne 1"], ["-99", ""], ["DE", "Été"]])

  @Test func valuesComeByNameWhateverItsCase() throws {
    let table = try DBaseTable(DBaseTableTests.bytes, path: "a.dbf")
    #expect(table.count == 3)
    #expect(table.values(of: 0, columns: ["iso_a2", "name", "none"]) == ["iso_a2": "FR", "name": "Ligne 1"])
    #expect(table.values(of: 2, columns: ["NAME"]) == ["NAME": "Été"])
    #expect(table.values(of: 3, columns: ["NAME"]).isEmpty)
    var record = LayerRecord()
    record.attributes = table.values(of: 1, columns: ["ISO_A2"])
    #expect(record.value(["ISO_A2"]) == nil)
  }

  @Test func whatIsNoUTF8IsLatin1() throws {
    var bytes = DBaseTableTests.bytes
    let accent = try #require(bytes.firstIndex(of: 0xC3))
    bytes[accent] = 0xC9
    bytes[accent + 1] = UInt8(ascii: "t")
    #expect(
      try DBaseTable(bytes, path: "a.dbf").values(of: 2, columns: ["NAME"])["NAME"]?.hasPrefix("Ét") == true)
  }

  @Test func aTableCutOrFlippedAnywhereIsReadOrTold() {
    let bytes = DBaseTableTests.bytes
    // The last byte only says that the file ends.
    for length in 0..<bytes.count - 1 {
      #expect(throws: SourceError.self) { try DBaseTable(Array(bytes.prefix(length)), path: "a.dbf") }
    }
    for offset in bytes.indices {
      var damaged = bytes
      damaged[offset] ^= 0xFF
      if let table = try? DBaseTable(damaged, path: "a.dbf") {
        for row in 0..<min(table.count, 10) { _ = table.values(of: row, columns: ["ISO_A2", "NAME"]) }
      }
    }
  }
}

@Suite struct GeoJSONLayerTests {
  private func records(_ geometry: String, properties: String = "{}") throws -> [LayerRecord] {
    let text =
      #"{"type":"FeatureCollection","crs":null,"features":[{"properties":\#(properties),"geometry":\#(geometry)}]}"#
    return try GeoJSONLayer.records(Array(text.utf8), path: "a.geojson", columns: ["ISO_A2", "scalerank"])
  }

  @Test func everyKindOfAreaAndLineIsRead() throws {
    let ring = "[[0,0],[4,0],[4,4],[0,4],[0,0]]"
    let hole = "[[1,1],[2,1],[2,2],[1,2],[1,1]]"
    #expect(
      try records(#"{"coordinates":[\#(ring),\#(hole)],"type":"Polygon"}"#)[0].rings.map(\.isHole) == [
        false, true,
      ])
    #expect(
      try records(#"{"type":"MultiPolygon","coordinates":[[\#(ring)],[\#(hole)]]}"#)[0].rings.map(\.isHole)
        == [false, false])
    #expect(try records(#"{"type":"LineString","coordinates":\#(ring)}"#)[0].lines.map(\.count) == [5])
    #expect(try records(#"{"type":"MultiLineString","coordinates":[\#(ring),\#(hole)]}"#)[0].lines.count == 2)
    #expect(try records("null")[0].rings.isEmpty)
  }

  @Test func whiteSpaceMayStandAnywhere() throws {
    let record = try records(
      "{ \"type\" : \"LineString\" , \"coordinates\" : [ [ 1 , 2 ] ,\n[ 3 , 4 ] ] }",
      properties: "{ \"ISO_A2\" : \"FR\" }")[0]
    #expect(record.lines.map(\.count) == [2] && record.attributes == ["ISO_A2": "FR"])
  }

  @Test func numbersAndWordsAreAttributes() throws {
    let record = try records("null", properties: #"{"iso_a2":"FR","scalerank":3.0,"other":[1]}"#)[0]
    #expect(record.attributes == ["ISO_A2": "FR", "scalerank": "3"])
  }

  @Test(arguments: [
    #"{"type":"Point","coordinates":[1,2]}"#, #"{"type":"Polygon","coordinates":[[1,2]]}"#,
    #"{"type":"Polygon","coordinates":[[[1000,2],[1,2],[2,3],[1000,2]]]}"#,
    #"{"type":"Polygon","coordinates":["x"]}"#,
    #"{"type":"Polygon"}x"#, #"{"type":"LineString","coordinates":[[1]]}"#,
  ]) func whatIsNoAreaOrLineIsTold(geometry: String) {
    #expect(throws: SourceError.self) { try records(geometry) }
  }

  @Test func whatIsNoCollectionIsTold() {
    #expect(throws: SourceError.self) { try GeoJSONLayer.records(Array("{}".utf8), path: "a", columns: []) }
    #expect(throws: SourceError.self) { try GeoJSONLayer.records([0xFF], path: "a", columns: []) }
  }
}
