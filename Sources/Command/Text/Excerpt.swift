import Dispatches

/// The words around a span, on one line.
struct Excerpt {
  private static let context = 40

  let before: String
  let inside: String
  let after: String

  init(of range: Range<Int>, in dispatch: Dispatch) {
    let text = dispatch.text
    var start = max(0, range.lowerBound - Excerpt.context)
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    var end = min(text.count, range.upperBound + Excerpt.context)
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    before =
      (start > 0 ? "…" : "") + Excerpt.line(dispatch.string(start..<range.lowerBound), trimsStart: true)
    inside = Excerpt.line(dispatch.string(range))
    after =
      Excerpt.line(dispatch.string(range.upperBound..<end), trimsEnd: true) + (end < text.count ? "…" : "")
  }

  /// Runs of white space as one space; what drives terminals is taken out.
  private static func line(_ text: String, trimsStart: Bool = false, trimsEnd: Bool = false) -> String {
    var words = Terminal.printable(text).split(
      omittingEmptySubsequences: false, whereSeparator: \.isWhitespace)
    words = words.enumerated().filter { index, word in
      !word.isEmpty || (index == 0 && !trimsStart) || (index == words.count - 1 && !trimsEnd)
    }.map(\.element)
    return words.joined(separator: " ")
  }
}
