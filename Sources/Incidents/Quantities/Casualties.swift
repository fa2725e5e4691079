internal import Dispatches
internal import Geoparsing

/// A count as the text gives it, with the noun that it counts.
struct Count {
  var low: Int?
  var best: Int?
  var high: Int?
  /// From the first vague word or numeral to the last.
  var tokens: Range<Int>
  /// *dont quatre enfants*: a part of another count.
  var isPart = false
  /// A bare *un* or *le*: one person, named as a noun.
  var isArticle = false

  init(low: Int?, best: Int?, high: Int?, tokens: Range<Int>) {
    self.low = low
    self.best = best
    self.high = high
    self.tokens = tokens
  }
}

/// People killed, hurt or otherwise struck, as a sentence tells it.
struct CasualtyReport {
  var effect: CasualtyWord.Effect
  var quantity: Quantity
  /// The word that tells it.
  var token: Int
  /// From the count to the word.
  var tokens: Range<Int>
}

extension SentenceReading {
  /// The count that begins at a token: `au moins 12`, `plus de 30`, `entre 10 et 15`, `une dizaine`, `des centaines`.
  func count(at start: Int) -> Count? {
    let limit = tokens.upperBound
    guard start < limit else { return nil }
    var token = start
    var bound = Bound.none
    if let entry = view.entry(at: token), entry.classes.contains(.bound) {
      bound = entry.bound
      token += view.length(at: token)
      // "quelque" before a number, but also "au moins une dizaine"
      if token < limit, let entry = view.entry(at: token), entry.classes.contains(.bound),
        entry.bound == .about
      {
        token += view.length(at: token)
      }
    }
    guard token < limit else { return nil }
    let classes = view.classes(at: token)
    // "entre 10 et 15"
    if bound == .none, classes.contains(.between), let low = view.number(at: token + 1, limit: limit),
      low.end < limit, view.classes(at: low.end).contains(.coordinator),
      let high = view.number(at: low.end + 1, limit: limit), high.value > low.value
    {
      return Count(low: low.value, best: nil, high: high.value, tokens: start..<high.end)
    }
    if let entry = view.entry(at: token), entry.classes.contains(.some),
      view.number(at: token, limit: limit) == nil
    {
      return someCount(at: token, from: start, least: Int(entry.number))
    }
    guard var number = view.number(at: token, limit: limit) else { return nil }
    scaleByCollective(&number, limit: limit)
    let range = start..<number.end
    // "10 à 15"
    if bound == .none, number.end + 1 < limit, view.classes(at: number.end).contains(.relation),
      view.length(at: number.end) == 1, !number.isArticle,
      let high = view.number(at: number.end + 1, limit: limit), high.value > number.value
    {
      return Count(low: number.value, best: nil, high: high.value, tokens: start..<high.end)
    }
    var count: Count
    switch bound {
    case .atLeast: count = Count(low: number.value, best: nil, high: nil, tokens: range)
    case .moreThan: count = Count(low: number.value + 1, best: nil, high: nil, tokens: range)
    case .atMost: count = Count(low: nil, best: nil, high: number.value, tokens: range)
    case .lessThan: count = Count(low: nil, best: nil, high: number.value - 1, tokens: range)
    case .about: count = Count(low: nil, best: number.value, high: nil, tokens: range)
    case .none:
      count =
        number.isRound
        ? Count(low: nil, best: number.value, high: nil, tokens: range)
        : Count(low: number.value, best: number.value, high: number.value, tokens: range)
    }
    count.isArticle = number.isArticle
    // "12 morts au moins" is rare; "dont quatre enfants" is not.
    if let earlier = before(start), view.isByteWord(earlier, "dont") { count.isPart = true }
    return count
  }

  /// *des centaines*, *plusieurs dizaines*: at least two of them; *plusieurs*: two; *des*: one.
  private func someCount(at token: Int, from start: Int, least: Int) -> Count? {
    let next = token + view.length(at: token)
    if next < tokens.upperBound, let entry = view.entry(at: next), entry.classes.contains(.collective) {
      var number = NumberReading(value: Int(entry.number), end: next + view.length(at: next), isRound: true)
      scaleByCollective(&number, limit: tokens.upperBound)
      return Count(low: 2 * number.value, best: nil, high: nil, tokens: start..<number.end)
    }
    guard next < tokens.upperBound else { return nil }
    return Count(low: least, best: nil, high: nil, tokens: start..<next)
  }

  /// *centaines de milliers*: a round word multiplies another.
  private func scaleByCollective(_ number: inout NumberReading, limit: Int) {
    guard number.isRound, number.end + 1 < limit, view.classes(at: number.end).contains(.of) else { return }
    let next = number.end + view.length(at: number.end)
    guard next < limit, let entry = view.entry(at: next),
      entry.classes.contains(.collective) || entry.classes.contains(.million)
    else { return }
    number.value *= Int(entry.number)
    number.end = next + view.length(at: next)
  }

