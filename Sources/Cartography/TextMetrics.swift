/// How a text is set; sizes in the picture's pixels.
struct TextStyle: Hashable, Sendable {
  var size: Double
  var bold = false
  var italic = false
  /// Extra space after each character, as a share of the size.
  var tracking = 0.0
  var ink: Ink

  /// From the baseline up to the top of capitals and ascenders, and down to the end of descenders.
  var ascent: Double { size * 0.76 }
  var descent: Double { size * 0.24 }
}

extension TextStyle {
  /// The fonts in order of preference; `AdvanceWidths` holds for each of them.
  static let fontStack = "'Helvetica Neue',Helvetica,Arial,'Liberation Sans','DejaVu Sans',sans-serif"

  /// The width that `text` takes at most, in pixels: measured widths and 8 % slack for the reader's own fonts.
  func width(of text: String) -> Double { measured(text, slack: 1.08) }

  private func measured(_ text: String, slack: Double) -> Double {
    var hundredths = 0
    var count = 0
    for scalar in text.unicodeScalars {
      hundredths += Int(advance(of: scalar.value))
      count += 1
    }
    return (Double(hundredths) / 100 * slack + Double(count) * tracking) * size
  }

  private func advance(of scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0x20...0x7E:
      let index = Int(scalar - 0x20)
      return bold ? AdvanceWidths.asciiBold[index] : AdvanceWidths.ascii[index]
    case 0xA0...0x24F:
      let index = Int(scalar - 0xA0)
      return bold ? AdvanceWidths.latinBold[index] : AdvanceWidths.latin[index]
    case 0x300...0x36F: return 0  // combining accents stand over their letter
    default:
      guard let sign = AdvanceWidths.punctuation.first(where: { $0.scalar == scalar }) else {
        return AdvanceWidths.other
      }
      return bold ? sign.bold : sign.regular
    }
  }

  /// `text` in lines no wider than `limit` by the widest of the measured fonts, broken at spaces (never at U+00A0 or
  /// U+202F); a longer word has a line of its own. Without the slack of labels: nothing stands beside a line.
  func lines(of text: String, within limit: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if line.isEmpty || measured(longer, slack: 1) <= limit {
        line = longer
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// `text`, or as much of it as fits into `limit` with an ellipsis.
  func shortened(_ text: String, to limit: Double) -> String {
    guard width(of: text) > limit else { return text }
    var kept = text
    while !kept.isEmpty, width(of: kept + "…") > limit { kept.removeLast() }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }
}
