internal import GeoTypes

/// The language of one of GeoNames' names.
struct NameLanguage {
  /// BCP 47; nil where GeoNames does not say.
  var tag: String?
  var isHistoric = false

  /// Nil for GeoNames' pseudo-languages whose names are codes and links, not names.
  ///
  /// Source: readme.txt, the note on the table of alternate names.
  init?(_ code: UnsafeRawBufferPointer) {
    switch code.count {
    case 0: tag = nil
    case 2, 3: tag = code.text
    default:
      if code.equals("fr_1793") {
        // What places were called in the French Revolution.
        (tag, isHistoric) = ("fr", true)
        return
      }
      for pseudo in NameLanguage.codes where code.equals(pseudo) { return nil }
      if code.equals("piny") {
        tag = "zh-Latn-pinyin"
        return
      }
      let isTag = code.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || byte == UInt8(ascii: "-")
      }
      guard isTag, code.count > 3, code[2] == UInt8(ascii: "-") || code[3] == UInt8(ascii: "-") else {
        return nil
      }
      tag = code.text
    }
  }

  private static let codes: [StaticString] = [
    "link", "post", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "phon", "abbr", "uicn",
  ]
}

/// The time in which a name was used, as GeoNames has it: free text, of which years and dates are understood.
enum NamePeriod {
  /// The first day of `1936`, `1936-05`, `1936-05-31` or `19360531`; nil for anything else.
  static func first(_ text: UnsafeRawBufferPointer) -> CalendarDate? {
    parts(text).flatMap { CalendarDate(year: $0.year, month: $0.month ?? 1, day: $0.day ?? 1) }
  }

  /// The last day of such a year or month.
  static func last(_ text: UnsafeRawBufferPointer) -> CalendarDate? {
    parts(text).flatMap { parts in
      let month = parts.month ?? 12
      guard (1...12).contains(month) else { return nil }
      let day = parts.day ?? CalendarDate.daysIn(month: month, year: parts.year)
      return CalendarDate(year: parts.year, month: month, day: day)
    }
  }

  private struct Parts {
    var year: Int
    var month: Int?
    var day: Int?
  }

  private static func parts(_ text: UnsafeRawBufferPointer) -> Parts? {
    func number(_ range: Range<Int>) -> Int? {
      let field = UnsafeRawBufferPointer(rebasing: text[range])
      return field.first == UInt8(ascii: "-") ? nil : field.integer()
    }
    switch text.count {
    case 4: return number(0..<4).map { Parts(year: $0) }
    case 7 where text[4] == UInt8(ascii: "-"):
      guard let year = number(0..<4), let month = number(5..<7) else { return nil }
      return Parts(year: year, month: month)
    case 8, 10:
      let isSplit = text.count == 10
      if isSplit, !text.isDate { return nil }
      guard let year = number(0..<4), let month = number(isSplit ? 5..<7 : 4..<6),
        let day = number(isSplit ? 8..<10 : 6..<8)
      else { return nil }
      return Parts(year: year, month: month, day: day)
    default: return nil
    }
  }
}

/// Tells names from what else stands among GeoNames' names without a language.
enum UntaggedName {
  /// False for codes of airports (up to four capitals), links, and automatic romanisations, which GeoNames writes
  /// without a capital (`lai sai si ka er de`).
  static func isName(_ text: UnsafeRawBufferPointer) -> Bool {
    var hasLower = false
    var hasUpper = false
    var hasOther = false
    for scalar in text.text.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5A: hasUpper = true
      case 0x61...0x7A: hasLower = true
      case 0..<0x80:
        if scalar == "/" || scalar == "@" { return false }
      // Latin beyond ASCII; other scripts have no such romanisations, and many no capitals.
      case 0xC0..<0x250, 0x1E00..<0x1F00:
        if scalar.properties.isUppercase { hasUpper = true } else { hasLower = true }
      case 0x2B0..<0x370: break
      default: hasOther = scalar.properties.isAlphabetic || hasOther
      }
    }
    if hasOther { return true }
    if hasUpper, !hasLower, text.count <= 4 { return false }
    return hasUpper
  }
}
