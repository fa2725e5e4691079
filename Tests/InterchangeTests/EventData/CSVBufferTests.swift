import Foundation
import Testing

@testable import Interchange

/// What is written as CSV is read as it was by others, and no cell of text is a formula.
@Suite struct CSVBufferTests {
  /// Texts that have broken tables before.
  static let hostile = [
    "", "Terter", "a,b", "a\"b", "\"", "\"\"", "a\r\nb", "a\nb", "\r", "\n", ",", " a", "a ", "  ", "'",
    "'=1",
    "=HYPERLINK(\"http://x\",\"y\")", "+33 1", "-3.2", "-", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1",
    "＠x", "😀, « É »",
    "=cmd|' /C calc'!A0", "É\u{0301}=1", "NULL", "1e5", "2020-10-31", "\u{FEFF}x", "a\tb",
  ]

  /// As it comes back: with the apostrophe that keeps it from being a formula.
  private func expected(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    return "=+-@\t\r＝＋－＠".unicodeScalars.contains(first) ? "'" + text : text
  }

  /// Rows of four cells that are drawn from the hostile texts and their concatenations.
  private func rows(_ count: Int) -> [[String]] {
    var random = Generator()
    return (0..<count).map { _ in
      (0..<4).map { _ in
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
          CSVBufferTests.hostile.randomElement(using: &random) ?? ""
        }.joined()
      }
    }
  }

  private func written(_ rows: [[String]]) -> [UInt8] {
    var csv = CSVBuffer()
    for row in rows {
      for cell in row { csv.text(cell) }
      csv.endRow()
    }
    return csv.take()
  }

  @Test func aStrictReaderReadsEveryTextAsItWas() throws {
    let rows = CSVBufferTests.hostile.map { [$0, "x"] } + self.rows(500)
    #expect(try CSVReader.rows(written(rows)) == rows.map { $0.map(expected) })
  }

  @Test(.enabled(if: Python.isThere, "python3 is needed"))
  func pythonReadsTheSame() throws {
    let rows = CSVBufferTests.hostile.map { [$0, "x"] } + self.rows(500)
    let script = """
      import csv, io, json, sys
      text = sys.stdin.buffer.read().decode("utf-8")
      print(json.dumps(list(csv.reader(io.StringIO(text, newline=""), strict=True))))
      """
    let output = try Python.run(script, input: written(rows))
    let read = try #require(try JSONSerialization.jsonObject(with: Data(output)) as? [[String]])
    #expect(read == rows.map { $0.map(expected) })
  }

  @Test func noCellOfTextBeginsAsAFormula() throws {
    let cells = try CSVReader.rows(written(rows(500))).joined()
    for cell in cells {
      #expect(cell.unicodeScalars.first.map { !"=+-@\t\r".unicodeScalars.contains($0) } ?? true, "\(cell)")
    }
  }

  @Test func numbersStayNumbers() {
    var csv = CSVBuffer()
    csv.number(-3.2)
    csv.number(0.1234567)
    csv.integer(-7)
    csv.integer(nil)
    csv.number(nil)
    csv.text(nil)
    csv.endRow()
    #expect(String(decoding: csv.take(), as: UTF8.self) == "-3.2,0.123457,-7,,,\r\n")
  }

  @Test func whatNoTableCanHoldIsReplaced() {
    var csv = CSVBuffer()
    csv.text("a\0b\u{1B}[31m")
    csv.endRow()
    #expect(String(decoding: csv.take(), as: UTF8.self) == "a\u{FFFD}b\u{FFFD}[31m\r\n")
  }
}

/// Python as an oracle.
enum Python {
  static let isThere = (try? run("pass", input: [])) != nil

  /// What a script prints; its input comes from a file, so that no pipe fills up.
  static func run(_ script: String, input: [UInt8]) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("lieudit-\(UUID().uuidString)")
    try Data(input).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return bytes
  }
}
