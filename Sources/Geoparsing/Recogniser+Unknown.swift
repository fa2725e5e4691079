import Dispatches
import GazetteerIndex
import GeoTypes

// Names that no gazetteer has, and that are places by what the text says around them.
extension Recogniser {
  /// A capitalised stretch that the gazetteer lacks: a place where the text plainly says so.
  mutating func readUnknown(_ spot: Spot, after previous: Int?) {
    guard canBeUnknownPlace(spot) else {
      appendTail(of: spot)
      return
    }
    let label = text.label(of: spot.chunk)
    let cue = cue(of: spot)
    let isInList =
      previous.map {
        isCoordinated(spot, with: toponyms[$0])
          && (toponyms[$0].spot.left.isPlural || isListEnd(spot, behind: toponyms[$0])
            || sharesGovernor(spot, with: toponyms[$0]))
      } ?? false
    guard cue != nil || isInList || unknownPlaces[label] else {
      appendTail(of: spot)
      return
    }
    unknownPlaces.update(label) { $0 = true }
    var reasons: [String]?
    if explains { reasons = [cue.map { "\($0)" }, isInList ? "in a list of places" : nil].compactMap { $0 } }
    append(spot.chunk, name: nil, spot: spot, reasons: reasons)
    if isInList, let previous { toponyms[toponyms.count - 1].spot.left = toponyms[previous].spot.left }
  }

  /// Notes a name that the gazetteer lacks and that is a place by its own surroundings, before any is read: one sense
  /// per document.
  mutating func announce(_ spot: Spot) {
    guard spot.match == nil, canBeUnknownPlace(spot), !isNamedAfter(spot), cue(of: spot) != nil else {
      return
    }
    unknownPlaces.update(text.label(of: spot.chunk)) { $0 = true }
  }

  /// Lists whose later names are places: "Zabilje, Grahovcici et Guca Gora, trois hameaux"; read from the end.
  mutating func readListsBackwards(_ spots: ArraySlice<Spot>, from first: Int) {
    var next = toponyms.indices[first...].filter { !toponyms[$0].isDemonym && !toponyms[$0].isEmbedded }
    guard !next.isEmpty else { return }
    for spot in spots.reversed() where spot.match == nil || spot.match?.tokens == spot.chunk {
      var nearest: Int?
      for index in next where toponyms[index].tokens.lowerBound >= spot.chunk.upperBound {
        let isNearer = nearest.map { toponyms[index].tokens.lowerBound < toponyms[$0].tokens.lowerBound }
        if isNearer ?? true { nearest = index }
      }
      guard let behind = nearest.map({ toponyms[$0] }) else { continue }
      let gap = spot.chunk.upperBound..<behind.tokens.lowerBound
      guard joinsList(gap, repeats: behind.spot.left.preposition == spot.left.preposition),
        gap.contains(where: { text.has($0, .coordinator) }) || next.count > 1,
        canBeUnknownPlace(spot), !isNamedAfter(spot),
        !text.has(spot.chunk.lowerBound, [.ambiguous, .firstName, .function]),
        !text.has(spot.chunk.lowerBound, [.organisationHead, .capitalisedHead]),
        !toponyms[first...].contains(where: { $0.tokens.overlaps(spot.chunk) }),
        !isEntity(spot.chunk)
      else { continue }
      unknownPlaces.update(text.label(of: spot.chunk)) { $0 = true }
      append(
        spot.chunk, name: spot.match?.name, spot: spot, reasons: explains ? ["in a list of places"] : nil)
      next.append(toponyms.count - 1)
    }
  }

  /// *bombardant A, X et deux villages*, *entre A et X*: what governs the name before makes the next one a place, too.
  private func sharesGovernor(_ spot: Spot, with toponym: Toponym) -> Bool {
    guard isCapitalised(spot), text.wordCount(spot.chunk) <= 3, let head = toponym.spot.left.head else {
      return false
    }
    if let verb = verb(before: toponym.spot), text.has(verb, .spatial), text.tokens[verb].shape == .lower {
      return true
    }
    return text.has(head, .between)
  }

  /// What makes a name that the gazetteer lacks a place.
  enum UnknownCue {
    case announced, afterA, beside, spatial, inside, held, apposed, bracketed, entry
  }

