import Foundation
import GazetteerIndex
import GeoTypes
import Interchange
import Testing

@testable import GazetteerSources

/// What is exported is read back as it was.
@Suite struct ExportTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// A gazetteer with everything that a record can say.
  private func original() throws -> Gazetteer {
    var builder = GazetteerBuilder()
    let day = { (text: String) in CalendarDate(iso8601: text) }
    try builder.add(
      Place(
        id: PlaceID("iso:AM"), name: "Arménie", coordinate: Coordinate(longitude: 45, latitude: 40)!,
        feature: FeatureCode("A.PCLI"), country: "AM", population: 2_951_776,
        extent: .box(BoundingBox(west: 43.44, south: 38.86, east: 46.6, north: 41.29)!)))
    try builder.add(
      Place(
        id: PlaceID("ld:mer"), name: "Mer \"sans\\fin\"",
        coordinate: Coordinate(longitude: -180, latitude: -0.0000001)!,
        feature: FeatureCode("H.SEA"), extent: .radius(kilometres: 12.5)))
    try builder.add(
      Place(
        id: PlaceID("gn:616631"), name: "Gyumri",
        coordinate: Coordinate(longitude: 43.8453123, latitude: 40.7942)!,
        feature: FeatureCode("P.PPLA"), country: "AM", division: PlaceID("iso:AM-SH"), population: 122_876,
        parents: [PlaceID("gn:616051"), PlaceID("ld:chirak")], validFrom: day("1837-01-01"),
        validTo: day("2099-12-31")))
    let names = [
      PlaceName(text: "Gumri", language: "fr", kind: .display),
      PlaceName(text: "Գյումրի", language: "hy", kind: .official),
      PlaceName(
        text: "Léninakan", language: "fr", kind: .historic, validFrom: day("1924-01-01"),
        validTo: day("1990-10-02")),
      PlaceName(text: "Alexandropol", kind: .historic, validTo: day("1923-12-31"), side: "RU"),
      PlaceName(text: "Goumri", kind: .variant),
      PlaceName(text: "La ville", language: "fr", kind: .colloquial),
      PlaceName(text: "G", language: "fr", kind: .short),
    ]
    for name in names { try builder.add(name, to: PlaceID("gn:616631")) }
    return try Gazetteer(bytes: builder.compiled())
  }

  private func expectEqual(_ found: Gazetteer, _ expected: Gazetteer) throws {
    #expect(found.placeCount == expected.placeCount)
    for ref in expected.places {
      let other = try #require(found.ref(of: expected.id(ref)))
      #expect(found.place(other) == expected.place(ref))
      #expect(Set(found.names(of: other)) == Set(expected.names(of: ref)))
    }
  }

  @Test func linkedPlacesComeBackAsTheyWere() throws {
    let gazetteer = try original()
    var writer = PlaceRecordWriter(format: .linkedPlaces, members: [("attribution", "CC BY 4.0")])
    for ref in gazetteer.places { writer.write(gazetteer.place(ref), names: gazetteer.names(of: ref)) }
    let bytes = writer.finish()
    // Another parser reads it, too.
    let collection = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect((collection["features"] as? [Any])?.count == 3)
    let path = try folder.write(bytes, to: "export.json")
    try expectEqual(GazetteerAssembly.gazetteer([path]).gazetteer, gazetteer)
  }

  @Test func tablesComeBackAsTheyWere() throws {
    let gazetteer = try original()
    var writer = PlaceTableWriter(comments: ["Essai"])
    for ref in gazetteer.places { writer.write(gazetteer.place(ref), names: gazetteer.names(of: ref)) }
    let tables = writer.take()
    try folder.write(tables.places, to: "e.places.tsv")
    try folder.write(tables.names, to: "e.names.tsv")
    try expectEqual(GazetteerAssembly.gazetteer([folder.path]).gazetteer, gazetteer)
  }

  @Test func everyLineOfNDJSONIsAnObjectWithItsNames() throws {
    let gazetteer = try original()
    var writer = PlaceRecordWriter(format: .ndjson)
    for ref in gazetteer.places { writer.write(gazetteer.place(ref), names: gazetteer.names(of: ref)) }
    let lines = String(decoding: writer.finish(), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 3)
    for line in lines {
      let record = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let id = try #require(record["id"] as? String)
      let ref = try #require(gazetteer.ref(of: PlaceID(id)))
      let names = try #require(record["names"] as? [[String: Any]])
      #expect(names.compactMap { $0["name"] as? String } == gazetteer.names(of: ref).map(\.text))
      #expect(record["name"] as? String == gazetteer.name(ref))
    }
  }
}
