internal import Geoparsing

/// A cardinal number in digits or letters.
struct NumberReading {
  var value: Int
  /// The token after its last.
  var end: Int
  /// A round word (*dizaine*) makes it vague.
  var isRound = false
  /// *un*, *une*: a number or an article.
  var isArticle = false
  var isDigits = false
}

extension TextView {
  /// The whole number that begins at a token: `30.000`, `1 250`, `2,5 millions`, `quatre-vingt-dix-sept`,
  /// `une vingtaine`, `trois millions`.
  func number(at start: Int, limit: Int) -> NumberReading? {
    guard start < limit else { return nil }
    guard tokens[start].kind == .number else { return numeral(at: start, limit: limit) }
    guard let tenths = decimal(at: start) else { return nil }
    var end = start + 1
    var scale = 1
    var isRound = false
    while end < limit, let entry = entry(at: end) {
      if !entry.classes.isDisjoint(with: [.thousand, .million]) {
        scale *= Int(entry.number)
      } else if entry.classes.contains(.collective), tenths % 10 == 0 {
        scale *= Int(entry.number)
        isRound = true
      } else {
        break
      }
      end += 1
      guard scale <= 1_000_000_000 else { return nil }
    }
    let (value, overflow) = tenths.multipliedReportingOverflow(by: scale)
    // A decimal fraction is a count only with a multiplier behind it.
    guard !overflow, value % 10 == 0 else { return nil }
    return NumberReading(value: value / 10, end: end, isRound: isRound, isDigits: true)
  }

  /// Number words: units add, hundreds multiply what is before them, thousands and millions close a group.
  private func numeral(at start: Int, limit: Int) -> NumberReading? {
    var total = 0
    var group = 0
    var hasGroup = false
    var isRound = false
    var index = start
    var end = start
    scan: while index < limit, let entry = entry(at: index) {
      let value = Int(entry.number)
      let classes = entry.classes
      if classes.contains(.million) || classes.contains(.thousand) {
        guard hasGroup || classes.contains(.thousand) else { break }
        total += max(1, group) * value
        group = 0
      } else if classes.contains(.hundred) {
        guard group < 20 else { break }
        group = max(1, group) * 100
      } else if classes.contains(.collective) {
        guard hasGroup || index == start else { break }
        total = (total + max(1, group)) * value
        group = 0
        isRound = true
        hasGroup = true
        end = index + length(at: index)
        break scan
      } else if classes.contains(.ten) {
        if value == 20, group % 100 == 4 {
          group += 76
        } else if group % 100 == 0 {
          group += value
        } else {
          break
        }
      } else if classes.contains(.unit) {
        let rest = group % 100
        let fits = !hasGroup || (value < 10 ? rest % 10 == 0 : rest == 0 || rest == 60 || rest == 80)
        guard fits || (group == 0 && total > 0) else { break }
        group += value
      } else {
        break
      }
      hasGroup = true
      index += length(at: index)
      end = index
      // A hyphen or "et" goes on only where another numeral follows.
      guard index + 1 < limit else { break }
      if isHyphen(index), !tokens[index].spaceBefore {
        guard !tokens[index + 1].spaceBefore, isNumeral(at: index + 1) else { break }
        index += 1
      } else if self.classes(at: index).contains(.coordinator) {
        // "soixante et onze", "vingt et un", but not "trois et cinq".
        guard group % 100 >= 20, group % 10 == 0, let next = self.entry(at: index + 1),
          next.classes.contains(.unit), next.number == 1 || next.number == 11
        else { break }
        index += 1
      }
    }
    guard end > start else { return nil }
    let isArticle = end == start + 1 && total + group == 1
    return NumberReading(value: total + group, end: end, isRound: isRound, isArticle: isArticle)
  }

  private func isNumeral(at index: Int) -> Bool { !classes(at: index).isDisjoint(with: .numeral) }

  /// A token of digits in tenths: points and spaces part thousands, a comma begins decimals (one is kept).
  private func decimal(at index: Int) -> Int? {
    var value = 0
    var fraction = -1
    let range = tokens[index].range
    for position in range {
      let byte = text[position]
      switch byte {
      case 0x30...0x39:
        if fraction <= 0 {
          guard value < 100_000_000_000 else { return nil }
          value = value * 10 + Int(byte - 0x30)
        }
        if fraction >= 0 { fraction += 1 }
      case 0x2C: fraction = 0
      case 0x2E:
        // "30.000" parts thousands; "2.5" is read as a decimal.
        if range.upperBound - position - 1 < 3 { fraction = 0 }
      default: break
      }
    }
    return fraction > 0 ? value : value * 10
  }

  /// A token of plain digits, such as a year; nil where there are other signs in it.
  func plainInteger(at index: Int) -> Int? {
    guard index >= 0, index < tokens.count, tokens[index].kind == .number else { return nil }
    let range = tokens[index].range
    guard range.count <= 9 else { return nil }
    var value = 0
    for position in range {
      let byte = text[position]
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
