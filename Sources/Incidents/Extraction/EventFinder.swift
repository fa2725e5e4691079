internal import GazetteerIndex
internal import Geoparsing

/// What a sentence holds besides its triggers.
struct SentenceParts {
  var attributions: [Attribution]
  var phrases: [PlacePhrase]
  var casualties: [CasualtyReport]
}

extension SentenceReading {
  /// The events that a sentence tells, in text order, before they are compared with those told before.
  func events(_ parts: SentenceParts) -> [EventDraft] {
    var drafts: [EventDraft] = []
    let triggers = triggerTokens()
    for trigger in triggers {
      guard let draft = event(trigger, parts: parts, triggers: triggers) else { continue }
      drafts.append(draft)
    }
    return drafts
  }

  /// A trigger where it stands.
  struct Site {
    var token: Int
    var index: Int
    var group: VerbGroup?
  }

  private func triggerTokens() -> [Site] {
    var sites: [Site] = []
    var token = tokens.lowerBound
    while token < tokens.upperBound {
      defer { token += view.length(at: token) }
      guard let entry = view.entry(at: token), !entry.classes.isDisjoint(with: .trigger) else { continue }
      if context.mention(at: token) != nil || context.entityAt[token] >= 0 { continue }
      if entry.verbTrigger >= 0, let group = verbGroup(at: token) {
        sites.append(Site(token: token, index: Int(entry.verbTrigger), group: group))
      } else if entry.nounTrigger >= 0 {
        sites.append(Site(token: token, index: Int(entry.nounTrigger), group: nil))
      }
    }
    return sites
  }

  private func event(_ site: Site, parts: SentenceParts, triggers: [Site]) -> EventDraft? {
    let trigger = view.vocabulary.triggers[site.index]
    guard factuality(of: site.token, group: site.group, attributions: parts.attributions) == .actual else {
      return nil
    }
    let end = site.token + view.length(at: site.token)
    var draft = EventDraft(
      kind: trigger.kind, strength: trigger.strength, tokens: site.token..<end, sentence: index, block: block,
      evidence: tokens)
    draft.isHeadline = isHeadline
    draft.isNoun = site.group == nil
    draft.isPressConditional = site.group?.isConditional ?? isInConditionalClause(site.token)
    draft.add(weapon: trigger.weapon)
    // What falls (*s'abattre*) is not shot down.
    if site.group?.isReflexive == true, trigger.kindOfWeapon != nil { return nil }
    if let group = site.group {
      fillRoles(&draft, verb: group, trigger: trigger, end: end)
    } else {
      draft.isDefinite = isDefinite(noun: site.token)
      fillRoles(&draft, noun: site.token, trigger: trigger, end: end)
    }
    if trigger.strength == 1, draft.weapons.isEmpty { findCause(&draft, trigger: trigger) }
    for attribution in parts.attributions where attribution.scope.contains(site.token) {
      if let accused = attribution.accused { draft.actor = accused }
    }
    // Whom an armed group captures, it abducts.
    if draft.kind == "arrests", let actor = draft.actor, peopleClass(of: actor) == .armedGroup {
      draft.kind = "abduction"
    }
    // Only people flee and leave; planes and ministers travel.
    if draft.kind == "displacement", draft.strength == 1, !isOfCivilians(site) { return nil }
    if site.group == nil, isObjectOfInfinitive(site.token) { return nil }
    draft.phrases = places(for: site, draft: draft, parts: parts, triggers: triggers)
    guard isTerritorial(draft.kind) == false || holdsGround(draft, site: site) else { return nil }
    if draft.kind.rawValue == "trial", draft.strength == 1, !hasSetting(of: draft.kind) { return nil }
    bindDate(&draft, site: site.token, parts: parts, triggers: triggers.map(\.token))
    if let date = draft.date, let anchor = context.anchor {
      if isLongPast(date, from: anchor) { return nil }
      // What is told for a day to come has not happened.
      if date.start > anchor { return nil }
    }
    if site.group?.isPluperfect == true, !draft.hasOwnDate { return nil }
    attribute(&draft, at: site.token, parts: parts)
    return draft
  }

  // MARK: - Definiteness and kinds

  /// Whether a noun is told as known: *l'attaque*, *ces combats*.
  private func isDefinite(noun token: Int) -> Bool {
    var cursor = token
    for _ in 0..<3 {
      guard let previous = before(cursor), view.tokens[previous].kind == .word else { return false }
      let classes = view.classes(at: previous)
      if classes.contains(.definite) { return true }
      if !classes.isDisjoint(with: [.indefinite, .numeral, .some]) { return false }
      if classes.contains(.of) {
        // "du bombardement" has its article inside; "de combats" has none.
        return view.tokens[previous].end - view.tokens[previous].start > 2
      }
      guard view.tokens[previous].shape == .lower, classes.isDisjoint(with: [.relation, .by, .coordinator])
      else { return false }
      cursor = previous
    }
    return false
  }

