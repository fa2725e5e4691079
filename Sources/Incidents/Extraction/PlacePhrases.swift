internal import GazetteerIndex
internal import Geoparsing

/// A literal place (or unnamed places) with the words that tie it to its sentence.
struct PlacePhrase {
  enum Use {
    /// A preposition of place leads to it.
    case locative
    /// It completes a trigger noun: *le bombardement de X*.
    case object
    /// It completes another noun, which a preposition leads to: *un lycée de X*.
    case structure
    /// No preposition: a subject, an object, or the beginning of a headline.
    case bare
    /// It belongs to somebody or something else: *le maire de X*, *la route de X*.
    case other
    /// Where somebody is treated, comes from or has an office.
    case elsewhere
  }

  /// Nil for unnamed places.
  var mention: Int?
  /// How many unnamed places (*trois villages*); 0 for a named one.
  var unnamed = 0
  var relation: IncidentPlace.Relation
  /// Index into the vocabulary's names of parts.
  var part: Int16?
  var use: Use
  /// From the preposition to the name's end.
  var tokens: Range<Int>
  /// The noun that it completes.
  var head: Int?
  /// Coordinated phrases share a number.
  var group: Int
  /// It tells where the phrase before it lies: *à X, dans l'ouest du Mali*.
  var isContainer = false
  var level: PlaceLevel
  /// What the walk to the left ended at was an article and a generic noun: *la ville de X*, *un village de X*.
  var hasGeneric = false
  /// That noun is one for a part of a town.
  var isQuarter = false
  /// A word that is no preposition of place leads to it: *parti pour X*, *avec X*.
  var isLed = false
  /// A river, a lake or a sea.
  var isWater = false
}

extension SentenceReading {
  /// The sentence's places in text order, with the lists that they make.
  func placePhrases() -> [PlacePhrase] {
    var phrases: [PlacePhrase] = []
    var token = tokens.lowerBound
    while token < tokens.upperBound {
      if let mention = context.mention(at: token) {
        let end = context.reading.mentions[mention].tokens.upperBound
        if context.roles[mention] == .literal || context.roles[mention] == .metonym && isApposed(mention) {
          var phrase = phrase(of: mention, after: phrases)
          // "dans la rivière X, près de Y": the finer of the two is where it happened.
          if let last = phrases.last, !last.isContainer, phrase.group == last.group, phrase.use == .locative,
            phrase.isContainer ? phrase.level < last.level : phrase.isQuarter && !last.isQuarter
          {
            phrases[phrases.count - 1].isContainer = true
            phrase.isContainer = false
          }
          if phrase.group != phrases.count, !phrase.isContainer {
            // What "dont" names members of.
            for index in phrases.indices
            where phrases[index].group == phrase.group
              && (phrases[index].level > phrase.level && phrases[index].level >= .province
                || phrases[index].mention == nil && view.isByteWord(phrase.tokens.lowerBound - 1, "dont"))
            {
              phrases[index].isContainer = true
            }
          }
          phrases.append(phrase)
        }
        token = max(token + 1, end)
      } else {
        if view.classes(at: token).contains(.generic) {
          if let unnamed = unnamedPlaces(at: token, after: phrases) { phrases.append(unnamed) }
          if let capital = capital(at: token, after: phrases) {
            phrases.append(capital)
          } else if let town = knownTown(at: token, after: phrases) {
            phrases.append(town)
          }
        }
        token += 1
      }
    }
    return phrases
  }

  /// *dans la capitale*, without a name: the one capital that the dispatch names.
  private func capital(at token: Int, after phrases: [PlacePhrase]) -> PlacePhrase? {
    guard view.isByteWord(token, "capitale"), classes(before: token).contains(.definite) else { return nil }
    if let next = after(token),
      view.classes(at: next).contains(.of) || isApposition(next) || context.mention(at: next) != nil
    {
      return nil
    }
    guard let mention = context.capital(before: tokens.lowerBound) else { return nil }
    var phrase = PlacePhrase(
      mention: mention, relation: .at, use: .bare, tokens: token..<(token + 1), group: phrases.count,
      level: .settlement)
    walk(&phrase, from: token, phrases: phrases)
    // "A X, à 350 km au sud de la capitale,": it says where X is.
    if phrase.relation == .near, let last = phrases.last, view.isComma(last.tokens.upperBound),
      phrase.tokens.lowerBound - last.tokens.upperBound <= 4
    {
      return nil
    }
    return phrase.use == .locative ? phrase : nil
  }

