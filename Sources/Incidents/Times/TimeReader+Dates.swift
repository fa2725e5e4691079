internal import GeoTypes
internal import Geoparsing

/// Days, months and years by name or number.
extension TimeReader {
  /// *lundi*, *lundi dernier*, *samedi 31 octobre*, *vendredi soir*, *de lundi à mercredi*, *chaque samedi*.
  func weekday(at index: Int) -> Draft? {
    guard let word = view.time(at: index) else { return nil }
    var first = withArticle(index)
    if let earlier = before(index), isTime(earlier, .every) {
      return Draft(earlier..<(index + 1), .set, CalendarPoint(value: "XXXX-WXX-\(word.number)", days: nil))
    }
    var end = index + 1
    // "samedi 31 octobre", "le dimanche 1er mai 2022".
    if let date = dayOfMonth(at: end, weekday: word.number) {
      var draft = date
      draft.tokens = first..<date.tokens.upperBound
      return draft
    }
    var point: CalendarPoint
    var isAnaphor = false
    switch end < limit ? view.timeClass(at: end) : nil {
    case .last:
      point = calendar.weekday(word.number, strictlyBefore: calendar.anchor)
      end += 1
    case .next:
      point = calendar.weekday(word.number, strictlyAfter: calendar.anchor)
      end += 1
    case .before:
      point = calendar.weekday(word.number, strictlyBefore: reference)
      isAnaphor = true
      end += 1
    case .after:
      point = calendar.weekday(word.number, strictlyAfter: reference)
      isAnaphor = true
      end += 1
    default: point = calendar.weekday(word.number, isFuture: isFuture(around: index))
    }
    // The article belongs to "le lundi 3 mai" and "lundi dernier", not to a bare "le samedi".
    if first < index, !view.classes(at: first).contains(.definite) { first = index }
    var draft = Draft(first..<end, .date, point, isAnaphor: isAnaphor)
    extendByPart(&draft)
    return range(from: draft)
  }

  /// *de lundi à mercredi*, *entre lundi et mercredi*, *du 28 septembre au 3 octobre*: one interval.
  func range(from draft: Draft) -> Draft {
    let opening = classes(before: draft.tokens.lowerBound)
    guard !opening.isDisjoint(with: [.of, .between]) else { return draft }
    let joint = draft.tokens.upperBound
    guard joint + 1 < limit else { return draft }
    let classes = view.classes(at: joint)
    guard opening.contains(.between) ? classes.contains(.coordinator) : classes.contains(.relation) else {
      return draft
    }
    var next = joint + view.length(at: joint)
    if next < limit, view.classes(at: next).contains(.definite) { next += 1 }
    guard next < limit else { return draft }
    var last: CalendarPoint?
    var end = next
    if view.classes(at: next).contains(.weekday), let word = view.time(at: next) {
      // The range's end is the first such day after its beginning.
      last = calendar.weekday(word.number, strictlyAfter: draft.point.days?.start)
      end = next + 1
      if let date = dayOfMonth(at: end, weekday: word.number) {
        last = date.point
        end = date.tokens.upperBound
      }
    } else if let date = dayOfMonth(at: next) {
      last = date.point
      end = date.tokens.upperBound
    } else if let year = yearNumber(at: next) {
      last = CalendarPoint(year: year)
      end = next + 1
    }
    guard let last else { return draft }
    var result = draft
    result.tokens = draft.tokens.lowerBound..<end
    if draft.point.value.hasSuffix("TNI") { return result }
    result.kind = .date
    result.point = CalendarPoint(from: draft.point, to: last)
    return result
  }

