internal import Dispatches
internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing

extension DispatchContext {
  /// The incidents of a dispatch's events: one for each place, numbered in text order.
  func incidents(of drafts: [EventDraft]) -> [Incident] {
    var incidents: [Incident] = []
    let name = view.document.dispatch.id + "#"
    for draft in drafts.sorted(by: {
      ($0.evidence.lowerBound, $0.tokens.lowerBound) < ($1.evidence.lowerBound, $1.tokens.lowerBound)
    }) {
      settleSides(draft)
      settleTerritory(draft)
      let group = name + String(incidents.count + 1)
      var isFirstUnlocated = true
      let kind = draft.kind.incidentKind
      let actor = draft.actor.map { party($0) }
      let target = draft.target.map { party($0) }
      let claimants = draft.claimants.map { party($0) }
      let deniedBy = draft.deniedBy.map { party($0) }
      let weapons = draft.weapons.map { view.vocabulary.weaponNames[Int($0)] }
      let killed = draft.killed.map { quantity($0) }
      let injured = draft.injured.map { quantity($0) }
      let phrases: [PlacePhrase?] = draft.phrases.isEmpty ? [nil] : draft.phrases
      for (index, phrase) in phrases.enumerated() {
        // "entre X et Y" is one place with two names.
        if index > 0, phrase?.relation == .between, phrases[index - 1]?.group == phrase?.group,
          let phrase, phrases[index - 1]?.relation == .between, !incidents.isEmpty
        {
          incidents[incidents.count - 1].places.append(incidentPlace(phrase))
          continue
        }
        let place = phrase.map { incidentPlace($0) }
        let precision = phrase.map { self.precision($0) } ?? .unlocated
        var incident = Incident(
          id: phrases.count == 1 ? group : name + String(incidents.count + 1), group: group, kind: kind,
          status: draft.status, places: place.map { [$0] } ?? [], precision: precision,
          date: draft.date ?? ownDay, actor: actor, target: target, claimants: claimants,
          deniedBy: deniedBy, weapons: weapons, killed: killed, injured: injured,
          evidence: view.document.byteRange(of: draft.evidence), confidence: confidence(draft, phrase))
        if let phrase, phrase.mention == nil, isFirstUnlocated {
          incident.unnamedPlaces = phrase.unnamed
          isFirstUnlocated = false
        }
        incidents.append(incident)
      }
    }
    return incidents
  }

  private func party(_ reading: PartyReading) -> Party {
    let range = view.document.byteRange(of: reading.tokens)
    return Party(
      text: view.document.dispatch.string(range), range: range, side: reading.side.map { sides[Int($0)] })
  }

  private func quantity(_ toll: Toll) -> Quantity {
    let range = view.document.byteRange(of: toll.tokens)
    return Quantity(
      low: toll.low, best: toll.best, high: toll.high, text: view.document.dispatch.string(range))
  }

  /// What has no date of its own happened, as far as the text tells, by the dispatch's day.
  private var ownDay: DateInterval? {
    anchor.map { DateInterval(start: $0, end: $0, precision: .day) }
  }

  private func incidentPlace(_ phrase: PlacePhrase) -> IncidentPlace {
    let resolution = phrase.mention.map { reading.resolutions[$0] }
    return IncidentPlace(
      mention: phrase.mention, place: resolution?.place, within: resolution?.within,
      relation: phrase.relation,
      part: phrase.part.map { view.vocabulary.partNames[Int($0)] })
  }

  /// How closely a phrase tells where: up to `town` and `near` a point, from `district` an area.
  private func precision(_ phrase: PlacePhrase) -> Precision {
    guard let mention = phrase.mention else { return .unlocated }
    let resolution = reading.resolutions[mention]
    guard let place = resolution.place else {
      guard let within = resolution.within else { return .unlocated }
      switch PlaceLevel(facts.feature(of: within)) {
      case .spot, .settlement: return .near
      case .district: return .district
      case .province: return .province
      case .country: return .country
      case .region: return .region
      }
    }
    switch PlaceLevel(facts.feature(of: place)) {
    case .spot: return phrase.relation == .near ? .near : .exact
    case .settlement:
      switch phrase.relation {
      case .at, .in: return .town
      default: return .near
      }
    case .district: return .district
    // A part of a province or country is a region of its own, larger than any town in it.
    case .province: return phrase.part == nil ? .province : .region
    case .country: return phrase.part == nil ? .country : .region
    case .region: return .region
    }
  }

