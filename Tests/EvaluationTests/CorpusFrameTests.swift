import Foundation
import Testing

@testable import Evaluation

/// Our own corpus does not write one sentence over and over with other names in it.
@Suite struct CorpusFrameTests {
  /// A text's sentences with names, persons, organisations, times and figures masked, in lower case, words only.
  static func frames(of document: GoldDocument) -> [String] {
    var marks = document.mentions.map { ($0.span, "P") }
    marks += document.persons.map { ($0, "N") } + document.others.map { ($0, "N") }
    marks += document.times.map { ($0.span, "T") }
    marks.sort { ($0.0.start, $1.0.end) < ($1.0.start, $0.0.end) }
    let scalars = Array(document.text.scalars)
    var masked = String.UnicodeScalarView()
    var position = 0
    for (span, letter) in marks where span.start >= position {
      masked.append(contentsOf: scalars[position..<span.start])
      masked.append(contentsOf: letter.unicodeScalars)
      position = span.end
    }
    masked.append(contentsOf: scalars[position...])
    return String(masked).replacing(/[0-9]+(?:[ .,][0-9]+)*/, with: "0")
      .split(separator: /[.!?]\s/)
      .map { sentence in
        sentence.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
      }
  }

  @Test func noSentenceFrameIsUsedMoreThanThreeTimes() throws {
    var counts: [String: Int] = [:]
    for file in Checkout.ownCorpora {
      let corpus = try Corpus(file: file, labels: Checkout.labels())
      for frame in corpus.documents.flatMap(Self.frames) { counts[frame, default: 0] += 1 }
    }
    #expect(counts.count > 6_000)
    // Shorter ones are signatures, heads of lists and answers (*P, 0 sept*), which nobody could write in more ways.
    let worn = counts.filter { $0.value > 3 && $0.key.split(separator: " ").count >= 5 }
    // Not the frames themselves: nobody reads the test set by way of a failure.
    #expect(worn.count == 0)
  }

  @Test func framesMaskWhatChanges() throws {
    let text = "Deux obus sont tombés le 3 mai sur Nirva. Trois obus."
    var document = GoldDocument(id: "a", line: 1, text: text, layers: [])
    document.persons = [Span(35, 40)]
    #expect(Self.frames(of: document) == ["deux obus sont tombés le 0 mai sur n", "trois obus"])
  }
}
