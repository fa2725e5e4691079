import Evaluation
import Geoparsing
import Interchange
import Lieudit

/// The scores of corpora for scripts: one JSON object, its keys always there and in one order. What a corpus cannot tell is
/// null; shares are fractions of one, rounded to four decimals.
struct EvaluationJSON {
  var gazetteer: String
  var showsErrors: Bool
  var showsSpeed: Bool

  func bytes(of scores: [CorpusScore]) -> [UInt8] {
    var json = JSONWriter(capacity: 1 << 16)
    json.beginObject()
    json.key("generator")
    json.value(Version.generator)
    json.key("gazetteer")
    json.value(gazetteer)
    json.key("bootstrap")
    json.beginObject()
    json.key("resamples")
    json.value(Bootstrap.resamples)
    json.key("seed")
    json.value(Int(Bootstrap.seed))
    json.key("level")
    json.value(Bootstrap.level, decimals: 2)
    json.endObject()
    json.key("corpora")
    json.beginArray()
    for score in scores {
      json.beginObject()
      writeOrigin(of: score, to: &json)
      writeFigures(of: score.documents, effort: score.effort, to: &json)
      if showsErrors { writeErrors(of: score, to: &json) }
      json.endObject()
    }
    json.endArray()
    json.key("total")
    json.beginObject()
    let documents = scores.flatMap(\.documents)
    json.key("documents")
    json.value(documents.count)
    var effort = Effort()
    for score in scores { effort += score.effort }
    writeFigures(of: documents, effort: effort, to: &json)
    json.endObject()
    json.endObject()
    json.newline()
    return json.take()
  }

  private func writeOrigin(of score: CorpusScore, to json: inout JSONWriter) {
    json.key("corpus")
    json.value(score.file)
    json.key("format")
    json.value(score.format.rawValue)
    json.key("documents")
    json.value(score.documents.count)
    json.key("labels")
    json.beginArray()
    for use in score.labels {
      json.beginObject()
      json.key("label")
      json.value(use.label)
      json.key("meaning")
      json.value(use.meaning.name)
      json.key("known")
      json.value(use.isKnown)
      json.key("count")
      json.value(use.count)
      json.endObject()
    }
    json.endArray()
    json.key("notes")
    json.beginArray()
    for note in score.notes { json.value(note) }
    json.endArray()
    json.key("layers")
    json.beginArray()
    for name in score.layers.names { json.value(name) }
    json.endArray()
  }

  private func writeFigures(of documents: [DocumentScore], effort: Effort, to json: inout JSONWriter) {
    let figures = Figures(documents.map(\.tally))
    // A figure's name is its group, a full stop and its key.
    for group in ["mentions", "roles", "resolution", "persons", "dateline", "times", "incidents"] {
      func key(_ name: String) -> String? {
        name.hasPrefix(group + ".") ? String(name.dropFirst(group.count + 1)) : nil
      }
      json.key(group)
      json.beginObject()
      for figure in PairFigure.allCases {
        guard let key = key(figure.rawValue) else { continue }
        json.key(key)
        write(figures.pairs[figure], to: &json)
      }
      for figure in ShareFigure.allCases {
        guard let key = key(figure.rawValue) else { continue }
        json.key(key)
        write(figures.shares[figure], to: &json)
      }
      if group == "roles" { writeConfusion(figures.confusion, to: &json) }
      if group == "resolution" { writeDistance(figures.distance, to: &json) }
      json.endObject()
    }
    json.key("calibration")
    writeCalibration(figures.calibration, to: &json)
    guard showsSpeed else { return }
    json.key("speed")
    json.beginObject()
    json.key("bytes")
    json.value(effort.bytes)
    json.key("mentions")
    json.value(effort.mentions)
    json.key("seconds")
    json.value(effort.seconds, decimals: 4)
    json.endObject()
  }

  private func write(_ result: PairResult?, to json: inout JSONWriter) {
    guard let result else { return json.null() }
    json.beginObject()
    json.key("gold")
    json.value(result.counts.gold)
    json.key("found")
    json.value(result.counts.found)
    json.key("right")
    json.value(result.counts.right)
    json.key("precision")
    write(result.precision, to: &json)
    json.key("recall")
    write(result.recall, to: &json)
    json.key("f1")
    write(result.f1, to: &json)
    json.endObject()
  }

  private func write(_ result: ShareResult?, to json: inout JSONWriter) {
    guard let result else { return json.null() }
    json.beginObject()
    json.key("of")
    json.value(result.counts.of)
    json.key("right")
    json.value(result.counts.right)
    json.key("share")
    write(result.share, to: &json)
    json.endObject()
  }

  private func write(_ estimate: Estimate?, to json: inout JSONWriter) {
    guard let estimate else { return json.null() }
    json.beginObject()
    json.key("value")
    json.value(estimate.value, decimals: 4)
    json.key("low")
    if let interval = estimate.interval { json.value(interval.lowerBound, decimals: 4) } else { json.null() }
    json.key("high")
    if let interval = estimate.interval { json.value(interval.upperBound, decimals: 4) } else { json.null() }
    json.endObject()
  }

  /// Gold roles, and in each the found ones.
  private func writeConfusion(_ confusion: [RolePair: Int]?, to json: inout JSONWriter) {
    json.key("confusion")
    guard let confusion else { return json.null() }
    json.beginObject()
    for gold in Role.allCases {
      json.key(gold.rawValue)
      json.beginObject()
      for found in Role.allCases {
        json.key(found.rawValue)
        json.value(confusion[RolePair(gold: gold, found: found), default: 0])
      }
      json.endObject()
    }
    json.endObject()
  }

  private func writeDistance(_ distance: DistanceResult?, to json: inout JSONWriter) {
    json.key("error_km")
    guard let distance else { return json.null() }
    json.beginObject()
    json.key("count")
    json.value(distance.count)
    json.key("median")
    write(distance.median, to: &json)
    json.key("mean")
    write(distance.mean, to: &json)
    json.endObject()
  }

  private func writeCalibration(_ calibration: CalibrationResult?, to json: inout JSONWriter) {
    guard let calibration else { return json.null() }
    json.beginObject()
    json.key("count")
    json.value(calibration.count)
    json.key("expected_error")
    write(calibration.error, to: &json)
    json.key("bins")
    json.beginArray()
    for (index, bin) in calibration.bins.enumerated() {
      json.beginObject()
      json.key("low")
      json.value(Double(index) / Double(Tally.bins), decimals: 1)
      json.key("high")
      json.value(Double(index + 1) / Double(Tally.bins), decimals: 1)
      json.key("count")
      json.value(bin.count)
      json.key("mean_confidence")
      if bin.count > 0 { json.value(bin.sum / Double(bin.count), decimals: 4) } else { json.null() }
      json.key("right")
      json.value(bin.right)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private func writeErrors(of score: CorpusScore, to json: inout JSONWriter) {
    json.key("errors")
    json.beginArray()
    for mistake in score.documents.flatMap(\.mistakes) {
      json.beginObject()
      json.key("document")
      json.value(mistake.document)
      json.key("line")
      json.value(mistake.line)
      json.key("kind")
      json.value(mistake.kind.rawValue)
      json.key("start")
      json.value(mistake.span?.start)
      json.key("end")
      json.value(mistake.span?.end)
      json.key("note")
      json.value(mistake.note)
      json.key("context")
      json.value(mistake.context)
      json.endObject()
    }
    json.endArray()
  }
}
