import GazetteerIndex
import GeoTypes
import Testing

@Suite struct TableReaderTests {
  private func read(_ text: String, _ columns: [String]) throws -> [[String]] {
    var table = try TableReader(bytes: Array(text.utf8), path: "t.tsv", columns: columns)
    var rows: [[String]] = []
    while try table.next() { rows.append(["\(table.line)"] + columns.indices.map { table.string($0) }) }
    return rows
  }

  private func failure(_ text: String, _ columns: [String]) -> GazetteerError? {
    do {
      _ = try read(text, columns)
      return nil
    } catch { return error as? GazetteerError }
  }

  @Test func columnsAreFoundByNameAndRowsKnowTheirLine() throws {
    let text = "# source\n\nword\tnote\tclass\nbombe\t\tarme\n# comment\nété\tx\t\n"
    #expect(try read(text, ["class", "word"]) == [["4", "arme", "bombe"], ["6", "", "été"]])
  }

  @Test func whereMostColumnsAreOptionalNoOtherIsTakenAndRowsMayEndEarly() throws {
    func rows(_ text: String) throws -> [[String]] {
      var table = try TableReader(
        bytes: Array(text.utf8), path: "t.tsv", columns: ["a", "b", "c"], required: ["a"])
      var rows: [[String]] = []
      while try table.next() { rows.append((0..<3).map { table.string($0) }) }
      return rows
    }
    #expect(try rows("c\ta\n1\t2\n3\n\t4\n") == [["2", "", "1"], ["", "", "3"], ["4", "", ""]])
    #expect(throws: GazetteerError.self) { try rows("a\td\n") }
    #expect(throws: GazetteerError.self) { try rows("b\n") }
    let error = #expect(throws: GazetteerError.self) { try rows("a\tb\n1\n1\t2\t3\n") }
    #expect(error == .table(path: "t.tsv", line: 3, expected: "at most 2 fields", found: "3"))
  }

  @Test func theLastLineNeedsNoLineFeedAndWindowsLinesAreRead() throws {
    #expect(try read("\u{FEFF}a\tb\r\n1\t2\r\n3\t4", ["a", "b"]) == [["2", "1", "2"], ["3", "3", "4"]])
  }

  @Test func aTableWithoutRowsIsEmptyAndOneWithoutHeaderAnError() throws {
    #expect(try read("a\n", ["a"]) == [])
    #expect(
      failure("# only\n", ["a"]) == .table(path: "t.tsv", line: 0, expected: "a header row", found: "none"))
  }

  @Test func errorsSayFileAndLineAndWhatWasExpected() throws {
    #expect(failure("a\tb\n1\t2\n1\n", ["a"])?.description == "t.tsv:3: expected 2 fields, found 1")
    #expect(
      failure("#\na\tb\n", ["c"])?.description == "t.tsv:2: expected a column `c`, found the columns `a`, `b`"
    )
    #expect(failure("a\ta\n", ["a"])?.description.hasPrefix("t.tsv:1: ") == true)
    var table = try TableReader(
      bytes: Array("n\td\nx\t2020-13-01\n".utf8), path: "t.tsv", columns: ["n", "d"])
    #expect(try table.next())
    #expect(throws: GazetteerError.self) { try table.integer(0) }
    #expect(throws: GazetteerError.self) { try table.number(0) }
    #expect(throws: GazetteerError.self) { try table.date(1) }
    #expect(
      table.unexpected(1, "a date").description
        == "t.tsv:2: expected a date in column `d`, found `2020-13-01`")
  }

  @Test func bytesThatAreNotUTF8AreRefusedWithTheirLine() {
    for bad: [UInt8] in [
      [0x80], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE9, 0x20],
    ] {
      #expect(throws: GazetteerError.self) {
        try TableReader(bytes: Array("a\nb\n".utf8) + bad + [10], path: "t.tsv", columns: ["a"])
      }
    }
    #expect(throws: Never.self) {
      try TableReader(bytes: Array("a\né\u{800}\u{FFFF}\u{10FFFF}\n".utf8), path: "t.tsv", columns: ["a"])
    }
  }

  @Test func aMissingFileAndAFolderAreNamed() {
    #expect(throws: GazetteerError.self) { try TableReader(path: "/nonexistent/t.tsv", columns: ["a"]) }
    #expect(throws: GazetteerError.file(path: "/", operation: "read", reason: "it is a directory")) {
      try TableReader(path: "/", columns: ["a"])
    }
  }

  @Test func fieldsAreReadAsNumbersDatesAndLists() throws {
    var table = try TableReader(
      bytes: Array("n\td\tl\te\n-12\t2020-10-31\ta; b ;;c\t\n".utf8), path: "t.tsv",
      columns: ["n", "d", "l", "e"])
    #expect(try table.next())
    #expect(try table.integer(0) == -12)
    #expect(try table.number(0) == -12)
    #expect(try table.date(1) == CalendarDate(year: 2020, month: 10, day: 31))
    #expect(table.list(2) == ["a", "b", "c"])
    #expect(try table.integer(3) == nil)
    #expect(try !table.next())
  }
}
