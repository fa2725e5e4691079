internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing

/// What a trigger's surroundings make of its event: another kind, a mere reference, or somebody's description.
extension SentenceReading {
  /// Whether a known event's noun only tells the time of something else, or is told in the pluperfect.
  func isReference(_ noun: Int) -> Bool {
    var cursor = noun
    for _ in 0..<3 {
      guard let previous = before(cursor) else { break }
      if view.timeClass(at: previous) == .since || view.isByteWord(previous, "après")
        || view.isByteWord(previous, "avant")
      {
        return true
      }
      guard !view.classes(at: previous).isDisjoint(with: [.definite, .indefinite]) else { break }
      cursor = previous
    }
    let clause = clauseRange(of: noun)
    let hasDay = clause.contains { token in
      context.time(at: token).map { index in
        context.times[index].days.map { days in
          context.anchor.map { !isLongPast(days, from: $0) } ?? true
        } ?? false
      } ?? false
    }
    return !hasDay
      && ((noun + 1)..<max(noun + 1, min(clause.upperBound, noun + 16))).contains {
        isAuxiliary($0) && view.isImperfectAuxiliary($0) && view.isHave($0)
      }
  }

  /// Kinds that who did it, or to whom, tells more exactly than the verb.
  func settleKind(_ draft: EventDraft, site: Site) {
    let trigger = view.vocabulary.triggers[site.index]
    // Only clashes and crowds: "se sont battus à l'arme lourde".
    if draft.kind == .mobViolence, !draft.weapons.isEmpty, trigger.frame == .mutual {
      draft.kind = .armedClash
    }
    // Boats and travellers that are stopped are no weapons: "ont intercepté une vedette".
    if draft.kind == .disruptedWeaponsUse, trigger.kindOfWeapon == draft.kind, draft.weapons.isEmpty,
      let group = site.group
    {
      let stopped =
        group.isPassive
        ? subjectRange(before: group.first) : objectRange(after: site.token + view.length(at: site.token))
      if let stopped {
        if people(in: stopped) != nil {
          draft.kind = .arrests
        } else if stopped.contains(where: { settingKind(at: $0) == .accident }),
          !stopped.contains(where: { view.classes(at: $0).contains(.of) })
        {
          // "un camion de munitions" is stopped for what it carries.
          draft.kind = .other
        }
      }
    }
    // Ten people and more are not expelled from a country, but from their homes.
    if draft.kind == .other, trigger.strength == 1, let target = draft.target,
      peopleClass(of: target) == .civilian, target.tokens.contains(where: { isLargeCount($0) })
    {
      draft.kind = .displacement
    }
    // What aircraft hit is hit from the air.
    if draft.kind == .shelling && trigger.strength <= 2 || draft.kind == .attack && trigger.strength <= 2,
      let actor = draft.actor, isAirborne(actor)
    {
      draft.kind = .airDroneStrike
    }
    if draft.kind == .arrests {
      // Students and travellers are captured by somebody else than the state.
      let isStates = draft.actor.map { peopleClass(of: $0) == .stateForce } ?? false
      if view.isCapture(site.token), !isStates, let target = draft.target,
        peopleClass(of: target) == .civilian
      {
        draft.kind = .abduction
      }
      // "la capture de deux avant-postes"
      let object = (site.token + 1)..<min(tokens.upperBound, site.token + 6)
      if view.isCapture(site.token),
        object.contains(where: { view.classes(at: $0).contains(.ground) || view.generic(at: $0).isSettlement }
        )
          || draft.phrases.contains(where: {
            $0.use == .bare && $0.mention != nil && $0.tokens.lowerBound >= draft.tokens.upperBound
          })
      {
        draft.kind = .nonStateActorOvertakesTerritory
      }
    }
    // Crowds that are driven off are no ground regained.
    if draft.kind == .governmentRegainsTerritory, trigger.strength == 2,
      draft.target.map({ [.civilian, .protester].contains(peopleClass(of: $0)) })
        ?? draft.weapons.contains(where: {
          view.vocabulary.weaponNames[Int($0)] == "gaz lacrymogène"
        })
    {
      draft.kind = .protestWithIntervention
    }
    // Forces that destroy have struck.
    if draft.kind == .disaster, trigger.strength == 1, site.group != nil, let actor = draft.actor,
      isForce(actor)
    {
      draft.kind = isAirborne(actor) ? .airDroneStrike : .attack
    }
  }

  /// *l'aviation*, *l'armée de l'air*, *des avions*: whoever acts from the air.
  private func isAirborne(_ party: PartyReading) -> Bool {
    var token = party.tokens.lowerBound
    while token < party.tokens.upperBound {
      if let entry = view.entry(at: token), entry.weapon >= 0,
        view.vocabulary.weapons[Int(entry.weapon)].kind == .airDroneStrike
      {
        return true
      }
      token += view.length(at: token)
    }
    return false
  }

  /// Whether a participle's noun completes another: *des mères d'élèves kidnappés*.
  func isOfComplement(_ participle: Int) -> Bool {
    guard let noun = antecedent(of: participle) else { return false }
    return !view.classes(at: noun.lowerBound).isDisjoint(with: [.of])
      || classes(before: noun.lowerBound).contains(.of)
      || noun.contains { view.classes(at: $0).contains(.of) && $0 < participle }
  }

  /// A time or place right behind the trigger.
  func hasOwnArgument(_ draft: EventDraft, behind end: Int) -> Bool {
    (end..<min(tokens.upperBound, end + 3)).contains { context.time(at: $0) != nil }
      || draft.phrases.contains { phrase in
        let start = phrase.tokens.lowerBound
        return start >= end && (end..<start).allSatisfy { context.time(at: $0) != nil || view.isAdverb($0) }
      }
  }
}
