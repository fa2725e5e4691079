internal import Dispatches
internal import Geoparsing

/// A token as the vocabulary sees it.
struct Word: Sendable {
  /// What begins there; empty inside a phrase.
  var classes: WordClasses = []
  /// The entry of the longest phrase (or the word) that begins there; -1 for none, and inside a phrase.
  var entry: Int32 = -1
  /// The first token of the phrase that the token is in, else the token.
  var start: Int32
  /// The number of its clause in its sentence.
  var clause: Int32 = 0
  /// Tokens that the phrase takes; 1 for a word, 0 inside a phrase.
  var length: UInt8 = 1
  var marks: WordMarks = []
}

/// What is asked of a token again and again.
struct WordMarks: OptionSet, Sendable {
  let rawValue: UInt16
  static let hyphen = WordMarks(rawValue: 1)
  static let comma = WordMarks(rawValue: 2)
  static let period = WordMarks(rawValue: 4)
  static let quote = WordMarks(rawValue: 8)
  /// A word or sign at which a clause ends: relative, subordinator, semicolon, colon, quotation mark.
  static let joint = WordMarks(rawValue: 16)
  /// An auxiliary; *a* only where it is not the preposition.
  static let auxiliary = WordMarks(rawValue: 32)
  /// A preposition of place; *a* (has) is none.
  static let relation = WordMarks(rawValue: 64)
}

/// A document's tokens seen through the vocabulary.
struct WordLayer: Sendable {
  private(set) var words: [Word] = []
  /// The union of the classes found in each sentence.
  private(set) var sentenceClasses: [WordClasses] = []

  init(_ document: Document, _ vocabulary: borrowing Vocabulary) {
    sentenceClasses.reserveCapacity(document.sentences.count)
    words = [Word](unsafeUninitializedCapacity: document.tokens.count) { words, count in
      count = document.tokens.count
      for index in 0..<count { words.initializeElement(at: index, to: Word(start: Int32(index))) }
      document.tokens.withUnsafeBufferPointer { tokens in
        document.dispatch.text.withUnsafeBufferPointer { text in
          for sentence in document.sentences {
            sentenceClasses.append(WordLayer.read(sentence.tokens, tokens, vocabulary, into: words))
            WordLayer.mark(sentence.tokens, tokens, text, in: words)
          }
        }
      }
    }
  }

  /// Finds what the vocabulary knows of a sentence's tokens. Returns the union of its classes.
  private static func read(
    _ sentence: Range<Int>, _ tokens: UnsafeBufferPointer<Token>, _ vocabulary: borrowing Vocabulary,
    into words: UnsafeMutableBufferPointer<Word>
  ) -> WordClasses {
    var found: WordClasses = []
    var index = sentence.lowerBound
    let limit = sentence.upperBound
    while index < limit {
      var length = 1
      if let first = vocabulary.slot(of: tokens[index].key) {
        var best = vocabulary.entry(inSlot: first)
        if vocabulary.continues(atSlot: first) {
          var key = tokens[index].key
          var keyBefore = key
          var slot = first
          var next = index + 1
          while next < limit, vocabulary.continues(atSlot: slot) {
            key = Vocabulary.mix(tokens[next].key, into: key)
            guard let longer = vocabulary.slot(of: key) else {
              if best < 0 || vocabulary.entries[Int(best)].classes.isDisjoint(with: WordLayer.fixed),
                let entry = interrupted(key: keyBefore, from: next, limit, tokens, vocabulary)
              {
                best = entry
                length = 1
              }
              break
            }
            keyBefore = key
            slot = longer
            next += 1
            let entry = vocabulary.entry(inSlot: slot)
            if entry >= 0 {
              best = entry
              length = next - index
            }
          }
        }
        if best >= 0 {
          let classes = vocabulary.entries[Int(best)].classes
          words[index].entry = best
          words[index].classes = classes
          words[index].length = UInt8(clamping: length)
          if length > 1 {
            for inner in (index + 1)..<(index + length) {
              words[inner].length = 0
              words[inner].start = Int32(index)
            }
          }
          found.formUnion(classes)
        }
      }
      if tokens[index].kind == .number { found.insert(.digits) }
      index += length
    }
    return found
  }

