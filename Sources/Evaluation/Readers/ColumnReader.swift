/// CoNLL-style columns: one token a line, a blank line between sentences, tags in IOB1, IOB2 or BIOES.
///
/// Columns are separated by tabs where a line has one, else by spaces. The token stands in the first column and the tag
/// in the last, unless a first line names the columns (`token`, `word` or `form`, and `tag`, `ner` or `label`; also as
/// `# global.columns = …`). `-DOCSTART-`, `# newdoc` and `# document_id` begin a document. A file without them is cut into
/// documents of about a thousand tokens, at the end of a sentence.
extension CorpusDraft {
  private static let tokenNames: Set<String> = ["token", "word", "form"]
  private static let tagNames: Set<String> = ["tag", "ner", "label", "ne"]
  /// Tokens after which a text without documents is cut.
  private static let documentSize = 1000

  mutating func readColumns(_ lines: CorpusLines) {
    var reading = ColumnReading()
    for line in lines {
      do throws(CorpusError) {
        try read(line, of: lines, into: &reading)
      } catch {
        reading.refuse(error)
      }
    }
    reading.endDocument()
    let scheme = TagScheme(of: reading.documents.flatMap { $0.tags })
    let parts =
      reading.hasMarks ? reading.documents : reading.documents.flatMap { $0.cut(to: Self.documentSize) }
    for (index, part) in parts.enumerated() {
      take { draft throws(CorpusError) in
        if let refusal = part.refusal { throw refusal }
        return try draft.document(
          id: part.id ?? "\(index + 1)", rows: part.rows[...], scheme: scheme, metonyms: nil)
      }
    }
    notes.append("Tags read as \(scheme.name).")
    if !reading.hasMarks {
      notes.append(
        "The file marks no documents: it was cut after every \(Self.documentSize) tokens, at the end of a sentence."
      )
    }
    notes.append(
      "Found demonyms are left out, and embedded names inside a name of another kind: the corpus has neither."
    )
  }

  private func read(
    _ line: CorpusLines.Line, of lines: CorpusLines, into reading: inout ColumnReading
  ) throws(CorpusError) {
    if line.isBlank {
      reading.endSentence()
      return
    }
    let text = try lines.text(of: line)
    let fields = ColumnReading.fields(of: text)
    if text.hasPrefix("# ") || text == "#" {
      // A number sign may be a token, too: then it has a tag.
      if fields.count != 2 || Tag(fields[1]) == nil {
        comment(text, &reading)
        return
      }
    }
    if fields[0] == "-DOCSTART-" {
      reading.beginDocument(id: nil)
      return
    }
    if reading.isAtStart, let columns = CorpusDraft.columns(named: fields) {
      reading.columns = columns
      reading.width = fields.count
      return
    }
    let width = reading.width ?? fields.count
    guard fields.count == width, width >= 2 else {
      throw error(
        .columns, line.number, expected: width < 2 ? "a token and a tag" : "\(width) columns",
        found: "\(fields.count)")
    }
    reading.width = width
    let columns = reading.columns ?? (token: 0, tag: width - 1)
    guard columns.token < width, columns.tag < width else {
      throw error(
        .columns, line.number, expected: "as many columns as are named", found: "\(fields.count)")
    }
    guard let tag = Tag(fields[columns.tag]) else {
      throw error(
        .tag, line.number, expected: "O, or B-, I-, E- or S- with a label", found: "`\(fields[columns.tag])`")
    }
    reading.add(TokenRow(line: line.number, token: String(fields[columns.token]), tag: tag))
  }

  private func comment(_ text: String, _ reading: inout ColumnReading) {
    let words = text.split(separator: " ")
    if text.hasPrefix("# global.columns"), let sign = words.firstIndex(of: "=") {
      reading.columns = CorpusDraft.columns(named: Array(words[(sign + 1)...]))
    } else if text.hasPrefix("# newdoc") || text.hasPrefix("# document_id") {
      reading.beginDocument(id: words.firstIndex(of: "=").map { words[($0 + 1)...].joined(separator: " ") })
    }
  }

  private static func columns(named fields: [Substring]) -> (token: Int, tag: Int)? {
    let names = fields.map { $0.lowercased() }
    guard let token = names.firstIndex(where: { tokenNames.contains($0) }),
      let tag = names.firstIndex(where: { tagNames.contains($0) })
    else { return nil }
    return (token, tag)
  }
}

/// A file in columns while it is read.
private struct ColumnReading {
  struct Part {
    var id: String?
    var rows: [TokenRow] = []
    /// Indices of the rows behind which a sentence ends.
    var sentenceEnds: [Int] = []
    var refusal: CorpusError?

    /// The rows' tags, with nil where a sentence ends.
    var tags: [Tag?] {
      var ends = sentenceEnds[...]
      var tags: [Tag?] = [nil]
      for (index, row) in rows.enumerated() {
        tags.append(row.tag)
        if ends.first == index {
          tags.append(nil)
          ends.removeFirst()
        }
      }
      return tags
    }

    /// Parts of `size` tokens and a few more, cut where a sentence ends (by a blank line, else by a full stop).
    func cut(to size: Int) -> [Part] {
      if refusal != nil { return [self] }
      let ends = Set(sentenceEnds.dropLast())
      var parts: [Part] = []
      var start = 0
      for index in rows.indices {
        let isEnd =
          ends.isEmpty ? rows[index].token == "." && rows[index].tag.part == .outside : ends.contains(index)
        guard isEnd, index + 1 - start >= size || index + 1 == rows.count else { continue }
        parts.append(Part(rows: Array(rows[start...index])))
        start = index + 1
      }
      if start < rows.count { parts.append(Part(rows: Array(rows[start...]))) }
      return parts
    }
  }

  private(set) var documents: [Part] = []
  private var part = Part()
  private(set) var hasMarks = false
  var columns: (token: Int, tag: Int)?
  var width: Int?

  var isAtStart: Bool { width == nil && part.rows.isEmpty && documents.isEmpty }

  static func fields(of text: String) -> [Substring] {
    text.contains("\t")
      ? text.split(separator: "\t", omittingEmptySubsequences: false)
      : text.split(separator: " ")
  }

  mutating func add(_ row: TokenRow) {
    var row = row
    row.beginsSentence = part.sentenceEnds.last == part.rows.count - 1
    part.rows.append(row)
  }

  mutating func endSentence() {
    if !part.rows.isEmpty, part.sentenceEnds.last != part.rows.count - 1 {
      part.sentenceEnds.append(part.rows.count - 1)
    }
  }

  mutating func beginDocument(id: String?) {
    endDocument()
    hasMarks = true
    part.id = id
  }

  mutating func endDocument() {
    endSentence()
    if !part.rows.isEmpty || part.refusal != nil { documents.append(part) }
    part = Part()
  }

  /// The first error of a document refuses it.
  mutating func refuse(_ error: CorpusError) {
    if part.refusal == nil { part.refusal = error }
  }
}
