import Dispatches
import GazetteerIndex

// The words around a name.
extension ModelFeatures {
  /// The key of a word or sign of the sentence; 0 beyond its ends, 1 for a number.
  private func word(_ index: Int, in sentence: Range<Int>) -> UInt64 {
    guard sentence.contains(index) else { return 0 }
    return text.tokens[index].kind == .number ? 1 : text.tokens[index].key
  }

  func addLeft(_ place: Place, to sink: inout some FeatureSink) {
    let (sentence, agency) = (place.sentence, place.agency)
    let start = place.candidate.tokens.lowerBound
    func add(_ template: FeatureTemplate, _ a: UInt64, _ b: UInt64 = 0) { sink.add(template.feature(a, b)) }
    for distance in 0..<3 {
      let index = start - 1 - distance
      let step = UInt64(distance)
      if distance < 2 { add(.left, word(index, in: sentence), step) }
      guard sentence.contains(index) else { continue }
      forEachClass(index) { add(.leftClass, $0, step) }
      if distance < 2, let generic = text.entries[index].generic { add(.leftGeneric, generic.code, step) }
    }
    add(.leftPair, word(start - 1, in: sentence), word(start - 2, in: sentence))
    add(.leftAgency, word(start - 1, in: sentence), agency)
    addClause(place, to: &sink)
    let code = place.candidate.spot.left.preposition.code
    if let head = place.head {
      add(.head, word(head, in: sentence), agency)
      add(.governor, word(head - 1, in: sentence), code)
      if sentence.contains(head - 1) {
        forEachClass(head - 1) { add(.governorClass, $0, code) }
        add(.governorStem, text.stem(head - 1), code)
      }
      if sentence.contains(head - 2) { forEachClass(head - 2) { add(.governorClassFar, $0, code) } }
    }
    // The nearest words that can govern a name, and what else stands there, up to the clause's end.
    let from = place.head ?? start
    var seen: Lexicon.Classes = []
    for step in 1...8 {
      let index = from - step
      guard sentence.contains(index), !text.endsClause(index) else { break }
      let governing = text.classes(index).intersection(.governing)
      var bits = governing.subtracting(seen).rawValue
      seen.formUnion(governing)
      while bits != 0 {
        add(.governs, UInt64(bits.trailingZeroBitCount), code * 4 + agency)
        bits &= bits - 1
      }
      let token = text.tokens[index]
      if token.kind == .word, step <= 6, token.end - token.start > 3 {
        add(.leftStem, text.stem(index), code)
      }
    }
  }

  /// What a clause begins with before the name, and the verb that may follow at once.
  private func addClause(_ place: Place, to sink: inout some FeatureSink) {
    func add(_ template: FeatureTemplate, _ a: UInt64, _ b: UInt64 = 0) { sink.add(template.feature(a, b)) }
    let before =
      place.candidate.tokens.lowerBound - (place.candidate.spot.left.hasDeterminer ? 2 : 1)
    var opening: UInt64 = 1
    if !place.sentence.contains(before) {
      opening = 0
    } else if text.tokens[before].kind == .punctuation {
      opening = 2 + UInt64(text.bytes[Int(text.tokens[before].start)])
    } else if text.has(before, .coordinator) {
      opening = 2
    }
    add(.clause, opening, place.agency)
    let next = place.candidate.tokens.upperBound
    guard next < place.sentence.upperBound, text.tokens[next].shape == .lower else { return }
    add(.clauseVerb, opening, text.part(next) * 4 + place.agency)
    add(.clauseEnding, text.ending(next, 3), (opening == 1 ? 4 : 0) + place.agency)
  }

