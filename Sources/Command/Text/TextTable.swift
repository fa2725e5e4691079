import Geoparsing

/// Rows of cells, each column as wide as its widest cell; the last one runs free.
struct TextTable {
  private var rows: [[String]] = []
  var indent = "  "

  init(indent: String = "  ") { self.indent = indent }

  var isEmpty: Bool { rows.isEmpty }

  /// Line breaks and runs of white space in a cell become one space.
  mutating func add(_ cells: [String]) {
    rows.append(cells.map { Terminal.printable($0.onOneLine) })
  }

  var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.lazy.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    var text = ""
    for row in rows {
      var line = indent
      for (column, cell) in row.enumerated() {
        line += cell
        if row[(column + 1)...].contains(where: { !$0.isEmpty }) {
          line += String(repeating: " ", count: widths[column] - cell.count + 2)
        }
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }
}
