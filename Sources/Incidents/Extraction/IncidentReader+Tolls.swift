internal import GazetteerIndex
internal import Geoparsing

/// Which event a toll belongs to.
extension IncidentReader {
  func assign(
    _ parts: SentenceParts, to found: inout [EventDraft], in sentence: SentenceReading
  ) {
    let told = found.count
    for report in parts.casualties {
      guard report.effect == .killed || report.effect == .injured else { continue }
      if sentence.isTotal(report, kind: found.last?.kind ?? drafts.last?.kind) { continue }
      // The event of its own clause, else the nearest of the sentence.
      let nearest = found.indices.min { left, right in
        cost(found[left], report, sentence) < cost(found[right], report, sentence)
      }
      if told == 0 || nearest.map({ $0 >= told }) ?? false,
        let draft = toll(report, parts: parts, in: sentence)
      {
        // Several tolls at one place are one event's.
        if let same = found.indices.last, found[same].phrases.first?.tokens == draft.phrases.first?.tokens {
          set(report, on: found[same])
        } else {
          found.append(draft)
        }
      } else if let nearest {
        set(report, on: found[nearest])
      } else if sentence.factuality(of: report.token, group: nil, attributions: []) == .actual {
        add(report, in: sentence)
      }
    }
  }

  /// *Dix personnes ont péri à X, et trois à Y*: the second toll leaves its words out.
  func ellipticTolls(_ parts: SentenceParts, in sentence: SentenceReading) -> [EventDraft] {
    guard let first = parts.casualties.first(where: { $0.effect == .killed || $0.effect == .injured }) else {
      return []
    }
    // "Cinq blessés ont été conduits à X, les deux plus graves à Y"
    if parts.phrases.contains(where: { $0.use == .elsewhere }) { return [] }
    var drafts: [EventDraft] = []
    for phrase in parts.phrases where phrase.use == .locative && phrase.tokens.lowerBound > first.token {
      guard let count = sentence.count(endingAt: phrase.tokens.lowerBound),
        !count.tokens.overlaps(first.tokens)
      else { continue }
      let report = CasualtyReport(
        effect: first.effect,
        quantity: Toll(low: count.low, best: count.best, high: count.high, tokens: count.tokens),
        token: count.tokens.lowerBound, tokens: count.tokens)
      var single = parts
      single.phrases = [phrase]
      if let draft = toll(report, parts: single, in: sentence) { drafts.append(draft) }
    }
    return drafts
  }

  /// *A X, un mort et trois disparus*: a toll with a place of its own tells of the dispatch's event there.
  func toll(_ report: CasualtyReport, parts: SentenceParts, in sentence: SentenceReading)
    -> EventDraft?
  {
    guard !sentence.isHeadline, let last = drafts.last, sentence.index - last.lastSentence <= 4,
      KindSet.deadly
        .contains(last.kind),
      sentence.factuality(of: report.token, group: nil, attributions: parts.attributions) == .actual
    else { return nil }
    let clause = sentence.clause(of: report.token)
    let candidates = parts.phrases.filter { phrase in
      phrase.mention != nil && !phrase.isContainer && phrase.relation != .from && phrase.relation != .to
        && (phrase.use == .locative || phrase.use == .structure
          || phrase.use == .bare && phrase.tokens.upperBound <= report.tokens.lowerBound
            && KindSet.misfortunes.contains(last.kind) && sentence.opensClause(phrase))
        && sentence.clause(of: phrase.tokens.lowerBound) == clause
        && !parts.attributions.contains { $0.frame.contains(phrase.tokens.lowerBound) }
    }
    // The place behind the toll, else the one that opens the sentence.
    let nearest = candidates.min {
      abs($0.tokens.lowerBound - report.token) < abs($1.tokens.lowerBound - report.token)
    }
    // "A X, tout est détruit. Trois personnes y sont mortes."
    let pointed = nearest == nil && sentence.pointsToScene() ? scene(before: sentence)?.phrase : nil
    guard let place = nearest ?? pointed else { return nil }
    let draft = EventDraft(
      kind: misfortune(like: last), strength: 1, tokens: report.token..<(report.token + 1),
      sentence: sentence.index,
      block: sentence.block, evidence: sentence.tokens)
    draft.hasGuessedKind = true
    draft.phrases =
      nearest == nil ? [place] : parts.phrases.filter { $0.group == place.group && !$0.isContainer }
    draft.inheritsPlaces = nearest == nil
    sentence.bindDate(draft, site: report.token, parts: parts, triggers: [])
    if let date = draft.date, let anchor = context.anchor,
      sentence.isLongPast(date, from: anchor, kind: draft.kind)
    {
      return nil
    }
    // "Plus de mille personnes y avaient péri": before what is told.
    if !draft.hasOwnDate, sentence.isPluperfectToll(report) { return nil }
    if !draft.hasOwnDate { draft.date = last.date }
    sentence.attribute(draft, at: report.token, parts: parts)
    set(report, on: draft)
    return draft
  }

  /// The kind of a toll told after an event: in a disaster's dispatch, a fire is one of its places.
  func misfortune(like last: EventDraft) -> EventKind {
    let isDisaster =
      KindSet.misfortunes.contains(last.kind) && drafts.contains { $0.kind == .disaster && !$0.isHeadline }
    return isDisaster ? .disaster : last.kind
  }

  func cost(_ draft: EventDraft, _ report: CasualtyReport, _ sentence: SentenceReading) -> Int {
    let distance = abs(draft.tokens.lowerBound - report.token)
    let isSameClause = sentence.clause(of: draft.tokens.lowerBound) == sentence.clause(of: report.token)
    return distance + (isSameClause ? 0 : 15)
  }

  func set(_ report: CasualtyReport, on draft: EventDraft) {
    switch report.effect {
    case .killed: if draft.killed == nil { draft.killed = report.quantity }
    case .injured: if draft.injured == nil { draft.injured = report.quantity }
    default: break
    }
  }

  /// A toll without an event of its own belongs to the last one told, within two sentences.
  func add(_ report: CasualtyReport, in sentence: SentenceReading) {
    guard let last = drafts.indices.last, sentence.index - drafts[last].sentence <= 2, !sentence.isHeadline,
      !sentence.isPluperfectToll(report)
    else { return }
    // Thousands are a war's, told a sentence after one of its days.
    if drafts[last].kind != .disaster, report.quantity.best ?? report.quantity.low ?? 0 >= 1_000 { return }
    set(report, on: drafts[last])
    drafts[last].lastSentence = sentence.index
  }
}
