import Dispatches

/// Where a mention stands in its file, as editors and `grep -n` count.
struct SourceLocation: CustomStringConvertible {
  var file: String
  /// 1 for the first.
  var line: Int
  /// In characters, 1 for the first; nil in a stream, where a dispatch is one line.
  var column: Int?

  init(of offset: Int, in sourced: SourcedDispatch) {
    file = sourced.file
    if let line = sourced.line {
      self.line = line
      return
    }
    let before = sourced.dispatch.text[..<offset]
    line = 1 + before.lazy.filter { $0 == 0x0A }.count
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    column = 1 + sourced.dispatch.string(lineStart..<offset).count
  }

  var description: String { "\(file):\(line)" + (column.map { ":\($0)" } ?? "") }
}
