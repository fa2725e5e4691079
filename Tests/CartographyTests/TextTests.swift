import GeoTypes
import Incidents
import Testing

@testable import Cartography

struct TextTests {
  private let words: MapWords

  init() throws { words = try SampleMaps.words("fr") }

  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso8601: text)) }

  @Test("Dates and periods read as French writes them")
  func dates() throws {
    #expect(words.date(try day("2020-11-01")) == "1er\u{A0}novembre\u{A0}2020")
    #expect(
      words.period(from: try day("2020-10-27"), to: try day("2020-10-31"))
        == "du 27 au 31\u{A0}octobre\u{A0}2020")
    #expect(
      words.period(from: try day("2020-09-27"), to: try day("2020-10-31"))
        == "du 27\u{A0}septembre au 31\u{A0}octobre\u{A0}2020")
    #expect(
      words.period(from: try day("2020-12-27"), to: try day("2021-01-01"))
        == "du 27\u{A0}décembre\u{A0}2020 au 1er\u{A0}janvier\u{A0}2021")
    #expect(
      words.period(DateInterval(start: try day("2020-09-27"), end: nil, precision: .interval))
        == "depuis le 27\u{A0}septembre\u{A0}2020")
    #expect(
      words.period(
        DateInterval(start: try day("2020-10-01"), end: try day("2020-10-31"), precision: .month))
        == "octobre\u{A0}2020")
  }

  @Test(
    "Numbers have a comma and narrow spaces",
    arguments: [
      (0.0, 2, "0"), (0.04, 2, "0,04"), (12.5, 1, "12,5"), (1234.5, 1, "1\u{202F}234,5"), (-0.04, 1, "0"),
      (-3.25, 2, "\u{2212}3,25"),
      (1_000_000, 0, "1\u{202F}000\u{202F}000"), (0.999, 2, "1"),
    ])
  func numbers(_ value: Double, _ digits: Int, _ text: String) {
    #expect(words.number(value, digits: digits) == text)
  }

  @Test("West is O, one and none are singular, lists end with et")
  func wording() {
    #expect(words.longitude(-75.31) == "75,31°\u{A0}O")
    #expect(words.latitude(-3) == "3°\u{A0}S")
    #expect(words.count(0, .incidents) == "0\u{A0}incident rapporté")
    #expect(words.count(2, .incidents) == "2\u{A0}incidents rapportés")
    #expect(words.list(["a"]) == "a" && words.list(["a", "b", "c"]) == "a, b et c")
    #expect(Typography.capitalised("éthiopie") == "Éthiopie")
    #expect(Typography.lowered("ONU") == "ONU" && Typography.lowered("Attaque") == "attaque")
  }

  @Test("A headline's signs stay with their words")
  func headline() {
    #expect(
      Typography.headline("Soudan : « L'armée avance » ; pourquoi ?")
        == "Soudan\u{A0}: «\u{A0}L’armée avance\u{A0}»\u{A0}; pourquoi\u{A0}?")
    #expect(Typography.headline("") == "" && Typography.headline(": seul") == ": seul")
  }

  @Test("Lines are no wider than asked, and lose no word")
  func wrapping() {
    let text =
      "Bombardement ou tir d’artillerie : Stepanakert, Martouni, Martakert et Choucha (selon\u{A0}: les autorités)"
    for width in [120.0, 200, 400] {
      let lines = TextStyle.legend.lines(of: text, within: width)
      #expect(lines.joined(separator: " ") == text)
      #expect(lines.allSatisfy { TextStyle.legend.width(of: $0) <= width * 1.08 || !$0.contains(" ") })
    }
    #expect(TextStyle.legend.lines(of: "", within: 100).isEmpty)
  }

  @Test("Widths hold for DejaVu Sans: measured advances and 8 %")
  func widths() {
    // DejaVu Sans, advances in ems from the font's hmtx table: "Stepanakert" 6.134, bold 6.968.
    let regular = TextStyle(size: 100, ink: .title)
    let bold = TextStyle(size: 100, bold: true, ink: .title)
    #expect(regular.width(of: "Stepanakert") >= 613.4 * 1.08 && regular.width(of: "Stepanakert") < 640 * 1.08)
    #expect(bold.width(of: "Stepanakert") >= 696.8 * 1.08 && bold.width(of: "Stepanakert") < 715 * 1.08)
  }

  @Test("An id becomes an XML name, and different ids different names")
  func elementIDs() {
    let ids = ["karabakh#1", "karabakh_231", "a b", "été#2", "x", "x.1", "1"]
    let names = ids.map(MapRenderer.elementID)
    #expect(Set(names).count == ids.count)
    #expect(names[0] == "incident-karabakh_231")
  }
}
