internal import GeoTypes
internal import Geoparsing

/// Times of the clock, and the parts of the day that stand behind a day.
extension TimeReader {
  /// *vers 16H00*, on the day that is being told; *20 heures mardi soir*, *8h ce matin*, on the day behind it.
  func clockTime(at index: Int) -> Draft? {
    guard let clock = clock(at: index) else { return nil }
    if let day = day(behind: clock, from: index) { return day }
    guard
      clock.isPlain || clock.hasPart || isOpened(index)
        || !classes(before: index).isDisjoint(
          with: [.relation, .definite, .of, .between, .timeFrame, .bound, .auxiliary])
    else { return nil }
    // "dans la nuit de lundi à mardi … vers 03H20": on Tuesday.
    let day =
      opensEntry(index, clock)
      ? calendar.anchor
      : dayAfterMidnight(at: index, clock) ?? (clock.hour < 12 ? toldNightEnd ?? reference : reference)
    var point = calendar.point(day)
    point.value += clock.value
    return Draft(index..<clock.end, .time, point, isAnaphor: true)
  }

  /// *de 21H00 à 5H00*, *entre 21H00 et 5H00*: what ends a range that begins later in the day is on the next.
  private func dayAfterMidnight(at index: Int, _ clock: Clock) -> CalendarDate? {
    guard let opening = found.last, opening.kind == .time, let day = opening.days?.start,
      index - opening.tokens.upperBound == 1,
      view.classes(at: index - 1).contains(.relation)
        || view.classes(at: index - 1).contains(.coordinator)
          && classes(before: opening.tokens.lowerBound).contains(.between),
      let minutes = opening.value.split(separator: "T").last?.split(separator: ":"), minutes.count == 2,
      let hour = Int(minutes[0]), hour > clock.hour
    else { return nil }
    return day.adding(days: 1)
  }

  /// *11H20 - …*, *[09:55] …*: an entry of a feed is of the dispatch's own day.
  private func opensEntry(_ index: Int, _ clock: Clock) -> Bool {
    let first = view.document.sentences[sentence].tokens.lowerBound
    return clock.isPlain && clock.end < limit && view.tokens[clock.end].kind == .punctuation
      && (index == first || index == first + 1 && view.tokens[first].kind == .punctuation)
  }

  /// The day told right behind a time of the clock, which is its day.
  private func day(behind clock: Clock, from index: Int) -> Draft? {
    var next = clock.end
    if next < limit, view.isByteWord(next, "du") { next += 1 }
    let start = next
    if next < limit, !view.classes(at: next).isDisjoint(with: [.definite, .demonstrative]) { next += 1 }
    guard next < limit else { return nil }
    let classes = view.classes(at: next)
    let inner: Draft?
    if classes.contains(.weekday) {
      inner = weekday(at: next)
    } else if classes.contains(.day) {
      inner = deictic(at: next)
    } else if classes.contains(.part), next > start, view.classes(at: next - 1).contains(.demonstrative) {
      inner = part(at: next)
    } else {
      inner = dayOfMonth(at: next)
    }
    guard let day = inner, day.point.days?.precision ?? .day == .day,
      day.point.days?.end == day.point.days?.start,
      clock.isPlain || clock.hasPart || clock.hour > 5 || day.kind == .time || isOpened(index)
    else { return nil }
    var point = CalendarPoint(value: dayValue(day.point), days: day.point.days)
    let part = day.point.value.hasSuffix("TEV") || day.point.value.hasSuffix("TAF")
    point.value += part && clock.hour < 12 ? clock.later : clock.value
    return Draft(index..<day.tokens.upperBound, .time, point, isAnaphor: day.isAnaphor)
  }

  /// The part of the day or clock time right after a day's expression: *soir*, *dans la soirée*, *vers 03H00*, *avant 17h*.
  func extendByPart(_ draft: inout Draft) {
    var index = draft.tokens.upperBound
    var skipped = 0
    // Behind these only a time of the clock belongs to the day.
    var wantsClock = false
    while index < limit, skipped < 4 {
      if view.classes(at: index).contains(.part), let word = view.time(at: index),
        !wantsClock || word.text.utf8.count == 5
      {
        // "mardi dans la journée" is the day.
        if draft.kind == .date, !view.classes(at: index).contains(.timeUnit) {
          draft.point.value = dayValue(draft.point) + "T" + word.text
          draft.kind = .time
        }
        draft.tokens = draft.tokens.lowerBound..<(index + view.length(at: index))
        // "mardi soir vers 20H00": the clock is more exact than the part.
        index = draft.tokens.upperBound
        skipped = 1
        continue
      }
      if let clock = clock(at: index, isBehindDay: skipped == 0 && draft.kind == .date) {
        let isEvening = draft.point.value.hasSuffix("TEV") || draft.point.value.hasSuffix("TAF")
        draft.point.value = dayValue(draft.point)
        draft.point.value += isEvening && clock.hour < 12 ? clock.later : clock.value
        draft.kind = .time
        draft.tokens = draft.tokens.lowerBound..<clock.end
        return
      }
      let classes = view.classes(at: index)
      if classes.contains(.bound) || isTime(index, .since) || isTime(index, .until)
        || isTime(index, .later)
      {
        wantsClock = true
      } else if classes.isDisjoint(with: [.relation, .definite, .portion, .of]), !isTime(index, .earlier) {
        return
      }
      index += view.length(at: index)
      skipped += 1
    }
  }

