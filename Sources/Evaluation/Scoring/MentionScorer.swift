internal import GeoTypes
internal import Geoparsing

/// Scores mentions, their roles and their places.
struct MentionScorer {
  let gold: GoldDocument
  let found: FoundDocument
  /// The country (ISO 3166-1) of a marked point; nil where it cannot be told.
  let countryAt: (Coordinate) -> String?

  func score(into score: inout DocumentScore) {
    guard gold.layers.contains(.mentions) else { return }
    let counted = found.mentions.filter { isAsked($0) }
    let places = gold.mentions.filter { $0.role != .demonym }
    let foundPlaces = counted.filter { $0.role != .demonym }
    spans(of: places, foundPlaces, .placesStrict, .placesOverlapping, &score)
    if gold.layers.contains(.demonyms) {
      spans(of: gold.mentions, counted, .mentionsStrict, .mentionsOverlapping, &score)
    }
    let pairs = Pairing.greedy(gold.mentions, counted) { $0.span.overlap($1.span) }
    unpaired(pairs, counted, &score)
    roles(pairs, counted, &score)
    if gold.layers.contains(.places) { resolution(pairs, counted, &score) }
  }

  /// A corpus without roles marks neither demonyms nor places inside names of other kinds.
  private func isAsked(_ mention: FoundMention) -> Bool {
    if gold.layers.contains(.roles) { return true }
    if mention.role == .demonym { return false }
    guard mention.role == .embedded, !gold.mentions.contains(where: { $0.span.overlaps(mention.span) }) else {
      return true
    }
    return !(gold.others + gold.persons).contains { name in
      name != mention.span && name.start <= mention.span.start && mention.span.end <= name.end
    }
  }

  private func spans(
    of gold: [GoldMention], _ found: [FoundMention], _ strict: PairFigure, _ overlapping: PairFigure,
    _ score: inout DocumentScore
  ) {
    let exact = Set(gold.map(\.span)).intersection(found.map(\.span)).count
    score.tally.add(strict, gold: gold.count, found: found.count, right: exact)
    let touching = Pairing.greedy(gold, found) { $0.span.overlap($1.span) }.count
    score.tally.add(overlapping, gold: gold.count, found: found.count, right: touching)
  }

  private func unpaired(_ pairs: [Pairing.Pair], _ counted: [FoundMention], _ score: inout DocumentScore) {
    let paired = Set(pairs.map(\.gold))
    for (index, mention) in gold.mentions.enumerated() where !paired.contains(index) {
      score.note(.mentionMissed, mention.span, mention.role?.rawValue ?? "place", in: gold)
    }
    let matched = Set(pairs.map(\.found))
    var taken = 0
    for (index, mention) in counted.enumerated() where !matched.contains(index) {
      let isPerson = gold.persons.contains { $0.overlaps(mention.span) }
      if isPerson { taken += 1 }
      score.note(isPerson ? .personTaken : .mentionSpurious, mention.span, mention.role.rawValue, in: gold)
    }
    if gold.layers.contains(.persons) {
      score.tally.add(.personsTaken, of: gold.persons.count, right: taken)
    }
  }

  private func roles(_ pairs: [Pairing.Pair], _ counted: [FoundMention], _ score: inout DocumentScore) {
    for pair in pairs where gold.mentions[pair.gold].span != counted[pair.found].span {
      score.note(
        .mentionSpan, gold.mentions[pair.gold].span, "found `\(gold.text[counted[pair.found].span])`",
        in: gold)
    }
    guard gold.layers.contains(.roles) else {
      if gold.layers.contains(.metonymy) { metonyms(pairs, counted, &score) }
      return
    }
    for role in Role.allCases {
      score.tally.add(
        PairFigure(role), gold: gold.mentions.count { $0.role == role },
        found: counted.count { $0.role == role },
        right: pairs.count { gold.mentions[$0.gold].role == role && counted[$0.found].role == role })
    }
    score.tally.add(.role, of: 0, right: 0)
    for pair in pairs {
      let mention = gold.mentions[pair.gold]
      guard let role = mention.role else { continue }
      let other = counted[pair.found].role
      score.tally.confuse(role, with: other)
      score.tally.hit(.role, role == other)
      if role != other {
        score.note(.role, mention.span, "\(role.rawValue), found \(other.rawValue)", in: gold)
      }
    }
  }

