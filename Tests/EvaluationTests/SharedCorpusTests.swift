import Foundation
import Testing

@testable import Evaluation

/// Other people's corpora, where this machine has them: their own counts are the oracle.
@Suite struct SharedCorpusTests {
  private static let newseye = "newseye_fr/newseye_fr.open.tsv"
  private static let europeana = "europeana_fr/enp_FR.bnf.part-open.bio"
  private static let sequoia = "sequoia_ne_fr/sequoia_ne.open.jsonl"

  private func corpus(_ name: String) throws -> Corpus {
    try Corpus(file: Checkout.corpora + "/" + name, labels: try Checkout.labels())
  }

  private func counts(_ corpus: Corpus) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: corpus.labels.map { ($0.label, $0.count) })
  }

  @Test(.enabled(if: Checkout.has(newseye), "needs ../shared/corpora"))
  func theTwoFormsOfNewsEyeAreOneCorpus() throws {
    let columns = try corpus(SharedCorpusTests.newseye)
    let lines = try corpus("newseye_fr/newseye_fr.open.jsonl")
    #expect(columns.refusals.isEmpty && lines.refusals.isEmpty)
    #expect(counts(columns) == ["LOC": 1414, "PER": 1217, "ORG": 465, "HumanProd": 51])
    #expect(counts(lines) == counts(columns))
    #expect(columns.documents.count == 69)
    // The lines were made by dropping tokens that begin with a number sign, in six documents.
    let pairs = Array(zip(columns.documents, lines.documents))
    #expect(pairs.count { $0.text.string == $1.text.string } == 63)
    for (left, right) in pairs {
      #expect(left.id == right.id && left.published == right.published)
      guard left.text.string == right.text.string else { continue }
      #expect(left.mentions.map(\.span) == right.mentions.map(\.span))
      #expect(left.persons == right.persons && left.others == right.others)
    }
  }

  @Test(.enabled(if: Checkout.has(europeana), "needs ../shared/corpora"))
  func europeanaHasTheNamesThatItsReadMeCounts() throws {
    let corpus = try corpus(SharedCorpusTests.europeana)
    #expect(corpus.refusals.isEmpty)
    #expect(counts(corpus) == ["LOC": 3455, "PER": 3955, "ORG": 1120])
  }

  @Test(.enabled(if: Checkout.has(sequoia), "needs ../shared/corpora"))
  func sequoiaHasTheMetonymsThatItsReadMeCounts() throws {
    let corpus = try corpus(SharedCorpusTests.sequoia)
    #expect(corpus.refusals.isEmpty && corpus.documents.count == 2396)
    #expect(corpus.documents.reduce(0) { $0 + $1.mentions.count { $0.isMetonym } } == 59)
  }

  @Test(
    .enabled(if: Checkout.has("duckling_fr/duckling_fr.jsonl"), "needs ../shared/corpora"),
    arguments: [
      ("duckling_fr/duckling_fr.jsonl", 1), ("recognizers_text_fr/specs.open.jsonl", 3000),
    ])
  func timesOfOtherReadersAreRead(name: String, least: Int) throws {
    let corpus = try corpus(name)
    #expect(corpus.refusals.isEmpty && corpus.documents.count >= least)
    #expect(corpus.documents.allSatisfy { one in one.times.allSatisfy { one.text.contains($0.span) } })
  }
}