  /// The phrase of an event that goes on behind a time or an adverb: *sauté le même jour sur une mine*. Only its first
  /// word is taken, for the time stays to be read.
  private static func interrupted(
    key: UInt64, from start: Int, _ limit: Int, _ tokens: UnsafeBufferPointer<Token>,
    _ vocabulary: borrowing Vocabulary
  ) -> Int32? {
    var next = start
    // Where the phrase may go on: behind any time, number or adverb of the stretch.
    var ends: UInt8 = 0
    scan: while next < limit, next - start < 7 {
      let token = tokens[next]
      var classes: WordClasses = []
      if let slot = vocabulary.slot(of: token.key), vocabulary.entry(inSlot: slot) >= 0 {
        classes = vocabulary.entries[Int(vocabulary.entry(inSlot: slot))].classes
      }
      switch true {
      case token.kind == .punctuation: break scan
      // "15h00" is a number and what sticks to it.
      case token.kind == .number, !classes.isDisjoint(with: WordLayer.interruptions),
        !token.spaceBefore && tokens[next - 1].kind == .number:
        next += 1
        ends |= 1 << UInt8(next - start)
      case !classes.isDisjoint(with: [.definite, .relation, .of]), classes.isDisjoint(with: .trigger):
        next += 1
      default: break scan
      }
    }
    for offset in 1...7 where ends & (1 << UInt8(offset)) != 0 {
      if let entry = continued(key: key, from: start + offset, limit, tokens, vocabulary) { return entry }
    }
    return nil
  }

  /// The longest phrase of an event or a casualty whose rest stands at a token.
  private static func continued(
    key: UInt64, from start: Int, _ limit: Int, _ tokens: UnsafeBufferPointer<Token>,
    _ vocabulary: borrowing Vocabulary
  ) -> Int32? {
    var key = key
    var end = start
    var best: Int32?
    while end < limit {
      key = Vocabulary.mix(tokens[end].key, into: key)
      guard let slot = vocabulary.slot(of: key) else { break }
      let entry = vocabulary.entry(inSlot: slot)
      if entry >= 0, !vocabulary.entries[Int(entry)].classes.isDisjoint(with: [.phrase, .casualty]) {
        best = entry
      }
      end += 1
    }
    return best
  }

  /// What leads a verb keeps its own meaning.
  private static let fixed = WordClasses.anyAuxiliary.union([.reflexive, .relation, .definite, .of, .adverb])
  private static let interruptions: WordClasses = [
    .weekday, .month, .part, .season, .timeUnit, .day, .anaphor, .shift, .adverb, .timeOther,
  ]

  /// Sets the marks and clauses of a sentence's tokens.
  private static func mark(
    _ range: Range<Int>, _ tokens: UnsafeBufferPointer<Token>, _ text: UnsafeBufferPointer<UInt8>,
    in words: UnsafeMutableBufferPointer<Word>
  ) {
    var clause: Int32 = 0
    var last: Int32 = 0
    // The clause that a relative one between commas interrupts, and whether that one had its verb yet.
    var outer: Int32?
    var hasVerb = false
    for index in range {
      let token = tokens[index]
      let start = Int(token.start)
      let length = Int(token.end - token.start)
      var marks: WordMarks = []
      if token.kind == .punctuation {
        marks = WordLayer.marks(ofSign: start, length, text)
      } else {
        var classes = words[index].classes
        if classes.contains(.placeRelative), token.shape != .upper,
          !text[start..<(start + length)].contains(where: { $0 >= 0x80 })
        {
          // "ou" is no "où".
          classes.subtract([.placeRelative, .relative])
          words[index].classes = classes
        }
        if !classes.isDisjoint(with: .joints) { marks.insert(.joint) }
        let isHas = length == 1 && text[start] == 0x61
        let isRelation = classes.contains(.relation)
        if isRelation, !isHas { marks.insert(.relation) }
        if !classes.isDisjoint(with: .anyAuxiliary), !isRelation || isHas { marks.insert(.auxiliary) }
      }
      if marks.contains(.joint), index > range.lowerBound {
        let isRelative = words[index].classes.contains(.relative) && words[index - 1].marks.contains(.comma)
        outer = isRelative ? outer ?? clause : nil
        hasVerb = false
        last += 1
        clause = last
      } else if marks.contains(.auxiliary) {
        hasVerb = true
      } else if marks.contains(.comma), hasVerb, let resumed = outer {
        clause = resumed
        outer = nil
      }
      words[index].marks = marks
      words[index].clause = clause
    }
  }

  private static func marks(ofSign start: Int, _ length: Int, _ text: UnsafeBufferPointer<UInt8>) -> WordMarks
  {
    switch text[start] {
    case 0x2D: return length == 1 ? .hyphen : []
    case 0x2C: return length == 1 ? .comma : []
    case 0x2E: return length == 1 ? .period : []
    case 0x3A, 0x3B: return length == 1 ? .joint : []
    case 0x22: return [.quote, .joint]
    case 0xC2:
      return length == 2 && (text[start + 1] == 0xAB || text[start + 1] == 0xBB) ? [.quote, .joint] : []
    case 0xE2:
      return length == 3 && text[start + 1] == 0x80 && (0x9C...0x9E).contains(text[start + 2])
        ? [.quote, .joint] : []
    default: return []
    }
  }
}
