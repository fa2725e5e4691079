import Dispatches
import Evaluation
import Geoparsing

/// Names with what an annotator made of them.
struct TrainingSet {
  /// Indices into `features`, ascending, each once.
  private(set) var rows: [[Int32]] = []
  private(set) var answers: [ModelReading] = []
  /// The features' numbers, ascending.
  private(set) var features: [UInt64] = []

  /// Names with their features and answers; features of fewer than `rarest` names are left out.
  init(_ examples: [(features: [UInt64], answer: ModelReading)], rarest: Int) {
    var counts: [UInt64: Int] = [:]
    for example in examples { for feature in Set(example.features) { counts[feature, default: 0] += 1 } }
    features = counts.filter { $0.value >= rarest }.keys.sorted()
    let indices = Dictionary(uniqueKeysWithValues: features.enumerated().map { ($1, Int32($0)) })
    for example in examples {
      rows.append(Set(example.features.compactMap { indices[$0] }).sorted())
      answers.append(example.answer)
    }
  }

  /// The doubtful names of annotated dispatches, in the order of the corpora.
  static func examples(
    in documents: [GoldDocument], geoparser: Geoparser
  ) -> [(features: [UInt64], answer: ModelReading)] {
    documents.flatMap { document in
      let dispatch = Dispatch(
        id: document.id, text: Array(document.text.string.utf8), published: document.published)
      let offsets = document.text.offsetsOfBytes()
      return geoparser.examples(in: dispatch).compactMap { example in
        let span = Span(offsets[example.range.lowerBound], offsets[example.range.upperBound])
        return answer(for: span, in: document).map { (example.features, $0) }
      }
    }
  }

  /// What the gold has at a span, or at one that overlaps; nil for what the model does not tell (datelines, demonyms).
  static func answer(for span: Span, in document: GoldDocument) -> ModelReading? {
    let mention =
      document.mentions.first { $0.span == span } ?? document.mentions.last { $0.span.overlaps(span) }
    guard let mention else { return ModelReading.none }
    switch mention.role {
    case .literal: return .literal
    case .metonym: return .metonym
    case .embedded: return .embedded
    case .dateline, .demonym, nil: return nil
    }
  }
}