  func addRight(_ place: Place, to sink: inout some FeatureSink) {
    let (sentence, agency) = (place.sentence, place.agency)
    let start = place.candidate.tokens.lowerBound
    let end = place.candidate.tokens.upperBound
    func add(_ template: FeatureTemplate, _ a: UInt64, _ b: UInt64 = 0) { sink.add(template.feature(a, b)) }
    for distance in 0..<2 {
      let index = end + distance
      let step = UInt64(distance)
      add(.right, word(index, in: sentence), step)
      guard sentence.contains(index) else { continue }
      forEachClass(index) {
        add(.rightClass, $0, step)
        add(.rightClassAgency, $0, (place.preposition * 4 + agency) * 2 + step)
      }
      add(.rightShape, text.shape(index), step)
    }
    if sentence.contains(end) {
      let isLower = text.tokens[end].shape == .lower
      add(.rightShortEnding, isLower ? text.ending(end, 2) : text.shape(end), place.preposition * 4 + agency)
      add(.rightEnding, text.ending(end, 3))
    }
    add(.rightPair, word(end, in: sentence), word(end + 1, in: sentence))
    add(.around, word(start - 1, in: sentence), word(end, in: sentence))
    add(.prepositionRight, word(end, in: sentence), place.preposition)
  }

  /// The verb behind the name's list, or behind an aside: "Moscou, qui", "Bakou, de son côté,", "Doha (Qatar)".
  func addVerb(_ place: Place, _ index: Int, to sink: inout some FeatureSink) {
    func add(_ template: FeatureTemplate, _ a: UInt64, _ b: UInt64 = 0) { sink.add(template.feature(a, b)) }
    let (subject, agency) = (place.subject, place.agency)
    let limit = place.sentence.upperBound
    let (start, aside) = behindAside(candidates[list(around: index).last].tokens.upperBound, limit: limit)
    var distance: UInt64 = 0
    for probe in start..<Swift.max(start, Swift.min(limit, start + 8)) {
      if text.tokens[probe].kind == .punctuation, text.endsClause(probe) || text.opensAside(probe) {
        add(.verbStop, Swift.min(distance, 7) * 4 + aside, subject)
        break
      }
      var verbs = text.classes(probe).intersection(.verbs).rawValue
      if verbs != 0, !text.has(probe, [.determiner, .de, .a, .locative]) {
        while verbs != 0 {
          let kind = UInt64(verbs.trailingZeroBitCount)
          add(.verb, kind * 8 + Swift.min(distance, 4), subject * 4 + agency)
          add(.verbClause, kind * 4 + aside, subject * 4 + agency)
          verbs &= verbs - 1
        }
        add(.verbStem, text.stem(probe), subject)
        if probe + 1 < limit { add(.verbNext, text.tokens[probe].key ^ text.ending(probe + 1, 2), subject) }
        break
      }
      distance += 1
    }
    var pattern: UInt64 = 1
    for probe in start..<Swift.max(start, Swift.min(limit, start + 3)) {
      pattern = pattern * 512 + text.part(probe)
      add(.pattern, pattern, subject)
    }
  }

  private static let quiKey = Lexicon.key("qui")

  /// The token behind an aside that begins at `index`, and which kind it is: 0 none, 1 a relative clause, 2 between commas, 3
  /// between brackets.
  private func behindAside(_ index: Int, limit: Int) -> (start: Int, kind: UInt64) {
    guard index < limit else { return (index, 0) }
    switch text.sign(index) {
    case UInt8(ascii: ","):
      if index + 1 < limit, text.tokens[index + 1].key == ModelFeatures.quiKey { return (index + 2, 1) }
      let close = (index + 1..<Swift.min(limit, index + 15)).dropFirst().first {
        text.sign($0) == UInt8(ascii: ",")
      }
      return close.map { ($0 + 1, 2) } ?? (index, 0)
    case UInt8(ascii: "("):
      let close = (index + 1..<Swift.min(limit, Swift.max(index + 1, index + 10))).first {
        text.sign($0) == UInt8(ascii: ")")
      }
      return close.map { ($0 + 1, 3) } ?? (index, 0)
    default: return (index, 0)
    }
  }
}
