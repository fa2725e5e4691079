import Basemap
import Foundation
import GazetteerIndex
import Incidents
import Testing

@testable import Cartography

/// Maps in English, and what the tables of words promise.
struct LanguageTests {
  private static func english(_ sample: SampleReport, width: Double = 800) throws -> RenderedMap {
    try #require(SampleMaps.renderer(language: "en")).render(
      sample.report(), options: MapOptions(width: width), context: SampleMaps.context)
  }

  @Test("An English map says everything of its own in English")
  func english() throws {
    let map = try Self.english(SampleReport.front)
    let picture = try #require(Picture(map.svg))
    #expect(picture.elements.first?.attributes["lang"] == "en")
    let words = picture.words
    for text in [
      "10\u{A0}incidents reported", "Shelling or artillery fire: ", "31\u{A0}October\u{A0}2020",
      "claimed by one side",
      "Outside the map", "Without a precise place", "Dashed: disputed or de facto lines", "Projection: ",
      "3\u{A0}unnamed places", "Ceasefire line of May 1994", "ARMENIA", "AZERBAIJAN",
    ] { #expect(words.contains(text), "\(text)") }
    #expect(words.contains("Base: Natural Earth (public domain), ") && words.contains("P. Wessel and W."))
    // What stands in the dispatch's own words, claimants, stays French.
    let own = words.replacing("autorités du Nagorny-Karabakh", with: "").replacing(
      "armée azerbaïdjanaise", with: "")
    for text in [
      "incidents rapportés", "octobre", "selon", "Bombardement", "contesté", "Carte", "ARMÉNIE", "domaine",
      " et ",
    ] {
      #expect(!own.contains(text), "\(text)")
    }
  }

  @Test("Numbers, dates and sides of the world read as English writes them")
  func numbers() throws {
    let words = try SampleMaps.words("en")
    #expect(words.number(1_234_567) == "1,234,567" && words.number(12.5, digits: 1) == "12.5")
    #expect(words.longitude(-75.31) == "75.31°\u{A0}W")
    #expect(
      words.count(0, .incidents) == "0\u{A0}incidents reported"
        && words.count(1, .incidents) == "1\u{A0}incident reported")
    #expect(words.list(["a", "b", "c"]) == "a, b and c")
  }

  /// The rows of a language's table as they stand there.
  private static func rows(_ language: String) throws -> [String: [String]] {
    let table = try String(
      contentsOf: SampleMaps.root.appendingPathComponent("Gazetteer/words/\(language).tsv"), encoding: .utf8)
    var rows: [String: [String]] = [:]
    for line in table.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      rows[fields[0]] = Array(fields.dropFirst())
    }
    return rows
  }

  private static func places(_ text: String) -> Set<String> {
    Set(text.matches(of: /\{([a-z]+)\}/).map { String($0.1) }).subtracting(["nbsp", "nnbsp"])
  }

  @Test(
    "The languages' tables fill the same places in singular and plural, and every kind has an English name")
  func tables() throws {
    let tables = try [Self.rows("fr"), Self.rows("en")]
    for phrase in Phrase.allCases {
      for table in tables {
        let texts = try #require(table[phrase.rawValue]).filter { !$0.isEmpty }
        for text in texts { #expect(Self.places(text) == Set(phrase.places), "\(phrase): \(text)") }
      }
    }
    let english = try SampleMaps.words("en")
    let basemap = try #require(SampleMaps.renderer).basemap
    for credit in basemap.credits.map(english.credit) {
      #expect(!credit.contains("domaine") && !credit.contains(" et "), "\(credit)")
    }
    let kinds = try KindStyles(
      path: SampleMaps.root.appendingPathComponent("Gazetteer/lexicon/kinds.tsv").path)
    for kind in kinds.kinds {
      #expect(english.label(of: kind) != nil, "kind.\(kind.rawValue) in words/en.tsv")
    }
  }

  @Test("A table that lacks a phrase, or has one too many, is refused")
  func mistakes() throws {
    let good = try String(
      contentsOf: SampleMaps.root.appendingPathComponent("Gazetteer/words/fr.tsv"), encoding: .utf8)
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("lieudit-words-\(getpid()).tsv")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    func message(_ table: String) throws -> String {
      try table.write(toFile: path, atomically: true, encoding: .utf8)
      do throws(GazetteerError) {
        _ = try MapWords(language: "fr", path: path)
        return "accepted"
      } catch { return error.description }
    }
    #expect(try message(good) == "accepted")
    #expect(
      try message(good.replacing("capital\tcapitale\t\n", with: "")).contains(
        "a text of `capital`, found none"))
    #expect(try message(good + "capitals\tx\t\n").contains("found `capitals`"))
  }

  /// `facts_on`: its text, its plural, and what the message says that was expected.
  @Test(
    "A text whose places are not those that the program fills is refused with file, line and what was expected",
    arguments: [
      ("facts_on", "faits du {dat}", "", "of places only {date}, {nbsp}, {nnbsp}, not {dat}"),
      ("facts_on", "faits", "", "a place {date}"),
      ("facts_on", "faits du {date", "", "a brace for each brace"),
      ("facts_on", "faits du date} {date}", "", "a brace for each brace"),
      ("facts_on", "faits du {{date}}", "", "a brace for each brace"),
      ("incidents", "un incident", "des incidents", "a place {n}"),
      ("incidents", "{n} incident", "{m} incidents", "not {m}"),
      ("incidents", "des incidents", "", "a place {n}"),
      ("capital", "capitale de {country}", "", "of places only {nbsp}, {nnbsp}, not {country}"),
      ("kind.fire", "feu {n}", "", "not {n}"), ("credit.X", "{nbsp", "", "a brace for each brace"),
    ])
  func badPlaces(name: String, text: String, plural: String, expected: String) throws {
    let good = try String(
      contentsOf: SampleMaps.root.appendingPathComponent("Gazetteer/words/fr.tsv"), encoding: .utf8)
    var lines = good.split(separator: "\n").map(String.init)
    let line = lines.firstIndex { $0.hasPrefix(name + "\t") } ?? lines.count
    if line == lines.count { lines.append("") }
    lines[line] = "\(name)\t\(text)\t\(plural)"
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("lieudit-\(UUID()).tsv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    let error = #expect(throws: GazetteerError.self) { _ = try MapWords(language: "fr", path: path) }
    let message = try #require(error).description
    #expect(message.contains(expected + " in `\(name)`"), "\(message)")
    #expect(message.contains("\(path):\(line + 1)"), "\(message)")
  }

  @Test("The number may be left out of the singular, which words may say")
  func wordsForOne() throws {
    let good = try String(
      contentsOf: SampleMaps.root.appendingPathComponent("Gazetteer/words/en.tsv"), encoding: .utf8)
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("lieudit-\(UUID()).tsv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try good.replacing("{n}{nbsp}incident reported", with: "one incident reported").write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(try MapWords(language: "en", path: path).count(1, .incidents) == "one incident reported")
  }

  @Test("Names of waters and regions come from the table, of others from what is known, else stay French")
  func names() throws {
    let path = SampleMaps.root.appendingPathComponent("Gazetteer/words/en.places.tsv").path
    let names = try PlaceNames(paths: [path]) { $0.rawValue == "iso:AM" ? "Armenia" : nil }
    #expect(names.name(PlaceID("ld:mer-noire"), "mer Noire") == "Black Sea")
    #expect(names.name(PlaceID(""), "Lac Léman") == "Lake Geneva")
    #expect(names.name(PlaceID("iso:AM"), "Arménie") == "Armenia")
    #expect(names.name(PlaceID("ld:ailleurs"), "Ailleurs") == "Ailleurs")
    #expect(PlaceNames.french.name(PlaceID("ld:mer-noire"), "mer Noire") == "mer Noire")
  }
}
