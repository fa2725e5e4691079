import ArgumentParser
import Evaluation
import GazetteerIndex
import Lieudit

/// `lieudit eval`: how well the program reads annotated corpora.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Score the reading against annotated corpora.",
    discussion: """
      A corpus is a file: the project's own JSON Lines (Tests/Corpus), JSON Lines with typed entities, CoNLL's columns, \
      HIPE's columns, or the JSON Lines of Recognizers-Text and of Duckling. Every figure comes with its counts and with \
      an interval that holds 95 % of a thousand resamples of the documents. A corpus gives figures for what it annotates \
      only. Several corpora give a report each, and one of them all.

      EXAMPLES
        lieudit eval Tests/Corpus/dev/dispatches.jsonl
        lieudit eval --errors --report json corpus.jsonl > errors.json
        lieudit eval --id annodis sequoia_ne.open.jsonl
        lieudit eval --news duckling_fr.jsonl
        lieudit eval --check corpus.jsonl
      """)

  enum Report: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Argument(
    help: ArgumentHelp("Annotated files; - is standard input.", valueName: "corpus"), completion: .file())
  var corpora: [String]

  @Option(help: "text or json.")
  var report = Report.text

  @Flag(help: "List every mistake in its context.")
  var errors = false

  @Flag(help: "Only read the corpora and say what is wrong in them.")
  var check = false

  @Flag(
    help: "Add bytes and mentions a second of processor time; the one figure that differs from run to run.")
  var speed = false

  @Option(
    help: "gold, entities, conll, hipe, recognizers or duckling; told by the first line by default.")
  var corpusFormat: CorpusFormat?

  @Option(
    help: ArgumentHelp("Only documents whose id begins so; may be given several times.", valueName: "prefix"))
  var id: [String] = []

  @Flag(
    help: """
      Leave out cases of Recognizers-Text and of Duckling that no news dispatch says (corpus_scope.tsv), and count them.
      """)
  var news = false

  @OptionGroup var data: DataOptions

  func validate() throws {
    if corpora.isEmpty { throw ValidationError("expected a corpus, found none") }
    if check, errors || speed || report == .json {
      throw ValidationError("--check scores nothing: expected it without --errors, --speed and --report json")
    }
  }

  func run() throws {
    let labels = try data.openCorpusLabels()
    let scope = news ? try data.openCorpusScope() : nil
    var refusals = Refusals()
    if check {
      for file in corpora {
        guard let corpus = read(file, labels, scope, &refusals) else { continue }
        try Terminal.write(
          "\(Terminal.printable(file)): \(corpus.documents.count) documents, \(corpus.refusals.count) refused\n"
        )
      }
      return try refusals.finish()
    }
    let reader = try data.openReader()
    let evaluator = Evaluator(reader: reader, types: try data.openEventTypes())
    var scores: [CorpusScore] = []
    for file in corpora {
      Terminal.progress(file)
      guard let corpus = read(file, labels, scope, &refusals), !corpus.documents.isEmpty else { continue }
      scores.append(evaluator.evaluate(corpus))
    }
    Terminal.progress("")
    if !scores.isEmpty {
      let gazetteer = reader.gazetteer.version
      switch report {
      case .text:
        try Terminal.write(
          EvaluationText(gazetteer: gazetteer, showsErrors: errors, showsSpeed: speed).text(of: scores))
      case .json:
        try Terminal.write(
          EvaluationJSON(gazetteer: gazetteer, showsErrors: errors, showsSpeed: speed).bytes(of: scores))
      }
    }
    try refusals.finish()
  }

  /// Reads a corpus; what is refused is named on standard error. Nil where the whole file is.
  private func read(
    _ file: String, _ labels: LabelTable, _ scope: CorpusScope?, _ refusals: inout Refusals
  ) -> Corpus? {
    do {
      let corpus = try Corpus(file: file, format: corpusFormat, labels: labels, selection: id, scope: scope)
      for refusal in corpus.refusals { refusals.add(refusal) }
      refusals.documents += corpus.documents.count
      return corpus
    } catch {
      refusals.add(error)
      return nil
    }
  }
}

extension CorpusFormat: ExpressibleByArgument {}

/// What was refused, and the exit status that it makes.
private struct Refusals {
  var documents = 0
  private var codes: [CorpusError.Code] = []

  mutating func add(_ error: CorpusError) {
    Terminal.fail(error.description)
    codes.append(error.code)
  }

  /// Throws the `CommandFailure` of the contract: 1 where documents were read in spite of refusals, else 66, 74 or 65.
  func finish() throws(CommandFailure) {
    if codes.isEmpty { return }
    if documents > 0 { throw CommandFailure(.partly) }
    let isMissing = codes.allSatisfy { $0 == .missing || $0 == .unreadable }
    let isBroken = codes.allSatisfy { $0 == .io }
    throw CommandFailure(isMissing ? .missingInput : isBroken ? .io : .unusableInput)
  }
}
