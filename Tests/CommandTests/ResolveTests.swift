import Foundation
import Testing

/// Names and the places they must give first. Positions: GeoNames.
@Suite struct ResolveTests {
  private struct Row {
    var name: String
    var id: String?
    var longitude: Double
    var latitude: Double
  }

  private func first(_ arguments: String...) throws -> Row? {
    let outcome = try Program.run(["resolve", "--format", "ndjson", "--limit", "1"] + arguments)
    #expect(outcome.status == 0, "\(outcome.standardError)")
    guard let object = try JSON.object(outcome.standardOutput), let name = object["name"] as? String,
      let longitude = object["longitude"] as? Double, let latitude = object["latitude"] as? Double
    else { return nil }
    return Row(name: name, id: object["id"] as? String, longitude: longitude, latitude: latitude)
  }

  /// Kilometres between positions near each other.
  private func distance(_ row: Row, _ longitude: Double, _ latitude: Double) -> Double {
    let east = (row.longitude - longitude) * 111.32 * cos(latitude * .pi / 180)
    return (east * east + pow((row.latitude - latitude) * 110.57, 2)).squareRoot()
  }

  @Test(arguments: [
    (["Erevan", "Érevan", "EREVAN", "Yerevan"], 44.51, 40.18), (["Gumri", "Gyumri", "Gumry"], 43.85, 40.79),
    (["Stepanakert", "Khankendi"], 46.75, 39.82),
    (["Choucha", "Chouchi", "Shoushi", "Shusha"], 46.75, 39.76),
    (["Martakert"], 46.81, 40.21), (["Terter"], 46.93, 40.34), (["Genève", "GENEVE", "Geneva"], 6.15, 46.20),
    (["Moscou"], 37.62, 55.75), (["Bakou"], 49.89, 40.38),
  ])
  func namesAndTheirVariantsGiveThePlaceFirst(names: [String], longitude: Double, latitude: Double) throws {
    for name in names {
      let row = try #require(try first(name), "\(name) is not found")
      #expect(distance(row, longitude, latitude) < 5, "\(name) is \(row)")
    }
  }

  @Test(arguments: [("46.75,39.82", 47.11, 39.79), ("45.2,40.3", 45.30, 40.14)])
  func martouniIsTheOneThatIsNear(near: String, longitude: Double, latitude: Double) throws {
    let row = try #require(try first("Martouni", "--near", near))
    #expect(distance(row, longitude, latitude) < 5, "\(row)")
  }

  @Test(arguments: [
    ("Haut-Karabakh", "Nagorny-Karabakh"), ("Nagorno-Karabagh", "Nagorny Karabakh"), ("Kiev", "Kyiv"),
    ("Pékin", "Beijing"),
    ("Birmanie", "Myanmar"), ("Biélorussie", "Bélarus"),
  ])
  func spellingsOfOnePlaceAgree(one: String, other: String) throws {
    let (left, right) = (try #require(try first(one)), try #require(try first(other)))
    #expect(left.id == right.id, "\(left) \(right)")
  }

  @Test func aCountryThatDoesNotExistIsAWrongArgument() throws {
    for code in ["XX", "Liban", ""] {
      let outcome = try Program.run("resolve", "Tripoli", "--country", code)
      #expect(outcome.status == 64)
      #expect(outcome.standardError.contains("--country"))
    }
  }

  @Test func aCountryNarrowsTheAnswer() throws {
    let row = try #require(try first("Tripoli", "--country", "lb"))
    #expect(distance(row, 35.85, 34.44) < 10, "\(row)")
  }

  @Test func aSlipOfTheKeyIsForgivenWhereAsked() throws {
    #expect(try Program.run("resolve", "Stepznakert").status == 65)
    let row = try #require(try first("Stepznakert", "--fuzzy"))
    #expect(distance(row, 46.75, 39.82) < 5, "\(row)")
  }
}
