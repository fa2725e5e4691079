internal import GazetteerIndex

/// What a party is, by its nouns: the classes of `people.tsv`, and the more exact ones of `parties.tsv`.
struct PartyKinds: Sendable {
  /// A kind of party, as `scales.tsv` has it.
  struct Kind: Hashable, Sendable {
    var name: String
    /// Whether the noun says so by itself (*villageois*); a *personne* is a civilian only for want of better.
    var isExact: Bool
  }

  /// By the noun's words, folded and joined by single spaces.
  private var kinds: [String: Kind] = [:]
  private var mostWords = 1

  /// Reads `people.tsv` and `parties.tsv` of a language's folder. Throws `GazetteerError` where one is missing, or
  /// `parties.tsv` has a kind that `scales` lacks.
  init(folder: String, scales: ScaleCodes) throws(GazetteerError) {
    for (name, isExact) in [("people.tsv", false), ("parties.tsv", true)] {
      var table = try TableReader(path: "\(folder)/\(name)", columns: ["forms", "class"])
      while try table.next() {
        let kind = Kind(name: table.string(1), isExact: isExact)
        if isExact, scales.code(.party, kind.name) == nil {
          throw table.unexpected(1, "a party of scales.tsv")
        }
        for form in PartyKinds.forms(of: table.string(0)) {
          let words = PartyKinds.words(of: form)
          mostWords = max(mostWords, words.count)
          kinds[words.joined(separator: " ")] = kind
        }
      }
    }
  }

  /// The kind of the first noun of a text that the tables have, the longest there: *forces de l'ordre* before *forces*.
  func kind(of text: String) -> Kind? {
    let words = PartyKinds.words(of: text)
    for start in words.indices {
      for end in stride(from: min(words.count, start + mostWords), to: start, by: -1) {
        if let kind = kinds[words[start..<end].joined(separator: " ")] { return kind }
      }
    }
    return nil
  }

  /// The words of a text, folded as names are: *Etat islamique* and *État islamique* are one noun.
  private static func words(of text: String) -> [String] {
    NameKey(text).description.split(separator: " ").map(String.init)
  }

  /// `casque(s) bleu(s)`: every way to take or leave what is in brackets.
  private static func forms(of pattern: String) -> [String] {
    guard let open = pattern.firstIndex(of: "("), let close = pattern[open...].firstIndex(of: ")") else {
      return [pattern]
    }
    let option = pattern[pattern.index(after: open)..<close]
    return forms(of: String(pattern[pattern.index(after: close)...])).flatMap { rest in
      [pattern[..<open] + rest, pattern[..<open] + option + rest].map { String($0) }
    }
  }
}
