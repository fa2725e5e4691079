import Foundation
import Testing

/// `map` and `tag` with the columns of event data.
@Suite struct EventDataTests {
  private let folder: TemporaryFolder
  private let dispatch: String

  init() throws {
    folder = try TemporaryFolder()
    dispatch = try folder.write(
      "Erevan, 31 oct 2020 (ALD) - Des bombardements ont fait samedi deux morts à Erevan.\n\n"
        + "Un séisme a fait samedi trois morts à Gumri.\n", to: "d.txt")
  }

  private static let formats = "acled-csv,ucdp-csv,plover-jsonl"

  @Test func mapWritesAFileForEachFormatAndTheSameAgain() throws {
    func run() throws -> [[UInt8]] {
      let outcome = try Program.run(
        "map", dispatch, "-o", folder.path + "/o", "--format", EventDataTests.formats)
      #expect(outcome.status == 0, "\(outcome.standardError)")
      let names = try folder.names(in: "o")
      #expect(names == ["d.acled.csv", "d.plover.jsonl", "d.ucdp.csv"])
      for name in names { #expect(outcome.standardOutput.contains("o/" + name)) }
      return try names.map { try folder.bytes("o/" + $0) }
    }
    // Its own files are replaced without being asked to.
    let first = try run()
    #expect(try run() == first)
    #expect(first.allSatisfy { !$0.isEmpty })
  }

  @Test func whatASchemeHasNotIsCountedOnStandardError() throws {
    let outcome = try Program.run("tag", dispatch, "--format", "ucdp-csv")
    #expect(outcome.status == 0)
    #expect(
      outcome.standardError
        == "lieudit: ucdp-csv: 1 of 2 incidents left out, for UCDP has no such event: disaster 1\n")
    #expect(outcome.standardOutput.split(whereSeparator: \.isNewline).count == 2)
  }

  @Test func aFileWithTheSameColumnsThatIsSomebodyElsesStays() throws {
    _ = try Program.run("map", dispatch, "-o", folder.path + "/o", "--format", "acled-csv")
    let header = try #require(try folder.text("o/d.acled.csv").split(separator: "\r\n").first)
    let foreign = header + "\r\nAZE1," + String(repeating: ",", count: 29) + "\r\n"
    try folder.write(foreign, to: "o/d.acled.csv")
    let outcome = try Program.run("map", dispatch, "-o", folder.path + "/o", "--format", "acled-csv")
    #expect(outcome.status == 73 && outcome.standardError.contains("--force"))
    #expect(try folder.text("o/d.acled.csv") == foreign)
  }

  @Test func aFileWithoutRowsIsOursAndReplaced() throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/o", withIntermediateDirectories: true)
    let quiet = try folder.write("Erevan, 31 oct 2020 (ALD) - Calme à Erevan.\n", to: "calme.txt")
    for _ in 0..<2 {
      let outcome = try Program.run(
        "map", quiet, "-o", folder.path + "/o", "--format", EventDataTests.formats)
      #expect(outcome.status == 0, "\(outcome.standardError)")
    }
    #expect(try folder.text("o/calme.acled.csv").hasPrefix("event_id_cnty,event_date,"))
    #expect(try folder.bytes("o/calme.plover.jsonl").isEmpty)
  }

  @Test(arguments: ["acled-csv", "ucdp-csv"])
  func aStreamHasOneHeaderAndBadLinesNoRow(format: String) throws {
    let lines = [
      #"{"id": "a", "text": "Erevan, 31 oct 2020 (ALD) - Des bombardements ont fait samedi deux morts à Erevan."}"#,
      #"{"id": "b", "text": 3}"#,
      #"{"id": "=c", "text": "Erevan, 31 oct 2020 (ALD) - Des tirs d'artillerie ont fait samedi un mort à Gumri."}"#,
    ]
    let outcome = try Program.run(
      "tag", "--format", format, "--input", "ndjson", input: Array(lines.joined(separator: "\n").utf8))
    #expect(outcome.status == 1)
    let rows = outcome.standardOutput.components(separatedBy: "\r\n")
    #expect(rows.count == 4 && rows[3].isEmpty)
    #expect(rows[0].contains(",latitude,longitude,"))
    #expect(rows[1].hasPrefix("a#1,") && rows[2].hasPrefix("\"'=c#1\","))
  }

  /// `map` and `tag` write the same rows.
  @Test func aFileIsWhatTagPrints() throws {
    _ = try Program.run("map", dispatch, "-o", folder.path + "/o", "--format", EventDataTests.formats)
    for (format, name) in [
      ("acled-csv", "d.acled.csv"), ("ucdp-csv", "d.ucdp.csv"), ("plover-jsonl", "d.plover.jsonl"),
    ] {
      let printed = try Program.run("tag", dispatch, "--format", format).standardOutput
      #expect(try folder.text("o/" + name) == printed)
    }
  }

  @Test func aMissingTableEndsWith66() throws {
    let data = folder.path + "/data"
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    for name in ["core.lieudit", "basemap", "model"] {
      try FileManager.default.createSymbolicLink(
        atPath: data + "/" + name, withDestinationPath: Program.root + "/Gazetteer/" + name)
    }
    try FileManager.default.copyItem(atPath: Program.root + "/Gazetteer/lexicon", toPath: data + "/lexicon")
    try FileManager.default.removeItem(atPath: data + "/lexicon/scales.tsv")
    let outcome = try Program.run(
      "tag", dispatch, "--format", "acled-csv", environment: ["LIEUDIT_DATA": data])
    #expect(outcome.status == 66 && outcome.standardError.contains("scales.tsv"))
    #expect(outcome.standardOutput.isEmpty)
  }
}