  /// The day of a value, without a part of it; unknown digits for *PAST_REF* and the like.
  private func dayValue(_ point: CalendarPoint) -> String {
    point.value.hasSuffix("_REF") ? "XXXX-XX-XX" : String(point.value.prefix { $0 != "T" })
  }

  /// A time of the clock as the press writes it.
  struct Clock {
    var hour: Int
    var minute: Int
    var end: Int
    /// *03H00*, *15:00*: nothing else looks like it.
    var isPlain = false
    /// *du matin*, *du soir*
    var hasPart = false

    var value: String { "T\(padded(hour, 2)):\(padded(minute, 2))" }
    /// Of the second half of the day.
    var later: String { "T\(padded(hour + 12, 2)):\(padded(minute, 2))" }
  }

  /// A clock time at a token: `03H00`, `16h`, `15:00`, `8 heures`, `20 heures 30`, `8h du soir`.
  /// Behind a day (*demain 10 heures*) hours in digits need no preposition.
  func clock(at index: Int, isBehindDay: Bool = false) -> Clock? {
    guard index + 1 < limit else { return nil }
    if let hour = view.plainInteger(at: index), (0...24).contains(hour) {
      if let minute = view.hourSuffix(at: index + 1) {
        return inPart(Clock(hour: hour, minute: minute, end: index + 2, isPlain: true))
      }
      if let minute = view.colonMinutes(at: index + 1), index + 3 <= limit {
        return inPart(Clock(hour: hour, minute: minute, end: index + 3, isPlain: true))
      }
    }
    guard let number = view.number(at: index, limit: limit), (0...24).contains(number.value), !number.isRound,
      number.end < limit
    else { return nil }
    let isLetter = view.hourLetter(at: number.end)
    guard isLetter || isTime(number.end, .unit) && view.time(at: number.end)?.text == "h" else { return nil }
    var clock = Clock(hour: number.value, minute: 0, end: number.end + 1)
    var hasMinutes = false
    if let value = view.plainInteger(at: clock.end), clock.end < limit, (0...59).contains(value),
      isLetter || !countsWhatFollows(clock.end)
    {
      clock.minute = value
      clock.end += 1
      hasMinutes = true
    } else if hasHalf(at: clock.end) {
      clock.minute = 30
      clock.end += 2
    }
    // "à une heure d'ici"
    if clock.end + 1 < limit, view.isByteWord(clock.end + 1, "ici") { return nil }
    // "4 heures du matin", "dix heures du soir"; "à une heure de route" is a distance.
    if clock.end + 1 < limit, view.classes(at: clock.end).contains(.of) {
      clock = inPart(clock)
      guard clock.hasPart || view.classes(at: clock.end + 1).contains(.weekday) else { return nil }
    }
    guard
      isOpened(index) || isBehindDay && number.isDigits && clock.hour > 4 || clock.hasPart
        || isLetter && hasMinutes || isFollowedByDay(clock.end)
    else { return nil }
    return clock
  }

  /// *à*, *vers*, *avant*, *à environ*; not "depuis deux heures", "il y a deux heures": how long.
  private func isOpened(_ index: Int) -> Bool {
    guard var opening = before(index) else { return false }
    if view.classes(at: opening).contains(.bound) {
      guard let earlier = before(opening) else { return false }
      opening = earlier
    }
    let time = view.timeClass(at: opening)
    // "à partir de 9 heures" is a time, "depuis 9 heures" may be how long.
    if time == .since || time == .ago { return time == .since && view.length(at: opening) > 1 }
    // "il est 20 heures"
    if view.isByteWord(opening, "est") || view.isByteWord(opening, "était"), let subject = before(opening),
      view.isByteWord(subject, "il")
    {
      return true
    }
    // "après 20 heures", not "après 20 heures de débats"; "de 10 heures à 16 heures"
    let end = view.number(at: index, limit: limit).map { $0.end + 1 } ?? limit
    if view.isByteWord(index - 1, "après"), view.tokens[index].kind == .number {
      return end >= limit || !view.classes(at: end).contains(.of)
    }
    if view.classes(at: opening).contains(.of), end + 2 < limit, view.classes(at: end).contains(.relation),
      let last = view.number(at: end + 1, limit: limit), last.end < limit
    {
      return isTime(last.end, .unit) && view.time(at: last.end)?.text == "h"
        || view.hourSuffix(at: end + 2) != nil
    }
    // "en deux heures", "dans dix heures": how long.
    for preposition: StaticString in ["en", "dans", "sur"] where view.isByteWord(opening, preposition) {
      return false
    }
    return view.classes(at: opening).contains(.relation) || time == .earlier
      || view.isByteWord(opening, "dès")
  }

