internal import GazetteerIndex
internal import Geoparsing

/// Spells out the inflected forms that the tables abbreviate; in bytes, for there are thousands at every start.
struct FormExpander {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  private struct Model {
    var infinitive: [UInt8]
    var endings: [(tense: VerbForms, ending: [UInt8])] = []
  }

  private var models: [String: Model] = [:]

  /// Reads `conjugations.tsv`.
  init(path: String) throws(GazetteerError) {
    let tenses: [(String, VerbForms)] = [
      ("participle", .participle), ("present", .present), ("imperfect", .imperfect), ("past", .past),
      ("future", .future), ("conditional", .conditional), ("gerund", .gerund),
    ]
    var table = try TableReader(path: path, columns: ["model", "infinitive"] + tenses.map(\.0))
    while try table.next() {
      var model = Model(infinitive: Array(table.bytes(1)))
      for (index, tense) in tenses.enumerated() {
        FormExpander.parts(of: table.bytes(index + 2), separator: UInt8(ascii: " ")) { ending in
          let isAccented = tense.1 == .participle && ending.first(where: { $0 >= 0x80 }) != nil
          // "-" stands for no ending at all.
          model.endings.append(
            (isAccented ? [tense.1, .accented] : tense.1, ending.elementsEqual([0x2D]) ? [] : Array(ending)))
        }
      }
      models[table.string(0)] = model
    }
  }

  /// Gives all forms of a verb of a model; false where there is no such model or the infinitive does not end as it must.
  ///
  /// A form's bytes are there only while `body` runs: one buffer holds them all.
  func conjugate(
    _ infinitive: ArraySlice<UInt8>, model name: String, _ body: (_ form: Bytes, _ tense: VerbForms) -> Void
  ) -> Bool {
    guard let model = models[name], infinitive.suffix(model.infinitive.count).elementsEqual(model.infinitive)
    else {
      return false
    }
    var form = Array(infinitive)
    form.withUnsafeBufferPointer { body($0, .infinitive) }
    let stem = infinitive.count - model.infinitive.count
    for (tense, ending) in model.endings {
      form.removeSubrange(stem...)
      form += ending
      form.withUnsafeBufferPointer { body($0, tense) }
    }
    return true
  }

  /// `frappe(s) aérienne(s)`: gives every way to take or leave what is in brackets, as `conjugate` gives forms.
  static func expand(_ pattern: ArraySlice<UInt8>, _ body: (Bytes) -> Void) {
    guard pattern.contains(UInt8(ascii: "(")) else { return pattern.withUnsafeBufferPointer(body) }
    var forms: [[UInt8]] = [[]]
    var start = pattern.startIndex
    while let open = pattern[start...].firstIndex(of: UInt8(ascii: "(")),
      let close = pattern[open...].firstIndex(of: UInt8(ascii: ")"))
    {
      let head = pattern[start..<open]
      let option = pattern[(open + 1)..<close]
      forms = forms.flatMap { [$0 + head, $0 + head + option] }
      start = close + 1
    }
    for form in forms { (form + pattern[start...]).withUnsafeBufferPointer(body) }
  }

  /// Gives the parts of a list, without spaces around them; empty ones are left out.
  static func parts(of list: ArraySlice<UInt8>, separator: UInt8, _ body: (ArraySlice<UInt8>) -> Void) {
    var rest = list
    while !rest.isEmpty {
      var part = rest.prefix { $0 != separator }
      rest = rest.dropFirst(part.count + 1)
      while part.first == 0x20 { part = part.dropFirst() }
      while part.last == 0x20 { part = part.dropLast() }
      if !part.isEmpty { body(part) }
    }
  }
}

extension Vocabulary {
  /// Gives the keys of a form's words, cut as the tokenizer cuts: hyphens stand alone, an apostrophe ends its word,
  /// digits and letters are different tokens.
  static func forEachKey(of form: FormExpander.Bytes, _ body: (UInt64) -> Void) {
    var start = 0
    func flush(_ end: Int, isElided: Bool = false) {
      defer { start = end + 1 }
      guard end > start else { return }
      // Only the tokenizer knows how an elision is hashed.
      body(
        isElided
          ? Vocabulary.key(of: String(decoding: form[start...end], as: UTF8.self))
          : NameKey.wordHash(UnsafeBufferPointer(rebasing: form[start..<end])))
    }
    for (index, byte) in form.enumerated() {
      switch byte {
      case 0x20: flush(index)
      case 0x27: flush(index, isElided: true)
      case 0x2D:
        flush(index)
        body(NameKey.hash(of: form[index...index]))
      default:
        // "1er" is two tokens.
        if index > start, form[index - 1] >= 0x30, form[index - 1] <= 0x39, byte < 0x30 || byte > 0x39 {
          flush(index)
          start = index
        }
      }
    }
    flush(form.count)
  }

  /// The key of one word as a token has it.
  static func key(of word: String) -> UInt64 { Lexicon.key(word) }
}
