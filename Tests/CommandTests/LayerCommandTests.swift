import Foundation
import Testing

/// `--gazetteer`, given once and several times.
@Suite struct LayerCommandTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Writes a table whose cells are separated by `|`.
  private func table(_ text: String, as name: String = "maison.tsv") throws -> String {
    try folder.write(text.replacing("|", with: "\t"), to: name)
  }

  @Test func aTableAloneLiesOverTheProgramsOwnGazetteer() throws {
    let house = try table("action|name|longitude|latitude|country\nadd|Villageneuf-la-Maison|0.71|15.18|ML\n")
    let found = try Program.run(
      "resolve", "Villageneuf-la-Maison", "Erevan", "--gazetteer", house, "--explain")
    #expect(found.status == 0)
    let lines = found.standardOutput.split(separator: "\n")
    #expect(lines.first?.contains("maison:villageneuf-la-maison") == true)
    #expect(lines.first?.contains("+3.5 a place of maison.tsv; ") == true)
    #expect(lines.first?.hasSuffix("; from maison.tsv") == true)
    #expect(lines.last?.contains("from core.lieudit") == true)
    #expect(try Program.run("resolve", "Villageneuf-la-Maison").status == 65)
  }

  @Test func theTableOfTheReadmeIsFollowed() throws {
    let readme = try String(contentsOfFile: Program.root + "/Gazetteer/README.md", encoding: .utf8)
    let rows = readme.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { !$0.hasPrefix("    # La maison") }.prefix { $0.hasPrefix("    ") }
    let house = try folder.write(rows.map { $0.dropFirst(4) + "\n" }.joined(), to: "maison.tsv")
    #expect(try Program.run("gazetteer", "verify", house).status == 0)
    let found = try Program.run(
      "resolve", "Stepanakert", "Chouchi-Ville", "--limit", "1", "--gazetteer", house)
    #expect(found.standardOutput.hasPrefix("Khankendi ") && found.standardOutput.contains("gn:147105"))
    #expect(try Program.run("resolve", "Mars", "--gazetteer", house).status == 65)
    #expect(
      try Program.run("resolve", "Tura", "--gazetteer", house).standardOutput.contains("Tours") == false)
    let border = try Program.run("resolve", "Poste de Labbézanga", "--gazetteer", house).standardOutput
    #expect(border.contains("maison:poste-de-labbezanga"))
  }

  @Test func aCompiledOneThatComesFirstTakesItsPlace() throws {
    let row = GazetteerCommandTests.row(9_000_001, "Villageneuf", 45, 40)
    let source = try folder.write(row, to: "a.txt")
    let index = folder.path + "/a.lieudit"
    #expect(try Program.run("gazetteer", "build", "--from", source, "-o", index).status == 0)
    let first = try table("action|place|name\nrename|Villageneuf|Villeneuve\n", as: "un.tsv")
    let second = try table("action|place|longitude|latitude\nmove|Villeneuve|46|41\n", as: "deux.tsv")
    let layers = ["--gazetteer", index, "--gazetteer", first, "--gazetteer", second]
    let found = try Program.run(["resolve", "Villageneuf", "--explain"] + layers)
    #expect(found.standardOutput.hasPrefix("Villeneuve  AM  41.0000 N 46.0000 E"), "\(found.standardOutput)")
    #expect(found.standardOutput.contains("from a.lieudit; renamed by un.tsv; moved by deux.tsv"))
    #expect(try Program.run(["resolve", "Erevan"] + layers).status == 65)
    // In the other order there is no Villeneuve to be moved.
    let swapped = ["--gazetteer", index, "--gazetteer", second, "--gazetteer", first]
    let refused = try Program.run(["resolve", "Villageneuf"] + swapped)
    #expect(refused.status == 65 && refused.standardError.contains("deux.tsv:2: "))
    // Over the program's own, without the order being asked for.
    let above = try Program.run(
      "resolve", "Villageneuf", "Erevan", "--gazetteer", first, "--gazetteer", index)
    #expect(above.status == 65 && above.standardError.contains("un.tsv:2: "))
  }

  @Test func placesSayTheirLayerWhereThereAreSeveral() throws {
    let house = try table("action|place|name|longitude|latitude\nadd|x:1|Villageneuf-la-Maison|0.71|15.18\n")
    for arguments in [
      ["near", "0.71,15.18"], ["search", "Villageneuf-la-M"], ["within", "--bbox", "0.7,15.1,0.72,15.2"],
    ] {
      let found = try Program.run(["places"] + arguments + ["--format", "ndjson", "--gazetteer", house])
      let line = try #require(
        found.standardOutput.split(separator: "\n").first { $0.contains(#""id":"x:1""#) }, "\(found)")
      #expect(try JSON.object(String(line))?["layer"] as? String == "maison.tsv")
      let alone = try Program.run("places", "near", "0.71,15.18", "--format", "ndjson", "--limit", "1")
      #expect(try JSON.object(alone.standardOutput)?["layer"] == nil)
    }
  }

  @Test func dispatchesAreReadWithTheLayers() throws {
    let dispatch = try folder.write(
      "Bamako, 3 mai 2021 (AFP) - Une attaque a fait trois morts lundi à Villageneuf-la-Maison, a dit le maire de Saint-Denis.\n",
      to: "d.txt")
    let house = try table(
      "action|place|context|name|longitude|latitude|country\nadd|x:1||Villageneuf-la-Maison|0.71|15.18|ML\nprefer|Saint-Denis|FR-93||||\n"
        .replacing("FR-93", with: "iso:FR-93"))
    let tagged = try Program.run("tag", dispatch, "--format", "ndjson", "--explain", "--gazetteer", house)
    #expect(tagged.status == 0)
    let object = try #require(try JSON.object(tagged.standardOutput))
    let mentions = try #require(object["mentions"] as? [[String: Any]])
    #expect(mentions.compactMap { $0["place"] as? String }.suffix(2) == ["x:1", "gn:2980916"])
    #expect(tagged.standardOutput.contains("preferred by maison.tsv"))
    let mapped = try Program.run(
      "map", dispatch, "-o", folder.path, "--format", "geojson", "--gazetteer", house)
    #expect(mapped.status == 0)
    #expect(try folder.text("d.geojson").contains("[0.71,15.18]"))
    let query = try Program.run(
      "query", "--place", "x:1", dispatch, "--format", "ndjson", "--gazetteer", house)
    #expect(query.standardOutput.split(separator: "\n").count == 1)
    // Without the table the village is unknown and Saint-Denis another.
    let bare = try Program.run("tag", dispatch, "--format", "ndjson").standardOutput
    #expect(!bare.contains("gn:2980916") && !bare.contains("x:1"))
  }

  @Test func whereTheDispatchSaysWhichThePreferenceGivesWay() throws {
    let house = try table("action|place|context\nprefer|Saint-Denis|RE\n")
    func place(_ text: String) throws -> [String] {
      let outcome = try Program.run(
        ["tag", "--format", "ndjson", "--gazetteer", house], input: Array(text.utf8))
      let mentions = try JSON.object(outcome.standardOutput)?["mentions"] as? [[String: Any]]
      return (mentions ?? []).filter { $0["text"] as? String == "Saint-Denis" }.compactMap {
        $0["place"] as? String
      }
    }
    #expect(
      try place(
        "Paris, 3 mai 2021 (AFP) - Un incendie a fait deux morts à Saint-Denis. Des pompiers d'Aubervilliers sont venus.\n"
      )
        == ["gn:935264"])
    #expect(
      try place(
        "Paris, 3 mai 2021 (AFP) - Un incendie a fait deux morts à Saint-Denis, près d'Aubervilliers.\n")
        == ["gn:2980916"])
    #expect(
      try place(
        "Paris, 3 mai 2021 (AFP) - Un incendie a fait deux morts à Saint-Denis, en Seine-Saint-Denis.\n")
        == ["gn:2980916"])
  }

  @Test func aNameOnTheStopListIsNoPlaceEvenWhereTheTextSaysSo() throws {
    let house = try table("action|name\nremove|Ouatagouna\nremove|Zabilje\n")
    let text =
      "Bamako, 3 mai 2021 (AFP) - Une attaque a fait trois morts à Ouatagouna, près de Zabilje et à Gao.\n"
    func mentions(_ options: [String]) throws -> [String] {
      let outcome = try Program.run(["tag", "--format", "ndjson"] + options, input: Array(text.utf8))
      let mentions = try JSON.object(outcome.standardOutput)?["mentions"] as? [[String: Any]]
      return (mentions ?? []).compactMap { $0["text"] as? String }
    }
    #expect(try mentions([]) == ["Bamako", "Ouatagouna", "Zabilje", "Gao"])
    #expect(try mentions(["--gazetteer", house]) == ["Bamako", "Gao"])
  }

  @Test func infoAndVerifyKnowTheLayers() throws {
    let house = try table("# Le desk\naction|place|context\nprefer|Saint-Denis|RE\n")
    let info = try Program.run("gazetteer", "info", "--gazetteer", house)
    #expect(
      info.standardOutput.contains("maison.tsv (1 rows)") && info.standardOutput.contains("    Le desk\n"))
    #expect(info.standardOutput.hasPrefix("layers"))
    #expect(try Program.run("gazetteer", "info", house).standardOutput == info.standardOutput)
    #expect(try Program.run("gazetteer", "info").standardOutput.hasPrefix("path"))
    let verified = try Program.run("gazetteer", "verify", house)
    #expect(verified.status == 0 && verified.standardOutput.contains("maison.tsv: sound"))
  }

  @Test func layersAreExportedAsOneGazetteer() throws {
    let source = try folder.write(GazetteerCommandTests.row(1, "Un", 45, 40), to: "a.txt")
    let index = folder.path + "/a.lieudit"
    #expect(try Program.run("gazetteer", "build", "--from", source, "-o", index).status == 0)
    let house = try table("action|place|name|longitude|latitude\nadd|x:1|Deux|1|2\nrename|Un|Premier||\n")
    let exported = try Program.run(
      "gazetteer", "export", index, "--gazetteer", house, "--format", "tsv", "-o", folder.path + "/t")
    #expect(exported.status == 0)
    let merged = folder.path + "/b.lieudit"
    #expect(try Program.run("gazetteer", "build", "--from", folder.path + "/t", "-o", merged).status == 0)
    #expect(
      try Program.run("gazetteer", "diff", index, merged).standardOutput.hasPrefix(
        "~ gn:1  Un is now Premier\n"))
    #expect(try Program.run("resolve", "Deux", "--gazetteer", merged).standardOutput.contains("x:1"))
  }

  @Test func whatCannotBeFollowedHasItsExitStatus() throws {
    let dispatch = try folder.write("Bamako, 3 mai 2021 (AFP) - Rien.\n", to: "d.txt")
    let good = try table("action|place|context\nprefer|Saint-Denis|RE\n")
    let cases: [(path: String, status: Int32, message: String)] = [
      (folder.path + "/absente.tsv", 66, "absente.tsv: cannot open: No such file or directory"),
      (
        try table("action|place\nremove|Saint-Denis\n", as: "b.tsv"), 65,
        "b.tsv:2: expected one place named `Saint-Denis`"
      ),
      (
        try table("Ceci n'est pas une table.\n", as: "c.tsv"), 65,
        "c.tsv: expected a compiled gazetteer or a table"
      ),
      (try table("action|place\nefface|gn:1\n", as: "d.tsv"), 65, "d.tsv:2: expected one of add, rename"),
      (folder.path, 65, "expected"),
    ]
    for (path, status, message) in cases {
      for command in [
        ["tag", dispatch], ["map", dispatch, "-o", folder.path], ["query", dispatch, "--place", "Bamako"],
        ["resolve", "Bamako"], ["places", "search", "Bamako"], ["gazetteer", "verify"],
      ] {
        let outcome = try Program.run(command + ["--gazetteer", good, "--gazetteer", path])
        #expect(outcome.status == status, "\(command) \(path) \(outcome)")
        #expect(outcome.standardError.contains(message), "\(outcome.standardError)")
        #expect(outcome.standardOutput.isEmpty)
      }
    }
  }
}
