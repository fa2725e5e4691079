internal import Geoparsing

/// Who says what in a sentence.
struct Attribution {
  var speech: SpeechClass
  var claimant: PartyReading?
  /// What is said.
  var scope: Range<Int>
  /// The tokens of verb and speaker, whose times and places are not the event's.
  var frame: Range<Int>
  /// The verb's token.
  var verb: Int
  /// Whom an accusation names.
  var accused: PartyReading?
  /// *il*, *elle*: whoever spoke last.
  var isPronoun = false
  /// The reporter saw it.
  var isWitness = false
}

extension SentenceReading {
  /// The sentence's acts of speech, in text order.
  func attributions() -> [Attribution] {
    var found: [Attribution] = []
    var token = tokens.lowerBound
    while token < tokens.upperBound {
      let classes = view.classes(at: token)
      if classes.contains(.according), let attribution = according(at: token) {
        found.append(attribution)
      } else if classes.contains(.speech), let attribution = spoken(at: token, after: found) {
        found.append(attribution)
      }
      token += view.length(at: token)
    }
    return found
  }

  /// *selon X*, *d'après X*, *a-t-on appris auprès de X*, *de source Y*.
  private func according(at token: Int) -> Attribution? {
    // "auprès de" reports only after a verb of speech or learning.
    let start = token + view.length(at: token)
    guard start <= tokens.upperBound else { return nil }
    // "en fin d'après-midi"
    if start < tokens.upperBound, view.isHyphen(start), !view.tokens[start].spaceBefore { return nil }
    var end = nounPhraseEnd(from: start)
    var claimant = context.party(start..<end)
    if claimant == nil || view.classes(at: token).contains(.people) {
      // "de source policière": the phrase's own noun is the source.
      end = max(end, start)
      claimant = context.party((token + view.length(at: token) - 1)..<end)
    }
    // "de source militaire": the noun is part of the preposition.
    if view.length(at: token) > 1,
      view.isByteWord(start - 1, "source") || view.isByteWord(start - 1, "sources")
    {
      claimant = context.party((start - 1)..<end) ?? claimant
    }
    // "selon lui", "selon elle"
    guard let claimant, start < end else { return nil }
    // "Les insurgés, une centaine selon des témoins, avaient": what stands between the commas alone.
    if end < tokens.upperBound, view.isComma(end),
      let open = (max(tokens.lowerBound, token - 5)..<token).last(where: { view.isComma($0) }),
      count(at: open + 1).map({ $0.tokens.upperBound <= token }) ?? false
    {
      return Attribution(
        speech: .opine, claimant: nil, scope: token..<token, frame: token..<end, verb: token)
    }
    // "selon ce communiqué": whoever spoke last.
    if view.classes(at: start).contains(.demonstrative), view.entry(at: end - 1)?.people == .source {
      return Attribution(
        speech: .according, claimant: claimant, scope: tokens, frame: token..<end, verb: token,
        isPronoun: true)
    }
    // "selon un bilan communiqué par l'hôpital": only the toll is attributed, to whom it names.
    if let noun = (start..<end).first(where: { view.entry(at: $0)?.people == .toll }) {
      return Attribution(
        speech: .opine, claimant: nil, scope: end..<end,
        frame: token..<max(end, noun + 1, agent(after: noun + 1)?.upperBound ?? 0), verb: token)
    }
    // "selon que", "selon un calendrier" are no sources, but no event hangs on them either.
    return Attribution(
      speech: .according, claimant: claimant, scope: tokens, frame: token..<end, verb: token)
  }