  private func cue(of spot: Spot) -> UnknownCue? {
    let left = spot.left
    let words = text.wordCount(spot.chunk)
    switch left.generic {
    case .settlement, .quarter, .camp, .island, .river, .lake, .relief, .division, .structure:
      return .announced
    case .road, .frontier, .coast, .airport, .port:
      // "la route de Metuge", not "le port du Rovuma".
      if left.preposition == .de, !left.hasDeterminer, !startsWithContraction(spot),
        let token = left.genericToken, !text.has(token, .organisationHead)
      {
        return .announced
      }
    case .region, .water, .sea, .desert:
      // "la forêt de X", "le détroit de X"
      if left.preposition == .de, !left.hasDeterminer, words <= 2, isCapitalised(spot),
        !startsWithContraction(spot)
      {
        return .announced
      }
    case .capital, .country, nil: break
    }
    if left.preposition == .a, !left.hasDeterminer, words <= 3, isFollowedAsPlace(spot) || !isGivenTo(spot) {
      return .afterA
    }
    // "près de X", "au large de X", "au sud de X".
    if left.preposition == .locative, let head = left.head, text.has(head, .de), words <= 3 { return .beside }
    if let head = left.head, !left.hasDeterminer, words <= 3, isCapitalised(spot) {
      if let verb = verb(before: spot), text.has(verb, .spatial) { return .spatial }
      if left.preposition == .de, !startsWithContraction(spot), isHeld(by: head, spot) { return .held }
      // "dans X" is a town's inside, but a paper's, too: "dans Libération".
      if left.preposition == .locative, text.has(head, .area), !text.isSport { return .inside }
    }
    if isApposed(spot) { return .apposed }
    if isBracketedWithPlace(spot) { return .bracketed }
    if hasPlaceEntries, isEntry(spot) { return .entry }
    return nil
  }

  /// "habitants de X", "se sont emparés mardi de X".
  private func isHeld(by preposition: Int, _ spot: Spot) -> Bool {
    let start = text.sentences[spot.sentence].tokens.lowerBound
    var probe = preposition - 1
    while probe >= start, preposition - probe < 3, text.has(probe, .adverb) { probe -= 1 }
    return probe >= start && text.has(probe, .ofPlaces)
  }

  /// Whether a spot begins with a capital and goes on in small letters; "N'Djamena" does.
  private func isCapitalised(_ spot: Spot) -> Bool {
    text.tokens[text.firstWord(of: spot.chunk)].shape == .capitalised
  }

  private func startsWithContraction(_ spot: Spot) -> Bool {
    spot.left.head.map { text.contractedArticle($0) != nil } ?? false
  }

  private func canBeUnknownPlace(_ spot: Spot) -> Bool {
    let first = text.firstWord(of: spot.chunk)
    let isSettlement = spot.left.generic?.announcesSettlement ?? false
    guard !text.isUpper[spot.sentence], isSettlement || !text.has(first, .firstName),
      // "Petite-Rivière" is one name, whatever its first part is.
      isSettlement || !text.has(first, [.function, .weakTitle, .strongTitle, .organisationName])
        || text.isHyphenJoint(first + 1, limit: spot.chunk.upperBound),
      !surnames.contains(text.tokens[spot.chunk.upperBound - 1].key),
      text.tokens[first].shape == .capitalised || text.tokens[first].shape == .mixed,
      !spot.chunk.contains(where: { text.has($0, .demonym) }),
      !gazetteer.isStopped(text.slice(of: spot.chunk)), !isOrdinal(spot.chunk)
    else { return false }
    // "au Parc des Princes": a generic of its own is no name.
    return spot.chunk.count > 1 || !text.has(first, .generic)
  }

  /// A Roman ordinal, of centuries, districts and kings: "au XIXe siècle", "dans le XVIe", "Ier".
  private func isOrdinal(_ chunk: Range<Int>) -> Bool {
    let bytes = text.slice(of: chunk)
    let digits = bytes.prefix { "IVXLC".utf8.contains($0) }
    let ending = bytes.dropFirst(digits.count)
    return !digits.isEmpty && (ending.elementsEqual("e".utf8) || ending.elementsEqual("er".utf8))
  }

  /// "Pyla, village mixte", "Guca Gora, trois hameaux", "Salaheddine, quartier d'Alep".
  private func isApposed(_ spot: Spot) -> Bool {
    let limit = text.sentences[spot.sentence].tokens.upperBound
    var probe = spot.chunk.upperBound
    guard probe < limit, text.sign(probe) == UInt8(ascii: ",") else { return false }
    probe += 1
    var skipped = 0
    while probe < limit, skipped < 3 {
      if text.has(probe, .generic) {
        return text.tokens[probe].shape == .lower && (text.entries[probe].generic?.namesPlace ?? false)
      }
      let isNumber = text.tokens[probe].kind == .number
      guard isNumber || text.tokens[probe].shape == .lower,
        !text.has(probe, [.de, .a, .locative, .auxiliary])
      else { return false }
      probe += 1
      skipped += 1
    }
    return false
  }