  /// *la ville*, *du bourg*, without a name: the town where the last event was.
  private func knownTown(at token: Int, after phrases: [PlacePhrase]) -> PlacePhrase? {
    guard isKnownTown(token), !phrases.contains(where: { $0.mention != nil && $0.level <= .settlement }),
      let mention = classes(before: token).contains(.demonstrative)
        ? context.town(before: tokens.lowerBound) ?? context.lastTown : context.lastTown
    else { return nil }
    var phrase = PlacePhrase(
      mention: mention, relation: .at, use: .bare, tokens: token..<(token + 1), group: phrases.count,
      level: .settlement)
    walk(&phrase, from: token, phrases: phrases)
    phrase.isContainer = false
    return phrase
  }

  private func phrase(of mention: Int, after phrases: [PlacePhrase]) -> PlacePhrase {
    let name = context.reading.mentions[mention].tokens
    // A name that the gazetteer lacks is a village, unless a noun before it says otherwise.
    let level = context.level(ofMention: mention) ?? unknownLevel(before: name.lowerBound)
    var phrase = PlacePhrase(
      mention: mention, relation: .at, use: .bare, tokens: name, group: phrases.count, level: level)
    phrase.isWater =
      context.isWater(mention) || level == .region && context.reading.resolutions[mention].place == nil
    walk(&phrase, from: name.lowerBound, phrases: phrases)
    // "Mexico-Tijuana" is a road.
    if isHyphenated(name.lowerBound - 1) || isHyphenated(name.upperBound) { phrase.use = .other }
    return phrase
  }

  private func unknownLevel(before start: Int) -> PlaceLevel {
    guard let noun = before(start) else { return .settlement }
    switch view.generic(at: noun) {
    case .water: return .region
    default: return .settlement
    }
  }

  /// Whether a hyphen ties a place's name to another's.
  private func isHyphenated(_ hyphen: Int) -> Bool {
    guard hyphen > tokens.lowerBound, hyphen + 1 < tokens.upperBound, view.isHyphen(hyphen),
      !view.tokens[hyphen].spaceBefore, !view.tokens[hyphen + 1].spaceBefore
    else { return false }
    return context.mention(at: hyphen - 1) != nil && context.mention(at: hyphen + 1) != nil
      && context.mention(at: hyphen - 1) != context.mention(at: hyphen + 1)
  }

  /// *la capitale azerbaïdjanaise, Bakou, …*: a name between commas behind a noun for a town is that town.
  private func isApposed(_ mention: Int) -> Bool {
    let name = context.reading.mentions[mention].tokens
    guard name.lowerBound > tokens.lowerBound, view.isComma(name.lowerBound - 1),
      name.upperBound < tokens.upperBound, view.isComma(name.upperBound)
    else { return false }
    return (max(tokens.lowerBound, name.lowerBound - 4)..<name.lowerBound).contains {
      view.generic(at: $0).isSettlement
    }
  }

  /// *trois autres villages*, *plusieurs localités*: places without a name.
  private func unnamedPlaces(at token: Int, after phrases: [PlacePhrase]) -> PlacePhrase? {
    guard view.generic(at: token).isSettlement, view.isPlural(token), token > tokens.lowerBound,
      token + 1 >= tokens.upperBound || !view.isHyphen(token + 1)
    else { return nil }
    // A name behind it says which: "les villages de X et Y".
    if let next = after(token), view.classes(at: next).contains(.of) || context.mention(at: next) != nil {
      return nil
    }
    var first = token
    var count: Int?
    var steps = 0
    while let previous = before(first), steps < 3 {
      if let number = number(endingAt: first, from: previous) {
        count = number.value
        first = number.start
        break
      }
      if let entry = view.entry(at: previous), entry.classes.contains(.some) {
        count = Int(max(2, entry.number))
        first = previous
        break
      }
      guard view.tokens[previous].kind == .word, view.tokens[previous].shape == .lower,
        view.classes(at: previous).isDisjoint(with: [.definite, .of, .relation])
      else { return nil }
      first = previous
      steps += 1
    }
    guard let count, count >= 1 else { return nil }
    // "les deux camps", "les trois villages": known ones, or none.
    if let article = before(first), view.classes(at: article).contains(.definite) { return nil }
    var phrase = PlacePhrase(
      mention: nil, unnamed: count, relation: .at, use: .bare, tokens: first..<(token + 1),
      group: phrases.count,
      level: .settlement)
    walk(&phrase, from: first, phrases: phrases)
    phrase.isContainer = false
    return phrase
  }

