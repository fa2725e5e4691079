import Foundation
import GeoTypes
import Lieudit
import Testing

@testable import Interchange

@Suite struct GeoJSONTests {
  private func collection(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  private func sample(_ layers: Set<GeoJSONLayer> = Set(GeoJSONLayer.allCases)) throws -> [UInt8] {
    GeoJSON.bytes(of: try SampleReport.make(), layers: layers, attribution: "GeoNames (CC BY 4.0)")
  }

  @Test func aReportIsOneCollectionOfIncidentsAndPlaces() throws {
    let json = try collection(try sample())
    #expect(json["type"] as? String == "FeatureCollection")
    #expect(json["generator"] as? String == Version.generator)
    #expect(json["attribution"] as? String == "GeoNames (CC BY 4.0)")
    #expect(json["dispatch"] as? String == "essai")
    #expect(json["bbox"] as? [Double] == [6.5878, 40, 11, 46.40111])
    let features = try #require(json["features"] as? [[String: Any]])
    #expect(
      features.map { $0["id"] as? String }
        == ["essai#1", "essai#2", "essai#3", "essai/gn:10", "essai/gn:2", "essai/iso:ZZ-SE"])
    for feature in features {
      #expect(feature["type"] as? String == "Feature")
      #expect(feature["properties"] is [String: Any])
      #expect(feature.keys.contains("geometry"))
    }
    #expect(features[2]["geometry"] is NSNull)
    let polygon = try #require(features[1]["geometry"] as? [String: Any])
    // It came clockwise.
    #expect(
      polygon["coordinates"] as? [[[Double]]] == [[[10, 40], [11, 40], [11, 41], [10, 41], [10, 40]]])
  }

  @Test func aLayerHasTheSameColumnsInEveryFeature() throws {
    for layer in GeoJSONLayer.allCases {
      let features = GeoJSON.features(of: try SampleReport.make(), layers: [layer])
      #expect(features.count == 3)
      #expect(Set(features.map { $0.properties.map(\.name) }).count == 1)
      for feature in features {
        #expect(feature.properties.first?.value == .string(layer.rawValue))
        #expect(Set(feature.properties.map(\.name)).count == feature.properties.count)
      }
    }
  }

  @Test func casualtiesStandOnceForAGroup() throws {
    let features = GeoJSON.features(of: try SampleReport.make(), layers: [.incident])
    let killed = features.map { feature in feature.properties.first { $0.name == "killed_low" }?.value }
    #expect(killed == [.integer(1), .null, .null])
  }

  @Test func mentionsAreCountedByRole() throws {
    let features = GeoJSON.features(of: try SampleReport.make(), layers: [.place])
    let counts = features.map { feature in
      feature.properties.filter { $0.name.hasPrefix("mentions") }.map(\.value)
    }
    #expect(counts[0] == [1, 1, 0, 0, 0, 0].map(PropertyValue.integer))
    #expect(counts[1] == [1, 0, 1, 0, 0, 0].map(PropertyValue.integer))
  }

  @Test func anEmptyCollectionIsWhole() throws {
    let json = try collection(GeoJSONWriter().finish())
    #expect((json["features"] as? [Any])?.isEmpty == true && json["bbox"] == nil)
  }

  @Test func propertiesKeepTheirTypes() throws {
    var writer = GeoJSONWriter()
    let date = try #require(CalendarDate(year: 987, month: 1, day: 9))
    for name in ["a", "\"b\"", "a"] {
      writer.write(
        Feature(
          id: name, geometry: nil,
          properties: [
            (name, .null), ("bool", .bool(true)), ("int", .integer(-3)), ("number", .number(2)),
            ("string", .string("l’« \"été\" »")), ("date", .date(date)),
          ]))
    }
    let text = String(decoding: writer.finish(), as: UTF8.self)
    #expect(
      text == #"{"type":"FeatureCollection","features":["#
        + ["a", #"\"b\""#, "a"].map {
          #"{"type":"Feature","id":"\#($0)","geometry":null,"properties":{"\#($0)":null,"bool":true,"int":-3,"number":2.0,"string":"l’« \"été\" »","date":"0987-01-09"}}"#
        }.joined(separator: ",") + "]}\n")
  }

  @Test func drainingGivesTheSameBytesAsFinishingAtOnce() throws {
    let features = (0..<2_000).map { index in
      Feature(
        id: "f\(index)",
        geometry: .point(Coordinate(wrapping: Double(index) / 7, clamping: Double(index % 90))),
        properties: [("n", .integer(index))])
    }
    var whole = GeoJSONWriter()
    var pieces = GeoJSONWriter(capacity: 1)
    var drained: [UInt8] = []
    for feature in features {
      whole.write(feature)
      pieces.write(feature)
      if pieces.count > 10_000 { pieces.drain { drained += $0 } }
    }
    drained += pieces.finish()
    #expect(whole.finish() == drained)
  }

  @Test(arguments: [
    ([(170.0, 0.0), (180, 10)], [170.0, 0, 180, 10]), ([(-10, 1), (10, -1)], [-10, -1, 10, 1]),
  ]) func theBoxHoldsEverything(points: [(Double, Double)], expected: [Double]) throws {
    var writer = GeoJSONWriter()
    for (longitude, latitude) in points {
      writer.write(
        Feature(id: "", geometry: .point(Coordinate(wrapping: longitude, clamping: latitude)), properties: [])
      )
    }
    #expect(try collection(writer.finish())["bbox"] as? [Double] == expected)
  }

  @Test func theBoxOfWhatCrossesTheAntimeridianHasItsWestEastOfItsEast() throws {
    var writer = GeoJSONWriter()
    let ring = [(170.0, -10.0), (-170, -10), (-170, 10), (170, 10), (170, -10)]
      .map { Coordinate(wrapping: $0.0, clamping: $0.1) }
    writer.write(Feature(id: "a", geometry: .polygon([ring]), properties: []))
    writer.write(Feature(id: "b", geometry: .point(Coordinate(wrapping: 160, clamping: 0)), properties: []))
    writer.write(Feature(id: "c", geometry: .point(Coordinate(wrapping: -175, clamping: 20)), properties: []))
    #expect(try collection(writer.finish())["bbox"] as? [Double] == [160, -10, -170, 20])
  }
}

/// GDAL as an independent reader.
@Suite struct OgrinfoTests {
  private static let ogrinfo = "/usr/bin/ogrinfo"

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: ogrinfo), "ogrinfo (gdal-bin) is not installed")
  )
  func gdalReadsItWithoutAWarningAndTypesTheColumns() throws {
    let path = NSTemporaryDirectory() + "lieudit-\(UUID().uuidString).geojson"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let bytes = GeoJSON.bytes(of: try SampleReport.make(), attribution: "GeoNames (CC BY 4.0)")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: OgrinfoTests.ogrinfo)
    process.arguments = ["-al", path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(!text.contains("Warning") && !text.contains("ERROR") && !text.contains("JSON)"), "\(text)")
    #expect(text.contains("Feature Count: 6"))
    for column in [
      "date_start: Date", "date_end: Date", "killed_low: Integer (", "unnamed_places: Integer (",
      "mentions: Integer (",
      "confidence: Real (", "claimants: String (", "name: String (",
    ] {
      #expect(text.contains(column), "\(column)")
    }
  }
}
