import Foundation
import GazetteerIndex
import GeoTypes
import Testing

@testable import GazetteerSources

/// What `gazetteer diff` tells.
@Suite struct ComparisonTests {
  private func gazetteer(_ rows: [(String, String, Double, [String])]) throws -> Gazetteer {
    var builder = GazetteerBuilder()
    for (id, name, latitude, names) in rows {
      try builder.add(
        Place(
          id: PlaceID(id), name: name, coordinate: Coordinate(longitude: 1, latitude: latitude)!,
          feature: FeatureCode("P.PPL")))
      for name in names { try builder.add(PlaceName(text: name, language: "fr"), to: PlaceID(id)) }
    }
    return try Gazetteer(bytes: builder.compiled())
  }

  @Test func everyChangeIsToldOnceInTheOrderOfIds() throws {
    let old = try gazetteer([
      ("x:1", "Un", 1, ["Uno"]), ("x:2", "Deux", 2, []), ("x:3", "Trois", 3, []), ("x:4", "Quatre", 4, []),
      ("x:5", "Cinq", 5, []),
    ])
    let new = try gazetteer([
      ("x:6", "Six", 6, []), ("x:5", "Cinq", 5.02, []), ("x:4", "Quatre", 4.008, []), ("x:3", "Tres", 3, []),
      ("x:1", "Un", 1, ["Eins"]),
    ])
    let changes = GazetteerComparison(from: old, to: new).changes()
    #expect(
      changes.map { "\($0.place) \($0.kind.rawValue) \($0.before ?? "-") \($0.after ?? "-")" } == [
        "x:1 name_removed Uno -", "x:1 name_added - Eins", "x:2 place_removed - -", "x:3 renamed Trois Tres",
        "x:3 name_removed Trois -", "x:3 name_added - Tres", "x:5 moved - -", "x:6 place_added - -",
      ])
    let distance = try #require(changes.first { $0.kind == .moved }?.distance)
    #expect(abs(distance - 2224) < 15)
    #expect(GazetteerComparison(from: old, to: old).changes() == [])
  }
}
