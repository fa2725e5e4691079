internal import GeoTypes

/// A stretch of the calendar with its TIMEX3 value.
struct CalendarPoint {
  var value: String
  /// Nil where there is no anchor to place it by.
  var days: DateInterval?

  init(value: String, days: DateInterval?) {
    self.value = value
    self.days = days
  }

  init(day: CalendarDate) {
    self.init(value: isoDay(day), days: DateInterval(start: day, end: day, precision: .day))
  }

  /// The ISO week of a day.
  init(weekOf day: CalendarDate) {
    let monday = day.adding(days: 1 - day.weekday)
    // ISO 8601: a week belongs to the year that its Thursday is in.
    let thursday = monday.adding(days: 3)
    let first = CalendarReading.firstDay(year: thursday.year)
    let week = (thursday.daysSince1970 - first.daysSince1970) / 7 + 1
    self.init(
      value: "\(padded(thursday.year, 4))-W\(padded(week, 2))",
      days: DateInterval(start: monday, end: monday.adding(days: 6), precision: .week))
  }

  /// Saturday and Sunday of a day's ISO week.
  init(weekendOf day: CalendarDate) {
    let week = CalendarPoint(weekOf: day)
    let saturday = day.adding(days: 6 - day.weekday)
    self.init(
      value: week.value + "-WE",
      days: DateInterval(start: saturday, end: saturday.adding(days: 1), precision: .interval))
  }

  init?(year: Int, month: Int) {
    guard let start = CalendarDate(year: year, month: month, day: 1) else { return nil }
    let end = start.adding(days: CalendarDate.daysIn(month: month, year: year) - 1)
    self.init(
      value: "\(padded(year, 4))-\(padded(month, 2))",
      days: DateInterval(start: start, end: end, precision: .month))
  }

  /// Three months; the first quarter is January's.
  init(year: Int, quarter: Int) {
    let start =
      CalendarDate(year: year, month: 3 * quarter - 2, day: 1) ?? CalendarReading.firstDay(year: year)
    self.init(
      value: "\(padded(year, 4))-Q\(quarter)",
      days: DateInterval(start: start, end: start.adding(months: 3).adding(days: -1), precision: .interval))
  }

  init?(year: Int) {
    guard let start = CalendarDate(year: year, month: 1, day: 1),
      let end = CalendarDate(year: year, month: 12, day: 31)
    else { return nil }
    self.init(value: padded(year, 4), days: DateInterval(start: start, end: end, precision: .year))
  }

  /// Ten years from `year`.
  init?(decade year: Int) {
    guard let start = CalendarDate(year: year, month: 1, day: 1),
      let end = CalendarDate(year: year + 9, month: 12, day: 31)
    else { return nil }
    self.init(
      value: padded(year / 10, 3) + "X", days: DateInterval(start: start, end: end, precision: .decade))
  }

  /// A season by its TIMEX3 letters; the winter of a year begins in its December.
  init?(season: String, year: Int) {
    let firstMonth: Int
    switch season {
    case "SP": firstMonth = 3
    case "SU": firstMonth = 6
    case "FA": firstMonth = 9
    case "WI": firstMonth = 12
    default: return nil
    }
    guard let start = CalendarDate(year: year, month: firstMonth, day: 1) else { return nil }
    self.init(
      value: "\(padded(year, 4))-\(season)",
      days: DateInterval(start: start, end: start.adding(months: 3).adding(days: -1), precision: .season))
  }

  /// From one stretch's first day to another's last.
  init(from first: CalendarPoint, to last: CalendarPoint) {
    var days: DateInterval?
    if let start = first.days?.start, let end = last.days?.end ?? last.days?.start, start <= end {
      days = DateInterval(start: start, end: end, precision: .interval)
    }
    self.init(value: first.value + "/" + last.value, days: days)
  }

