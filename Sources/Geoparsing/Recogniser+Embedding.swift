import Dispatches
import GazetteerIndex
import GeoTypes

// Places inside the names of something else.
extension Recogniser {
  /// Whether the name is part of an organisation's, a treaty's, a street's, a team's, a work's: `groupe de Minsk`.
  func isEmbedded(_ tokens: Range<Int>, spot: Spot) -> Bool {
    if isInTitle(tokens, spot: spot) { return true }
    let range = text.sentences[spot.sentence].tokens
    var before = tokens.lowerBound - 1
    guard before >= range.lowerBound else { return false }
    if text.has(before, .determiner), before - 1 >= range.lowerBound { before -= 1 }
    // "FC Barcelone", "Real Madrid".
    guard text.has(before, .de) else { return isOrganisation(before, in: range) && text.isCapital(before) }
    before -= 1
    guard before >= range.lowerBound else { return false }
    if isOrganisation(before, in: range) || isNamedThing(before, in: range) { return true }
    // "Conseil suprême de Y", "Armée de libération du Kosovo": lower-case words between.
    var skipped = 0
    while before > range.lowerBound, skipped < 3, text.tokens[before].kind == .word,
      text.tokens[before].shape == .lower,
      !text.has(before, [.generic, .determiner, .a, .locative, .auxiliary])
        || text.has(before, .de) && text.contractedArticle(before) == nil
    {
      before -= 1
      skipped += 1
      if text.isCapital(before) { return isOrganisation(before, in: range) }
    }
    return false
  }

  /// Whether a word makes one name with the place behind it: always, or because it is capitalised in mid-sentence.
  func isOrganisation(_ index: Int, in range: Range<Int>) -> Bool {
    if text.has(index, .organisationHead) { return true }
    return text.has(index, .capitalisedHead) && text.isCapital(index) && index > range.lowerBound
  }

  /// A common noun that a capital and the article before it make a name: "le Réveil de X", "la Vierge de X".
  /// Not titles, not generics, not peoples, who are many.
  private func isNamedThing(_ index: Int, in range: Range<Int>) -> Bool {
    guard index - 1 >= range.lowerBound, text.tokens[index].shape == .capitalised,
      text.has(index - 1, .definite), index - 2 < range.lowerBound || !text.has(index - 2, .de),
      !text.isUpper[text.sentence(of: index)],
      !text.has(
        index, [.generic, .weakTitle, .strongTitle, .demonym, .firstName, .direction, .governsDe]),
      !surnames.contains(text.tokens[index].key)
    else { return false }
    let end = Int(text.tokens[index].end)
    let last = text.bytes[end - 1]
    guard last != UInt8(ascii: "s"), last != UInt8(ascii: "x") else { return false }
    // "l'Alexandrie d'Egypte" is a place, and where it is.
    return match(at: index, limit: end, end: index + 1).map { profiles[$0.name].prominence < 3 } ?? true
  }

  /// Whether quotation marks make a title of what holds the name: "un livre, « Retour à Brest-Litovsk »". A quotation
  /// is introduced by a colon, begins a sentence or has a verb.
  private func isInTitle(_ tokens: Range<Int>, spot: Spot) -> Bool {
    guard spot.left.genericToken == nil else { return false }
    let range = text.sentences[spot.sentence].tokens
    var open = tokens.lowerBound - 1
    while open >= range.lowerBound, tokens.lowerBound - open <= 6, !text.isOpening(open) { open -= 1 }
    guard open - 1 >= range.lowerBound, text.isOpening(open), text.sign(open) != UInt8(ascii: "("),
      text.sign(open - 1) == UInt8(ascii: ",") || text.tokens[open - 1].shape == .lower,
      !text.has(open - 1, [.speechVerb, .according]), text.isCapital(open + 1)
    else { return false }
    var close = tokens.upperBound
    while close < range.upperBound, close - tokens.upperBound <= 5, !text.isClosing(close) { close += 1 }
    guard close < range.upperBound, text.isClosing(close) else { return false }
    return !(open + 1..<close).contains {
      text.has($0, [.auxiliary, .literalVerb]) && !text.has($0, .determiner)
    }
  }

  /// Whether a building, a ship, a paper or a storm has the name: "la chaîne Baza", "le stade Bollaert", "l'ouragan
  /// Maria"; a road between two places has theirs ("la ligne Paris-Lyon").
  func isNamedAfter(_ spot: Spot) -> Bool {
    let head = spot.chunk.lowerBound - 1
    guard head >= text.sentences[spot.sentence].tokens.lowerBound, text.tokens[head].shape == .lower,
      spot.match.map({ $0.tokens.upperBound >= spot.chunk.upperBound }) ?? true, !text.isUpper[spot.sentence],
      text.tokens[spot.chunk.lowerBound].spaceBefore
    else { return false }
    switch text.entries[head].generic {
    case .structure, .road: return true
    case .relief, nil: return text.has(head, .capitalisedHead)
    default: return false
    }
  }

  /// A well-known place that such a thing is named after is inside its name; what else it is called is no place.
  mutating func readNamesake(_ spot: Spot) {
    guard let match = spot.match, profiles[match.name].prominence >= 3,
      text.has(spot.chunk.lowerBound - 1, .capitalisedHead),
      !text.has(spot.chunk.lowerBound, [.ambiguous, .firstName, .organisationName])
    else { return }
    var toponym = Toponym(tokens: match.tokens, name: match.name, spot: spot)
    toponym.isEmbedded = true
    toponyms.append(toponym)
  }

  /// A well-known place in the name of an organisation: "Paris-Match", "New York Times".
  mutating func appendInside(_ organisation: Range<Int>, sentence: Int) {
    let limit = text.byteRange(of: organisation).upperBound
    for index in organisation
    where text.isCapital(index) && !text.has(index, [.function, .firstName, .direction]) {
      guard let match = match(at: index, limit: limit, end: organisation.upperBound),
        match.tokens.count < organisation.count, profiles[match.name].prominence >= 4
      else { continue }
      var toponym = Toponym(
        tokens: match.tokens, name: match.name,
        spot: Spot(match: match, chunk: match.tokens, sentence: sentence, left: LeftContext()))
      toponym.isEmbedded = true
      toponyms.append(toponym)
      return
    }
  }

  /// The place at the end of a name that nobody knows: "Météo-France", "Ouest-France".
  mutating func appendTail(of spot: Spot) {
    let last = spot.chunk.upperBound - 1
    guard spot.chunk.count >= 3, text.isHyphenJoint(last - 1, limit: spot.chunk.upperBound),
      text.tokens[last].shape == .capitalised, !text.has(spot.chunk.lowerBound, [.firstName, .function]),
      !text.has(last, .direction),
      !text.isUpper[spot.sentence],
      let name = match(
        at: last, limit: text.byteRange(of: spot.chunk).upperBound, end: spot.chunk.upperBound),
      profiles[name.name].prominence >= 3
    else { return }
    var toponym = Toponym(tokens: name.tokens, name: name.name, spot: spot)
    toponym.isEmbedded = true
    toponyms.append(toponym)
  }
}
