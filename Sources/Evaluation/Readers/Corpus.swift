internal import Dispatches

/// How annotations are laid down in a file.
package enum CorpusFormat: String, CaseIterable, Sendable {
  /// The project's own: JSON Lines with every layer (`Tests/Corpus/README.md`).
  case gold
  /// JSON Lines with `text` and typed `entities`.
  case entities
  /// Columns, one token a line: CoNLL's IOB, BIO, BIOES.
  case conll
  /// HIPE's tab-separated columns (`TOKEN`, `NE-COARSE-LIT`, …).
  case hipe
  /// JSON Lines of Recognizers-Text's cases (`spec`, `Input`, `Results`).
  case recognizers
  /// JSON Lines of Duckling's examples (`dimension`, `phrase`, `expected`).
  case duckling

  package var title: String {
    switch self {
    case .gold: "dispatches with all layers (gold)"
    case .entities: "texts with typed entities (entities)"
    case .conll: "columns of tokens and tags (conll)"
    case .hipe: "HIPE columns (hipe)"
    case .recognizers: "cases of Recognizers-Text (recognizers)"
    case .duckling: "examples of Duckling (duckling)"
    }
  }
}

/// What became of a label of a corpus.
package struct LabelUse: Hashable, Sendable {
  package var label: String
  package var meaning: LabelMeaning
  /// Whether the table of labels has it.
  package var isKnown: Bool
  package var count: Int
}

/// An annotated file that was read: its documents, and what of it was refused.
package struct Corpus: Sendable {
  package var file: String
  package var format: CorpusFormat
  package var documents: [GoldDocument]
  package var refusals: [CorpusError]
  package var labels: [LabelUse]
  /// What a reader of the figures should know.
  package var notes: [String]

  /// Reads a file; `-` is standard input. What is wrong in one document refuses that document.
  ///
  /// - Parameters:
  ///   - format: Nil to tell by the first line.
  ///   - selection: Only documents whose id begins with one of these; all for none.
  ///   - scope: Leaves out cases of Recognizers-Text and Duckling that news does not say; nil for none.
  /// - Throws: `CorpusError` where the file cannot be read or holds nothing of a known format.
  package init(
    file: String, format: CorpusFormat? = nil, labels table: LabelTable, selection: [String] = [],
    scope: CorpusScope? = nil
  ) throws(CorpusError) {
    let lines = CorpusLines(try Corpus.bytes(of: file), file: file)
    guard let first = lines.first(where: { !$0.isBlank }) else {
      throw CorpusError(.empty, file: file, expected: "annotated texts", found: "an empty file")
    }
    let told: CorpusFormat
    if let format { told = format } else { told = try CorpusFormat(firstLine: first, file: file) }
    var draft = CorpusDraft(file: file, format: told, table: table, selection: selection, scope: scope)
    switch told {
    case .gold: draft.readGold(lines)
    case .entities: draft.readEntities(lines)
    case .conll: draft.readColumns(lines)
    case .hipe: draft.readHIPE(lines)
    case .recognizers: draft.readRecognizers(lines)
    case .duckling: draft.readDuckling(lines)
    }
    self.file = file
    self.format = told
    documents = draft.documents
    refusals = draft.refusals
    labels = draft.labelUses
    notes = draft.notes + draft.scopeNotes
    if !selection.isEmpty {
      notes.insert("\(documents.count) of \(draft.wholeCount) documents, chosen by their ids", at: 0)
    }
    if documents.isEmpty, refusals.isEmpty {
      throw CorpusError(
        .empty, file: file, expected: selection.isEmpty ? "annotated texts" : "a document with such an id",
        found: "none")
    }
  }

  private static func bytes(of file: String) throws(CorpusError) -> [UInt8] {
    if FolderListing.isFolder(file) {
      throw CorpusError(.unreadable, file: file, expected: "a file", found: "a folder")
    }
    let limit = 1 << 30
    do throws(InputError) {
      if let bytes = try ByteStream(file: file).readAll(limit: limit) { return bytes }
    } catch {
      switch error.code {
      case .missing: throw CorpusError(.missing, file: file, expected: "a file", found: "none")
      case .io:
        throw CorpusError(.io, file: file, expected: "a readable file", found: "one that \(error.message)")
      default:
        throw CorpusError(
          .unreadable, file: file, expected: "a readable file", found: "one that \(error.message)")
      }
    }
    throw CorpusError(.unreadable, file: file, expected: "at most \(limit) bytes", found: "more")
  }
}

extension CorpusFormat {
  /// By the first line that is not blank: the members of its JSON object, or its columns.
  init(firstLine line: CorpusLines.Line, file: String) throws(CorpusError) {
    let text = String(decoding: line.bytes, as: UTF8.self)
    if text.first == "{" {
      let keys = CorpusFormat.keys(of: text)
      if keys.isSuperset(of: ["spec", "Input"]) {
        self = .recognizers
      } else if keys.isSuperset(of: ["dimension", "phrase"]) {
        self = .duckling
      } else if keys.isSuperset(of: ["text", "entities"]) {
        self = .entities
      } else if keys.contains("text") {
        self = .gold
      } else {
        throw CorpusError(
          .format, file: file, line: line.number,
          expected: "a corpus of a known format (see --corpus-format)",
          found: "an object without `text`")
      }
    } else {
      self = text.split(separator: "\t").first == "TOKEN" ? .hipe : .conll
    }
  }

  /// The quoted words that a colon follows: the object's keys, and perhaps those inside it.
  private static func keys(of json: String) -> Set<String> {
    Set(json.matches(of: #/"([A-Za-z_]+)"\s*:/#).map { String($0.output.1) })
  }
}
