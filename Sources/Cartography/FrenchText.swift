internal import GeoTypes
internal import Incidents

/// French words around numbers and dates, with the house's typography (Imprimerie nationale).
enum FrenchText {
  static let months = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre",
    "décembre",
  ]

  /// `31 octobre 2020`, `1er novembre 2020`; spaces inside do not break.
  static func date(_ date: CalendarDate) -> String {
    "\(day(date))\u{A0}\(months[date.month - 1])\u{A0}\(date.year)"
  }

  private static func day(_ date: CalendarDate) -> String { date.day == 1 ? "1er" : "\(date.day)" }

  /// `31 octobre 2020`, `du 27 au 31 octobre 2020`, `depuis le 27 septembre 2020`, `octobre 2020`.
  static func period(_ days: DateInterval) -> String {
    guard let end = days.end else { return "depuis le \(date(days.start))" }
    switch days.precision {
    case .month where days.start.month == end.month && days.start.year == end.year:
      return "\(months[end.month - 1])\u{A0}\(end.year)"
    case .year where days.start.year == end.year: return "\(end.year)"
    default: return period(from: days.start, to: end)
    }
  }

  /// `31 octobre 2020`, or `du 27 septembre au 31 octobre 2020` without repeating what both share.
  static func period(from start: CalendarDate, to end: CalendarDate) -> String {
    if start == end { return date(end) }
    var first = day(start)
    if start.month != end.month || start.year != end.year { first += "\u{A0}\(months[start.month - 1])" }
    if start.year != end.year { first += "\u{A0}\(start.year)" }
    return "du \(first) au \(date(end))"
  }

  /// `12 345` with U+202F between thousands.
  static func number(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += "\u{202F}" }
      grouped.append(digit)
    }
    return value < 0 ? "\u{2212}" + grouped : grouped
  }

  /// `0,04`: a decimal comma, `digits` places at most, no zeros behind.
  static func number(_ value: Double, digits: Int) -> String {
    var power = 1.0
    for _ in 0..<digits { power *= 10 }
    let scaled = Int((abs(value) * power).rounded())
    let whole = number(scaled / Int(power))
    var fraction = String(scaled % Int(power))
    fraction = String(repeating: "0", count: Swift.max(0, digits - fraction.count)) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    let sign = value < 0 && scaled > 0 ? "\u{2212}" : ""
    return sign + (digits == 0 || fraction.isEmpty ? whole : whole + "," + fraction)
  }

  /// `44,5° E`, `12° O`, with West as Ouest.
  static func longitude(_ degrees: Double) -> String {
    number(abs(degrees), digits: 2) + "°" + (degrees == 0 ? "" : degrees > 0 ? "\u{A0}E" : "\u{A0}O")
  }

  static func latitude(_ degrees: Double) -> String {
    number(abs(degrees), digits: 2) + "°" + (degrees == 0 ? "" : degrees > 0 ? "\u{A0}N" : "\u{A0}S")
  }

  /// `1 incident rapporté`, `4 incidents rapportés`; zero is singular in French.
  static func count(_ number: Int, _ singular: String, _ plural: String) -> String {
    "\(FrenchText.number(number))\u{A0}\(number < 2 ? singular : plural)"
  }

  /// A part of a place by its compass octant: `sud`, `nord-ouest`, `centre`; nil for no such octant.
  static func part(_ octant: String) -> String? {
    switch octant {
    case "n": "nord"
    case "ne": "nord-est"
    case "e": "est"
    case "se": "sud-est"
    case "s": "sud"
    case "sw": "sud-ouest"
    case "w": "ouest"
    case "nw": "nord-ouest"
    case "c": "centre"
    default: nil
    }
  }

  /// Straight apostrophes become typographic ones.
  static func typographic(_ text: String) -> String {
    String(text.map { $0 == "'" ? "’" : $0 })
  }

  /// `a, b et c`.
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " et " + last
  }

  /// The first letter in upper case, with its accent.
  static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The first letter in lower case, unless a second capital follows (*ONU*).
  static func lowered(_ text: String) -> String {
    let second = text.dropFirst().first
    return second?.isUppercase == true ? text : text.prefix(1).lowercased() + text.dropFirst()
  }
}
