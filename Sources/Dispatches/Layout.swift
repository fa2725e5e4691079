extension Layout {
  /// Finds the blocks and the dateline of a dispatch's text (UTF-8).
  ///
  /// A dispatch is: optional metadata, optional headlines, a dateline, paragraphs. Lines may be hard-wrapped
  /// and double-spaced; then a blank line is layout, and only one after a finished sentence ends a paragraph.
  public init(of text: [UInt8]) {
    let lines = text.withUnsafeBufferPointer { Line.all(in: $0) }
    self = text.withUnsafeBufferPointer { Layout(lines: lines, text: $0) }
  }

  private init(lines: [Line], text: UnsafeBufferPointer<UInt8>) {
    blocks = []
    dateline = nil
    var body = 0
    // The dateline stands at the start of one of the first lines; what is before it is metadata and headlines.
    for (index, line) in lines.prefix(12).enumerated() {
      let start = Layout.endOfMetadata(in: line, text: text)
      var scanner = DatelineScanner(text: text, position: start, end: lines.last?.end ?? line.end)
      if let found = scanner.scan() {
        dateline = found
        for earlier in lines[..<index] {
          let isMetadata = Layout.endOfMetadata(in: earlier, text: text) == earlier.end
          blocks.append(Block(kind: isMetadata ? .metadata : .headline, range: earlier.range))
        }
        if start > line.start { blocks.append(Block(kind: .metadata, range: line.start..<start)) }
        body = index
        break
      }
    }
    var pending = Array(lines[body...])
    if let dateline, !pending.isEmpty {
      // The dateline may itself be wrapped.
      while let first = pending.first, first.end <= dateline.range.upperBound { pending.removeFirst() }
      if let first = pending.first, first.start < dateline.range.upperBound {
        pending[0].start = Layout.skipSpace(from: dateline.range.upperBound, to: first.end, text: text)
        if pending[0].start >= pending[0].end { pending.removeFirst() }
      }
    } else if let first = pending.first {
      let metadata = Layout.endOfMetadata(in: first, text: text)
      if metadata > first.start {
        blocks.append(Block(kind: .metadata, range: first.start..<metadata))
        pending[0].start = Layout.skipSpace(from: metadata, to: first.end, text: text)
        if pending[0].start >= pending[0].end { pending.removeFirst() }
      }
      while pending.count > 1, pending[0].looksLikeHeadline(in: text), pending[1].blankBefore {
        blocks.append(Block(kind: .headline, range: pending.removeFirst().range))
      }
    }
    appendBody(pending, text: text)
  }

  private mutating func appendBody(_ lines: [Line], text: UnsafeBufferPointer<UInt8>) {
    // Double-spaced: most lines that a blank line follows stop in the middle of a sentence.
    var blankFollows = 0
    var unfinished = 0
    for index in lines.indices.dropFirst() where lines[index].blankBefore {
      blankFollows += 1
      if !lines[index - 1].endsSentence(in: text) { unfinished += 1 }
    }
    let isDoubleSpaced = blankFollows >= 2 && unfinished * 3 > blankFollows
    var paragraph: Range<Int>?
    func isBreak(before index: Int) -> Bool {
      let previous = lines[index - 1]
      let line = lines[index]
      if previous.endsSentence(in: text) {
        return line.blankBefore || (previous.end - previous.start < 60 && !line.startsLowercase(in: text))
      }
      return line.blankBefore && !isDoubleSpaced && !line.startsLowercase(in: text)
    }
    for index in lines.indices {
      let line = lines[index]
      let kind: BlockKind? =
        line.isIntertitle(in: text) ? .intertitle : line.isSignature(in: text) ? .signature : nil
      if let kind {
        if let range = paragraph { blocks.append(Block(kind: .paragraph, range: range)) }
        paragraph = nil
        blocks.append(Block(kind: kind, range: line.range))
        continue
      }
      if let range = paragraph, index > 0, isBreak(before: index) {
        blocks.append(Block(kind: .paragraph, range: range))
        paragraph = line.range
      } else {
        paragraph = (paragraph?.lowerBound ?? line.start)..<line.end
      }
    }
    if let range = paragraph { blocks.append(Block(kind: .paragraph, range: range)) }
  }

  /// The end of a `date 2020-10` at the start of a line, or the line's start where there is none.
  private static func endOfMetadata(in line: Line, text: UnsafeBufferPointer<UInt8>) -> Int {
    let word = Array("date".utf8)
    guard line.end - line.start > word.count + 4 else { return line.start }
    for (offset, letter) in word.enumerated() where text[line.start + offset] | 0x20 != letter {
      return line.start
    }
    var position = line.start + word.count
    if text[position] == UInt8(ascii: ":") { position += 1 }
    guard position < line.end, text[position] == 0x20 else { return line.start }
    position = skipSpace(from: position, to: line.end, text: text)
    var digits = 0
    while position < line.end {
      let byte = text[position]
      if byte >= 48 && byte <= 57 {
        digits += 1
      } else if byte != UInt8(ascii: "-") && byte != UInt8(ascii: "/") {
        break
      }
      position += 1
    }
    guard digits >= 4 else { return line.start }
    return skipSpace(from: position, to: line.end, text: text)
  }

  private static func skipSpace(from start: Int, to end: Int, text: UnsafeBufferPointer<UInt8>) -> Int {
    var position = start
    while position < end, text[position] == 0x20 || text[position] == 0x09 { position += 1 }
    return position
  }
}