  private func spoken(at verb: Int, after found: [Attribution]) -> Attribution? {
    guard let entry = view.entry(at: verb), let group = verbGroup(at: verb), !group.isInfinitive else {
      return nil
    }
    // "l'annonce par X de", "une demande": nouns.
    if group.first == verb, !view.endsAsParticiple(verb), view.length(at: verb) == 1,
      !classes(before: verb).isDisjoint(with: [.definite, .indefinite, .of]),
      !classes(before: verb).contains(.pronoun)
    {
      let isElided = before(verb).map { view.tokens[$0].end - view.tokens[$0].start <= 2 } ?? false
      // "l'accuse" has its subject before the pronoun.
      if !isElided
        || before(verb).flatMap({ before($0) }).map({
          isRelation($0) || view.tokens[$0].kind != .word
            || !view.classes(at: $0).isDisjoint(with: [.of, .by, .coordinator]) || view.isAdverb($0)
            || view.isByteWord($0, "après") || view.isByteWord($0, "avant") || view.isByteWord($0, "depuis")
        }) ?? true
      {
        return nil
      }
    }
    let end = verb + view.length(at: verb)
    // "Paris a condamné l'attaque": what is known to all.
    if entry.speech == .react, !group.isBare {
      var object = end
      while object < tokens.upperBound, context.time(at: object) != nil || view.isAdverb(object) {
        object += view.length(at: object)
      }
      // Not "a dénoncé l'usage de phosphore par X": that tells it.
      if object < tokens.upperBound, view.classes(at: object).contains(.definite), let noun = after(object),
        view.classes(at: noun).contains(.noun), view.length(at: noun) == 1,
        after(noun).map({ view.classes(at: $0).isDisjoint(with: [.of, .by]) }) ?? true
      {
        return nil
      }
    }
    var attribution = Attribution(
      speech: entry.speech == .react ? .say : entry.speech, claimant: nil, scope: end..<tokens.upperBound,
      frame: group.first..<end,
      verb: verb)
    if group.isGerund || (group.isBare && entry.speech != .opine) {
      if group.isBare {
        // "un fonctionnaire, cité par une radio, affirme": who passes it on.
        if view.isByteWord(verb, "cité") || view.isByteWord(verb, "citée") || view.isByteWord(verb, "cités")
          || view.isByteWord(verb, "citées")
        {
          return nil
        }
        // "un bilan communiqué par X": a figure's source.
        if antecedent(of: verb)?.contains(where: { view.entry(at: $0)?.people == .toll }) ?? false {
          return nil
        }
        // "revendiqué par X", "accusé de", "annoncée samedi par Y"
        guard let by = agent(after: end) else { return nil }
        attribution.claimant = context.party(by)
        attribution.frame = group.first..<by.upperBound
        attribution.scope = tokens.lowerBound..<verb
        return attribution
      }
      // A participle hangs on whoever spoke before it, or on the sentence's subject.
      attribution.claimant = found.last?.claimant ?? subject(before: mainVerbStart(before: verb) ?? verb)
      return attribution
    }
    if group.isPassive {
      // "a été revendiquée par X", "il a été annoncé"
      guard let by = agent(after: end) else { return nil }
      attribution.claimant = context.party(by)
      attribution.frame = group.first..<by.upperBound
      attribution.scope = tokens.lowerBound..<group.first
      return attribution
    }
    if group.isInverted || isInverted(group, end: end) {
      attribution.scope = invertedScope(before: group.first)
      if group.isInverted {
        // "a-t-on annoncé" names nobody.
        attribution.isPronoun = !attribution.frame.contains { view.isByteWord($0, "on") }
        // "a-t-on appris auprès de": the preposition names the source.
        return attribution
      }
      let start = speakerStart(after: end)
      let nounEnd = nounPhraseEnd(from: start)
      attribution.claimant = context.party(start..<nounEnd)
      attribution.frame = group.first..<apposition(behind: max(nounEnd, end))
      attribution.isWitness = entry.speech == .witness || isAgency(start..<nounEnd)
      return attribution
    }
    // "a lancé", "conclut": verbs of speech only behind a quotation.
    if entry.speech == .quote { return nil }
    // "X a indiqué que …"
    guard let subject = subjectRange(before: group.first) else {
      if classes(before: group.first).contains(.pronoun) {
        attribution.isPronoun = true
        return attribution
      }
      return nil
    }
    if view.length(at: subject.lowerBound) == subject.count,
      view.classes(at: subject.lowerBound).contains(.pronoun)
    {
      attribution.isPronoun = true
    } else {
      attribution.claimant = context.party(subject)
      attribution.frame = subject.lowerBound..<end
    }
    attribution.scope = end..<turn(after: end)
    // "a démenti : « … »", "a démenti et mis en cause un tir de X": what was told before is denied, not what follows.
    if entry.speech == .deny,
      end >= tokens.upperBound || view.classes(at: end).contains(.coordinator)
        || view.tokens[end].kind == .punctuation
    {
      attribution.scope = end..<end
    }
    if entry.speech == .accuse, !group.isReflexive { accuse(&attribution, from: end) }
    attribution.isWitness = entry.speech == .witness && isAgency(subject)
    return attribution
  }

