internal import GeoTypes
internal import Geoparsing
internal import Incidents

/// Scores incidents: the largest one-to-one pairings that agree on place, kind and date, and what is said of them.
struct IncidentScorer {
  let gold: GoldDocument
  let found: FoundDocument
  let types: EventTypes

  private typealias Test = (GoldIncident, FoundIncident) -> Bool

  func score(into score: inout DocumentScore) {
    guard gold.layers.contains(.incidents) else { return }
    let full: Test = { isKind($0, $1) && isPlace($0, $1) && isDate($0, $1) }
    let kind: Test = { isKind($0, $1) && isPlace($0, $1) }
    let place: Test = { isPlace($0, $1) }
    let (asked, given) = counted([full, kind])
    let levels: [(PairFigure, Test)] = [
      (.incident, full), (.incidentKind, kind), (.incidentPlace, place),
      (.incidentEvent, { isPlace($0, $1) && isDate($0, $1) }),
    ]
    for (figure, test) in levels {
      score.tally.add(
        figure, gold: asked.count, found: given.count, right: Pairing.largest(asked, given, agree: test).count
      )
    }
    relaxed([full, kind], &score)
    let pairs = Pairing.staged(asked, given, by: [full, kind, place])
    for figure in [ShareFigure.status, .claimant, .actor, .killed, .injured] {
      score.tally.add(figure, of: 0, right: 0)
    }
    for pair in pairs where kind(asked[pair.gold], given[pair.found]) {
      details(asked[pair.gold], given[pair.found], &score)
    }
    note(pairs, asked, given, full, &score)
  }

  /// The same ACLED event type, within 25 km and a day.
  private func relaxed(_ strict: [Test], _ score: inout DocumentScore) {
    let loose: Test = { left, right in
      ([left.kind] + left.otherKinds).contains { types.areRelated($0, right.kind) }
        && isPlace(left, right, within: PlaceJudgement.relaxed) && isDate(left, right, slack: 1)
    }
    let (asked, given) = counted(strict + [loose])
    score.tally.add(
      .incidentRelaxed, gold: asked.count, found: given.count,
      right: Pairing.largest(asked, given, agree: loose).count)
  }

  /// What is asked for, and what is counted of the found: what a careful reader might or might not have counted is neither
  /// asked for nor held against anyone.
  private func counted(_ tests: [Test]) -> (asked: [GoldIncident], given: [FoundIncident]) {
    let matched = Set(
      Pairing.staged(gold.incidents, found.incidents, by: tests + [{ isPlace($0, $1) }]).map(\.found))
    // Unnamed places may be an incident of their own in the group, or only a count on a named one.
    let unnamed = Set(gold.incidents.filter { $0.unlocated > 0 && !$0.places.isEmpty }.map(\.kind))
    var spared = Set(
      found.incidents.indices.filter { index in
        let incident = found.incidents[index]
        return !matched.contains(index) && unnamed.contains(incident.kind) && incident.places.isEmpty
      })
    for pair in Pairing.staged(gold.incidents, found.incidents, by: tests)
    where gold.incidents[pair.gold].isOptional {
      spared.insert(pair.found)
    }
    return (
      gold.incidents.filter { !$0.isOptional },
      found.incidents.indices.filter { !spared.contains($0) }.map { found.incidents[$0] }
    )
  }

  // MARK: Agreement

  private func isKind(_ gold: GoldIncident, _ found: FoundIncident) -> Bool {
    found.kind == gold.kind || gold.otherKinds.contains(found.kind)
  }

  /// The found days lie within the gold ones, give or take `slack` days; gold without a date accepts any.
  private func isDate(_ gold: GoldIncident, _ found: FoundIncident, slack: Int = 0) -> Bool {
    guard let first = gold.start else { return true }
    guard let start = found.start else { return false }
    guard let last = gold.end else { return abs(start.daysSince1970 - first.daysSince1970) <= slack }
    let allowed = first.adding(days: -slack)...last.adding(days: slack)
    return allowed.contains(start) && (found.end ?? start) <= allowed.upperBound
  }

  private func isPlace(
    _ incident: GoldIncident, _ found: FoundIncident, within limit: Double = PlaceJudgement.near
  ) -> Bool {
    let wanted = incident.places.map { gold.mentions[$0] }
    if wanted.isEmpty || found.places.isEmpty { return wanted.isEmpty && found.places.isEmpty }
    return wanted.contains { mention in found.places.contains { agrees(mention, $0, within: limit) } }
  }

