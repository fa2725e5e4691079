internal import Geoparsing

extension SentenceReading {
  /// The places of a trigger's event among its sentence's: one list, or the finest where several lie in each other.
  func places(for site: Site, draft: EventDraft, parts: SentenceParts, triggers: [Site]) -> [PlacePhrase] {
    let phrases = parts.phrases
    guard !phrases.isEmpty else { return [] }
    var best = -1
    var bestRank = Int.min
    // Groups are numbered by their first phrase.
    for group in phrases.indices {
      var own: Int?
      var level = PlaceLevel.region
      for phrase in phrases where phrase.group == group {
        level = min(level, phrase.level)
        if let score = score(phrase, site: site, draft: draft, parts: parts, triggers: triggers) {
          own = max(own ?? Int.min, score)
        }
      }
      guard let own else { continue }
      // A finer place beats a coarser one of nearly the same standing.
      let rank = own + (level <= .settlement ? 25 : level <= .province ? 8 : 0)
      if rank > bestRank {
        best = group
        bestRank = rank
      }
    }
    guard best >= 0 else { return town(of: draft, among: phrases) }
    let chosen = phrases.filter { phrase in
      phrase.group == best && !(phrase.isContainer && hasMain(best, phrases))
    }
    if chosen.count > 1, let nearest = chosen.last, isAntecedent(nearest, of: site, parts: parts) {
      return [nearest]
    }
    if chosen.count == 1, chosen[0].level >= .province,
      let finer = finer(than: chosen[0], phrases, site, draft)
    {
      return [finer]
    }
    return chosen
  }

  /// *Un colonel a arrêté le maire de X*: where nothing else is told, who is somebody in a town was seized there.
  private func town(of draft: EventDraft, among phrases: [PlacePhrase]) -> [PlacePhrase] {
    guard KindSet(.arrests, .detention, .abduction, .attack).contains(draft.kind), let target = draft.target
    else { return [] }
    return phrases.first { phrase in
      phrase.use == .other && phrase.level <= .settlement
        && phrase.head.map { target.tokens.contains($0) && view.entry(at: $0)?.people == .official } ?? false
    }.map { [$0] } ?? []
  }

  /// *Au Kosovo, le serveur d'un café de X a été battu*: a town of the country told, which the event's own words name.
  private func finer(
    than outer: PlacePhrase, _ phrases: [PlacePhrase], _ site: Site, _ draft: EventDraft
  ) -> PlacePhrase? {
    // "Dans l'Etat d'A, les affrontements ont fait neuf morts depuis lundi à X"
    let told = phrases.first { phrase in
      phrase.use == .locative && phrase.level <= .settlement && phrase.tokens.lowerBound > site.token
        && (phrase.relation == .at || phrase.relation == .in) && !phrase.isContainer
        && clause(of: phrase.tokens.lowerBound) == clause(of: site.token)
        && outer.tokens.upperBound <= site.token && context.isInside(phrase, outer)
    }
    return told
      ?? phrases.first { phrase in
        guard phrase.use == .other, phrase.level <= .settlement, let head = phrase.head,
          clause(of: phrase.tokens.lowerBound) == clause(of: site.token), view.generic(at: head) != .road,
          context.isInside(phrase, outer)
        else { return false }
        let people = view.entry(at: head)?.people ?? .none
        return people == .none && !context.isPerson(head) || isMoved(draft.kind, people)
      }
  }

  /// Those who march in a place, or leave it, are told by it; the mayor of a place may be anywhere.
  private func isMoved(_ kind: EventKind, _ people: PeopleClass) -> Bool {
    (kind == .displacement || KindSet.marches.contains(kind)) && (people == .civilian || people == .protester)
  }

  private func hasMain(_ group: Int, _ phrases: [PlacePhrase]) -> Bool {
    phrases.contains { $0.group == group && !$0.isContainer }
  }

