internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing

/// What a dispatch's first sentence tells coarsely, and the rest exactly.
extension IncidentReader {
  /// *Des frappes ont tué treize civils dans le nord-ouest de la Syrie … Neuf personnes ont péri à X, quatre à Y*: the
  /// lead's event is those told of places inside its own. They take over its day, its sources and its toll where they have none.
  mutating func resolveLeads() {
    guard let first = drafts.first(where: { !$0.isHeadline })?.sentence else { return }
    let all = drafts
    drafts = all.filter { lead in
      guard lead.sentence == first || lead.isHeadline, let place = coarsePlace(of: lead) else { return true }
      let details = all.filter { isDetail($0, of: lead, in: place) }
      guard !details.isEmpty else { return true }
      for detail in details { detail.complete(from: lead, context.view, tolled: details.count == 1) }
      return false
    }
  }

  private func coarsePlace(of lead: EventDraft) -> PlacePhrase? {
    let named = lead.phrases.filter { $0.mention != nil && !$0.isContainer }
    guard named.count == 1, lead.phrases.count == 1 else { return nil }
    return named[0]
  }

  private func isDetail(_ detail: EventDraft, of lead: EventDraft, in place: PlacePhrase) -> Bool {
    guard detail !== lead, detail.sentence > lead.sentence, detail.isLocated, !detail.isHeadline,
      isSameStory(detail, lead)
    else { return false }
    if detail.hasOwnDate, lead.hasOwnDate, let date = detail.date, let other = lead.date,
      !date.overlaps(other)
    {
      return false
    }
    if let side = detail.actor?.side, let other = lead.actor?.side, side != other { return false }
    return detail.phrases.contains { phrase in
      guard phrase.mention != nil, !context.isSamePlace(phrase, place) else { return false }
      guard place.level >= .district && phrase.level < place.level || phrase.isQuarter else { return false }
      return context.isInside(phrase, place)
        || place.level >= .district && context.isUnresolved(phrase) && context.mayHold(place, phrase)
    }
  }

  /// Kinds that one story may tell of the same thing.
  private func isSameStory(_ detail: EventDraft, _ lead: EventDraft) -> Bool {
    let violent = KindSet.attacks.union(KindSet(.attack))
    return detail.isCompatible(with: lead, refines: context.view.vocabulary.refines)
      || violent.contains(detail.kind) && violent.contains(lead.kind) && detail.kind != .abduction
        && lead.kind != .abduction
      || KindSet.misfortunes.contains(detail.kind) && KindSet.misfortunes.contains(lead.kind)
  }
}

extension EventDraft {
  /// Takes over what an event told more coarsely knows and this one does not.
  func complete(from lead: EventDraft, _ view: TextView, tolled: Bool) {
    if !hasOwnDate, lead.date != nil {
      date = lead.date
      hasOwnDate = lead.hasOwnDate
    }
    for claimant in lead.claimants { add(claimant: claimant, view) }
    for denier in lead.deniedBy { add(denier: denier, view) }
    actor = actor ?? lead.actor
    if tolled {
      killed = killed ?? lead.killed
      injured = injured ?? lead.injured
    }
    for weapon in lead.weapons { add(weapon: weapon) }
    if kind == .attack, KindSet.attacks.contains(lead.kind) { kind = lead.kind }
  }
}

extension DispatchContext {
  /// Whether the gazetteer has no place for a phrase's name.
  func isUnresolved(_ phrase: PlacePhrase) -> Bool {
    phrase.mention.map { reading.resolutions[$0].place == nil } ?? false
  }
}
