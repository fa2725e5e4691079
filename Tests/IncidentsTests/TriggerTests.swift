import GazetteerIndex
import Testing

@testable import Incidents

@Suite struct TriggerTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var line: Int
    var kind: String
    var example: String
    var testDescription: String { "triggers.tsv:\(line) \(kind)" }
  }

  static let rows: [Row] = {
    var rows: [Row] = []
    do {
      var table = try TableReader(path: Lexicons.folder + "/triggers.tsv", columns: ["kind", "example"])
      while try table.next() {
        rows.append(Row(line: table.line, kind: table.string(0), example: table.string(1)))
      }
    } catch { fatalError("\(error)") }
    return rows
  }()

  /// Written on Wednesday, 4 March 2020: *mardi* is the day before.
  @Test(arguments: rows)
  func `every trigger reports its kind, at the place and on the day of its example`(_ row: Row) {
    let reading = TextReading(row.example, on: "2020-03-04")
    let found = reading.lines([.place, .date])
    #expect(found.contains("\(row.kind) Nirva 2020-03-03"), "\(row.example) → \(found)")
  }
}