  /// *27 septembre*, *1er mai 2022*, *3 oct. 2020*; *3 au 5 mai*, *3 et 4 mai*; `weekday` picks the year.
  func dayOfMonth(at index: Int, weekday: Int? = nil) -> Draft? {
    guard let first = dayNumber(at: index) else { return nil }
    if let draft = monthAndYear(after: first, at: index, weekday: weekday) {
      return weekday == nil ? range(from: draft) : draft
    }
    // "du 3 au 5 mai", "les 3 et 4 mai", "3-5 mai"
    let joint = first.end
    guard joint + 1 < limit,
      view.isHyphen(joint) || !view.classes(at: joint).isDisjoint(with: [.relation, .coordinator])
    else { return nil }
    let next = joint + view.length(at: joint)
    guard let second = dayNumber(at: next), second.day > first.day,
      let last = monthAndYear(after: second, at: next, weekday: nil), let end = last.point.days?.end
    else { return nil }
    guard let start = CalendarDate(year: end.year, month: end.month, day: first.day) else { return nil }
    return Draft(
      withArticle(index)..<last.tokens.upperBound, .date,
      CalendarPoint(from: CalendarPoint(day: start), to: last.point))
  }

  private func monthAndYear(after day: (day: Int, end: Int), at index: Int, weekday: Int?) -> Draft? {
    guard let month = monthName(at: day.end) else { return nil }
    var end = month.end
    var point: CalendarPoint?
    if let year = yearNumber(at: end) {
      guard let date = CalendarDate(year: year, month: month.month, day: day.day) else { return nil }
      point = CalendarPoint(day: date)
      end += 1
    } else {
      switch end < limit ? view.timeClass(at: end) : nil {
      case .last:
        point = calendar.day(day.day, month: month.month, isFuture: false)
        end += 1
      case .next:
        point = calendar.day(day.day, month: month.month, isFuture: true)
        end += 1
      default:
        point = calendar.day(
          day.day, month: month.month, isFuture: isFuture(around: index), isPresent: isPresent(around: index))
      }
      // The weekday told may contradict the nearest past: then the future is meant.
      if let weekday, let date = point?.days?.start, date.weekday != weekday,
        let other = calendar.day(day.day, month: month.month, isFuture: true),
        other.days?.start.weekday == weekday
      {
        point = other
      }
    }
    guard let point else { return nil }
    var draft = Draft(withArticle(index)..<end, .date, point)
    extendByPart(&draft)
    return draft
  }

  /// *septembre*, *octobre 2020*, *septembre dernier*; a month needs something that shows it is one.
  func month(at index: Int) -> Draft? {
    guard view.timeClass(at: index) == .month, let month = monthName(at: index) else { return nil }
    var end = month.end
    var point: CalendarPoint?
    if let year = yearNumber(at: end) {
      point = CalendarPoint(year: year, month: month.month)
      end += 1
    } else if end < limit, let word = view.timeClass(at: end), word == .last || word == .next {
      point = calendar.month(month.month, isFuture: word == .next)
      if word == .last, let anchor = calendar.anchor, month.month == anchor.month {
        point = CalendarPoint(year: anchor.year - 1, month: month.month)
      }
      end += 1
    } else {
      // "mars" and "mai" alone are many things; a preposition before them makes them months.
      let opening = classes(before: index)
      guard
        !opening.isDisjoint(with: [.relation, .of, .portion, .between]) || isTime(index - 1, .since)
          || isTime(index - 1, .until) || view.tokens[index].shape == .lower
      else { return nil }
      point = calendar.month(month.month, isFuture: isFuture(around: index))
    }
    guard let point else { return nil }
    return Draft(index..<end, .date, point)
  }

  /// *fin septembre*, *mi-octobre*, *début 2020*, *début mai 2021*.
  func portion(at index: Int) -> Draft? {
    guard let word = view.time(at: index) else { return nil }
    var next = index + view.length(at: index)
    if next < limit, view.isHyphen(next) { next += 1 }
    if next < limit, !view.classes(at: next).isDisjoint(with: [.of]) { next += view.length(at: next) }
    var inner: Draft?
    if next < limit, view.classes(at: next).contains(.month) {
      inner = month(at: next)
    } else if let year = yearNumber(at: next), let point = CalendarPoint(year: year) {
      inner = Draft(next..<(next + 1), .date, point)
    } else if next + 1 < limit, view.classes(at: next).contains(.definite),
      let unit = unit(at: next + 1), unit.kind == .date
    {
      inner = unit
    } else if next + 1 < limit, view.classes(at: next).contains(.definite),
      view.timeClass(at: next + 1) == .unit, let unit = view.time(at: next + 1)?.text,
      unit == "Y" || unit == "M",
      let point = calendar.shifted(calendar.anchor, by: 0, unit: unit)
    {
      // "le début de l'année"
      inner = Draft(next..<(next + 2), .date, point)
    } else if next < limit, view.classes(at: next).contains(.timeUnit), let unit = unit(at: next),
      unit.kind == .date
    {
      inner = unit
    }
    guard var draft = inner else { return nil }
    draft.tokens = withArticle(index)..<draft.tokens.upperBound
    draft.point = draft.point.portion(word.text)
    return draft
  }

