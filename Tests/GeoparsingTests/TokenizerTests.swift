import Dispatches
import Geoparsing
import Testing

@Suite struct TokenizerTests {
  private func document(_ text: String) throws -> Document {
    Document(tokenizing: Dispatch(id: "t", text: Array(text.utf8)), lexicon: try TestData.lexicon())
  }

  @Test(arguments: [
    ("L’armée d'Azerbaïdjan", ["L’", "armée", "d'", "Azerbaïdjan"]),
    ("N'Djamena, Côte d’Ivoire", ["N'", "Djamena", ",", "Côte", "d’", "Ivoire"]),
    (
      "30.000 morts, 1 250 blessés et 12\u{202F}000 déplacés",
      ["30.000", "morts", ",", "1 250", "blessés", "et", "12\u{202F}000", "déplacés"]
    ),
    ("en 2020 300 soldats", ["en", "2020", "300", "soldats"]),
    ("vers 03H00 (locales)", ["vers", "03", "H00", "(", "locales", ")"]),
    ("Nagorny-\n\nKarabakh", ["Nagorny", "-", "Karabakh"]),
    ("près de Bor¬\n  deaux, il attend", ["près", "de", "Bor¬\n  deaux", ",", "il", "attend"]),
    ("Stepa\u{AD}nakert et Marti\u{AD}\r\ngny", ["Stepa\u{AD}nakert", "et", "Marti\u{AD}\r\ngny"]),
    ("Bor¬ deaux, a ¬ b, fin¬\n\nBâle", ["Bor", "¬", "deaux", ",", "a", "¬", "b", ",", "fin", "¬", "Bâle"]),
    ("« non », dit-il…", ["«", "non", "»", ",", "dit", "-", "il", "…"]),
  ])
  func tokensAreCutAsFrenchWantsThem(text: String, expected: [String]) throws {
    let document = try document(text)
    #expect(document.tokens.map { document.dispatch.string($0.range) } == expected)
  }

  @Test(arguments: [
    ("M. Pachinian a parlé. Moscou écoute.", 2),
    ("Le Dr. Ali et Mgr. Paul sont là. Fin.", 2),
    ("\"C'est non.\" Puis il est parti.", 2),
    ("« Assez ! » a-t-il dit. Rien de plus.", 2),
    ("J. K. Rowling écrit à 20.30 heures.", 1),
    ("Bilan : 3.000 morts. 200 blessés.", 2),
  ])
  func sentencesEndWhereTheyEnd(text: String, count: Int) throws {
    #expect(try document(text).sentences.count == count)
  }

  @Test func everyTokenIsTheSourceAtItsSpanAndNoLetterIsLost() throws {
    let text = "Bakou — « l’Artsakh » : 1er\u{A0}mai, œuvre, ŞUŞA, Ərəvan, 東京 et 🙂 fin."
    let document = try document(text)
    var end = 0
    for token in document.tokens {
      let gap = document.dispatch.string(end..<Int(token.start))
      #expect(gap.allSatisfy { $0.isWhitespace })
      end = Int(token.end)
    }
    #expect(end == text.utf8.count)
  }

  @Test(arguments: [", ", " ", " ; "])
  func aListWithoutFullStopsIsPartedSoThatNoTokenIsLost(separator: String) throws {
    let names = (0..<3_000).map { "Ville\($0)" }
    let document = try document(names.joined(separator: separator))
    let ranges = document.sentences.map(\.tokens)
    #expect(ranges.count > 3_000 / 400)
    #expect(ranges.allSatisfy { $0.count <= 400 })
    #expect(ranges.flatMap { Array($0) } == Array(document.tokens.indices))
  }
}
