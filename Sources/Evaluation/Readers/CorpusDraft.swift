#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A corpus while it is read: what the readers of all formats share.
struct CorpusDraft {
  let file: String
  let format: CorpusFormat
  let table: LabelTable
  /// Only documents whose id begins with one of these are kept; all for none.
  let selection: [String]
  /// What is left out though it is whole; nil for nothing.
  let scope: CorpusScope?
  /// Documents that were whole, chosen or not.
  private(set) var wholeCount = 0
  private(set) var documents: [GoldDocument] = []
  private(set) var refusals: [CorpusError] = []
  var notes: [String] = []
  /// Cases out of scope, by reason.
  private var leftOut: [String: Int] = [:]
  private var uses: [String: LabelUse] = [:]
  /// Those of the document under way: they count once it is taken.
  private var pendingUses: [LabelUse] = []
  private var ids: Set<String> = []

  init(file: String, format: CorpusFormat, table: LabelTable, selection: [String], scope: CorpusScope?) {
    self.file = file
    self.format = format
    self.table = table
    self.selection = selection
    self.scope = scope
  }

  /// By falling count, then by label.
  var labelUses: [LabelUse] {
    uses.values.sorted { $0.count != $1.count ? $0.count > $1.count : $0.label < $1.label }
  }

  /// Takes a document that `make` reads (nil for one that asks for nothing that is read here), or refuses it with the
  /// error that `make` throws.
  mutating func take(_ make: (inout CorpusDraft) throws(CorpusError) -> GoldDocument?) {
    pendingUses = []
    do throws(CorpusError) {
      guard let document = try make(&self) else {
        if selection.isEmpty { countUses() }
        return
      }
      guard ids.insert(document.id).inserted else {
        throw error(.duplicate, document.line, expected: "an id of its own", found: "`\(document.id)` again")
      }
      wholeCount += 1
      guard selection.isEmpty || selection.contains(where: { document.id.hasPrefix($0) }) else { return }
      documents.append(document)
      countUses()
    } catch {
      refusals.append(error)
    }
  }

  /// A label's meaning, counted with the document (under another name where `shown` is given); one that the table lacks is no place.
  mutating func meaning(of label: String, shownAs shown: String? = nil) -> LabelMeaning {
    let known = table.meaning(of: label, in: format)
    let use = LabelUse(label: shown ?? label, meaning: known ?? .other, isKnown: known != nil, count: 0)
    pendingUses.append(use)
    return use.meaning
  }

  /// Whether a case is out of scope; counts it if so.
  mutating func leavesOut(_ one: CorpusScope.Case) -> Bool {
    guard let reason = scope?.reason(one, in: format) else { return false }
    leftOut[reason, default: 0] += 1
    return true
  }

  /// How many cases are out of scope, and why; none without a scope.
  var scopeNotes: [String] {
    guard scope != nil else { return [] }
    let total = leftOut.values.reduce(0, +)
    let reasons = leftOut.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    return ["\(total) cases are out of scope (corpus_scope.tsv):"]
      + reasons.map { "  \($0.value) \($0.key)" }
  }

  private mutating func countUses() {
    for use in pendingUses { uses[use.label, default: use].count += 1 }
  }

  func error(_ code: CorpusError.Code, _ line: Int, expected: String, found: String) -> CorpusError {
    CorpusError(code, file: file, line: line, expected: expected, found: found)
  }

  /// Decodes a line's JSON object.
  func decode<Record: Decodable>(
    _ type: Record.Type, from line: CorpusLines.Line, of lines: CorpusLines
  ) throws(CorpusError) -> Record {
    let text = try lines.text(of: line)
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch let problem as DecodingError {
      throw CorpusDraft.refusal(problem, file: file, line: line.number)
    } catch {
      throw CorpusDraft.notJSON(file: file, line: line.number)
    }
  }

  private static func notJSON(file: String, line: Int) -> CorpusError {
    CorpusError(
      .json, file: file, line: line, expected: "one JSON object on the line", found: "what is not JSON")
  }

  private static func refusal(_ problem: DecodingError, file: String, line: Int) -> CorpusError {
    func place(_ path: [any CodingKey]) -> String {
      path.reduce(into: "") { text, key in
        text += key.intValue.map { "[\($0)]" } ?? (text.isEmpty ? "" : ".") + key.stringValue
      }
    }
    func field(_ path: [any CodingKey], expected: String, found: String) -> CorpusError {
      CorpusError(
        path.isEmpty ? .json : .field, file: file, line: line,
        expected: expected + (path.isEmpty ? "" : " in `\(place(path))`"), found: found)
    }
    switch problem {
    case .typeMismatch(let type, let context):
      return field(context.codingPath, expected: name(of: type), found: "another type")
    case .valueNotFound(let type, let context):
      return field(context.codingPath, expected: name(of: type), found: "null")
    case .keyNotFound(let key, let context):
      return CorpusError(
        .field, file: file, line: line, expected: "`\(place(context.codingPath + [key]))`", found: "none")
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      return field(context.codingPath, expected: "a known value", found: context.debugDescription)
    default:
      return notJSON(file: file, line: line)
    }
  }

  private static func name(of type: Any.Type) -> String {
    switch type {
    case is String.Type: "a string"
    case is Int.Type, is Double.Type: "a number"
    case is Bool.Type: "true or false"
    case is [Any].Type: "an array"
    default: "an object"
    }
  }
}
