import Dispatches
import GazetteerIndex
import Geoparsing
import Testing

/// Names that are places, or are none, by what stands around them: sentences of our own with invented names, which no
/// gazetteer has.
@Suite(.enabled(if: TestData.hasGazetteer, "needs Gazetteer/core.lieudit: run `make data`"))
struct UnknownNameTests {
  private func names(_ text: String) throws -> [String] {
    try TestData.geoparser().read(Dispatch(id: "t", text: Array(text.utf8))).mentions.map(\.text)
  }

  @Test(arguments: [
    ("Ils fuyaient vers Zorkavra mardi.", ["Zorkavra"]),
    ("Le pont de Zorkavra est coupé.", ["Zorkavra"]),
    ("Zorkavra, village sans eau, attend.", ["Zorkavra"]),
    ("Zorkavra, Belmizou et Tranak, trois hameaux, sont isolés.", ["Zorkavra", "Belmizou", "Tranak"]),
    ("Des obus sont tombés à Gao et Zorkavra.", ["Gao", "Zorkavra"]),
    ("Deux morts à Khallat al-Zorka.", ["Khallat al-Zorka"]),
    ("Rien à Zorkavra. Zorkavra attend.", ["Zorkavra", "Zorkavra"]),
    ("Zorkavra attend. Rien à Zorkavra.", ["Zorkavra", "Zorkavra"]),
  ])
  func surroundingsMakeAPlace(text: String, expected: [String]) throws {
    #expect(try names(text) == expected)
  }

  @Test(arguments: [
    "La chaîne Zorkavra a diffusé des images.",
    "Le stade Zorkavra était plein.",
    "L'ouragan Zorkavra faiblit.",
    "Un tir, selon Zorkavra, a manqué sa cible.",
    "Le texte existe en turc et en anglais.",
    "L'usine date du XIXe siècle, son apogée au XVIIIe.",
  ])
  func otherNamesAreNone(text: String) throws { #expect(try names(text) == []) }

  @Test func entriesOfAReportByPlacesAreThem() throws {
    let report = "Gao : calme.\n\nTombouctou : deux blessés.\n\nZorkavra : pas d'accès.\n"
    #expect(try names(report) == ["Gao", "Tombouctou", "Zorkavra"])
    #expect(try names("Rien de neuf.\n\nZorkavra : pas d'accès.\n") == [])
  }
}
