internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing

extension EventDraft {
  /// Whether two kinds can be told of one event: the same, or one tells the other more exactly.
  func isCompatible(with other: EventDraft, refines: [KindSet]) -> Bool {
    kind == other.kind || refines[Int(kind.rawValue)].contains(other.kind)
      || refines[Int(other.kind.rawValue)].contains(kind)
  }

  /// Whether another trigger of the same sentence tells this event.
  func isSameTelling(as other: EventDraft, refines: [KindSet]) -> Bool {
    let samePlaces =
      phrases.isEmpty || other.phrases.isEmpty
      || phrases.contains { phrase in other.phrases.contains { $0.tokens == phrase.tokens } }
    guard samePlaces else { return false }
    // Who is killed and who is taken away are two things.
    if kind == .abduction, other.isWeakKilling { return false }
    if other.kind == .abduction, isWeakKilling { return false }
    // A killing inside another event is that event's, whatever its kind and whatever other day the sentence tells.
    let isWeak = isWeakViolence || other.isWeakViolence
    // "Les incendies qui ravagent X": damage is the stronger word's.
    let misfortunes = KindSet.misfortunes
    let isDamage = kind == .disaster && strength == 1 || other.kind == .disaster && other.strength == 1
    if isDamage, misfortunes.contains(kind), misfortunes.contains(other.kind) { return true }
    if isWeak { return !isPolitical && !other.isPolitical }
    if let date, let otherDate = other.date, hasOwnDate, other.hasOwnDate, !date.overlaps(otherDate) {
      return false
    }
    guard isCompatible(with: other, refines: refines) else { return false }
    return true
  }

  /// Somebody was killed or hurt, or something hit or laid waste (*ravager*, *balayer*), whatever the cause.
  private var isWeakViolence: Bool {
    let kinds = KindSet.striking
    return strength == 1 && (kinds.contains(kind) || kind == .disaster && !isNoun)
  }

  /// *ont tué dix hommes*, by somebody.
  private var isWeakKilling: Bool { kind == .attack && strength == 1 && !isNoun && actor != nil }

  /// Events in which nobody is hurt.
  private var isPolitical: Bool {
    KindSet.political.contains(kind)
  }

  /// Whether a later telling is of this event.
  func isSameEvent(as other: EventDraft, context: DispatchContext, refines: [KindSet])
    -> Bool
  {
    guard isCompatible(with: other, refines: refines) || isGenericRetelling(other) else { return false }
    if kind == .abduction && other.isWeakKilling || other.kind == .abduction && isWeakKilling { return false }
    let distance = other.sentence - lastSentence
    // The dead of a wreck are found days after it.
    let isAftermath =
      other.strength == 1 && other.phrases.isEmpty && distance <= 2 && kind == other.kind
      && KindSet.misfortunes.contains(kind)
    if let date, let otherDate = other.date, other.hasOwnDate || other.phrases.isEmpty == false, hasOwnDate,
      !date.overlaps(otherDate), !isAftermath
    {
      return false
    }
    if let actorSide = actor?.side, let otherSide = other.actor?.side, actorSide != otherSide { return false }
    let named = phrases.filter { $0.mention != nil }
    let otherNamed = other.phrases.filter { $0.mention != nil }
    if named.isEmpty && otherNamed.isEmpty {
      return kind == other.kind && (other.isDefinite || distance <= 1 || isHeadline || kind == .talks)
    }
    if otherNamed.isEmpty {
      guard other.phrases.isEmpty else { return false }
      if other.isDefinite || other.strength == 1 { return distance <= 3 || kind == other.kind && isHeadline }
      let isFinerOfSame = refines[Int(other.kind.rawValue)].contains(kind) && distance <= 2
      if isFinerOfSame, !other.hasOwnDate || date == other.date { return true }
      return kind == other.kind
        && (distance <= 1 && !other.hasOwnDate || kind == .talks || kind == .agreement)
    }
    if named.isEmpty {
      guard phrases.isEmpty else { return false }
      return kind == other.kind
        && (isHeadline || kind == .talks || kind == .agreement || other.isDefinite && distance <= 3)
    }
    for phrase in named {
      for otherPhrase in otherNamed where context.isSamePlace(phrase, otherPhrase) {
        return kind == other.kind || isGenericRetelling(other) || distance <= 6
      }
    }
    // "s'est disloqué dans une gorge de la Y": the same crash, more closely told by the river.
    if kind == other.kind, !isManyPlaced, distance <= 2, otherNamed.allSatisfy(\.isWater),
      !hasOtherToll(other)
    {
      return true
    }
    // "dans le nord du Mali", then "à X": told coarsely first, then exactly.
    let isOneEvent = !isManyPlaced && distance <= 1
    let isKnown = other.isDefinite && (!isManyPlaced || other.strength > 1)
    if isKnown || kind == other.kind && (isHeadline || isOneEvent), named.count == 1,
      let level = named.map(\.level).min(), let otherLevel = otherNamed.map(\.level).min(),
      level >= .province, otherLevel < level, isHeadline || !hasOtherToll(other), distance <= 4,
      context.mayHold(named[0], otherNamed[0])
    {
      return true
    }
    return false
  }

