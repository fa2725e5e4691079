internal import GazetteerIndex
internal import GeoTypes
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
    return gapped(drafts, parts: parts)
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

  /// The kinds of the nouns of events in a range.
  func kinds(in range: Range<Int>) -> [EventKind] {
    range.clamped(to: tokens).compactMap { token in
      view.entry(at: token).flatMap {
        $0.nounTrigger < 0 ? nil : view.vocabulary.triggers[Int($0.nounTrigger)].kind
      }
    }
  }

  private func event(_ site: Site, parts: SentenceParts, triggers: [Site]) -> EventDraft? {
    let trigger = view.vocabulary.triggers[site.index]
    guard
      factuality(of: site.token, group: site.group, attributions: parts.attributions, kind: trigger.kind)
        == .actual
    else {
      return nil
    }
    // "Le ministre, en visite à X, a dit": where the speaker is.
    if trigger.kind == .talks, site.group?.first == site.token,
      before(site.token).map({ view.isComma($0) }) ?? false
    {
      return nil
    }
    // "« C'est injuste », a protesté un ministre à X": words, not a march.
    if KindSet.marches.contains(trigger.kind), let group = site.group, !group.isBare,
      closesQuotation(group.first)
    {
      return nil
    }
    // "un éboulement a bloqué la route": only people block it in protest.
    if KindSet.marches.contains(trigger.kind), let group = site.group, !group.isBare,
      let subject = subjectRange(before: group.first),
      kinds(in: subject).contains(where: { KindSet.misfortunes.contains($0) })
    {
      return nil
    }
    // "une infirmière réfugiée à X": one person's lot.
    if trigger.kind == .displacement, site.group?.isBare == true, !view.isPlural(site.token) { return nil }
    // "selon des habitants réfugiés à X": who they are is no news.
    if site.group?.isBare == true,
      parts.attributions.contains(where: { attribution in
        attribution.frame.contains(site.token) && attribution.verb != site.token
      })
    {
      return nil
    }
    let end = site.token + view.length(at: site.token)
    let draft = EventDraft(
      kind: trigger.kind, strength: trigger.strength, tokens: site.token..<end, sentence: index, block: block,
      evidence: tokens)
    draft.isHeadline = isHeadline
    draft.isNoun = site.group == nil
    draft.isPressConditional = site.group?.isConditional ?? isInConditionalClause(site.token)
    if let weapon = trigger.weapon { draft.add(weapon: weapon) }
    // What falls (*s'abattre*) is not shot down.
    if site.group?.isReflexive == true, trigger.kindOfWeapon != nil { return nil }
    // "le métro s'est arrêté": nobody did it to anybody.
    if site.group?.isReflexive == true, trigger.frame == .actorTarget,
      !view.classes(at: site.token).contains(.casualty) || trigger.kind == .arrests
    {
      return nil
    }
    if let group = site.group {
      fillRoles(draft, verb: group, trigger: trigger, end: end)
    } else {
      draft.isDefinite = isDefinite(noun: site.token)
      // "en fuite depuis la collision", "trois jours après le déraillement"; "l'attaque lancée ce jour-là avait fait …"
      if draft.isDefinite, isReference(site.token) { return nil }
      fillRoles(draft, noun: site.token, trigger: trigger, end: end)
    }
    if draft.target == nil { draft.target = victims(among: parts.casualties, of: site.token) }
    if trigger.strength == 1, draft.weapons.isEmpty { findCause(draft, trigger: trigger) }
    for attribution in parts.attributions where attribution.scope.contains(site.token) {
      if let accused = attribution.accused { draft.actor = accused }
    }
    addOwnWeapons(to: draft, trigger: trigger)
    if trigger.needsWeapon, draft.weapons.isEmpty { return nil }
    // Whom an armed group captures, it abducts.
    if draft.kind == .arrests, let actor = draft.actor, peopleClass(of: actor) == .armedGroup {
      draft.kind = .abduction
    }
    // Only people flee and leave; planes and ministers travel.
    if draft.kind == .displacement, draft.strength == 1, !isOfCivilians(site) { return nil }
    if site.group == nil, isObjectOfInfinitive(site.token) { return nil }
    // "l'a retirée": only forces give up ground.
    if draft.kind == .nonViolentTransfer, draft.strength == 1, !isForce(draft.actor) { return nil }
    // "trois blessés, évacués par avion": the hurt are not displaced.
    if draft.kind == .displacement,
      (max(tokens.lowerBound, site.token - 8)..<site.token).contains(where: { token in
        view.entry(at: token).map {
          $0.casualty >= 0 && view.vocabulary.casualties[Int($0.casualty)].effect == .injured
        }
          ?? false
      })
    {
      return nil
    }
    draft.phrases = places(for: site, draft: draft, parts: parts, triggers: triggers)
    settleKind(draft, site: site)
    // "le convoi a été bloqué", "les bateaux affrontent des courants": only people march and fight.
    if let group = site.group, !group.isBare, draft.strength <= 2 {
      if KindSet.marches.contains(draft.kind), draft.strength == 1, group.isPassive, isOfTraffic(group) {
        return nil
      }
      if draft.kind == .armedClash, trigger.frame == .mutual, !group.isReflexive, !group.isPassive,
        !view.classes(at: site.token).contains(.phrase), !opposesPeople(group, behind: end)
      {
        return nil
      }
    }
    // "violer la trêve"
    if draft.kind == .sexualViolence, let group = site.group, !group.isPassive, draft.target == nil {
      return nil
    }
    // "des mères d'élèves kidnappés ont manifesté": who they are.
    if site.group?.isBare == true, !isHeadline, draft.kind == .abduction || draft.kind == .arrests,
      isOfComplement(site.token), !hasOwnArgument(draft, behind: end)
    {
      return nil
    }
    // "a pris le train à X"
    if draft.kind.isTerritorial, draft.strength == 1, let group = site.group, !group.isPassive,
      trigger.frame != .place, !isForce(draft.actor),
      !draft.phrases.contains(where: { $0.use == .bare && $0.tokens.lowerBound >= draft.tokens.upperBound })
    {
      return nil
    }
    guard !draft.kind.isTerritorial || holdsGround(draft, site: site) else { return nil }
    if draft.kind == .trial, draft.strength == 1, !hasSetting(of: draft.kind) { return nil }
    bindDate(draft, site: site.token, parts: parts, triggers: triggers.map(\.token))
    if let date = draft.date, let anchor = context.anchor {
      // What is told as known and was days ago is recalled; so is what only says who somebody is.
      let age = anchor.daysSince1970 - (date.end ?? date.start).daysSince1970
      let isRecalled = site.group == nil ? draft.isDefinite : site.group?.isBare == true
      if isRecalled, !isHeadline, draft.hasOwnDate, date.end != nil, age > 4, draft.kind != .disaster {
        return nil
      }
      if isLongPast(date, from: anchor, kind: draft.kind) { return nil }
      // What is told for a day to come has not happened.
      if date.start > anchor { return nil }
    }
    if site.group?.isPluperfect == true, !draft.hasOwnDate, !isReported(site.token, parts: parts),
      !clauseRange(of: site.token).contains(where: { isHoursAgo($0) })
    {
      return nil
    }
    attribute(draft, at: site.token, parts: parts)
    return draft
  }

  /// Whether a quotation ends right before a token, with or without a comma.
  private func closesQuotation(_ token: Int) -> Bool {
    guard let previous = before(token) else { return false }
    if view.isQuote(previous) { return true }
    return view.isComma(previous) && before(previous).map { view.isQuote($0) } ?? false
  }

  /// *Une tempête a fait deux morts parmi les vacanciers*: whom it hit.
  private func victims(among reports: [CasualtyReport], of site: Int) -> PartyReading? {
    for report in reports where clause(of: report.token) == clause(of: site) {
      let end = report.tokens.upperBound
      guard end < tokens.upperBound, view.isByteWord(end, "parmi") else { continue }
      let range = (end + 1)..<max(end + 1, nounPhraseEnd(from: end + 1))
      if let victims = people(in: range) { return victims }
    }
    return nil
  }

  /// *un convoi a été bloqué*, *des camions bloqués*: what is held up, not what is held shut.
  private func isOfTraffic(_ group: VerbGroup) -> Bool {
    guard let subject = subjectRange(before: group.first) else { return false }
    return subject.contains { token in
      view.isByteWord(token, "convoi") || view.isByteWord(token, "convois")
        || view.entry(at: token).map {
          $0.setting >= 0 && view.vocabulary.settings[Int($0.setting)] == .accident
        }
          ?? false
    }
  }

  /// *Une demi-heure auparavant*: a stretch of hours or minutes counted back from what is told.
  private func isHoursAgo(_ token: Int) -> Bool {
    guard let time = context.time(at: token), context.times[time].kind == .duration else { return false }
    return context.times[time].value.hasPrefix("PT")
  }

  /// Whether somebody states it: in reported speech (*X a affirmé que … avait été touché*) the pluperfect is the plain past.
  private func isReported(_ token: Int, parts: SentenceParts) -> Bool {
    parts.attributions.contains { attribution in
      attribution.speech == .say && attribution.verb < token && attribution.scope.contains(token)
    }
  }

  // MARK: - Definiteness and kinds

  /// Whether a noun is told as known: *l'attaque*, *ces combats*.
  func isDefinite(noun token: Int) -> Bool {
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

  func peopleClass(of party: PartyReading) -> PeopleClass {
    for token in tokens.clamped(to: party.tokens) {
      if let entry = view.entry(at: token), entry.classes.contains(.people) { return entry.people }
    }
    return .none
  }

  /// Whether a party is an armed force, or a name that stands for one's government.
  func isForce(_ party: PartyReading?) -> Bool {
    guard let party else { return false }
    return party.tokens.contains { token in
      if let mention = context.mention(at: token), context.roles[mention] == .metonym { return true }
      switch view.entry(at: token)?.people {
      case .stateForce, .armedGroup, .official: return true
      default: return party.side != nil
      }
    }
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

  /// Ground changes hands only where a place or positions are the verb's object (or its passive subject).
  private func holdsGround(_ draft: EventDraft, site: Site) -> Bool {
    if view.vocabulary.triggers[site.index].frame == .place {
      // "X est tombée": only a place as the subject.
      return draft.phrases.contains {
        $0.use == .bare && $0.tokens.upperBound <= site.token && $0.level <= .province
      }
    }
    if draft.strength > 1 { return true }
    // "repris ses tirs", "repris les combats"
    var next = site.token + view.length(at: site.token)
    while next < tokens.upperBound,
      context.time(at: next) != nil || view.isAdverb(next)
        || !view.classes(at: next).isDisjoint(with: [.definite, .relation])
    {
      next += 1
    }
    if next < tokens.upperBound, view.classes(at: next).contains(.noun) { return false }
    guard let group = site.group else {
      // "la prise de X", not "la prise de conscience"
      return draft.phrases.contains { $0.use == .object && $0.head == site.token && $0.level <= .province }
    }
    for phrase in draft.phrases {
      if phrase.use == .bare || phrase.mention == nil { return true }
      if phrase.use == .other, let head = phrase.head,
        view.classes(at: head).contains(.ground) || view.generic(at: head).isSettlement
      {
        return true
      }
      if phrase.tokens.lowerBound >= draft.tokens.upperBound, phrase.hasGeneric { return true }
    }
    let window =
      group.isPassive
      ? (subjectRange(before: group.first) ?? 0..<0)
      : draft.tokens.upperBound..<min(tokens.upperBound, draft.tokens.upperBound + 6)
    return window.contains { token in
      guard let entry = view.entry(at: token) else { return false }
      return entry.generic.isSettlement || entry.generic == .area || entry.classes.contains(.ground)
    }
  }

  private func hasSetting(of kind: EventKind) -> Bool {
    tokens.contains { token in
      guard let entry = view.entry(at: token), entry.setting >= 0 else { return false }
      return view.vocabulary.settings[Int(entry.setting)] == kind
    }
  }

  /// The weapons that the trigger's own words name; they are more exact than what its row says (*explosion d'une bombe*).
  private func addOwnWeapons(to draft: EventDraft, trigger: Trigger) {
    let own = view.weapons(in: draft.tokens)
    guard !own.isEmpty else { return }
    if let told = trigger.weapon, !own.contains(told) { draft.weapons.removeAll { $0 == told } }
    for weapon in own { draft.add(weapon: weapon) }
  }

  /// The kind that the nouns around a weak trigger hint at.
  func settingKind() -> EventKind? {
    for token in tokens {
      if let kind = settingKind(at: token) { return kind }
    }
    return nil
  }

  /// The kind that a noun hints at.
  func settingKind(at token: Int) -> EventKind? {
    guard let entry = view.entry(at: token), entry.setting >= 0 else { return nil }
    return view.vocabulary.settings[Int(entry.setting)]
  }

  private func isInConditionalClause(_ token: Int) -> Bool {
    let clause = clauseRange(of: token)
    return clause.contains { view.classes(at: $0).contains(.conditionalAuxiliary) }
  }

  // MARK: - Attribution

  func attribute(_ draft: EventDraft, at token: Int, parts: SentenceParts) {
    var best: Attribution?
    for attribution in parts.attributions where attribution.scope.contains(token) {
      switch attribution.speech {
      case .opine, .none: continue
      case .deny:
        if let claimant = attribution.claimant { draft.add(denier: claimant, view) }
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
    draft.add(claimant: claimant, view)
    if draft.actor == nil, draft.kind == .arrests || draft.kind == .disruptedWeaponsUse,
      peopleClass(of: claimant) == .stateForce
    {
      draft.actor = claimant
    }
    if best.speech == .claim { draft.actor = draft.actor ?? claimant }
  }
}
