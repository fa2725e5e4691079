internal import GeoTypes
internal import Geoparsing

/// Times told relative to the dispatch's day, to another day told, or by their length.
extension TimeReader {
  /// *hier*, *hier soir*, *aujourd'hui*.
  func deictic(at index: Int) -> Draft? {
    guard let word = view.time(at: index), word.word == .day else { return nil }
    let end = index + view.length(at: index)
    if word.number == 0, view.length(at: index) > 1 {
      // "ce jour-là" is the day that is told; "à ce jour" is none.
      if end + 1 < limit, view.isHyphen(end), view.isByteWord(end + 1, "là") {
        return Draft(index..<(end + 2), .date, calendar.point(pointedDay), isAnaphor: true)
      }
      if view.isByteWord(index, "ce"), let earlier = before(index), view.isByteWord(earlier, "à") {
        return nil
      }
    }
    let point =
      calendar.anchor.map { CalendarPoint(day: $0.adding(days: word.number)) }
      ?? CalendarPoint(
        value: word.number < 0 ? "PAST_REF" : word.number > 0 ? "FUTURE_REF" : "PRESENT_REF", days: nil)
    var draft = Draft(index..<(index + view.length(at: index)), .date, point)
    extendByPart(&draft)
    return draft
  }

  /// *la veille*, *le lendemain matin*, *le même jour*; not *à la veille de la visite*.
  func anaphor(at index: Int) -> Draft? {
    guard let word = view.time(at: index), word.word == .anaphor else { return nil }
    let end = index + view.length(at: index)
    if end < limit, view.classes(at: end).contains(.of) {
      // "la veille du 14 juillet" is told by its day; of an event it says nothing here.
      let next = end + view.length(at: end)
      guard let inner = dayOfMonth(at: next), let day = inner.point.days?.start else { return nil }
      return Draft(
        withArticle(index)..<inner.tokens.upperBound, .date, CalendarPoint(day: day.adding(days: word.number))
      )
    }
    if word.text.first?.isLetter == true {
      // "la même nuit"
      var point = calendar.point(reference)
      point.value += "T" + word.text
      return Draft(withArticle(index)..<end, .time, point, isAnaphor: true)
    }
    var draft = Draft(
      withArticle(index)..<end, .date, calendar.point(reference?.adding(days: word.number)), isAnaphor: true)
    extendByPart(&draft)
    return draft
  }

