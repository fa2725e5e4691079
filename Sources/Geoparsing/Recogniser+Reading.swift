import Dispatches
import GazetteerIndex
import GeoTypes

extension Recogniser {
  mutating func read(_ spot: Spot, after previous: Int?) {
    var spot = spot
    if let previous { shareHead(of: toponyms[previous], with: &spot) }
    let first = spot.chunk.lowerBound
    let range = text.sentences[spot.sentence].tokens
    if isEntity(spot.chunk) { return }
    if text.has(first, .organisationName), spot.chunk.count == 1 {
      appendEntity(.organisation, spot.chunk)
      return
    }
    // "AS Rome", "Real Madrid": the club's own word, then its town.
    if text.has(first, [.organisationHead, .capitalisedHead]), spot.chunk.count > 1,
      !text.isHyphenJoint(first + 1, limit: spot.chunk.upperBound),
      spot.match.map({ $0.tokens.upperBound < spot.chunk.upperBound }) ?? true, !text.isUpper[spot.sentence]
    {
      readTeam(spot)
      return
    }
    if isNamedAfter(spot) {
      readNamesake(spot)
      return
    }
    guard let match = spot.match else {
      readUnknown(spot, after: previous)
      return
    }
    if match.tokens.upperBound < spot.chunk.upperBound {
      readPartial(spot, match: match, after: previous)
      return
    }
    // "l'Etat de Zamfara": the generic itself is no name.
    if match.tokens.count == 1, text.has(first, .generic), first + 1 < range.upperBound,
      text.has(first + 1, .de)
    {
      return
    }
    let score = score(spot, match: match.tokens, after: previous)
    guard score.value > 0 else { return }
    append(properPart(of: match.tokens), name: match.name, spot: spot, reasons: score.reasons)
  }

  mutating func readTeam(_ spot: Spot) {
    appendEntity(.organisation, spot.chunk)
    let limit = text.byteRange(of: spot.chunk).upperBound
    let match = self.match(at: spot.chunk.lowerBound + 1, limit: limit, end: spot.chunk.upperBound)
    guard let match else { return }
    var toponym = Toponym(tokens: match.tokens, name: match.name, spot: spot)
    toponym.isEmbedded = true
    toponyms.append(toponym)
  }

  /// The proper name inside a match that a lower-case generic begins: "lac [Tchad]", "bande de [Gaza]"; a sea's
  /// adjective makes one name with it: "[mer Noire]".
  func properPart(of tokens: Range<Int>) -> Range<Int> {
    guard !text.isCapital(tokens.lowerBound), tokens.count > 1 else { return tokens }
    if text.entries[tokens.lowerBound].generic == .sea, text.isCapital(tokens.lowerBound + 1) {
      return tokens
    }
    guard let first = tokens.first(where: { text.isCapital($0) }) else { return tokens }
    return first..<tokens.upperBound
  }

  mutating func append(_ tokens: Range<Int>, name: NameRef?, spot: Spot, reasons: [String]?) {
    var toponym = Toponym(tokens: tokens, name: name, spot: spot, reasons: reasons)
    toponym.isEmbedded = isEmbedded(tokens, spot: spot)
    toponyms.append(toponym)
  }