  private func metonyms(_ pairs: [Pairing.Pair], _ counted: [FoundMention], _ score: inout DocumentScore) {
    score.tally.add(
      .metonym, gold: gold.mentions.count { $0.isMetonym }, found: counted.count { $0.role == .metonym },
      right: pairs.count { gold.mentions[$0.gold].isMetonym && counted[$0.found].role == .metonym })
    for pair in pairs {
      let mention = gold.mentions[pair.gold]
      let role = counted[pair.found].role
      if mention.isMetonym != (role == .metonym) {
        score.note(
          .role, mention.span, "\(mention.isMetonym ? "metonym" : "no metonym"), found \(role.rawValue)",
          in: gold)
      }
    }
  }

  private func resolution(
    _ pairs: [Pairing.Pair], _ counted: [FoundMention], _ score: inout DocumentScore
  ) {
    var match: [Int: FoundMention] = [:]
    for pair in pairs { match[pair.gold] = counted[pair.found] }
    for (index, mention) in gold.mentions.enumerated() where mention.role != .demonym {
      guard let location = mention.location else { continue }
      let other = match[index]
      let place = other?.place
      let near = PlaceJudgement.isRight(place, for: location, within: PlaceJudgement.near)
      let far = PlaceJudgement.isRight(place, for: location, within: PlaceJudgement.far)
      if let other, place != nil { score.tally.rely(on: other.confidence, near) }
      country(of: location, other, near, &score)
      if case .unknown = location {
        score.tally.hit(.leftUnresolved, other != nil && place == nil)
        if let place { score.note(.placeInvented, mention.span, describe(place), in: gold) }
        continue
      }
      score.tally.hit(.near, near)
      score.tally.hit(.far, far)
      if other != nil { score.tally.hit(.nearFound, near) }
      if place != nil { score.tally.hit(.nearPlaced, near) }
      switch location {
      case .point(let point):
        score.tally.hit(.pointNear, near)
        score.tally.hit(.pointFar, far)
        if let place {
          score.tally.measure(kilometres: PlaceJudgement.kilometres(point, place.coordinate))
        }
      case .area: score.tally.hit(.areaNear, near)
      case .country: score.tally.hit(.countryNear, near)
      case .unknown: break
      }
      guard other != nil, !near, let coordinate = location.coordinate else { continue }
      if let place {
        let away = Int(PlaceJudgement.kilometres(coordinate, place.coordinate).rounded())
        score.note(.placeWrong, mention.span, "\(describe(place)), \(away) km off", in: gold)
      } else {
        score.note(.placeMissing, mention.span, "no place", in: gold)
      }
    }
  }

  /// The country of a place that is in one: regions and waters may span several and are not asked.
  private func country(
    of location: GoldLocation, _ found: FoundMention?, _ near: Bool, _ score: inout DocumentScore
  ) {
    switch location {
    case .country: score.tally.hit(.country, near)
    case .point(let point):
      guard let code = countryAt(point) else { return }
      score.tally.hit(.country, found.map { $0.place?.country ?? $0.countryWithin } == code)
    case .unknown(let code?):
      score.tally.hit(.country, found.map { $0.place?.country ?? $0.countryWithin } == code)
    case .unknown(nil), .area: break
    }
  }

  private func describe(_ place: FoundPlace) -> String {
    "found \(place.id) \(place.name)" + (place.country.map { " (\($0))" } ?? "")
  }
}