  /// How well a place suits a trigger; nil where it is none of its places.
  private func score(
    _ phrase: PlacePhrase, site: Site, draft: EventDraft, parts: SentenceParts, triggers: [Site]
  ) -> Int? {
    let start = phrase.tokens.lowerBound
    if isAntecedent(phrase, of: site, parts: parts) { return 80 }
    if phrase.use == .object {
      if phrase.head == site.token { return 100 }
      // The complement of another trigger is that trigger's.
      if let head = phrase.head, triggers.contains(where: { $0.token == head }) { return 1 }
    }
    let isMovement = draft.kind == .displacement
    switch phrase.use {
    case .other where phrase.head == site.token:
      // "évacuées de X"
      return 90
    case .other:
      // "les positions de X" hold ground; "le maire de X" is somebody else's place.
      guard let head = phrase.head, view.entry(at: head)?.generic != .road else { return nil }
      if view.classes(at: head).contains(.casualty) { return nil }
      if let entry = view.entry(at: head), entry.classes.contains(.people), !isMoved(draft.kind, entry.people)
      {
        return nil
      }
      // "jugées complices du Rwanda"
      if phrase.level >= .country, !phrase.hasGeneric, !draft.kind.isTerritorial { return nil }
    case .bare:
      if phrase.mention != nil, !isBareArgument(phrase, site: site) { return nil }
    case .elsewhere: if !isMovement { return nil }
    default: break
    }
    switch phrase.relation {
    case .from, .to: if !isMovement { return nil }
    default: break
    }
    if phrase.isContainer {
      let main = parts.phrases.first { $0.group == phrase.group && !$0.isContainer }
      if let main, !isMovement, main.relation == .from || main.relation == .to { return nil }
      return score(container: phrase, site: site)
    }
    if draft.kind == .talks || draft.kind == .agreement, clause(of: start) != clause(of: site.token) {
      return nil
    }
    let gap =
      start >= site.token
      ? site.token..<start : phrase.tokens.upperBound..<max(site.token, phrase.tokens.upperBound)
    if start >= site.token, belongsToNext(gap, site: site, triggers: triggers) { return nil }
    if draft.isDefinite, !isAttached(phrase, site: site, draft: draft) { return nil }
    if site.group?.isBare == true, start < site.token, start > tokens.lowerBound + 2 { return nil }
    if phrase.relation == .between, isStretch(phrase, site: site, among: parts.phrases) { return 3 }
    // "ont défilé du quartier de X à la place Y": where they set out.
    if KindSet.marches.contains(draft.kind), isAfterOf(phrase, site: site) { return nil }
    // "dix civils ont péri, dont trois joueurs qui rentraient de X"
    if isOfOthers(phrase, site: site) { return nil }
    var score = 0
    if clause(of: start) == clause(of: site.token) { score += 30 }
    let isAfter = start >= site.token
    score += isAfter ? 10 : 5
    let between =
      isAfter ? site.token..<start : phrase.tokens.upperBound..<max(site.token, phrase.tokens.upperBound)
    let crossed = triggers.contains { other in
      between.contains(other.token) && other.token != site.token
        && view.vocabulary.triggers[other.index].strength > 1
    }
    if !crossed { score += 10 }
    score -= 12 * max(0, otherVerbs(in: between, site: site) - (site.group == nil ? 1 : 0))
    if phrase.use == .locative { score += 10 }
    // A noun's own complements stand behind it; what stands before belongs to the verb, unless it opens the sentence.
    if site.group == nil, !crossed {
      if isAfter { score += 8 } else if phrase.tokens.lowerBound > tokens.lowerBound + 1 { score -= 8 }
    }
    if phrase.use == .structure || phrase.use == .object { score += 5 }
    if phrase.use == .bare { score += 8 }
    if view.vocabulary.triggers[site.index].isNoun || isAfter, phrase.use == .locative,
      start == draft.tokens.upperBound
    {
      score += 15
    }
    // Where the speaker spoke.
    for attribution in parts.attributions
    where attribution.frame.contains(start) && !attribution.frame.contains(site.token) {
      score -= 40
    }
    if phrase.use == .locative, isBehindSpeech(start, parts: parts), start > site.token { score -= 30 }
    let distance = isAfter ? start - site.token : site.token - phrase.tokens.upperBound
    score -= min(20, max(0, distance) / 2)
    return score > 0 ? score : nil
  }

  /// *entre l'Arménie et X*, *la route entre X et Y*: what lies between is not where the event is, unless it is told right
  /// there, of towns (*a sauté sur un engin entre X et Y*).
  private func isStretch(_ phrase: PlacePhrase, site: Site, among phrases: [PlacePhrase]) -> Bool {
    let ends = phrases.filter { $0.group == phrase.group }
    let start = ends.first?.tokens.lowerBound ?? phrase.tokens.lowerBound
    guard ends.allSatisfy({ $0.level <= .settlement }), start > site.token,
      clause(of: start) == clause(of: site.token)
    else { return true }
    return (max(tokens.lowerBound, start - 3)..<start).contains { view.generic(at: $0) == .road }
  }

  /// A place that *du* or *de* ties to the verb right before it.
  private func isAfterOf(_ phrase: PlacePhrase, site: Site) -> Bool {
    guard site.group != nil, phrase.hasGeneric, phrase.use == .bare || phrase.use == .other,
      phrase.tokens.lowerBound > site.token
    else { return false }
    let end = site.token + view.length(at: site.token)
    return end < phrase.tokens.lowerBound && view.classes(at: end).contains(.of)
  }

