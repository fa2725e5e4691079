internal import Dispatches
internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing

/// Goes through a dispatch's sentences, and keeps what they tell as drafts: one per event, however often it is told.
struct IncidentReader {
  let context: DispatchContext
  var drafts: [EventDraft] = []
  /// Who spoke last, for *a-t-il ajouté*, and in which sentence.
  private var lastSpeaker: (party: PartyReading, sentence: Int)?
  /// Whether a quotation is open at the sentence's start.
  private var isQuoting = false
  /// The last sentence in which somebody stated or accused.
  private var lastStatement = -1
  private var isSport = false
  /// Sentences of the open quotation whose speaker is not named yet.
  private var unattributed: Set<Int> = []

  init(_ context: DispatchContext) { self.context = context }

  /// Reads the whole dispatch. A headline's event that no sentence tells again, in a dispatch that tells others, is one
  /// of them in other words.
  mutating func read() {
    readSentences()
    if drafts.contains(where: { !$0.isHeadline }) { drafts.removeAll { $0.isHeadline } }
    resolveLeads()
  }

  private mutating func readSentences() {
    let classes = context.view.sentenceClasses
    // A page of sport attacks, shoots and defends all the time.
    isSport = classes.count { $0.contains(.sport) } >= max(2, classes.count / 4)
    for index in context.view.document.sentences.indices {
      let found = classes[index]
      let isCounted = isStreet && !found.isDisjoint(with: [.digits, .thousand, .hundred, .collective])
      let isTold =
        !found.isDisjoint(with: .trigger.union([.casualty])) || found.contains(.speech) && !drafts.isEmpty
      if isTold || isCounted {
        read(sentence: index)
      } else {
        trackQuotes(context.view.document.sentences[index].tokens)
      }
    }
  }

  /// Whether the last event was a demonstration.
  private var isStreet: Bool {
    drafts.suffix(2).contains {
      KindSet.marches.contains($0.kind)
    }
  }

  private mutating func trackQuotes(_ tokens: Range<Int>) {
    for token in tokens where context.view.isQuote(token) { isQuoting.toggle() }
  }

  private mutating func read(sentence index: Int) {
    let sentence = SentenceReading(context, sentence: index)
    var parts = SentenceParts(
      attributions: sentence.attributions(), phrases: sentence.placePhrases(),
      casualties: sentence.casualties())
    for position in parts.attributions.indices where parts.attributions[position].isPronoun {
      if let lastSpeaker, index - lastSpeaker.sentence <= 3 {
        parts.attributions[position].claimant = lastSpeaker.party
      } else {
        // "L'armée a repris X, a-t-elle annoncé"
        parts.attributions[position].claimant =
          sentence.ownSpeaker(of: parts.attributions[position]) ?? parts.attributions[position].claimant
      }
    }
    let wasQuoting = isQuoting
    trackQuotes(sentence.tokens)
    var found = sentence.events(parts)
    if wasQuoting, parts.attributions.isEmpty, let lastSpeaker, index - lastSpeaker.sentence <= 2 {
      for position in found.indices { found[position].add(claimant: lastSpeaker.party, context.view) }
    }
    if let speaker = parts.attributions.last(where: { $0.claimant != nil && !$0.isWitness })?.claimant {
      lastSpeaker = (speaker, index)
    }
    found = sentence.combined(found.filter { !sentence.isOnlyToll($0) })
    assign(parts, to: &found, in: sentence)
    if found.isEmpty, isStreet { found = sentence.crowds(parts, after: drafts.last) }
    for draft in found { add(draft, in: sentence) }
    if !found.isEmpty { for draft in ellipticTolls(parts, in: sentence) { add(draft, in: sentence) } }
    attributeQuotation(
      wasQuoting: wasQuoting, speaker: parts.attributions.last { $0.claimant != nil }?.claimant,
      sentence: index)
    deny(parts.attributions, in: sentence)
    if parts.attributions.contains(where: { $0.speech == .say || $0.speech == .accuse || $0.speech == .claim }
    ) {
      lastStatement = index
    }
  }

  /// What stood in a quotation before its speaker was named is the speaker's.
  private mutating func attributeQuotation(wasQuoting: Bool, speaker: PartyReading?, sentence: Int) {
    if wasQuoting, let speaker {
      for index in drafts.indices
      where unattributed.contains(drafts[index].sentence) && drafts[index].claimants.isEmpty {
        drafts[index].add(claimant: speaker, context.view)
      }
    }
    if speaker != nil || !isQuoting { unattributed = [] }
    if isQuoting, speaker == nil { unattributed.insert(sentence) }
  }

  // MARK: - Denials