  private func agrees(_ mention: GoldMention, _ place: FoundIncident.Place, within limit: Double) -> Bool {
    if let index = place.mention {
      // What the text names decides, so that a region is not taken for each town in it.
      let span = found.mentions[index].span
      let named = gold.mentions.filter { $0.span.overlaps(span) && $0.role != .demonym }
      if named.contains(where: { PlaceJudgement.isSame($0, mention) }) { return true }
      if !named.isEmpty { return limit > PlaceJudgement.near && isNear(mention, place, limit) }
    }
    return isNear(mention, place, limit)
  }

  private func isNear(_ mention: GoldMention, _ place: FoundIncident.Place, _ limit: Double) -> Bool {
    guard let location = mention.location else { return false }
    return PlaceJudgement.isRight(place.place, for: location, within: limit)
  }

  // MARK: Details

  private func details(_ asked: GoldIncident, _ given: FoundIncident, _ score: inout DocumentScore) {
    func judge(_ figure: ShareFigure, _ kind: Mistake.Kind, _ isRight: Bool, _ note: String) {
      score.tally.hit(figure, isRight)
      if !isRight { score.note(kind, given.evidence, "\(asked.kind): \(note)", in: gold) }
    }
    judge(
      .status, .status, asked.status == given.status,
      "\(asked.status.rawValue), found \(given.status.rawValue)")
    let claimants = given.claimants.map(\.squeezed).filter { !$0.isEmpty }
    let isClaimant: Bool
    if let named = asked.claimant?.squeezed, !named.isEmpty {
      isClaimant = claimants.contains { named.contains($0) || $0.contains(named) }
    } else {
      isClaimant = given.claimants.isEmpty
    }
    judge(
      .claimant, .claimant, isClaimant,
      "\(asked.claimant ?? "nobody"), found \(claimants.isEmpty ? "nobody" : claimants.joined(separator: "; "))"
    )
    if let side = asked.actorSide, !side.isEmpty {
      judge(.actor, .actor, given.actorSide == side, "\(side), found \(given.actorSide ?? "nobody")")
    }
    judge(
      .killed, .killed, asked.killed == given.killed, "\(asked.killed.brief), found \(given.killed.brief)")
    judge(
      .injured, .injured, asked.injured == given.injured,
      "\(asked.injured.brief), found \(given.injured.brief)")
  }

  private func note(
    _ pairs: [Pairing.Pair], _ asked: [GoldIncident], _ given: [FoundIncident], _ full: Test,
    _ score: inout DocumentScore
  ) {
    let match = Dictionary(uniqueKeysWithValues: pairs.map { ($0.gold, $0.found) })
    for (index, incident) in asked.enumerated() {
      let names = incident.places.map { gold.mentions[$0].text }
      let wanted =
        "\(incident.kind) \(incident.days) \(names.isEmpty ? "unlocated" : names.joined(separator: " + "))"
      let span = incident.places.first.map { gold.mentions[$0].span }
      if let other = match[index] {
        if !full(incident, given[other]) {
          score.note(.incidentDifferent, span, "\(wanted), found \(given[other].brief)", in: gold)
        }
      } else {
        score.note(.incidentMissed, span, wanted, in: gold)
      }
    }
    let matched = Set(pairs.map(\.found))
    for (index, incident) in given.enumerated() where !matched.contains(index) {
      let names = incident.places.compactMap(\.mention).map { gold.text[found.mentions[$0].span] }
      score.note(
        .incidentSpurious, incident.evidence,
        "\(incident.brief) \(names.isEmpty ? "unlocated" : names.joined(separator: " + "))", in: gold)
    }
  }
}

extension GoldIncident {
  fileprivate var days: String { start.map { "\($0)" } ?? "undated" }
}

extension FoundIncident {
  fileprivate var brief: String { "\(kind) \(start.map { "\($0)" } ?? "undated")" }
}

extension GoldQuantity? {
  /// `12–13 (12)`: low, high and best.
  fileprivate var brief: String {
    guard let quantity = self else { return "none" }
    func text(_ bound: Int?) -> String { bound.map { "\($0)" } ?? "?" }
    return "\(text(quantity.low))–\(text(quantity.high)) (\(text(quantity.best)))"
  }
}