  private func peopleClass(of party: Party) -> PeopleClass {
    for token in tokens where party.range.contains(Int(view.tokens[token].start)) {
      if let entry = view.entry(at: token), entry.classes.contains(.people) { return entry.people }
    }
    return .none
  }

  private func isOfCivilians(_ site: Site) -> Bool {
    guard let group = site.group, let subject = subjectRange(before: group.first) else { return false }
    return subject.contains { view.entry(at: $0)?.people == .civilian }
  }

  /// *pour lancer une offensive*, *décidé de geler les négociations*: what an infinitive acts on has not happened.
  private func isObjectOfInfinitive(_ token: Int) -> Bool {
    var cursor = token
    for _ in 0..<5 {
      guard let previous = before(cursor), view.tokens[previous].kind == .word else { return false }
      if isAuxiliary(previous) || view.endsAsParticiple(previous) { return false }
      if view.looksInfinitive(previous) {
        let opening = classes(before: previous)
        return !opening.isDisjoint(with: [.of, .relation, .possibility, .wish, .future, .futureAuxiliary])
          || before(previous).map { view.isByteWord($0, "pour") || view.isByteWord($0, "sans") } ?? false
      }
      cursor = previous
    }
    return false
  }

  private func isTerritorial(_ kind: IncidentKind) -> Bool {
    kind.rawValue.hasSuffix("_territory")
  }

  /// Ground changes hands only where a place or positions are the verb's object (or its passive subject).
  private func holdsGround(_ draft: EventDraft, site: Site) -> Bool {
    if draft.strength > 1 { return true }
    guard let group = site.group else { return draft.isLocated }
    for phrase in draft.phrases {
      if phrase.use == .bare || phrase.mention == nil { return true }
      if phrase.use == .other, phrase.hasGeneric { return true }
      if phrase.tokens.lowerBound >= draft.tokens.upperBound, phrase.hasGeneric { return true }
    }
    let window =
      group.isPassive
      ? (subjectRange(before: group.first) ?? 0..<0)
      : draft.tokens.upperBound..<min(tokens.upperBound, draft.tokens.upperBound + 6)
    return window.contains { token in
      guard let entry = view.entry(at: token) else { return false }
      return entry.generic == .settlement || entry.generic == .area || entry.classes.contains(.ground)
    }
  }

  private func hasSetting(of kind: IncidentKind) -> Bool {
    tokens.contains { token in
      guard let entry = view.entry(at: token), entry.setting >= 0 else { return false }
      return view.vocabulary.settings[Int(entry.setting)] == kind
    }
  }

  /// The kind that the nouns around a weak trigger hint at.
  func settingKind() -> IncidentKind? {
    for token in tokens {
      if let entry = view.entry(at: token), entry.setting >= 0 {
        return view.vocabulary.settings[Int(entry.setting)]
      }
    }
    return nil
  }

  private func isInConditionalClause(_ token: Int) -> Bool {
    let clause = clauseRange(of: token)
    return clause.contains { view.classes(at: $0).contains(.conditionalAuxiliary) }
  }

  // MARK: - Who did it to whom, and with what

  private func fillRoles(_ draft: inout EventDraft, verb group: VerbGroup, trigger: Trigger, end: Int) {
    let subject = group.isBare ? antecedent(of: group.first) : subjectRange(before: group.first)
    if group.isPassive, trigger.frame == .actorTarget || trigger.frame == .target || trigger.frame == .actor {
      if let agent = agent(after: end) { fillActor(&draft, from: agent, trigger: trigger) }
      if let subject {
        if isWeaponOnly(subject) {
          if let kind = trigger.kindOfWeapon { draft.kind = kind }
          addWeapons(&draft, in: subject, refine: trigger.kindOfWeapon == nil, trigger: trigger)
        }
        draft.target = people(in: subject)
      }
      return
    }
    switch trigger.frame {
    case .actorTarget, .actor, .ofActor, .ofEither, .ofTarget:
      if let subject {
        if draft.kind == "displacement", trigger.frame == .actor {
          draft.target = people(in: subject)
        } else {
          fillActor(&draft, from: subject, trigger: trigger)
        }
      }
      let object = objectRange(after: end)
      if trigger.frame == .actorTarget, let object {
        if isWeaponOnly(object) {
          if let kind = trigger.kindOfWeapon { draft.kind = kind }
          addWeapons(&draft, in: object, refine: trigger.kindOfWeapon == nil, trigger: trigger)
        }
        draft.target = people(in: object)
      }
    case .target:
      if let subject {
        draft.target = people(in: subject)
        addWeapons(&draft, in: subject, refine: true, trigger: trigger)
      }
    case .mutual, .none:
      if let subject { addWeapons(&draft, in: subject, refine: true, trigger: trigger) }
    }
    addWeapons(&draft, in: weaponWindow(after: end), refine: true, trigger: trigger)
  }

