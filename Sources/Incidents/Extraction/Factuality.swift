internal import GeoTypes
internal import Geoparsing

/// Whether what a word names has happened.
enum Factuality {
  case actual
  /// It is wished, feared, planned, denied, supposed or compared.
  case unreal
  /// It is history, or a balance since the beginning.
  case background
}

extension SentenceReading {
  /// Whether a trigger's event has happened, as far as its clause tells.
  func factuality(
    of token: Int, group: VerbGroup?, attributions: [Attribution], kind: EventKind? = nil
  ) -> Factuality {
    if let group {
      if group.isFuture || group.isNegated { return .unreal }
      if group.isInfinitive, !isFactualInfinitive(group, attributions: attributions) { return .unreal }
      if classes(before: group.first).contains(.possibility) { return .unreal }
    }
    let clause = clauseRange(of: token)
    // "si …", and what depends on it up to the comma.
    if view.classes(at: clause.lowerBound).contains(.condition) { return .unreal }
    if clause.lowerBound > tokens.lowerBound,
      view.classes(at: Int(view.words[clause.lowerBound].start)).contains(.condition)
    {
      return .unreal
    }
    if isBackground(clause, of: token, kind: kind) { return .background }
    // What stands before it up to a comma: wishes, negations, hypotheses.
    var cursor = token
    var words = 0
    while let previous = before(cursor), previous >= clause.lowerBound, words < 9 {
      let classes = view.classes(at: previous)
      if view.isComma(previous) { break }
      if classes.contains(.wish) || classes.contains(.hypothesis) {
        // The nearer the cue, the surer that the word hangs on it; a finite verb between cuts it off.
        return .unreal
      }
      if classes.contains(.negation), words < 3 { return .unreal }
      if group == nil, classes.contains(.possibility), words < 5 { return .unreal }
      if isAuxiliary(previous), !classes.contains(.futureAuxiliary) {
        if isNegated(previous) { return .unreal }
        break
      }
      cursor = previous
      words += 1
    }
    // "aucune attaque n'a eu lieu", "l'offensive n'a pas commencé"
    if group == nil, isSubjectOfNegated(token, in: clause) { return .unreal }
    if group == nil, isPlanned(token, in: clause) { return .unreal }
    if group == nil, clause.contains(where: { view.entry(at: $0)?.isHarmless == true }) {
      return .unreal
    }
    if group == nil, view.isFuture(mainVerbWindow(of: token, in: clause)) { return .unreal }
    for attribution in attributions where attribution.speech == .opine && attribution.scope.contains(token) {
      if self.clause(of: attribution.verb) == self.clause(of: token)
        || startsComplement(attribution, before: token)
      {
        return .unreal
      }
    }
    return .actual
  }

  /// *prévoit un cessez-le-feu, la libération de X*; *un rassemblement a été annulé*; *des heurts peuvent se produire*.
  private func isPlanned(_ token: Int, in clause: Range<Int>) -> Bool {
    var wasFuture = false
    for earlier in clause.lowerBound..<token {
      if isAuxiliary(earlier) { wasFuture = false }
      let classes = view.classes(at: earlier)
      if classes.contains(.future), !classes.contains(.possibility), !view.endsAsParticiple(earlier) {
        wasFuture = true
      }
    }
    if wasFuture { return true }
    var sawAuxiliary = false
    for later in (token + 1)..<max(token + 1, min(clause.upperBound, token + 9)) {
      if view.isComma(later) { return false }
      let classes = view.classes(at: later)
      if classes.contains(.possibility) {
        return ((later + 1)..<min(clause.upperBound, later + 4)).contains { view.looksInfinitive($0) }
      }
      if sawAuxiliary, classes.contains(.wish), view.endsAsParticiple(later) { return true }
      if isAuxiliary(later) {
        sawAuxiliary = true
      } else if sawAuxiliary, !view.isAdverb(later), context.time(at: later) == nil {
        return false
      }
    }
    return false
  }

