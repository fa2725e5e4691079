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

extension SentenceReading {
  /// The count that begins at a token: `au moins 12`, `plus de 30`, `entre 10 et 15`, `une dizaine`, `des centaines`.
  func count(at start: Int) -> Count? {
    let limit = tokens.upperBound
    guard start < limit else { return nil }
    if let one = possessed(at: start) { return one }
    guard view.tokens[start].kind == .number || !view.classes(at: start).isDisjoint(with: .countStart)
    else { return nil }
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
    if bound == .none, let best = count.best, isAtLeast(behind: number.end) {
      // "quarante fidèles au moins"
      count = Count(low: best, best: nil, high: nil, tokens: range)
    }
    // "dont quatre enfants"
    if let earlier = before(start),
      view.isByteWord(earlier, "dont") || view.isByteWord(earlier, "lesquels")
        || view.isByteWord(earlier, "lesquelles")
    {
      count.isPart = true
    }
    return count
  }

  /// *tuant son conducteur*, *une fillette et son grand-père*: one person.
  private func possessed(at start: Int) -> Count? {
    guard start + 1 < tokens.upperBound,
      view.isByteWord(start, "son") || view.isByteWord(start, "sa") || view.isByteWord(start, "leur"),
      view.classes(at: start + 1).contains(.people), !view.isPlural(start + 1),
      view.entry(at: start + 1).map({ $0.people == .civilian || $0.people == .none }) ?? false
    else { return nil }
    var count = Count(low: 1, best: 1, high: 1, tokens: start..<(start + 1))
    count.isArticle = true
    return count
  }

  /// *au moins* behind a number's noun, within three words.
  private func isAtLeast(behind start: Int) -> Bool {
    var token = start
    for _ in 0..<3 {
      guard token < tokens.upperBound, view.tokens[token].kind == .word, !isAuxiliary(token) else {
        return false
      }
      token += view.length(at: token)
      if token < tokens.upperBound, view.entry(at: token)?.bound == .atLeast {
        // "deux morts et au moins dix blessés": before a number it is that number's.
        let next = token + view.length(at: token)
        return next >= tokens.upperBound || view.number(at: next, limit: tokens.upperBound) == nil
      }
    }
    return false
  }

  /// The count that ends right before a token (or with *autre* between).
  func count(endingAt end: Int) -> Count? {
    for start in stride(from: end - 1, through: max(tokens.lowerBound, end - 5), by: -1) {
      if let count = count(at: start), !count.isArticle, count.best != nil || count.low ?? 0 > 1 {
        if count.tokens.upperBound == end { return count }
      }
    }
    return nil
  }

  /// *des centaines*, *plusieurs dizaines*: at least two of them; *plusieurs*: two; *des*: one.
  private func someCount(at token: Int, from start: Int, least: Int) -> Count? {
    // "la plupart des victimes" counts none.
    if let earlier = before(token), view.isByteWord(earlier, "plupart") { return nil }
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
}
