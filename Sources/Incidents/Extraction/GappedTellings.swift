internal import GeoTypes
internal import Geoparsing

/// Events whose verb is left out, for the one before has it.
extension SentenceReading {
  /// *Des combats ont éclaté lundi à X, puis mardi à Y*: a place behind a joint, with a day of its own, is another event
  /// of the kind just told.
  func gapped(_ drafts: [EventDraft], parts: SentenceParts) -> [EventDraft] {
    var told = drafts
    for phrase in parts.phrases where phrase.mention != nil && !phrase.isContainer {
      guard phrase.use == .bare || phrase.use == .locative,
        !told.contains(where: { $0.phrases.contains { $0.tokens == phrase.tokens } }),
        let (joint, days) = ownDay(of: phrase), days.end != nil,
        let full = told.last(where: { $0.tokens.upperBound <= joint && $0.isLocated && $0.hasOwnDate }),
        full.date != days, !isLongPast(days, from: context.anchor ?? days.start, kind: full.kind),
        let last = full.phrases.last, last.tokens.upperBound <= joint, last.use == phrase.use,
        clause(of: joint) == clause(of: full.tokens.lowerBound),
        !(last.tokens.upperBound..<joint).contains(where: { isAuxiliary($0) || isCut($0) })
      else { continue }
      let draft = EventDraft(
        kind: full.kind, strength: full.strength, tokens: full.tokens, sentence: index, block: block,
        evidence: tokens)
      draft.isNoun = full.isNoun
      draft.isHeadline = isHeadline
      draft.phrases = parts.phrases.filter { $0.group == phrase.group && !$0.isContainer }
      draft.date = days
      draft.hasOwnDate = true
      draft.actor = full.actor
      draft.weapons = full.weapons
      draft.claimants = full.claimants
      told.append(draft)
    }
    return told
  }

  /// The joint before a place, and the day between the two or right behind the place; nothing else may stand there.
  private func ownDay(of phrase: PlacePhrase) -> (joint: Int, days: DateInterval)? {
    var cursor = phrase.tokens.lowerBound
    let end = phrase.tokens.upperBound
    var time = end < tokens.upperBound ? context.time(at: end) : nil
    for _ in 0..<8 {
      guard let previous = before(cursor) else { return nil }
      if view.classes(at: previous).contains(.coordinator)
        || view.isComma(previous) && context.time(at: previous + 1) != nil
      {
        guard let time, let days = context.times[time].days, days.start <= context.anchor ?? days.start else {
          return nil
        }
        return (previous, days)
      }
      if let other = context.time(at: previous) {
        time = other
      } else if view.classes(at: previous).isDisjoint(with: [.definite, .of]), !isRelation(previous) {
        return nil
      }
      cursor = previous
    }
    return nil
  }

  /// Whether a word between two places cuts them off from one verb: another event, a verb of speech.
  private func isCut(_ token: Int) -> Bool {
    !view.classes(at: token).isDisjoint(with: .trigger.union([.speech, .relative, .subordinator]))
  }
}
