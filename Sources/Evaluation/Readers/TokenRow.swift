/// One token of a file in columns.
struct TokenRow {
  /// The line of the file.
  var line: Int
  var token: String
  var tag: Tag
  /// HIPE's second column: what the name stands for; nil where the file has none.
  var metonymic: Tag?
  /// Whether white space stands behind the token; nil where the file does not tell.
  var spaceAfter: Bool?
  /// Whether a line of print ends behind it.
  var endsLine = false
  /// Whether a sentence begins with it, which no name crosses.
  var beginsSentence = false

  /// Whether a line's end breaks a word here (`Bor¬`, `deaux`): the next row is the rest of it.
  var breaksWord: Bool {
    endsLine && spaceAfter == false && token.count > 1 && (token.hasSuffix("¬") || token.hasSuffix("\u{AD}"))
  }

  /// Gives the two rows of a broken word the tags of one word, which is inside a name or outside as a whole and no
  /// two names: NewsEye has `B-LOC` on both halves, or on one of them only. Halves of different kinds stay as they are.
  static func join(_ first: inout TokenRow, _ second: inout TokenRow) {
    func join(_ first: inout Tag, _ second: inout Tag) {
      if first == .outside { first = second }
      if second == .outside || second.label == first.label { second = first.continued }
    }
    join(&first.tag, &second.tag)
    if var left = first.metonymic, var right = second.metonymic {
      join(&left, &right)
      (first.metonymic, second.metonymic) = (left, right)
    }
  }
}

/// Tokens of one document, and where they stand in its text.
struct TokenText {
  private(set) var text = ""
  private(set) var spans: [Span] = []

  /// Sets tokens as French does where the file does not tell: no space behind an apostrophe or an opening bracket, none
  /// before a comma, a full stop or a closing bracket.
  init(_ rows: ArraySlice<TokenRow>) {
    var length = 0
    for (index, row) in zip(rows.indices, rows) {
      spans.append(Span(length, length + row.token.unicodeScalars.count))
      length += row.token.unicodeScalars.count
      text += row.token
      guard index + 1 < rows.endIndex else { break }
      let space =
        row.spaceAfter.map { $0 || TokenText.wouldRunTogether(row, rows[index + 1].token) }
        ?? TokenText.isSpaced(row.token, rows[index + 1].token)
      guard row.endsLine || space else { continue }
      text += row.endsLine ? "\n" : " "
      length += 1
    }
  }

  /// Whether two tokens without a space would be one word: NewsEye has lost the ends of print's lines, but whoever cut its
  /// tokens saw them (`Angers`, `la Flèche`).
  private static func wouldRunTogether(_ row: TokenRow, _ next: String) -> Bool {
    guard let left = row.token.last, let right = next.first else { return false }
    return left.isLetter && (right.isLetter || right.isNumber) || left.isNumber && right.isUppercase
  }

  private static func isSpaced(_ left: String, _ right: String) -> Bool {
    if let end = left.last, "'’([".contains(end) { return false }
    return ![",", ".", ")", "]", "…"].contains(right)
  }
}

extension CorpusDraft {
  /// A document of tokens: its names by a scheme, mapped by the table of labels.
  ///
  /// - Throws: `CorpusError` for a tag that may not stand where it does.
  mutating func document(
    id: String, rows: ArraySlice<TokenRow>, scheme: TagScheme, metonyms: TagScheme?
  ) throws(CorpusError) -> GoldDocument? {
    guard let first = rows.first else { return nil }
    let text = TokenText(rows)
    var document = GoldDocument(id: id, line: first.line, text: text.text, layers: [.mentions, .persons])
    guard let start = text.spans.first, let end = text.spans.last, start.start < end.end else { return nil }
    let names = try self.names(in: rows, \.tag, scheme)
    var standing: [(rows: Range<Int>, label: String)] = []
    if let metonyms {
      document.layers.insert(.metonymy)
      standing = try self.names(in: rows, \.metonymicOrOutside, metonyms)
    }
    for name in names {
      let span = Span(
        text.spans[name.rows.lowerBound - rows.startIndex].start,
        text.spans[name.rows.upperBound - 1 - rows.startIndex].end)
      let other = standing.first { $0.rows.overlaps(name.rows) }?.label
      let shown = other.map { "\(name.label) as \($0)" }
      switch meaning(of: name.label, shownAs: shown) {
      case .place:
        let isMetonym = other.map { table.meaning(of: $0, in: format) != .place } ?? false
        document.mentions.append(
          GoldMention(span: span, text: document.text[span], isMetonym: isMetonym))
      case .person: document.persons.append(span)
      case .organisation, .other: document.others.append(span)
      case .time, .times, .leftOut: break
      }
    }
    return document
  }

  private func names(
    in rows: ArraySlice<TokenRow>, _ column: KeyPath<TokenRow, Tag>, _ scheme: TagScheme
  ) throws(CorpusError) -> [(rows: Range<Int>, label: String)] {
    var names: [(rows: Range<Int>, label: String)] = []
    var before: Tag?
    for index in rows.indices {
      if rows[index].beginsSentence {
        try checkEnd(after: before, at: rows[index].line - 1, scheme)
        before = nil
      }
      let tag = rows[index][keyPath: column]
      guard scheme.allows(tag, after: before) else {
        throw error(
          .tag, rows[index].line,
          expected: "a tag that may stand behind `\(before?.text ?? "a start")` (\(scheme.name))",
          found: "`\(tag.text)`")
      }
      if scheme.begins(tag, after: before) {
        names.append((index..<index + 1, tag.label))
      } else if tag.part != .outside, let last = names.last {
        names[names.count - 1].rows = last.rows.lowerBound..<index + 1
      }
      before = tag
    }
    if let last = rows.last { try checkEnd(after: before, at: last.line, scheme) }
    return names
  }

  private func checkEnd(after tag: Tag?, at line: Int, _ scheme: TagScheme) throws(CorpusError) {
    guard let tag, !scheme.allowsEnd(after: tag) else { return }
    throw error(
      .tag, line, expected: "an `E-\(tag.label)` behind `\(tag.text)` (\(scheme.name))", found: "an end")
  }
}

extension TokenRow {
  fileprivate var metonymicOrOutside: Tag { metonymic ?? .outside }
}

extension Tag {
  /// The tag as it is written.
  var text: String {
    switch part {
    case .outside: "O"
    case .begin: "B-" + label
    case .inside: "I-" + label
    case .end: "E-" + label
    case .single: "S-" + label
    }
  }
}
