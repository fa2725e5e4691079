internal import Dispatches
internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing

/// What of a draft belongs to an event told before: elaborations, spoils, balances, riots.
extension IncidentReader {
  /// The violent event that one without a place of its own tells more of: the last one told, unless it has another day
  /// or another toll.
  func elaborated(by draft: EventDraft) -> EventDraft? {
    guard draft.phrases.isEmpty, !draft.isHeadline,
      KindSet.attacks.union(KindSet(.attack)).contains(draft.kind),
      draft.kind != .abduction, draft.kind != .looting,
      let last = drafts.last(where: { !$0.isHeadline }), last.isLocated,
      KindSet.attacks.union(KindSet(.attack)).contains(last.kind), draft.sentence - last.lastSentence <= 4
    else { return nil }
    if draft.hasOwnDate, last.hasOwnDate, let date = draft.date, let other = last.date, !date.overlaps(other)
    {
      return nil
    }
    if let actorSide = last.actor?.side, let otherSide = draft.actor?.side, actorSide != otherSide {
      return nil
    }
    return last
  }

  /// What attackers burn and loot where and when they attacked is part of it.
  func isSpoilOfRaid(_ draft: EventDraft) -> Bool {
    guard draft.kind == .looting || draft.kind == .fire, draft.killed == nil, !draft.isNoun,
      let last = drafts.last,
      last.kind == .attack || last.kind == .armedClash, draft.sentence - last.lastSentence <= 1,
      !draft.hasOwnDate || draft.date == last.date
    else { return false }
    return draft.phrases.isEmpty || draft.inheritsPlaces
      || draft.phrases.contains { phrase in last.phrases.contains { context.isSamePlace($0, phrase) } }
  }

  /// *Depuis fin février, 1.500 personnes ont été tuées*: what goes on for more than ten days and is told by its dead
  /// alone is a balance.
  func isBalance(_ draft: EventDraft) -> Bool {
    guard KindSet.striking.contains(draft.kind), let date = draft.date, date.end == nil,
      let anchor = context.anchor
    else { return false }
    return anchor.daysSince1970 - date.start.daysSince1970 > 10
  }

  /// *Dans la capitale, la police a tiré des gaz lacrymogènes*: of several places told together, one was different.
  func partsWith(_ draft: EventDraft, _ index: Int) -> Bool {
    let earlier = drafts[index]
    let named = draft.phrases.filter { $0.mention != nil }
    guard !draft.inheritsPlaces, !named.isEmpty, earlier.sentence != draft.sentence, !earlier.isHeadline,
      context.view.vocabulary.refines[Int(draft.kind.rawValue)].contains(earlier.kind)
    else { return false }
    let others = earlier.phrases.filter { phrase in !named.contains { context.isSamePlace($0, phrase) } }
    guard !others.isEmpty, others.count < earlier.phrases.count else { return false }
    earlier.phrases = others
    if draft.date == nil { draft.date = earlier.date }
    return true
  }

  /// The event that a draft took its places from, where it is of the same kind and day after all.
  func inheritedFrom(_ draft: EventDraft) -> EventDraft? {
    drafts.last { earlier in
      guard earlier.kind == draft.kind, draft.sentence - earlier.lastSentence <= 3,
        !(earlier.killed != nil && draft.killed != nil)
      else { return false }
      if let date = draft.date, let other = earlier.date, !date.overlaps(other) { return false }
      return draft.phrases.contains { phrase in
        earlier.phrases.contains { context.isSamePlace($0, phrase) }
      }
    }
  }

  func rememberTown(of draft: EventDraft) {
    if let town = draft.phrases.last(where: { $0.mention != nil && $0.level == .settlement }) {
      context.lastTown = town.mention
    }
  }

  /// What demonstrators burn and break is their riot's.
  func isRiot(_ draft: EventDraft) -> Bool {
    guard KindSet.riotous.contains(draft.kind), draft.strength <= 2,
      draft.killed == nil
    else { return false }
    return drafts.contains { earlier in
      KindSet.streets.contains(
        earlier.kind)
        && draft.sentence - earlier.lastSentence <= 2
    }
  }

  /// Arrests at a demonstration, and what the police used there, are part of it.
  mutating func belongsToProtest(_ draft: EventDraft, in sentence: SentenceReading) -> Bool {
    guard draft.kind == .arrests, let last = drafts.indices.last,
      draft.sentence - drafts[last].lastSentence <= 2,
      KindSet.crowds
        .contains(drafts[last].kind)
    else { return false }
    if !draft.isLocated {
      if opensElsewhere(draft, in: sentence) { return false }
    } else {
      let shares = draft.phrases.contains { phrase in
        drafts[last].phrases.contains { context.isSamePlace($0, phrase) }
      }
      guard shares else { return false }
    }
    if drafts[last].kind == .peacefulProtest { drafts[last].kind = .protestWithIntervention }
    drafts[last].killed = drafts[last].killed ?? draft.killed
    drafts[last].injured = drafts[last].injured ?? draft.injured
    drafts[last].lastSentence = draft.sentence
    return true
  }
}
