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
    // "cette ville thaïlandaise"
    let isNamed = context.mention(at: next).map { context.roles[$0] != .demonym } ?? false
    return !view.classes(at: next).contains(.of) && !isNamed && !isApposition(next)
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
      !clause.contains(where: { context.time(at: $0).map { context.times[$0].days != nil } ?? false })
    {
      return true
    }
    if !isDisaster, isBalance(clause) { return true }
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

  /// *plus de 200 morts depuis la chute du régime*, *en deux ans*: counted since something that has no day here, or over
  /// months and years.
  func isBalance(_ clause: Range<Int>) -> Bool {
    for token in clause {
      let next = token + view.length(at: token)
      if view.classes(at: token).contains(.total) { return true }
      if view.timeClass(at: token) == .since, next < tokens.upperBound, context.time(at: next) == nil,
        context.time(at: token) == nil,
        view.classes(at: next).contains(.definite) || view.isByteWord(next, "lors")
      {
        // "depuis le Liban", "depuis la colline": from where.
        let isPlace = (next..<min(tokens.upperBound, next + 4)).contains {
          context.mention(at: $0) != nil || view.generic(at: $0) != .none
            || !view.classes(at: $0).isDisjoint(with: [.ground, .setting])
        }
        if !isPlace { return true }
      }
      if view.isByteWord(token, "en"), next < tokens.upperBound, let time = context.time(at: next),
        context.times[time].kind == .duration, let days = CalendarReading.days(of: context.times[time].value),
        days >= 28
      {
        return true
      }
    }
    return false
  }

  /// Whether a toll's verb is in the pluperfect, and no day stands beside it.
  func isPluperfectToll(_ report: CasualtyReport) -> Bool {
    let clause = clauseRange(of: report.token)
    let isBefore = (max(clause.lowerBound, report.tokens.lowerBound - 4)..<report.token).contains {
      isAuxiliary($0) && view.isImperfectAuxiliary($0)
    }
    return isBefore
      && !clause.contains(where: { context.time(at: $0).map { context.times[$0].days != nil } ?? false })
  }

  /// *L'écrivain est mort mardi à Paris*: one person, and nothing that killed. Nobody drowns or is crushed of old age.
  func isNaturalDeath(_ draft: EventDraft) -> Bool {
    guard draft.kind == .accident, draft.strength == 1, !draft.isNoun, draft.weapons.isEmpty,
      view.classes(at: draft.tokens.lowerBound).contains(.casualty), settingKind() == nil,
      !isViolentDeath(draft.tokens.lowerBound)
    else { return false }
    return draft.killed?.best ?? 1 <= 1 && draft.injured == nil
  }

  /// *s'est noyée*, *a été électrocuté*: the verb of a clause that says what killed.
  private func isViolentDeath(_ verb: Int) -> Bool {
    guard let entry = view.entry(at: verb), entry.casualty >= 0, let group = verbGroup(at: verb) else {
      return false
    }
    return !group.isBare && view.vocabulary.casualties[Int(entry.casualty)].role == .target
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

  /// *ont été tués à X par un obus tombé sur le quartier de Y*: the same kind and day, and one place in the other.
  private func isNested(_ first: EventDraft, _ second: EventDraft) -> Bool {
    let refines = view.vocabulary.refines
    guard first.isCompatible(with: second, refines: refines), first.phrases.count == 1,
      second.phrases.count == 1,
      !second.hasOwnDate || !first.hasOwnDate || first.date == second.date,
      first.phrases[0].mention != nil, second.phrases[0].mention != nil
    else { return false }
    let (outer, inner) =
      first.phrases[0].level > second.phrases[0].level ? (first, second) : (second, first)
    let isWeak = first.strength == 1 || second.strength == 1
    return context.isInside(inner.phrases[0], outer.phrases[0])
      || isWeak && outer.phrases[0].level >= .province && inner.phrases[0].level <= .settlement
        && context.mayHold(outer.phrases[0], inner.phrases[0])
      || inner.phrases[0].isQuarter && !outer.phrases[0].isQuarter
  }

  /// The place that an event without one points to inside its sentence: with *y* the last one named before, else the
  /// town that opens the sentence as its subject (*X n'est pas tombée, dit l'armée, qui a repoussé un assaut*).
  func antecedentPlace(of draft: EventDraft) -> PlacePhrase? {
    let phrases = placePhrases().filter {
      $0.mention != nil && !$0.isContainer && $0.tokens.upperBound <= draft.tokens.lowerBound
        && $0.level <= .district
    }
    guard let last = phrases.last else { return nil }
    let start = clauseRange(of: draft.tokens.lowerBound).lowerBound
    let pointsBack = (start..<draft.tokens.lowerBound).contains { token in
      view.classes(at: token).contains(.scene) && view.isByteWord(token, "y")
    }
    var place = last
    if !pointsBack {
      guard let first = phrases.first, phrases.count == 1, first.use == .bare || first.use == .locative,
        opensClause(first), clause(of: first.tokens.lowerBound) == clause(of: tokens.lowerBound)
      else { return nil }
      place = first
    }
    if place.relation == .from || place.relation == .to || place.use == .elsewhere { return nil }
    place.relation = place.relation == .near ? .near : .at
    return place
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
      // "des vendeurs ont affronté la police ; un adolescent a été tué par balle"
      if draft.kind == .attack, draft.phrases.isEmpty, draft.actor == nil, !draft.hasOwnDate, !draft.isNoun,
        let clash = result.last(where: {
          KindSet.clashes.union(KindSet.wars).contains($0.kind) && $0.isLocated
        })
      {
        clash.killed = clash.killed ?? draft.killed
        continue
      }
      // What burns and is looted in the sentence of an attack is part of it.
      if draft.kind == .looting || draft.kind == .fire && !draft.isNoun,
        draft.phrases.isEmpty
          || result.contains(where: {
            $0.phrases.first?.tokens == draft.phrases.first?.tokens
          }),
        result.contains(where: {
          $0.kind == .attack && $0.strength > 1 || KindSet.wars.contains($0.kind)
            || $0.kind == .remoteExplosive
        })
      {
        continue
      }
      guard
        let index = result.indices.reversed().first(where: {
          result[$0].isSameTelling(as: draft, refines: refines) || isNested(result[$0], draft)
        })
      else {
        result.append(draft)
        continue
      }
      result[index].merge(draft, view)
    }
    // A bomb that was made safe has not gone off.
    if let safe = result.first(where: { $0.kind == .disruptedWeaponsUse }) {
      result.removeAll {
        $0.kind == .remoteExplosive && $0.isNoun && $0.killed == nil && $0.injured == nil
          && ($0.phrases.isEmpty || $0.phrases.first?.tokens == safe.phrases.first?.tokens
            || safe.phrases.isEmpty)
          && clause(of: $0.tokens.lowerBound) == clause(of: safe.tokens.lowerBound)
      }
    }
    // Arrests told beside a demonstration are part of it.
    if let street = result.firstIndex(where: { KindSet.crowds.contains($0.kind) }),
      let arrests = result.firstIndex(where: { arrest in
        arrest.kind == .arrests
          && (arrest.phrases.isEmpty
            || arrest.phrases.contains { place in
              result[street].phrases.contains { $0.tokens == place.tokens }
            })
      })
    {
      if result[street].kind == .peacefulProtest { result[street].kind = .protestWithIntervention }
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