  /// *ce matin*, *la nuit dernière*, *la nuit de jeudi à vendredi*, *à l'aube*, *la journée*.
  func part(at index: Int) -> Draft? {
    guard let word = view.time(at: index) else { return nil }
    let isDay = view.classes(at: index).contains(.timeUnit)
    // "dans la journée" is the day.
    let suffix = isDay ? "" : "T" + word.text
    let kind = isDay ? TimeExpression.Kind.date : .time
    let end = index + view.length(at: index)
    var first = withArticle(index)
    if let earlier = before(index), isTime(earlier, .every) {
      return Draft(earlier..<end, .set, CalendarPoint(value: "XXXX-XX-XX" + suffix, days: nil))
    }
    if first < index, let earlier = before(first), view.isByteWord(earlier, "toute") { first = earlier }
    // "le soir même", "ce matin-là": of the day that is told.
    let isThat = end + 1 < limit && view.isHyphen(end) && view.isByteWord(end + 1, "là")
    if first < index, isThat || end < limit && view.isByteWord(end, "même") {
      var point = calendar.point(isThat ? pointedDay : reference)
      point.value += suffix
      return Draft(first..<(isThat ? end + 2 : end + 1), kind, point, isAnaphor: true)
    }
    if end < limit, view.timeClass(at: end) == .last, view.classes(at: first).contains(.definite) {
      guard let anchor = calendar.anchor else {
        return Draft(first..<(end + 1), kind, CalendarPoint(value: "XXXX-XX-XX" + suffix, days: nil))
      }
      let day = anchor.adding(days: -1)
      let point = CalendarPoint(
        value: isoDay(day) + suffix, days: DateInterval(start: day, end: anchor, precision: .day))
      return Draft(first..<(end + 1), kind, point)
    }
    // "la nuit prochaine" begins on the dispatch's day.
    let isNext = end < limit && view.timeClass(at: end) == .next
    if isNext || first < index && view.classes(at: first).contains(.demonstrative) {
      var point = calendar.point(calendar.anchor)
      point.value += suffix
      var draft = Draft(first..<(isNext ? end + 1 : end), kind, point)
      extendByPart(&draft)
      return draft
    }
    // "la nuit de jeudi à vendredi", "la nuit du 3 au 4 mai", "la soirée de vendredi", "au matin du 3 mai"
    if end + 1 < limit, view.classes(at: end).contains(.of),
      let inner = night(at: end + view.length(at: end), suffix: suffix)
    {
      return Draft(first..<inner.tokens.upperBound, kind, inner.point)
    }
    // "dans la journée", "à l'aube", "à midi": on the day that is being told.
    let opening = before(first).map { view.classes(at: $0) } ?? []
    let ownOpening = first == index ? opening : opening.union(view.classes(at: first))
    let isSpent =
      before(first).map {
        view.isByteWord($0, "pendant") || view.isByteWord($0, "durant")
          || view.isByteWord($0, "passé") || view.isByteWord($0, "dès") || view.isByteWord($0, "tôt")
          || view.isByteWord($0, "tard")
      } ?? false || view.isByteWord(first, "toute")
    // "midi", "le soir": these say when by themselves; "la nuit" may be any.
    let isOwn =
      word.text.utf8.count == 5 && first == index && view.tokens[index].shape == .lower
      || first < index && first == before(index) && view.isByteWord(first, "le")
        && (view.isByteWord(index, "soir") || view.isByteWord(index, "matin"))
    guard !ownOpening.isDisjoint(with: [.relation, .timeFrame]) || isSpent || isOwn, !isDay || first < index,
      first < index || !opening.contains(.of)
    else { return nil }
    guard let day = word.text == "MO" ? toldNightEnd ?? reference : reference else {
      return Draft(first..<end, kind, CalendarPoint(value: "XXXX-XX-XX" + suffix, days: nil))
    }
    // Of the day on which it is told, "dans la nuit" is the night that led to it; a night bears the day it began on.
    if word.text == "NI", day == calendar.anchor, !isFuture(around: index) {
      let eve = day.adding(days: -1)
      let point = CalendarPoint(
        value: isoDay(eve) + suffix, days: DateInterval(start: eve, end: day, precision: .day))
      return Draft(first..<end, kind, point, isAnaphor: true)
    }
    var point = CalendarPoint(day: day)
    point.value += suffix
    return Draft(first..<end, kind, point, isAnaphor: true)
  }

  /// The day or two days that a night or another part of the day is told of.
  private func night(at start: Int, suffix: String) -> Draft? {
    var start = start
    if start < limit, view.classes(at: start).contains(.definite) { start += 1 }
    guard start < limit else { return nil }
    var day: CalendarPoint
    var end = start + 1
    if view.classes(at: start).contains(.weekday), let word = view.time(at: start) {
      day = calendar.weekday(word.number, isFuture: isFuture(around: start))
      if let date = dayOfMonth(at: end, weekday: word.number) {
        day = date.point
        end = date.tokens.upperBound
      }
      // "de samedi à dimanche" on a Sunday: the night that ends today, not in six days.
      if end + 1 < limit, view.classes(at: end).contains(.relation) {
        var next = end + view.length(at: end)
        if view.classes(at: next).contains(.definite) { next += 1 }
        if next < limit, view.classes(at: next).contains(.weekday), let last = view.time(at: next) {
          let closing = calendar.weekday(last.number, isFuture: isFuture(around: start))
          let opening = calendar.weekday(word.number, strictlyBefore: closing.days?.start)
          let days = opening.days.flatMap { from in
            closing.days.map { DateInterval(start: from.start, end: $0.start, precision: .day) }
          }
          return Draft(start..<(next + 1), .time, CalendarPoint(value: opening.value + suffix, days: days))
        }
      }
    } else if let date = dayOfMonth(at: start) {
      guard let days = date.point.days else {
        return Draft(
          date.tokens, .time, CalendarPoint(value: date.point.value.prefix(10) + suffix, days: nil))
      }
      return Draft(
        date.tokens, .time,
        CalendarPoint(
          value: isoDay(days.start) + suffix,
          days: DateInterval(start: days.start, end: days.end, precision: .day)))
    } else {
      return nil
    }
    day.value += suffix
    return Draft(start..<end, .time, day)
  }

