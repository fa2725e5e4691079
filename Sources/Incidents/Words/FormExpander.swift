internal import GazetteerIndex

/// Spells out the inflected forms that the tables abbreviate.
struct FormExpander {
  /// `frappe(s) aérienne(s)`: every way to take or leave what is in brackets.
  static func expand(_ pattern: String) -> [String] {
    var forms = [""]
    var rest = Substring(pattern)
    while let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
      let head = rest[..<open]
      let option = rest[rest.index(after: open)..<close]
      forms = forms.flatMap { [$0 + head, $0 + head + option] }
      rest = rest[rest.index(after: close)...]
    }
    return forms.map { $0 + rest }
  }

  /// The words of a form, cut as the tokenizer cuts: hyphens stand alone, an apostrophe ends its word.
  static func words(of form: String) -> [String] {
    var words: [String] = []
    var word = ""
    func flush() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for character in form {
      switch character {
      case " ": flush()
      case "-":
        flush()
        words.append("-")
      case "'", "\u{2019}":
        word.append("'")
        flush()
      default:
        // Digits and letters are different tokens: "1er".
        if let last = word.last, last.isNumber, !character.isNumber { flush() }
        word.append(character)
      }
    }
    flush()
    return words
  }

  private var models: [String: Model] = [:]

  private struct Model {
    var infinitive: String
    var endings: [(VerbForms, [String])]
  }

  /// Reads `conjugations.tsv`.
  init(path: String) throws(GazetteerError) {
    let tenses: [(String, VerbForms)] = [
      ("participle", .participle), ("present", .present), ("imperfect", .imperfect), ("past", .past),
      ("future", .future), ("conditional", .conditional), ("gerund", .gerund),
    ]
    var table = try TableReader(path: path, columns: ["model", "infinitive"] + tenses.map(\.0))
    while try table.next() {
      var model = Model(infinitive: table.string(1), endings: [])
      for (index, tense) in tenses.enumerated() {
        model.endings.append((tense.1, table.list(index + 2, separator: " ")))
      }
      models[table.string(0)] = model
    }
  }

  /// All forms of a verb of a model; nil where there is no such model or the infinitive does not end as it must.
  func conjugate(_ infinitive: String, model name: String) -> [(form: String, tense: VerbForms)]? {
    guard let model = models[name], infinitive.hasSuffix(model.infinitive) else { return nil }
    let stem = infinitive.dropLast(model.infinitive.count)
    var forms: [(form: String, tense: VerbForms)] = [(infinitive, .infinitive)]
    for (tense, endings) in model.endings {
      for ending in endings {
        let isAccented = tense == .participle && ending.contains("é")
        forms.append((stem + (ending == "-" ? "" : ending), isAccented ? [tense, .accented] : tense))
      }
    }
    return forms
  }
}