/// A line that is not blank, without the white space around it.
private struct Line {
  var start: Int
  var end: Int
  /// Whether a blank line stands before it.
  var blankBefore: Bool

  var range: Range<Int> { start..<end }

  static func all(in text: UnsafeBufferPointer<UInt8>) -> [Line] {
    var lines: [Line] = []
    var position = 0
    // A byte-order mark is no text.
    if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { position = 3 }
    var blank = false
    while position < text.count {
      var end = position
      while end < text.count, text[end] != 0x0A { end += 1 }
      var start = position
      var stop = end
      while start < stop, text[start] <= 0x20 { start += 1 }
      while stop > start, text[stop - 1] <= 0x20 { stop -= 1 }
      // A line of no-break spaces is blank too.
      var probe = start
      while probe + 1 < stop, text[probe] == 0xC2, text[probe + 1] == 0xA0 { probe += 2 }
      if probe >= stop {
        blank = true
      } else {
        lines.append(Line(start: start, end: stop, blankBefore: blank))
        blank = false
      }
      position = end + 1
    }
    return lines
  }

  func endsSentence(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var position = end
    // Behind closing quotation marks and brackets: » ” " ' )
    while position > start {
      let byte = text[position - 1]
      if byte == 0x22 || byte == 0x27 || byte == 0x29 || byte == 0x20 {
        position -= 1
      } else if position - start >= 2, text[position - 2] == 0xC2, byte == 0xBB || byte == 0xA0 {
        position -= 2
      } else if position - start >= 3, text[position - 3] == 0xE2, text[position - 2] == 0x80,
        byte == 0x9D || byte == 0x99 || byte == 0xAF
      {
        position -= 3
      } else {
        break
      }
    }
    guard position > start else { return false }
    let byte = text[position - 1]
    if byte == 0x2E || byte == 0x21 || byte == 0x3F || byte == 0x3A { return true }
    return position - start >= 3 && text[position - 3] == 0xE2 && text[position - 2] == 0x80 && byte == 0xA6
  }

  func startsLowercase(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    let byte = text[start]
    if byte >= 0x61 && byte <= 0x7A { return true }
    return byte == 0xC3 && start + 1 < end && text[start + 1] >= 0xA0
  }

  /// `- Risque d'escalade -`
  func isIntertitle(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    func isDash(at position: Int) -> Bool {
      if text[position] == 0x2D { return true }
      return position + 2 < end && text[position] == 0xE2 && text[position + 1] == 0x80
        && (text[position + 2] == 0x93 || text[position + 2] == 0x94)
    }
    guard end - start > 4, end - start < 120, isDash(at: start) else { return false }
    return text[end - 1] == 0x2D || (end - start > 6 && isDash(at: end - 3))
  }

  /// `bur-xx/yy`: a short line of lower-case initials with a slash, or a hyphen and a slash.
  func isSignature(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard end - start <= 32 else { return false }
    var slashes = 0
    for position in start..<end {
      let byte = text[position]
      if byte == 0x2F {
        slashes += 1
      } else if !((byte >= 0x61 && byte <= 0x7A) || byte == 0x2D || byte == 0x2C) {
        return false
      }
    }
    return slashes > 0
  }

  /// A line of its own that no full stop ends: at most 160 bytes.
  func looksLikeHeadline(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard end - start <= 160 else { return false }
    let last = text[end - 1]
    return last != 0x2E && last != 0x2C && !startsLowercase(in: text)
  }
}
