internal import GeoTypes
internal import Geoparsing

/// Days, months and years by name or number.
extension TimeReader {
  /// *lundi*, *lundi dernier*, *samedi 31 octobre*, *vendredi soir*, *de lundi à mercredi*, *chaque samedi*.
  func weekday(at index: Int) -> Draft? {
    guard let word = view.time(at: index) else { return nil }
    var first = withArticle(index)
    // "le même jeudi", "ce même mardi"
    if let earlier = before(index), view.isByteWord(earlier, "même") { first = withArticle(earlier) }
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
    if let day = numbered(word.number, at: end) {
      return Draft(first..<(end + 1), .date, CalendarPoint(day: day))
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

  /// *LUNDI 11 - …*, of an agenda: the nearest such day of the week with that number.
  private func numbered(_ weekday: Int, at index: Int) -> CalendarDate? {
    guard index < limit, let number = view.plainInteger(at: index), (1...31).contains(number),
      let anchor = calendar.anchor, index + 1 >= limit || view.tokens[index + 1].kind == .punctuation,
      view.colonMinutes(at: index + 1) == nil
    else { return nil }
    return (0...45).lazy.flatMap { [anchor.adding(days: $0), anchor.adding(days: -$0)] }
      .first { $0.day == number && $0.weekday == weekday }
  }

  /// *27 septembre*, *1er mai 2022*, *3 oct. 2020*; *3 au 5 mai*, *3 et 4 mai*; `weekday` picks the year.
  func dayOfMonth(at index: Int, weekday: Int? = nil) -> Draft? {
    guard let first = dayNumber(at: index) else { return nil }
    if let draft = monthAndYear(after: first, at: index, weekday: weekday) {
      return range(from: draft)
    }
    return days(from: first, at: index)
  }

  func monthAndYear(after day: (day: Int, end: Int), at index: Int, weekday: Int?) -> Draft? {
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
    guard let month = monthName(at: index) else { return nil }
    var end = month.end
    // "nov. 2016": an abbreviation needs a year.
    guard view.timeClass(at: index) == .month || yearNumber(at: end) != nil else { return nil }
    if end + 1 < limit, view.classes(at: end).contains(.of), yearNumber(at: end + 1) != nil { end += 1 }
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
          || isMonthOnly(index)
          || isTime(index - 1, .until) || isTime(index - 1, .unit) || view.tokens[index].shape == .lower
      else { return nil }
      point = calendar.month(
        month.month, isFuture: isFuture(around: index), isPresent: isPresent(around: index))
    }
    guard let point else { return nil }
    return range(from: Draft(monthStart(index)..<end, .date, point))
  }

  /// A month in capitals that is nothing else (*mars*, *mai* and *juin* are names) and part of no longer name.
  private func isMonthOnly(_ index: Int) -> Bool {
    guard view.tokens[index].shape == .capitalised, let month = view.time(at: index)?.number,
      !(3...6).contains(month)
        || month == 4
    else { return false }
    let next = index + 1 < limit ? view.tokens[index + 1].shape : .lower
    let previous = index > floor ? view.tokens[index - 1].shape : .lower
    return next != .capitalised && previous != .capitalised
  }

  /// *le mois de mars* begins with its article.
  private func monthStart(_ index: Int) -> Int {
    guard let of = before(index), view.classes(at: of).contains(.of), let unit = before(of),
      isTime(unit, .unit),
      view.time(at: unit)?.text == "M"
    else { return index }
    return withArticle(unit)
  }

  /// *fin septembre*, *mi-octobre*, *début 2020*, *début mai 2021*.
  func portion(at index: Int) -> Draft? {
    guard let word = view.time(at: index) else { return nil }
    var next = index + view.length(at: index)
    if next < limit, view.isHyphen(next) { next += 1 }
    if next < limit, !view.classes(at: next).isDisjoint(with: [.of]) { next += view.length(at: next) }
    guard let inner = whole(at: next, after: index) else { return partPortion(word.text, at: index, next) }
    var draft = inner
    draft.tokens = withArticle(index)..<draft.tokens.upperBound
    draft.point = draft.point.portion(word.text)
    // "depuis le début du mois" is one phrase, and open.
    if view.isByteWord(index, "depuis") { draft.point.days?.end = nil }
    return draft
  }

  /// What a portion is of: *septembre*, *2020*, *l'année*, *la semaine prochaine*, *mois*.
  private func whole(at start: Int, after portion: Int) -> Draft? {
    var next = start
    guard next < limit else { return nil }
    if view.classes(at: next).contains(.month) { return month(at: next) }
    if let year = yearNumber(at: next), let point = CalendarPoint(year: year) {
      return Draft(next..<(next + 1), .date, point)
    }
    let isThis = view.classes(at: next).contains(.demonstrative)
    if next + 1 < limit, !view.classes(at: next).isDisjoint(with: [.definite, .demonstrative]) { next += 1 }
    if next < limit, view.classes(at: next).contains(.season), let word = view.time(at: next) {
      // "depuis le début de l'été"
      return season(at: next) ?? calendar.season(word.text).map { Draft(next..<(next + 1), .date, $0) }
    }
    guard isTime(next, .unit), let unit = view.time(at: next)?.text else { return nil }
    // "au début du mois de mars"
    if unit == "M", next + 1 < limit, view.classes(at: next + 1).contains(.of),
      let inner = month(at: next + 1 + view.length(at: next + 1))
    {
      return inner
    }
    if let inner = self.unit(at: next), inner.kind == .date { return inner }
    let end = next + view.length(at: next)
    if unit == "Y" || unit == "M" || unit == "W" {
      // "en début de semaine précédente" has no article.
      let shift = end < limit ? view.timeClass(at: end) : nil
      let isBefore = shift == .last || shift == .before
      let isAfter = shift == .next || shift == .after
      let count = isBefore ? -1 : isAfter ? 1 : 0
      guard isThis || next > start || start > portion + 1 else { return nil }
      return Draft(
        next..<(count == 0 ? end : end + 1), .date, calendar.shiftedOrVague(by: count, unit: unit))
    }
    return nil
  }

  /// *au début de la soirée*, *en fin de journée*: a part of the day that is told.
  private func partPortion(_ portion: String, at index: Int, _ start: Int) -> Draft? {
    var next = start
    if next < limit, view.classes(at: next).contains(.definite) { next += 1 }
    guard next < limit, next > index + 1, let word = view.time(at: next) else { return nil }
    let part: String
    if view.classes(at: next).contains(.timeUnit), word.text == "D" {
      part = portion == "START" ? "MO" : portion == "END" ? "EV" : "AF"
    } else if view.classes(at: next).contains(.part) {
      part = word.text
    } else {
      return nil
    }
    var point = calendar.point(reference)
    point.value += "T" + part
    return Draft(withArticle(index)..<(next + view.length(at: next)), .time, point, isAnaphor: true)
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
    // "en 2007 et 2009"
    let isListed =
      opening.contains(.coordinator) && before(index).map { yearNumber(at: $0 - 1) != nil } ?? false
    let isFramed =
      isListed || !opening.isDisjoint(with: [.relation, .timeFrame, .between]) || view.isByte(index - 1, 0x28)
    let opensRange =
      opening.contains(.of) && index + 2 < limit && view.classes(at: index + 1).contains(.relation)
      && yearNumber(at: index + 2) != nil
    let closes =
      index + 1 >= limit || view.tokens[index + 1].kind == .punctuation || opening.contains(.timeFrame)
      || !view.classes(at: index + 1).isDisjoint(with: [.relation, .coordinator, .auxiliary, .of, .by])
      || isBeforeItsObject(index, year)
    guard
      opensRange || (isFramed && closes) || (opening.contains(.of) && closes && (1900...2099).contains(year))
    else { return nil }
    return range(from: Draft(index..<(index + 1), .date, point))
  }
}

extension TimeReader {
  /// *a suspendu en 2021 un projet*, *en 2016 déjà*, *en 1944 plus de toits*: no count stands before these.
  private func isBeforeItsObject(_ index: Int, _ year: Int) -> Bool {
    guard (1900...2099).contains(year) else { return false }
    return !view.classes(at: index + 1).isDisjoint(with: [.definite, .indefinite, .demonstrative])
      || view.isByteWord(index - 1, "en")
        && (view.isAdverb(index + 1) || view.isByteWord(index + 1, "plus")
          || view.isByteWord(index + 1, "déjà"))
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
