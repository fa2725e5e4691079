internal import GeoTypes

/// HIPE's tab-separated columns (HIPE-2020 and HIPE-2022): names of the first line, `#` lines of metadata,
/// `NoSpaceAfter`, `EndOfLine` and `EndOfSentence` in `MISC`.
///
/// Read are `NE-COARSE-LIT` and, where the corpus annotates it, `NE-COARSE-METO`: a name with both is a metonym.
extension CorpusDraft {
  private struct Part {
    var id: String?
    var date: CalendarDate?
    var hasMetonyms = true
    var rows: [TokenRow] = []
    var refusal: CorpusError?
  }

  private struct Columns {
    var names: [Substring]
    var literal: Int
    var metonymic: Int?
    var miscellaneous: Int?

    init?(header: String) {
      names = header.split(separator: "\t", omittingEmptySubsequences: false)
      guard names.first == "TOKEN", let literal = names.firstIndex(of: "NE-COARSE-LIT") else { return nil }
      self.literal = literal
      metonymic = names.firstIndex(of: "NE-COARSE-METO")
      miscellaneous = names.firstIndex(of: "MISC")
    }
  }

  mutating func readHIPE(_ lines: CorpusLines) {
    var columns: Columns?
    var parts = [Part()]
    for line in lines where !line.isBlank {
      do throws(CorpusError) {
        let text = try lines.text(of: line)
        if let columns {
          try read(text, line: line.number, columns, into: &parts)
        } else {
          columns = Columns(header: text)
          guard columns != nil else {
            throw error(
              .columns, line.number, expected: "the columns TOKEN and NE-COARSE-LIT",
              found: "`\(text.prefix(60))`")
          }
        }
      } catch {
        if parts[parts.count - 1].refusal == nil { parts[parts.count - 1].refusal = error }
        if columns == nil { break }
      }
    }
    let metonymy = columns?.metonymic != nil && parts.contains { $0.hasMetonyms && !$0.rows.isEmpty }
    let scheme = TagScheme(of: parts.flatMap { $0.rows.map { $0.tag } + [nil] })
    let metonyms = TagScheme(of: parts.flatMap { $0.rows.map { $0.metonymic } + [nil] })
    for (index, part) in parts.enumerated() {
      take { draft throws(CorpusError) in
        if let refusal = part.refusal { throw refusal }
        var document = try draft.document(
          id: part.id ?? "\(index)", rows: part.rows[...], scheme: scheme,
          metonyms: metonymy && part.hasMetonyms ? metonyms : nil)
        document?.published = part.date
        return document
      }
    }
    if !metonymy {
      notes.append("The corpus does not tell metonyms apart (its NE-COARSE-METO is not in use).")
    }
    notes.append(
      "Found demonyms are left out, and embedded names inside a name of another kind: the corpus has neither."
    )
  }

  private func read(
    _ text: String, line: Int, _ columns: Columns, into parts: inout [Part]
  ) throws(CorpusError) {
    // A token may begin with a number sign.
    if text.hasPrefix("#"), !text.contains("\t") {
      let words = text.dropFirst().split(separator: " ")
      guard words.count >= 3, words[1] == "=", let key = words[0].split(separator: ":").last else { return }
      switch key {
      case "document_id": parts.append(Part(id: words[2...].joined(separator: " ")))
      case "date": parts[parts.count - 1].date = CalendarDate(iso8601: words[2])
      case "applicable_columns": parts[parts.count - 1].hasMetonyms = words.contains("NE-COARSE-METO")
      default: break
      }
      return
    }
    let fields = text.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == columns.names.count else {
      throw error(.columns, line, expected: "\(columns.names.count) columns", found: "\(fields.count)")
    }
    func tag(_ column: Int) throws(CorpusError) -> Tag {
      guard let tag = Tag(fields[column]) else {
        throw error(
          .tag, line, expected: "O, B- or I- with a label in \(columns.names[column])",
          found: "`\(fields[column])`")
      }
      return tag
    }
    let flags = columns.miscellaneous.map { fields[$0].split(separator: "|") } ?? []
    let literal = try tag(columns.literal)
    var metonymic: Tag?
    if let column = columns.metonymic { metonymic = try tag(column) }
    var row = TokenRow(
      line: line, token: String(fields[0]), tag: literal, metonymic: metonymic,
      spaceAfter: !flags.contains("NoSpaceAfter") || flags.contains("EndOfSentence"),
      endsLine: flags.contains("EndOfLine"))
    let last = parts[parts.count - 1].rows.count - 1
    if last >= 0, parts[parts.count - 1].rows[last].breaksWord {
      TokenRow.join(&parts[parts.count - 1].rows[last], &row)
    }
    parts[parts.count - 1].rows.append(row)
  }
}
