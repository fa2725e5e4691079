internal import Dispatches
internal import GazetteerIndex
internal import Geoparsing
package import Lieudit

/// A corpus read by the program and held against its gold.
package struct CorpusScore: Sendable {
  package var file: String
  package var format: CorpusFormat
  package var labels: [LabelUse]
  package var notes: [String]
  package var layers: Layers
  package var documents: [DocumentScore]
  package var effort: Effort
}

/// What reading took; the one thing that is not the same on every run.
package struct Effort: Sendable {
  package var bytes = 0
  package var mentions = 0
  /// Of processor time.
  package var seconds = 0.0

  package init(bytes: Int = 0, mentions: Int = 0, seconds: Double = 0) {
    self.bytes = bytes
    self.mentions = mentions
    self.seconds = seconds
  }

  package static func += (left: inout Effort, right: Effort) {
    left.bytes += right.bytes
    left.mentions += right.mentions
    left.seconds += right.seconds
  }
}

/// Reads the documents of annotated corpora as the program reads dispatches, and scores what it finds.
package struct Evaluator {
  private let reader: DispatchReader
  private let scorer: Scorer

  /// How far from a marked point the town may be whose country is that point's, in metres.
  private static let countryRange = 50_000.0

  package init(reader: DispatchReader, types: EventTypes) {
    self.reader = reader
    let gazetteer = reader.gazetteer
    scorer = Scorer(types: types) { point in
      gazetteer.nearest(to: point, maxDistance: Evaluator.countryRange) {
        gazetteer.featureClass($0) == UInt8(ascii: "P") && gazetteer.countryCode($0) != nil
      }.first.flatMap { gazetteer.countryCode($0.place)?.description }
    }
  }

  package func evaluate(_ corpus: Corpus) -> CorpusScore {
    var effort = Effort()
    var layers: Layers = []
    let scores = corpus.documents.map { document in
      layers.formUnion(document.layers)
      let dispatch = Dispatch(
        id: document.id, text: Array(document.text.string.utf8), published: document.published)
      let started = ProcessorTime.now
      let report = reader.read(dispatch)
      effort += Effort(
        bytes: dispatch.text.count, mentions: report.reading.mentions.count,
        seconds: ProcessorTime.now - started)
      return scorer.score(FoundDocument(report, in: document.text), against: document)
    }
    return CorpusScore(
      file: corpus.file, format: corpus.format, labels: corpus.labels, notes: corpus.notes, layers: layers,
      documents: scores, effort: effort)
  }
}
