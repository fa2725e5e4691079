import Foundation
import Testing

/// Input as it should not be: each is named, with its file and place, and never ends in a crash.
@Suite struct BadInputTests {
  private let folder: TemporaryFolder
  private let dispatch = "Genève, 30 oct 2020 (ALD) - Des pourparlers se sont tenus vendredi à Genève.\n"

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: ["", "\n \n"])
  func anEmptyFileIsNamedAndEndsWith65(text: String) throws {
    let path = try folder.write(text, to: "vide.txt")
    let outcome = try Program.run("tag", path)
    #expect(outcome.status == 65)
    #expect(outcome.standardOutput == "")
    #expect(outcome.standardError.contains(path) && outcome.standardError.contains("empty"))
  }

  @Test func aFileThatIsNotThereEndsWith66() throws {
    let path = folder.path + "/absent.txt"
    let outcome = try Program.run("tag", path)
    #expect(outcome.status == 66)
    #expect(outcome.standardError.contains(path))
  }

  @Test func aDispatchWithoutDatelineIsRead() throws {
    let outcome = try Program.run(
      "tag", "--format", "json", input: Array("Un incendie a ravagé un entrepôt de Genève.".utf8))
    #expect(outcome.status == 0)
    let object = try #require(try JSON.object(outcome.standardOutput))
    #expect(object["dateline"] is NSNull)
    #expect((object["mentions"] as? [[String: Any]])?.first?["text"] as? String == "Genève")
  }

  @Test(arguments: [
    ("ISO-8859-1", String.Encoding.isoLatin1, ""), ("Windows-1252", .windowsCP1252, "« L’été » "),
  ])
  func latin1AndWindows1252AreReadAndSaidSo(name: String, encoding: String.Encoding, start: String) throws {
    let bytes = try #require((start + dispatch).data(using: encoding))
    let path = try folder.write(Array(bytes), to: "l1.txt")
    let outcome = try Program.run("tag", "--format", "json", path)
    #expect(outcome.status == 0)
    #expect(outcome.standardError.contains(name))
    let mentions = try #require(try JSON.object(outcome.standardOutput)?["mentions"] as? [[String: Any]])
    #expect(mentions.contains { $0["text"] as? String == "Genève" && $0["place"] is String })
  }

  @Test func aByteOrderMarkCountsInOffsetsAndHidesNoDateline() throws {
    let outcome = try Program.run("tag", "--format", "json", input: Array(("\u{FEFF}" + dispatch).utf8))
    let object = try #require(try JSON.object(outcome.standardOutput))
    #expect((object["dateline"] as? [String: Any])?["start"] as? Int == 1)
  }

  @Test func randomBytesAreRefusedWithTheirPlace() throws {
    var state: UInt64 = 42
    let bytes = (0..<5000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
    let path = try folder.write(bytes, to: "hasard.txt")
    for command in ["tag", "map", "query"] {
      let outcome = try Program.run(command, path)
      #expect(outcome.status == 65)
      #expect(outcome.standardError.contains(path) && outcome.standardError.contains("byte "))
    }
  }

  @Test func aNULIsRefusedWithItsPlace() throws {
    let path = try folder.write(Array("Bamako,\0 3 mai".utf8), to: "nul.txt")
    let outcome = try Program.run("tag", path)
    #expect(outcome.status == 65)
    #expect(outcome.standardError.contains("\(path): byte 7"))
  }

  @Test func controlCharactersNeverReachTheTerminal() throws {
    let outcome = try Program.run("tag", input: Array("Genève\u{1B}[2J \u{9B}31m, calme.\n".utf8))
    #expect(outcome.status == 0)
    #expect(!outcome.standardOutput.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" })
  }

  @Test func aBrokenLineAmongGoodOnesGivesAnErrorLineAndEndsWith1() throws {
    let lines = [
      #"{"id": "a", "text": "Un séisme a frappé Erevan.", "desk": {"n": 1.50}}"#, "",
      #"{"id": "b", "text": "#,
      #"{"id": "c", "text": 7}"#, #"{"id": "d", "text": "Un séisme a frappé Genève."}"#,
    ]
    let outcome = try Program.run(
      "tag", "--format", "ndjson", input: Array(lines.joined(separator: "\n").utf8))
    #expect(outcome.status == 1)
    let written = try outcome.standardOutput.split(separator: "\n").map {
      try #require(try JSON.object(String($0)))
    }
    #expect(written.count == 4)
    #expect(written.map { $0["id"] as? String } == ["a", nil, "c", "d"])
    let errors = written.map { $0["error"] as? [String: Any] }
    #expect(errors.map { $0?["line"] as? Int } == [nil, 3, 4, nil])
    #expect(errors.map { $0?["code"] as? String } == [nil, "json", "field", nil])
    #expect(outcome.standardOutput.contains(#""input":{"desk":{"n": 1.50}}"#))
    #expect(
      outcome.standardError.contains("standard input:3:")
        && outcome.standardError.contains("standard input:4:"))
  }

  @Test func aTextOf200MBIsRefusedWithoutReadingIt() throws {
    let path = folder.path + "/grand.txt"
    try folder.write("", to: "grand.txt")
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: 200_000_000)
    let outcome = try Program.run("tag", path)
    #expect(outcome.status == 65)
    #expect(outcome.standardError.contains("200000000") && outcome.standardError.contains("NDJSON"))
    #expect(outcome.peakMemory < max(150 << 20, Program.inheritedPeak))
  }

  @Test func aStreamOf200MBIsReadInBoundedMemory() throws {
    // Lines beyond the limit between good ones: what is too long is read over, not kept.
    let path = folder.path + "/flux.ndjson"
    try folder.write("", to: "flux.ndjson")
    let handle = try #require(FileHandle(forWritingAtPath: path))
    let chunk = Data(repeating: UInt8(ascii: "x"), count: 20_000_000)
    for number in 0..<10 {
      try handle.write(
        contentsOf: Data("{\"id\": \"\(number)\", \"text\": \"Calme à Erevan.\"}\n{\"id\": \"".utf8))
      try handle.write(contentsOf: chunk)
      try handle.write(contentsOf: Data("\n".utf8))
    }
    let outcome = try Program.run("query", "--place", "Erevan", path)
    #expect(outcome.status == 1)
    #expect(outcome.standardOutput.split(separator: "\n").count == 10)
    #expect(outcome.standardError.split(separator: "\n").count == 10)
    #expect(outcome.peakMemory < max(200 << 20, Program.inheritedPeak), "\(outcome.peakMemory >> 20) MiB")
  }

  @Test func aNameThatIsNowhereIsSaidSo() throws {
    let outcome = try Program.run("resolve", "Zzyzxville-sur-Rien")
    #expect(outcome.status == 65)
    #expect(outcome.standardError.contains("Zzyzxville-sur-Rien"))
    let mixed = try Program.run("resolve", "Erevan", "Zzyzxville-sur-Rien")
    #expect(mixed.status == 1)
    #expect(mixed.standardOutput.contains("gn:616052"))
  }

  @Test(arguments: [["--crs", "EPSG:999999"], ["--crs", "+proj=nulle_part"], ["--crs", "n'importe quoi"]])
  func aSystemThatDoesNotExistIsNamedAndNothingIsWritten(options: [String]) throws {
    let path = try folder.write(dispatch, to: "d.txt")
    let outcome = try Program.run(["map", path, "-o", folder.path + "/cartes"] + options)
    #expect(outcome.status == 64)
    #expect(outcome.standardError.contains(options[1]))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/cartes/d.svg"))
  }

  @Test func aSystemMadeForElsewhereIsNamedAndNoMapIsDrawn() throws {
    let path = try folder.write(
      "Erevan, 31 oct 2020 (ALD) - Des bombardements ont visé samedi la ville d'Erevan.\n", to: "d.txt")
    // Lambert-93 is made for France.
    let outcome = try Program.run("map", path, "-o", folder.path + "/cartes", "--crs", "EPSG:2154")
    #expect(outcome.status == 65)
    #expect(outcome.standardError.contains("EPSG:2154"))
    #expect(try folder.names(in: "cartes") == ["d.geojson"])
  }

  @Test(arguments: [
    ["tag", "--format", "xml"], ["map", "--bbox", "1,2,3"], ["map", "--as-of", "hier"],
    ["places", "near", "200,10"],
    ["tag", "--offsets", "words"], ["query", "--role", "hero"], ["nothing"],
    ["map", "--format", "geojson,gif"],
  ])
  func wrongUsageEndsWith64(arguments: [String]) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.standardOutput == "")
    #expect(outcome.standardError != "")
  }

  @Test func aDamagedGazetteerIsNamed() throws {
    let garbage = try folder.write("pas un index", to: "x.lieudit")
    let outcome = try Program.run("resolve", "Erevan", "--gazetteer", garbage)
    #expect(outcome.status == 65)
    #expect(outcome.standardError.contains(garbage))
    #expect(try Program.run("resolve", "Erevan", "--gazetteer", folder.path + "/absent").status == 66)
  }
}
