internal import Geoparsing

/// Subjects, agents, antecedents: noun phrases found by what stands around them.
extension SentenceReading {
  /// The noun phrase behind *par*, where one follows within a few words.
  func agent(after start: Int) -> Range<Int>? {
    var token = start
    var steps = 0
    while token < tokens.upperBound, steps < 14 {
      let classes = view.classes(at: token)
      if classes.contains(.by) {
        let first = token + view.length(at: token)
        guard first < tokens.upperBound else { return nil }
        let end = nounPhraseEnd(from: first)
        return end > first ? first..<end : nil
      }
      if view.isJoint(token) && !view.isQuote(token) || isAuxiliary(token) { return nil }
      token += view.length(at: token)
      steps += 1
    }
    return nil
  }

  func subject(before verb: Int) -> PartyReading? { subjectRange(before: verb).flatMap { context.party($0) } }

  /// The noun phrase before a verb group: back to a comma (past a name between commas), a joint or another verb.
  func subjectRange(before verb: Int) -> Range<Int>? {
    var end = verb
    // Adverbials between commas: "X, mardi, a dit".
    while end - 1 >= tokens.lowerBound, context.time(at: end - 1) != nil || view.isAdverb(end - 1) {
      end -= 1
    }
    // "l'Observatoire syrien des droits de l'homme (OSDH) a annoncé"
    if end - 1 > tokens.lowerBound, view.isByte(end - 1, 0x29),
      let open = (max(tokens.lowerBound, end - 8)..<(end - 1)).last(where: { view.isByte($0, 0x28) })
    {
      end = open
    }
    guard end > tokens.lowerBound else { return nil }
    var start = end
    var limit = tokens.lowerBound
    if view.isComma(end - 1) {
      guard closesApposition(end - 1) else {
        // A relative clause or an aside between commas: its beginning is beyond this reader.
        guard let open = commaBefore(end - 1), open > tokens.lowerBound else { return nil }
        let inner = subjectRange(before: open)
        return inner
      }
      start = (commaBefore(end - 1) ?? end - 1)
      end -= 1
    }
    while start > limit {
      let previous = start - 1
      let token = view.tokens[previous]
      let origin = Int(view.words[previous].start)
      let classes = view.classes(at: origin)
      if token.kind == .punctuation {
        if view.isHyphen(previous), !token.spaceBefore {
          start = previous
          continue
        }
        // "des appareils « X » ont bombardé"
        if view.isQuote(previous),
          (max(limit, previous - 4)..<previous).contains(where: { view.isQuote($0) })
            || (previous + 1..<min(end, previous + 5)).contains(where: { view.isQuote($0) })
        {
          start = previous
          continue
        }
        break
      }
      if !classes.isDisjoint(with: [.subordinator, .relative, .adversative, .condition, .pronoun]) {
        if classes.contains(.relative) {
          // "les rebelles qui ont attaqué": the antecedent is the subject.
          if start == end { return antecedent(of: origin) }
          // "une trentaine d'étudiants qui rentraient de X ont été capturés"
          if view.isByteWord(origin, "qui"), before(origin).map({ !view.isComma($0) }) ?? false {
            return antecedent(of: origin)
          }
        }
        if classes.contains(.pronoun), start == end { return origin..<end }
        break
      }
      if isAuxiliary(origin) {
        limit = previous
        break
      }
      // "lui impute un raid"
      let isClitic =
        view.isByteWord(origin, "lui") || view.isByteWord(origin, "leur") || view.isByteWord(origin, "nous")
      if start == end, classes.contains(.adverb) || isClitic {
        start = origin
        end = origin
        continue
      }
      // "le fleuve a envahi les quais et deux cents riverains ont été relogés": a clause ends at "et".
      if classes.contains(.coordinator), start < end, hasAuxiliary(before: origin) { break }
      if classes.contains(.speech), start == end, isAuxiliary(verb), view.endsAsParticiple(origin),
        let group = verbGroup(at: origin), !group.isBare
      {
        if view.entry(at: origin)?.speech == .deny { return nil }
        // "l'armée a affirmé mardi avoir repris"
        return subjectRange(before: group.first)
      }
      // "l'armée dit avoir repris": the one who speaks is the one who acted.
      if classes.contains(.speech), !classes.contains(.people), start == end, !view.endsAsParticiple(origin) {
        // "X nie l'avoir tiré"
        if view.entry(at: origin)?.speech == .deny { return nil }
        return subjectRange(before: origin)
      }
      start = origin
    }
    guard start < end else { return nil }
    return start..<end
  }

