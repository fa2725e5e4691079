internal import GeoTypes
internal import Geoparsing

/// One of several in a whole: *le premier week-end de septembre*, *le troisième trimestre 2016*, *lundi de la semaine
/// dernière*; and days told by their number alone.
extension TimeReader {
  private enum Rank {
    case number(Int)
    case last

    func index(of count: Int) -> Int? {
      switch self {
      case .number(let number): (1...count).contains(number) ? number - 1 : nil
      case .last: count - 1
      }
    }
  }

  /// The rank told right before a noun, and where its expression begins.
  private func rank(before index: Int) -> (rank: Rank, first: Int)? {
    guard let earlier = before(index) else { return nil }
    if let entry = view.entry(at: earlier), entry.classes.contains(.ordinal), (1...5).contains(entry.number) {
      return (.number(Int(entry.number)), withArticle(earlier))
    }
    return isTime(earlier, .last) ? (.last, withArticle(earlier)) : nil
  }

  /// The month or year that *de septembre*, *de l'année 2027*, *de ce mois*, *du mois prochain* name.
  private func whole(at index: Int) -> (point: CalendarPoint, end: Int)? {
    if let year = yearNumber(at: index), let point = CalendarPoint(year: year) { return (point, index + 1) }
    guard index + 1 < limit, view.classes(at: index).contains(.of) else { return nil }
    var next = index + view.length(at: index)
    if let year = yearNumber(at: next), let point = CalendarPoint(year: year) { return (point, next + 1) }
    if next < limit, view.classes(at: next).contains(.month) {
      return month(at: next).map { ($0.point, $0.tokens.upperBound) }
    }
    let isThis = next < limit && view.classes(at: next).contains(.demonstrative)
    // "de la", "de l'" are one with their article.
    if next < limit, !view.classes(at: next).isDisjoint(with: [.definite, .demonstrative]) { next += 1 }
    guard isTime(next, .unit), let unit = view.time(at: next)?.text, unit == "M" || unit == "Y" else {
      return nil
    }
    var end = next + 1
    if unit == "Y", let year = yearNumber(at: end), let point = CalendarPoint(year: year) {
      return (point, end + 1)
    }
    if unit == "M", end < limit, view.classes(at: end).contains(.of),
      let inner = month(at: end + view.length(at: end))
    {
      return (inner.point, inner.tokens.upperBound)
    }
    var shift = isThis ? 0 : nil as Int?
    if isTime(end, .last) || isTime(end, .next) {
      shift = isTime(end, .last) ? -1 : 1
      end += 1
    }
    return shift.map { (calendar.shiftedOrVague(by: $0, unit: unit), end) }
  }

  /// *la première semaine d'octobre*, *le dernier week-end de septembre*, *le troisième trimestre (2016)*.
  func orderedUnit(at index: Int) -> Draft? {
    guard let word = view.time(at: index), word.word == .unit, ["W", "WE", "Q", "D"].contains(word.text),
      let (rank, first) = rank(before: index)
    else { return nil }
    let end = index + view.length(at: index)
    guard let (whole, last) = whole(at: end) else {
      guard word.text == "Q", case .number(let number) = rank, number <= 4, let anchor = calendar.anchor
      else {
        return nil
      }
      // "au troisième trimestre": the last that has begun.
      let year = isFuture(around: index) || 3 * number - 2 <= anchor.month ? anchor.year : anchor.year - 1
      return Draft(first..<end, .date, CalendarPoint(year: year, quarter: number))
    }
    guard let days = whole.days, let final = days.end else {
      // Of a month of an unknown year: its first week is `XXXX-10-W01`.
      let week = word.text == "W" && whole.value.first == "X" ? rank.index(of: 5).map { "-W0\($0 + 1)" } : nil
      return Draft(first..<last, .date, CalendarPoint(value: whole.value + (week ?? ""), days: nil))
    }
    return point(rank, of: word.text, from: days.start, to: final).map { Draft(first..<last, .date, $0) }
  }

  private func point(
    _ rank: Rank, of unit: String, from start: CalendarDate, to end: CalendarDate
  ) -> CalendarPoint? {
    if unit == "Q" {
      return rank.index(of: 4).map { CalendarPoint(year: start.year, quarter: $0 + 1) }
    }
    // A week belongs where its Thursday is, a week-end where its Saturday is.
    let weekday = unit == "W" ? 4 : unit == "WE" ? 6 : nil
    let days = CalendarReading.days(from: start, to: end, on: weekday)
    guard let index = rank.index(of: days.count) else { return nil }
    switch unit {
    case "W": return CalendarPoint(weekOf: days[index])
    case "WE": return CalendarPoint(weekendOf: days[index])
    default: return CalendarPoint(day: days[index])
    }
  }

