internal import GeoTypes
internal import Geoparsing

extension SentenceReading {
  /// Gives an event the nearest date of its clause, else of its sentence; a date of the speaker's only where there is
  /// no other.
  func bindDate(_ draft: EventDraft, site: Int, parts: SentenceParts, triggers: [Int]) {
    if let days = relativeToEvent(site) {
      draft.date = days
      draft.hasOwnDate = true
      return
    }
    if let days = dayOfRelative(site) {
      draft.date = days
      draft.hasOwnDate = true
      return
    }
    var best: (cost: Int, days: DateInterval, start: Int)?
    var spoken: DateInterval?
    var ahead = Int.max
    for index in context.times(in: tokens) {
      guard let days = context.times[index].days, context.times[index].kind != .set,
        context.times[index].kind != .duration || days.end == nil
      else { continue }
      let time = context.times[index].tokens
      if let anchor = context.anchor, days.start > anchor {
        if clause(of: time.lowerBound) == clause(of: site) { ahead = min(ahead, abs(time.lowerBound - site)) }
        continue
      }
      if isOfSpeech(time, parts: parts, site: site) {
        spoken = spoken ?? days
        continue
      }
      let start = time.lowerBound
      if days.end == nil, belongsToParticiple(start, site: site) { continue }
      if isOfAside(start, site: site) { continue }
      let distance = start > site ? start - site : site - start
      let between = start > site ? site..<start : start..<site
      let crossed = triggers.filter { between.contains($0) && $0 != site }.count
      var cost = min(distance, 40) + crossed * 15
      // Of other clauses' times, the sentence's first is the story's; later ones explain what they stand beside.
      if clause(of: start) != clause(of: site) { cost = 40 + min(start - tokens.lowerBound, 40) }
      if let anchor = context.anchor, isLongPast(days, from: anchor, kind: draft.kind) {
        // "En Libye, où X avait fait des morts en septembre 2023, les rues étaient sous l'eau"
        let opening = clauseRange(of: start).lowerBound
        if clause(of: start) != clause(of: site), view.classes(at: opening).contains(.relative) { continue }
        cost += 60
      }
      if cost < best?.cost ?? Int.max { best = (cost, days, start) }
    }
    draft.isAhead = ahead < best.map { abs($0.start - site) } ?? Int.max && !isPast(draft, site: site)
    if let best {
      draft.date = best.days
      draft.hasOwnDate = true
      // "depuis le naufrage, mercredi": what followed goes on; the wreck itself was on that day.
      if best.days.end == nil, best.start > site, isInSincePhrase(site) {
        draft.date = DateInterval(start: best.days.start, end: best.days.start, precision: .day)
      }
    } else if let spoken {
      draft.date = spoken
    }
  }

  /// Whether an event is told by a verb with its auxiliary: it has happened, whatever else its clause has to come (*ont tué
  /// trois civils avant les négociations de vendredi*).
  private func isPast(_ draft: EventDraft, site: Int) -> Bool {
    guard !draft.isNoun else { return false }
    return (max(tokens.lowerBound, site - 4)..<site).contains { isAuxiliary($0) }
  }

  /// *une fusillade qui a fait quatre morts, dimanche, à X*: the day of the relative clause right behind the noun.
  private func dayOfRelative(_ site: Int) -> DateInterval? {
    let relative = site + view.length(at: site)
    guard relative < tokens.upperBound, view.isByteWord(relative, "qui") else { return nil }
    let clause = clause(of: relative)
    for index in context.times(in: relative..<tokens.upperBound) {
      let time = context.times[index]
      guard self.clause(of: time.tokens.lowerBound) == clause, let days = time.days, time.kind == .date,
        days.end != nil
      else { continue }
      if let anchor = context.anchor, days.start > anchor { continue }
      return days
    }
    return nil
  }

  /// *L'embarcation, partie huit jours plus tôt de X, a chaviré*: the time of a participle behind a comma, which is
  /// not the event's word.
  private func isOfAside(_ time: Int, site: Int) -> Bool {
    var cursor = time
    for _ in 0..<4 {
      guard let previous = before(cursor), view.tokens[previous].kind == .word, !isAuxiliary(previous) else {
        return false
      }
      if previous == site { return false }
      if view.endsAsParticiple(previous), view.tokens[previous].shape == .lower,
        let comma = before(previous), view.isComma(comma)
      {
        return !(comma..<time).contains(site)
      }
      cursor = previous
    }
    return false
  }

