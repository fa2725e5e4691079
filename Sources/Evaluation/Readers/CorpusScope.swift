package import GazetteerIndex

/// What of other people's cases of times news dispatches say, and why the rest is left out:
/// `Gazetteer/lexicon/corpus_scope.tsv`.
///
/// A case is in scope where each time that it marks has one of the table's forms, whole; the other rules tell why a case is
/// not. All speak of forms and kinds, never of single cases.
package struct CorpusScope: Sendable {
  /// What the rules ask of a case.
  struct Case {
    /// `spec:` and the kind, or the dimension.
    var spec: String
    var labels: [String] = []
    var texts: [String] = []
    var values: [String] = []
    var hasTimes = true
  }

  private enum Part: String { case form, text, label, none, value }

  // `Regex` is not `Sendable`, for its output may be anything; one made of a string holds substrings only.
  fileprivate struct Rule: @unchecked Sendable {
    var format: CorpusFormat?
    var pattern: Regex<AnyRegexOutput>
    var reason: String
  }

  private var rules: [Part: [Rule]] = [:]

  /// Throws `GazetteerError` where the table is missing or broken.
  package init(path: String) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: ["format", "part", "pattern", "meaning"])
    var names: [(name: String, pattern: String)] = []
    while try table.next() {
      let format = CorpusFormat(rawValue: table.string(0))
      guard format != nil || table.string(0) == "*" else { throw table.unexpected(0, "a format or *") }
      var text = table.string(2)
      for (name, pattern) in names { text.replace("{\(name)}", with: pattern) }
      let pattern: Regex<AnyRegexOutput>
      do { pattern = try Regex(text) } catch { throw table.unexpected(2, "a regular expression") }
      guard !table.isEmpty(3) else { throw table.unexpected(3, "a name, an example or a reason") }
      if table.string(1) == "define" {
        names.append((table.string(3), "(?:\(text))"))
        continue
      }
      guard let part = Part(rawValue: table.string(1)) else { throw table.unexpected(1, "a part of a case") }
      rules[part, default: []].append(
        Rule(
          format: format,
          pattern: pattern.ignoresCase().wordBoundaryKind(.simple).matchingSemantics(.unicodeScalar),
          reason: table.string(3)))
    }
  }

  /// Why a case is left out; nil where news can say it.
  func reason(_ one: Case, in format: CorpusFormat) -> String? {
    func first(_ part: Part, _ fits: (Rule) -> Bool) -> String? {
      rules[part]?.first { ($0.format == nil || $0.format == format) && fits($0) }?.reason
    }
    func found(_ rule: Rule, in texts: [String]) -> Bool { texts.contains { $0.contains(rule.pattern) } }
    if let reason = first(.label, { found($0, in: [one.spec] + one.labels) }) { return reason }
    if !one.hasTimes { return first(.none) { found($0, in: [one.spec]) } }
    if let reason = first(.value, { found($0, in: one.values) }) { return reason }
    for text in one.texts.map(CorpusScope.plain) {
      if first(.form, { text.wholeMatch(of: $0.pattern) != nil }) == nil {
        return first(.text) { text.contains($0.pattern) }
      }
    }
    return nil
  }

  /// Apostrophes are straight in the patterns, and white space at the ends does not count.
  private static func plain(_ text: String) -> String {
    var plain = text.replacing("\u{2019}", with: "'")[...]
    while plain.last?.isWhitespace == true { plain.removeLast() }
    while plain.first?.isWhitespace == true { plain.removeFirst() }
    return String(plain)
  }
}
