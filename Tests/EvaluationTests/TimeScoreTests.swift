import GeoTypes
import Incidents
import Testing

@testable import Evaluation

@Suite struct TimeScoreTests {
  private let gold = Sample.gold

  private func score(_ change: (inout [FoundTime]) -> Void) throws -> DocumentScore {
    var found = Sample.perfect(gold)
    change(&found.times)
    return try Sample.score(found)
  }

  @Test(arguments: [
    ("depuis le 27 septembre", "27 septembre"), ("la veille", "veille"), ("d'ici lundi", "ici lundi"),
    ("jusqu’au 3 mai", "3 mai"), ("LE\u{00A0}LENDEMAIN  ", "LENDEMAIN"), ("le", "le"), ("de la ", "la"),
    ("lendemain", "lendemain"), ("aujourd'hui", "aujourd'hui"),
  ])
  func articlesAndPrepositionsDoNotCount(expression: String, trimmed: String) {
    let text = ScalarText(expression)
    #expect(text[TimeEdges.trimmed(Span(0, text.scalars.count), in: text)] == trimmed)
  }

  @Test func anArticleIsNoMistakeAWrongEdgeIs() throws {
    let same = try score { $0[1].span.start -= 3 }
    #expect(same.tally.pairs[.time] == PairCounts(gold: 2, found: 2, right: 2))
    let other = try score { $0[1].span.end -= 1 }
    #expect(other.tally.pairs[.timeSpan] == PairCounts(gold: 2, found: 2, right: 1))
    #expect(other.tally.pairs[.timeValue] == PairCounts(gold: 2, found: 2, right: 2))
    #expect(other.mistakes.map(\.kind) == [.timeSpan])
  }

  @Test func aWrongValueIsToldAndTimesInTheDatelineAreNotCounted() throws {
    let result = try score { times in
      times[0].value = "2020-05-19"
      times.append(FoundTime(span: Sample.span("13 mai 2020"), kind: .date, value: "2020-05-13"))
      times.append(FoundTime(span: Sample.span("dit"), kind: .duration, value: "P1D"))
    }
    #expect(result.tally.pairs[.time] == PairCounts(gold: 2, found: 3, right: 1))
    #expect(result.tally.pairs[.timeDates] == PairCounts(gold: 2, found: 2, right: 1))
    #expect(result.mistakes.map(\.kind) == [.timeValue, .timeSpurious])
    #expect(result.mistakes[0].note == "2020-05-12, found 2020-05-19")
  }

  @Test(arguments: [
    (["2020-05-12T07:00"], "2020-05-12T07:00:00", true), (["PT48H"], "P2D", false),
    (["T07:30"], "2020-05-12T07:30", true),
    (["T07:30"], "2020-05-12T07:00", false), (["XXXX-WXX-1", "2020-05-11"], "2020-05-11", true),
    ([], "2020-05-11", false),
  ])
  func aValueIsRightWhereOneOfTheAcceptedIs(values: [String], found: String, isRight: Bool) {
    let gold = GoldTime(span: Span(0, 1), kind: .date, values: values)
    #expect(gold.accepts(FoundTime(span: Span(0, 1), kind: .date, value: found)) == isRight)
  }

  @Test func daysAreRightWhereTheyAreTheAcceptedOnes() {
    let gold = GoldTime(
      span: Span(0, 1), kind: .date, values: [], days: [Sample.day(1)...Sample.day(12)])
    func isRight(_ first: Int, _ last: Int?) -> Bool {
      gold.accepts(
        FoundTime(
          span: Span(0, 1), kind: .date, value: "x",
          days: DateInterval(start: Sample.day(first), end: last.map { Sample.day($0) }, precision: .interval)
        ))
    }
    #expect(isRight(1, 12))
    #expect(!isRight(1, 11) && !isRight(1, nil))
  }

  @Test func onlyTheKindsThatACorpusMarksAreCounted() throws {
    var dates = gold
    dates.timeKinds = [.date]
    var found = Sample.perfect(gold)
    found.times.append(FoundTime(span: Sample.span("dit"), kind: .duration, value: "P1D"))
    #expect(try Sample.score(found, dates).tally.pairs[.timeSpan]?.found == 2)
  }
}