  /// Whom the pronoun of an inverted verb of speech means, where nobody spoke before: the sentence's subject, if its
  /// verb is singular or plural as the pronoun is.
  func ownSpeaker(of attribution: Attribution) -> PartyReading? {
    guard attribution.scope.lowerBound < attribution.verb,
      let verb = attribution.scope.first(where: { isAuxiliary($0) && $0 < attribution.frame.lowerBound }),
      let subject = subjectRange(before: verb),
      view.isPluralAuxiliary(verb)
        == attribution.frame.contains(where: { view.isByteWord($0, "ils") || view.isByteWord($0, "elles") })
    else { return nil }
    let canSpeak = subject.contains { token in
      if let mention = context.mention(at: token), context.roles[mention] == .metonym { return true }
      switch view.entry(at: token)?.people {
      case .stateForce, .official, .armedGroup, .source: return true
      default: return context.isPerson(token)
      }
    }
    return canSpeak ? context.party(subject) : nil
  }

  /// The end of what a comma adds to a speaker: *explique Anne Vesoul, coordinatrice d'une ONG à X*.
  private func apposition(behind end: Int) -> Int {
    guard end < tokens.upperBound, view.isComma(end) else { return end }
    var token = end + 1
    while token < tokens.upperBound, !view.isComma(token) {
      if isAuxiliary(token) || view.isJoint(token) || view.classes(at: token).contains(.speech) { return end }
      token += 1
    }
    return token
  }

  /// Where the speaker behind an inverted verb begins: past times and adverbs, and past whom or what it was told to
  /// (*a dit à l'AFP Larissa X*, *a écrit sur Telegram le gouverneur*, *a lancé devant la presse un officier*).
  private func speakerStart(after end: Int) -> Int {
    func pastAdverbs(_ from: Int) -> Int {
      var token = from
      while token < tokens.upperBound,
        context.time(at: token) != nil || view.isAdverb(token)
          || view.classes(at: token).contains(.coordinator)
      {
        token += max(1, view.length(at: token))
      }
      return token
    }
    var start = pastAdverbs(end)
    for _ in 0..<2 {
      guard start < tokens.upperBound, isRelation(start) else { break }
      var token = start + view.length(at: start)
      while token < tokens.upperBound,
        !view.classes(at: token).isDisjoint(with: [.definite, .indefinite, .some])
      {
        token += view.length(at: token)
      }
      // The listener's noun, and what is said of it, up to the speaker's article or name.
      var cursor = token + 1
      var found: Int?
      while cursor < tokens.upperBound, cursor - token <= 6, view.tokens[cursor].kind == .word {
        let classes = view.classes(at: cursor)
        if !classes.isDisjoint(with: [.definite, .indefinite, .numeral, .some]),
          !classes.contains(.of)
            || classes.contains(.indefinite)
              && view.tokens[cursor].end
                - view.tokens[cursor].start > 2
        {
          found = cursor
          break
        }
        if context.isPerson(cursor), !context.isPerson(cursor - 1) || cursor == token + 1 {
          found = cursor
          break
        }
        if isRelation(cursor) || context.time(at: cursor) != nil || view.isJoint(cursor) { break }
        cursor += view.length(at: cursor)
      }
      if let found {
        start = found
        break
      }
      // "a dit à Lusa, sur place, un officier", "a écrit sur Telegram à X le gouverneur"
      let next = pastAdverbs(cursor)
      guard next > start, next < tokens.upperBound, isRelation(next) || next > cursor else { break }
      start = next
    }
    return start
  }