  private func number(endingAt end: Int, from token: Int) -> (value: Int, start: Int)? {
    // Numerals of several words begin further left.
    for start in [before(token), token].compactMap({ $0 }) {
      if let number = view.number(at: start, limit: end), number.end == end { return (number.value, start) }
    }
    return nil
  }

  /// Follows the words before a name to the left until they say what ties it to the sentence.
  private func walk(_ phrase: inout PlacePhrase, from start: Int, phrases: [PlacePhrase]) {
    var cursor = start
    var head: Int?
    steps: for _ in 0..<12 {
      guard let previous = before(cursor) else { break }
      let classes = view.classes(at: previous)
      // "vers 15 heures le marché de X": a time's preposition is no place's.
      if context.mention(at: previous) != nil || context.time(at: previous) != nil { break }
      if isRelation(previous) {
        let relation = view.entry(at: previous).map { view.vocabulary.relations[Int($0.relation)] }
        phrase.relation = relation?.relation ?? .at
        phrase.part = relation?.part
        phrase.use = head == nil ? .locative : .structure
        phrase.head = head
        phrase.tokens = previous..<phrase.tokens.upperBound
        if leadsElsewhere(before: previous) { phrase.use = .elsewhere }
        coordinate(&phrase, before: previous, phrases: phrases, repeats: true)
        return
      }
      if classes.contains(.of), view.tokens[previous].kind == .word {
        // "les régions d'Odessa et de Mykolaïv"
        if let joint = before(previous),
          view.isComma(joint) || view.classes(at: joint).contains(.coordinator),
          phrases.last.map({ $0.use != .bare || $0.hasGeneric }) ?? false,
          join(&phrase, at: joint, phrases: phrases)
        {
          // "les localités d'A, de B et de C": the noun is that of all.
          phrase.hasGeneric = phrase.hasGeneric || phrases.last?.hasGeneric == true
          return
        }
        guard let noun = nounBefore(previous) else { break }
        if noun.isGeneric {
          phrase.hasGeneric = true
          phrase.isQuarter = head == nil && view.generic(at: noun.token) == .quarter
          if view.generic(at: noun.token) == .road { head = noun.token }
          cursor = noun.token
          continue
        }
        let entry = view.entry(at: noun.token)
        if entry?.isStandIn == true {
          // "celui de X": another thing of the kind told before, there.
          phrase.use = .structure
          phrase.tokens = noun.token..<phrase.tokens.upperBound
          return
        }
        if let entry, entry.nounTrigger >= 0 {
          phrase.use = head == nil ? .object : .structure
          phrase.head = noun.token
          phrase.tokens = noun.token..<phrase.tokens.upperBound
          return
        }
        // "le poste de police de X", "une base de l'armée à X": a building, not its people.
        if entry?.classes.contains(.people) == true, let of = before(noun.token),
          view.classes(at: of).contains(.of), let building = nounBefore(of), !building.isGeneric,
          view.classes(at: building.token).isDisjoint(with: [.people, .noun, .casualty]),
          view.tokens[building.token].shape == .lower, !context.isPerson(building.token)
        {
          head = building.token
          cursor = building.token
          continue
        }
        if entry?.classes.contains(.people) == true || context.isPerson(noun.token) {
          phrase.use = .other
          phrase.head = noun.token
          phrase.tokens = noun.token..<phrase.tokens.upperBound
          return
        }
        if head == nil { head = noun.token }
        cursor = noun.token
        continue
      }
      if !classes.isDisjoint(with: [.definite, .indefinite, .numeral, .some]),
        view.tokens[previous].kind == .word
      {
        cursor = previous
        continue
      }
      if classes.contains(.by), phrase.hasGeneric, head == nil {
        // "condamné par un tribunal de X"
        phrase.use = .structure
        phrase.tokens = previous..<phrase.tokens.upperBound
        return
      }
      if view.isByteWord(previous, "dont"), join(&phrase, at: previous, phrases: phrases) { return }
      if classes.contains(.coordinator) || view.isComma(previous) {
        // "Au Kosovo, le serveur d'un café de X" is no list.
        if head == nil
          || classes.contains(.coordinator)
            && (phrases.last?.head != nil || phrases.last?.hasGeneric == true && phrases.last?.use == .bare),
          join(&phrase, at: previous, phrases: phrases)
        {
          return
        }
        // "leur capitale, Stepanakert"
        if view.isComma(previous), head == nil, let noun = apposedNoun(before: previous) {
          cursor = noun
          continue
        }
        break
      }
      if view.isHyphen(previous), !view.tokens[previous].spaceBefore, head != nil || phrase.hasGeneric,
        let word = before(previous)
      {
        cursor = word
        continue
      }
      if view.classes(at: previous).contains(.generic) {
        phrase.hasGeneric = true
        phrase.isQuarter = head == nil && view.generic(at: previous) == .quarter
        cursor = previous
        continue
      }
      // An adjective between article and noun: "la petite ville de".
      if view.tokens[previous].kind == .word, view.tokens[previous].shape == .lower, classes.isEmpty,
        phrase.hasGeneric || head != nil, cursor != start
      {
        cursor = previous
        continue
      }
      phrase.isLed =
        head == nil && view.tokens[previous].kind == .word && view.tokens[previous].shape == .lower
        && classes.isDisjoint(with: WordClasses.joints.union([.verb, .phrase, .speech, .auxiliary]))
        && !view.isLikelyFinite(previous) && !view.endsAsParticiple(previous)
      break steps
    }
    phrase.use = head == nil ? .bare : .other
    phrase.head = head
  }

