import GazetteerIndex
import Testing

@Suite struct NameKeyTests {
  private func key(_ name: String) -> String { NameKey(name).description }

  @Test(arguments: [
    ("Érevan", "erevan"), ("ÉREVAN", "erevan"), ("E\u{301}revan", "erevan"),
    ("Haut‑Karabakh", "haut karabakh"), ("Nagorny-\n\nKarabakh", "nagorny karabakh"),
    ("N’Djaména", "n djamena"), ("L'Aquila", "l aquila"), ("Côte d’Ivoire", "cote d ivoire"),
    ("St-Étienne", "saint etienne"), ("STE MARIE", "sainte marie"), ("St. Louis", "saint louis"),
    ("Est", "est"), ("Stepanakert", "stepanakert"),
    ("Şəki", "seki"), ("Ağdam", "agdam"), ("Iğdır", "igdir"), ("İzmir", "izmir"), ("Łódź", "lodz"),
    ("Đà Nẵng", "da nang"), ("Århus", "arhus"), ("Tromsø", "tromso"), ("Þingvellir", "thingvellir"),
    ("Œting", "oeting"), ("Ærø", "aero"), ("Gießen", "giessen"), ("ﬁn", "fin"), ("Lœuilly", "loeuilly"),
    ("a\u{A0}b\u{202F}c\u{2009}d", "a b c d"), ("Kara\u{AD}bakh", "karabakh"), ("Hawaiʻi", "hawaii"),
    ("Gaza (bande de)", "gaza bande de"), ("  ", ""), ("-'-", ""), ("", ""), ("\u{AD} x", "x"),
    ("МОСКВА", "москва"), ("Орёл", "орел"), ("Երևան", "երեւան"), ("ΑΘΉΝΑ", "αθηνα"), ("أربيل", "اربيل"),
    ("東京", "東京"), ("Ségou 2", "segou 2"), ("Ŋorɔ", "noro"),
  ])
  func aNameHasItsKey(name: String, expected: String) {
    #expect(key(name) == expected)
  }

  @Test func foldingAgainChangesNothing() {
    for scalar in (0..<0x3000).compactMap({ Unicode.Scalar($0 as UInt32) }) {
      let once = key("x\(Character(scalar))y")
      #expect(key(once) == once, "U+\(String(scalar.value, radix: 16))")
    }
  }

  /// The standard library's own case mapping is the oracle.
  @Test func aLetterAndItsUpperCaseHaveOneKey() {
    var compared = 0
    for value: UInt32 in 0x61..<0x590 {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isLowercase else {
        continue
      }
      let upper = scalar.properties.uppercaseMapping
      // Only pairs: ß has two capitals' letters for one, ς shares its capital with σ.
      guard upper != String(Character(scalar)), upper.unicodeScalars.count == 1,
        upper.unicodeScalars.first!.properties.lowercaseMapping == String(Character(scalar))
      else { continue }
      compared += 1
      #expect(key(upper) == key(String(Character(scalar))), "U+\(String(value, radix: 16))")
    }
    #expect(compared > 400)
  }

  /// Canonical equivalence as the standard library knows it is the oracle: `==` on strings compares decomposed forms.
  @Test func aLetterIsFoldedToTheBaseOfItsDecomposition() {
    let marks = (0x300..<0x330).compactMap { Unicode.Scalar($0 as UInt32) }
    var byForm: [String: Unicode.Scalar] = [:]
    for value in Array(0xC0..<0x250) + Array(0x1E00..<0x1F00) {
      if let scalar = Unicode.Scalar(UInt32(value)) { byForm[String(Character(scalar))] = scalar }
    }
    var compared = 0
    for base in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" {
      for mark in marks {
        let form = String(base) + String(Character(mark))
        guard let composed = byForm[form] else { continue }
        compared += 1
        #expect(key(String(Character(composed))) == base.lowercased())
      }
    }
    #expect(compared > 300)
  }

  @Test func wordsAreHashedAsTheyAreFolded() {
    for word in ["", "Stepanakert", "Érevan", "ST", "Ste", "Sté", "œuvre", "Şuşa", "l'", "МОСКВА", "30"] {
      let raw = Array(word.utf8)
      var folded = Array("before ".utf8)
      let start = folded.count
      raw.withUnsafeBufferPointer { NameKey.foldWord($0, into: &folded) }
      let hash = raw.withUnsafeBufferPointer { NameKey.wordHash($0) }
      #expect(hash == NameKey.hash(of: folded[start...]), "\(word)")
    }
    #expect(NameKey.wordHash("ÉTÉ") == NameKey.wordHash("ete"))
    #expect(NameKey.wordHash("St") == NameKey.wordHash("saint"))
    // A published value: FNV-1a of "foobar".
    #expect(NameKey.hash(of: "foobar".utf8) == 0x8594_4171_f739_67e8)
  }

  @Test func anyBytesAreFoldedWithoutATrap() {
    var state: UInt64 = 1
    for _ in 0..<2000 {
      let bytes = (0..<12).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
      }
      _ = bytes.withUnsafeBufferPointer { NameKey(utf8: $0) }
    }
  }
}