  /// A place in a relative clause behind a verb, whose antecedent is somebody told beside it: *dont trois qui …*.
  private func isOfOthers(_ phrase: PlacePhrase, site: Site) -> Bool {
    let start = phrase.tokens.lowerBound
    guard site.group != nil, start > site.token, clause(of: start) != clause(of: site.token) else {
      return false
    }
    let opening = clauseRange(of: start).lowerBound
    guard view.isByteWord(opening, "qui") else { return false }
    return (site.token..<opening).contains { view.isByteWord($0, "dont") }
  }

  /// *à X, où la rivière est sortie de son lit*: the place that the event's clause is told of.
  private func isAntecedent(_ phrase: PlacePhrase, of site: Site, parts: SentenceParts) -> Bool {
    let start = clauseRange(of: site.token).lowerBound
    guard start > tokens.lowerBound, view.classes(at: start).contains(.placeRelative),
      phrase.use != .elsewhere, phrase.use != .other || phrase.hasGeneric
    else { return false }
    let end = view.isComma(start - 1) ? start - 1 : start
    guard phrase.tokens.upperBound <= end, end - phrase.tokens.upperBound < 9 else { return false }
    // "à X, chef-lieu du Y, où": past an apposition.
    guard
      let nearest = parts.phrases.last(where: {
        $0.tokens.upperBound <= end && !$0.isContainer && $0.use != .other
      })
    else { return false }
    let hasVerb = (phrase.tokens.upperBound..<end).contains { isAuxiliary($0) || view.isJoint($0) }
    return nearest.group == phrase.group && !hasVerb
  }

  /// Whether another event's noun stands between, behind a comma: *les combats se poursuivaient, après une rencontre à X*.
  private func belongsToNext(_ gap: Range<Int>, site: Site, triggers: [Site]) -> Bool {
    guard let comma = gap.first(where: { view.isComma($0) }) else { return false }
    return triggers.contains { other in
      other.group == nil && gap.contains(other.token) && other.token > comma
        && view.vocabulary.triggers[other.index].kind != view.vocabulary.triggers[site.index].kind
    }
  }

  /// A known event's place stands right behind it, or opens the sentence; farther places are of other things.
  private func isAttached(_ phrase: PlacePhrase, site: Site, draft: EventDraft) -> Bool {
    let start = phrase.tokens.lowerBound
    if phrase.head == site.token || start <= tokens.lowerBound + 2 { return true }
    // "Le naufrage d'un ferry a fait douze morts au large de X": the sentence's own subject.
    if site.token <= tokens.lowerBound + 3 { return true }
    guard start >= draft.tokens.upperBound else { return false }
    let gap = draft.tokens.upperBound..<start
    guard gap.count(where: { context.time(at: $0) == nil }) < 16,
      !gap.contains(where: { isAuxiliary($0) || view.isJoint($0) && !view.isQuote($0) })
    else {
      return false
    }
    // "l'usage de phosphore par X, près de Y", "le naufrage, mercredi, d'un chalutier près de Y"
    let commas = gap.count { token in
      view.isComma(token) && context.time(at: token - 1) == nil && context.time(at: token + 1) == nil
    }
    return commas <= 1
  }

  /// Auxiliaries of other verbs, between a trigger and a place.
  private func otherVerbs(in range: Range<Int>, site: Site) -> Int {
    var count = 0
    var wasAuxiliary = false
    for token in range {
      let isAuxiliary = isAuxiliary(token) && !(site.group.map { $0.first...$0.verb ~= token } ?? false)
      if isAuxiliary, !wasAuxiliary { count += 1 }
      wasAuxiliary = isAuxiliary
    }
    return count
  }

  /// What lies around another place is the event's only where that place is not.
  private func score(container phrase: PlacePhrase, site: Site) -> Int? {
    clause(of: phrase.tokens.lowerBound) == clause(of: site.token) ? 2 : 1
  }