  /// The first, middle or last third of a month or year: TIMEX3 keeps the whole's value.
  func portion(_ name: String) -> CalendarPoint {
    guard let days, let end = days.end else { return self }
    let length = end.daysSince1970 - days.start.daysSince1970 + 1
    let third = (length + 2) / 3
    let range: (Int, Int)
    switch name {
    case "START": range = (0, third - 1)
    case "MID": range = (third, length - third - 1)
    default: range = (length - third, length - 1)
    }
    return CalendarPoint(
      value: value,
      days: DateInterval(
        start: days.start.adding(days: range.0), end: days.start.adding(days: max(range.0, range.1)),
        precision: .interval))
  }
}

/// Places calendar words around the day that a dispatch was written.
struct CalendarReading {
  /// The dispatch's day; nil where it has none.
  var anchor: CalendarDate?

  /// A bare weekday: the last such day, the anchor's own included; the next where the clause is about the future.
  func weekday(_ weekday: Int, isFuture: Bool) -> CalendarPoint {
    guard let anchor else { return unanchored(weekday) }
    let back = (anchor.weekday - weekday + 7) % 7
    let ahead = (weekday - anchor.weekday + 7) % 7
    return CalendarPoint(day: anchor.adding(days: isFuture ? ahead : -back))
  }

  /// The last such weekday before a day, or the next one after it; never that day itself.
  func weekday(_ weekday: Int, strictlyBefore day: CalendarDate?) -> CalendarPoint {
    guard let day else { return unanchored(weekday) }
    return CalendarPoint(day: day.adding(days: -((day.weekday - weekday + 6) % 7 + 1)))
  }

  func weekday(_ weekday: Int, strictlyAfter day: CalendarDate?) -> CalendarPoint {
    guard let day else { return unanchored(weekday) }
    return CalendarPoint(day: day.adding(days: (weekday - day.weekday + 6) % 7 + 1))
  }

  /// A day of a month whose year is left out: the nearest in the past, or in the future. Nil where no year has it.
  func day(_ day: Int, month: Int, isFuture: Bool, isPresent: Bool = false) -> CalendarPoint? {
    guard let anchor else {
      guard CalendarDate(year: 2000, month: month, day: day) != nil else { return nil }
      return CalendarPoint(value: "XXXX-\(padded(month, 2))-\(padded(day, 2))", days: nil)
    }
    // "s'achève le 25 juillet": what is told in the present and is near is to come.
    if isPresent, let ahead = CalendarDate(year: anchor.year, month: month, day: day), ahead > anchor,
      ahead.daysSince1970 - anchor.daysSince1970 <= 60
    {
      return CalendarPoint(day: ahead)
    }
    // The 29th of February may be up to eight years off.
    for offset in 0...8 {
      let year = isFuture ? anchor.year + offset : anchor.year - offset
      guard let date = CalendarDate(year: year, month: month, day: day) else { continue }
      if isFuture ? date >= anchor : date <= anchor { return CalendarPoint(day: date) }
    }
    return nil
  }

  /// A month whose year is left out: the last that has begun, or the next; what is told in the present and is at most three
  /// months off is to come.
  func month(_ month: Int, isFuture: Bool, isPresent: Bool = false) -> CalendarPoint? {
    guard let anchor else { return CalendarPoint(value: "XXXX-\(padded(month, 2))", days: nil) }
    var year = anchor.year
    if isFuture, month < anchor.month { year += 1 }
    if !isFuture, month > anchor.month, !isPresent || month > anchor.month + 3 { year -= 1 }
    return CalendarPoint(year: year, month: month)
  }

  /// `count` units away from a day, as coarse as the unit: three days ago is a day, two years ago a year.
  func shifted(_ day: CalendarDate?, by count: Int, unit: String) -> CalendarPoint? {
    guard let day else { return nil }
    switch unit {
    case "D": return CalendarPoint(day: day.adding(days: count))
    case "W": return CalendarPoint(weekOf: day.adding(days: 7 * count))
    case "WE": return CalendarPoint(weekendOf: day.adding(days: 7 * count))
    case "M":
      let month = day.adding(months: count)
      return CalendarPoint(year: month.year, month: month.month)
    case "Q":
      let month = day.adding(months: 3 * count)
      return CalendarPoint(year: month.year, quarter: (month.month + 2) / 3)
    case "Y": return CalendarPoint(year: day.year + count)
    case "DE": return CalendarPoint(decade: (day.year / 10 + count) * 10)
    case "h", "m", "s": return CalendarPoint(day: day)
    default: return nil
    }
  }

