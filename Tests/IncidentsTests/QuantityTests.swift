import Testing

@Suite struct QuantityTests {
  /// killed and injured as low/best/high, `_` for unknown.
  @Test(arguments: [
    ("Une attaque a fait 12 morts à [[Nirva]].", "killed=12/12/12"),
    ("Une attaque a fait douze morts et trois blessés à [[Nirva]].", "killed=12/12/12 injured=3/3/3"),
    ("Une attaque a fait au moins 12 morts à [[Nirva]].", "killed=12/_/_"),
    ("Une attaque a fait plus de 30 morts à [[Nirva]].", "killed=31/_/_"),
    ("Une attaque a fait près de 30 morts à [[Nirva]].", "killed=_/30/_"),
    ("Une attaque a fait une dizaine de morts à [[Nirva]].", "killed=_/10/_"),
    ("Une attaque a fait des dizaines de morts à [[Nirva]].", "killed=20/_/_"),
    ("Une attaque a fait des centaines de blessés à [[Nirva]].", "injured=200/_/_"),
    ("Une attaque a fait des blessés à [[Nirva]].", "injured=1/_/_"),
    ("Une attaque a fait plusieurs morts à [[Nirva]].", "killed=2/_/_"),
    ("Une attaque a fait entre 10 et 15 morts à [[Nirva]].", "killed=10/_/15"),
    ("Une attaque a fait dix à quinze morts à [[Nirva]].", "killed=10/_/15"),
    ("Une attaque a fait un mort civil et des blessés à [[Nirva]].", "killed=1/1/1 injured=1/_/_"),
    ("Une attaque a fait 1.250 morts à [[Nirva]].", "killed=1250/1250/1250"),
    ("Une attaque a fait 1 250 morts à [[Nirva]].", "killed=1250/1250/1250"),
    ("Une attaque a fait 1\u{202F}250 morts à [[Nirva]].", "killed=1250/1250/1250"),
    ("Une attaque a fait quatre-vingt-dix-sept morts à [[Nirva]].", "killed=97/97/97"),
    ("Une attaque a fait soixante et onze morts à [[Nirva]].", "killed=71/71/71"),
    ("Une attaque a fait deux cent trois morts à [[Nirva]].", "killed=203/203/203"),
    ("Une attaque a fait trois mille morts à [[Nirva]].", "killed=3000/3000/3000"),
    ("Neuf civils, dont quatre enfants, ont été tués dans une attaque à [[Nirva]].", "killed=9/9/9"),
    (
      "Un policier a été tué et deux autres blessés dans une attaque à [[Nirva]].",
      "killed=1/1/1 injured=2/2/2"
    ),
    ("Une attaque a tué deux femmes et un enfant à [[Nirva]].", "killed=3/3/3"),
    (
      "Des hommes armés ont attaqué [[Nirva]], tuant six soldats et en blessant quatre.",
      "killed=6/6/6 injured=4/4/4"
    ),
    ("Une attaque a coûté la vie à cinq personnes à [[Nirva]].", "killed=5/5/5"),
    ("Trois personnes ont perdu la vie dans une attaque à [[Nirva]].", "killed=3/3/3"),
    ("Une attaque a eu lieu à [[Nirva]] sans faire de victime.", ""),
  ])
  func `a toll is counted as the text gives it`(_ text: String, _ expected: String) {
    #expect(
      TextReading(text, on: "2021-03-10").lines([.killed, .injured]) == [
        expected.isEmpty ? "attack" : "attack " + expected
      ])
  }
}
