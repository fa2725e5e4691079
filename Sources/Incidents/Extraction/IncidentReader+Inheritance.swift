internal import Dispatches
internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing

/// What a draft takes over from what was told before it: places, days, kinds.
extension IncidentReader {
  /// *Dans la capitale azerbaïdjanaise, Bakou, la police a interpellé …*: a place is told, whatever it was read as.
  func opensElsewhere(_ draft: EventDraft, in sentence: SentenceReading) -> Bool {
    (sentence.tokens.lowerBound..<draft.tokens.lowerBound).contains { token in
      guard let mention = context.mention(at: token) else { return false }
      let role = context.roles[mention]
      return role == .literal || role == .metonym && context.view.isComma(token - 1)
    }
  }

  /// *y*, *sur place*, or the same paragraph: where the last event was.
  func inheritPlaces(_ draft: EventDraft, in sentence: SentenceReading) {
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

  /// *Les faits se sont produits dimanche à X*: the event just told, where it has no place or a coarser one, was there.
  func placeFacts(in index: Int) {
    let view = context.view
    let tokens = view.document.sentences[index].tokens
    let start = tokens.lowerBound
    guard !drafts.isEmpty, view.classes(at: start).contains(.definite),
      Self.facts.contains(where: { view.isByteWord(start + 1, $0) }),
      (start..<min(tokens.upperBound, start + 8)).contains(where: { token in
        Self.happening.contains { view.isByteWord(token, $0) }
      }),
      let last = drafts.last(where: { !$0.isHeadline }), index - last.lastSentence <= 2
    else { return }
    let sentence = SentenceReading(context, sentence: index)
    let phrases = sentence.placePhrases()
    if !last.hasOwnDate {
      let parts = SentenceParts(attributions: [], phrases: phrases, casualties: [])
      sentence.bindDate(last, site: start + 1, parts: parts, triggers: [])
    }
    guard
      let place = phrases.first(where: { $0.use == .locative && $0.mention != nil && !$0.isContainer }),
      last.phrases.allSatisfy({ $0.mention == nil || last.inheritsPlaces || context.isInside(place, $0) })
    else { return }
    last.phrases = phrases.filter { $0.group == place.group && !$0.isContainer }
    last.inheritsPlaces = false
    rememberTown(of: last)
  }

  private static let facts: [StaticString] = ["faits", "drame", "scène", "incident", "tragédie"]
  private static let happening: [StaticString] = [
    "produits", "produit", "produite", "déroulés", "déroulé", "déroulée", "survenus", "survenu", "survenue",
  ]

  /// The last town of the sentence before, in the same paragraph.
  func sceneTown(before sentence: SentenceReading) -> PlacePhrase? {
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
  func inheritedDate(_ draft: EventDraft) -> DateInterval? {
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
  var theme: EventKind? {
    let told = drafts.filter { !$0.isHeadline && $0.kind != .displacement }
    guard let first = told.first, KindSet.misfortunes.contains(first.kind),
      told.allSatisfy({ $0.kind == first.kind })
    else { return nil }
    return first.kind
  }

  func guessKind(_ draft: EventDraft, in sentence: SentenceReading) {
    let wars = KindSet.wars
    if draft.kind == .accident, draft.isNoun, draft.weapons.isEmpty,
      drafts.last.map({ wars.contains($0.kind) }) ?? false
    {
      // Explosions heard in a war.
      draft.kind = .shelling
    } else if let kind = sentence.settingKind(), draft.kind == .attack || draft.kind == .accident {
      draft.kind = kind
    } else if draft.actor == nil, draft.weapons.isEmpty, draft.kind == .attack,
      let theme = theme ?? (context.opensWithDisaster ? .disaster : nil)
    {
      draft.kind = theme
    } else if draft.actor == nil, draft.weapons.isEmpty, let last = drafts.last,
      draft.sentence - last.sentence <= 3,
      KindSet.misfortunes.contains(last.kind)
    {
      draft.kind = misfortune(like: last)
    }
  }
}