  /// How strongly a name of the gazetteer is a place where it stands; above 0 it is taken as one.
  func score(_ spot: Spot, match: Range<Int>, after previous: Int?) -> Score {
    var score = Score(explains: explains)
    let first = match.lowerBound
    let range = text.sentences[spot.sentence].tokens
    let words = text.wordCount(match)
    let prominence = prominence(of: spot)
    score.add(prominence, "the name's best-known bearer")
    if words == 1 {
      if text.has(first, .ambiguous) {
        // In a story about sport, towns are what it is about.
        score.add(text.isSport ? -1 : -2, "also a common noun or a surname")
      }
      if text.has(first, .function) { score.add(-6, "a function word") }
      if text.has(first, .firstName), !text.has(first, .toponymicFirstName) {
        score.add(-2.5, "a first name")
      }
      if surnames.contains(text.tokens[first].key) { score.add(-5, "a person's name in this document") }
      if first == range.lowerBound || (text.isOpening(first - 1) && text.sign(first - 1) != UInt8(ascii: "("))
      {
        score.add(text.isSport ? -0.3 : -1, "begins the sentence")
      }
      if text.isUpper[spot.sentence] { score.add(-1, "set in capitals") }
      if text.tokens[first].shape == .upper, !text.isUpper[spot.sentence],
        text.tokens[first].end - text.tokens[first].start <= 4, !isSpelledInCapitals(spot)
      {
        score.add(-2, "looks like an acronym")
      }
    } else {
      score.add(0.5, "several words")
    }
    switch spot.left.preposition {
    case .a: score.add(2.5, "after « à »")
    case .locative: score.add(2.5, "after a preposition of place")
    case .entre: score.add(1, "after « entre »")
    case .de: score.add(0.7, "after « de »")
    case .other, .none:
      if let head = spot.left.head {
        if text.has(head, .target) { score.add(1.5, "after « contre »") }
        if let verb = verb(before: spot), text.has(verb, [.spatial, .striking]) {
          score.add(2, "what its verb does is done to places")
        }
      }
    }
    if let previous, isBracketed(spot, behind: toponyms[previous]) {
      score.add(2, "in brackets behind a place")
    }
    if spot.left.genericToken != nil { score.add(4, "a generic noun before it") }
    if settledPlaces.contains(text.tokens[first].key) {
      score.add(3, "surely a place elsewhere in the document")
    }
    if let previous, isCoordinated(spot, with: toponyms[previous]) { score.add(2, "in a list of places") }
    if let head = spot.left.head, head >= range.lowerBound {
      if text.has(head, .weakTitle), !text.has(head, .generic), spot.left.preposition != .de {
        score.add(-2, "after a title")
      }
      if text.has(head, .speechVerb), prominence < 4 { score.add(-3, "after a verb of speech") }
      if text.has(head, .according), prominence < 4 { score.add(-2, "after « selon »") }
      if head == first - 1, text.has(head, .firstName), text.isCapital(head), !spot.left.hasDeterminer {
        score.add(-6, "after a first name")
      }
    }
    if spot.left.hasDeterminer, spot.left.preposition != .a, let name = spot.match?.name,
      profiles[name].hasArea
    {
      score.add(1.5, "an article, as countries, regions and waters have")
    }
    if isBeforeAge(match.upperBound, limit: range.upperBound) { score.add(-5, "an age behind it") }
    if hasPlaceEntries, isEntry(spot) { score.add(3, "the head of an entry, as other places are") }
    // Looked up last, and only where it can decide.
    if score.value <= 0, score.value > -2, !text.has(first, [.ambiguous, .function]), isAtHome(spot) {
      score.add(2, "in a country that the dispatch is about")
    }
    return score
  }

  /// The word right before a name without an article, days and adverbs between them apart: "ont attaqué mercredi X".
  func verb(before spot: Spot) -> Int? {
    guard var head = spot.left.head, !spot.left.hasDeterminer else { return nil }
    let start = text.sentences[spot.sentence].tokens.lowerBound
    while head > start, text.tokens[head].kind == .word, text.has(head, .adverb) { head -= 1 }
    // "bombardé au drone X", "touché depuis jeudi X"
    if head > start, text.tokens[head].shape == .lower, !text.has(head, .spatial) {
      var probe = head
      while probe > start, head - probe < 3, text.tokens[probe].kind == .word,
        text.tokens[probe].shape == .lower
      {
        if text.has(probe, .spatial) { return probe }
        let isAside =
          text.contractedArticle(probe) != nil || text.has(probe - 1, .spatial) || text.has(probe, .adverb)
          || text.contractedArticle(probe - 1) != nil
        guard isAside else { break }
        probe -= 1
      }
    }
    return head
  }

  /// "RDC", "EAU": the gazetteer itself has the name in capitals.
  func isSpelledInCapitals(_ spot: Spot) -> Bool {
    guard let match = spot.match else { return false }
    let surface = text.slice(of: match.tokens)
    var isSpelled = false
    gazetteer.forEachBearer(of: match.name) {
      isSpelled = isSpelled || gazetteer.isName(of: $0, spelled: surface)
    }
    return isSpelled
  }

  /// "Valence (Drôme)".
  func isBracketed(_ spot: Spot, behind toponym: Toponym) -> Bool {
    spot.chunk.lowerBound == toponym.tokens.upperBound + 1
      && text.sign(toponym.tokens.upperBound) == UInt8(ascii: "(")
  }

  /// "des régions de A, B et C": a noun in the plural announces the whole list.
  private func shareHead(of previous: Toponym, with spot: inout Spot) {
    let left = spot.left
    guard left.genericToken == nil, previous.spot.left.isPlural, isCoordinated(spot, with: previous),
      left.preposition == .none || left.preposition == .other || left.preposition == .de,
      left.head.map({ $0 >= previous.tokens.upperBound }) ?? false
    else { return }
    spot.left.generic = previous.spot.left.generic
    spot.left.genericToken = previous.spot.left.genericToken
    spot.left.isPlural = true
  }

