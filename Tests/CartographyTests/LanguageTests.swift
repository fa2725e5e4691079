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
    // What stands in the dispatch's own words, claimants, stays French, and so do the credits of others.
    let own = words.replacing("autorités du Nagorny-Karabakh", with: "").replacing(
      "armée azerbaïdjanaise", with: "")
    for text in ["incidents rapportés", "octobre", "selon", "Bombardement", "contesté", "Carte", "ARMÉNIE"] {
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

  @Test("The languages' tables fill the same places, and every kind has an English name")
  func tables() throws {
    let french = try SampleMaps.words("fr")
    let english = try SampleMaps.words("en")
    for phrase in Phrase.allCases {
      let places = [french, english].map { Set($0[phrase].matches(of: /\{[a-z]+\}/).map { String($0.0) }) }
      #expect(places[0] == places[1], "\(phrase)")
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
