import Dispatches
import GazetteerIndex
import GeoTypes

/// Tells a place from the government, army, people or team that bears its name, by what stands around it.
struct RoleClassifier {
  let text: Annotated
  let profiles: NameProfiles
  let toponyms: [Recogniser.Toponym]

  /// The role of a toponym, and the rule that gave it.
  func role(of index: Int) -> (role: Role, rule: RoleRule) {
    let toponym = toponyms[index]
    if toponym.isDateline { return (.dateline, .inDateline) }
    if toponym.isDemonym { return (.demonym, .demonym) }
    if toponym.isEmbedded { return (.embedded, .insideName) }
    let agency = agency(of: toponym)
    guard agency > .none else { return (.literal, .onlyPlace) }
    let left = toponym.spot.left
    if left.genericToken != nil, left.generic != .country { return (.literal, .behindGeneric) }
    if left.preposition == .locative { return (.literal, .behindLocative) }
    let range = text.sentences[toponym.spot.sentence].tokens
    if isApposed(toponym, in: range) { return (.literal, .apposed) }
    let head = coordinationHead(of: index)
    if isStruck(toponyms[head], in: range) { return (.literal, .struck) }
    if agency == .strong || text.isSport, let reason = governor(of: toponyms[head], in: range) {
      return (.metonym, reason)
    }
    let headLeft = toponyms[head].spot.left
    switch headLeft.preposition {
    case .none, .other:
      if let head = headLeft.head, isComplementPreposition(head) {
        return (.literal, .complement)
      }
      if text.isSport { return (.metonym, .team) }
      if isSubject(index, in: range, agency: agency) {
        return (.metonym, .subject)
      }
      if agency == .strong, isGapped(index, in: range) {
        return (.metonym, .gapped)
      }
      if let head = headLeft.head, isStriking(head, start: range.lowerBound) { return (.literal, .struck) }
      return (.literal, isSaidOfPlaces(index, in: range) ? .staying : .noAct)
    case .a, .de, .entre, .locative: return (.literal, .behindPreposition)
    }
  }

  /// *des attaques contre X et Y*: a noun of striking, and where it struck.
  private func isStruck(_ toponym: Recogniser.Toponym, in range: Range<Int>) -> Bool {
    guard let contre = toponym.spot.left.head, isWord(contre, .contre) else { return false }
    return (max(range.lowerBound, contre - 5)..<contre).contains { text.has($0, .striking) }
  }

  private func agency(of toponym: Recogniser.Toponym) -> NameProfile.Agency {
    toponym.name.map { profiles[$0].agency } ?? .none
  }

  private func isOnlyTown(_ toponym: Recogniser.Toponym) -> Bool {
    toponym.name.map { !profiles[$0].hasCountry } ?? true
  }

  /// The first toponym of the list that this one continues (`entre A et B`, `A, B et C ont`): itself, where none.
  ///
  /// A list goes on over commas, coordinators, articles and the repeated preposition.
  private func coordinationHead(of index: Int) -> Int {
    var head = index
    while head > 0 {
      let previous = toponyms[head - 1]
      let current = toponyms[head]
      guard !previous.isDemonym, !previous.isDateline, previous.spot.sentence == current.spot.sentence,
        previous.tokens.upperBound < current.tokens.lowerBound,
        isListGap(previous.tokens.upperBound..<current.tokens.lowerBound), isClosedList(from: head - 1)
      else { break }
      let ownPreposition = current.spot.left.preposition
      guard
        ownPreposition == .none || ownPreposition == .other
          || ownPreposition == previous.spot.left.preposition
      else { break }
      head -= 1
    }
    return head
  }

  /// Whether the list that goes on from a toponym has its « et » or « ou »: "A, B et C", not "A, B".
  private func isClosedList(from index: Int) -> Bool {
    var last = index
    while last + 1 < toponyms.count, toponyms[last + 1].spot.sentence == toponyms[index].spot.sentence,
      toponyms[last].tokens.upperBound < toponyms[last + 1].tokens.lowerBound
    {
      let gap = toponyms[last].tokens.upperBound..<toponyms[last + 1].tokens.lowerBound
      guard isListGap(gap) else { return false }
      if gap.contains(where: { text.has($0, .coordinator) }) { return true }
      last += 1
    }
    return false
  }

  func isListGap(_ gap: Range<Int>) -> Bool {
    guard gap.count <= 4 else { return false }
    var joins = false
    for index in gap {
      if text.sign(index) == UInt8(ascii: ",") || text.has(index, .coordinator) {
        joins = true
      } else if !text.has(index, [.determiner, .de, .a]) {
        return false
      }
    }
    return joins
  }

  // MARK: Complements

