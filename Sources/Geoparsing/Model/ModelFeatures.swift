import Dispatches
import GazetteerIndex

/// Computes the features of a document's candidates.
///
/// Everything that a feature tells is a small number or a word's key: no text is built.
struct ModelFeatures {
  let text: Annotated
  let recogniser: Recogniser
  let classifier: RoleClassifier
  let candidates: [ModelCandidate]
  /// What the rules made of the names that begin with a word, by the word's key.
  private var uses = KeyTable(empty: Uses())

  /// How often the rules read a name so or so, each at most 255 times.
  struct Uses: Sendable {
    var literal: UInt8 = 0
    var metonym: UInt8 = 0
    var refused: UInt8 = 0
    /// Behind a preposition of place.
    var located: UInt8 = 0

    mutating func add(_ candidate: ModelCandidate) {
      func count(_ number: inout UInt8) { number = number == .max ? number : number + 1 }
      switch candidate.verdict {
      case .literal: count(&literal)
      case .metonym: count(&metonym)
      case .none: count(&refused)
      case .embedded, .dateline, .demonym: break
      }
      if candidate.spot.left.preposition.precedesPlaces { count(&located) }
    }
  }

  init(recogniser: Recogniser, classifier: RoleClassifier, candidates: [ModelCandidate]) {
    text = recogniser.text
    self.recogniser = recogniser
    self.classifier = classifier
    self.candidates = candidates
    for candidate in candidates {
      uses.update(text.tokens[candidate.tokens.lowerBound].key) { $0.add(candidate) }
    }
  }

  /// What the features of one candidate have in common.
  struct Place {
    let candidate: ModelCandidate
    /// The sentence's tokens; the name's own in a dateline.
    let sentence: Range<Int>
    let isUpper: Bool
    let verdict: UInt64
    /// 0 for a name that no gazetteer has, then none, weak, strong.
    let agency: UInt64
    /// The preposition, and whether a determiner stands before the name.
    let preposition: UInt64
    /// As `preposition`, but 0 for all that is none: what a subject has.
    let subject: UInt64
    /// The word that governs; nil where the sentence begins.
    let head: Int?
  }

  /// Adds the features of a candidate to a sink, always in the same order.
  func add(_ index: Int, to sink: inout some FeatureSink) {
    let place = self.place(of: index)
    addName(place, to: &sink)
    addLeft(place, to: &sink)
    addRight(place, to: &sink)
    addVerb(place, index, to: &sink)
    addOthers(place, index, to: &sink)
  }

  private func place(of index: Int) -> Place {
    let candidate = candidates[index]
    let left = candidate.spot.left
    let sentence = candidate.spot.sentence
    let range = sentence >= 0 ? text.sentences[sentence].tokens : candidate.tokens
    var agency: UInt64 = 0
    if let name = candidate.name {
      switch recogniser.profiles[name].agency {
      case .none: agency = 1
      case .weak: agency = 2
      case .strong: agency = 3
      }
    }
    let preposition = left.preposition.code * 2 + (left.hasDeterminer ? 1 : 0)
    let isSubject = left.preposition == .none || left.preposition == .other
    return Place(
      candidate: candidate, sentence: range, isUpper: sentence >= 0 && text.isUpper[sentence],
      verdict: UInt64(candidate.verdict.rawValue), agency: agency, preposition: preposition,
      subject: isSubject ? 0 : preposition + 1,
      head: left.head.flatMap { range.contains($0) ? $0 : nil })
  }

  // MARK: The name