  /// "Minova (Sud-Kivu)", "Zaina (3 km à l'est de Sake)".
  private func isBracketedWithPlace(_ spot: Spot) -> Bool {
    let limit = text.sentences[spot.sentence].tokens.upperBound
    let open = spot.chunk.upperBound
    guard open + 2 < limit, text.sign(open) == UInt8(ascii: "("), !text.isSport else { return false }
    if text.tokens[open + 1].kind == .number { return text.has(open + 2, .nearness) }
    guard
      let close = text.tokens[(open + 2)...].indices.prefix(6).first(where: {
        text.sign($0) == UInt8(ascii: ")")
      }), close < limit,
      let inside = match(at: open + 1, limit: Int(text.tokens[close].start), end: close)
    else { return false }
    return inside.tokens.upperBound == close && profiles[inside.name].hasArea
      && profiles[inside.name].prominence >= 2
  }

  /// Whether a name is the head of an entry of a report by places: "Sugapa : échange de tirs".
  func isEntry(_ spot: Spot) -> Bool {
    let sentence = text.sentences[spot.sentence].tokens
    let next = spot.chunk.upperBound
    guard next < sentence.upperBound, text.sign(next) == UInt8(ascii: ":") else { return false }
    let before = spot.chunk.lowerBound - 1
    return before < sentence.lowerBound
      || (before < sentence.lowerBound + 3 && text.tokens[before].kind != .word)
  }

  /// Whether a gap holds commas, coordinators, articles and repeated prepositions only, and one that joins.
  private func joinsList(_ gap: Range<Int>, repeats: Bool) -> Bool {
    guard !gap.isEmpty, gap.count <= 4 else { return false }
    var joins = false
    for index in gap {
      if text.sign(index) == UInt8(ascii: ",") || text.has(index, .coordinator) {
        joins = true
      } else if !text.has(index, repeats ? [.determiner, .de, .a] : .determiner) {
        return false
      }
    }
    return joins
  }

  /// Behind another place: "X et Y", or "X, Y" where the list goes on or ends.
  private func isListEnd(_ spot: Spot, behind toponym: Toponym) -> Bool {
    guard !toponym.isEmbedded, !text.isSport else { return false }
    let gap = toponym.tokens.upperBound..<spot.chunk.lowerBound
    let limit = text.sentences[spot.sentence].tokens.upperBound
    let next = spot.chunk.upperBound
    let isSettled = toponym.spot.left.preposition.precedesPlaces || toponym.spot.left.genericToken != nil
    if gap.contains(where: { text.has($0, .coordinator) }) {
      // "Moscou et Zelensky" do something; "conquis Wichale et Chifra" is where it was done.
      return isSettled || !(next < limit && text.has(next, [.auxiliary, .actorVerb, .speechVerb]))
    }
    // "le maire de Bizerte, Mondher Sfaxi."
    let before = Swift.max(text.sentences[spot.sentence].tokens.lowerBound, toponym.tokens.lowerBound - 8)
    if (before..<toponym.tokens.lowerBound).contains(where: { text.has($0, [.weakTitle, .strongTitle]) }) {
      return false
    }
    guard next < limit else { return true }
    return text.sign(next) == UInt8(ascii: ",") && next + 1 < limit && text.isCapital(next + 1)
      || text.has(next, .coordinator) && next + 1 < limit && text.isCapital(next + 1)
      || text.sign(next) == UInt8(ascii: ".") || text.sign(next) == UInt8(ascii: ";")
      || text.sign(next) == UInt8(ascii: ":")
  }

  /// Whether "à X" hangs on a verb of saying or giving, as persons and institutions do.
  private func isGivenTo(_ spot: Spot) -> Bool {
    let start = text.sentences[spot.sentence].tokens.lowerBound
    var probe = (spot.left.head ?? spot.chunk.lowerBound) - 1
    var steps = 0
    while probe >= start, steps < 5 {
      if text.tokens[probe].kind == .punctuation { return false }
      if text.has(probe, [.governsA, .speechVerb]) { return true }
      probe -= 1
      steps += 1
    }
    return false
  }

  /// Behind "à X": what follows a place rather than a person: a comma, a bracket, the end, a preposition.
  private func isFollowedAsPlace(_ spot: Spot) -> Bool {
    let next = spot.chunk.upperBound
    let limit = text.sentences[spot.sentence].tokens.upperBound
    guard next < limit else { return false }
    let sign = text.sign(next)
    if sign == UInt8(ascii: "(") { return true }
    guard sign == UInt8(ascii: ","), next + 1 < limit else { return false }
    return text.has(next + 1, [.locative, .a]) || text.has(next + 1, .determiner)
      || text.has(next + 1, .generic) || text.has(next + 1, .direction)
  }
}
