import GazetteerIndex
import Testing

@Suite struct MatchTests {
  private let gazetteer: Gazetteer

  init() throws { gazetteer = try Fixture.caucasus().open() }

  private func found(_ text: String, _ options: MatchOptions = MatchOptions()) -> [String] {
    let bytes = Array(text.utf8)
    return gazetteer.matches(in: text, options: options).map {
      String(decoding: bytes[$0.range], as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("au Nagorny-\n\nKarabakh, dit", ["Nagorny-\n\nKarabakh"]),
    ("NAGORNY KARABAKH", ["NAGORNY KARABAKH"]),
    ("Nagorny - Karabakh", []),
    ("Nagorny, Karabakh", []),
    ("d'Erevan et d’Artsakh", ["Erevan", "Artsakh"]),
    ("à L'Aquila, à l’Aquila", ["L'Aquila", "l’Aquila"]),
    ("N'Djamena", ["N'Djamena"]),
    ("la Côte d'Ivoire", ["Côte d'Ivoire"]),
    ("Saint-Louis, St-Louis, St. Louis, ST LOUIS", ["Saint-Louis", "St-Louis", "St. Louis", "ST LOUIS"]),
    ("St.-Louis, Ste.-Louis, Saint.-Louis", ["St.-Louis"]),
    ("Paris - Erevan, Paris – Erevan", ["Paris", "Erevan", "Paris", "Erevan"]),
    (
      "l\u{2018}Aquila, N\u{2018}Djamena, d\u{2018}Erevan", ["l\u{2018}Aquila", "N\u{2018}Djamena", "Erevan"]
    ),
    ("Parisien, Parispar, unParis", []),
    ("Paris-Erevan", ["Paris", "Erevan"]),
    ("«Paris»", ["Paris"]),
    ("Choucha.Chouchi", ["Choucha", "Chouchi"]),
    ("Sana’a ou Sanaa", ["Sana’a", "Sanaa"]),
    ("de la mer\u{A0}Noire", ["mer\u{A0}Noire"]),
    ("trois tours", ["tours"]),
    ("E\u{301}revan", ["E\u{301}revan"]),
    ("d'Ere¬\nvan, de Nagorny-Kara\u{AD}\r\n  bakh", ["Ere¬\nvan", "Nagorny-Kara\u{AD}\r\n  bakh"]),
    ("Saint¬\nLouis, Saint¬ Louis", ["Saint¬\nLouis"]),
    ("Ere¬van, Ere¬ van, Ere¬\n\nvan, Ere\u{AD} van, Ere¬\nVan, Ere¬\n, Eré¬\nVan", []),
    ("", []), ("-", []), ("St", []), ("Saint", []),
  ])
  func aNameIsFoundAsItIsWritten(text: String, expected: [String]) {
    #expect(found(text) == expected)
  }

  @Test func theSeparatorMayBeAnyWhiteSpace() {
    for space in [" ", "\n", "\r\n", "\n\n", "\t", "\u{A0}", "\u{202F}", " \n  \n "] {
      #expect(found("x Nagorny\(space)Karabakh y") == ["Nagorny\(space)Karabakh"])
    }
  }

  @Test func capitalsCanBeAskedFor() {
    let first = MatchOptions(capitals: .first)
    let somewhere = MatchOptions(capitals: .somewhere)
    let text = "trois tours à Tours, la mer Noire, l'Aquila, mer noire"
    #expect(found(text, first) == ["Tours", "l'Aquila"])
    #expect(found(text, somewhere) == ["Tours", "mer Noire", "l'Aquila"])
  }

  @Test func longestMatchStartsAtTheOffsetAndEndsByTheLimit() {
    let text = Array("le Haut-Karabakh et Paris".utf8)
    text.withUnsafeBufferPointer { text in
      let match = gazetteer.longestMatch(in: text, at: 3, limit: text.count)
      #expect(match?.range == 3..<16)
      #expect(match?.name == gazetteer.lookup("haut karabakh"))
      #expect(gazetteer.longestMatch(in: text, at: 3, limit: 16)?.range == 3..<16)
      #expect(gazetteer.longestMatch(in: text, at: 3, limit: 15) == nil)
      #expect(gazetteer.longestMatch(in: text, at: 0, limit: text.count) == nil)
      #expect(gazetteer.longestMatch(in: text, at: 20, limit: 25)?.range == 20..<25)
    }
  }

  /// The oracle knows nothing of trees and hashes: it tries every pair of word start and word end.
  @Test func everyNameInARandomTextIsFound() throws {
    var random = SeededRandom(7)
    let words = [
      "a", "b", "ab", "Saint", "st", "Été", "ete", "d", "l", "Œil", "oeil", "mer", "Noire", "x1", "ŞƏ", "ste",
    ]
    let joints = [
      " ", "-", "'", "’", "\n", "-\n\n", "  ", "\u{A0}", ". ", ", ", " - ", "\u{2011}", "…", "- ",
      "\u{2018}", ".-", ".", "' ", "\u{2013}", "\u{202F}", "\r\n",
    ]
    for _ in 0..<60 {
      var fixture = Fixture()
      var names: Set<String> = []
      for index in 0..<Int.random(in: 1...25, using: &random) {
        let name = (0..<Int.random(in: 1...4, using: &random))
          .map { _ in words.randomElement(using: &random)! }
          .joined(separator: ["-", " ", "'"].randomElement(using: &random)!)
        try fixture.place("x:\(index)", name)
        names.insert(name)
      }
      let gazetteer = try fixture.open()
      var text = ""
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        text += words.randomElement(using: &random)! + joints.randomElement(using: &random)!
      }
      let all = gazetteer.matches(in: text, options: MatchOptions(overlapping: true))
      let expected = oracle(text, gazetteer)
      #expect(
        all.map(\.range).sorted(by: before) == expected.sorted(by: before),
        "\(text.debugDescription) \(names)")
      for match in all {
        let surface = String(decoding: Array(text.utf8)[match.range], as: UTF8.self)
        #expect(gazetteer.key(of: match.name) == NameKey(surface).description)
      }
      // Left to right, the longest: a plain walk over what the oracle has.
      var greedy: [Range<Int>] = []
      var end = 0
      for start in Set(expected.map(\.lowerBound)).sorted() where start >= end {
        let longest = expected.filter { $0.lowerBound == start }.max { $0.upperBound < $1.upperBound }!
        greedy.append(longest)
        end = longest.upperBound
      }
      #expect(gazetteer.matches(in: text).map(\.range) == greedy, "\(text.debugDescription)")
    }
  }

  private func before(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    (left.lowerBound, left.upperBound) < (right.lowerBound, right.upperBound)
  }

  /// Every stretch of words and proper joints whose key is a name.
  private func oracle(_ text: String, _ gazetteer: Gazetteer) -> [Range<Int>] {
    // Words as (range, folded, joint after it).
    var words: [(range: Range<Int>, text: String, joint: String)] = []
    var offset = 0
    for character in text.unicodeScalars {
      let length = UTF8.width(character)
      let isWord = character.properties.isAlphabetic || character.properties.numericType != nil
      if isWord {
        if let last = words.last, last.joint.isEmpty {
          words[words.count - 1].range = last.range.lowerBound..<offset + length
          words[words.count - 1].text.unicodeScalars.append(character)
        } else {
          words.append((offset..<offset + length, String(character), ""))
        }
      } else if !words.isEmpty {
        words[words.count - 1].joint.unicodeScalars.append(character)
      }
      offset += length
    }
    func joins(_ word: (range: Range<Int>, text: String, joint: String)) -> Bool {
      var joint = Array(word.joint.unicodeScalars)
      let short = ["st", "ste"].contains(word.text.lowercased()) || word.text.unicodeScalars.count == 1
      if joint == ["'"] || joint == ["’"] || joint == ["\u{2018}"] { return true }
      if joint.first == ".", short { joint.removeFirst() }
      if let first = joint.first, ["-", "\u{2011}", "\u{2013}"].contains(first) { joint.removeFirst() }
      return joint.allSatisfy { $0.properties.isWhitespace } && !word.joint.isEmpty
    }
    let keys = Set((0..<gazetteer.nameCount).map { gazetteer.key(of: NameRef(ordinal: UInt32($0))) })
    var found: [Range<Int>] = []
    for start in words.indices {
      for end in start..<words.count {
        let key = NameKey(words[start...end].map(\.text).joined(separator: " ")).description
        if keys.contains(key) { found.append(words[start].range.lowerBound..<words[end].range.upperBound) }
        if !joins(words[end]) { break }
      }
    }
    return found
  }

  @Test func anyBytesCanBeSearched() {
    var random = SeededRandom(3)
    for _ in 0..<500 {
      var bytes = Array("Nagorny-Karabakh St Louis L’Aquila é".utf8)
      for _ in 0..<6 {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      for match in bytes.withUnsafeBufferPointer({ gazetteer.matches(in: $0) }) {
        #expect(match.range.lowerBound >= 0 && match.range.upperBound <= bytes.count && !match.range.isEmpty)
      }
    }
  }
}