  /// A place without a preposition that is what the verb acts on: its object, or its passive subject.
  private func isBareArgument(_ phrase: PlacePhrase, site: Site) -> Bool {
    let start = phrase.tokens.lowerBound
    guard let group = site.group else {
      // "[Une secousse a touché] Agadir": an object of the clause's verb; headlines set the place before a colon.
      guard start > site.token else {
        // "Sfax et Sousse ont connu des rassemblements"
        let opens =
          phrase.tokens.lowerBound <= tokens.lowerBound + 4 && clause(of: start) == clause(of: site.token)
        return isHeadline || isSentenceOpening(phrase) && !isInRelative(site.token)
          || opens && !draftIsSpeech(before: site.token)
      }
      return clause(of: start) == clause(of: site.token) && isObjectPosition(phrase)
    }
    if start >= site.token {
      var cursor = site.token + view.length(at: site.token)
      while cursor < start {
        let classes = view.classes(at: cursor)
        let isFiller =
          context.time(at: cursor) != nil || view.isAdverb(cursor)
          || !classes.isDisjoint(with: [.definite, .generic, .of, .indefinite, .numeral, .relation, .weapon])
          || classes.isEmpty
        // "ont attaqué lundi 11 mars la ville de X": a day's number, too.
        let isDay = context.time(at: cursor) != nil
        guard isFiller, isDay || view.tokens[cursor].kind == .word || view.isHyphen(cursor) else {
          return false
        }
        cursor += 1
      }
      return true
    }
    // "X : deux gardiens abattus mardi"
    if isColonHead(phrase) { return true }
    let frame = view.vocabulary.triggers[site.index].frame
    // "X a marché": a town for its people.
    let isMarch = KindSet.marches.contains(view.vocabulary.triggers[site.index].kind)
    let isTarget = group.isPassive || frame == .target || frame == .place || isMarch && opensClause(phrase)
    if phrase.isLed { return false }
    return isTarget && (group.first - phrase.tokens.upperBound <= 3 || isParted(phrase, from: group.first))
      || isSentenceOpening(phrase) && isHeadline
  }

  /// *X, au sud de Y, a été détruite*: an aside between commas parts a subject from its verb.
  private func isParted(_ phrase: PlacePhrase, from verb: Int) -> Bool {
    let open = phrase.tokens.upperBound
    guard opensClause(phrase), view.isComma(open), verb - open > 1, verb - open < 14, view.isComma(verb - 1)
    else {
      return false
    }
    return !(open..<verb).contains { isAuxiliary($0) || view.isJoint($0) }
  }

  private func isInRelative(_ token: Int) -> Bool {
    let start = clauseRange(of: token).lowerBound
    return start > tokens.lowerBound && view.classes(at: start).contains(.relative)
  }

  /// Whether a name opens the sentence before a colon.
  private func isColonHead(_ phrase: PlacePhrase) -> Bool {
    phrase.tokens.lowerBound <= tokens.lowerBound + 1 && phrase.tokens.upperBound < tokens.upperBound
      && view.isByte(phrase.tokens.upperBound, 0x3A)
  }

  private func draftIsSpeech(before token: Int) -> Bool {
    (tokens.lowerBound..<token).contains { !view.classes(at: $0).isDisjoint(with: [.speech, .according]) }
  }

  private func isSentenceOpening(_ phrase: PlacePhrase) -> Bool {
    phrase.tokens.lowerBound <= tokens.lowerBound + 1 && phrase.tokens.upperBound < tokens.upperBound
      && (view.isComma(phrase.tokens.upperBound) || view.isByte(phrase.tokens.upperBound, 0x3A))
  }

  /// Whether a verb stands right before a bare name (articles and generics aside): it is that verb's object.
  private func isObjectPosition(_ phrase: PlacePhrase) -> Bool {
    var cursor = phrase.tokens.lowerBound
    for _ in 0..<10 {
      guard let previous = before(cursor) else { return false }
      let classes = view.classes(at: previous)
      if view.endsAsParticiple(previous) || !classes.isDisjoint(with: [.verb, .auxiliary]) { return true }
      let isFiller =
        context.time(at: previous) != nil || context.time(at: previous + 1) != nil && isRelation(previous)
        || !classes.isDisjoint(with: [.definite, .indefinite, .numeral, .generic, .of, .adverb])
      guard isFiller || view.isLikelyFinite(previous) else { return false }
      if view.isLikelyFinite(previous), !isFiller { return true }
      cursor = previous
    }
    return false
  }

  /// Whether the nearest verb before a token is one of speech, in the same clause.
  private func isBehindSpeech(_ token: Int, parts: SentenceParts) -> Bool {
    parts.attributions.contains { attribution in
      attribution.speech != .according && attribution.speech != .accuse && attribution.verb < token
        && token - attribution.verb <= 4 && clause(of: attribution.verb) == clause(of: token)
        && attribution.scope.lowerBound < attribution.verb
    }
  }
}

extension TextView {
  /// A lower-case word that ends like a verb in the present or simple past; only a hint.
  func isLikelyFinite(_ index: Int) -> Bool {
    let token = tokens[index]
    guard token.kind == .word, token.shape == .lower, classes(at: index).isEmpty, token.end - token.start > 3
    else {
      return false
    }
    let last = text[Int(token.end) - 1]
    return last == 0x61 || last == 0x74
  }
}