  /// *le premier vendredi de juillet*; *lundi de la semaine dernière*; *jeudi 14*.
  func orderedWeekday(at index: Int) -> Draft? {
    guard let word = view.time(at: index) else { return nil }
    if let (rank, first) = rank(before: index), let (whole, last) = whole(at: index + 1) {
      guard let days = whole.days, let end = days.end else {
        let count =
          whole.value.first != "X" ? nil : rank.index(of: 5).map { "-WXX-\(word.number)-#\($0 + 1)" }
        return Draft(first..<last, .date, CalendarPoint(value: whole.value + (count ?? ""), days: nil))
      }
      let list = CalendarReading.days(from: days.start, to: end, on: word.number)
      return rank.index(of: list.count).map { Draft(first..<last, .date, CalendarPoint(day: list[$0])) }
    }
    return ofWeek(word.number, at: index) ?? numbered(word.number, at: index)
  }

  private func ofWeek(_ weekday: Int, at index: Int) -> Draft? {
    var next = index + 1
    // "de la" is one with its article.
    if next < limit, view.classes(at: next).contains(.of) { next += view.length(at: next) }
    let isThis = next < limit && view.classes(at: next).contains(.demonstrative)
    if next < limit, !view.classes(at: next).isDisjoint(with: [.definite, .demonstrative]) { next += 1 }
    guard next > index + 1, isTime(next, .unit), view.time(at: next)?.text == "W" else { return nil }
    let shift: Int
    var from = calendar.anchor
    switch next + 1 < limit ? view.timeClass(at: next + 1) : nil {
    case .last: shift = -1
    case .next: shift = 1
    case .before, .after:
      from = reference
      shift = isTime(next + 1, .before) ? -1 : 1
    default:
      guard isThis else { return nil }
      shift = 0
    }
    let end = next + (shift == 0 ? 1 : 2)
    guard let from else {
      return Draft(withArticle(index)..<end, .date, CalendarPoint(value: "XXXX-WXX-\(weekday)", days: nil))
    }
    let day = from.adding(days: weekday - from.weekday + 7 * shift)
    return Draft(withArticle(index)..<end, .date, CalendarPoint(day: day))
  }

  /// A weekday with the number of its day: the nearest such day within half a year.
  private func numbered(_ weekday: Int, at index: Int) -> Draft? {
    guard let number = view.plainInteger(at: index + 1), index + 1 < limit, (1...31).contains(number),
      isClosed(index + 2)
    else { return nil }
    let first = withArticle(index)
    guard let anchor = calendar.anchor else {
      return Draft(
        first..<(index + 2), .date, CalendarPoint(value: "XXXX-XX-\(padded(number, 2))", days: nil))
    }
    for distance in 0...183 {
      for day in [anchor.adding(days: -distance), anchor.adding(days: distance)]
      where day.day == number && day.weekday == weekday {
        var draft = Draft(first..<(index + 2), .date, CalendarPoint(day: day))
        extendByPart(&draft)
        return draft
      }
    }
    return nil
  }

  /// *le 16*, *jusqu'au 14*: a day of this or the next month where nothing that it could count follows.
  func dayAlone(at index: Int) -> Draft? {
    guard let number = view.plainInteger(at: index), (2...31).contains(number),
      view.tokens[index].end - view.tokens[index].start <= 2, let article = before(index),
      view.isByteWord(article, "le") || isTime(article, .until) && view.tokens[index].spaceBefore,
      isClosed(index + 1)
    else { return nil }
    let first = view.isByteWord(article, "le") ? article : index
    guard let anchor = calendar.anchor else {
      return Draft(
        first..<(index + 1), .date, CalendarPoint(value: "XXXX-XX-\(padded(number, 2))", days: nil))
    }
    let isAhead = isFuture(around: index) || isTime(article, .until) || isPresent(around: index)
    for distance in 0...62 {
      let day = anchor.adding(days: isAhead ? distance : -distance)
      guard day.day == number else { continue }
      var draft = Draft(first..<(index + 1), .date, CalendarPoint(day: day))
      extendByPart(&draft)
      return draft
    }
    return nil
  }

  /// Whether what stands at a token cannot be counted by a number before it.
  private func isClosed(_ index: Int) -> Bool {
    guard index < limit else { return true }
    let token = view.tokens[index]
    if token.kind == .punctuation {
      return view.isComma(index) || view.isPeriod(index) || view.isQuote(index) || view.isByte(index, 0x29)
        || view.isByte(index, 0x21) || view.isByte(index, 0x3F) || view.isByte(index, 0x3B)
        || view.isByte(index, 0x3A) && token.spaceBefore
    }
    return token.kind == .word && token.spaceBefore && !view.classes(at: index).contains(.of)
      && !view.classes(at: index).isDisjoint(
        with: [.relation, .definite, .auxiliary, .futureAuxiliary, .subordinator, .between, .by, .timeFrame])
  }

  /// *la première quinzaine d'avril*: to the 15th, and from the 16th.
  func fortnight(at index: Int) -> Draft? {
    guard view.entry(at: index)?.number == 15, view.classes(at: index).contains(.collective),
      let (rank, first) = rank(before: index), let (whole, last) = whole(at: index + 1),
      whole.value.count == 7,
      let half = rank.index(of: 2)
    else { return nil }
    var point = whole
    if let days = whole.days, let end = days.end {
      point.days = DateInterval(
        start: half == 0 ? days.start : days.start.adding(days: 15),
        end: half == 0 ? days.start.adding(days: 14) : end,
        precision: .interval)
    }
    return Draft(first..<last, .date, point)
  }
}
