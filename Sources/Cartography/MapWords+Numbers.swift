internal import GeoTypes
internal import Incidents

/// Numbers and dates as the language writes them.
extension MapWords {
  /// `31 octobre 2020`, `1er novembre 2020`; spaces inside do not break.
  func date(_ date: CalendarDate) -> String {
    text(.date, ["day": day(date), "month": month(date), "year": String(date.year)])
  }

  private func day(_ date: CalendarDate) -> String { date.day == 1 ? self[.firstOfMonth] : "\(date.day)" }

  private func month(_ date: CalendarDate) -> String { self[MapWords.months[date.month - 1]] }

  private static let months: [Phrase] = [
    .january, .february, .march, .april, .may, .june, .july, .august, .september, .october, .november,
    .december,
  ]

  /// `31 octobre 2020`, `du 27 au 31 octobre 2020`, `depuis le 27 septembre 2020`, `octobre 2020`.
  func period(_ days: DateInterval) -> String {
    guard let end = days.end else { return text(.since, ["date": date(days.start)]) }
    switch days.precision {
    case .month where days.start.month == end.month && days.start.year == end.year:
      return text(.monthAndYear, ["month": month(end), "year": String(end.year)])
    case .year where days.start.year == end.year: return "\(end.year)"
    default: return period(from: days.start, to: end)
    }
  }

  /// `31 octobre 2020`, or `du 27 septembre au 31 octobre 2020` without repeating what both share.
  func period(from start: CalendarDate, to end: CalendarDate) -> String {
    if start == end { return date(end) }
    var first = day(start)
    if start.month != end.month || start.year != end.year { first += "\u{A0}\(month(start))" }
    if start.year != end.year { first += "\u{A0}\(start.year)" }
    return text(.fromTo, ["start": first, "end": date(end)])
  }

  /// `12 345`: thousands set apart.
  func number(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += self[.thousandsMark] }
      grouped.append(digit)
    }
    return value < 0 ? "\u{2212}" + grouped : grouped
  }

  /// `0,04`: `digits` places at most, no zeros behind.
  func number(_ value: Double, digits: Int) -> String {
    var power = 1.0
    for _ in 0..<digits { power *= 10 }
    let scaled = Int((abs(value) * power).rounded())
    let whole = number(scaled / Int(power))
    var fraction = String(scaled % Int(power))
    fraction = String(repeating: "0", count: Swift.max(0, digits - fraction.count)) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    let sign = value < 0 && scaled > 0 ? "\u{2212}" : ""
    return sign + (digits == 0 || fraction.isEmpty ? whole : whole + self[.decimalMark] + fraction)
  }

  /// `44,5° E`, `12° O`.
  func longitude(_ degrees: Double) -> String { angle(degrees, positive: .east, negative: .west) }

  func latitude(_ degrees: Double) -> String { angle(degrees, positive: .north, negative: .south) }

  private func angle(_ degrees: Double, positive: Phrase, negative: Phrase) -> String {
    let side = degrees == 0 ? "" : "\u{A0}" + self[degrees > 0 ? positive : negative]
    return number(abs(degrees), digits: 2) + "°" + side
  }

  /// A part of a place by its compass octant: `sud`, `nord-ouest`, `centre`; nil for no such octant.
  func part(_ octant: String) -> String? { Phrase(rawValue: "part_" + octant).map { self[$0] } }
}

/// Letters as a printer sets them.
enum Typography {
  /// Straight apostrophes become typographic ones.
  static func typographic(_ text: String) -> String { String(text.map { $0 == "'" ? "’" : $0 }) }

  /// A French headline whose double signs and quotation marks begin and end no line.
  static func headline(_ text: String) -> String {
    var set: [Character] = []
    for sign in typographic(text) {
      if set.last == " ", ":;?!»".contains(sign) { set[set.count - 1] = "\u{A0}" }
      set.append(sign == " " && set.last == "«" ? "\u{A0}" : sign)
    }
    return String(set)
  }

  /// The first letter in upper case, with its accent.
  static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// A common noun's first letter in lower case, unless a second capital follows (*ONU*). Names are not for this.
  static func lowered(_ text: String) -> String {
    let second = text.dropFirst().first
    return second?.isUppercase == true ? text : text.prefix(1).lowercased() + text.dropFirst()
  }
}
