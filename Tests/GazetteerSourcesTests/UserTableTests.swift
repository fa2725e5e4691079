import Foundation
import GazetteerIndex
import GeoTypes
import Testing

@testable import GazetteerSources

/// Users' tables, CSV and TSV, by their headers.
@Suite struct UserTableTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func read(_ text: String, _ name: String = "mes lieux.csv") throws -> (
    gazetteer: Gazetteer, report: AssemblyReport
  ) {
    try GazetteerAssembly.gazetteer([try folder.write(text, to: name)])
  }

  @Test(arguments: [
    "name,longitude,latitude\nCamp Nord,46.5,-39.25\n", "Latitude;NAME;lng\r\n-39.25;Camp Nord;46.5\r\n",
    "\u{FEFF}\"name\",\"y\",\"x\"\n\"Camp Nord\",\"-39.25\",\" 46.5 \"",
    "lat\ttitle\tlon\n-39.25\tCamp Nord\t46.5\n",
  ])
  func headersAndSeparatorsAreTold(text: String) throws {
    let (gazetteer, report) = try read(text)
    #expect(report.refused == 0)
    let place = try gazetteer.place("mes-lieux:camp-nord")
    #expect(place.name == "Camp Nord" && place.feature.rawValue == "P.PPL")
    #expect(place.coordinate == Coordinate(longitude: 46.5, latitude: -39.25))
  }

  @Test func everyColumnIsRead() throws {
    let (gazetteer, _) = try read(
      "id,name,lon,lat,feature,country,division,population,names,from,to,note\n"
        + "7,\"Camp \"\"Nord\"\"\",46.5,39,S.CMP,az,iso:AZ-GYG,1200,North Camp; Lager Nord |Лагерь,2020-10-01,2021-12-31,x\n"
        + "gn:616052,Erevan,44.5,40.2,,,,,,,,\n")
    let place = try gazetteer.place("mes-lieux:7")
    #expect(place.name == "Camp \"Nord\"" && place.feature.rawValue == "S.CMP" && place.country == "AZ")
    #expect(place.division?.rawValue == "iso:AZ-GYG" && place.population == 1200)
    #expect(place.validFrom?.description == "2020-10-01" && place.validTo?.description == "2021-12-31")
    #expect(
      try gazetteer.names("mes-lieux:7").map(\.text) == [
        "Camp \"Nord\"", "North Camp", "Lager Nord", "Лагерь",
      ])
    #expect(try gazetteer.place("gn:616052").name == "Erevan")
  }

  @Test func placesOfOneNameAreToldApart() throws {
    let (gazetteer, _) = try read("name,x,y\nMartouni,46,39\nMartouni,45.3,40.1\n")
    #expect(try gazetteer.place("mes-lieux:martouni").coordinate.longitude == 46)
    #expect(try gazetteer.place("mes-lieux:martouni-2").coordinate.longitude == 45.3)
  }

  @Test(arguments: [
    ("\"46,5\"", "39", "decimal comma"), ("46.5", "", "latitude"), ("east", "39", "longitude"),
    ("181", "39", "-180…180"), ("46.5", "91", "-90…90"), ("nan", "39", "longitude"),
  ])
  func aWrongRecordIsRefusedWithItsLine(x: String, y: String, expected: String) throws {
    let (gazetteer, report) = try read("name,x,y\n\"un\ndeux\",1,2\nA,\(x),\(y)\nB,3,4\n")
    #expect(gazetteer.placeCount == 2 && report.refused == 1)
    let message = report.sources[0].refusals.first.first?.description ?? "nothing refused"
    #expect(message.contains("mes lieux.csv:4: ") && message.contains(expected), "\(message)")
  }

  @Test func fieldsThatAreQuotedComeBackWhateverIsInThem() throws {
    var random = SeededRandom(5)
    let letters = ["a", "é", ",", ";", "\"", "\n", "\t", " ", "東"]
    for _ in 0..<100 {
      let names = (0..<Int.random(in: 1...5, using: &random)).map { index in
        "n\(index)" + (0..<6).map { _ in letters.randomElement(using: &random)! }.joined() + "z"
      }
      let rows = names.map { "\"\($0.replacing("\"", with: "\"\""))\",1,2\n" }
      let (gazetteer, report) = try read("name,x,y\n" + rows.joined())
      #expect(report.refused == 0)
      #expect(Set(gazetteer.places.map { gazetteer.name($0) }) == Set(names))
    }
  }

  @Test func damagedTablesAreRefusedOrReadAndNothingElse() throws {
    var random = SeededRandom(17)
    let bytes = Array("id,name,x,y,names\n1,\"Un, deux\",46.5,39,a;b\n2,Café,1,2,\n3,Trois,-1,-2,c\n".utf8)
    for length in bytes.indices {
      _ = try? GazetteerAssembly.gazetteer([try folder.write(Array(bytes[..<length]), to: "c.csv")])
    }
    var refused = 0
    for _ in 0..<600 {
      var damaged = bytes
      damaged[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
      do {
        let (gazetteer, report) = try GazetteerAssembly.gazetteer([try folder.write(damaged, to: "f.csv")])
        #expect(gazetteer.placeCount <= 3)
        refused += report.refused
      } catch is SourceError {
        refused += 1
      }
    }
    #expect(refused > 100)
  }
}