  /// Infinitives tell facts only behind *avoir*, *être* or an accusation.
  private func isFactualInfinitive(_ group: VerbGroup, attributions: [Attribution]) -> Bool {
    for attribution in attributions where attribution.scope.contains(group.verb) {
      if attribution.speech == .accuse { return true }
    }
    // "a fait arrêter", "ont fait évacuer": whoever had it done.
    if let causative = before(group.first), view.isByteWord(causative, "fait"),
      !classes(before: causative).isDisjoint(with: .anyAuxiliary),
      before(causative).map({ isAuxiliary($0) && !isNegated($0) }) ?? false
    {
      return true
    }
    // "continuaient d'affluer", "ont réussi à prendre"
    guard let preposition = before(group.first),
      !view.classes(at: preposition).isDisjoint(with: [.of, .relation]), let verb = before(preposition)
    else { return false }
    return view.entry(at: verb)?.leadsFact == true && !classes(before: verb).contains(.negation)
  }

  private func isNegated(_ auxiliary: Int) -> Bool { classes(before: auxiliary).contains(.negationParticle) }

  private func isSubjectOfNegated(_ token: Int, in clause: Range<Int>) -> Bool {
    var cursor = token
    var steps = 0
    while let next = after(cursor), next < clause.upperBound, steps < 8 {
      let classes = view.classes(at: next)
      if view.isComma(next) || !classes.isDisjoint(with: [.coordinator]) { return false }
      if classes.contains(.negationParticle) { return true }
      if isAuxiliary(next) { return false }
      cursor = next
      steps += 1
    }
    return false
  }

  /// The words behind a noun in which its verb may stand.
  private func mainVerbWindow(of token: Int, in clause: Range<Int>) -> Range<Int> {
    token..<min(clause.upperBound, token + 10)
  }

  /// Whether the clause right behind an opinion's verb (*que …*) holds a token.
  private func startsComplement(_ attribution: Attribution, before token: Int) -> Bool {
    self.clause(of: token) - self.clause(of: attribution.verb) <= 1
  }

  /// History: words of memory, or a time long past.
  private func isBackground(_ clause: Range<Int>, of site: Int, kind: EventKind?) -> Bool {
    for token in clause where view.classes(at: token).contains(.background) { return true }
    if isAnniversary(before: site) { return true }
    if kind != .disaster, clause.contains(where: { isLargeCount($0) }), isBalance(clause) { return true }
    guard let anchor = context.anchor else { return false }
    for token in clause {
      guard let time = context.time(at: token), let days = context.times[time].days else { continue }
      if days.end == nil, belongsToParticiple(context.times[time].tokens.lowerBound, site: site) { continue }
      if isLongPast(days, from: anchor, kind: kind) { return true }
    }
    return false
  }

  /// *les dix ans du rapt de X*: years behind a number, and the event's noun right behind them.
  private func isAnniversary(before site: Int) -> Bool {
    var cursor = site
    for _ in 0..<3 {
      guard let previous = before(cursor) else { return false }
      if view.isByteWord(previous, "ans") {
        return !classes(before: previous).isDisjoint(with: .numeral)
          || before(previous).map { view.tokens[$0].kind == .number } ?? false
      }
      guard !view.classes(at: previous).isDisjoint(with: [.of, .definite]) else { return false }
      cursor = previous
    }
    return false
  }

  /// A count of ten or more.
  func isLargeCount(_ token: Int) -> Bool {
    guard context.time(at: token) == nil, let count = count(at: token), !count.isArticle else { return false }
    return count.best ?? count.low ?? 0 >= 10
  }

  /// Ended more than thirty-one days before, or going on for more than seventy-five.
  /// A drought or a flood goes on for months, and is news all the while.
  func isLongPast(_ days: DateInterval, from anchor: CalendarDate, kind: EventKind? = nil) -> Bool {
    if let end = days.end {
      // A month told as a whole is over.
      return anchor.daysSince1970 - end.daysSince1970 > 31 || days.precision == .month && end < anchor
    }
    return anchor.daysSince1970 - days.start.daysSince1970 > (kind == .disaster ? 300 : 75)
  }
}