  /// Honest, not calibrated: each thing that was inferred, not read, costs.
  private func confidence(_ draft: EventDraft, _ phrase: PlacePhrase?) -> Double {
    var confidence = 0.92
    if draft.strength == 1 { confidence -= 0.15 }
    if draft.hasGuessedKind { confidence -= 0.15 }
    if draft.inheritsPlaces { confidence -= 0.2 }
    if !draft.hasOwnDate { confidence -= 0.05 }
    if draft.isHeadline { confidence -= 0.1 }
    guard let phrase else { return confidence - 0.2 }
    guard let mention = phrase.mention else { return confidence - 0.1 }
    let resolution = reading.resolutions[mention]
    if phrase.use == .bare || phrase.use == .other { confidence -= 0.1 }
    return confidence * (resolution.place == nil ? 0.9 : max(0.3, resolution.confidence))
  }

  private func settleSides(_ draft: EventDraft) {
    draft.actor = draft.actor.map(withSide)
    if let actor = draft.actor, actor.side == nil, isForce(actor) {
      // The army of the country where it acts.
      let country = draft.phrases.compactMap { phrase in
        phrase.mention.flatMap { reading.resolutions[$0].place ?? reading.resolutions[$0].within }
      }.compactMap { facts.country(of: $0) }.first
      draft.actor?.side = country.map { side(named: $0) }
    }
    draft.target = draft.target.map(withSide)
    draft.claimants = draft.claimants.map(withSide)
    draft.deniedBy = draft.deniedBy.map(withSide)
  }

  /// Whether a party's noun is one for a state's forces.
  func isStateForce(_ party: PartyReading?) -> Bool {
    party?.tokens.contains { view.entry(at: $0)?.people == .stateForce } ?? false
  }

  /// Whether a party is a state's force of which nothing says whose: *l'armée*, *les forces gouvernementales*, *la police
  /// fédérale*; *des soldats* may be anybody's.
  private func isForce(_ party: PartyReading) -> Bool {
    let first = party.tokens.lowerBound
    guard view.entry(at: first)?.people == .stateForce,
      !view.isPlural(first) || first > 0 && view.classes(at: first - 1).contains(.definite)
    else { return false }
    return party.tokens.allSatisfy { token in
      view.tokens[token].shape == .lower && mention(at: token) == nil
    }
  }

  /// *l'armée*, after *l'armée israélienne*; *M. Aliev*, after *le président azerbaïdjanais Ilham Aliev*.
  private func withSide(_ party: PartyReading) -> PartyReading {
    guard party.side == nil else { return party }
    let tokens = view.tokens
    let first = party.tokens.lowerBound
    for index in party.tokens {
      let isName = isPerson(index) && (index + 1 == party.tokens.upperBound || !isPerson(index + 1))
      guard isName || view.classes(at: index).contains(.people) else { continue }
      for earlier in stride(from: first - 1, through: 0, by: -1)
      where tokens[earlier].key == tokens[index].key {
        // A noun's adjective stands behind it, a person's title before the name.
        let around = isName ? max(0, earlier - 10)..<earlier : (earlier + 1)..<min(first, earlier + 4)
        for token in around {
          guard let mention = mention(at: token), roles[mention] != .embedded else {
            continue
          }
          if isName, roles[mention] != .demonym { continue }
          guard let side = side(ofMention: mention) else { continue }
          return PartyReading(tokens: party.tokens, side: side)
        }
      }
      if !isName { break }
    }
    return party
  }

  /// A state that takes ground in its own country regains it; anybody else overtakes it (ACLED).
  private func settleTerritory(_ draft: EventDraft) {
    guard draft.kind.isTerritorial, let actor = draft.actor else { return }
    var isState = false
    var isGroup = false
    for token in actor.tokens {
      switch view.entry(at: token)?.people {
      case .stateForce, .official: isState = true
      case .armedGroup: isGroup = true
      default: break
      }
    }
    let country = draft.phrases.compactMap { phrase in
      phrase.mention.flatMap { reading.resolutions[$0].place ?? reading.resolutions[$0].within }
    }.compactMap { facts.country(of: $0) }.first
    if isGroup, !isState {
      draft.kind = .nonStateActorOvertakesTerritory
    } else if let side = actor.side, let country {
      draft.kind =
        sides[Int(side)] == country ? .governmentRegainsTerritory : .nonStateActorOvertakesTerritory
    } else if isState {
      draft.kind = .governmentRegainsTerritory
    }
  }
}

extension EventDraft {
  var status: IncidentStatus {
    if !deniedBy.isEmpty { return .disputed }
    if isWitnessed { return .reported }
    return claimants.isEmpty && !isPressConditional ? .reported : .claimed
  }
}
