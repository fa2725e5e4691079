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
    #expect(counts(lines) == ["LOC": 1414, "PER": 1217, "ORG": 465, "HumanProd": 51])
    // The columns' reader takes the halves of a broken word for one name, and sets apart what the lines run together.
    #expect(counts(columns) == ["LOC": 1391, "PER": 1200, "ORG": 457, "HumanProd": 50])
    #expect(columns.documents.count == 69)
    // The lines were made by dropping tokens that begin with a number sign, in five documents beside white space.
    let pairs = zip(columns.documents, lines.documents).map { (Unspaced($0), Unspaced($1)) }
    #expect(pairs.count { $0.text == $1.text } == 64)
    for (left, right) in pairs {
      #expect(left.document.id == right.document.id && left.document.published == right.document.published)
      guard left.text == right.text else { continue }
      for layer in [\GoldDocument.places, \.persons, \.others] {
        let spans = right.spans(layer)
        for span in left.spans(layer) {
          // One name of the lines, or the halves that it was in, or the half that was marked.
          let inside = spans.filter { $0.overlaps(span) }
          #expect(inside.count <= 3 && (inside.first?.start == span.start || inside.last?.end == span.end))
        }
      }
    }
  }

  /// A document without its white space.
  private struct Unspaced {
    let document: GoldDocument
    let text: String
    private let offsets: [Int]

    init(_ document: GoldDocument) {
      self.document = document
      let isKept = document.text.scalars.map { !$0.properties.isWhitespace }
      offsets = isKept.reduce(into: [0]) { $0.append($0[$0.count - 1] + ($1 ? 1 : 0)) }
      text = String(String.UnicodeScalarView(document.text.scalars.filter { !$0.properties.isWhitespace }))
    }

    func spans(_ layer: KeyPath<GoldDocument, [Span]>) -> [Span] {
      document[keyPath: layer].map { Span(offsets[$0.start], offsets[$0.end]) }.sorted { $0.start < $1.start }
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

extension GoldDocument {
  fileprivate var places: [Span] { mentions.map(\.span) }
}
