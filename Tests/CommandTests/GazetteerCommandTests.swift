import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Building, comparing and exporting gazetteers.
@Suite struct GazetteerCommandTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// One row of GeoNames' table of places, of our own making.
  static func row(_ id: Int, _ name: String, _ longitude: Double, _ latitude: Double) -> String {
    "\(id)\t\(name)\t\(name)\t\t\(latitude)\t\(longitude)\tP\tPPL\tAM\t\t\t\t\t\t10\t\t1\tAsia/Yerevan\t2020-10-31\n"
  }

  private func build(_ text: String, as name: String) throws -> String {
    let source = try folder.write(text, to: name + ".txt")
    let outcome = try Program.run(
      "gazetteer", "build", "--from", source, "-o", folder.path + "/\(name).lieudit")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    return folder.path + "/\(name).lieudit"
  }

  @Test func aBuiltGazetteerAnswers() throws {
    let index = try build(GazetteerCommandTests.row(9_000_001, "Villageneuf", 45, 40), as: "a")
    let outcome = try Program.run("resolve", "Villageneuf", "--gazetteer", index)
    #expect(outcome.status == 0 && outcome.standardOutput.contains("gn:9000001"))
    #expect(try Program.run("gazetteer", "info", index).standardOutput.contains("CC BY 4.0"))
    #expect(try Program.run("gazetteer", "verify", index).status == 0)
  }

  @Test func refusedLinesAreNamedAndTheExitStatusIsOne() throws {
    let row = GazetteerCommandTests.row(9_000_001, "Un", 45, 40)
    let source = try folder.write(row + "faux\n" + row.replacing("9000001", with: "9000002"), to: "a.txt")
    let outcome = try Program.run("gazetteer", "build", "--from", source, "-o", folder.path + "/a.lieudit")
    #expect(outcome.status == 1)
    #expect(outcome.standardError.contains("a.txt:2: expected 19 fields, found 1"))
    #expect(outcome.standardError.contains("2 places"))
  }

  @Test func afterAFailureNoFileIsThere() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/s", withIntermediateDirectories: true)
    try folder.write("Ceci n'est pas une table.\n", to: "s/x.txt")
    let output = folder.path + "/o.lieudit"
    #expect(
      try Program.run("gazetteer", "build", "--from", folder.path + "/s/x.txt", "-o", output).status == 65)
    #expect(
      try Program.run("gazetteer", "build", "--from", folder.path + "/absent", "-o", output).status == 66)
    #expect(try Program.run("gazetteer", "build", "--from", folder.path + "/s", "-o", "/proc/o").status != 0)
    try folder.write("mes notes", to: "o.lieudit")
    let source = try folder.write(GazetteerCommandTests.row(9, "Un", 1, 1), to: "AM.txt")
    #expect(try Program.run("gazetteer", "build", "--from", source, "-o", output).status == 73)
    #expect(try folder.text("o.lieudit") == "mes notes")
    #expect(try folder.names() == ["AM.txt", "o.lieudit", "s"])
  }

  @Test func anInterruptedBuildLeavesTheOldFile() throws {
    let index = try build(GazetteerCommandTests.row(9, "Ancien", 1, 1), as: "a")
    let before = try folder.bytes("a.lieudit")
    // Reading waits for a pipe that nobody writes to.
    let pipe = folder.path + "/AM.txt"
    #expect(mkfifo(pipe, 0o600) == 0)
    let running = try Program.start(
      ["gazetteer", "build", "--format", "geonames", "--from", pipe, "-o", index], input: "/dev/null",
      output: folder.path + "/out", error: folder.path + "/err")
    usleep(300_000)
    kill(running.process, SIGINT)
    #expect(running.wait().status == 128 + SIGINT)
    #expect(try folder.bytes("a.lieudit") == before)
    #expect(try folder.names() == ["AM.txt", "a.lieudit", "a.txt", "err", "out"])
  }

  @Test func differencesAreTold() throws {
    let row = GazetteerCommandTests.row
    let old = try build(row(1, "Un", 45, 40) + row(2, "Deux", 45, 41) + row(3, "Trois", 45, 42), as: "a")
    let new = try build(row(1, "Un", 45, 40) + row(2, "Deux", 45, 41.5) + row(4, "Quatre", 45, 42), as: "b")
    let text = try Program.run("gazetteer", "diff", old, new)
    #expect(text.status == 0)
    #expect(
      text.standardOutput == """
        ~ gn:2  Deux moved by 56 km
        - gn:3  Trois
        + gn:4  Quatre
        1 places added, 1 removed, 1 moved, 0 renamed, 0 names added, 0 names removed

        """)
    let lines = try Program.run("gazetteer", "diff", old, new, "--format", "ndjson").standardOutput
    #expect(lines.split(separator: "\n").count == 3)
    for line in lines.split(separator: "\n") { #expect(try JSON.object(String(line))?["change"] is String) }
    #expect(try Program.run("gazetteer", "diff", old, old).standardOutput == "no difference\n")
  }

  @Test(arguments: ["linked-places", "tsv"])
  func whatIsExportedBuildsTheSamePlaces(format: String) throws {
    let row = GazetteerCommandTests.row
    let index = try build(row(1, "Un", 45, 40) + row(2, "Saint-Étienne", -179.5, -41.00001), as: "a")
    let export = folder.path + (format == "tsv" ? "/tables" : "/a.json")
    #expect(try Program.run("gazetteer", "export", index, "--format", format, "-o", export).status == 0)
    let again = folder.path + "/c.lieudit"
    let outcome = try Program.run("gazetteer", "build", "--from", export, "-o", again)
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(try Program.run("gazetteer", "diff", index, again).standardOutput == "no difference\n")
    // Its own work is replaced without being asked to.
    #expect(try Program.run("gazetteer", "export", index, "--format", format, "-o", export).status == 0)
  }

  @Test func anExportGoesToStandardOutputOrToAFile() throws {
    let index = try build(GazetteerCommandTests.row(1, "Un", 45, 40), as: "a")
    let printed = try Program.run("gazetteer", "export", index, "--format", "ndjson")
    #expect(try JSON.object(printed.standardOutput)?["name"] as? String == "Un")
    for _ in 0..<2 {
      let path = folder.path + "/a.ndjson"
      #expect(try Program.run("gazetteer", "export", index, "--format", "ndjson", "-o", path).status == 0)
      #expect(try folder.text("a.ndjson") == printed.standardOutput)
    }
    #expect(try Program.run("gazetteer", "export", index, "--format", "tsv").status == 64)
    try folder.write("mes notes", to: "n.json")
    let refused = try Program.run(
      "gazetteer", "export", index, "--format", "linked-places", "-o", folder.path + "/n.json")
    #expect(refused.status == 73)
    #expect(try folder.text("n.json") == "mes notes")
  }
}
