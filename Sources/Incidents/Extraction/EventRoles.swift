internal import GazetteerIndex
internal import Geoparsing

/// Who did it to whom, and with what.
extension SentenceReading {
  func fillRoles(_ draft: EventDraft, verb group: VerbGroup, trigger: Trigger, end: Int) {
    var subject = group.isBare ? antecedent(of: group.first) : subjectRange(before: group.first)
    // "78 drones, dont 61 ont été abattus": what the count is part of.
    if let part = subject, let relative = before(part.lowerBound), view.isByteWord(relative, "dont"),
      part.allSatisfy({ view.tokens[$0].kind == .number || !view.classes(at: $0).isDisjoint(with: .numeral) })
    {
      subject = antecedent(of: relative) ?? subject
    }
    if group.isPassive, trigger.frame == .actorTarget || trigger.frame == .target || trigger.frame == .actor {
      if let agent = agent(after: end) { fillActor(draft, from: agent, trigger: trigger) }
      if let subject {
        if isWeaponOnly(subject) {
          if let kind = trigger.kindOfWeapon { draft.kind = kind }
          addWeapons(draft, in: subject, refine: trigger.kindOfWeapon == nil, trigger: trigger)
        }
        draft.target = people(in: subject)
      }
      return
    }
    switch trigger.frame {
    case .actorTarget, .actor, .ofActor, .ofEither, .ofTarget:
      if let subject {
        if draft.kind == .displacement, trigger.frame == .actor {
          draft.target = people(in: subject)
        } else {
          fillActor(draft, from: subject, trigger: trigger)
        }
      }
      let object = objectRange(after: end)
      if trigger.frame == .actorTarget, let object {
        if isWeaponOnly(object) {
          if let kind = trigger.kindOfWeapon { draft.kind = kind }
          addWeapons(draft, in: object, refine: trigger.kindOfWeapon == nil, trigger: trigger)
        }
        draft.target = people(in: object)
      }
    case .target:
      if let subject {
        draft.target = people(in: subject)
        addWeapons(draft, in: subject, refine: true, trigger: trigger)
      }
      // "la crue a emporté six campeurs", "l'association a relogé vingt familles"
      if !group.isBare, !group.isReflexive, let object = objectRange(after: end).flatMap({ people(in: $0) }) {
        draft.actor = draft.actor ?? draft.target
        draft.target = object
      }
    case .place: return
    case .mutual, .none:
      if let subject { addWeapons(draft, in: subject, refine: true, trigger: trigger) }
    }
    addWeapons(draft, in: weaponWindow(after: end), refine: true, trigger: trigger)
  }

  func fillRoles(_ draft: EventDraft, noun token: Int, trigger: Trigger, end: Int) {
    if let agent = agent(after: end) { fillActor(draft, from: agent, trigger: trigger) }
    if end < tokens.upperBound {
      // "frappes russes", "l'offensive turque"
      var next = end
      if draft.actor == nil, trigger.frame != .mutual, trigger.frame != .none {
        while next < tokens.upperBound, next < end + 2 {
          if let mention = context.mention(at: next), context.roles[mention] == .demonym {
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
          case .ofActor where draft.actor == nil: fillActor(draft, from: complement, trigger: trigger)
          case .ofEither where draft.actor == nil:
            // "tués dans l'attaque d'un convoi militaire" is on it, "une attaque des rebelles" is theirs.
            if isDefinite(noun: token), view.classes(at: complement.lowerBound).contains(.indefinite) {
              draft.target = people(in: complement)
            } else if people(in: complement, onlyForces: true) != nil {
              fillActor(draft, from: complement, trigger: trigger)
            }
          case .ofTarget: draft.target = people(in: complement)
          default: break
          }
          addWeapons(draft, in: complement, refine: true, trigger: trigger)
        }
      }
    }
    addWeapons(draft, in: weaponWindow(after: end), refine: true, trigger: trigger)
    guard draft.actor == nil, trigger.frame != .none, trigger.frame != .mutual,
      let auxiliary = activeAuxiliary(before: token), let subject = subjectRange(before: auxiliary),
      people(in: subject, onlyForces: true) != nil || isMetonym(subject)
    else { return }
    draft.actor = context.party(subject)
  }

  /// Whether a verb's subject or object is somebody: people, a name that stands for them, an organisation.
  func opposesPeople(_ group: VerbGroup, behind end: Int) -> Bool {
    [subjectRange(before: group.first), objectRange(after: end)].compactMap(\.self).contains { range in
      range.contains { token in
        view.classes(at: token).contains(.people) || context.isPerson(token) || context.isOrganisation(token)
      } || isMetonym(range)
    }
  }

  /// The auxiliary of an active verb, not one of speech, before a noun in its clause.
  private func activeAuxiliary(before token: Int) -> Int? {
    var cursor = token
    while let previous = before(cursor), clause(of: previous) == clause(of: token) {
      let classes = view.classes(at: previous)
      if !classes.isDisjoint(with: [.casualty, .according]) || view.isComma(previous) { return nil }
      // "a lancé une attaque": verbs of speech only behind a quotation.
      if classes.contains(.speech), view.entry(at: previous)?.speech != .quote { return nil }
      if isAuxiliary(previous) { return view.isBe(previous) ? nil : previous }
      cursor = previous
    }
    return nil
  }