  /// The noun for a town before a comma, past an adjective: *leur capitale, X*, *la capitale azerbaïdjanaise, X*.
  private func apposedNoun(before comma: Int) -> Int? {
    guard var noun = before(comma) else { return nil }
    if !view.generic(at: noun).isSettlement, view.tokens[noun].shape == .lower,
      context.mention(at: noun).map({ context.roles[$0] == .demonym }) ?? view.classes(at: noun).isEmpty,
      let earlier = before(noun)
    {
      noun = earlier
    }
    return view.generic(at: noun).isSettlement && context.mention(at: noun) == nil ? noun : nil
  }

  /// *hospitalisés mardi à X*: a word before the preposition, past times, that leads away from the event.
  private func leadsElsewhere(before relation: Int) -> Bool {
    var cursor = relation
    for _ in 0..<6 {
      guard let previous = before(cursor) else { return false }
      let classes = view.classes(at: previous)
      if view.leadsElsewhere(previous) { return true }
      // "soigné 31 blessés à X", "transporté par avion à X"
      let isAside =
        context.time(at: previous) != nil || view.isAdverb(previous)
        || !classes.isDisjoint(with: [.numeral, .bound, .casualty, .by, .weapon, .setting, .definite])
        || view.tokens[previous].kind == .number
      guard isAside else { return isClauseElsewhere(before: previous, of: relation) }
      cursor = previous
    }
    return false
  }

  /// *trente-trois personnes sont hospitalisées, certaines à X*: the clause's verb leads elsewhere, and no other stands
  /// between.
  private func isClauseElsewhere(before token: Int, of relation: Int) -> Bool {
    var cursor = token
    for _ in 0..<6 {
      guard clause(of: cursor) == clause(of: relation), !isAuxiliary(cursor), !view.isQuote(cursor) else {
        return false
      }
      if view.leadsElsewhere(cursor) { return true }
      let classes = view.classes(at: cursor)
      if !classes.isDisjoint(with: .trigger), classes.isDisjoint(with: [.casualty]) { return false }
      guard let previous = before(cursor) else { return false }
      cursor = previous
    }
    return false
  }

  /// The noun that a *de* completes, past adjectives behind it.
  private func nounBefore(_ of: Int) -> (token: Int, isGeneric: Bool)? {
    var cursor = of
    // "la « libération » de X"
    if let quote = before(of), view.isQuote(quote) { cursor = quote }
    for step in 0..<3 {
      guard let previous = before(cursor), view.tokens[previous].kind == .word,
        context.time(at: previous) == nil
      else { return step == 0 ? nil : before(of).map { ($0, false) } }
      let entry = view.entry(at: previous)
      if let mention = context.mention(at: previous) {
        guard context.roles[mention] == .demonym else { return nil }
        cursor = previous
        continue
      }
      if entry?.classes.contains(.generic) == true { return (previous, true) }
      if let entry, entry.nounTrigger >= 0 || entry.classes.contains(.people) { return (previous, false) }
      guard view.tokens[previous].shape == .lower, entry == nil || step == 0 else { break }
      cursor = previous
    }
    return before(of).map { ($0, false) }
  }
}