  private mutating func deny(_ attributions: [Attribution], in sentence: SentenceReading) {
    for attribution in attributions where attribution.speech == .deny {
      guard let denier = attribution.claimant else { continue }
      if drafts.contains(where: { $0.sentence == sentence.index && $0.deniedBy.contains(denier) }) {
        continue
      }
      // What was claimed last, within two sentences, by somebody else.
      guard
        let last = drafts.indices.last(where: { index in
          sentence.index - drafts[index].sentence <= 2 && !drafts[index].claimants.isEmpty
            && drafts[index].lastSentence >= lastStatement
            && !drafts[index].claimants.contains(denier)
            // Nobody denies what is claimed by one's own side.
            && !drafts[index].claimants.contains { $0.side != nil && $0.side == denier.side }
        })
      else { continue }
      // "a démenti tout dégât" denies no attack.
      let denied = sentence.kinds(in: attribution.scope)
      let refines = context.view.vocabulary.refines
      guard
        denied.isEmpty
          || denied.contains(where: { kind in
            kind == drafts[last].kind || refines[Int(kind.rawValue)].contains(drafts[last].kind)
              || refines[Int(drafts[last].kind.rawValue)].contains(kind)
              || KindSet.attacks.contains(kind) && KindSet.attacks.contains(drafts[last].kind)
          })
      else { continue }
      let claimed = drafts[last].sentence
      for index in drafts.indices where drafts[index].sentence == claimed && !drafts[index].claimants.isEmpty
      {
        drafts[index].claimants.removeAll { $0 == denier }
        drafts[index].add(denier: denier, context.view)
        drafts[index].evidence =
          drafts[index].evidence
          .lowerBound..<max(drafts[index].evidence.upperBound, sentence.tokens.upperBound)
      }
    }
  }

  // MARK: - Events told again

  private mutating func add(_ draft: EventDraft, in sentence: SentenceReading) {
    if isSport, draft.killed == nil, draft.injured == nil, draft.kind != .mobViolence { return }
    // Who kills and then burns or robs has attacked.
    if draft.kind == .looting, !draft.isNoun, draft.killed != nil || draft.injured != nil,
      draft.actor?.tokens.contains(where: { context.view.classes(at: $0).contains(.people) }) ?? false
    {
      draft.kind = .attack
    }
    let refines = context.view.vocabulary.refines
    // What is told only to be denied is no event of its own.
    if !draft.deniedBy.isEmpty, draft.claimants.isEmpty {
      if let index = drafts.indices.reversed().first(where: {
        draft.sentence - drafts[$0].lastSentence <= 3
          && drafts[$0].isSameEvent(as: draft, context: context, refines: refines)
      }), !drafts[index].claimants.isEmpty {
        for denier in draft.deniedBy { drafts[index].add(denier: denier, context.view) }
      }
      return
    }
    if let index = drafts.indices.reversed().first(where: {
      drafts[$0].isSameEvent(as: draft, context: context, refines: refines)
    }) {
      if !partsWith(draft, index) {
        drafts[index].merge(draft, context.view)
        rememberTown(of: drafts[index])
        return
      }
    }
    if belongsToProtest(draft, in: sentence) { return }
    // Who flees to a place flees from where things happened.
    if draft.kind == .displacement, !draft.phrases.isEmpty, draft.phrases.allSatisfy({ $0.relation == .to }),
      let last = drafts.last, last.isLocated, !last.isHeadline, sentence.index - last.lastSentence <= 1
    {
      draft.phrases = last.phrases.filter { $0.mention != nil }
      for index in draft.phrases.indices { draft.phrases[index].relation = .from }
      draft.inheritsPlaces = true
    }
    // A march on a bridge over a river is where the march was told.
    if !KindSet.misfortunes.contains(draft.kind), draft.phrases.allSatisfy({ $0.isWater }),
      !draft.phrases.isEmpty,
      let town = sceneTown(before: sentence)
    {
      draft.phrases = [town]
      draft.inheritsPlaces = true
    }
    if draft.phrases.isEmpty {
      // A known event that was not told before is background; so is a weak one without anything of its own.
      if draft.isDefinite, draft.killed == nil, draft.injured == nil, !draft.hasOwnDate || draft.strength < 3
      {
        return
      }
      inheritPlaces(draft, in: sentence)
      if draft.strength == 1 || draft.kind == .fire, draft.phrases.isEmpty, draft.killed == nil,
        draft.injured == nil
      {
        return
      }
      // "C'est un combat": a word, not an event.
      let isBare = draft.killed == nil && draft.injured == nil && draft.actor == nil && !draft.hasOwnDate
      if draft.phrases.isEmpty, draft.isNoun, isBare { return }
      // A word that has other meanings, nobody hurt, nowhere.
      let isAccusation = draft.actor != nil && !draft.claimants.isEmpty
      if draft.phrases.isEmpty, draft.strength <= 2, !isAccusation, draft.killed == nil, draft.injured == nil
      {
        return
      }
    }
    if let told = elaborated(by: draft) {
      told.merge(draft, context.view)
      return
    }
    if draft.isHeadline, draft.strength < 2 { return }
    if isSpoilOfRaid(draft) { return }
    if draft.kind == .fire, draft.inheritsPlaces, let last = drafts.last, KindSet.raids.contains(last.kind) {
      // What attackers burn is part of their attack.
      last.killed = last.killed ?? draft.killed
      last.injured = last.injured ?? draft.injured
      return
    }
    if draft.strength == 1, !draft.hasSubstance || isBalance(draft) || sentence.isAgedDeath(draft) { return }
    if sentence.isNaturalDeath(draft), !drafts.contains(where: { draft.sentence - $0.lastSentence <= 3 }) {
      return
    }
    // Damage is news of a disaster only where one is told.
    if draft.strength == 1, draft.kind == .disaster, !drafts.contains(where: { $0.kind == .disaster }) {
      guard drafts.last?.kind == .fire else { return }
      draft.kind = .fire
    }
    if isRiot(draft) {
      draft.kind =
        context.isStateForce(draft.actor) && draft.kind == .attack ? .excessiveForce : .violentDemonstration
    }
    // What is torn open after missiles were told was hit by one.
    if draft.kind == .accident, draft.strength == 1, !draft.isNoun, draft.weapons.isEmpty,
      let last = drafts.last,
      draft.sentence - last.lastSentence <= 2,
      KindSet.fromAfar.contains(last.kind) || last.kind == .disruptedWeaponsUse
    {
      draft.kind = last.kind == .disruptedWeaponsUse ? .shelling : last.kind
    }
    if draft.hasGuessedKind { guessKind(draft, in: sentence) }
    // In a dispatch on an earthquake or a storm, what collapses does so for that.
    if draft.kind == .accident, draft.strength <= 2, let last = drafts.last, last.kind == .disaster,
      draft.sentence - last.sentence <= 3 && draft.block - last.block <= 1 || theme == .disaster
    {
      draft.kind = .disaster
    }
    if draft.kind == .violentDemonstration, sentence.settingKind() == .mobViolence {
      draft.kind = .mobViolence
    }
    if draft.date == nil { draft.date = inheritedDate(draft) }
    if draft.inheritsPlaces, let same = inheritedFrom(draft) {
      same.merge(draft, context.view)
      return
    }
    drafts.append(draft)
    rememberTown(of: draft)
  }