  /// *27/10/2020*, *27.10.2020*, *2020-10-27*.
  func numericDate(at index: Int) -> Draft? {
    if let parts = view.dottedNumbers(at: index) {
      guard let date = CalendarDate(year: parts.2, month: parts.1, day: parts.0) else { return nil }
      return Draft(index..<(index + 1), .date, CalendarPoint(day: date))
    }
    guard index + 4 < limit, let first = view.plainInteger(at: index),
      let second = view.plainInteger(at: index + 2),
      let third = view.plainInteger(at: index + 4)
    else { return nil }
    for inner in (index + 1)...(index + 4) where view.tokens[inner].spaceBefore { return nil }
    let date: CalendarDate?
    if view.isByte(index + 1, 0x2F), view.isByte(index + 3, 0x2F) {
      date = CalendarDate(year: third < 100 ? 2000 + third : third, month: second, day: first)
    } else if view.isHyphen(index + 1), view.isHyphen(index + 3) {
      date = CalendarDate(year: first, month: second, day: third)
    } else {
      return nil
    }
    return date.map { Draft(index..<(index + 5), .date, CalendarPoint(day: $0)) }
  }

  /// *en 1994*, *depuis 2012*, *1992-1994*, *de 1992 à 1994*; a number is a year where a preposition says so.
  func year(at index: Int) -> Draft? {
    guard let year = yearNumber(at: index), let point = CalendarPoint(year: year) else { return nil }
    // A noun right behind it makes it a count: "en 1500 points".
    if index + 2 < limit, view.isHyphen(index + 1), let last = yearNumber(at: index + 2), last > year,
      let end = CalendarPoint(year: last)
    {
      return Draft(index..<(index + 3), .date, CalendarPoint(from: point, to: end))
    }
    let opening = classes(before: index)
    let isFramed =
      !opening.isDisjoint(with: [.relation, .timeFrame, .between]) || view.isByte(index - 1, 0x28)
    let opensRange =
      opening.contains(.of) && index + 2 < limit && view.classes(at: index + 1).contains(.relation)
      && yearNumber(at: index + 2) != nil
    let closes =
      index + 1 >= limit || view.tokens[index + 1].kind == .punctuation || opening.contains(.timeFrame)
      || !view.classes(at: index + 1).isDisjoint(with: [.relation, .coordinator, .auxiliary, .of, .by])
    guard
      opensRange || (isFramed && closes) || (opening.contains(.of) && closes && (1900...2099).contains(year))
    else { return nil }
    return range(from: Draft(index..<(index + 1), .date, point))
  }
}

extension TextView {
  /// `27.10.2020` as one token of numbers.
  fileprivate func dottedNumbers(at index: Int) -> (Int, Int, Int)? {
    let range = tokens[index].range
    guard range.count >= 8, range.count <= 10 else { return nil }
    var parts = [0]
    for position in range {
      let byte = text[position]
      if byte == 0x2E {
        parts.append(0)
      } else {
        guard byte >= 0x30, byte <= 0x39, parts[parts.count - 1] < 10_000 else { return nil }
        parts[parts.count - 1] = parts[parts.count - 1] * 10 + Int(byte - 0x30)
      }
    }
    return parts.count == 3 ? (parts[0], parts[1], parts[2]) : nil
  }
}
