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

  private mutating func accept(_ draft: Draft) {
    var draft = draft
    frame(&draft)
    let tokens = draft.tokens
    found.append(
      TimeExpression(
        range: view.document.byteRange(of: tokens), tokens: tokens, kind: draft.kind,
        value: draft.point.value,
        days: draft.point.days))
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
      return numericDate(at: index) ?? dayOfMonth(at: index) ?? clockTime(at: index) ?? counted(at: index)
        ?? year(at: index)
    }
    guard let entry = view.entry(at: index) else { return nil }
    let classes = entry.classes
    if classes.contains(.weekday) { return weekday(at: index) }
    if !classes.isDisjoint(with: .numeral.union([.collective, .some, .ordinal])) {
      if let draft = dayOfMonth(at: index) ?? clockTime(at: index) ?? counted(at: index) { return draft }
    }
    if classes.contains(.month) { return month(at: index) }
    if classes.contains(.portion) { return portion(at: index) }
    if classes.contains(.day) { return deictic(at: index) }
    if classes.contains(.anaphor) { return anaphor(at: index) }
    if classes.contains(.season) { return season(at: index) }
    if classes.contains(.part) { if let draft = part(at: index) { return draft } }
    if classes.contains(.timeUnit) { return unit(at: index) }
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
    if end + 1 < limit, view.isPeriod(end), yearNumber(at: end + 1) != nil { end += 1 }
    return (word.number, end)
  }

  /// Whether the clause around a token is about the future.
  func isFuture(around index: Int) -> Bool {
    view.isFuture(view.clause(around: index, in: view.document.sentences[sentence].tokens))
  }

  /// Whether the clause around a token has a verb and none of the past that shows.
  func isPresent(around index: Int) -> Bool {
    let clause = view.clause(around: index, in: view.document.sentences[sentence].tokens)
    return !clause.contains {
      !view.classes(at: $0).isDisjoint(with: [.auxiliary, .timeFrame]) || view.endsAsParticiple($0)
    }
  }

  /// The part of the day or clock time right after a day's expression: *soir*, *dans la soirée*, *vers 03H00*.
  func extendByPart(_ draft: inout Draft) {
    var index = draft.tokens.upperBound
    var skipped = 0
    while index < limit, skipped < 4 {
      if view.classes(at: index).contains(.part), let word = view.time(at: index) {
        let suffix = "T" + (view.classes(at: index).contains(.timeUnit) ? "DT" : word.text)
        if draft.kind == .date, !draft.point.value.contains("T") {
          draft.point.value += suffix
          draft.kind = .time
        }
        draft.tokens = draft.tokens.lowerBound..<(index + view.length(at: index))
        // "mardi soir vers 20H00": the clock is more exact than the part.
        index = draft.tokens.upperBound
        skipped = 1
        continue
      }
      if let clock = clock(at: index) {
        if let cut = draft.point.value.firstIndex(of: "T") {
          draft.point.value = String(draft.point.value[..<cut])
        }
        draft.point.value += clock.value
        draft.kind = .time
        draft.tokens = draft.tokens.lowerBound..<clock.end
        return
      }
      let classes = view.classes(at: index)
      guard !classes.isDisjoint(with: [.relation, .definite, .portion, .of]) || isTime(index, .beforePoint)
      else { return }
      index += view.length(at: index)
      skipped += 1
    }
  }

  /// A clock time at a token: `03H00`, `16h`, `8 heures`, `20 heures 30`. The value is `T03:00`.
  func clock(at index: Int) -> (value: String, end: Int)? {
    guard index + 1 < limit else { return nil }
    if let hour = view.plainInteger(at: index), (0...24).contains(hour),
      let clock = view.hourSuffix(at: index + 1)
    {
      return ("T\(padded(hour, 2)):\(padded(clock, 2))", index + 2)
    }
    guard let number = view.number(at: index, limit: limit), (0...24).contains(number.value), !number.isRound,
      number.end < limit
    else { return nil }
    let isLetter = view.hourLetter(at: number.end)
    guard isLetter || isTime(number.end, .unit) && view.time(at: number.end)?.text == "h" else { return nil }
    var end = number.end + 1
    var minute: Int?
    if end < limit, let value = view.plainInteger(at: end), (0...59).contains(value) {
      minute = value
      end += 1
    }
    // "4 heures du matin", "dix heures du soir"; "à une heure de route" is a distance.
    var part: TimeWord?
    if end + 1 < limit, view.classes(at: end).contains(.of) {
      var position = end + view.length(at: end)
      if position < limit, view.classes(at: position).contains(.definite) { position += 1 }
      if position < limit, view.classes(at: position).contains(.part) { part = view.time(at: position) }
      guard part != nil else { return nil }
      end = position + view.length(at: position)
    }
    // "depuis deux heures", "il y a deux heures": how long.
    let opening = before(index)
    let openingTime = opening.flatMap { view.timeClass(at: $0) }
    let isOpened =
      opening.map { view.classes(at: $0).contains(.relation) || openingTime == .beforePoint } ?? false
      && openingTime != .since && openingTime != .ago
    guard isOpened || part != nil || isLetter && minute != nil else { return nil }
    let isLate = number.value < 12 && (part?.text == "EV" || part?.text == "AF")
    return ("T\(padded(number.value + (isLate ? 12 : 0), 2)):\(padded(minute ?? 0, 2))", end)
  }
}

extension TextView {
  /// The minutes of `H00`, `h30` or `h` right behind the hour's digits.
  func hourSuffix(at index: Int) -> Int? {
    let token = tokens[index]
    guard token.kind == .word, !token.spaceBefore else { return nil }
    let range = token.range
    guard text[range.lowerBound] | 0x20 == 0x68, range.count == 1 || range.count == 3 else { return nil }
    var value = 0
    for position in range.dropFirst() {
      guard text[position] >= 0x30, text[position] <= 0x39 else { return nil }
      value = value * 10 + Int(text[position] - 0x30)
    }
    return value < 60 ? value : nil
  }

  /// The `h` of `14 h 30`, a word of its own.
  func hourLetter(at index: Int) -> Bool {
    let token = tokens[index]
    return token.kind == .word && token.spaceBefore && token.end - token.start == 1
      && text[Int(token.start)] == UInt8(ascii: "h")
  }

  /// Whether a token is exactly these ASCII letters, whatever their case.
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
