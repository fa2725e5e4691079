import GazetteerIndex
import Testing

@Suite struct TranscriptionTests {
  private func gazetteer(_ names: [String]) throws -> Gazetteer {
    var fixture = Fixture()
    for (index, name) in names.enumerated() { try fixture.place("x:\(index)", name) }
    return try fixture.open()
  }

  /// Pairs of forms that are in print, by language, with one rule that leads from the one to the other.
  @Test(arguments: [
    ("Choucha", "Shusha", "ch/sh"), ("Choucha", "Şuşa", "ch/sh/ş"), ("Djermouk", "Jermuk", "dj/j"),
    ("Latchine", "Laçın", "-ine/-in"), ("Latchine", "Lachin", "tch/ch"), ("Gumri", "Gyumri", "ü/ue/u"),
    ("Martakert", "Mardakert", "t/d"), ("Terter", "Tartar", "a/e"), ("Khodjaly", "Xocalı", "kh/x"),
    ("Aghdam", "Ağdam", "gh/ğ"), ("Gandja", "Gəncə", "dj/j/c"), ("Erevan", "Yerevan", "ie/ye/e"),
    ("Kharkov", "Kharkiv", "-iv/-ov/-ev"), ("Lougansk", "Luhansk", "g/h"), ("Jytomyr", "Zhytomyr", "j/zh"),
    ("Tchernigov", "Chernihiv", "tch/ch"), ("Zaporijjia", "Zaporizhzhia", "j/zh"),
    ("Mykolaïv", "Mykolayiv", "ï/yi/iy"),
    ("Tchassiv Iar", "Chasiv Yar", "double letter"), ("Romanoff", "Romanov", "-v/-ff"),
    ("Mossoul", "Mosul", "ou/u"), ("Deir Ezzor", "Deir ez-Zor", "word break"),
    ("Hassaké", "Al-Hasakah", "al-/–"),
    ("Bagdad", "Baghdad", "gh/ğ"), ("Jénine", "Jenin", "-ine/-in"), ("Abou Kamal", "Abu Kamal", "ou/u"),
    ("Kaboul", "Kabul", "ou/u"), ("Koundouz", "Qunduz", "k/q"), ("Djalalabad", "Jalalabad", "dj/j"),
    ("Mekele", "Mekelle", "double letter"), ("Guédaref", "Gedaref", "gu/g"),
    ("Ouad Madani", "Wad Madani", "ou/w"),
    ("Myitkyina", "Myitchina", "ky/tch (Burmese)"), ("Syrie", "Siriya", "-ia/-iya"),
  ])
  func formsOfOneNameFindEachOther(french: String, other: String, rule: String) throws {
    let gazetteer = try gazetteer([french, other, "Autre"])
    for (asked, wanted) in [(french, other), (other, french)] {
      let matches = gazetteer.transcriptions(of: asked)
      #expect(matches.map { gazetteer.entries(of: $0.name)[0].text } == [wanted], "\(asked)")
      #expect(matches.first?.rules.contains(rule) == true, "\(asked) \(matches.first?.rules ?? [])")
    }
  }

  @Test(arguments: [
    ("Paris", "Lille"), ("Paris", "Parisot"), ("Tours", "Tunis"), ("Mali", "Bali"), ("Niger", "Nigeria"),
    ("Irak", "Iran"), ("Gaza", "Gaziantep"), ("Erevan", "Stepanavan"), ("Goma", "Roma"), ("Sanaa", "Samara"),
  ])
  func differentNamesDoNotFindEachOther(one: String, other: String) throws {
    let gazetteer = try gazetteer([one, other])
    #expect(gazetteer.transcriptions(of: one).isEmpty && gazetteer.transcriptions(of: other).isEmpty)
  }

  @Test func theCloserComesFirstAndTheNameItselfNot() throws {
    let gazetteer = try gazetteer(["Choucha", "Chusha", "Shusha", "Susa"])
    let matches = gazetteer.transcriptions(of: "CHOUCHA")
    #expect(matches.map { gazetteer.key(of: $0.name) }.first == "chusha")
    #expect(!matches.contains { gazetteer.key(of: $0.name) == "choucha" })
    #expect(matches.map(\.cost) == matches.map(\.cost).sorted())
    #expect(gazetteer.transcriptions(of: "Ou").isEmpty && gazetteer.transcriptions(of: "").isEmpty)
  }

  /// Two names alone are compared without any search among keys, so they tell what a crowd must give.
  @Test func aCrowdOfNamesHidesNoneAndAddsNone() throws {
    var generator = SeededRandom(7)
    let syllables = ["cha", "sha", "tche", "ou", "u", "kh", "x", "gui", "dja", "ar", "in", "ine", "ov", "v"]
    var names: Set<String> = ["Choucha", "Shusha"]
    while names.count < 260 {
      names.insert((0..<3).map { _ in syllables.randomElement(using: &generator) ?? "" }.joined())
    }
    let crowd = names.sorted()
    let gazetteer = try gazetteer(crowd)
    for asked in crowd.prefix(6) + ["Choucha"] {
      let found = gazetteer.transcriptions(of: asked, limit: 1000)
      let alone = try crowd.filter { other in
        try !self.gazetteer([asked, other]).transcriptions(of: asked).isEmpty
      }
      #expect(Set(found.map { gazetteer.entries(of: $0.name)[0].text }) == Set(alone), "\(asked)")
    }
  }
}
