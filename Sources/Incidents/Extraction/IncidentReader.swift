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
    settleDoubts()
    resolveLeads()
  }

  private mutating func readSentences() {
    let classes = context.view.sentenceClasses
    // A page of sport attacks, shoots and defends all the time.
    isSport = classes.count { $0.contains(.sport) } >= max(2, classes.count / 4)
    for index in context.view.document.sentences.indices {
      let found = classes[index]
      placeFacts(in: index)
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
    if draft.isAhead, draft.killed == nil, draft.injured == nil { return }
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
    if draft.kind == .accident, draft.strength <= 2,
      let last = drafts.last(where: { $0.kind != .displacement }), last.kind == .disaster,
      draft.sentence - last.sentence <= 3 && draft.block - last.block <= 1 || theme == .disaster
    {
      draft.kind = .disaster
    }
    if draft.kind == .accident, draft.strength <= 2, context.opensWithDisaster { draft.kind = .disaster }
    if draft.kind == .violentDemonstration, sentence.settingKind() == .mobViolence {
      draft.kind = .mobViolence
    }
    if draft.date == nil { draft.date = inheritedDate(draft) ?? storyDay(before: draft) }
    if draft.inheritsPlaces, let same = inheritedFrom(draft) {
      same.merge(draft, context.view)
      return
    }
    drafts.append(draft)
    rememberTown(of: draft)
  }
}