  /// All casualties that the sentence tells, in text order.
  func casualties() -> [CasualtyReport] {
    guard view.layer.sentenceClasses[index].contains(.casualty) else { return [] }
    var reports: [CasualtyReport] = []
    var counts: [Count]?
    var token = tokens.lowerBound
    while token < tokens.upperBound {
      defer { token += view.length(at: token) }
      guard let entry = view.entry(at: token), entry.casualty >= 0 else { continue }
      if counts == nil { counts = allCounts() }
      let word = view.vocabulary.casualties[Int(entry.casualty)]
      guard let count = count(for: word, at: token, entry: entry, among: counts ?? []), !count.isPart else {
        continue
      }
      let end = max(token + view.length(at: token), count.tokens.upperBound)
      let first = min(token, count.tokens.lowerBound)
      let range = view.document.byteRange(of: quantitySpan(count, word: token))
      reports.append(
        CasualtyReport(
          effect: word.effect,
          quantity: Quantity(
            low: count.low, best: count.best, high: count.high, text: view.document.dispatch.string(range)),
          token: token, tokens: first..<end))
    }
    return reports
  }

  /// The words that a quantity shows: the count and its noun phrase, up to the casualty word where it is near.
  private func quantitySpan(_ count: Count, word: Int) -> Range<Int> {
    var end = count.tokens.upperBound
    if word >= end, word - end < 3 {
      end = word + view.length(at: word)
      // "un mort civil", "deux blessés graves"
      if end < tokens.upperBound, view.tokens[end].kind == .word, view.tokens[end].shape == .lower,
        view.classes(at: end).isEmpty || view.classes(at: end) == .people, context.time(at: end) == nil
      {
        end += 1
      }
    } else if end < tokens.upperBound {
      if view.classes(at: end).contains(.of) { end += view.length(at: end) }
      // Up to the noun of people, past an adjective before it.
      let noun =
        (end..<min(tokens.upperBound, end + 3)).first { view.classes(at: $0).contains(.people) } ?? end
      if noun < tokens.upperBound, view.tokens[noun].kind == .word { end = noun + view.length(at: noun) }
    }
    return count.tokens.lowerBound..<min(end, tokens.upperBound)
  }

  private func allCounts() -> [Count] {
    var counts: [Count] = []
    var token = tokens.lowerBound
    while token < tokens.upperBound {
      if context.time(at: token) == nil, let count = count(at: token) {
        counts.append(count)
        token = max(token + 1, count.tokens.upperBound)
      } else {
        token += view.length(at: token)
      }
    }
    return counts
  }

  private func count(
    for word: CasualtyWord, at token: Int, entry: VocabularyEntry, among counts: [Count]
  ) -> Count? {
    switch word.role {
    case .noun: return count(endingAt: token, among: counts, gap: 2)
    case .counted:
      // "des corps" are no toll; "six corps" are.
      guard let count = count(endingAt: token, among: counts, gap: 2), count.low != 1 || count.best != nil
      else { return nil }
      return count.isArticle ? nil : count
    case .object: return object(after: token + view.length(at: token), among: counts)
    case .subject:
      if !entry.forms.isEmpty {
        // "un mort civil": *mort* is a noun as well as a participle.
        guard let group = verbGroup(at: token) else { return count(endingAt: token, among: counts, gap: 2) }
        if group.isInfinitive { return nil }
      }
      return victims(before: verbGroup(at: token)?.first ?? token, among: counts)
    case .target, .people:
      // "12 tués": a noun right behind its count.
      if view.isPlural(token) || true, let direct = count(endingAt: token, among: counts, gap: 1),
        !direct.isArticle
      {
        return direct
      }
      guard let group = verbGroup(at: token), !group.isInfinitive, !group.isNegated else { return nil }
      if group.isReflexive, entry.verbTrigger >= 0,
        view.vocabulary.triggers[Int(entry.verbTrigger)].kindOfWeapon != nil
      {
        return nil
      }
      if group.isBare, let noun = antecedent(of: group.first) {
        // "d'éleveurs tués": only the noun that the participle hangs on.
        return counts.last { noun.overlaps($0.tokens) && !$0.isPart } ?? nil
      }
      if group.isPassive {
        return victims(before: group.first, among: counts, strictly: word.role == .people)
      }
      if word.role == .people { return nil }
      if group.isReflexive { return victims(before: group.first, among: counts) }
      return object(after: token + view.length(at: token), among: counts)
    }
  }

  /// A count right before a noun, with at most `gap` words between.
  private func count(endingAt token: Int, among counts: [Count], gap: Int) -> Count? {
    for count in counts.reversed() where count.tokens.upperBound <= token {
      var cursor = count.tokens.upperBound
      var words = 0
      while cursor < token {
        let classes = view.classes(at: cursor)
        guard view.tokens[cursor].kind == .word, !isAuxiliary(cursor),
          classes.isDisjoint(with: [.relation, .subordinator, .relative, .people, .casualty])
        else { return nil }
        if !classes.contains(.of) { words += 1 }
        cursor += 1
      }
      return words <= gap - 1 ? count : nil
    }
    return nil
  }