  /// Disasters and demonstrations are at many places at once.
  private var isManyPlaced: Bool {
    KindSet.manyPlaced.contains(kind)
  }

  /// Both tell how many died, and not the same.
  private func hasOtherToll(_ other: EventDraft) -> Bool {
    guard let killed, let otherKilled = other.killed else { return false }
    return killed.low != otherKilled.low || killed.best != otherKilled.best
  }

  /// *l'attaque*, *l'explosion*: a general word for an event of another violent kind.
  private func isGenericRetelling(_ other: EventDraft) -> Bool {
    other.isDefinite && other.kind == .attack && other.strength <= 2
      && KindSet.attacks.contains(kind)
  }

  /// Takes over what a second telling adds.
  func merge(_ other: EventDraft, _ view: TextView) {
    let refines = view.vocabulary.refines
    let isFiner = refines[Int(other.kind.rawValue)].contains(kind) && other.strength >= strength
    // A weak trigger never decides the kind against a stronger one.
    if isFiner || strength == 1 && other.strength > 1 || hasGuessedKind && !other.hasGuessedKind {
      kind = other.kind
      hasGuessedKind = other.hasGuessedKind
    }
    // "de nouvelles frappes", then "des roquettes sont tombées": the weapon named tells more.
    if kind == .airDroneStrike, strength == 2, other.kind == .shelling, other.strength == 3 {
      kind = .shelling
    }
    let wasHeadline = isHeadline
    let level = phrases.filter { $0.mention != nil }.map(\.level).min()
    let otherLevel = other.phrases.filter { $0.mention != nil }.map(\.level).min()
    if let otherLevel, !other.inheritsPlaces {
      if level == nil || otherLevel < level! || inheritsPlaces {
        phrases = other.phrases
        inheritsPlaces = false
      } else if wasHeadline, otherLevel == level, other.phrases.count >= phrases.count {
        phrases = other.phrases
      }
    } else if phrases.isEmpty {
      phrases = other.phrases
      inheritsPlaces = other.inheritsPlaces
    }
    let isStronger = other.strength > strength && other.hasOwnDate && other.sentence == sentence
    if date == nil || other.hasOwnDate && !hasOwnDate || wasHeadline && other.hasOwnDate || isStronger {
      date = other.date ?? date
      hasOwnDate = hasOwnDate || other.hasOwnDate
    }
    actor = actor ?? other.actor
    if actor?.side == nil, other.actor?.side != nil { actor = other.actor }
    target = target ?? other.target
    if other.sentence == sentence || !(claimants.isEmpty && !isHeadline) || isHeadline {
      for claimant in other.claimants { add(claimant: claimant, view) }
    } else if other.killed == nil {
      for claimant in other.claimants { add(claimant: claimant, view) }
    }
    for denier in other.deniedBy { add(denier: denier, view) }
    isWitnessed = isWitnessed || other.isWitnessed
    isPressConditional = isPressConditional && other.isPressConditional
    for weapon in other.weapons { add(weapon: weapon) }
    // A headline counts the dead of whatever it tells, of a march as a rule not.
    let isMarch = wasHeadline && KindSet.crowds.contains(kind)
    killed = wasHeadline ? other.killed ?? (isMarch ? nil : killed) : EventDraft.fuller(killed, other.killed)
    injured =
      wasHeadline ? other.injured ?? (isMarch ? nil : injured) : EventDraft.fuller(injured, other.injured)
    if wasHeadline, !other.isHeadline {
      evidence = other.evidence
      sentence = other.sentence
      block = other.block
      isHeadline = false
      tokens = other.tokens
    } else if other.sentence - sentence <= 1 {
      evidence = evidence.lowerBound..<max(evidence.upperBound, other.evidence.upperBound)
    }
    lastSentence = max(lastSentence, other.lastSentence)
    strength = max(strength, other.strength)
    isDefinite = isDefinite && other.isDefinite
  }

