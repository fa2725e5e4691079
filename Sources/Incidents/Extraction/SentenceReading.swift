internal import Dispatches
internal import Geoparsing

/// One sentence on its way to events: its tokens, and the cuts between its clauses.
struct SentenceReading {
  let context: DispatchContext
  let index: Int
  let tokens: Range<Int>
  let block: Int
  let isHeadline: Bool
  var view: TextView { context.view }

  init(_ context: DispatchContext, sentence index: Int) {
    self.context = context
    self.index = index
    let sentence = context.view.document.sentences[index]
    tokens = sentence.tokens
    block = sentence.block
    isHeadline = context.view.document.dispatch.layout.blocks[sentence.block].kind == .headline
  }

  func clause(of token: Int) -> Int { Int(view.words[token].clause) }

  /// The tokens of the clause that holds a token.
  func clauseRange(of token: Int) -> Range<Int> {
    let wanted = clause(of: token)
    var lower = token
    while lower > tokens.lowerBound, clause(of: lower - 1) == wanted { lower -= 1 }
    var upper = token + 1
    while upper < tokens.upperBound, clause(of: upper) == wanted { upper += 1 }
    return lower..<upper
  }

  /// The token where what stands right before `token` begins; nil at the sentence's start.
  func before(_ token: Int) -> Int? {
    guard token > tokens.lowerBound else { return nil }
    return max(tokens.lowerBound, view.start(before: token))
  }

  /// The token after the word or phrase at `token`; nil at the sentence's end.
  func after(_ token: Int) -> Int? {
    let next = token + view.length(at: token)
    return next < tokens.upperBound ? next : nil
  }

  func classes(before token: Int) -> WordClasses { before(token).map { view.classes(at: $0) } ?? [] }

  /// Whether a place stands at the beginning of its clause, an article or a generic before it apart.
  func opensClause(_ phrase: PlacePhrase) -> Bool {
    let start = phrase.tokens.lowerBound
    let clause = clauseRange(of: start)
    return (clause.lowerBound..<start).allSatisfy {
      !view.classes(at: $0).isDisjoint(with: [.definite, .of, .generic, .indefinite])
        || $0 == clause.lowerBound
    } && start - clause.lowerBound <= 5
  }

  /// Whether a token is an auxiliary; *a* only where it is not the preposition.
  func isAuxiliary(_ token: Int) -> Bool { view.isAuxiliary(token) }

  /// Whether a token is a preposition of place; *a* (has) is none.
  func isRelation(_ token: Int) -> Bool { view.isRelation(token) }
}

/// A verb with its auxiliaries, seen from its last word.
struct VerbGroup {
  var first: Int
  var verb: Int
  var isPassive = false
  var isConditional = false
  var isFuture = false
  var isPluperfect = false
  var isNegated = false
  var isInfinitive = false
  var isGerund = false
  /// A participle that hangs on a noun: *la trêve conclue samedi*.
  var isBare = false
  var isReflexive = false
  /// *a-t-il*: a pronoun behind the auxiliary or verb.
  var isInverted = false
}