  /// The violent event that one without a place of its own tells more of: the last one told, unless it has another day
  /// or another toll.
  private func elaborated(by draft: EventDraft) -> EventDraft? {
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
  private func isSpoilOfRaid(_ draft: EventDraft) -> Bool {
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
  private func isBalance(_ draft: EventDraft) -> Bool {
    guard KindSet.striking.contains(draft.kind), let date = draft.date, date.end == nil,
      let anchor = context.anchor
    else { return false }
    return anchor.daysSince1970 - date.start.daysSince1970 > 10
  }

  /// *Dans la capitale, la police a tiré des gaz lacrymogènes*: of several places told together, one was different.
  private func partsWith(_ draft: EventDraft, _ index: Int) -> Bool {
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
  private func inheritedFrom(_ draft: EventDraft) -> EventDraft? {
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

  private func rememberTown(of draft: EventDraft) {
    if let town = draft.phrases.last(where: { $0.mention != nil && $0.level == .settlement }) {
      context.lastTown = town.mention
    }
  }

  /// What demonstrators burn and break is their riot's.
  private func isRiot(_ draft: EventDraft) -> Bool {
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
  private mutating func belongsToProtest(_ draft: EventDraft, in sentence: SentenceReading) -> Bool {
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

  /// *Dans la capitale azerbaïdjanaise, Bakou, la police a interpellé …*: a place is told, whatever it was read as.
  private func opensElsewhere(_ draft: EventDraft, in sentence: SentenceReading) -> Bool {
    (sentence.tokens.lowerBound..<draft.tokens.lowerBound).contains { token in
      guard let mention = context.mention(at: token) else { return false }
      let role = context.roles[mention]
      return role == .literal || role == .metonym && context.view.isComma(token - 1)
    }
  }

  /// *y*, *sur place*, or the same paragraph: where the last event was.
  private func inheritPlaces(_ draft: EventDraft, in sentence: SentenceReading) {
    guard draft.kind != .talks, !draft.isHeadline else { return }
    if let own = sentence.antecedentPlace(of: draft) {
      draft.phrases = [own]
      draft.inheritsPlaces = true
      return
    }
    let last = drafts.last { $0.isLocated && !$0.isHeadline }
    // What is signed is signed where the parties met.
    if draft.kind == .agreement, last?.kind != .talks { return }
    if draft.killed != nil || draft.injured != nil || sentence.pointsToScene(),
      let scene = scene(before: sentence), scene.sentence > last?.sentence ?? -1
    {
      draft.phrases = [scene.phrase]
      draft.inheritsPlaces = true
      return
    }
    guard let last, sentence.index - last.sentence <= 2 else { return }
    let pointsBack = sentence.pointsToScene()
    if !pointsBack, opensElsewhere(draft, in: sentence) { return }
    guard
      pointsBack
        || (last.block == draft.block || sentence.index - last.sentence <= 1 && draft.block - last.block <= 1)
          && (draft.killed != nil || draft.injured != nil || last.sentence == draft.sentence
            || draft.strength >= 2)
    else { return }
    // Arrests come days after what they are for.
    let follows = draft.kind == .arrests || draft.kind == .detention
    guard pointsBack || follows || !draft.hasOwnDate || draft.date == last.date || last.date == nil else {
      return
    }
    draft.phrases = last.phrases.filter { $0.mention != nil }
    // Where people went, or came from, the next thing happens.
    if draft.kind != .displacement {
      for index in draft.phrases.indices
      where draft.phrases[index].relation == .to || draft.phrases[index].relation == .from {
        draft.phrases[index].relation = .at
      }
    }
    draft.inheritsPlaces = true
  }

  /// The last town of the sentence before, in the same paragraph.
  private func sceneTown(before sentence: SentenceReading) -> PlacePhrase? {
    guard sentence.index > 0 else { return nil }
    let earlier = SentenceReading(context, sentence: sentence.index - 1)
    guard earlier.block == sentence.block, !earlier.isHeadline else { return nil }
    return earlier.placePhrases().last {
      $0.level <= .settlement && $0.mention != nil && $0.use != .elsewhere
    }
  }

  /// The place that opens one of the two sentences before, in the same paragraph: *Au même moment, à X, …*.
  func scene(before sentence: SentenceReading) -> (phrase: PlacePhrase, sentence: Int)? {
    for index in stride(from: sentence.index - 1, through: max(0, sentence.index - 2), by: -1) {
      let earlier = SentenceReading(context, sentence: index)
      guard earlier.block == sentence.block, !earlier.isHeadline else { return nil }
      let opening = earlier.placePhrases().first {
        $0.use == .locative && $0.tokens.lowerBound - earlier.tokens.lowerBound < 6
      }
      if let opening, opening.relation != .from, opening.relation != .to { return (opening, index) }
    }
    return nil
  }

  /// The paragraph's last date, else none; the dispatch's own day is filled in at the end.
  private func inheritedDate(_ draft: EventDraft) -> DateInterval? {
    guard let last = drafts.last else { return nil }
    if last.block == draft.block, draft.sentence - last.sentence <= 1 { return last.date }
    // The same earthquake or storm, elsewhere.
    if draft.kind == .disaster { return drafts.last { $0.kind == .disaster && $0.date != nil }?.date }
    // More of the same violence, a paragraph on.
    let violent = KindSet.attacks.union(KindSet(.attack))
    if violent.contains(draft.kind),
      let other = drafts.last(where: { violent.contains($0.kind) && $0.hasOwnDate }),
      draft.block - other.block <= 2
    {
      return other.date
    }
    // The same day of action, elsewhere.
    let streets = KindSet.streets
    return streets.contains(draft.kind) ? drafts.last { streets.contains($0.kind) }?.date : nil
  }

  /// The misfortune that everything told so far is; nil where several kinds of things were told.
  private var theme: EventKind? {
    let told = drafts.filter { !$0.isHeadline && $0.kind != .displacement }
    guard let first = told.first, KindSet.misfortunes.contains(first.kind),
      told.allSatisfy({ $0.kind == first.kind })
    else { return nil }
    return first.kind
  }

  private func guessKind(_ draft: EventDraft, in sentence: SentenceReading) {
    let wars = KindSet.wars
    if draft.kind == .accident, draft.isNoun, draft.weapons.isEmpty,
      drafts.last.map({ wars.contains($0.kind) }) ?? false
    {
      // Explosions heard in a war.
      draft.kind = .shelling
    } else if let kind = sentence.settingKind(), draft.kind == .attack || draft.kind == .accident {
      draft.kind = kind
    } else if draft.actor == nil, draft.weapons.isEmpty, draft.kind == .attack, let theme {
      draft.kind = theme
    } else if draft.actor == nil, draft.weapons.isEmpty, let last = drafts.last,
      draft.sentence - last.sentence <= 3,
      KindSet.misfortunes.contains(last.kind)
    {
      draft.kind = misfortune(like: last)
    }
  }
}
