import Dispatches
import Geoparsing
import Incidents
import Testing

@testable import Evaluation

/// Other people's cases of times, where this machine has them: what of them news can say is read, spans and values.
@Suite struct NewsTimesTests {
  private static let lexicon = Checkout.root + "/Gazetteer/lexicon/fr"

  @Test(
    .enabled(if: Checkout.has("duckling_fr/duckling_fr.jsonl"), "needs ../shared/corpora"),
    arguments: [("duckling_fr/duckling_fr.jsonl", 250), ("recognizers_text_fr/specs.open.jsonl", 1200)])
  func ofTheTimesThatNewsSaysNineteenInTwentyAreRead(name: String, least: Int) throws {
    let scope = try CorpusScope(path: Checkout.root + "/Gazetteer/lexicon/corpus_scope.tsv")
    let corpus = try Corpus(
      file: Checkout.corpora + "/" + name, labels: try Checkout.labels(), scope: scope)
    #expect(corpus.documents.count >= least)
    let lexicon = try Lexicon(folder: NewsTimesTests.lexicon)
    let extractor = try IncidentExtractor(lexicon: NewsTimesTests.lexicon)
    var tally = Tally()
    for gold in corpus.documents {
      let dispatch = Dispatch(id: gold.id, text: Array(gold.text.string.utf8), published: gold.published)
      let document = Document(tokenizing: dispatch, lexicon: lexicon)
      let offsets = gold.text.offsetsOfBytes()
      var found = FoundDocument()
      found.times = extractor.times(in: document).map {
        FoundTime(
          span: Span(offsets[$0.range.lowerBound], offsets[$0.range.upperBound]), kind: $0.kind,
          value: $0.value,
          days: $0.days)
      }
      var score = DocumentScore()
      TimeScorer(gold: gold, found: found).score(into: &score)
      tally += score.tally
    }
    for figure in [PairFigure.timeSpan, .time] {
      let counts = try #require(tally.pairs[figure])
      #expect(
        2 * counts.right * 100 >= 95 * (counts.gold + counts.found), "\(figure): \(counts)")
    }
  }
}