  /// Whether an auxiliary stands before a token, back to a comma.
  private func hasAuxiliary(before token: Int) -> Bool {
    var cursor = token
    while let previous = before(cursor), !view.isComma(previous), !view.isQuote(previous) {
      if isAuxiliary(previous) { return true }
      cursor = previous
    }
    return false
  }

  /// The noun phrase right before a relative pronoun or a participle that hangs on it.
  func antecedent(of relative: Int) -> Range<Int>? {
    guard relative > tokens.lowerBound else { return nil }
    var end = relative
    if view.isComma(end - 1) { end -= 1 }
    var start = end
    while start > tokens.lowerBound, end - start < 10 {
      let previous = Int(view.words[start - 1].start)
      if view.tokens[previous].kind == .punctuation, !view.isHyphen(previous) { break }
      if isAuxiliary(previous) || view.isJoint(previous) { break }
      start = previous
      if !view.classes(at: previous).isDisjoint(with: [.definite, .indefinite]),
        before(previous).map({ !view.classes(at: $0).contains(.of) }) ?? true
      {
        break
      }
    }
    guard start < end else { return nil }
    // "Artak Nazarian, porte-parole de l'armée, qui a fait état": the one who is named.
    if start - 1 > tokens.lowerBound, view.isComma(start - 1), context.isPerson(start - 2) {
      var first = start - 2
      while first > tokens.lowerBound, context.isPerson(first - 1) { first -= 1 }
      return first..<(start - 1)
    }
    return start..<end
  }

  private func commaBefore(_ token: Int) -> Int? {
    var cursor = token - 1
    while cursor > tokens.lowerBound {
      if view.isComma(cursor) { return cursor }
      cursor -= 1
    }
    return nil
  }

  /// The token after a noun phrase that begins at `start`: it ends at signs, prepositions other than *de*, joints,
  /// auxiliaries, verbs and times.
  func nounPhraseEnd(from start: Int) -> Int {
    var token = start
    var isFirst = true
    while token < tokens.upperBound {
      let word = view.tokens[token]
      let classes = view.classes(at: token)
      if word.kind == .punctuation {
        guard view.isHyphen(token), !word.spaceBefore else { break }
        token += 1
        continue
      }
      if context.mention(at: token) == nil {
        if context.time(at: token) != nil { break }
        if !classes.isDisjoint(with: [
          .subordinator, .relative, .adversative, .reflexive, .negationParticle, .by,
        ]) {
          break
        }
        if isAuxiliary(token), !isFirst { break }
        if isRelation(token), !classes.contains(.of), !classes.contains(.people) { break }
        if view.isByteWord(token, "lors"), !isFirst { break }
        if classes.contains(.coordinator), !isFirst {
          // "soldats et policiers": another bare noun may follow, nothing else.
          guard let next = after(token), view.classes(at: next).contains(.people) else { break }
        }
        if classes.contains(.speech), !classes.contains(.people), !isFirst,
          view.endsAsParticiple(token) == false,
          view.entry(at: token).map({ $0.forms.contains(.gerund) || $0.forms.contains(.infinitive) }) == true
        {
          break
        }
      }
      token += view.length(at: token)
      isFirst = false
    }
    return min(token, tokens.upperBound)
  }
}
