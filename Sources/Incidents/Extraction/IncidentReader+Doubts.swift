internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing

/// What was told too loosely to count as it stands. The rules and what each was worth: `Tests/Corpus/README.md`.
extension IncidentReader {
  mutating func settleDoubts() {
    let told = drafts
    drafts = told.filter { !isElaboration($0, of: told) }
    for draft in drafts where draft.phrases.isEmpty && !draft.isHeadline { locate(draft) }
    let all = drafts
    drafts = all.filter { draft in
      if draft.phrases.isEmpty { return draft.actor != nil && !draft.claimants.isEmpty }
      return !isOnlyCountry(draft, among: all) && !isToldFiner(draft, among: all)
    }
  }

  /// What a word of several meanings tells of a place that comes from an earlier sentence, and where something happened by
  /// that sentence, tells more of that.
  private func isElaboration(_ draft: EventDraft, of drafts: [EventDraft]) -> Bool {
    guard draft.inheritsPlaces, draft.strength < 3 else { return false }
    return drafts.contains { other in
      other !== draft && !other.inheritsPlaces && other.sentence < draft.sentence
        && draft.phrases.contains { phrase in
          phrase.mention != nil && other.phrases.contains { $0.mention == phrase.mention }
        }
    }
  }

  /// What nothing ties to a place is at the place named nearest to it in its sentence, if anywhere.
  private func locate(_ draft: EventDraft) {
    let sentence = SentenceReading(context, sentence: draft.sentence)
    let site = draft.tokens.lowerBound
    let nearest = sentence.placePhrases().filter { $0.mention != nil }.min {
      abs($0.tokens.lowerBound - site) < abs($1.tokens.lowerBound - site)
    }
    guard var nearest else { return }
    nearest.relation = .at
    nearest.part = nil
    draft.phrases = [nearest]
    draft.inheritsPlaces = true
  }

  /// Beside events that are told of finer places, one told of a country alone is background; with a day or a toll of its own,
  /// only where an event of the kind and day lies in that country, whose frame it is.
  private func isOnlyCountry(_ draft: EventDraft, among drafts: [EventDraft]) -> Bool {
    func isCoarse(_ draft: EventDraft) -> Bool {
      draft.phrases.allSatisfy { $0.mention != nil && $0.level == .country && $0.part == nil }
    }
    guard isCoarse(draft) else { return false }
    let hasSubstance = draft.killed != nil || draft.injured != nil || draft.hasOwnDate
    return drafts.contains { other in
      guard other.isLocated, !isCoarse(other) else { return false }
      guard hasSubstance else { return true }
      if let date = draft.date, let theirs = other.date, !date.overlaps(theirs) { return false }
      return draft.isCompatible(with: other, refines: context.view.vocabulary.refines)
        && other.phrases.contains { finer in draft.phrases.contains { context.isInside(finer, $0) } }
    }
  }

  /// Whether another event of the place and day says more exactly what it was.
  private func isToldFiner(_ draft: EventDraft, among drafts: [EventDraft]) -> Bool {
    let refines = context.view.vocabulary.refines
    return drafts.contains { other in
      other !== draft && other.date == draft.date
        && refines[Int(other.kind.rawValue)].contains(draft.kind)
        && draft.phrases.contains { phrase in
          phrase.mention != nil && other.phrases.contains { context.isSamePlace($0, phrase) }
        }
    }
  }

  /// The first day told by the nearest of the three sentences before that tells one, for what tells none: a later one in it
  /// (*après une rencontre la veille*) explains what it stands beside.
  func storyDay(before draft: EventDraft) -> DateInterval? {
    func day(_ time: TimeExpression) -> CalendarDate? {
      guard time.kind == .date || time.kind == .time, let days = time.days, days.precision == .day,
        let anchor = context.anchor, days.start <= anchor
      else { return nil }
      return days.start
    }
    // Who accuses somebody of what is not said when speaks of the day.
    guard draft.claimants.isEmpty || draft.actor == nil else { return nil }
    let sentences = context.view.document.sentences
    let own = context.times(in: sentences[draft.sentence].tokens)
    guard own.allSatisfy({ day(context.times[$0]) == nil }) else { return nil }
    for index in stride(from: draft.sentence - 1, through: max(0, draft.sentence - 3), by: -1) {
      let told = context.times(in: sentences[index].tokens).compactMap { day(context.times[$0]) }
      if let first = told.first { return DateInterval(start: first, end: first, precision: .day) }
    }
    return nil
  }
}
