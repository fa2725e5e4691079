/// One correspondence between ways of writing the same sound or ending in Latin letters.
///
/// The spellings are folded (`NameKey`), so *ş*, *š* are `s`, *ç*, *č* `c`, *ğ* `g`, *ə* `e`, *ı* and *ï* `i`.
struct TranscriptionRule: Sendable {
  enum Position: Sendable {
    case anywhere
    case wordStart
    case wordEnd
  }

  /// What a result says was applied: `ch/sh/ş`.
  let name: String
  let spellings: [[UInt8]]
  let position: Position
  /// 1 for what one transcription always writes so and another always otherwise, 2 for what differs now and then,
  /// 3 for what also parts different names.
  let cost: Int

  init(_ name: String, _ spellings: [String], _ cost: Int, _ position: Position = .anywhere) {
    self.name = name
    self.spellings = spellings.map { Array($0.utf8) }
    self.cost = cost
    self.position = position
  }

  /// The rules, between French forms and English or local ones: Armenian, Azerbaijani, Turkish, Georgian, Russian,
  /// Ukrainian, Arabic, Persian, Pashto, Amharic, Burmese.
  ///
  /// Sources: ISO 9, BGN/PCGN and the French usage of the Commission nationale de toponymie for Cyrillic; BGN/PCGN
  /// for Armenian, Arabic, Persian, Pashto, Amharic and Burmese; the Azerbaijani and Turkish alphabets themselves.
  static let all: [TranscriptionRule] = [
    // Hushers and affricates.
    TranscriptionRule("ch/sh", ["ch", "sh", "sch"], 1),
    TranscriptionRule("ch/sh/ş", ["ch", "sh", "s"], 2),
    TranscriptionRule("tch/ch", ["tch", "ch", "tsch", "tsh"], 1),
    TranscriptionRule("tch/ch/ç", ["tch", "ch", "c"], 2),
    TranscriptionRule("dj/j", ["dj", "j", "dzh", "dzj", "dsch"], 1),
    TranscriptionRule("dj/j/c", ["dj", "j", "c"], 2),
    TranscriptionRule("j/zh", ["j", "zh"], 1),
    TranscriptionRule("j/zh/ž", ["j", "zh", "z"], 2),
    TranscriptionRule("chtch/shch/šč", ["chtch", "shch", "sc", "schtsch", "chch"], 1),
    TranscriptionRule("ts/tz/c", ["ts", "tz", "c", "z"], 2),
    TranscriptionRule("gy/dj (Burmese)", ["gy", "dj", "j", "gi"], 2),
    TranscriptionRule("ky/tch (Burmese)", ["ky", "tch", "ch", "ki"], 2),
    // Gutturals.
    TranscriptionRule("kh/x", ["kh", "x"], 1),
    TranscriptionRule("kh/x/h", ["kh", "x", "h"], 2),
    TranscriptionRule("kh/ch", ["kh", "ch"], 2),
    TranscriptionRule("gh/ğ", ["gh", "g"], 1),
    TranscriptionRule("gu/g", ["gu", "g"], 1),
    TranscriptionRule("gu/gh", ["gu", "gh"], 1),
    TranscriptionRule("g/h", ["g", "h"], 2),
    TranscriptionRule("q/k/g/gh", ["q", "k", "gh", "g"], 2),
    TranscriptionRule("k/q", ["k", "q", "qu"], 1),
    TranscriptionRule("c/k", ["c", "k"], 2),
    TranscriptionRule("k/kk", ["k", "kk", "ck"], 1),
    // Aspirates and emphatics.
    TranscriptionRule("t/th", ["t", "th", "ht"], 1),
    TranscriptionRule("d/dh", ["d", "dh"], 1),
    TranscriptionRule("k/kh", ["k", "kh", "hk"], 2),
    TranscriptionRule("p/ph", ["p", "ph", "hp"], 2),
    TranscriptionRule("f/ph", ["f", "ph"], 1),
    TranscriptionRule("s/z", ["s", "z"], 3),
    // Armenian is written as in the east or in the west.
    TranscriptionRule("t/d", ["t", "d"], 3),
    TranscriptionRule("k/g", ["k", "g"], 3),
    TranscriptionRule("p/b", ["p", "b"], 3),
    // Labials.
    TranscriptionRule("v/w", ["v", "w"], 1),
    TranscriptionRule("ou/w", ["ou", "w"], 1),
    TranscriptionRule("oua/wa", ["oua", "wa", "ua"], 1),
    TranscriptionRule("-v/-ff", ["v", "ff", "f", "w", "u"], 1, .wordEnd),
    TranscriptionRule("-iv/-ov/-ev", ["iv", "ov", "ev", "iev", "yiv", "eff", "off"], 2, .wordEnd),
    // Vowels and glides.
    TranscriptionRule("ou/u", ["ou", "u", "oo"], 1),
    TranscriptionRule("o/ou/u", ["o", "ou", "u"], 2),
    TranscriptionRule("ö/eu/oe", ["o", "eu", "oe"], 2),
    TranscriptionRule("ü/ue/u", ["u", "ue", "yu", "iu", "you"], 1),
    TranscriptionRule("i/y", ["i", "y"], 1),
    TranscriptionRule("ï/yi/iy", ["i", "yi", "iy", "ii", "y"], 1),
    TranscriptionRule("ai/ay/aj", ["ai", "ay", "aj", "aei"], 1),
    TranscriptionRule("ei/ey/ej", ["ei", "ey", "ej"], 1),
    TranscriptionRule("ia/ya", ["ia", "ya"], 1),
    TranscriptionRule("ia/ja", ["ia", "ya", "ja"], 2),
    TranscriptionRule("io/yo/jo", ["io", "yo", "jo"], 1),
    TranscriptionRule("iou/yu/ju", ["iou", "you", "yu", "iu", "ju"], 1),
    TranscriptionRule("ie/ye/e", ["ie", "ye", "e", "je"], 1),
    TranscriptionRule("a/e", ["a", "e"], 2),
    TranscriptionRule("e/i", ["e", "i"], 2),
    TranscriptionRule("aou/aw/au", ["aou", "aw", "au", "ao"], 1),
    TranscriptionRule("eï/ay/ai", ["ei", "ay", "ai", "ey"], 2),
    TranscriptionRule("a/aa", ["a", "aa", "ah"], 1),
    TranscriptionRule("e/eh", ["e", "eh", "he"], 2),
    // Endings.
    TranscriptionRule("-ia/-iya", ["ia", "iya", "iia", "ija", "ie", "iyah", "iye"], 1, .wordEnd),
    TranscriptionRule("-a/-ah/-eh", ["a", "ah", "e", "eh"], 1, .wordEnd),
    TranscriptionRule("-i/-y/-yy", ["i", "y", "yi", "iy", "yy", "ii", "yj", "ij"], 1, .wordEnd),
    TranscriptionRule("-ine/-in", ["ine", "in", "een"], 1, .wordEnd),
    TranscriptionRule("-ane/-an", ["ane", "an", "aan"], 1, .wordEnd),
    TranscriptionRule("-oune/-un", ["oune", "oun", "un", "oon"], 1, .wordEnd),
    TranscriptionRule("-ene/-en", ["ene", "en"], 1, .wordEnd),
    TranscriptionRule("-sk/-ske", ["sk", "ske", "sc"], 1, .wordEnd),
    // Arabic articles, with the letter that they are made like.
    TranscriptionRule(
      "el-/al-",
      [
        "el ", "al ", "ul ", "ar ", "er ", "as ", "es ", "ash ", "ach ", "ech ", "az ", "ez ", "at ", "et ",
        "ad ", "ed ", "an ", "en ",
      ],
      1, .wordStart),
    TranscriptionRule("al-/–", ["el ", "al ", ""], 2, .wordStart),
    TranscriptionRule("abou/abu", ["abou", "abu", "bou", "bu", "aboul", "abul"], 1, .wordStart),
  ]
}
