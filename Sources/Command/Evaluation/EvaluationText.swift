import Evaluation
import Geoparsing

/// The scores of corpora for people: a section a layer, every figure with its counts and its interval.
struct EvaluationText {
  var gazetteer: String
  var showsErrors: Bool
  var showsSpeed: Bool

  func text(of scores: [CorpusScore]) -> String {
    var text =
      "Gazetteer \(gazetteer). In brackets: the middle \(Int(Bootstrap.level * 100)) % of \(Bootstrap.resamples) resamples of the documents.\n"
    for score in scores {
      text +=
        "\n\(Terminal.printable(score.file == "-" ? "standard input" : score.file)): \(score.documents.count) documents, \(score.format.title)\n"
      text += origin(of: score)
      text += sections(score.documents, layers: score.layers, effort: score.effort)
      if showsErrors { text += errors(of: score) }
    }
    if scores.count > 1 {
      let documents = scores.flatMap(\.documents)
      var effort = Effort()
      var layers: Layers = []
      for score in scores {
        effort += score.effort
        layers.formUnion(score.layers)
      }
      text += "\nTotal: \(documents.count) documents in \(scores.count) corpora\n"
      text += sections(documents, layers: layers, effort: effort)
    }
    return text
  }

  /// The labels and what they were read as, and the notes.
  private func origin(of score: CorpusScore) -> String {
    var text = ""
    for use in score.labels {
      let table = use.isKnown ? "" : " (not in corpus_labels.tsv)"
      text += "  label \(Terminal.printable(use.label)): \(use.meaning.name)\(table), \(use.count)\n"
    }
    for note in score.notes { text += "  \(note)\n" }
    let missing = Layers.named.filter { !score.layers.contains($0.layer) }.map(\.name)
    if !missing.isEmpty { text += "  No gold, hence no figures, for: \(missing.joined(separator: ", ")).\n" }
    return text
  }

  private func sections(_ documents: [DocumentScore], layers: Layers, effort: Effort) -> String {
    let figures = Figures(documents.map(\.tally))
    var text = ""
    func section(_ title: String, _ body: String) {
      if !body.isEmpty { text += "\(title)\n\(body)" }
    }
    section("Mentions", pairs(FigureTitles.mentions, figures))
    section("Roles (of overlapping pairs)", roles(figures))
    section(
      "Resolution (of gold mentions that have a place, demonyms apart; a missed mention is wrong)",
      shares(FigureTitles.resolution, figures) + distance(figures))
    section(
      "Calibration (of gold mentions given a place: the confidence, and the share within 20 km)",
      calibration(figures))
    section("Persons", shares([(.personsTaken, "taken for places")], figures))
    section("Dateline", shares(FigureTitles.dateline, figures))
    section(
      "Times (without articles and prepositions at their beginnings)", pairs(FigureTitles.times, figures))
    section("Incidents", pairs(FigureTitles.incidents, figures))
    section("Of the incidents whose kind and place are right", shares(FigureTitles.details, figures))
    if showsSpeed, effort.seconds > 0 {
      let megabytes = Figure.decimal(Double(effort.bytes) / effort.seconds / 1e6, 2)
      let mentions = Int((Double(effort.mentions) / effort.seconds).rounded())
      section(
        "Speed (processor time; not the same on every run)",
        "  \(megabytes) MB/s, \(mentions) mentions/s: \(effort.bytes) bytes and \(effort.mentions) mentions in \(Figure.decimal(effort.seconds, 3)) s\n"
      )
    }
    return text
  }

  private func pairs(_ titles: [(PairFigure, String)], _ figures: Figures) -> String {
    var table = TextTable()
    for (figure, title) in titles {
      guard let result = figures.pairs[figure] else { continue }
      let counts = result.counts
      table.add([
        title, "P " + Figure.percent(result.precision), "R " + Figure.percent(result.recall),
        "F1 " + Figure.percent(result.f1),
        "\(counts.right) right, \(counts.found) found, \(counts.gold) gold",
      ])
    }
    return table.text
  }

