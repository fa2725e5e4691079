internal import GeoTypes

/// What the values of other projects are in TIMEX3 as news uses it: where they look forward news looks back, and where they
/// give hours of a part of the day TIMEX3 has its name.
enum TimeValues {
  /// Words that point forward by themselves: what they belong to has no other reading.
  private static var forward: Regex<Substring> {
    #/(?i)prochain|suivant|suit|demain|lendemain|apr[eè]s(?:-demain|$)|plus tard|dans (?:\d|une?\b|deux)|d'ici|cette|cet /#
  }
  private static var weekday: Regex<Substring> {
    #/(?i)\b(?:lun|mar|mer|jeu|ven|sam|dim)(?:\.|di|edi|credi|dredi|anche)|week-end/#
  }
  private static var month: Regex<Substring> {
    #/(?i)janv|f[ée]v|\bmars\b|avr|\bmai\b|juin|\bjui|ao[uû]t|sept|oct|nov|d[ée]c|no[eë]l|toussaint|\d/\d|nouvel an|jour de l'an/#
  }
  private static var portion: Regex<Substring> {
    #/(?i)^(?:en |à la |au |le )?(?:d[ée]but|fin|mi\b|milieu)|quinzaine/#
  }
  private static var year: Regex<Substring> { #/\d{4}|/\d\d$|\b[789]\d$/# }

  /// The days that a phrase can mean where its source tells the next such day: that day, and the last one where nothing in
  /// the phrase points forward and it is no more exact than a weekday, a day of the year or a month.
  static func lookingBack(_ day: CalendarDate, phrase: String, reference: CalendarDate?) -> [CalendarDate] {
    guard let reference, !phrase.contains(forward), !phrase.contains(year) else { return [day] }
    // Of a time of the clock alone: today's and the next.
    if !phrase.contains(month), !phrase.contains(weekday), day == reference.adding(days: 1) {
      return [day, reference]
    }
    guard day > reference else { return [day] }
    if phrase.contains(portion), phrase.contains(#/\bmois$/#) { return [day, day.adding(months: -1)] }
    if phrase.contains(month) {
      return [day, CalendarDate(year: day.year - 1, month: day.month, day: day.day)].compactMap { $0 }
    }
    guard phrase.contains(weekday), day.daysSince1970 - reference.daysSince1970 <= 7 else { return [day] }
    return [day, day.adding(days: -7)]
  }

  /// A day that is counted in weeks, months or years is right as coarse as that, too: *il y a deux ans* is a year.
  static func coarser(_ day: CalendarDate, phrase: String) -> [String] {
    guard phrase.contains(#/(?i)^(il y a|dans|en) |plus t|avant|apr[eè]s|auparavant/#) else { return [] }
    if phrase.contains(#/(?i)\b(an|ans|années?)$/#)
      || phrase.contains(#/(?i)\b(ans?|années?) (plus|avant|apr)/#)
    {
      return ["\("\(day)".prefix(4))"]
    }
    if phrase.contains(#/(?i)\bmois\b/#) { return ["\("\(day)".prefix(7))"] }
    if phrase.contains(#/(?i)\bsemaines?\b/#) { return [week(of: day)].compactMap { $0 } }
    return []
  }

  /// A part of the day for which the source has an hour (*en milieu de matinée*, T10), by its name.
  static func named(_ value: String, phrase: String) -> String? {
    guard let clock = value.lastIndex(of: "T"), value[clock...].count == 3, value.first != "P" else {
      return nil
    }
    let names: [(Regex<Substring>, String)] = [
      (#/(?i)après-midi$/#, "TAF"), (#/(?i)matin(?:ée)?$/#, "TMO"), (#/(?i)soir(?:ée)?$/#, "TEV"),
      (#/(?i)nuit$/#, "TNI"),
    ]
    return names.first { phrase.contains($0.0) && !phrase.contains(#/\d/#) }.map { value[..<clock] + $0.1 }
  }

  /// The part of the day that hours of one day are; the night of its own day begins at 22.
  static func part(of day: CalendarDate, from start: Int) -> String {
    "\(day)T" + (start < 4 || start >= 22 ? "NI" : start < 12 ? "MO" : start < 18 ? "AF" : "EV")
  }

  /// *Début*, *mi* and *fin* keep the value of the whole: the month, else the year.
  static func whole(of days: ClosedRange<CalendarDate>, phrase: String) -> [String] {
    guard phrase.contains(portion) else { return [] }
    let first = "\(days.lowerBound)"
    let last = "\(days.upperBound)"
    var values: [String] = []
    if first.prefix(7) == last.prefix(7) { values.append(String(first.prefix(7))) }
    if first.prefix(4) == last.prefix(4) { values.append(String(first.prefix(4))) }
    if let week = week(of: days.lowerBound), week == self.week(of: days.upperBound) { values.append(week) }
    return values
  }

  /// The season that three months from its first day are.
  static func season(of days: ClosedRange<CalendarDate>) -> String? {
    let length = days.upperBound.daysSince1970 - days.lowerBound.daysSince1970
    guard (85...100).contains(length), (19...23).contains(days.lowerBound.day) else { return nil }
    let names = [3: "SP", 6: "SU", 9: "FA", 12: "WI"]
    return names[days.lowerBound.month].map { "\("\(days.lowerBound)".prefix(4))-\($0)" }
  }

  /// A range by its ends, as exact as days, months or years.
  static func range(_ first: String, _ last: String) -> [String] {
    guard first.count >= 10, last.count >= 10 else { return [] }
    return [10, 7, 4].flatMap { start in [10, 7, 4].map { "\(first.prefix(start))/\(last.prefix($0))" } }
  }

  /// *quelques heures* and *plusieurs jours* are an unknown number of them in TIMEX3, `PTXH`, and a few elsewhere.
  static func unknownCount(_ value: String, phrase: String) -> String? {
    guard phrase.contains(#/(?i)(?:quelques|plusieurs) /#), let unit = value.last, value.first == "P" else {
      return nil
    }
    return (value.hasPrefix("PT") ? "PTX" : "PX") + String(unit)
  }

  /// ISO 8601: the week belongs to the year of its Thursday.
  static func week(of day: CalendarDate) -> String? {
    let thursday = day.adding(days: 4 - day.weekday)
    guard let first = CalendarDate(year: thursday.year, month: 1, day: 1) else { return nil }
    let number = (thursday.daysSince1970 - first.daysSince1970) / 7 + 1
    return "\(thursday.year)-W\(number < 10 ? "0" : "")\(number)"
  }

  /// `PT1.5H` is `PT1H30M`, `PT0.5H` is `PT30M`.
  static func minutes(_ value: String) -> String? {
    guard let match = value.wholeMatch(of: #/PT(\d+)\.(5|25|75)H/#), let hours = Int(match.output.1) else {
      return nil
    }
    let minutes = match.output.2 == "5" ? 30 : match.output.2 == "25" ? 15 : 45
    return "PT" + (hours > 0 ? "\(hours)H" : "") + "\(minutes)M"
  }
}
