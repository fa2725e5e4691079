internal import Geoparsing

/// Places told together: lists, asides, and what holds a place.
extension SentenceReading {
  /// The phrase that a list's joint follows: right before it, or before an aside in brackets or between commas.
  func member(before end: Int, of phrases: [PlacePhrase]) -> PlacePhrase? {
    guard let last = phrases.last, end > tokens.lowerBound else { return nil }
    let window = max(tokens.lowerBound, end - 14)..<end
    var open: Int?
    if view.isByte(end - 1, 0x29) {
      open = window.last { view.isByte($0, 0x28) }
    } else if view.isComma(end), let comma = window.last(where: { view.isComma($0) }),
      !view.classes(at: comma + 1).isDisjoint(with: [.relative, .subordinator, .generic, .relation])
    {
      // "X, que l'on appelle Z, ainsi que Y"
      open = comma
    }
    if let open, let head = phrases.last(where: { $0.tokens.upperBound == open && !$0.isContainer }) {
      return head
    }
    return last.tokens.upperBound == end ? last : nil
  }

  /// The joint before a noun phrase whose own place this is: *des radars près de X et une base au nord de Y*.
  func jointOfNouns(before start: Int) -> Int? {
    var cursor = start
    var sawNoun = false
    for _ in 0..<6 {
      guard let previous = before(cursor), view.tokens[previous].kind == .word,
        view.tokens[previous].shape == .lower
      else { return nil }
      let classes = view.classes(at: previous)
      if classes.contains(.coordinator) {
        let isOpened = !view.classes(at: cursor).isDisjoint(with: [.indefinite, .numeral, .some, .definite])
        return sawNoun && isOpened ? previous : nil
      }
      guard classes.isDisjoint(with: .leadsVerb), !view.endsAsParticiple(previous) || sawNoun,
        context.mention(at: previous) == nil, context.time(at: previous) == nil
      else { return nil }
      if classes.isDisjoint(with: [.indefinite, .numeral, .some, .definite, .of]) { sawNoun = true }
      cursor = previous
    }
    return nil
  }

  /// Makes a phrase with its own preposition part of the list before it, or what holds the place before it.
  func coordinate(
    _ phrase: inout PlacePhrase, before start: Int, phrases: [PlacePhrase], repeats: Bool
  ) {
    // "le site de X, ainsi que des rampes autour de Y": the objects of one verb.
    if let newest = phrases.last, newest.use == .other, !newest.isContainer, newest.level == phrase.level,
      let joint = jointOfNouns(before: start),
      newest.tokens.upperBound == joint || view.isComma(joint - 1) && newest.tokens.upperBound == joint - 1
    {
      phrase.group = newest.group
      return
    }
    // "l'un à X, l'autre à Y"
    if let newest = phrases.last, let other = before(start), view.isByteWord(other, "autre"),
      let comma = (max(tokens.lowerBound, other - 3)..<other).last(where: { view.isComma($0) }),
      newest.tokens.upperBound == comma
    {
      phrase.group = newest.group
      return
    }
    // "dans la localité de X, en territoire de Y": what holds it, whatever its size.
    if let newest = phrases.last, newest.level <= .settlement, view.isComma(start - 1),
      newest.tokens.upperBound == start - 1,
      (start..<phrase.tokens.upperBound).contains(where: { view.generic(at: $0) == .area })
    {
      phrase.isContainer = true
      phrase.group = newest.group
      return
    }
    guard let newest = phrases.last, newest.use != .other, let joint = before(start) else {
      if let last = phrases.last,
        last.tokens.upperBound == start
          || last.tokens.upperBound == start - 1 && view.isComma(start - 1)
            && (last.hasGeneric && phrase.level > last.level
              || phrase.relation == .near && last.level == .settlement)
      {
        phrase.isContainer = true
        phrase.group = last.group
      }
      return
    }
    let classes = view.classes(at: joint)
    let isComma = view.isComma(joint)
    var end = joint
    if classes.contains(.coordinator), let earlier = before(joint), view.isComma(earlier) { end = earlier }
    guard let last = member(before: classes.contains(.coordinator) || isComma ? end : start, of: phrases)
    else {
      if let joint = jointOfNouns(before: start), newest.tokens.upperBound == joint, !newest.isContainer,
        newest.level == phrase.level,
        newest.use == .locative || newest.use == .structure || newest.use == .bare && newest.hasGeneric
      {
        phrase.group = newest.group
      }
      return
    }
    // "transportés à l'hôpital de X, à Y"
    if last.use == .elsewhere { phrase.use = .elsewhere }
    if classes.contains(.coordinator) {
      phrase.group = last.group
    } else if isComma, phrase.isQuarter, !last.isQuarter, last.level == .settlement {
      // "A Port-au-Prince, dans le quartier de X": the finer of the two.
      phrase.isQuarter = true
      phrase.group = last.group
    } else if isComma, phrase.isWater, !last.isWater {
      // "un marché d'X, sur l'autre rive du Y"
      phrase.isContainer = true
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

  /// *six villes de la région X, dont Y et Z*: the members named are the places, what holds them is around them.
  func joinMembers(_ phrase: inout PlacePhrase, at joint: Int, phrases: [PlacePhrase]) -> Bool {
    let end = view.isComma(joint - 1) ? joint - 1 : joint
    guard let last = phrases.last, last.tokens.upperBound <= end, end - last.tokens.upperBound < 6,
      last.level > phrase.level || last.mention == nil
    else { return false }
    phrase.relation = last.mention == nil ? last.relation : .at
    phrase.use = last.use == .other || last.use == .bare ? .locative : last.use
    phrase.head = last.head
    phrase.group = last.group
    return true
  }

  /// Joins a phrase without a preposition to the list that ends at a comma or *et*.
  func join(_ phrase: inout PlacePhrase, at joint: Int, phrases: [PlacePhrase]) -> Bool {
    if view.isByteWord(joint, "dont") { return joinMembers(&phrase, at: joint, phrases: phrases) }
    var end = joint
    if !view.isComma(joint), let earlier = before(joint), view.isComma(earlier) { end = earlier }
    guard let last = member(before: end, of: phrases) else { return false }
    // "Dans la province d'A, X a été touché": the subject, not a list.
    if view.isComma(joint), phrase.level < last.level, last.level >= .province, last.use == .locative,
      last.tokens.lowerBound <= tokens.lowerBound + 2
    {
      return false
    }
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
