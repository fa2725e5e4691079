internal import Dispatches
internal import GeoTypes
internal import Geoparsing

/// Finds a document's time expressions and places them in the calendar.
///
/// Spans leave out the preposition and keep the article (*la veille*, *le 27 septembre*), as TIMEX3 does.
struct TimeReader {
  let view: TextView
  let calendar: CalendarReading
  var found: [TimeExpression] = []
  /// The sentence being read.
  var sentence = 0
  var limit = 0
  /// No expression may begin before this token.
  var floor = 0
  /// The last day that the text told, which *la veille* counts from, and the sentence that told it.
  private var told: CalendarDate?
  private var toldSentence = 0
  private var lastDay: (date: CalendarDate, sentence: Int)?
  /// The morning after, where a night was told.
  private(set) var toldNightEnd: CalendarDate?

  init(_ view: TextView) {
    self.view = view
    calendar = CalendarReading(anchor: view.document.dispatch.anchor)
  }

  /// An expression before it is placed among the others.
  struct Draft {
    var tokens: Range<Int>
    var kind: TimeExpression.Kind
    var point: CalendarPoint
    /// Told relative to another day: it moves no *la veille*.
    var isAnaphor = false

    init(_ tokens: Range<Int>, _ kind: TimeExpression.Kind, _ point: CalendarPoint, isAnaphor: Bool = false) {
      self.tokens = tokens
      self.kind = kind
      self.point = point
      self.isAnaphor = isAnaphor
    }
  }

  mutating func read() -> [TimeExpression] {
    let sentences = view.document.sentences
    for (index, sentence) in sentences.enumerated() {
      let classes = view.sentenceClasses[index]
      guard !classes.isDisjoint(with: .timeStart) || classes.contains(.digits) else { continue }
      self.sentence = index
      limit = sentence.tokens.upperBound
      floor = sentence.tokens.lowerBound
      var token = floor
      while token < limit {
        if view.tokens[token].kind == .number
          || !view.classes(at: token).isDisjoint(with: WordClasses.timeOpening), let draft = draft(at: token)
        {
          accept(draft)
          token = max(token + 1, draft.tokens.upperBound)
          floor = token
        } else {
          token += view.length(at: token)
        }
      }
    }
    return found
  }

  /// The day that an anaphor counts from: the last told within four sentences, else the dispatch's.
  var reference: CalendarDate? {
    if let told, sentence - toldSentence <= 4 { return told }
    return calendar.anchor
  }

  /// The day that *ce jour-là* points to: the last one told within two sentences, however long ago it was.
  var pointedDay: CalendarDate? {
    if let day = lastDay, sentence - day.sentence <= 2 { return day.date }
    return reference
  }

  private mutating func accept(_ draft: Draft) {
    var draft = draft
    frame(&draft)
    let tokens = draft.tokens
    found.append(
      TimeExpression(
        range: view.document.byteRange(of: tokens), tokens: tokens, kind: draft.kind,
        value: draft.point.value,
        days: draft.point.days))
    if !draft.isAnaphor, let days = draft.point.days, days.precision == .day {
      lastDay = (days.start, sentence)
    }
    if !draft.isAnaphor, let days = draft.point.days, days.precision == .day, let anchor = calendar.anchor,
      abs(days.start.daysSince1970 - anchor.daysSince1970) <= 40,
      // "… ont été tués mardi, a annoncé mercredi la police": the story's day is the first.
      !(told != nil && toldSentence == sentence && isOfSpeech(tokens.lowerBound))
    {
      told = days.start
      toldNightEnd = draft.point.value.hasSuffix("TNI") ? days.end : nil
      toldSentence = sentence
    }
  }

  /// Whether a day stands right behind a verb of speech: *a annoncé mercredi*, *a-t-on appris jeudi*.
  private func isOfSpeech(_ start: Int) -> Bool {
    var index = start - 1
    while index >= view.document.sentences[sentence].tokens.lowerBound, view.isAdverb(index) { index -= 1 }
    guard index >= view.document.sentences[sentence].tokens.lowerBound else { return false }
    return view.classes(at: Int(view.words[index].start)).contains(.speech)
      || view.isByteWord(index, "appris")
  }

  /// What stands before an expression opens or closes its interval: *depuis*, *jusqu'à*.
  private func frame(_ draft: inout Draft) {
    guard draft.tokens.lowerBound > floor, var days = draft.point.days else { return }
    if view.isComma(draft.tokens.lowerBound - 1), draft.kind == .date,
      followsSince(draft.tokens.lowerBound - 1)
    {
      days.end = nil
      days.precision = .interval
      draft.point.days = days
      return
    }
    let before = view.start(before: draft.tokens.lowerBound)
    guard before >= floor, let word = view.time(at: before) else { return }
    switch word.word {
    case .since:
      days.end = nil
      if days.precision == .day || draft.kind == .duration { days.precision = .interval }
      draft.point.days = days
    default: break
    }
  }