  private func shares(_ titles: [(ShareFigure, String)], _ figures: Figures) -> String {
    var table = TextTable()
    for (figure, title) in titles {
      guard let result = figures.shares[figure] else { continue }
      table.add([title, Figure.percent(result.share), "\(result.counts.right) of \(result.counts.of)"])
    }
    return table.text
  }

  private func roles(_ figures: Figures) -> String {
    let text = shares([(.role, "right")], figures) + pairs(FigureTitles.roles, figures)
    guard let confusion = figures.confusion else { return text }
    var table = TextTable()
    table.add(["gold \\ found"] + Role.allCases.map(\.rawValue))
    for gold in Role.allCases {
      table.add(
        [gold.rawValue] + Role.allCases.map { "\(confusion[RolePair(gold: gold, found: $0), default: 0])" })
    }
    return text + table.text
  }

  private func distance(_ figures: Figures) -> String {
    guard let distance = figures.distance else { return "" }
    var table = TextTable()
    for (title, estimate) in [("median error", distance.median), ("mean error", distance.mean)] {
      table.add([title, Figure.kilometres(estimate), "of \(distance.count) points given a place"])
    }
    return table.text
  }

  private func calibration(_ figures: Figures) -> String {
    guard let calibration = figures.calibration else { return "" }
    var table = TextTable()
    table.add(["expected calibration error", Figure.fraction(calibration.error), "of \(calibration.count)"])
    var bins = TextTable()
    bins.add(["confidence", "count", "mean confidence", "right"])
    for (index, bin) in calibration.bins.enumerated() {
      let range = "\(Figure.decimal(Double(index) / 10, 1))–\(Figure.decimal(Double(index + 1) / 10, 1))"
      guard bin.count > 0 else {
        bins.add([range, "0"])
        continue
      }
      let count = Double(bin.count)
      bins.add([
        range, "\(bin.count)", Figure.decimal(bin.sum / count, 3),
        Figure.decimal(Double(bin.right) / count, 3),
      ])
    }
    return table.text + bins.text
  }

  /// One line each, separated by tabs: file and line, document, kind, what was expected and found, the context.
  private func errors(of score: CorpusScore) -> String {
    var text = "Errors\n"
    for mistake in score.documents.flatMap(\.mistakes) {
      let fields = [
        "\(score.file):\(mistake.line)", mistake.document, mistake.kind.rawValue, mistake.note,
        mistake.context,
      ]
      text +=
        fields.map { field in
          Terminal.printable(
            field.split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " "))
        }.joined(separator: "\t") + "\n"
    }
    return text
  }
}

/// How figures are written.
enum Figure {
  /// `97.8 % [96.9–98.6]`; `n/a` where there is nothing to divide by.
  static func percent(_ estimate: Estimate?) -> String {
    text(estimate, unit: " %") { decimal($0 * 100, 1) }
  }

  static func kilometres(_ estimate: Estimate?) -> String { text(estimate, unit: " km") { decimal($0, 1) } }

  static func fraction(_ estimate: Estimate?) -> String { text(estimate, unit: "") { decimal($0, 3) } }

  private static func text(_ estimate: Estimate?, unit: String, _ format: (Double) -> String) -> String {
    guard let estimate else { return "n/a" }
    let interval = estimate.interval.map { " [\(format($0.lowerBound))–\(format($0.upperBound))]" } ?? ""
    return format(estimate.value) + unit + interval
  }

  /// A number of zero or more, rounded to `places` (1 or more) decimals.
  static func decimal(_ number: Double, _ places: Int) -> String {
    var power = 1
    for _ in 0..<places { power *= 10 }
    let scaled = Int((number * Double(power)).rounded())
    let digits = String(scaled % power)
    return "\(scaled / power)." + String(repeating: "0", count: places - digits.count) + digits
  }
}
