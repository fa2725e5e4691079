internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing

extension EventDraft {
  /// Whether a weak trigger has enough around it to be an event: a place of its own, and somebody who did or suffered.
  var hasSubstance: Bool {
    if killed != nil || injured != nil { return true }
    return isLocated
      && (isNoun && !isDefinite || actor != nil || target != nil || !weapons.isEmpty || kind != "attack")
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
  private func isKnownTown(_ token: Int) -> Bool {
    guard view.entry(at: token)?.generic == .settlement, !view.isPlural(token),
      classes(before: token).contains(.definite)
    else { return false }
    guard let next = after(token) else { return true }
    return !view.classes(at: next).contains(.of) && context.mention(at: next) == nil && !view.isComma(next)
  }

  /// A toll since the beginning, or of another time: *au total*, *la guerre a fait 30.000 morts*.
  func isTotal(_ report: CasualtyReport) -> Bool {
    let clause = clauseRange(of: report.token)
    for token in clause where !view.classes(at: token).isDisjoint(with: [.total, .background]) { return true }
    guard let anchor = context.anchor else { return false }
    for token in clause {
      guard let time = context.time(at: token), let days = context.times[time].days else { continue }
      if isLongPast(days, from: anchor)
        || days.end == nil && anchor.daysSince1970 - days.start.daysSince1970 > 10
      {
        return true
      }
    }
    return false
  }

  /// A killing or wounding without place, doer or weapon is a toll, not an event of its own.
  func isOnlyToll(_ draft: EventDraft) -> Bool {
    draft.strength == 1 && draft.phrases.isEmpty && draft.actor == nil && draft.weapons.isEmpty
      && view.classes(at: draft.tokens.lowerBound).contains(.casualty)
  }

  /// One event for the triggers of a sentence that tell the same: *un attentat … a tué*.
  func combined(_ drafts: [EventDraft]) -> [EventDraft] {
    let refines = view.vocabulary.refines
    var result: [EventDraft] = []
    for var draft in drafts {
      let isWeak = draft.strength == 1 && (draft.kind == "attack" || draft.kind == "accident")
      if isWeak, draft.weapons.isEmpty { draft.hasGuessedKind = draft.actor == nil }
      guard
        let index = result.indices.reversed().first(where: {
          result[$0].isSameTelling(as: draft, refines: refines)
        })
      else {
        result.append(draft)
        continue
      }
      result[index].merge(draft, refines: refines)
    }
    return result
  }
}
