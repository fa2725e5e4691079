internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing

extension EventDraft {
  /// Whether a weak trigger has enough around it to be an event: a place of its own, and somebody who did or suffered.
  var hasSubstance: Bool {
    if killed != nil || injured != nil { return true }
    return isLocated
      && (isNoun && !isDefinite || actor != nil || target != nil || !weapons.isEmpty || kind != .attack)
  }
}

extension SentenceReading {
  /// *y*, *sur place*, *la ville*: the sentence points to a place told before.
  func pointsToScene() -> Bool {
    tokens.contains { token in
      let classes = view.classes(at: token)
      guard classes.contains(.scene) else { return false }
      return view.length(at: token) > 1 || view.isByteWord(token, "y")
    }
      || tokens.contains { isKnownTown($0) }
  }

  /// *la ville*, *le village* without a name behind it.
  func isKnownTown(_ token: Int) -> Bool {
    guard view.generic(at: token) == .settlement, !view.isPlural(token), let article = before(token),
      context.mention(at: token) == nil
    else { return false }
    // "du bourg" has its article inside.
    let classes = view.classes(at: article)
    guard
      classes.contains(.definite)
        || classes.contains(.of) && view.tokens[article].end - view.tokens[article].start == 2
          && !view.isByteWord(article, "de")
    else { return false }
    guard let next = after(token) else { return true }
    return !view.classes(at: next).contains(.of) && context.mention(at: next) == nil && !isApposition(next)
  }

  /// Whether a comma leads to a name: *la capitale, X*.
  func isApposition(_ comma: Int) -> Bool {
    view.isComma(comma) && comma + 1 < tokens.upperBound
      && (context.mention(at: comma + 1) != nil || view.tokens[comma + 1].shape == .capitalised)
  }

  /// A toll since the beginning, or of another time: *au total*, *la guerre a fait 30.000 morts*.
  func isTotal(_ report: CasualtyReport, kind: EventKind?) -> Bool {
    // The toll since its beginning is a disaster's news.
    let isDisaster = kind == .disaster
    let clause = clauseRange(of: report.token)
    for token in clause
    where !view.classes(at: token).isDisjoint(with: isDisaster ? .background : [.total, .background]) {
      return true
    }
    guard let anchor = context.anchor else { return false }
    // "une guerre qui avait coûté la vie à 30.000 personnes"
    let isBefore = (max(clause.lowerBound, report.token - 3)..<report.token).contains {
      isAuxiliary($0) && view.isImperfectAuxiliary($0) && view.isHave($0)
    }
    if isBefore, view.classes(at: clause.lowerBound).contains(.relative),
      !clause.contains(where: { context.time(at: $0) != nil })
    {
      return true
    }
    for token in clause {
      guard let time = context.time(at: token), let days = context.times[time].days else { continue }
      if isLongPast(days, from: anchor, kind: kind)
        || !isDisaster && days.end == nil && anchor.daysSince1970 - days.start.daysSince1970 > 10
      {
        return true
      }
    }
    return false
  }

  /// *L'écrivain est mort mardi à Paris*: one person, and nothing that killed.
  func isNaturalDeath(_ draft: EventDraft) -> Bool {
    guard draft.kind == .accident, draft.strength == 1, !draft.isNoun, draft.weapons.isEmpty,
      view.classes(at: draft.tokens.lowerBound).contains(.casualty), settingKind() == nil
    else { return false }
    return draft.killed?.best ?? 1 <= 1 && draft.injured == nil
  }

  /// *mort à Lima à 86 ans*: an age told with a death tells whose it was, not what killed.
  func isAgedDeath(_ draft: EventDraft) -> Bool {
    guard draft.strength == 1, draft.kind == .accident, !draft.isNoun, draft.killed?.best ?? 1 <= 1 else {
      return false
    }
    let end = draft.tokens.upperBound
    return (end..<max(end, min(tokens.upperBound - 2, end + 8))).contains {
      isRelation($0) && view.tokens[$0 + 1].kind == .number && view.isByteWord($0 + 2, "ans")
    }
  }