  /// *une ville assiégée depuis un an*: the time of that participle alone.
  func belongsToParticiple(_ time: Int, site: Int) -> Bool {
    guard let since = before(time), view.timeClass(at: since) == .since, let participle = before(since) else {
      return false
    }
    return participle != site && view.tokens[participle].shape == .lower && view.endsAsParticiple(participle)
      && before(participle).map { !isAuxiliary($0) } ?? true
  }

  /// Whether *depuis* leads to a noun.
  private func isInSincePhrase(_ site: Int) -> Bool {
    var cursor = site
    for _ in 0..<6 {
      guard let previous = before(cursor), view.tokens[previous].kind == .word else { return false }
      if view.timeClass(at: previous) == .since { return true }
      cursor = previous
    }
    return false
  }

  /// Whether a time belongs to a verb of speech: it stands between verb and speaker, or right behind the verb.
  private func isOfSpeech(_ time: Range<Int>, parts: SentenceParts, site: Int) -> Bool {
    parts.attributions.contains { attribution in
      // "se sont accusés dimanche …, tandis que de nouvelles frappes": the story's day, for what nobody says.
      if attribution.speech != .according, !attribution.scope.contains(site), attribution.verb < site {
        return false
      }
      if attribution.speech == .according {
        return attribution.frame.contains(time.lowerBound) || time.lowerBound == attribution.frame.upperBound
          || isPublished(time, behind: attribution)
      }
      return attribution.frame.contains(time.lowerBound)
        || time.lowerBound == attribution.verb + view.length(at: attribution.verb)
    }
      || isLearned(time)
  }

  /// *d'après le bilan diffusé dimanche*: a participle between source and time.
  private func isPublished(_ time: Range<Int>, behind attribution: Attribution) -> Bool {
    let gap = time.lowerBound - attribution.frame.upperBound
    return gap > 0 && gap <= 6 && view.endsAsParticiple(time.lowerBound - 1)
  }

  /// *a-t-on appris mardi*.
  private func isLearned(_ time: Range<Int>) -> Bool {
    guard let verb = before(time.lowerBound) else { return false }
    guard let pronoun = before(verb), view.classes(at: pronoun).contains(.pronoun) else { return false }
    return classes(before: pronoun).isEmpty
  }

  /// *au lendemain de l'échec de pourparlers*, *deux jours après la collision*: the event's day from another's.
  private func relativeToEvent(_ site: Int) -> DateInterval? {
    var cursor = site
    for _ in 0..<7 {
      guard let previous = before(cursor) else { return nil }
      if view.tokens[previous].kind == .punctuation || isAuxiliary(previous) { return nil }
      if let word = view.time(at: previous) {
        if word.word == .anaphor, word.number != 0,
          view.classes(at: previous + view.length(at: previous)).contains(.of)
        {
          return shifted(by: -word.number, before: previous)
        }
        if word.word == .later || word.word == .earlier,
          let time = (max(tokens.lowerBound, previous - 5)..<previous).reversed()
            .lazy.compactMap({ context.time(at: $0) }).first,
          context.times[time].kind == .duration,
          let days = CalendarReading.days(of: context.times[time].value)
        {
          return shifted(
            by: word.word == .later ? -days : days, before: context.times[time].tokens.lowerBound)
        }
      }
      cursor = previous
    }
    return nil
  }

  /// The main event's day, moved: the sentence's own date, else the last told before it, else the dispatch's.
  private func shifted(by days: Int, before token: Int) -> DateInterval? {
    var reference = context.anchor
    var isOwn = false
    for time in context.times {
      guard let range = time.days, range.precision == .day, let anchor = context.anchor,
        abs(range.start.daysSince1970 - anchor.daysSince1970) < 40
      else { continue }
      if tokens.contains(time.tokens.lowerBound) {
        if !isOwn { reference = range.start }
        isOwn = true
      } else if time.tokens.lowerBound < token, !isOwn {
        reference = range.start
      }
    }
    guard let reference else { return nil }
    let day = reference.adding(days: days)
    return DateInterval(start: day, end: day, precision: .day)
  }
}

extension CalendarReading {
  /// The days of a TIMEX3 duration (`P2D`, `P1W`), months and years being round; nil for shorter ones.
  static func days(of value: String) -> Int? {
    guard value.hasPrefix("P"), let last = value.last, let count = Int(value.dropFirst().dropLast()) else {
      return nil
    }
    switch last {
    case "D": return count
    case "W": return 7 * count
    case "M": return value.hasPrefix("PT") ? nil : 30 * count
    case "Y": return 365 * count
    default: return nil
    }
  }
}