  /// *cet été*, *l'été dernier*, *l'automne 2020*; never the participle *été*.
  func season(at index: Int) -> Draft? {
    guard let word = view.time(at: index), word.word == .season else { return nil }
    let first = withArticle(index, [.definite, .relation])
    var end = index + 1
    // "printemps de 1978"
    if end + 1 < limit, view.classes(at: end).contains(.of), yearNumber(at: end + 1) != nil { end += 1 }
    let isTold = yearNumber(at: end) != nil || isTime(end, .next) || isTime(end, .last)
    let isContracted = before(index).map { view.isByteWord($0, "au") } ?? false
    guard first < index || isTold && view.tokens[index].shape != .upper || isContracted else { return nil }
    if let opening = before(first), isTime(opening, .since), end >= limit || view.timeClass(at: end) == nil,
      yearNumber(at: end) == nil
    {
      // "depuis l'été": the last one that began.
      return calendar.season(word.text).map { Draft(first..<end, .date, $0) }
    }
    let point: CalendarPoint?
    if let year = yearNumber(at: end) {
      point = CalendarPoint(season: word.text, year: year)
      end += 1
    } else if end < limit, let shift = view.timeClass(at: end), shift == .last || shift == .next {
      guard let anchor = calendar.anchor else {
        let point = CalendarPoint(value: shift == .last ? "PAST_REF" : "FUTURE_REF", days: nil)
        return Draft((view.classes(at: first).contains(.definite) ? first : index)..<(end + 1), .date, point)
      }
      var year = anchor.year
      if let candidate = CalendarPoint(season: word.text, year: year), let days = candidate.days {
        if shift == .last, let last = days.end, last >= anchor { year -= 1 }
        if shift == .next, days.start <= anchor { year += 1 }
      }
      point = CalendarPoint(season: word.text, year: year)
      end += 1
    } else if view.classes(at: first).contains(.demonstrative) {
      point =
        calendar.anchor.map { anchor in
          CalendarPoint(
            season: word.text, year: word.text == "WI" && anchor.month < 6 ? anchor.year - 1 : anchor.year)
        } ?? CalendarPoint(value: "XXXX-" + word.text, days: nil)
    } else if isContracted || first < index && before(first).map({ view.isByteWord($0, "à") }) ?? false {
      // "au printemps", "à l'automne": the last one, or the next.
      point = calendar.season(word.text, isFuture: isFuture(around: index) || isPresent(around: index))
    } else {
      return nil
    }
    return point.map { Draft((view.classes(at: first).contains(.definite) ? first : index)..<end, .date, $0) }
  }

