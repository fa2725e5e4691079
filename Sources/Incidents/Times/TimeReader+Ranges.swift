internal import GeoTypes
internal import Geoparsing

/// Stretches told by their first and last day, month or year.
extension TimeReader {
  /// *de lundi à mercredi*, *entre lundi et mercredi*, *du 28 septembre au 3 octobre*, *de mai à octobre 2020*, and without
  /// a preposition *10 juin au 1er juillet*: one interval. A year that only one of the ends has is the other's, too.
  func range(from draft: Draft) -> Draft {
    let opening = classes(before: draft.tokens.lowerBound)
    let isOpened = !opening.isDisjoint(with: [.of, .between])
    let joint = draft.tokens.upperBound
    guard joint + 1 < limit, draft.kind == .date || isOpened, !draft.point.value.contains("/") else {
      return draft
    }
    let classes = view.classes(at: joint)
    if opening.contains(.between) {
      guard classes.contains(.coordinator) else { return draft }
    } else {
      // "10 juin au 1er juillet" needs no opening, "mai à Paris" is none.
      guard classes.contains(.relation) || !isOpened && view.isHyphen(joint),
        isOpened || view.isHyphen(joint) || view.isByteWord(joint, "au") || view.isByteWord(joint, "à")
      else { return draft }
    }
    guard let last = end(at: joint + view.length(at: joint), after: draft, isOpened: isOpened) else {
      return draft
    }
    var result = draft
    result.tokens = draft.tokens.lowerBound..<last.end
    if draft.point.value.hasSuffix("TNI") { return result }
    result.kind = .date
    result.point = joined(draft, last)
    return result
  }

  private struct End {
    var point: CalendarPoint
    var end: Int
    var hasYear: Bool
  }

  private func end(at start: Int, after draft: Draft, isOpened: Bool) -> End? {
    var next = start
    if next < limit, view.classes(at: next).contains(.definite) { next += 1 }
    guard next < limit else { return nil }
    if view.classes(at: next).contains(.weekday), let word = view.time(at: next) {
      if let date = plainDay(at: next + 1, weekday: word.number) { return date }
      // The range's end is the first such day after its beginning.
      guard isOpened else { return nil }
      return End(
        point: calendar.weekday(word.number, strictlyAfter: draft.point.days?.start), end: next + 1,
        hasYear: true)
    }
    if let date = plainDay(at: next) { return date }
    if isOpened || draft.point.value.count == 7, view.classes(at: next).contains(.month),
      let month = monthName(at: next), view.timeClass(at: next) == .month
    {
      if let year = yearNumber(at: month.end) {
        return CalendarPoint(year: year, month: month.month).map {
          End(point: $0, end: month.end + 1, hasYear: true)
        }
      }
      return calendar.month(month.month, isFuture: isFuture(around: next)).map {
        End(point: $0, end: month.end, hasYear: false)
      }
    }
    guard isOpened, let year = yearNumber(at: next), let point = CalendarPoint(year: year) else { return nil }
    return End(point: point, end: next + 1, hasYear: true)
  }

  /// A day of a month, without looking for a range behind it.
  private func plainDay(at index: Int, weekday: Int? = nil) -> End? {
    guard index < limit, let day = dayNumber(at: index),
      let date = monthAndYear(after: day, at: index, weekday: weekday)
    else { return nil }
    return End(
      point: date.point, end: date.tokens.upperBound,
      hasYear: yearNumber(at: date.tokens.upperBound - 1) != nil)
  }

  /// One interval of two ends, the year of one that has none taken from the other.
  private func joined(_ draft: Draft, _ last: End) -> CalendarPoint {
    var first = draft.point
    var end = last.point
    let hasYear = yearNumber(at: draft.tokens.upperBound - 1) != nil
    if !hasYear, last.hasYear, let stop = end.days?.start, first.value.count >= 7 {
      for year in [stop.year, stop.year - 1] {
        guard let moved = first.inYear(year), let start = moved.days?.start, start <= stop else { continue }
        first = moved
        break
      }
    } else if !last.hasYear, let start = first.days?.start, end.days != nil {
      for year in [start.year, start.year + 1] {
        guard let moved = end.inYear(year), let stop = moved.days?.end, stop >= start else { continue }
        end = moved
        break
      }
    }
    return CalendarPoint(from: first, to: end)
  }

  /// *3 au 5 mai*, *3 et 4 mai*, *3-5 mai*, *13 et le 15 juillet*, *13 au dimanche 15 juillet*.
  func days(from first: (day: Int, end: Int), at index: Int) -> Draft? {
    let joint = first.end
    guard joint + 1 < limit,
      view.isHyphen(joint) || !view.classes(at: joint).isDisjoint(with: [.relation, .coordinator])
    else { return nil }
    var next = joint + view.length(at: joint)
    if next < limit, view.classes(at: next).contains(.definite) { next += 1 }
    if next < limit, view.classes(at: next).contains(.weekday) { next += 1 }
    guard let second = dayNumber(at: next), second.day > first.day,
      let last = monthAndYear(after: second, at: next, weekday: nil)
    else { return nil }
    let tokens = withArticle(index)..<last.tokens.upperBound
    guard let end = last.point.days?.end else {
      let start = last.point.value.prefix(8) + padded(first.day, 2)
      return Draft(tokens, .date, CalendarPoint(value: start + "/" + last.point.value, days: nil))
    }
    guard let start = CalendarDate(year: end.year, month: end.month, day: first.day) else { return nil }
    return Draft(tokens, .date, CalendarPoint(from: CalendarPoint(day: start), to: last.point))
  }
}

extension CalendarPoint {
  /// The same day or month of another year; nil for other stretches, and where the year has no such day.
  fileprivate func inYear(_ year: Int) -> CalendarPoint? {
    let parts = value.split(separator: "-").dropFirst().map { Int($0) }
    guard let first = parts.first, let month = first else { return nil }
    switch (value.count, parts.last ?? nil) {
    case (10, let day?):
      return CalendarDate(year: year, month: month, day: day).map { CalendarPoint(day: $0) }
    case (7, _): return CalendarPoint(year: year, month: month)
    default: return nil
    }
  }
}
