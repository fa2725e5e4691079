import Foundation
import Testing

/// `lieudit map` in other colours, widths, languages and formats.
@Suite struct StyleTests {
  private let folder: TemporaryFolder
  private let dispatch: String

  init() throws {
    folder = try TemporaryFolder()
    dispatch = try folder.write(
      "Erevan, 31 oct 2020 (ALD) - Des bombardements ont fait samedi deux morts à Erevan.\n", to: "d.txt")
  }

  private static let hasConverter = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].contains {
    FileManager.default.isExecutableFile(atPath: $0 + "/rsvg-convert")
  }

  @Test func aMapIsDrawnInTheThemeWidthLanguageTitleAndCreditThatAreAskedFor() throws {
    let outcome = try Program.run(
      "map", dispatch, "-o", folder.path + "/o", "--format", "svg", "--theme", "dark", "--width", "360",
      "--lang",
      "en", "--title", "A < title", "--credit", "The Paper")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    let svg = try folder.text("o/d.svg")
    #expect(svg.contains("viewBox=\"0 0 360 ") && svg.contains("lang=\"en\""))
    #expect(
      svg.contains("fill=\"#15181c\"/>") && svg.contains("A &lt; title")
        && svg.contains("Map: The Paper, with"))
    #expect(svg.contains(">Yerevan<") && svg.contains("31\u{A0}October\u{A0}2020"))
  }

  @Test(arguments: [
    ["--width", "239"], ["--width", "4001"], ["--theme", "sepia"], ["--lang", "de"], ["--scale", "9"],
    ["--labels", "villes"], ["--labels", "towns;waters"], ["--labels", "none,towns"],
  ])
  func aStyleThatIsNotThereIsAMistakeOfUsage(arguments: [String]) throws {
    let outcome = try Program.run(["map", dispatch, "-o", folder.path + "/o"] + arguments)
    #expect(outcome.status == 64 && outcome.standardError.contains(arguments[0]))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/o"))
  }

  @Test func theMapNamesWhatIsAskedFor() throws {
    func names(_ labels: String) throws -> String {
      let outcome = try Program.run(
        "map", dispatch, "-o", folder.path + "/" + labels, "--format", "svg", "--labels", labels)
      #expect(outcome.status == 0, "\(outcome.standardError)")
      return try folder.text(labels + "/d.svg")
    }
    let all = try names("all")
    #expect(all.contains(">Erevan<") && all.contains(">ARMÉNIE<"))
    let incidents = try names("incidents")
    #expect(incidents.contains(">Erevan<") && !incidents.contains(">ARMÉNIE<"))
    let others = try names("countries,towns,waters,regions")
    // Erevan is a province too; the incident's name alone is that large and bold.
    let ofIncident = "font-size=\"15\" font-weight=\"bold\""
    #expect(incidents.contains(ofIncident) && !others.contains(ofIncident) && others.contains(">ARMÉNIE<"))
    #expect(try !names("none").contains("class=\"noms\"><g"))
  }

  @Test(.enabled(if: hasConverter, "needs rsvg-convert"))
  func picturesAreMadeByLibrsvgTheSameAgainAndKnownAsOurs() throws {
    var before: [[UInt8]] = []
    for _ in 0..<2 {
      let outcome = try Program.run(
        "map", dispatch, "-o", folder.path + "/o", "--format", "png,pdf", "--width", "400", "--scale", "2")
      #expect(outcome.status == 0, "\(outcome.standardError)")
      #expect(try folder.names(in: "o") == ["d.pdf", "d.png"])
      let files = try [folder.bytes("o/d.png"), folder.bytes("o/d.pdf")].map { Array($0) }
      if before.isEmpty { before = files } else { #expect(before == files) }
    }
    // A PNG's width stands behind its first chunk's name, big-endian.
    #expect(before[0][12..<20] == [0x49, 0x48, 0x44, 0x52, 0, 0, 0x03, 0x20])
    #expect(before[1].starts(with: Array("%PDF-".utf8)))
  }

  @Test func withoutLibrsvgTheRestIsWrittenAndTheStatusSays73() throws {
    let none = ["PATH": folder.path]
    let both = try Program.run(
      "map", dispatch, "-o", folder.path + "/o", "--format", "svg,png", environment: none)
    #expect(both.status == 73 && both.standardError.contains("rsvg-convert, which is not there"))
    #expect(try folder.names(in: "o") == ["d.svg"])
    let one = try Program.run("map", dispatch, "-o", folder.path + "/p", "--format", "pdf", environment: none)
    #expect(one.status == 73 && one.standardError.contains("librsvg2-bin"))
  }

  @Test func aConverterThatFailsLeavesNothingHalfWritten() throws {
    let program = try folder.write("#!/bin/sh\nexit 3\n", to: "rsvg-convert")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let outcome = try Program.run(
      "map", dispatch, "-o", folder.path + "/o", "--format", "png,svg",
      environment: ["PATH": folder.path + ":/bin"])
    #expect(outcome.status == 73 && outcome.standardError.contains("rsvg-convert: ended with status 3"))
    #expect(try folder.names(in: "o") == ["d.svg"])
  }

  @Test func severalDispatchesGoOnOneMap() throws {
    let other = try folder.write(
      "Bakou, 30 oct 2020 (ALD) - Une manifestation a rassemblé vendredi mille personnes à Bakou.\n",
      to: "e.txt")
    let outcome = try Program.run(
      "map", dispatch, other, "-o", folder.path + "/o", "--merge", "--format", "geojson,svg,html,json")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(
      try folder.names(in: "o") == ["carte.geojson", "carte.html", "carte.svg", "d.json", "e.json"])
    let collection = try #require(try JSON.object(folder.text("o/carte.geojson")))
    let features = try #require(collection["features"] as? [[String: Any]])
    let ids = features.compactMap { $0["id"] as? String }.filter { $0.contains("#") }
    #expect(ids == ["d#1", "e#1"] && collection["dispatch"] as? String == "d; e")
    #expect(try folder.text("o/carte.svg").contains("2\u{A0}dépêches"))
    // By days: one picture for each of the two.
    let days = try Program.run(
      "map", dispatch, other, "-o", folder.path + "/o", "--merge", "--by", "day", "--format", "svg")
    #expect(days.status == 0)
    #expect(try folder.text("o/carte.svg").matches(of: /class="plan"/).count == 2)
  }

  @Test func whatCannotBeReadKeepsTheOthersFromNoMap() throws {
    let outcome = try Program.run(
      "map", dispatch, folder.path + "/absent.txt", "-o", folder.path + "/o", "--merge", "--format", "svg")
    #expect(outcome.status == 1 && outcome.standardError.contains("absent.txt"))
    #expect(try folder.names(in: "o") == ["carte.svg"])
    let none = try Program.run("map", folder.path + "/absent.txt", "-o", folder.path + "/p", "--merge")
    #expect(none.status == 66)
  }

  @Test func aPageIsWrittenAndKnownAsOurs() throws {
    for _ in 0..<2 {
      let outcome = try Program.run(
        "map", dispatch, "-o", folder.path + "/o", "--format", "html", "--theme", "dark")
      #expect(outcome.status == 0, "\(outcome.standardError)")
    }
    let page = try folder.text("o/d.html")
    #expect(page.contains("data-theme=\"dark\"") && page.contains("Content-Security-Policy"))
  }
}