  private func fillRoles(_ draft: inout EventDraft, noun token: Int, trigger: Trigger, end: Int) {
    if let agent = agent(after: end) { fillActor(&draft, from: agent, trigger: trigger) }
    if end < tokens.upperBound {
      // "frappes russes", "l'offensive turque"
      var next = end
      if draft.actor == nil, trigger.frame != .mutual, trigger.frame != .none {
        while next < tokens.upperBound, next < end + 2 {
          if let mention = context.mention(at: next), context.reading.mentions[mention].role == .demonym {
            draft.actor = context.party(next..<(next + 1))
            break
          }
          guard view.tokens[next].kind == .word, view.tokens[next].shape == .lower,
            view.classes(at: next).isEmpty
          else { break }
          next += 1
        }
      }
      if view.classes(at: end).contains(.of) {
        let complement = (end + view.length(at: end))..<nounPhraseEnd(from: end + view.length(at: end))
        if !complement.isEmpty {
          switch trigger.frame {
          case .ofActor where draft.actor == nil: fillActor(&draft, from: complement, trigger: trigger)
          case .ofEither where draft.actor == nil:
            if people(in: complement, classes: [.armedGroup, .stateForce]) != nil {
              fillActor(&draft, from: complement, trigger: trigger)
            }
          case .ofTarget: draft.target = people(in: complement)
          default: break
          }
          addWeapons(&draft, in: complement, refine: true, trigger: trigger)
        }
      }
    }
    addWeapons(&draft, in: weaponWindow(after: end), refine: true, trigger: trigger)
    guard draft.actor == nil, trigger.frame != .none, trigger.frame != .mutual,
      let auxiliary = activeAuxiliary(before: token), let subject = subjectRange(before: auxiliary),
      people(in: subject, classes: [.armedGroup, .stateForce]) != nil || isMetonym(subject)
    else { return }
    draft.actor = context.party(subject)
  }

  /// The auxiliary of an active verb, not one of speech, before a noun in its clause.
  private func activeAuxiliary(before token: Int) -> Int? {
    var cursor = token
    while let previous = before(cursor), clause(of: previous) == clause(of: token) {
      let classes = view.classes(at: previous)
      if !classes.isDisjoint(with: [.speech, .casualty, .according]) || view.isComma(previous) { return nil }
      if isAuxiliary(previous) { return view.isBe(previous) ? nil : previous }
      cursor = previous
    }
    return nil
  }

  private func fillActor(_ draft: inout EventDraft, from range: Range<Int>, trigger: Trigger) {
    addWeapons(&draft, in: range, refine: true, trigger: trigger)
    if people(in: range) != nil || isMetonym(range) {
      draft.actor = context.party(range)
    } else {
      // "un drone ukrainien": the adjective says whose.
      for token in range {
        if let mention = context.mention(at: token), context.reading.mentions[mention].role == .demonym {
          draft.actor = context.party(token..<(token + 1))
          return
        }
      }
    }
  }

  /// *, éventré par deux missiles russes*: what killed may hang on another participle.
  private func findCause(_ draft: inout EventDraft, trigger: Trigger) {
    for token in tokens where view.classes(at: token).contains(.by) {
      let first = token + view.length(at: token)
      guard first < tokens.upperBound else { return }
      let cause = first..<max(first, nounPhraseEnd(from: first))
      if cause.contains(where: { (view.entry(at: $0)?.weapon ?? -1) >= 0 }) {
        fillActor(&draft, from: cause, trigger: trigger)
        return
      }
    }
  }

  private func isMetonym(_ range: Range<Int>) -> Bool {
    guard let first = range.first(where: { context.mention(at: $0) != nil }),
      let mention = context.mention(at: first)
    else { return false }
    let role = context.reading.mentions[mention].role
    if role == .metonym { return true }
    // "les Russes": a people.
    return role == .demonym && view.tokens[first].shape != .lower
  }

  /// A range as a party, where its noun is one of people (of some classes) or a person's name.
  private func people(in range: Range<Int>, classes: Set<PeopleClass>? = nil) -> Party? {
    for token in range {
      if let entry = view.entry(at: token), entry.classes.contains(.people) {
        if let classes, !classes.contains(entry.people) { return nil }
        return context.party(range)
      }
      if classes == nil, context.isPerson(token) { return context.party(range) }
      if view.classes(at: token).contains(.of), token > range.lowerBound { return nil }
    }
    return nil
  }

