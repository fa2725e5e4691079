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
}

extension SentenceReading {
  /// The sentence's places in text order, with the lists that they make.
  func placePhrases() -> [PlacePhrase] {
    var phrases: [PlacePhrase] = []
    var token = tokens.lowerBound
    while token < tokens.upperBound {
      if let mention = context.mention(at: token) {
        let end = context.reading.mentions[mention].tokens.upperBound
        if context.roles[mention] == .literal {
          var phrase = phrase(of: mention, after: phrases)
          // "dans la rivière X, près de Y": the finer of the two is where it happened.
          if phrase.isContainer, phrase.use == .locative, let last = phrases.last, phrase.level < last.level,
            !last.isContainer
          {
            phrases[phrases.count - 1].isContainer = true
            phrase.isContainer = false
          }
          phrases.append(phrase)
        }
        token = max(token + 1, end)
      } else {
        if view.classes(at: token).contains(.generic) {
          if let unnamed = unnamedPlaces(at: token, after: phrases) { phrases.append(unnamed) }
          if let capital = capital(at: token, after: phrases) { phrases.append(capital) }
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
      view.classes(at: next).contains(.of) || view.isComma(next) || context.mention(at: next) != nil
    {
      return nil
    }
    guard let mention = context.capital else { return nil }
    var phrase = PlacePhrase(
      mention: mention, relation: .at, use: .bare, tokens: token..<(token + 1), group: phrases.count,
      level: .settlement)
    walk(&phrase, from: token, phrases: phrases)
    return phrase.use == .locative ? phrase : nil
  }

  private func phrase(of mention: Int, after phrases: [PlacePhrase]) -> PlacePhrase {
    let name = context.reading.mentions[mention].tokens
    let level = context.level(ofMention: mention) ?? .settlement
    var phrase = PlacePhrase(
      mention: mention, relation: .at, use: .bare, tokens: name, group: phrases.count, level: level)
    walk(&phrase, from: name.lowerBound, phrases: phrases)
    return phrase
  }

  /// *trois autres villages*, *plusieurs localités*: places without a name.
  private func unnamedPlaces(at token: Int, after phrases: [PlacePhrase]) -> PlacePhrase? {
    guard view.entry(at: token)?.generic == .settlement, view.isPlural(token), token > tokens.lowerBound
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
      if context.mention(at: previous) != nil { break }
      if isRelation(previous) {
        let relation = view.entry(at: previous).map { view.vocabulary.relations[Int($0.relation)] }
        phrase.relation = relation?.relation ?? .at
        phrase.part = relation?.part
        phrase.use = head == nil ? .locative : .structure
        phrase.head = head
        phrase.tokens = previous..<phrase.tokens.upperBound
        coordinate(&phrase, before: previous, phrases: phrases, repeats: true)
        return
      }
      if classes.contains(.of), view.tokens[previous].kind == .word {
        // "les régions d'Odessa et de Mykolaïv"
        if let joint = before(previous),
          view.isComma(joint) || view.classes(at: joint).contains(.coordinator),
          phrases.last.map({ $0.use != .bare }) ?? false, join(&phrase, at: joint, phrases: phrases)
        {
          return
        }
        guard let noun = nounBefore(previous) else { break }
        if noun.isGeneric {
          phrase.hasGeneric = true
          if view.entry(at: noun.token)?.generic == .road { head = noun.token }
          cursor = noun.token
          continue
        }
        let entry = view.entry(at: noun.token)
        if let entry, entry.nounTrigger >= 0 {
          phrase.use = head == nil ? .object : .structure
          phrase.head = noun.token
          phrase.tokens = noun.token..<phrase.tokens.upperBound
          return
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
      if classes.contains(.coordinator) || view.isComma(previous) {
        if join(&phrase, at: previous, phrases: phrases) { return }
        // "leur capitale, Stepanakert"
        if view.isComma(previous), head == nil, let noun = before(previous),
          view.entry(at: noun)?.generic == .settlement,
          context.mention(at: noun) == nil
        {
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
      break steps
    }
    phrase.use = head == nil ? .bare : .other
    phrase.head = head
  }

  /// The noun that a *de* completes, past adjectives behind it.
  private func nounBefore(_ of: Int) -> (token: Int, isGeneric: Bool)? {
    var cursor = of
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

  /// Makes a phrase with its own preposition part of the list before it, or what holds the place before it.
  private func coordinate(
    _ phrase: inout PlacePhrase, before start: Int, phrases: [PlacePhrase], repeats: Bool
  ) {
    guard let last = phrases.last, last.use != .other, let joint = before(start) else {
      if let last = phrases.last, last.tokens.upperBound == start {
        phrase.isContainer = true
        phrase.group = last.group
      }
      return
    }
    let classes = view.classes(at: joint)
    let isComma = view.isComma(joint)
    var end = joint
    if classes.contains(.coordinator), let earlier = before(joint), view.isComma(earlier) { end = earlier }
    let isAdjacent = last.tokens.upperBound == (classes.contains(.coordinator) || isComma ? end : start)
    guard isAdjacent else { return }
    if classes.contains(.coordinator) {
      phrase.group = last.group
    } else if isComma, last.relation == phrase.relation, last.level == phrase.level, phrase.part == nil,
      phrase.relation == .at || phrase.relation == .in
    {
      phrase.group = last.group
    } else {
      phrase.isContainer = true
      phrase.group = last.group
    }
  }

  /// Joins a phrase without a preposition to the list that ends at a comma or *et*.
  private func join(_ phrase: inout PlacePhrase, at joint: Int, phrases: [PlacePhrase]) -> Bool {
    guard let last = phrases.last else { return false }
    var end = joint
    if !view.isComma(joint), let earlier = before(joint), view.isComma(earlier) { end = earlier }
    guard last.tokens.upperBound == end else { return false }
    // "Gumri, la deuxième ville d'Arménie": what holds it, or what it is.
    if view.isComma(joint), phrase.hasGeneric, phrase.level < last.level { return false }
    if phrase.hasGeneric, view.isComma(joint) || phrase.level > last.level {
      phrase.isContainer = true
      phrase.group = last.group
      phrase.relation = .in
      phrase.use = .other
      return true
    }
    phrase.relation = last.relation
    phrase.part = nil
    phrase.use = last.use
    phrase.head = last.head
    phrase.group = last.group
    phrase.isContainer = last.isContainer && view.isComma(joint)
    // "X, Mali" names the country behind the town.
    if view.isComma(joint), last.level < phrase.level, phrase.level >= .province {
      phrase.isContainer = true
    }
    return true
  }
}