  /// A killing or wounding without place, doer or weapon is a toll, not an event of its own.
  func isOnlyToll(_ draft: EventDraft) -> Bool {
    draft.strength == 1 && draft.phrases.isEmpty && draft.actor == nil && draft.weapons.isEmpty
      && view.classes(at: draft.tokens.lowerBound).contains(.casualty)
  }

  /// One event for the triggers of a sentence that tell the same: *un attentat … a tué*.
  func combined(_ drafts: [EventDraft]) -> [EventDraft] {
    let refines = view.vocabulary.refines
    var result: [EventDraft] = []
    for draft in drafts {
      let isWeak = draft.strength == 1 && (draft.kind == .attack || draft.kind == .accident)
      if isWeak, draft.weapons.isEmpty { draft.hasGuessedKind = draft.actor == nil }
      // "tués par balle lors de heurts": the noun tells the event.
      if draft.kind == .attack && draft.actor == nil || draft.kind == .armedClash, !draft.isNoun,
        draft.strength == 2,
        draft.kind == .armedClash || view.classes(at: draft.tokens.lowerBound).contains(.casualty),
        drafts.contains(where: { other in
          other.isNoun && KindSet.clashes.union(.wars).contains(other.kind) && other.strength > 1
            && clause(of: other.tokens.lowerBound) == clause(of: draft.tokens.lowerBound)
        })
      {
        draft.strength = 1
      }
      guard
        let index = result.indices.reversed().first(where: {
          result[$0].isSameTelling(as: draft, refines: refines)
        })
      else {
        result.append(draft)
        continue
      }
      result[index].merge(draft, view)
    }
    // Arrests told beside a demonstration are part of it.
    if let street = result.firstIndex(where: {
      $0.kind == .peacefulProtest || $0.kind == .protestWithIntervention
    }),
      let arrests = result.firstIndex(where: { arrest in
        arrest.kind == .arrests
          && (arrest.phrases.isEmpty
            || arrest.phrases.contains { place in
              result[street].phrases.contains { $0.tokens == place.tokens }
            })
      })
    {
      result[street].kind = .protestWithIntervention
      result.remove(at: arrests)
    }
    return result
  }

  /// *8.000 personnes à X, 3.000 à Y, selon la préfecture*: crowds told by their number and place alone, after a
  /// demonstration.
  func crowds(_ parts: SentenceParts, after last: EventDraft?) -> [EventDraft] {
    guard let last, index - last.lastSentence <= 3 else { return [] }
    var drafts: [EventDraft] = []
    var token = tokens.lowerBound
    while token < tokens.upperBound {
      defer { token += view.length(at: token) }
      guard context.time(at: token) == nil, let count = count(at: token), !count.isArticle else { continue }
      guard count.best ?? count.low ?? 0 >= 30 else { continue }
      let end = count.tokens.upperBound
      let following = parts.phrases.first {
        $0.use == .locative && $0.relation == .at && $0.tokens.lowerBound >= end
      }
      let opening = parts.phrases.first {
        $0.use == .locative && $0.tokens.lowerBound <= tokens.lowerBound + 1
          || $0.use == .structure && $0.tokens.upperBound <= count.tokens.lowerBound && opensClause($0)
      }
      let near = following.flatMap { $0.tokens.lowerBound - end <= 5 ? $0 : nil }
      let isPeople = end..<min(tokens.upperBound, end + 4)
      let wasCounted = before(token).map { isAuxiliary($0) } ?? false
      let counts =
        wasCounted || isPeople.contains { view.classes(at: $0).contains(.people) }
        || !drafts.isEmpty && near != nil
      guard counts, let place = near ?? opening else { continue }
      guard !drafts.contains(where: { $0.phrases.first?.group == place.group }) else { continue }
      let draft = EventDraft(
        kind: .peacefulProtest, strength: 1, tokens: count.tokens, sentence: index, block: block,
        evidence: tokens)
      draft.isNoun = true
      draft.phrases = parts.phrases.filter { $0.group == place.group && !$0.isContainer }
      bindDate(draft, site: token, parts: parts, triggers: [])
      if !draft.hasOwnDate { draft.date = last.date }
      drafts.append(draft)
      token = max(token, end - 1)
    }
    return drafts
  }
}
