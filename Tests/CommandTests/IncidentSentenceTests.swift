import Foundation
import Testing

/// What `tag` says of incidents: a sentence for each, and the words that it stands on.
@Suite struct IncidentSentenceTests {
  /// The lines below INCIDENTS.
  private func lines(_ text: String) throws -> [String] {
    let outcome = try Program.run("tag", input: Array(text.utf8))
    #expect(outcome.status == 0, "\(outcome.standardError)")
    let lines = outcome.standardOutput.components(separatedBy: "\n")
    let start = try #require(lines.firstIndex(of: "INCIDENTS"))
    return lines[(start + 1)...].filter { !$0.isEmpty }
  }

  @Test func anAccusationIsOneSentence() throws {
    let lines = try lines(
      "Bakou, 31 oct 2020 (ALD) - L'armée azerbaïdjanaise a accusé samedi l'Arménie de tirs d'artillerie près de\n"
        + "Terter.\n")
    #expect(
      lines == [
        "  #1  31\u{A0}oct.\u{A0}2020 · bombardement ou tir d’artillerie · Terter, AZ (près de) · "
          + "selon l’armée azerbaïdjanaise · mis en cause\u{A0}: Arménie · affirmé",
        "      évidence «\u{A0}L'armée azerbaïdjanaise a accusé samedi l'Arménie de tirs d'artillerie près de Terter."
          + "\u{A0}»",
      ])
  }

  @Test func whatTheAgencyStatesHasItsVictims() throws {
    let lines = try lines(
      "Erevan, 1er nov 2020 (ALD) - Des bombardements ont fait samedi deux morts et neuf blessés à Erevan.\n")
    #expect(
      lines.first
        == "  #1  31\u{A0}oct.\u{A0}2020 · bombardement ou tir d’artillerie · Erevan, AM · tués\u{A0}: 2 («\u{A0}deux "
        + "morts\u{A0}») · blessés\u{A0}: 9 («\u{A0}neuf blessés\u{A0}») · rapporté")
  }

  @Test func thousandsAreGrouped() throws {
    let lines = try lines("Ankara, 7 févr 2023 (ALD) - Un séisme a fait 12.391 morts lundi à Ankara.\n")
    #expect(
      lines.first?.contains("tués\u{A0}: 12\u{202F}391 («\u{A0}12.391 morts\u{A0}»)") ?? false, "\(lines)")
  }

  @Test func everyIncidentHasTwoLinesWhateverItsLength() throws {
    let sentence = "Des bombardements ont fait samedi deux morts à Erevan. "
    let text =
      "Erevan, 31 oct 2020 (ALD) - " + sentence + "\n\nUn séisme a fait samedi trois morts à Gumri.\n"
    let lines = try lines(text)
    #expect(lines.count == 4)
    for (index, line) in lines.enumerated() {
      #expect(line.hasPrefix(index % 2 == 0 ? "  #\(index / 2 + 1)  " : "      évidence «\u{A0}"))
    }
  }

  @Test func aDispatchWithoutIncidentsSaysSo() throws {
    #expect(try lines("Erevan, 31 oct 2020 (ALD) - Calme à Erevan.\n") == ["  none"])
  }
}
