public import GazetteerIndex
internal import Incidents

/// A language's words for maps, from a table such as `Gazetteer/words/fr.tsv`.
///
/// The table has the columns `phrase`, `text` and `plural`: one row for each `Phrase` (and, in a page's language, each
/// `PagePhrase`), rows `pictogram.…` for what pictograms stand for, and rows `kind.…` for what kinds of incidents are
/// called, `line.…` for what disputed lines are and `credit.…` for how the basemap's sources are named, where that is
/// not what the program's French data says. A plural is asked for by phrases with `{n}`; empty, it is the text. `{nbsp}` and `{nnbsp}` are U+00A0 and U+202F.
public struct MapWords: Sendable {
  /// BCP 47: `fr`.
  public let language: String
  private let texts: [String: (one: String, other: String)]
  private let kinds: [IncidentKind: String]
  private let pictograms: [String: String]
  private let lines: [String: String]
  private let credits: [String: String]
  private let singular: Set<Int>

  /// Reads a language's table.
  ///
  /// Throws `GazetteerError` where the file cannot be read, and where a phrase is missing, unknown, there twice,
  /// or has not the places that the program fills.
  public init(language: String, path: String) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: ["phrase", "text", "plural"])
    var texts: [String: (one: String, other: String)] = [:]
    var kinds: [IncidentKind: String] = [:]
    var lines: [String: String] = [:]
    var pictograms: [String: String] = [:]
    var credits: [String: String] = [:]
    while try table.next() {
      let name = table.string(0)
      let phrase = Phrase(rawValue: name)
      for (column, isPlural) in [(1, false), (2, true)] where !isPlural || !table.isEmpty(2) {
        let text = table.string(column)
        if let mistake = TextPlaces(text).mistake(in: phrase, isPlural: isPlural || table.isEmpty(2)) {
          throw .table(
            path: path, line: table.line, expected: "\(mistake) in `\(name)`", found: "`\(text)`")
        }
      }
      let one = MapWords.spaced(table.string(1))
      if name.hasPrefix("kind.") {
        kinds[IncidentKind(String(name.dropFirst(5)))] = one
        continue
      }
      if name.hasPrefix("line.") {
        lines[String(name.dropFirst(5))] = one
        continue
      }
      if name.hasPrefix("pictogram.") {
        pictograms[String(name.dropFirst(10))] = one
        continue
      }
      if name.hasPrefix("credit.") {
        credits[String(name.dropFirst(7))] = one
        continue
      }
      guard phrase != nil else {
        throw .table(path: path, line: table.line, expected: "a phrase of maps", found: "`\(name)`")
      }
      let entry = (one: one, other: table.isEmpty(2) ? one : MapWords.spaced(table.string(2)))
      guard texts.updateValue(entry, forKey: name) == nil else {
        throw .table(path: path, line: table.line, expected: "each phrase once", found: "`\(name)` again")
      }
    }
    for phrase in Phrase.allCases where texts[phrase.rawValue] == nil {
      throw .table(path: path, line: 0, expected: "a text of `\(phrase.rawValue)`", found: "none")
    }
    self.language = language
    self.texts = texts
    self.kinds = kinds
    self.lines = lines
    self.pictograms = pictograms
    self.credits = credits
    singular = Set((texts[Phrase.singular.rawValue]?.one ?? "").split(separator: ";").compactMap { Int($0) })
  }

  public subscript(phrase: Phrase) -> String { texts[phrase.rawValue]?.one ?? "" }

  /// A phrase with its places filled.
  func text(_ phrase: Phrase, _ values: KeyValuePairs<String, String>) -> String {
    MapWords.filled(self[phrase], values)
  }

  /// A phrase that counts: `1 incident rapporté`, `4 incidents rapportés`.
  func count(_ number: Int, _ phrase: Phrase) -> String {
    guard let entry = texts[phrase.rawValue] else { return "" }
    return MapWords.filled(singular.contains(number) ? entry.one : entry.other, ["n": self.number(number)])
  }

  /// What a kind of incident is called, where the language has its own word for it.
  func label(of kind: IncidentKind) -> String? { kinds[kind] }

  /// What a pictogram stands for: `Frappe ou explosion`.
  func label(of pictogram: Pictogram) -> String { pictograms[pictogram.name] ?? pictogram.name }

  /// What a disputed line is; empty where only French data says it, and this is another language.
  func note(ofLine id: String, _ french: String) -> String {
    lines[id] ?? (language == "fr" ? french : "")
  }

  /// How a source of the basemap is named.
  func credit(_ french: String) -> String { credits[french] ?? french }

  /// `a, b et c`.
  func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return text(.listLast, ["list": items.dropLast().joined(separator: ", "), "last": last])
  }

  private static func filled(_ template: String, _ values: KeyValuePairs<String, String>) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = rest[rest.index(after: open)..<close]
      result += rest[..<open]
      result += values.first { $0.key == name }?.value ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private static func spaced(_ text: String) -> String {
    filled(text, ["nbsp": "\u{A0}", "nnbsp": "\u{202F}"])
  }
}
