internal import GeoTypes
internal import Geoparsing

/// Stretches told by their length: durations, and days so many units away.
extension TimeReader {
  /// *trois jours*, *il y a trois jours*, *deux ans plus tôt*, *ces trois derniers jours*, *les dernières 24 heures*.
  func counted(at index: Int) -> Draft? {
    guard let count = timeCount(at: index) else { return nil }
    if count.value == 1, let end = halfHour(at: count.end) {
      return Draft(index..<end, .duration, CalendarPoint(value: "PT30M", days: nil))
    }
    var end = count.end
    var isLast = false
    if end < limit, view.classes(at: end).contains(.shift) {
      isLast = view.timeClass(at: end) == .last
      end += 1
    }
    guard end < limit, view.classes(at: end).contains(.timeUnit), let word = view.time(at: end),
      word.word == .unit
    else { return nil }
    let unit = word.text
    end += view.length(at: end)
    if unit == "Y", isAge(from: index, to: end) { return nil }
    let hasHalf = hasHalf(at: end)
    if hasHalf { end += 2 }
    let amount = CalendarPoint(value: duration(count.value, unit, hasHalf: hasHalf), days: nil)
    // "il y a deux semaines" is a day, as coarse as that is told; months and years are wholes.
    let step = unit == "W" ? (unit: "D", factor: 7) : (unit: unit, factor: 1)
    if let earlier = before(index) {
      if isTime(earlier, .ago) {
        let point = count.value.map { calendar.shiftedOrVague(by: -$0 * step.factor, unit: step.unit) }
        return Draft(earlier..<end, .date, point ?? CalendarPoint(value: "PAST_REF", days: nil))
      }
      // "dans deux ans", "dans cinq jours"; "dans les dix jours" and "dans deux heures" are how long.
      if let count = count.value, !isLast, !isClockUnit(unit),
        view.isByteWord(earlier, "dans"),
        end >= limit || !view.classes(at: end).contains(.of)
      {
        let point = calendar.shiftedOrVague(by: count * step.factor, unit: step.unit)
        return Draft(index..<end, .date, point)
      }
      if isTime(earlier, .since) || isTime(earlier, .until) && isFuture(around: index) {
        var point = amount
        if isTime(earlier, .since), let count = count.value {
          point.days = calendar.span(before: calendar.anchor, count: count, unit: unit)
        }
        return Draft(index..<end, .duration, point)
      }
    }
    // Hours and minutes later are no day, and tell of none how long before they end.
    if !isClockUnit(unit), end < limit, let shift = view.timeClass(at: end),
      shift == .earlier || shift == .later,
      !(view.length(at: end) == 1 && end + 1 < limit
        && !view.classes(at: end + 1).isDisjoint(with: [.definite, .auxiliary, .relation, .indefinite, .of]))
    {
      let sign = shift == .earlier ? -1 : 1
      if let count = count.value {
        // "Cent ans après, la ville se souvient": of what is past, nothing comes later than the dispatch.
        if sign > 0, unit != "D", unit != "W", let reference, let anchor = calendar.anchor,
          !isFuture(around: index),
          let point = calendar.shifted(reference, by: count * step.factor, unit: step.unit),
          let days = point.days, days.start > anchor
        {
          guard let past = toldLongAgo(until: anchor),
            let then = calendar.shifted(past, by: count * step.factor, unit: step.unit),
            let days = then.days, days.start <= anchor
          else { return Draft(index..<end, .duration, amount) }
          return Draft(index..<(end + view.length(at: end)), .date, then, isAnaphor: true)
        }
        let point =
          calendar.shifted(reference, by: sign * count * step.factor, unit: step.unit)
          ?? calendar.shiftedOrVague(by: sign, unit: unit)
        return Draft(index..<(end + view.length(at: end)), .date, point, isAnaphor: true)
      }
    }
    let first = withArticle(index)
    let isLead = before(index).map { view.timeClass(at: $0) == .last } ?? false
    if isLast || isLead {
      let start = isLead ? withArticle(index - 1) : first
      var point = amount
      if let count = count.value {
        point.days = calendar.span(before: calendar.anchor, count: count, unit: unit)
      }
      return Draft(start..<end, .duration, point)
    }
    return Draft(index..<end, .duration, amount)
  }