  /// The last season of a name that has begun, or the first that has not ended.
  func season(_ name: String, isFuture: Bool = false) -> CalendarPoint? {
    guard let anchor else { return CalendarPoint(value: "XXXX-" + name, days: nil) }
    if isFuture {
      return (-1...1).lazy.compactMap { CalendarPoint(season: name, year: anchor.year + $0) }
        .first { ($0.days?.end).map { $0 >= anchor } ?? false }
    }
    return [anchor.year, anchor.year - 1].lazy.compactMap { CalendarPoint(season: name, year: $0) }
      .first { ($0.days?.start).map { $0 <= anchor } ?? false }
  }

  /// A day, or unknown digits where there is none.
  func point(_ day: CalendarDate?) -> CalendarPoint {
    day.map { CalendarPoint(day: $0) } ?? CalendarPoint(value: "XXXX-XX-XX", days: nil)
  }

  /// `count` units from the dispatch's day, or only on which side of it where it has none.
  func shiftedOrVague(by count: Int, unit: String) -> CalendarPoint {
    shifted(anchor, by: count, unit: unit)
      ?? CalendarPoint(value: count < 0 ? "PAST_REF" : count > 0 ? "FUTURE_REF" : "PRESENT_REF", days: nil)
  }

  /// The days of a stretch, or those of them on a weekday.
  static func days(from start: CalendarDate, to end: CalendarDate, on weekday: Int?) -> [CalendarDate] {
    var days: [CalendarDate] = []
    var day = start
    if let weekday { day = day.adding(days: (weekday - day.weekday + 7) % 7) }
    while day <= end {
      days.append(day)
      day = day.adding(days: weekday == nil ? 1 : 7)
    }
    return days
  }

  /// The days before `day` that a stretch of so many units covers.
  func span(before day: CalendarDate?, count: Int, unit: String) -> DateInterval? {
    guard let day else { return nil }
    let start: CalendarDate
    switch unit {
    case "D": start = day.adding(days: -count)
    case "W": start = day.adding(days: -7 * count)
    case "M": start = day.adding(months: -count)
    case "Q": start = day.adding(months: -3 * count)
    case "Y": start = day.adding(months: -12 * count)
    case "DE": start = day.adding(months: -120 * count)
    case "CE": start = day.adding(months: -1200 * count)
    case "h": start = day.adding(days: -((count + 23) / 24))
    default: start = day
    }
    return DateInterval(start: start, end: day, precision: .interval)
  }

  static func firstDay(year: Int) -> CalendarDate {
    CalendarDate(year: year, month: 1, day: 1) ?? CalendarDate(daysSince1970: 0)
  }

  private func unanchored(_ weekday: Int) -> CalendarPoint {
    CalendarPoint(value: "XXXX-WXX-\(weekday)", days: nil)
  }
}

/// A number from 0 with zeros before it.
func padded(_ value: Int, _ width: Int) -> String {
  guard value >= 0, value < 10_000, width <= 4 else { return String(value) }
  let count = max(width, value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : 4)
  return String(unsafeUninitializedCapacity: count) { buffer in
    write(value, count, to: buffer, at: 0)
    return count
  }
}

/// ISO 8601, `2020-10-31`.
func isoDay(_ day: CalendarDate) -> String {
  String(unsafeUninitializedCapacity: 10) { buffer in
    write(day.year, 4, to: buffer, at: 0)
    buffer[4] = UInt8(ascii: "-")
    write(day.month, 2, to: buffer, at: 5)
    buffer[7] = UInt8(ascii: "-")
    write(day.day, 2, to: buffer, at: 8)
    return 10
  }
}

private func write(_ value: Int, _ width: Int, to buffer: UnsafeMutableBufferPointer<UInt8>, at start: Int) {
  var rest = value
  for position in stride(from: start + width - 1, through: start, by: -1) {
    buffer[position] = 0x30 + UInt8(rest % 10)
    rest /= 10
  }
}
