import Geoparsing
import Testing

@Suite struct OneLineTests {
  @Test(arguments: [
    ("Le Caire", "Le Caire"), ("", ""), (" \n ", ""), ("Nagorny-\n\nKarabakh ", "Nagorny- Karabakh"),
    ("a\u{A0}b\u{202F}\tc", "a b c"), ("  é  à", "é à"),
    ("Bor¬\n  deaux, Bor\u{AD}deaux", "Bordeaux, Bordeaux"),
    ("fin¬\nDe, a ¬ b", "fin¬ De, a ¬ b"), ("d’« été »", "d’« été »"),
  ])
  func whiteSpaceIsOneSpaceAndBrokenWordsAreWhole(text: String, expected: String) {
    #expect(text.onOneLine == expected)
  }
}