  /// *depuis la reprise des combats, le 27 septembre*: the date explains a *depuis* before it.
  private func followsSince(_ comma: Int) -> Bool {
    var index = comma - 1
    while index >= floor, comma - index < 12 {
      if isTime(index, .since) { return true }
      guard view.tokens[index].kind == .word, !view.classes(at: index).contains(.auxiliary) else {
        return false
      }
      index -= 1
    }
    return false
  }

  /// The expression that begins at a token, or whose first significant word it is.
  private func draft(at index: Int) -> Draft? {
    if view.tokens[index].kind == .number {
      return numericDate(at: index) ?? dayOfMonth(at: index) ?? spell(at: index) ?? clockTime(at: index)
        ?? counted(at: index) ?? year(at: index) ?? dayAlone(at: index)
    }
    guard let entry = view.entry(at: index) else { return nil }
    let classes = entry.classes
    if classes.contains(.weekday) { return orderedWeekday(at: index) ?? weekday(at: index) }
    if !classes.isDisjoint(with: .numeral.union([.collective, .some, .ordinal])) {
      if let draft = dayOfMonth(at: index) ?? fortnight(at: index) ?? clockTime(at: index)
        ?? counted(at: index)
      {
        return draft
      }
    }
    if classes.contains(.month) { return month(at: index) }
    if classes.contains(.portion) { return portion(at: index) }
    if classes.contains(.day) { return deictic(at: index) }
    if classes.contains(.anaphor) { return anaphor(at: index) }
    if classes.contains(.season) { return season(at: index) }
    if classes.contains(.part) { if let draft = part(at: index) { return draft } }
    if classes.contains(.timeUnit) { return orderedUnit(at: index) ?? unit(at: index) }
    if classes.contains(.timeOther) { return other(at: index) }
    return nil
  }
}

// MARK: - Small questions

extension TimeReader {
  func isTime(_ index: Int, _ word: TimeClass) -> Bool {
    index < limit && index >= floor && view.timeClass(at: index) == word
  }

  /// The token where what stands right before `index` begins; nil at the floor.
  func before(_ index: Int) -> Int? {
    guard index > floor else { return nil }
    let start = view.start(before: index)
    return start >= floor ? start : nil
  }

  func classes(before index: Int) -> WordClasses { before(index).map { view.classes(at: $0) } ?? [] }

  /// `index`, or where the article before it begins.
  func withArticle(_ index: Int, _ wanted: WordClasses = .definite) -> Int {
    guard let start = before(index), !view.classes(at: start).isDisjoint(with: wanted) else { return index }
    return start
  }

  /// A year of four digits at a token; a year as news tells it, 1000 to 2199.
  func yearNumber(at index: Int) -> Int? {
    guard index < limit, let value = view.plainInteger(at: index), (1000...2199).contains(value),
      view.tokens[index].end - view.tokens[index].start == 4
    else { return nil }
    return value
  }

  /// A day of the month in digits, `1er` or letters, and the token after it.
  func dayNumber(at index: Int) -> (day: Int, end: Int)? {
    guard index < limit else { return nil }
    if let value = view.plainInteger(at: index) {
      guard (1...31).contains(value) else { return nil }
      // "1er" is two tokens.
      if value == 1, index + 1 < limit, !view.tokens[index + 1].spaceBefore,
        view.tokens[index + 1].kind == .word
      {
        return view.isByteWord(index + 1, "er") ? (1, index + 2) : nil
      }
      return (value, index + 1)
    }
    if let entry = view.entry(at: index), entry.classes.contains(.ordinal), entry.number == 1 {
      return (1, index + view.length(at: index))
    }
    guard let number = view.number(at: index, limit: limit), (2...31).contains(number.value), !number.isRound
    else { return nil }
    return (number.value, number.end)
  }

  /// The month at a token, and the token after it (and after the full stop of an abbreviation).
  func monthName(at index: Int) -> (month: Int, end: Int)? {
    guard index < limit, view.classes(at: index).contains(.month), let word = view.time(at: index),
      word.word == .month || word.word == .monthAbbreviation
    else { return nil }
    var end = index + 1
    if end + 1 < limit, view.isPeriod(end), word.word == .monthAbbreviation || yearNumber(at: end + 1) != nil
    {
      end += 1
    }
    return (word.number, end)
  }
}

extension TextView {
  /// Whether a token is exactly these letters, whatever the case of ASCII ones.
  func isByteWord(_ index: Int, _ word: StaticString) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    let range = tokens[index].range
    guard range.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { letters in
      for (offset, position) in range.enumerated() where text[position] | 0x20 != letters[offset] | 0x20 {
        return false
      }
      return true
    }
  }
}
