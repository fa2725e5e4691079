public import Dispatches

extension Document {
  /// Cuts a dispatch into tokens and sentences. Metadata and signatures are left out; the dateline is not a
  /// sentence, but its tokens come first.
  ///
  /// A sentence ends at `.`, `!`, `?` or `…` and what closes behind it, where the next token can begin one; a full
  /// stop behind an abbreviation of the lexicon or an initial ends none. A block's end ends its sentence.
  public init(tokenizing dispatch: Dispatch, lexicon: Lexicon) {
    var sentences: [Sentence] = []
    let blocks = dispatch.layout.blocks
    let tokens = dispatch.text.withUnsafeBufferPointer { text in
      var tokenizer = Tokenizer(text)
      for (index, block) in blocks.enumerated() {
        switch block.kind {
        case .metadata, .signature: continue
        case .headline, .intertitle, .paragraph: break
        }
        // A dateline lies between the headlines and the first paragraph.
        if let dateline = dispatch.layout.dateline, dateline.range.upperBound <= block.range.lowerBound,
          tokenizer.tokens.last.map({ Int($0.end) <= dateline.range.lowerBound }) ?? true
        {
          tokenizer.append(dateline.range)
        }
        let first = tokenizer.tokens.count
        tokenizer.append(block.range)
        let range = first..<tokenizer.tokens.count
        guard !range.isEmpty else { continue }
        if block.kind == .paragraph {
          Document.split(range, of: tokenizer.tokens, text: text, lexicon: lexicon) {
            sentences.append(Sentence(tokens: $0, block: index))
          }
        } else {
          sentences.append(Sentence(tokens: range, block: index))
        }
      }
      if let dateline = dispatch.layout.dateline,
        tokenizer.tokens.last.map({ Int($0.end) <= dateline.range.lowerBound }) ?? true
      {
        tokenizer.append(dateline.range)
      }
      return tokenizer.tokens
    }
    self.init(dispatch: dispatch, tokens: tokens, sentences: sentences)
  }

  /// In tokens. Nobody writes longer sentences; a list or a damaged text without a full stop is parted at commas, so that
  /// what looks at each pair of a sentence's words stays quick and an incident's evidence readable.
  static let longestSentence = 400

  /// Ranges of at most `longestSentence` tokens, which end behind a comma or semicolon where the last fourth has one.
  private static func part(
    _ range: Range<Int>, of tokens: [Token], text: UnsafeBufferPointer<UInt8>, body: (Range<Int>) -> Void
  ) {
    var start = range.lowerBound
    while range.upperBound - start > longestSentence {
      let limit = start + longestSentence
      let mark = (start + longestSentence * 3 / 4..<limit).last { index in
        let byte = text[Int(tokens[index].start)]
        return byte == 0x2C || byte == 0x3B
      }
      let end = mark.map { $0 + 1 } ?? limit
      body(start..<end)
      start = end
    }
    if start < range.upperBound { body(start..<range.upperBound) }
  }

  private static func split(
    _ range: Range<Int>, of tokens: [Token], text: UnsafeBufferPointer<UInt8>, lexicon: Lexicon,
    body: (Range<Int>) -> Void
  ) {
    var start = range.lowerBound
    var index = range.lowerBound
    while index < range.upperBound {
      defer { index += 1 }
      let token = tokens[index]
      guard token.kind == .punctuation, isTerminal(token, text: text) else { continue }
      let isStop = text[Int(token.start)] == 0x2E
      if isStop, !token.spaceBefore, index > start {
        let previous = tokens[index - 1]
        let isInitial =
          previous.kind == .word && previous.end - previous.start == 1 && previous.shape != .lower
        if previous.kind == .word, isInitial || lexicon.isAbbreviation(previous.key) { continue }
      }
      var next = index + 1
      while next < range.upperBound,
        isTerminal(tokens[next], text: text) || isClosing(tokens[next], text: text)
      {
        next += 1
      }
      guard next < range.upperBound else { break }
      let follower = tokens[next]
      guard follower.spaceBefore else { continue }
      if follower.kind == .word, follower.shape == .lower { continue }
      part(start..<next, of: tokens, text: text, body: body)
      start = next
      index = next - 1
    }
    part(start..<range.upperBound, of: tokens, text: text, body: body)
  }

  private static func isTerminal(_ token: Token, text: UnsafeBufferPointer<UInt8>) -> Bool {
    let byte = text[Int(token.start)]
    if token.end - token.start == 1 { return byte == 0x2E || byte == 0x21 || byte == 0x3F }
    return token.end - token.start == 3 && byte == 0xE2 && text[Int(token.start) + 1] == 0x80
      && text[Int(token.start) + 2] == 0xA6
  }

  /// » ” or a straight quotation mark or bracket that stands against what is before it.
  private static func isClosing(_ token: Token, text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard token.kind == .punctuation else { return false }
    let start = Int(token.start)
    let byte = text[start]
    if byte == 0x22 || byte == 0x27 || byte == 0x29 { return !token.spaceBefore }
    if byte == 0xC2 { return text[start + 1] == 0xBB }
    return byte == 0xE2 && token.end - token.start == 3 && text[start + 1] == 0x80 && text[start + 2] == 0x9D
  }
}