extension SentenceReading {
  /// The verb group whose verb (or phrase) begins at a token; nil where its word is no verb there.
  func verbGroup(at verb: Int) -> VerbGroup? {
    guard let entry = view.entry(at: verb) else { return nil }
    var group = VerbGroup(first: verb, verb: verb)
    let forms = entry.forms
    let isUpper = view.tokens[verb].shape == .upper
    var canBeParticiple = forms.contains(.participle)
    // The tables' forms have lost their accents; the text's have not.
    if canBeParticiple, forms.contains(.accented), !isUpper, !view.endsAsParticiple(verb) {
      canBeParticiple = false
    }
    var cursor = verb
    var sawAuxiliary = false
    var steps = 0
    while let previous = before(cursor), steps < 7 {
      let classes = view.classes(at: previous)
      if isAuxiliary(previous) {
        sawAuxiliary = true
        if classes.contains(.conditionalAuxiliary) { group.isConditional = true }
        if classes.contains(.futureAuxiliary) { group.isFuture = true }
        if view.isImperfectAuxiliary(previous) { group.isPluperfect = true }
        if view.isBe(previous) { group.isPassive = true }
        if view.isHave(previous) { group.isInfinitive = false }
        group.first = previous
      } else if classes.contains(.reflexive) {
        group.isReflexive = true
        group.first = previous
      } else if classes.contains(.negationParticle) {
        group.isNegated = true
        group.first = previous
      } else if classes.contains(.negation) {
        group.isNegated = true
      } else if classes.contains(.scene), view.length(at: previous) == 1 {
        group.first = previous
      } else if sawAuxiliary {
        // Subject pronouns stand before the auxiliary.
        break
      } else if view.tokens[previous].kind == .punctuation {
        guard view.isHyphen(previous) else { break }
        group.isInverted = true
      } else if classes.contains(.pronoun), let hyphen = before(previous), view.isHyphen(hyphen) {
        // "a-t-il annoncé", "ont-elles dit": a hyphenated pronoun between auxiliary and participle.
        group.isInverted = true
      } else if context.time(at: previous) != nil || view.isAdverb(previous) || group.isInverted {
        // "a de nouveau", "ont été mardi matin"
      } else {
        break
      }
      cursor = previous
      steps += 1
    }
    if !sawAuxiliary { group.first = group.isReflexive || group.isNegated ? group.first : verb }
    if sawAuxiliary {
      if group.isReflexive { group.isPassive = false }
      return canBeParticiple || entry.classes.contains(.phrase) || forms.isEmpty ? group : nil
    }
    group.isInverted = false
    if entry.classes.contains(.phrase) || forms.isEmpty { return group }
    if !canBeParticiple, forms.isSubset(of: [.participle, .accented]) { return nil }
    if forms.contains(.infinitive), forms.isDisjoint(with: .finite), !canBeParticiple {
      group.isInfinitive = true
      return group
    }
    if canBeParticiple, forms.isDisjoint(with: .finite) || view.endsAsParticiple(verb) {
      // "ont incendié une voiture et blessé un berger": the first participle's auxiliary serves the second.
      if classes(before: verb).contains(.coordinator), let shared = sharedAuxiliary(before: verb) {
        group.first = shared
        group.isPassive = view.isBe(shared) || after(shared).map { view.isBe($0) && isAuxiliary($0) } ?? false
        group.isConditional = view.classes(at: shared).contains(.conditionalAuxiliary)
        return group
      }
      // "a été retrouvé noyé": the auxiliary of the participle before it.
      if let previous = before(verb), view.endsAsParticiple(previous),
        let shared = sharedAuxiliary(before: verb)
      {
        group.first = shared
        group.isPassive = true
        return group
      }
      // "un mort", "deux blessés": nouns.
      guard classes(before: verb).isDisjoint(with: [.numeral, .some, .definite, .indefinite, .collective])
      else { return nil }
      group.isBare = true
      group.isPassive = true
      return group
    }
    if forms == .gerund {
      group.isGerund = true
      return group
    }
    if !forms.isDisjoint(with: [.present, .imperfect, .past]) {
      // "l'attaque", "une frappe": a noun where a determiner or preposition stands before it.
      let opening = classes(before: verb)
      if !opening.isDisjoint(with: [.indefinite, .of, .by, .numeral, .demonstrative]) { return nil }
      if opening.contains(.definite), entry.classes.contains(.noun) { return nil }
      if let previous = before(verb), isRelation(previous) { return nil }
      group.isInverted = after(verb).map { view.isHyphen($0) && !view.tokens[$0].spaceBefore } ?? false
      return group
    }
    if forms.contains(.conditional) { group.isConditional = true }
    if forms.contains(.future) { group.isFuture = true }
    if forms.contains(.infinitive) { group.isInfinitive = true }
    return group
  }
}