  /// The noun phrase right behind a verb, past times and adverbs.
  private func objectRange(after end: Int) -> Range<Int>? {
    var start = end
    while start < tokens.upperBound, context.time(at: start) != nil || view.isAdverb(start) { start += 1 }
    // "abattu au cours de la nuit vingt drones": past a time with its preposition.
    if start < tokens.upperBound, isRelation(start) || view.classes(at: start).contains(.definite),
      let time = (start..<min(tokens.upperBound, start + 6)).first(where: { context.time(at: $0) != nil })
    {
      start = time
      while start < tokens.upperBound, context.time(at: start) != nil { start += 1 }
    }
    guard start < tokens.upperBound, view.tokens[start].kind != .punctuation, !isRelation(start) else {
      return nil
    }
    let end = nounPhraseEnd(from: start)
    return end > start ? start..<end : nil
  }

  private func isWeaponOnly(_ range: Range<Int>) -> Bool {
    var found = false
    for token in range {
      guard let entry = view.entry(at: token) else { continue }
      if entry.classes.contains(.people) { return false }
      if entry.weapon >= 0, let kind = view.vocabulary.weapons[Int(entry.weapon)].kind,
        ["air_drone_strike", "shelling"].contains(kind.rawValue)
      {
        found = true
      }
    }
    return found
  }

  /// The words behind a trigger that may name its weapon: up to a sign, a joint or *pour*.
  private func weaponWindow(after start: Int) -> Range<Int> {
    var end = start
    while end < tokens.upperBound, end - start < 10 {
      let classes = view.classes(at: end)
      if view.tokens[end].kind == .punctuation, !view.isHyphen(end) { break }
      if view.isJoint(end) || isAuxiliary(end) || view.isByteWord(end, "pour") { break }
      // Another trigger has weapons of its own.
      if !classes.isDisjoint(with: .trigger), classes.isDisjoint(with: .weapon), end > start + 1 { break }
      end += 1
    }
    return start..<end
  }

  private func addWeapons(_ draft: inout EventDraft, in range: Range<Int>, refine: Bool, trigger: Trigger) {
    var token = range.lowerBound
    while token < range.upperBound {
      if let entry = view.entry(at: token), entry.weapon >= 0 {
        let weapon = view.vocabulary.weapons[Int(entry.weapon)]
        draft.add(weapon: weapon.name)
        if refine, let kind = weapon.kind, kind != draft.kind {
          self.refine(&draft, to: kind, trigger: trigger)
        }
      }
      token += view.length(at: token)
    }
  }

  /// A weapon tells an attack, a strike or an explosion more exactly.
  private func refine(_ draft: inout EventDraft, to kind: IncidentKind, trigger: Trigger) {
    let own = draft.kind.rawValue
    let isStrike =
      own == "air_drone_strike" && trigger.strength <= 2 || own == "shelling" && trigger.strength == 2
    let isAttack = own == "attack" && trigger.strength <= 2
    let isExplosion = own == "accident" && trigger.strength == 1
    switch kind.rawValue {
    case "shelling", "chemical_weapon":
      if isStrike || isAttack || isExplosion { draft.kind = kind }
    case "air_drone_strike": if isStrike || isAttack { draft.kind = kind }
    default:
      if isAttack || isExplosion { draft.kind = kind }
    }
  }

  // MARK: - Attribution

  private func attribute(_ draft: inout EventDraft, at token: Int, parts: SentenceParts) {
    var best: Attribution?
    for attribution in parts.attributions where attribution.scope.contains(token) {
      switch attribution.speech {
      case .opine, .none: continue
      case .deny:
        if let claimant = attribution.claimant { draft.add(denier: claimant) }
        continue
      default: break
      }
      if attribution.isWitness {
        draft.isWitnessed = true
        continue
      }
      guard attribution.claimant != nil else { continue }
      // The nearest verb of speech before the event, else the nearest behind it.
      if let chosen = best {
        let isBefore = attribution.verb < token
        let chosenBefore = chosen.verb < token
        if isBefore != chosenBefore ? isBefore : abs(attribution.verb - token) < abs(chosen.verb - token) {
          best = attribution
        }
      } else {
        best = attribution
      }
    }
    guard let best, let claimant = best.claimant else { return }
    draft.add(claimant: claimant)
    if draft.actor == nil, draft.kind == "arrests" || draft.kind == "disrupted_weapons_use",
      peopleClass(of: claimant) == .stateForce
    {
      draft.actor = claimant
    }
    if best.speech == .claim { draft.actor = draft.actor ?? claimant }
  }
}

extension IncidentKind: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(rawValue: value) }
}