  private func isFollowedByDay(_ index: Int) -> Bool {
    var index = index
    if index < limit, view.isByteWord(index, "du") { index += 1 }
    guard index < limit else { return false }
    let classes = view.classes(at: index)
    if !classes.isDisjoint(with: [.weekday, .day]) { return true }
    if classes.contains(.definite), index + 1 < limit, view.classes(at: index + 1).contains(.weekday) {
      return true
    }
    return classes.contains(.demonstrative) && index + 1 < limit
      && view.classes(at: index + 1).contains(.part)
  }

  /// "A 15 heures 30 personnes ont défilé": a plural noun behind the number is what it counts.
  private func countsWhatFollows(_ number: Int) -> Bool {
    let next = number + 1
    guard next < limit, view.tokens[next].kind == .word, view.tokens[next].shape == .lower else {
      return false
    }
    let classes = view.classes(at: next)
    if !classes.isDisjoint(with: [.people, .casualty, .timeUnit, .million, .thousand, .hundred]) {
      return true
    }
    return classes.isEmpty && view.isPlural(next)
  }

  /// With *du matin*, *du soir*, *de l'après-midi* behind it.
  private func inPart(_ clock: Clock) -> Clock {
    var clock = clock
    guard clock.end + 1 < limit, view.classes(at: clock.end).contains(.of) else { return clock }
    var position = clock.end + view.length(at: clock.end)
    if position < limit, view.classes(at: position).contains(.definite) { position += 1 }
    guard position < limit, view.classes(at: position).contains(.part), let part = view.time(at: position)
    else {
      return clock
    }
    clock.end = position + view.length(at: position)
    clock.hasPart = true
    if clock.hour < 12, part.text == "EV" || part.text == "AF" { clock.hour += 12 }
    return clock
  }

  /// *pendant 3h*, *pour 3h*: how long.
  func spell(at index: Int) -> Draft? {
    guard let hours = view.plainInteger(at: index), index + 1 < limit, view.hourSuffix(at: index + 1) == 0,
      let opening = before(index),
      view.isByteWord(opening, "pendant") || view.isByteWord(opening, "durant")
        || view.isByteWord(opening, "pour"),
      !isFollowedByDay(index + 2)
    else { return nil }
    return Draft(index..<(index + 2), .duration, CalendarPoint(value: "PT\(hours)H", days: nil))
  }
}

extension TextView {
  /// The minutes of `H00`, `h30` or `h` right behind the hour's digits.
  func hourSuffix(at index: Int) -> Int? {
    let token = tokens[index]
    guard token.kind == .word, !token.spaceBefore else { return nil }
    let range = token.range
    guard text[range.lowerBound] | 0x20 == 0x68, range.count == 1 || range.count == 3 else { return nil }
    var value = 0
    for position in range.dropFirst() {
      guard text[position] >= 0x30, text[position] <= 0x39 else { return nil }
      value = value * 10 + Int(text[position] - 0x30)
    }
    return value < 60 ? value : nil
  }

  /// The minutes of `15:00`, two digits behind a colon; not of a ratio or a time with seconds.
  func colonMinutes(at colon: Int) -> Int? {
    guard isByte(colon, 0x3A), !tokens[colon].spaceBefore, colon + 1 < tokens.count,
      !tokens[colon + 1].spaceBefore,
      tokens[colon + 1].range.count == 2, let value = plainInteger(at: colon + 1), value < 60,
      !isByte(colon + 2, 0x3A)
    else { return nil }
    return value
  }

  /// The `h` of `14 h 30`, a word of its own.
  func hourLetter(at index: Int) -> Bool {
    let token = tokens[index]
    return token.kind == .word && token.spaceBefore && token.end - token.start == 1
      && text[Int(token.start)] == UInt8(ascii: "h")
  }
}