  private func isClockUnit(_ unit: String) -> Bool { unit == "h" || unit == "m" || unit == "s" }

  /// The last day or year told that lies more than 40 days back: what a story of the past has come to.
  private func toldLongAgo(until anchor: CalendarDate) -> CalendarDate? {
    found.last { time in
      time.kind == .date && time.days.map { anchor.daysSince1970 - $0.start.daysSince1970 > 40 } ?? false
    }?.days?.start
  }

  /// TIMEX3's duration of so many units, `X` for an unknown count.
  private func duration(_ count: Int?, _ unit: String, hasHalf: Bool) -> String {
    let isClock = isClockUnit(unit)
    guard let count else { return (isClock ? "PTX" : "PX") + unit.uppercased() }
    let half = !hasHalf ? "" : unit == "h" ? "30M" : ""
    let number = hasHalf && unit != "h" ? "\(count).5" : "\(count)"
    return "P" + (isClock ? "T" : "") + number + unit.uppercased() + half
  }

  /// *et demie* behind a unit.
  func hasHalf(at index: Int) -> Bool {
    index + 1 < limit && view.classes(at: index).contains(.coordinator)
      && (view.isByteWord(index + 1, "demie") || view.isByteWord(index + 1, "demi"))
  }

  /// The token behind *demi-heure*.
  private func halfHour(at index: Int) -> Int? {
    guard index + 2 < limit, view.isByteWord(index, "demi"), view.isHyphen(index + 1),
      isTime(index + 2, .unit),
      view.time(at: index + 2)?.text == "h"
    else { return nil }
    return index + 3
  }

  /// *, 59 ans,* and *un adolescent de 15 ans*: how old somebody is.
  private func isAge(from start: Int, to end: Int) -> Bool {
    guard let earlier = before(start) else { return false }
    if view.isComma(earlier) || view.isByte(earlier, 0x28) {
      return end >= limit || view.tokens[end].kind == .punctuation
    }
    // "il avait dix-neuf ans", "mort à 88 ans", "à quinze ans"; "à quinze ans de prison" is how long.
    if end < limit, view.classes(at: end).contains(.of), view.isByteWord(earlier, "à") { return false }
    if view.isByteWord(earlier, "à") || view.isByteWord(earlier, "avait")
      || view.isByteWord(earlier, "aurait")
      || view.isByteWord(earlier, "avais")
    {
      return true
    }
    guard view.classes(at: earlier).contains(.of), let noun = before(earlier) else { return false }
    // "un maçon de 46 ans a été …", not "une peine de 15 ans".
    if view.timeClass(at: noun) != .lasting, view.classes(at: noun).isEmpty, end < limit,
      let article = before(noun),
      view.classes(at: article).contains(.indefinite),
      view.isComma(end) || view.isAuxiliary(end) || view.endsAsParticiple(end) || view.isAdverb(end)
        || view.classes(at: end).contains(.relative)
    {
      return true
    }
    if view.classes(at: noun).contains(.people) || view.tokens[noun].shape == .capitalised { return true }
    return view.endsAsParticiple(noun) || before(noun).map { view.isComma($0) } ?? false
  }

  /// How many units: a number, or nil for *plusieurs*, *des*.
  private func timeCount(at index: Int) -> (value: Int?, end: Int)? {
    // Not the "neuf" of "dix-neuf".
    if index > floor, view.isHyphen(index - 1), !view.tokens[index].spaceBefore { return nil }
    if let number = view.number(at: index, limit: limit) {
      var end = number.end
      // "une dizaine de jours"
      if number.isRound, end < limit, view.classes(at: end).contains(.of) { end += view.length(at: end) }
      return (number.value, end)
    }
    guard view.classes(at: index).contains(.some) else { return nil }
    // "des jours" counts nothing unless it is a stretch: "depuis des jours".
    let isStretch =
      before(index).map { !view.classes(at: $0).isDisjoint(with: [.timeFrame, .relation]) } ?? false
    guard view.entry(at: index)?.number != 1 || isStretch else { return nil }
    return (nil, index + view.length(at: index))
  }
}