  /// Whether only commas, coordinators, articles, `de` and generics stand between a toponym and a spot behind it.
  func isCoordinated(_ spot: Spot, with toponym: Toponym) -> Bool {
    guard !toponym.isDemonym, toponym.spot.sentence == spot.sentence else { return false }
    let gap = toponym.tokens.upperBound..<Swift.max(toponym.tokens.upperBound, spot.chunk.lowerBound)
    guard !gap.isEmpty, gap.count <= 6 else { return false }
    var joins = false
    for index in gap {
      if text.sign(index) == UInt8(ascii: ",") || text.has(index, .coordinator) {
        joins = true
      } else if !text.has(index, [.determiner, .de, .a, .generic, .adverb]) && !text.has(index, .locative) {
        return false
      }
    }
    return joins
  }

  /// A name of the gazetteer that is only the first part of what stands there.
  mutating func readPartial(
    _ spot: Spot, match: Match, after previous: Int?
  ) {
    let next = match.tokens.upperBound
    let prominence = prominence(of: spot)
    if text.isHyphenJoint(next, limit: spot.chunk.upperBound) {
      // "Washington-Pékin", "Paris-Match", "Beyrouth-Ouest"; what goes on in small letters is a word: "Trente-deux".
      if prominence >= 2, text.isCapital(next + 1) || isToponymic(spot),
        match.tokens.count > 1 || !text.has(match.tokens.lowerBound, .generic)
      {
        var toponym = Toponym(tokens: match.tokens, name: match.name, spot: spot)
        let rest = (next + 1)..<spot.chunk.upperBound
        let restIsPlace = self.match(
          at: next + 1, limit: text.byteRange(of: rest).upperBound, end: rest.upperBound)
        let isPart = text.has(next + 1, .direction)
        toponym.isEmbedded = restIsPlace == nil && !isPart
        if isPart {
          // "Kordofan-Nord": one name, that of the division where the gazetteer has it another way round.
          toponym.tokens = match.tokens.lowerBound..<(next + 2)
          toponym.name = partName(of: match, direction: next + 1) ?? match.name
        }
        toponyms.append(toponym)
        if let restIsPlace, !isPart, profiles[restIsPlace.name].prominence >= 1 {
          toponyms.append(Toponym(tokens: restIsPlace.tokens, name: restIsPlace.name, spot: spot))
        }
      } else {
        // "Pont-Sondé" is no Pont.
        readUnknown(spot, after: previous)
      }
      return
    }
    // "Manchester United", "Yorkshire Post".
    if prominence >= 2, !text.has(match.tokens.lowerBound, .firstName), !isToponymic(spot),
      text.has(next, [.organisationHead, .capitalisedHead])
    {
      var toponym = Toponym(tokens: match.tokens, name: match.name, spot: spot)
      toponym.isEmbedded = true
      toponyms.append(toponym)
      return
    }
    // "Gaza City", "Goma Nord": a toponym with more behind it where a place is announced; else somebody's name.
    if isToponymic(spot), prominence < 3 {
      readUnknown(spot, after: previous)
      return
    }
    if prominence >= 3, !text.has(match.tokens.lowerBound, .firstName), isToponymic(spot) || prominence >= 4 {
      var covered = spot
      covered.chunk = match.tokens
      let rest = match.tokens.upperBound..<spot.chunk.upperBound
      if isToponymic(spot) || text.has(rest.lowerBound, [.firstName, .organisationName, .strongTitle]) {
        read(covered, after: previous)
        var behind = spot
        behind.chunk = rest
        behind.left = text.leftContext(
          of: rest.lowerBound, start: text.sentences[spot.sentence].tokens.lowerBound)
        behind.match = self.match(
          at: rest.lowerBound, limit: text.byteRange(of: rest).upperBound, end: rest.upperBound)
        read(behind, after: nil)
      }
    }
  }

  /// "Kordofan-Nord" as "Kordofan du Nord" or "Nord-Kordofan".
  func partName(of match: Match, direction: Int) -> NameRef? {
    let base = text.string(of: match.tokens)
    let side = text.string(of: direction..<(direction + 1))
    return gazetteer.lookup("\(base) du \(side)") ?? gazetteer.lookup("\(side) \(base)")
  }
}
