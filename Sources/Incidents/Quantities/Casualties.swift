internal import Dispatches
internal import Geoparsing

/// People killed, hurt or otherwise struck, as a sentence tells it.
struct CasualtyReport {
  var effect: CasualtyWord.Effect
  var quantity: Toll
  /// The word that tells it.
  var token: Int
  /// From the count to the word.
  var tokens: Range<Int>
}

extension SentenceReading {
  /// All casualties that the sentence tells, in text order.
  func casualties() -> [CasualtyReport] {
    guard view.sentenceClasses[index].contains(.casualty) else { return [] }
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
      reports.append(
        CasualtyReport(
          effect: word.effect,
          quantity: Toll(
            low: count.low, best: count.best, high: count.high, tokens: quantitySpan(count, word: token)),
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
    case .object:
      let end = token + view.length(at: token)
      return object(after: end, among: counts) ?? single(after: end)
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
      guard let group = verbGroup(at: token) else {
        // "(un blessé)": a noun.
        return count(endingAt: token, among: counts, gap: 2)
      }
      if group.isInfinitive || group.isNegated { return nil }
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
      // "a lacéré deux infirmières", not "a emporté trois ponts".
      if word.role == .people {
        let found = object(after: token + view.length(at: token), among: counts)
        return found.flatMap { isPeopleCount($0) ? $0 : nil }
      }
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
      // "quatre membres d'une même famille"
      if count.isArticle, classes(before: count.tokens.lowerBound).contains(.of) { continue }
      if isPeopleCount(count) || !strictly && isAnyNoun(count) {
        // "Deux jeunes gens et un gendarme ont été tués"
        let earlier = counts.last { $0.tokens.upperBound <= count.tokens.lowerBound }
        if let earlier, isPeopleCount(earlier), !earlier.isPart {
          let sum = summed(earlier, among: counts)
          if sum.tokens.upperBound == count.tokens.upperBound { return sum }
        }
        return count
      }
    }
    // "Le chef du village a été tué"
    guard let subject = subjectRange(before: verb) else { return nil }
    for token in subject {
      if let entry = view.entry(at: token), entry.classes.contains(.people) {
        guard entry.people != .source, entry.people != .agency, entry.people != .toll, !view.isPlural(token)
        else { return nil }
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
        // "ont tué lundi 11 mars trois soldats"
        guard
          context.time(at: cursor) != nil
            || view.tokens[cursor].kind == .word && (view.isAdverb(cursor) || cursor - start < 2)
        else { return nil }
        cursor += 1
      }
      if count.isPart { return nil }
      guard isPeopleCount(count) || isAnyNoun(count) || isElliptic(count) else { return nil }
      return summed(count, among: counts)
    }
    return nil
  }

  /// *a coûté la vie mardi à l'ambassadeur*: one person, by an article, behind the rest of a phrase that a time cuts.
  private func single(after start: Int) -> Count? {
    var cursor = start
    while cursor < min(tokens.upperBound, start + 6) {
      let classes = view.classes(at: cursor)
      if context.time(at: cursor) == nil, classes.contains(.definite) || classes.contains(.of),
        cursor + 1 < tokens.upperBound, view.classes(at: cursor + 1).contains(.people),
        !view.isPlural(cursor + 1)
      {
        var one = Count(low: 1, best: 1, high: 1, tokens: cursor..<(cursor + 2))
        one.isArticle = true
        return one
      }
      guard view.tokens[cursor].kind == .word || view.tokens[cursor].kind == .number, !isAuxiliary(cursor),
        classes.isDisjoint(with: [.people, .casualty, .trigger, .coordinator])
      else { return nil }
      cursor += 1
    }
    return nil
  }

  /// *un couple et ses deux enfants*: what is coordinated is added.
  private func summed(_ count: Count, among counts: [Count]) -> Count {
    guard let best = count.best,
      let next = counts.first(where: { $0.tokens.lowerBound >= count.tokens.upperBound }),
      let more = next.best, !next.isPart, next.tokens.lowerBound - count.tokens.upperBound <= 14
    else { return count }
    // "trois soldats de la force de X (Y) et sept civils": the joint stands right before the second count.
    let gap = count.tokens.upperBound..<next.tokens.lowerBound
    // "une mère et ses trois enfants"
    var joint = before(next.tokens.lowerBound)
    if let article = joint, view.classes(at: article).contains(.definite) { joint = before(article) }
    guard let joint, gap.contains(joint), view.classes(at: joint).contains(.coordinator) else { return count }
    for token in gap.lowerBound..<joint {
      let classes = view.classes(at: token)
      let isBracket = view.isByte(token, 0x28) || view.isByte(token, 0x29) || view.isHyphen(token)
      if view.tokens[token].kind != .word && !isBracket || isAuxiliary(token)
        || !classes.isDisjoint(with: [.verb, .coordinator, .relative, .speech])
      {
        return count
      }
    }
    // "tuant deux soldats et en blessant trois" has a verb between; "deux femmes et un enfant" has none.
    guard isPeopleCount(next) || isAnyNoun(next), !isCasualtyBehind(next) else { return count }
    return Count(
      low: best + more, best: best + more, high: best + more,
      tokens: count.tokens.lowerBound..<next.tokens.upperBound)
  }

  /// *en blessant quatre*: a number and nothing behind it.
  private func isElliptic(_ count: Count) -> Bool {
    guard !count.isArticle, count.best != nil || count.low ?? 0 > 1 else { return false }
    let end = count.tokens.upperBound
    return end >= tokens.upperBound || view.tokens[end].kind == .punctuation
      || view.classes(at: end).contains(.coordinator)
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
      // "et un sergent sont morts": the verb of both.
      if view.tokens[token].kind == .punctuation || isAuxiliary(token) { return false }
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
    // "six « terroristes »"
    if token < tokens.upperBound, view.isQuote(token) { token += 1 }
    var steps = 0
    while token < tokens.upperBound, steps < 4, view.tokens[token].kind == .word {
      let classes = view.classes(at: token)
      if !classes.isDisjoint(with: [.people]) { return true }
      // "cinq d'entre eux"
      if classes.contains(.of), view.isByteWord(token + 1, "entre") { return true }
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