  /// The word to the left whose complement the toponym is, where such complements are governments.
  private func governor(of toponym: Recogniser.Toponym, in range: Range<Int>) -> RoleRule? {
    let left = toponym.spot.left
    let start = range.lowerBound
    guard
      var position = left.head ?? (toponym.tokens.lowerBound > start ? toponym.tokens.lowerBound - 1 : nil),
      position >= start
    else { return nil }
    let classes: Lexicon.Classes
    switch left.preposition {
    case .a: classes = .governsA
    case .de: classes = .governsDe
    case .entre: classes = .governsEntre
    case .none, .other:
      if text.has(position, .governsDirect) || text.has(position, .speechVerb) {
        return .object
      }
      if text.has(position, .according) || isApres(position) { return .according }
      if isWord(position, .par) { return isPassiveAgent(position, start: start) ? .agent : nil }
      if isWord(position, .avec) {
        classes = .governsAvec
      } else if isWord(position, .contre) {
        classes = .governsContre
      } else if text.has(position, .adverb) || text.has(position, .determiner) {
        classes = .governsDirect
        position += 1
      } else {
        return nil
      }
    case .locative: return nil
    }
    if left.preposition == .a {
      if position > start, isWord(position - 1, .face) { return .faced }
      // "rencontrés mardi à Doha": a time before the preposition, so it is a place.
      if position > start, text.has(position - 1, .adverb) { return nil }
    }
    // The governing word stands within a few words: "apportera à Erevan toute", "fournir l'assistance nécessaire à".
    let isTown = isOnlyTown(toponym)
    let reach =
      classes == .governsDe ? 2 : classes == .governsDirect ? 4 : classes == .governsA && isTown ? 3 : 7
    var probe = position - 1
    var steps = 0
    while probe >= start, steps < reach {
      let token = text.tokens[probe]
      if token.kind == .punctuation, isClauseBreak(probe) { return nil }
      if text.has(probe, classes) { return .dealings }
      // "sa frontière avec le Rwanda", "la route entre": the nearer noun governs.
      if text.has(probe, .generic) { return nil }
      if classes == .governsDirect, !text.has(probe, [.adverb, .determiner, .auxiliary, .a]) { return nil }
      if classes == .governsDe, text.has(probe, [.de, .a, .locative]) { return nil }
      probe -= 1
      steps += 1
    }
    return nil
  }

  private func isComplementPreposition(_ index: Int) -> Bool {
    isWord(index, .avec) || isWord(index, .contre) || isWord(index, .par) || isWord(index, .pour)
      || isWord(index, .sans)
  }

  private func isApres(_ position: Int) -> Bool {
    isWord(position, .apres) && position > 0 && isWord(position - 1, .d)
  }

  /// "soutenu par Moscou", "l'usage de phosphore par Erevan", not "passer par Moscou", "vendredi par Imphal".
  private func isPassiveAgent(_ position: Int, start: Int) -> Bool {
    guard position > start else { return false }
    let before = text.tokens[position - 1]
    guard before.kind == .word else { return before.kind == .punctuation }
    return !text.has(position - 1, [.locative, .adverb])
  }

  private func isClauseBreak(_ index: Int) -> Bool {
    let sign = text.sign(index)
    return sign == UInt8(ascii: ".") || sign == UInt8(ascii: ";") || sign == UInt8(ascii: ":")
      || sign == UInt8(ascii: "(") || sign == UInt8(ascii: ")")
  }

  private enum Word: Int, CaseIterable {
    case par, avec, contre, apres, d, qui, face, pour, sans
    var text: String {
      switch self {
      case .par: "par"
      case .avec: "avec"
      case .contre: "contre"
      case .apres: "après"
      case .d: "d'"
      case .qui: "qui"
      case .face: "face"
      case .pour: "pour"
      case .sans: "sans"
      }
    }
  }
  private static let keys = Word.allCases.map { Lexicon.key($0.text) }

  private func isWord(_ index: Int, _ word: Word) -> Bool {
    text.tokens[index].key == RoleClassifier.keys[word.rawValue]
  }

  // MARK: Subjects

  /// Whether the name is the subject of a verb of governments: "Moscou a renouvelé", "la Russie s'est déclarée",
  /// "Lisbonne, Paris et Pretoria ont dépêché".
  ///
  /// A government's name acts in almost every active sentence that it begins; only the verbs of the lexicon's
  /// `literal` class (being, holding, falling, suffering) leave it a place. A town's must be a verb of actors.
  private func isSubject(_ index: Int, in range: Range<Int>, agency: NameProfile.Agency) -> Bool {
    var last = index
    while last + 1 < toponyms.count, toponyms[last + 1].spot.sentence == toponyms[index].spot.sentence,
      !toponyms[last + 1].isDemonym, toponyms[last].tokens.upperBound < toponyms[last + 1].tokens.lowerBound,
      isListGap(toponyms[last].tokens.upperBound..<toponyms[last + 1].tokens.lowerBound),
      isClosedList(from: last)
    {
      last += 1
    }
    var probe = toponyms[last].tokens.upperBound
    guard probe < range.upperBound else { return false }
    if text.sign(probe) == UInt8(ascii: ",") {
      guard let after = verbBehindAside(probe, limit: range.upperBound) else { return false }
      probe = after
    }
    let first = probe
    let isUpper = text.isUpper[toponyms[index].spot.sentence]
    var sawAuxiliary = false
    while probe < range.upperBound, probe - first < 6 {
      let token = text.tokens[probe]
      guard token.kind == .word, token.shape == .lower || isUpper else { return false }
      if text.has(probe, .literalVerb) {
        // "Bakou est soupçonné de": what is done to governments only.
        var next = probe + 1
        while next < range.upperBound, text.has(next, .adverb) { next += 1 }
        return agency == .strong && text.has(probe, .auxiliary) && next < range.upperBound
          && text.has(next, .governsDirect)
      }
      if text.has(probe, .actorVerb), !text.has(probe, [.determiner, .de, .locative]) { return true }
      if probe == first, agency == .strong, text.has(probe, .determiner), probe + 1 < range.upperBound,
        text.has(probe + 1, [.actorVerb, .speechVerb])
      {
        // "Paris la soutient": a pronoun.
        probe += 1
        continue
      }
      if text.has(probe, [.auxiliary, .adverb]) {
        sawAuxiliary = sawAuxiliary || text.has(probe, .auxiliary)
        probe += 1
        continue
      }
      if sawAuxiliary, agency == .strong, actsBehindPhrase(probe, limit: range.upperBound) { return true }
      if text.has(probe, [.de, .a, .locative, .determiner, .coordinator, .generic]) { return false }
      if sawAuxiliary { return agency == .strong }
      return agency == .strong && !text.has(probe, [.function, .demonym]) && looksFinite(probe)
    }
    return false
  }

