/// Articles, prepositions and words such as *environ* at the beginning of time expressions, on which annotators differ.
enum TimeEdges {
  private static let words: Set<String> = [
    "le", "la", "les", "au", "aux", "en", "dans", "depuis", "dès", "du", "de", "des", "vers", "à", "ce",
    "cette",
    "cet", "ces", "pendant", "durant", "avant", "après", "entre", "pour", "jusqu", "sous", "courant", "lors",
    // What makes a time vague, or places an event early or late in it.
    "environ", "plus", "moins", "près", "peu", "autour", "alentours", "partir", "encore", "tôt", "tard",
    "très",
  ]
  private static let elided: Set<String> = ["l", "d", "jusqu"]

  /// The span without them, and without white space and the full stop of an abbreviation at its end; at least one word stays.
  static func trimmed(_ span: Span, in text: ScalarText) -> Span {
    var start = span.start
    while let next = afterWord(at: start, end: span.end, in: text), next < span.end { start = next }
    var end = span.end
    while end > start, text.scalars[end - 1].properties.isWhitespace || text.scalars[end - 1] == "." {
      end -= 1
    }
    return Span(start, end)
  }

  /// Where what follows such a word begins; nil where there is none.
  private static func afterWord(at start: Int, end: Int, in text: ScalarText) -> Int? {
    func isSpace(_ index: Int) -> Bool { text.scalars[index].properties.isWhitespace }
    func isApostrophe(_ index: Int) -> Bool { text.scalars[index] == "'" || text.scalars[index] == "’" }
    var index = start
    while index < end, !isSpace(index), !isApostrophe(index) { index += 1 }
    guard index < end else { return nil }
    let word = text[Span(start, index)].lowercased()
    guard isApostrophe(index) ? elided.contains(word) : words.contains(word) else { return nil }
    index += isApostrophe(index) ? 1 : 0
    while index < end, isSpace(index) { index += 1 }
    return index
  }
}
