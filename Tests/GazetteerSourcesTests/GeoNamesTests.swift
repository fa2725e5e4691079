import Foundation
import GazetteerIndex
import GeoTypes
import Testing

@testable import GazetteerSources

/// GeoNames' files become places and names.
@Suite struct GeoNamesTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func placesHaveTheirIdsFeaturesAndDivisions() throws {
    let path = try folder.write(GeoNamesFixture.places, to: "AM.txt")
    let (gazetteer, report) = try GazetteerAssembly.gazetteer([path])
    #expect(gazetteer.placeCount == 5 && report.refused == 0)
    let city = try gazetteer.place("gn:616052")
    #expect(city.name == "Yerevan" && city.feature.rawValue == "P.PPLC" && city.country == "AM")
    #expect(city.coordinate.longitude == 44.51361 && city.coordinate.latitude == 40.18111)
    #expect(city.population == 1_093_485 && city.division?.rawValue == "gn:616051" && city.parents == [])
    // A country gets the project's id; a division whose code nothing explains keeps GeoNames'.
    #expect(try gazetteer.place("iso:AM").division == nil)
    #expect(try gazetteer.place("gn:616631").division == nil)
    let sea = try gazetteer.place("gn:2113779")
    #expect(sea.country == nil && sea.division == nil && sea.coordinate.longitude == -180)
    #expect(gazetteer.sources.contains("CC BY 4.0"))
  }

  @Test func namesBesideAPlaceCountWhereNoTableOfNamesIsThere() throws {
    let places = try folder.write(GeoNamesFixture.places, to: "p/AM.txt")
    let alone = try GazetteerAssembly.gazetteer([places])
    #expect(
      try Set(alone.gazetteer.names("gn:616052").map(\.text)) == [
        "Yerevan", "Erevan", "Erivan", "Ереван", "Երևան",
      ])
    #expect(alone.report.sources[0].codes == 2)
    let names = try folder.write(
      GeoNamesFixture.name(1, 616052, "en", "Yerewan"), to: "n/alternateNamesV2.txt")
    let both = try GazetteerAssembly.gazetteer([places, names])
    #expect(try Set(both.gazetteer.names("gn:616052").map(\.text)) == ["Yerevan", "Yerewan"])
  }

  @Test func namesHaveLanguagesKindsAndDates() throws {
    try folder.write(GeoNamesFixture.places, to: "AM.txt")
    try folder.write(GeoNamesFixture.names, to: "alternateNamesV2.txt")
    let (gazetteer, report) = try GazetteerAssembly.gazetteer([folder.path])
    #expect(report.refused == 0)
    #expect(try gazetteer.place("gn:616052").name == "Érevan")
    let names = try gazetteer.names("gn:616052")
    func find(_ text: String) throws -> PlaceName { try #require(names.first { $0.text == text }, "\(text)") }
    #expect(try find("Érevan").kind == .display && find("Érevan").language == "fr")
    #expect(try find("Erevan").kind == .variant && find("Yerevan").kind == .variant)
    #expect(try find("Երևան").kind == .official && find("Yerevan City").kind == .colloquial)
    #expect(try find("Yerevan City").language == nil)
    #expect(try find("Эривань").kind == .historic && find("Эривань").validTo?.description == "1936-12-31")
    #expect(try find("La capitale").kind == .short)
    #expect(!names.contains { $0.text.contains("example.org") || $0.text == "EVN" })
    let former = try gazetteer.names("gn:616631")
    let leninakan = try #require(former.first { $0.language == "ru" })
    #expect(leninakan.validFrom?.description == "1924-01-01")
    #expect(leninakan.validTo?.description == "1990-10-02")
    let source = try #require(report.sources.first { $0.path.hasSuffix("V2.txt") })
    #expect(source.names == 8 && source.homeless == 1 && source.codes == 2 && source.unreadPeriods == 1)
  }

  @Test(arguments: ["a", "-", "xx-", "a-bc", "zh-Hant", "abcdefgh"])
  func anyLanguageIsReadWithinItsField(language: String) throws {
    try folder.write(GeoNamesFixture.places, to: "AM.txt")
    try folder.write(GeoNamesFixture.name(1, 616052, language, "Yerewan"), to: "alternateNamesV2.txt")
    let (gazetteer, report) = try GazetteerAssembly.gazetteer([folder.path])
    #expect(report.refused == 0)
    let isLanguage = language == "xx-" || language == "zh-Hant"
    #expect(try gazetteer.names("gn:616052").contains { $0.text == "Yerewan" } == isLanguage)
  }

  @Test func archivesAreReadAsTheirContents() throws {
    let plain = try folder.write(GeoNamesFixture.places, to: "plain/AM.txt")
    let packed = try folder.write(
      ZipWriter.archive([
        .init(name: "readme.txt", bytes: Array("Readme for GeoNames".utf8), isDeflated: false),
        .init(name: "AM.txt", bytes: Array(GeoNamesFixture.places.utf8), isDeflated: true),
      ]), to: "AM.zip")
    let expected = try GazetteerAssembly.gazetteer([plain]).gazetteer
    let found = try GazetteerAssembly.gazetteer([packed])
    #expect(found.gazetteer.version == expected.version)
    #expect(found.report.ignored == [])
  }

  @Test func tablesOfCodesHierarchyAndCountriesAreUsed() throws {
    try folder.write(
      GeoNamesFixture.places
        + GeoNamesFixture.place(
          8_000_001, "Kentron", "44.51", "40.18", "P.PPLX", "AM", admin1: "11", admin2: "3")
        + GeoNamesFixture.place(
          8_000_002, "Kentron", "44.51", "40.18", "A.ADM2", "AM", admin1: "11", admin2: "3")
        + GeoNamesFixture.place(8_000_003, "Ararat", "44.3", "39.7", "T.PLN", "AM"), to: "AM.txt")
    try folder.write("AM.07\tShirak\tShirak\t828262\n", to: "admin1CodesASCII.txt")
    try folder.write("AM.11.3\tKentron\tKentron\t8000002\n", to: "admin2Codes.txt")
    try folder.write("8000003\t616052\t\n174982\t616052\tADM\n999\t616052\tADM\n", to: "hierarchy.txt")
    try folder.write(
      "#ISO\tISO3\nAM\tARM\t051\tAM\tArmenia\tYerevan\t29800\t2951776\tAS\t.am\tAMD\tDram\t374\t######\t^(\\d{6})$\thy\t174982\tGE,IR,AZ,TR\t\n",
      to: "countryInfo.txt")
    let (gazetteer, report) = try GazetteerAssembly.gazetteer([folder.path])
    #expect(report.refused == 0 && report.ignored == [])
    // The country holds it by its code, a parent that no file has is left out.
    #expect(try gazetteer.place("gn:616052").parents == [PlaceID("gn:8000003")])
    #expect(try gazetteer.place("gn:8000001").parents == [PlaceID("gn:8000002")])
    #expect(try gazetteer.place("gn:8000002").parents == [])
    #expect(try gazetteer.place("gn:8000002").division == PlaceID("gn:616051"))
  }

  @Test func aCodeThatTheTableOfFeaturesLacksIsRefused() throws {
    try folder.write(GeoNamesFixture.places, to: "AM.txt")
    try folder.write(
      "A.PCLI\tindependent\t\nA.ADM1\tdivision\t\nP.PPLC\tcapital\t\nP.PPLA\tseat\t\nnull\tnot available\t\n",
      to: "featureCodes_en.txt")
    let (gazetteer, report) = try GazetteerAssembly.gazetteer([folder.path])
    #expect(gazetteer.placeCount == 4 && report.refused == 1)
    #expect("\(report.sources.flatMap { $0.refusals.first })".contains("H.SEA"))
  }

  @Test func ourTablesWinAndTellTheDivisions() throws {
    let header =
      "id\tname\tlongitude\tlatitude\tfeature\tcountry\tdivision\tpopulation\tparents\tfrom\tto\textent\n"
    try folder.write(
      header + "iso:AM\tArménie\t45\t40\tA.PCLI\tAM\t\t\t\t\t\t\n"
        + "iso:AM-SH\tChirak\t43.9\t40.8\tA.ADM1\tAM\t\t\t\t\t\t\n"
        + "gn:616631\tGyumri\t43.8\t40.8\tP.PPLA\tAM\tiso:AM-SH\t\t\t\t\t\n"
        + "gn:616632\tArtik\t43.9\t40.6\tP.PPL\tAM\tiso:AM-SH\t\t\t\t\t\n", to: "core/t.places.tsv")
    try folder.write(
      "id\tname\tlanguage\tkind\tfrom\tto\tside\ngn:8000005\tAkhourian\tfr\tdisplay\t\t\t\n",
      to: "core/t.names.tsv")
    let all = try folder.write(
      GeoNamesFixture.places
        + GeoNamesFixture.place(616632, "Artik", "43.97", "40.61", "P.PPL", "AM", admin1: "07")
        + GeoNamesFixture.place(8_000_005, "Akhuryan", "43.9", "40.78", "P.PPL", "AM", admin1: "07")
        + GeoNamesFixture.place(828262, "Shirak", "43.9", "40.8", "A.ADM1", "AM", admin1: "07"), to: "AM.txt")
    for sources in [[folder.path + "/core", all], [all, folder.path + "/core"]] {
      let (gazetteer, report) = try GazetteerAssembly.gazetteer(sources)
      #expect(report.refused == 0)
      #expect(gazetteer.placeCount == 4 + 4)
      #expect(try gazetteer.place("iso:AM").name == "Arménie")
      #expect(try gazetteer.place("gn:616631").coordinate.longitude == 43.8)
      // GeoNames' code 07 is the tables' AM-SH: so two of their towns say.
      #expect(try gazetteer.place("gn:8000005").division == PlaceID("iso:AM-SH"))
      #expect(gazetteer.ref(of: PlaceID("gn:828262")) == nil)
      // A table of names has the last word.
      #expect(try gazetteer.place("gn:8000005").name == "Akhourian")
    }
  }

  @Test func aWrongLineIsRefusedWithItsNumberAndTheOthersComplete() throws {
    let wrong: [(String, String)] = [
      ("x\tA", "19 fields"),
      (GeoNamesFixture.place(5, "A", "181", "0", "P.PPL", "AM"), "longitude"),
      (GeoNamesFixture.place(5, "A", "1", "-90.1", "P.PPL", "AM"), "latitude"),
      (GeoNamesFixture.place(5, "A", "1,5", "0", "P.PPL", "AM"), "longitude"),
      (GeoNamesFixture.place(0, "A", "1", "0", "P.PPL", "AM"), "geonameid"),
      (GeoNamesFixture.place(5, "", "1", "0", "P.PPL", "AM"), "name"),
      (GeoNamesFixture.place(5, "…", "1", "0", "P.PPL", "AM"), "letter or a digit"),
      (GeoNamesFixture.place(5, "A", "1", "0", "P.PPLABCDE", "AM"), "feature"),
      (GeoNamesFixture.place(5, "A", "1", "0", "P.PPL", "Am"), "two capital letters"),
      (GeoNamesFixture.place(5, "A", "1", "0", "P.PPL", "AM", population: -1), "population"),
      (String(GeoNamesFixture.place(5, "A", "1", "0", "P.PPL", "AM").dropLast(4)), "date"),
      (
        GeoNamesFixture.place(5, String(repeating: "Ab", count: 600), "1", "0", "P.PPL", "AM"), "at most 1024"
      ),
    ]
    for (line, expected) in wrong {
      let text = GeoNamesFixture.places + line.trimmingCharacters(in: .newlines) + "\n"
      let path = try folder.write(
        text + GeoNamesFixture.place(7, "Dernier", "1", "1", "P.PPL", "FR"), to: "w.txt")
      let (gazetteer, report) = try GazetteerAssembly.gazetteer([path])
      #expect(report.refused == 1 && gazetteer.placeCount == 6)
      let message = report.sources[0].refusals.first.first?.description ?? "nothing refused"
      #expect(message.contains("w.txt:6: ") && message.contains(expected), "\(message)")
    }
  }

  @Test func bytesThatAreNotUTF8AreRefused() throws {
    var bytes = Array(GeoNamesFixture.places.utf8)
    bytes += Array(GeoNamesFixture.place(5, "Caf#", "1", "0", "P.PPL", "FR").utf8).map {
      $0 == 0x23 ? 0xE9 : $0
    }
    let (gazetteer, report) = try GazetteerAssembly.gazetteer([try folder.write(bytes, to: "l.txt")])
    #expect(gazetteer.placeCount == 5 && "\(report.sources[0].refusals.first)".contains("0xE9"))
  }

  @Test func aFileCutAnywhereKeepsItsWholeLines() throws {
    let bytes = Array(GeoNamesFixture.places.utf8)
    for length in stride(from: 0, to: bytes.count, by: 3) {
      let path = try folder.write(Array(bytes[..<length]), to: "c.txt")
      let whole = bytes[..<length].count { $0 == 0x0A }
      do {
        let (gazetteer, report) = try GazetteerAssembly.gazetteer([path], format: .geonames)
        // A line that lacks its end only is whole, too.
        #expect([whole, whole + 1].contains(gazetteer.placeCount), "\(length)")
        #expect(gazetteer.placeCount + report.refused >= whole)
      } catch is SourceError {
        #expect(whole == 0)
      }
    }
  }

  @Test func flippedBytesAreRefusedOrReadAndNothingElse() throws {
    var random = SeededRandom(99)
    let files = [
      ("AM.txt", Array(GeoNamesFixture.places.utf8)),
      ("alternateNamesV2.txt", Array(GeoNamesFixture.names.utf8)),
      ("hierarchy.txt", Array("616051\t616052\tADM\n174982\t616051\tADM\n".utf8)),
      ("admin1CodesASCII.txt", Array("AM.07\tShirak\tShirak\t828262\n".utf8)),
    ]
    var refused = 0
    for round in 0..<400 {
      let damaged = round % files.count
      for (index, file) in files.enumerated() {
        var bytes = file.1
        if index == damaged {
          for _ in 0..<Int.random(in: 1...3, using: &random) {
            bytes[Int.random(in: bytes.indices, using: &random)] ^=
              1 << UInt8.random(in: 0...7, using: &random)
          }
        }
        try folder.write(bytes, to: file.0)
      }
      do {
        let (gazetteer, report) = try GazetteerAssembly.gazetteer([folder.path])
        #expect(gazetteer.placeCount <= 6)
        refused += report.refused
      } catch is SourceError {
        refused += 1
      }
    }
    #expect(refused > 100)
  }

  @Test func aFileThatIsSomethingElseIsAnError() throws {
    for (name, text) in [
      ("a.txt", "Ceci est un texte.\nEt sa suite.\n"), ("b.zip", "PK\u{3}\u{4} mais non"),
      ("c.json", "[1, 2]"),
      ("d.csv", "a,b,c\n1,2,3\n"), ("e.txt", ""),
    ] {
      let path = try folder.write(text, to: name)
      #expect(throws: SourceError.self, "\(name)") { try GazetteerAssembly.gazetteer([path]) }
    }
    #expect(throws: SourceError.self) { try GazetteerAssembly.gazetteer([folder.path + "/nichts"]) }
    let text = try folder.write(String(repeating: "une ligne\n", count: 3000), to: "f.txt")
    #expect(throws: SourceError.self) { try GazetteerAssembly.gazetteer([text], format: .geonames) }
  }
}