extension SentenceReading {
  /// The clause's auxiliary that a participle behind *et* shares; nil where a noun with its own article stands between.
  private func sharedAuxiliary(before verb: Int) -> Int? {
    var cursor = verb
    while let previous = before(cursor), verb - previous < 25, !view.isQuote(previous) {
      if isAuxiliary(previous) {
        // The first of "ont été".
        if let earlier = before(previous), isAuxiliary(earlier) { return earlier }
        return previous
      }
      // "une bombe a explosé et tué": a phrase has its auxiliary inside.
      if let inner = (previous..<(previous + view.length(at: previous))).first(where: {
        view.isByteWord($0, "a") || view.isByteWord($0, "ont") || view.isByteWord($0, "avait")
      }) {
        return inner
      }
      cursor = previous
    }
    return nil
  }
}

extension TextView {
  /// Whether a word leads to a place that is not the event's (*hospitalisés à X*); a form with an accent asks for it.
  func leadsElsewhere(_ index: Int) -> Bool {
    guard let entry = entry(at: index), entry.leadsElsewhere else { return false }
    let token = tokens[index]
    return !entry.leadsElsewhereAccented || token.shape == .upper || text[token.range].contains { $0 >= 0x80 }
  }

  /// *capturer*, *capture*.
  func isCapture(_ index: Int) -> Bool {
    let range = tokens[index].range
    return range.count >= 7 && text[range.lowerBound..<(range.lowerBound + 6)].elementsEqual("captur".utf8)
  }

  /// *avait*, *étaient* and the like: an auxiliary in the imperfect.
  func isImperfectAuxiliary(_ index: Int) -> Bool {
    let range = tokens[index].range
    guard range.count >= 5, !classes(at: index).contains(.conditionalAuxiliary) else { return false }
    let last = text[range.upperBound - 1] | 0x20
    guard last == 0x74 else { return false }
    // -ait or -aient
    return text[range.upperBound - 2] | 0x20 == 0x69
      || text[range.upperBound - 2] | 0x20 == 0x6E
        && text[range.upperBound - 3] | 0x20 == 0x65
  }

  /// *ont*, *sont*, *étaient* and the like: an auxiliary in the plural.
  func isPluralAuxiliary(_ index: Int) -> Bool {
    let range = tokens[index].range
    return range.count >= 3 && text[range.upperBound - 2] | 0x20 == 0x6E
      && text[range.upperBound - 1] | 0x20 == 0x74
  }

  /// Forms of *être*, which make a transitive verb's participle passive.
  func isBe(_ index: Int) -> Bool {
    let range = tokens[index].range
    let first = text[range.lowerBound]
    if first == 0xC3 { return true }
    switch first | 0x20 {
    case 0x65: return range.count >= 3
    case 0x73, 0x66: return true
    default: return false
    }
  }

  /// A lower-case word that ends like an infinitive and is nothing else in the tables.
  func looksInfinitive(_ index: Int) -> Bool {
    let token = tokens[index]
    guard token.kind == .word, token.shape == .lower, token.end - token.start > 4 else { return false }
    if let entry = entry(at: index) { return entry.forms.contains(.infinitive) && entry.nounTrigger < 0 }
    let end = Int(token.end)
    return text[end - 1] == 0x72 && (text[end - 2] == 0x65 || text[end - 2] == 0x69)
  }

  func isHave(_ index: Int) -> Bool { text[tokens[index].range.lowerBound] | 0x20 == 0x61 }

  /// Words that may stand inside a verb group: in *-ment*, or of the tables' vague words.
  func isAdverb(_ index: Int) -> Bool {
    let token = tokens[index]
    // Inside a phrase no word stands for itself: "services de renseignement".
    guard token.kind == .word, token.shape == .lower, words[index].length > 0 else { return false }
    if classes(at: index).contains(.adverb) { return true }
    // "gouvernement", "commandement", "régiment" speak and act; "éboulement", "affrontement" happen.
    if classes(at: index).contains(.people) || entry(at: index)?.nounTrigger ?? -1 >= 0 { return false }
    let range = token.range
    return range.count > 6 && text[range.upperBound - 4] == 0x6D && text[range.upperBound - 3] == 0x65
      && text[range.upperBound - 2] == 0x6E && text[range.upperBound - 1] == 0x74
  }
}