  /// The count that tells more: an exact one beats a vague one that it does not contradict, then the first told stands.
  private static func fuller(_ first: Toll?, _ second: Toll?) -> Toll? {
    guard let first else { return second }
    guard let second else { return first }
    guard first.best == nil, let exact = second.best, second.low != nil else { return first }
    return exact >= first.low ?? 0 ? second : first
  }
}

extension DateInterval {
  func overlaps(_ other: DateInterval) -> Bool {
    if let end, end < other.start { return false }
    if let end = other.end, end < start { return false }
    return true
  }
}

extension DispatchContext {
  /// Whether two phrases name the same place: the same resolution, or, unresolved, the same name.
  func isSamePlace(_ left: PlacePhrase, _ right: PlacePhrase) -> Bool {
    guard let leftMention = left.mention, let rightMention = right.mention else { return false }
    if leftMention == rightMention { return true }
    let leftPlace = reading.resolutions[leftMention].place
    let rightPlace = reading.resolutions[rightMention].place
    if let leftPlace, let rightPlace {
      return leftPlace == rightPlace && (left.part == right.part || left.part == nil || right.part == nil)
    }
    guard leftPlace == nil, rightPlace == nil else { return false }
    let tokens = view.tokens
    let leftTokens = reading.mentions[leftMention].tokens
    let rightTokens = reading.mentions[rightMention].tokens
    return tokens[leftTokens].elementsEqual(tokens[rightTokens]) { $0.key == $1.key }
  }

  /// Whether a place is known to lie in another.
  func isInside(_ inner: PlacePhrase, _ outer: PlacePhrase) -> Bool {
    guard let outerMention = outer.mention, let innerMention = inner.mention,
      let container = reading.resolutions[outerMention].place
    else { return false }
    let resolution = reading.resolutions[innerMention]
    if resolution.within == container { return true }
    if outer.level == .country, let country = facts.country(of: container), let inner = resolution.place {
      return facts.country(of: inner) == country
    }
    return resolution.place.map { $0 != container && facts.isPlace($0, within: container) } ?? false
  }

  /// Whether a coarse place may hold a finer one: the same country, or one of them unknown.
  func mayHold(_ outer: PlacePhrase, _ inner: PlacePhrase) -> Bool {
    guard let outerMention = outer.mention, let innerMention = inner.mention else { return false }
    guard let place = reading.resolutions[outerMention].place else { return true }
    let resolution = reading.resolutions[innerMention]
    guard let inside = resolution.place ?? resolution.within else { return true }
    if resolution.within == place || facts.isPlace(inside, within: place) { return true }
    guard let outerCountry = facts.country(of: place), let innerCountry = facts.country(of: inside) else {
      return true
    }
    return outerCountry == innerCountry
  }
}