  private func addName(_ place: Place, to sink: inout some FeatureSink) {
    let candidate = place.candidate
    let first = candidate.tokens.lowerBound
    let token = text.tokens[first]
    let (verdict, agency) = (place.verdict, place.agency)
    func add(_ template: FeatureTemplate, _ a: UInt64, _ b: UInt64 = 0) { sink.add(template.feature(a, b)) }
    let rule = candidate.rule.map { UInt64($0.rawValue) + 1 } ?? 0
    add(.rule, rule)
    add(.ruleAgency, rule, agency)
    add(.rulePreposition, rule, place.preposition)
    add(.agency, agency)
    if let name = candidate.name {
      let profile = recogniser.profiles[name]
      add(.prominence, UInt64(bitPattern: Int64(profile.prominence * 4)), verdict)
      add(.area, agency, (profile.hasCountry ? 2 : 0) + (profile.hasArea ? 1 : 0))
    }
    add(.name, text.label(of: candidate.tokens))
    add(.shape, UInt64(token.shape.rawValue) * 2 + (place.isUpper ? 1 : 0), verdict)
    add(.length, UInt64(Swift.min(token.end - token.start, 6)), UInt64(token.shape.rawValue))
    forEachClass(first) {
      add(.ownClass, $0)
      add(.ownClassRule, $0, verdict)
    }
    add(.ending, text.ending(candidate.tokens.upperBound - 1, 3))
    add(.entity, recogniser.entityCode(first), verdict)
    let chunk = candidate.spot.chunk
    let isSurname = recogniser.surnames.contains(text.tokens[chunk.upperBound - 1].key)
    let isSettled = recogniser.settledPlaces.contains(text.tokens[chunk.lowerBound].key)
    let isUnknown = recogniser.unknownPlaces[text.label(of: chunk)]
    let isNamed = candidate.spot.sentence >= 0 && recogniser.isNamedAfter(candidate.spot)
    add(
      .standing, (isSurname ? 8 : 0) + (isSettled ? 4 : 0) + (isUnknown ? 2 : 0) + (isNamed ? 1 : 0), verdict)
    add(.unknown, isUnknown ? 1 : 0, verdict)
    add(.settled, isSettled ? 1 : 0, verdict)
    let match: UInt64 =
      candidate.spot.match.map { $0.tokens.upperBound >= chunk.upperBound ? 2 : 1 } ?? 0
    add(.match, match, verdict)
    let block = UInt64(text.blockKind(of: candidate.spot.sentence))
    add(.block, block * 2 + (place.isUpper ? 1 : 0), agency)
    add(.first, first == place.sentence.lowerBound ? 1 : 0, agency * 8 + verdict)
    add(.sport, (text.isSport ? 1 : 0) * 4 + agency, place.preposition)
    add(.preposition, place.preposition, agency)
    add(.generic, candidate.spot.left.generic?.code ?? 0, place.preposition * 8 + verdict)
  }

  /// Calls `body` with the number of each class of a word that says something of its neighbours.
  @inline(__always)
  func forEachClass(_ token: Int, _ body: (UInt64) -> Void) {
    var bits = text.classes(token).intersection(.telling).rawValue
    while bits != 0 {
      body(UInt64(bits.trailingZeroBitCount))
      bits &= bits - 1
    }
  }

  // MARK: The other names

  private func addOthers(_ place: Place, _ index: Int, to sink: inout some FeatureSink) {
    let candidate = place.candidate
    let verdict = place.verdict
    func add(_ template: FeatureTemplate, _ a: UInt64, _ b: UInt64 = 0) { sink.add(template.feature(a, b)) }
    let (first, last) = list(around: index)
    add(.list, UInt64(Swift.min(index - first, 2)), UInt64(Swift.min(last - index, 2)))
    if first < index {
      let head = candidates[first]
      let code = head.spot.left.preposition.code
      add(.listHead, UInt64(head.verdict.rawValue) * 8 + code, verdict)
      add(.listHeadPreposition, code, place.preposition)
    }
    if last > index { add(.listNext, UInt64(candidates[index + 1].verdict.rawValue), verdict) }
    let sentence = candidate.spot.sentence
    if index > 0, candidates[index - 1].spot.sentence == sentence {
      let gap = candidate.tokens.lowerBound - candidates[index - 1].tokens.upperBound
      add(
        .previous, UInt64(candidates[index - 1].verdict.rawValue) + 1, verdict * 8 + UInt64(Swift.min(gap, 4))
      )
    } else {
      add(.previous, 0, verdict)
    }
    if index + 1 < candidates.count, candidates[index + 1].spot.sentence == sentence {
      let gap = candidates[index + 1].tokens.lowerBound - candidate.tokens.upperBound
      add(.next, UInt64(candidates[index + 1].verdict.rawValue), verdict * 8 + UInt64(Swift.min(gap, 4)))
    }
    let uses = uses[text.tokens[candidate.tokens.lowerBound].key]
    // The candidate's own use is among them.
    func others(_ count: UInt8, _ isOwn: Bool) -> UInt64 { UInt64(Swift.min(count - (isOwn ? 1 : 0), 2)) }
    add(.elsewhere, others(uses.literal, candidate.verdict == .literal), verdict)
    add(.elsewhere, 8 + others(uses.metonym, candidate.verdict == .metonym), verdict)
    add(.elsewhere, 16 + others(uses.refused, candidate.verdict == .none), verdict)
    add(.elsewhere, 24 + others(uses.located, candidate.spot.left.preposition.precedesPlaces), verdict)
  }

  /// The first and last candidate of the list that one belongs to: itself, where it is alone.
  func list(around index: Int) -> (first: Int, last: Int) {
    var first = index
    while first > 0, index - first < 8, continues(first, behind: first - 1) { first -= 1 }
    var last = index
    while last + 1 < candidates.count, last - index < 8, continues(last + 1, behind: last) { last += 1 }
    return (first, last)
  }

  private func continues(_ index: Int, behind previous: Int) -> Bool {
    let (a, b) = (candidates[previous], candidates[index])
    guard a.spot.sentence == b.spot.sentence, !a.isFixed, !b.isFixed,
      a.tokens.upperBound < b.tokens.lowerBound
    else { return false }
    return classifier.isListGap(a.tokens.upperBound..<b.tokens.lowerBound)
  }
}