  /// "a pilonné mardi Stepanakert": the verb, past a day.
  private func isStriking(_ head: Int, start: Int) -> Bool {
    var verb = head
    while verb > start, head - verb < 3, text.has(verb, .adverb) { verb -= 1 }
    return text.has(verb, [.striking, .spatial])
  }

  /// "L'Algérie compte", "Sfax et Sousse ont connu": the verb behind the name, or behind the list that it is in.
  private func isSaidOfPlaces(_ index: Int, in range: Range<Int>) -> Bool {
    var last = index
    while last + 1 < toponyms.count, toponyms[last].tokens.upperBound < toponyms[last + 1].tokens.lowerBound,
      toponyms[last + 1].tokens.upperBound <= range.upperBound,
      isListGap(toponyms[last].tokens.upperBound..<toponyms[last + 1].tokens.lowerBound)
    {
      last += 1
    }
    let behind = toponyms[last].tokens.upperBound
    for probe in behind..<Swift.max(behind, Swift.min(range.upperBound, behind + 4)) {
      if text.has(probe, .literalVerb), !text.has(probe, .auxiliary) { return true }
      guard text.has(probe, [.auxiliary, .adverb]) else { return false }
    }
    return false
  }

  /// "Moscou a de son côté affirmé", "Téhéran a à plusieurs reprises menacé": a phrase between auxiliary and participle.
  private func actsBehindPhrase(_ start: Int, limit: Int) -> Bool {
    guard text.has(start, [.de, .a, .locative]) else { return false }
    for probe in start + 1..<Swift.max(start + 1, Swift.min(limit, start + 6)) {
      guard text.tokens[probe].kind == .word, text.tokens[probe].shape == .lower,
        !text.has(probe, .auxiliary)
      else { return false }
      if probe > start + 1, text.has(probe, [.actorVerb, .speechVerb]), isParticiple(probe) { return true }
    }
    return false
  }

  private func isParticiple(_ index: Int) -> Bool {
    ends(index, with: "é") || ends(index, with: "i") || ends(index, with: "u") || ends(index, with: "is")
      || ends(index, with: "it")
  }

  /// Behind "Moscou, qui" or "Bakou, de son côté,": the token where the verb should be; nil for other asides.
  private func verbBehindAside(_ comma: Int, limit: Int) -> Int? {
    guard comma + 1 < limit else { return nil }
    if isWord(comma + 1, .qui) { return comma + 2 }
    let window = (comma + 1)..<Swift.min(limit, comma + 14)
    guard let close = window.first(where: { text.sign($0) == UInt8(ascii: ",") }), close + 1 < limit,
      text.has(close + 1, [.actorVerb, .auxiliary])
        || (text.tokens[close + 1].shape == .lower && looksFuture(close + 1))
    else { return nil }
    return close + 1
  }

  private func looksFuture(_ index: Int) -> Bool {
    ends(index, with: "era") || ends(index, with: "eront") || ends(index, with: "ira")
      || ends(index, with: "iront") || ends(index, with: "ait") || ends(index, with: "aient")
  }

  /// Whether a lower-case word behind a name can be its verb: third-person endings.
  private func looksFinite(_ index: Int) -> Bool {
    guard text.tokens[index].end - text.tokens[index].start > 3 else { return false }
    return ends(index, with: "a") || ends(index, with: "e") || ends(index, with: "t")
      || ends(index, with: "d")
  }

  private func ends(_ index: Int, with ending: StaticString) -> Bool {
    let range = text.tokens[index].range
    guard range.count >= ending.utf8CodeUnitCount else { return false }
    let start = range.upperBound - ending.utf8CodeUnitCount
    for offset in 0..<ending.utf8CodeUnitCount where text.bytes[start + offset] != ending.utf8Start[offset] {
      return false
    }
    return true
  }
}