  /// *accusé samedi Erevan de tirs*: the noun phrase up to *de* or *d'* is the accused.
  private func accuse(_ attribution: inout Attribution, from start: Int) {
    var token = start
    while token < tokens.upperBound, context.time(at: token) != nil || view.isAdverb(token) {
      token += max(1, view.length(at: token))
    }
    // "accusé de X Erevan" does not occur; "attribué à X" does.
    let isIndirect = token < tokens.upperBound && isRelation(token)
    if isIndirect { token += view.length(at: token) }
    var end = token
    var sawNoun = false
    while end < tokens.upperBound, view.tokens[end].kind == .word || view.isHyphen(end) {
      let classes = view.classes(at: end)
      if sawNoun, classes.contains(.of) {
        // "les forces de Kiev de tirs": the last "de" before a trigger or verb ends the accused.
        let next = end + view.length(at: end)
        if next < tokens.upperBound, context.mention(at: next) == nil || !isNounOfPeople(end - 1) { break }
      }
      if !classes.isDisjoint(with: [.subordinator, .relative, .coordinator]) { break }
      // "attribue aux jihadistes l'attaque": the next article is that of the deed.
      if isIndirect, sawNoun, classes.contains(.definite) { break }
      if classes.isDisjoint(with: [.definite, .of]) { sawNoun = true }
      end += 1
    }
    attribution.accused = context.party(token..<end)
    attribution.scope = end..<max(end, attribution.scope.upperBound)
  }

  /// Where what is said ends: at *tandis que*, *mais* outside a quotation, else with the sentence.
  private func turn(after start: Int) -> Int {
    var isQuoted = false
    for token in start..<tokens.upperBound {
      if view.isQuote(token) { isQuoted.toggle() }
      if !isQuoted, view.classes(at: token).contains(.adversative) { return token }
    }
    return tokens.upperBound
  }

  private func isNounOfPeople(_ token: Int) -> Bool { view.classes(at: token).contains(.people) }

  /// *, a annoncé le parquet*: a comma or quotation mark (or the sentence's start) before the verb, a speaker behind it.
  private func isInverted(_ group: VerbGroup, end: Int) -> Bool {
    guard end < tokens.upperBound else { return false }
    if let previous = before(group.first) {
      guard view.isComma(previous) || view.isQuote(previous) else { return false }
      // ", X, a indiqué": the comma may close an apposition; then what follows is no speaker.
    }
    var token = end
    while token < tokens.upperBound, context.time(at: token) != nil || view.isAdverb(token) {
      token += max(1, view.length(at: token))
    }
    guard token < tokens.upperBound else { return false }
    let classes = view.classes(at: token)
    if !classes.isDisjoint(with: [.subordinator, .of]), !classes.contains(.indefinite) { return false }
    // "a dénoncé l'usage": an apposition before it, a thing behind it.
    if let previous = before(group.first), view.isComma(previous), closesApposition(previous) { return false }
    if view.tokens[token].kind == .punctuation { return false }
    if isRelation(token) { return token + 1 < tokens.upperBound }
    return view.tokens[token].shape != .lower
      || !classes.isDisjoint(with: [.definite, .indefinite, .people, .some, .numeral])
  }

  /// Whether a comma ends a name set between commas: *le porte-parole, Igor Petrov, a dit*.
  func closesApposition(_ comma: Int) -> Bool {
    var token = comma - 1
    var capitals = 0
    while token > tokens.lowerBound, comma - token < 14 {
      if view.isComma(token) {
        guard capitals > 0 else { return false }
        let inner = (token + 1)..<comma
        if inner.contains(where: { context.isPerson($0) }) { return true }
        return view.tokens[token + 1].shape != .lower && context.mention(at: token + 1) == nil
      }
      if view.tokens[token].kind == .word,
        view.tokens[token].shape == .capitalised || view.tokens[token].shape == .mixed
      {
        capitals += 1
      } else if view.tokens[token].kind == .punctuation, !view.isHyphen(token) {
        return false
      }
      if isAuxiliary(token) { return false }
      token -= 1
    }
    return false
  }

  /// What an inverted verb of speech reports: back to the sentence's start, or to a turn (*tandis que*, *mais*).
  private func invertedScope(before end: Int) -> Range<Int> {
    var start = end
    while start > tokens.lowerBound {
      if view.classes(at: start - 1).contains(.adversative),
        Int(view.words[start - 1].start) > tokens.lowerBound
      {
        break
      }
      start -= 1
    }
    return start..<end
  }

  /// Where the main verb before a participle begins.
  private func mainVerbStart(before token: Int) -> Int? {
    var cursor = token
    var first: Int?
    while let previous = before(cursor) {
      if isAuxiliary(previous) { first = previous }
      cursor = previous
    }
    return first
  }

  private func isAgency(_ tokens: Range<Int>) -> Bool {
    tokens.contains { view.entry(at: $0)?.people == .agency }
  }
}
