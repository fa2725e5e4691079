import Dispatches
import GazetteerIndex
import GeoTypes

// Names whose role another part of the sentence decides.
extension RoleClassifier {
  /// "Dans la capitale azerbaïdjanaise, Bakou, la police a interpellé": the noun before the comma says what the name
  /// is, and a preposition of place that the police are in it.
  func isApposed(_ toponym: Recogniser.Toponym, in range: Range<Int>) -> Bool {
    let comma = toponym.tokens.lowerBound - 1
    guard comma - 1 > range.lowerBound, text.sign(comma) == UInt8(ascii: ",") else { return false }
    var probe = comma - 1
    var steps = 0
    while probe > range.lowerBound, steps < 4, !text.has(probe, .generic) {
      guard text.tokens[probe].kind == .word, !text.has(probe, [.auxiliary, .actorVerb, .locative]) else {
        return false
      }
      probe -= 1
      steps += 1
    }
    guard text.entries[probe].generic?.namesPlace ?? false, text.tokens[probe].shape == .lower else {
      return false
    }
    var before = probe - 1
    while before > range.lowerBound, text.has(before, .determiner) || text.tokens[before].shape == .lower,
      !text.has(before, [.locative, .a, .de, .auxiliary]), probe - before < 4
    {
      before -= 1
    }
    return before >= range.lowerBound && text.has(before, [.locative, .a])
  }

  /// "Londres offre 60 millions, Bruxelles 45", "Wellington remercie, Jakarta aussi": the verb is that of a name
  /// further left that stands for a government.
  func isGapped(_ index: Int, in range: Range<Int>) -> Bool {
    let toponym = toponyms[index]
    var before = toponym.tokens.lowerBound - 1
    if before > range.lowerBound, text.has(before, .determiner) { before -= 1 }
    guard index > 0, before > range.lowerBound, opensClause(before),
      toponyms[index - 1].spot.sentence == toponym.spot.sentence
    else { return false }
    // No verb of its own up to the end of the clause, and something that is given or said.
    var probe = toponym.tokens.upperBound
    let isClosed = probe >= range.upperBound || endsClause(probe)
    if probe < range.upperBound, text.sign(probe) == UInt8(ascii: ",") { probe += 1 }
    let first = probe
    while probe < range.upperBound, !endsClause(probe), text.sign(probe) != UInt8(ascii: ",") {
      if text.has(probe, [.auxiliary, .literalVerb]), !text.has(probe, [.determiner, .de, .a]) {
        return false
      }
      if text.has(probe, .actorVerb), !text.has(probe, [.determiner, .de]), probe == first { return false }
      probe += 1
    }
    guard !isClosed, first < range.upperBound,
      text.tokens[first].kind == .number || text.has(first, [.determiner, .adverb, .de, .function])
    else { return false }
    var other = index - 1
    while other >= 0, toponyms[other].spot.sentence == toponym.spot.sentence {
      if !toponyms[other].isDemonym, !toponyms[other].isEmbedded,
        [.none, .other].contains(toponyms[other].spot.left.preposition)
      {
        return role(of: other).role == .metonym
      }
      other -= 1
    }
    return false
  }

  private func opensClause(_ index: Int) -> Bool {
    let sign = text.sign(index)
    return sign == UInt8(ascii: ",") || sign == UInt8(ascii: ";") || text.has(index, .coordinator)
  }

  private func endsClause(_ index: Int) -> Bool {
    let sign = text.sign(index)
    return sign == UInt8(ascii: ".") || sign == UInt8(ascii: ";") || sign == UInt8(ascii: ":")
  }
}