  /// The count (or *un*, *le*) of the people before a verb.
  private func victims(before verb: Int, among counts: [Count], strictly: Bool = false) -> Count? {
    let clause = clause(of: max(tokens.lowerBound, verb - 1))
    for count in counts.reversed() where count.tokens.upperBound <= verb {
      if count.isPart { continue }
      guard self.clause(of: count.tokens.lowerBound) >= clause - 1 else { break }
      if isPeopleCount(count) || !strictly && isAnyNoun(count) { return count }
    }
    // "Le chef du village a été tué"
    guard let subject = subjectRange(before: verb) else { return nil }
    for token in subject {
      if let entry = view.entry(at: token), entry.classes.contains(.people) {
        guard entry.people != .source, entry.people != .agency, !view.isPlural(token) else { return nil }
        var one = Count(low: 1, best: 1, high: 1, tokens: subject)
        one.isArticle = true
        return one
      }
      if context.isPerson(token) { return Count(low: 1, best: 1, high: 1, tokens: subject) }
    }
    return nil
  }

  /// The count right behind a verb.
  private func object(after start: Int, among counts: [Count]) -> Count? {
    for count in counts where count.tokens.lowerBound >= start {
      var cursor = start
      while cursor < count.tokens.lowerBound {
        guard context.time(at: cursor) != nil || view.isAdverb(cursor) || cursor - start < 2,
          view.tokens[cursor].kind == .word
        else { return nil }
        cursor += 1
      }
      if count.isPart { return nil }
      guard isPeopleCount(count) || isAnyNoun(count) else { return nil }
      return summed(count, among: counts)
    }
    return nil
  }

  /// *un couple et ses deux enfants*: what is coordinated is added.
  private func summed(_ count: Count, among counts: [Count]) -> Count {
    guard let best = count.best,
      let next = counts.first(where: { $0.tokens.lowerBound >= count.tokens.upperBound }),
      let more = next.best, !next.isPart, next.tokens.lowerBound - count.tokens.upperBound <= 3
    else { return count }
    var cursor = count.tokens.upperBound
    var joined = false
    while cursor < next.tokens.lowerBound {
      let classes = view.classes(at: cursor)
      if classes.contains(.coordinator) {
        joined = true
      } else if view.tokens[cursor].kind != .word || isAuxiliary(cursor) || classes.contains(.verb) {
        return count
      }
      cursor += 1
    }
    // "tuant deux soldats et en blessant trois" has a verb between; "deux femmes et un enfant" has none.
    guard joined, isPeopleCount(next), !isCasualtyBehind(next) else { return count }
    return Count(
      low: best + more, best: best + more, high: best + more,
      tokens: count.tokens.lowerBound..<next.tokens.upperBound)
  }

  /// Who is killed is somebody, whatever the noun: *treize orpailleurs*. Things are in the tables.
  private func isAnyNoun(_ count: Count) -> Bool {
    let token = count.tokens.upperBound
    guard token < tokens.upperBound, view.tokens[token].kind == .word, view.tokens[token].shape == .lower,
      view.tokens[token].end - view.tokens[token].start > 3, context.time(at: token) == nil
    else { return false }
    return view.classes(at: token).isEmpty
  }

  private func isCasualtyBehind(_ count: Count) -> Bool {
    for token in count.tokens.upperBound..<min(tokens.upperBound, count.tokens.upperBound + 3) {
      if view.tokens[token].kind == .punctuation { return false }
      if view.classes(at: token).contains(.casualty) { return true }
    }
    return false
  }

  /// Whether what a count counts are people: a noun of people within three words, or *autres*.
  private func isPeopleCount(_ count: Count) -> Bool {
    // "un couple" counts by itself.
    var token = count.tokens.upperBound
    if let entry = view.entry(at: token - 1), entry.classes.contains(.collective),
      entry.classes.contains(.people)
    {
      return true
    }
    var steps = 0
    while token < tokens.upperBound, steps < 4, view.tokens[token].kind == .word {
      let classes = view.classes(at: token)
      if !classes.isDisjoint(with: [.people]) { return true }
      if classes.contains(.casualty) || isAuxiliary(token) {
        // "deux ont été tués", "deux autres blessés"
        return !count.isArticle
      }
      if !classes.isDisjoint(with: [.timeUnit, .weapon, .generic, .noun, .setting, .relation]) {
        return false
      }
      if let mention = context.mention(at: token), context.reading.mentions[mention].role == .demonym {
        return true
      }
      token += view.length(at: token)
      steps += 1
    }
    return false
  }
}
