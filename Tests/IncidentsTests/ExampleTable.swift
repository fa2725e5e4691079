import GazetteerIndex
import Testing

@testable import Incidents

/// The examples of a knowledge table: `Gazetteer/lexicon/fr/examples` has one sentence for each row, by its first form.
struct ExampleTable: Sendable {
  struct Row: CustomTestStringConvertible, Sendable {
    var table: String
    var form: String
    /// The row's own cells, by column.
    var cells: [String: String]
    /// What the example's table expects beside the row, where it has such a column.
    var expected: String
    var example: String
    var testDescription: String { "\(table).tsv, \(form)" }

    subscript(_ column: String) -> String { cells[column] ?? "" }

    /// What is read of the example, written on Wednesday, 4 March 2020: *mardi* is the day before.
    var reading: TextReading { TextReading(example, on: "2020-03-04") }

    /// Whether a party's words are, or hold, a spelling of the row's form: *casque(s) bleu(s)* names *Casques bleus*.
    func names(_ party: Party?) -> Bool {
      func words(_ text: String) -> String {
        " " + text.lowercased().split { $0.isWhitespace || $0 == "'" }.joined(separator: " ") + " "
      }
      let text = words(party?.text ?? "")
      var isNamed = false
      FormExpander.expand(Array(form.utf8)[...]) { bytes in
        isNamed = isNamed || text.contains(words(String(decoding: bytes, as: UTF8.self)))
      }
      return isNamed
    }
  }

  var rows: [Row] = []
  /// Rows without an example, and examples without a row.
  var problems: [String] = []

  /// - Parameters:
  ///   - forms: The column of the row's forms, whose first names it.
  ///   - columns: The other columns of the row that a test asks for.
  init(_ name: String, forms: String = "forms", columns: [String], isExpecting: Bool = false) {
    do {
      var examples: [String: (expected: String, example: String)] = [:]
      var table = try TableReader(
        path: Lexicons.folder + "/examples/\(name).tsv",
        columns: ["row", "example"] + (isExpecting ? ["expected"] : []))
      while try table.next() {
        if examples[table.string(0)] != nil { problems.append("\(name): two examples of \(table.string(0))") }
        examples[table.string(0)] = (isExpecting ? table.string(2) : "", table.string(1))
      }
      table = try TableReader(path: Lexicons.folder + "/\(name).tsv", columns: [forms] + columns)
      while try table.next() {
        let form = String(table.string(0).prefix { $0 != ";" })
        guard let one = examples.removeValue(forKey: form) else {
          problems.append("\(name):\(table.line) \(form) has no example")
          continue
        }
        var cells: [String: String] = [:]
        for (index, column) in columns.enumerated() { cells[column] = table.string(index + 1) }
        rows.append(
          Row(table: name, form: form, cells: cells, expected: one.expected, example: one.example))
      }
      problems += examples.keys.sorted().map { "\(name): \($0) is no row" }
    } catch { fatalError("\(error)") }
  }
}
