internal import GeoTypes
internal import Geoparsing

/// Which side of the dispatch's day a time is on that does not say so itself.
///
/// News looks back: a bare weekday, day, month is the last one, the dispatch's own day included. It looks ahead where
/// 1. the clause is about the future: a verb in the future, *va*, *doit*, *prévu*, *attendu* (`TextView.isFuture`);
/// 2. what stands right before the time opens it forward: *pour jeudi*, *d'ici dimanche*, *jusqu'à lundi*, *avant juin*;
/// 3. the time hangs on a verb that in the present tells what is planned, *s'ouvre mardi*, *préavis* (`plan` of
///    `times.tsv`), or on an event that is being announced: *a appelé à une grève jeudi* (`announce`, `event`).
///
/// A day of the year, unlike a weekday, is to come also where its clause is in the present and the day is within 60 days
/// (`CalendarReading.day`); a day told by its number alone is to come in the present and behind *jusqu'au*.
extension TimeReader {
  /// Whether the time at a token is to come.
  func isFuture(around index: Int) -> Bool {
    if opensAhead(index) { return true }
    if followsPast(index) { return false }
    return isPlanned(index)
      || view.isFuture(view.clause(around: index, in: view.document.sentences[sentence].tokens))
  }

  /// *a arrêté lundi deux suspects, attendus vendredi*: right behind a participle with its auxiliary, whatever else the
  /// clause has to come.
  private func followsPast(_ index: Int) -> Bool {
    guard let participle = before(withArticle(index)), view.endsAsParticiple(participle),
      view.tokens[participle].shape == .lower, !view.classes(at: participle).contains(.future),
      let auxiliary = before(participle)
    else { return false }
    return view.classes(at: auxiliary).contains(.auxiliary)
      && !view.classes(at: auxiliary).contains(.futureAuxiliary)
  }

  /// Whether the clause around a token has a verb and none of the past that shows.
  func isPresent(around index: Int) -> Bool {
    let clause = view.clause(around: index, in: view.document.sentences[sentence].tokens)
    return !clause.contains {
      !view.classes(at: $0).isDisjoint(with: [.auxiliary, .timeFrame]) || view.endsAsParticiple($0)
    }
  }

  /// *pour*, *d'ici*, *jusqu'à*, *avant* before a time and its article.
  private func opensAhead(_ index: Int) -> Bool {
    var start = withArticle(index)
    if let portion = before(start), view.classes(at: portion).contains(.portion) {
      start = withArticle(portion)
    }
    guard let opening = before(start) else { return false }
    if view.isByteWord(opening, "pour") { return true }
    return view.isByteWord(opening, "avant") || isTime(opening, .until)
  }

  /// Whether a plan stands before a time in its clause, without a verb of its own between them.
  private func isPlanned(_ index: Int) -> Bool {
    let clause = view.clause(around: index, in: view.document.sentences[sentence].tokens)
    var cursor = index
    var event: Int?
    var steps = 0
    while cursor > clause.lowerBound, cursor > floor, steps < 14 {
      let start = view.start(before: cursor)
      let time = view.timeClass(at: start)
      // Accents do not count in the tables: "a débuté mardi" is no "débute mardi".
      if time == .plan, !view.endsAsParticiple(start) { return true }
      // "a annoncé la tenue d'un sommet": the event is what is announced, not told further on.
      if time == .announce { return event.map { $0 - start <= 6 } ?? false }
      if time == .event { event = start }
      // A participle or an auxiliary between them has the day to itself.
      if view.isAuxiliary(start) || view.isComma(start)
        || view.endsAsParticiple(start) && view.classes(at: start).isDisjoint(with: [.people, .part])
      {
        return false
      }
      cursor = start
      steps += 1
    }
    return false
  }
}