  /// *la semaine dernière*, *cette année*, *ce week-end*, *l'an 2000*, *les années 1990*, *chaque jour*.
  func unit(at index: Int) -> Draft? {
    guard let word = view.time(at: index), word.word == .unit else { return nil }
    let unit = word.text
    var end = index + view.length(at: index)
    if let earlier = before(index), isTime(earlier, .every) {
      return Draft(earlier..<end, .set, CalendarPoint(value: "P1\(unit)", days: nil))
    }
    let first = withArticle(index)
    if unit == "Y", end < limit {
      if let year = yearNumber(at: end) {
        // "les années 1990" is a decade, "l'année 1994" a year.
        let isDecade = year % 10 == 0 && view.isPlural(index)
        guard let point = isDecade ? CalendarPoint(decade: year) : CalendarPoint(year: year) else {
          return nil
        }
        return Draft(first..<(end + 1), .date, point)
      }
      if view.isPlural(index), let number = view.number(at: end, limit: limit), number.value % 10 == 0,
        (20...90).contains(number.value), let point = CalendarPoint(decade: 1900 + number.value)
      {
        return Draft(first..<number.end, .date, point)
      }
    }
    // "du trimestre précédent" has its article in *du*.
    let isContracted = before(index).map { view.isByteWord($0, "du") || view.isByteWord($0, "au") } ?? false
    guard first < index || index == floor || isContracted else { return nil }
    guard let anchor = calendar.anchor else { return unanchored(unit, from: first, at: index, to: end) }
    switch end < limit ? view.timeClass(at: end) : nil {
    case .last:
      // "les dernières heures" and "la semaine dernière" count back from the dispatch.
      let isWeekend = unit == "WE"
      let back = isWeekend && anchor.weekday < 6 ? 0 : -1
      let day = isWeekend && anchor.weekday < 6 ? anchor.adding(days: -anchor.weekday) : anchor
      return calendar.shifted(day, by: back, unit: unit).map { Draft(first..<(end + 1), .date, $0) }
    case .next: return calendar.shifted(anchor, by: 1, unit: unit).map { Draft(first..<(end + 1), .date, $0) }
    case .before:
      return calendar.shifted(reference, by: -1, unit: unit).map {
        Draft(first..<(end + 1), .date, $0, isAnaphor: true)
      }
    case .after:
      return calendar.shifted(reference, by: 1, unit: unit).map {
        Draft(first..<(end + 1), .date, $0, isAnaphor: true)
      }
    default: break
    }
    if unit == "WE" {
      let isAhead = isFuture(around: index)
      let day = isAhead || anchor.weekday >= 6 ? anchor : anchor.adding(days: -anchor.weekday)
      return Draft(first..<end, .date, CalendarPoint(weekendOf: day))
    }
    guard view.classes(at: first).contains(.demonstrative) else { return nil }
    // "ce mois-ci"; "cette année-là" points elsewhere.
    if end + 1 < limit, view.isHyphen(end), !view.tokens[end].spaceBefore {
      guard view.isByteWord(end + 1, "ci") else { return nil }
      end += 2
    }
    return calendar.shifted(anchor, by: 0, unit: unit).map { Draft(first..<end, .date, $0) }
  }

  /// *la semaine dernière* of a text without a date: on which side of it.
  private func unanchored(_ unit: String, from first: Int, at index: Int, to end: Int) -> Draft? {
    switch end < limit ? view.timeClass(at: end) : nil {
    case .last, .before: return Draft(first..<(end + 1), .date, calendar.shiftedOrVague(by: -1, unit: unit))
    case .next, .after: return Draft(first..<(end + 1), .date, calendar.shiftedOrVague(by: 1, unit: unit))
    default:
      guard first < index, unit == "WE" || view.classes(at: first).contains(.demonstrative) else {
        return nil
      }
      return Draft(first..<end, .date, calendar.shiftedOrVague(by: 0, unit: unit))
    }
  }

  /// *quotidiennement*, *Noël*.
  func other(at index: Int) -> Draft? {
    guard let word = view.time(at: index) else { return nil }
    let tokens = index..<(index + view.length(at: index))
    switch word.word {
    case .set: return Draft(tokens, .set, CalendarPoint(value: word.text, days: nil))
    case .holiday:
      let parts = word.text.split(separator: "-").compactMap { Int($0) }
      guard parts.count == 2 else { return nil }
      var point = calendar.day(parts[1], month: parts[0], isFuture: isFuture(around: index))
      var end = tokens.upperBound
      if let year = yearNumber(at: end), let date = CalendarDate(year: year, month: parts[0], day: parts[1]) {
        point = CalendarPoint(day: date)
        end += 1
      }
      return point.map { Draft(tokens.lowerBound..<end, .date, $0) }
    default: return nil
    }
  }
}

extension TextView {
  /// Whether a word ends in s or x.
  func isPlural(_ index: Int) -> Bool {
    let last = text[Int(tokens[index].end) - 1] | 0x20
    return last == 0x73 || last == 0x78
  }
}