  private func fillActor(_ draft: EventDraft, from range: Range<Int>, trigger: Trigger) {
    addWeapons(draft, in: range, refine: true, trigger: trigger)
    if people(in: range) != nil || isMetonym(range) || context.isOrganisation(range.lowerBound)
      || range.count > 1 && context.isOrganisation(range.lowerBound + 1)
    {
      draft.actor = context.party(range)
    } else {
      // "un drone ukrainien": the adjective says whose; "la frontière libanaise" is a place.
      for token in range where before(token).map({ view.generic(at: $0) == .none }) ?? true {
        if let mention = context.mention(at: token), context.roles[mention] == .demonym {
          draft.actor = context.party(token..<(token + 1))
          return
        }
      }
    }
  }

  /// *, éventré par deux missiles russes*: what killed may hang on another participle.
  func findCause(_ draft: EventDraft, trigger: Trigger) {
    for token in tokens where view.classes(at: token).contains(.by) {
      let first = token + view.length(at: token)
      guard first < tokens.upperBound else { return }
      let cause = first..<max(first, nounPhraseEnd(from: first))
      if cause.contains(where: { (view.entry(at: $0)?.weapon ?? -1) >= 0 }) {
        fillActor(draft, from: cause, trigger: trigger)
        return
      }
    }
  }

  private func isMetonym(_ range: Range<Int>) -> Bool {
    guard let first = range.first(where: { context.mention(at: $0) != nil }),
      let mention = context.mention(at: first)
    else { return false }
    let role = context.roles[mention]
    if role == .metonym { return true }
    // "les Russes": a people.
    return role == .demonym && view.tokens[first].shape != .lower
  }

  /// A range as a party, where its noun is one of people (of armed forces only, if asked) or a person's name.
  func people(in range: Range<Int>, onlyForces: Bool = false) -> PartyReading? {
    for token in range {
      if let entry = view.entry(at: token), entry.classes.contains(.people), entry.people != .toll {
        if onlyForces, entry.people != .armedGroup, entry.people != .stateForce { return nil }
        return context.party(range)
      }
      if !onlyForces, context.isPerson(token) { return context.party(range) }
      // "une trentaine d'étudiants", but not "le maire de la ville"
      if view.classes(at: token).contains(.of), token > range.lowerBound,
        !view.classes(at: token - 1).contains(.collective)
      {
        return nil
      }
    }
    return nil
  }

  /// The noun phrase right behind a verb, past times and adverbs.
  func objectRange(after end: Int) -> Range<Int>? {
    var start = end
    while start < tokens.upperBound, context.time(at: start) != nil || view.isAdverb(start) { start += 1 }
    // "abattu au cours de la nuit vingt drones": past a time with its preposition, not "poignardé le roi mardi".
    if start < tokens.upperBound, isRelation(start) || view.classes(at: start).contains(.definite),
      let time = (start..<min(tokens.upperBound, start + 6)).first(where: { context.time(at: $0) != nil }),
      !(start..<time).contains(where: { view.classes(at: $0).contains(.people) || context.isPerson($0) })
    {
      start = time
      while start < tokens.upperBound, context.time(at: start) != nil { start += 1 }
    }
    guard start < tokens.upperBound, view.tokens[start].kind != .punctuation, !isRelation(start),
      !view.classes(at: start).contains(.coordinator)
    else { return nil }
    let end = nounPhraseEnd(from: start)
    return end > start ? start..<end : nil
  }

  private func isWeaponOnly(_ range: Range<Int>) -> Bool {
    var found = false
    for token in range {
      guard let entry = view.entry(at: token) else { continue }
      if entry.classes.contains(.people) { return false }
      if entry.weapon >= 0, let kind = view.vocabulary.weapons[Int(entry.weapon)].kind,
        KindSet.fromAfar.contains(kind)
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

  private func addWeapons(_ draft: EventDraft, in range: Range<Int>, refine: Bool, trigger: Trigger) {
    var token = range.lowerBound
    while token < range.upperBound {
      if let entry = view.entry(at: token), entry.weapon >= 0 {
        let weapon = view.vocabulary.weapons[Int(entry.weapon)]
        draft.add(weapon: weapon.name)
        if refine, let kind = weapon.kind, kind != draft.kind {
          self.refine(draft, to: kind, trigger: trigger)
        }
      }
      token += view.length(at: token)
    }
  }

  /// A weapon tells an attack, a strike or an explosion more exactly.
  private func refine(_ draft: EventDraft, to kind: EventKind, trigger: Trigger) {
    let own = draft.kind
    let isStrike =
      own == .airDroneStrike && trigger.strength <= 2 || own == .shelling && trigger.strength == 2
    let isAttack = own == .attack && trigger.strength <= 2
    let isExplosion = own == .accident && trigger.strength == 1
    switch kind {
    case .shelling, .chemicalWeapon:
      if isStrike || isAttack || isExplosion { draft.kind = kind }
    case .airDroneStrike: if isStrike || isAttack { draft.kind = kind }
    default:
      if isAttack || isExplosion { draft.kind = kind }
    }
  }
}
