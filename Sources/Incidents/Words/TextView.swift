internal import Dispatches
internal import Geoparsing

/// A document, its words seen through the vocabulary, and the questions that all readers ask of them.
///
/// A class, for it is handed around and asked at every token: a reference costs one count, a struct of arrays six.
final class TextView: Sendable {
  let document: Document
  let tokens: [Token]
  let text: [UInt8]
  let vocabulary: Vocabulary
  let words: [Word]
  /// The union of the classes found in each sentence.
  let sentenceClasses: [WordClasses]

  init(_ document: Document, _ vocabulary: Vocabulary) {
    self.document = document
    tokens = document.tokens
    text = document.dispatch.text
    self.vocabulary = vocabulary
    let layer = WordLayer(document, vocabulary)
    words = layer.words
    sentenceClasses = layer.sentenceClasses
  }

  /// What begins at a token.
  @inline(__always)
  func entry(at index: Int) -> VocabularyEntry? {
    guard index >= 0, index < words.count else { return nil }
    let entry = words[index].entry
    return entry < 0 ? nil : vocabulary.entries[Int(entry)]
  }

  @inline(__always)
  func classes(at index: Int) -> WordClasses {
    index >= 0 && index < words.count ? words[index].classes : []
  }

  /// Tokens of the phrase that begins at a token; 1 for a word.
  func length(at index: Int) -> Int { max(1, Int(words[index].length)) }

  /// The first token of the phrase or word that ends right before `index`.
  func start(before index: Int) -> Int { Int(words[index - 1].start) }

  func time(at index: Int) -> TimeWord? {
    guard let entry = entry(at: index), entry.time >= 0 else { return nil }
    return vocabulary.times[Int(entry.time)]
  }

  func generic(at index: Int) -> PlaceGeneric { entry(at: index)?.generic ?? .none }
  func timeClass(at index: Int) -> TimeClass? { entry(at: index)?.timeClass }

  @inline(__always)
  private func has(_ mark: WordMarks, _ index: Int) -> Bool {
    index >= 0 && index < words.count && words[index].marks.contains(mark)
  }

  func isHyphen(_ index: Int) -> Bool { has(.hyphen, index) }
  func isComma(_ index: Int) -> Bool { has(.comma, index) }
  func isPeriod(_ index: Int) -> Bool { has(.period, index) }
  /// Any quotation mark.
  func isQuote(_ index: Int) -> Bool { has(.quote, index) }
  func isJoint(_ index: Int) -> Bool { has(.joint, index) }
  func isAuxiliary(_ index: Int) -> Bool { has(.auxiliary, index) }
  func isRelation(_ index: Int) -> Bool { has(.relation, index) }

  /// The weapons that words inside a longer phrase name, and perhaps go on behind it: *explosion d'une voiture piégée*,
  /// *attaque au mortier*, *attaque de missiles* balistiques.
  func weapons(in range: Range<Int>) -> [Int16] {
    var found: [Int16] = []
    var start = range.lowerBound
    while start < range.upperBound {
      var key = tokens[start].key
      var next = start + 1
      var end = start + 1
      var weapon: Int16?
      while let slot = vocabulary.slot(of: key) {
        let entry = vocabulary.entry(inSlot: slot)
        if entry >= 0, vocabulary.entries[Int(entry)].weapon >= 0 {
          weapon = vocabulary.weapons[Int(vocabulary.entries[Int(entry)].weapon)].name
          end = next
        }
        guard next < min(tokens.count, range.upperBound + 2), vocabulary.continues(atSlot: slot) else {
          break
        }
        key = Vocabulary.mix(tokens[next].key, into: key)
        next += 1
      }
      if let weapon { found.append(weapon) }
      start = end
    }
    return found
  }

  /// Whether a token is one ASCII sign.
  func isByte(_ index: Int, _ byte: UInt8) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].kind == .punctuation
      && tokens[index].end - tokens[index].start == 1 && text[Int(tokens[index].start)] == byte
  }

  /// Whether a token has letters beyond ASCII.
  func hasAccent(_ index: Int) -> Bool {
    for position in tokens[index].range where text[position] >= 0x80 { return true }
    return false
  }

  /// Whether a word ends in é, ée, és or ées.
  func endsAsParticiple(_ index: Int) -> Bool {
    var end = Int(tokens[index].end)
    let start = Int(tokens[index].start)
    if end > start, text[end - 1] | 0x20 == 0x73 { end -= 1 }
    if end > start, text[end - 1] | 0x20 == 0x65 { end -= 1 }
    // é is C3 A9, É is C3 89.
    return end - 2 >= start && text[end - 2] == 0xC3 && (text[end - 1] == 0xA9 || text[end - 1] == 0x89)
  }

  /// Whether a lower-case word ends like a verb in the future (*-era*, *-iront*, *-dra*, *-vra* …).
  func endsAsFuture(_ index: Int) -> Bool {
    let token = tokens[index]
    guard token.kind == .word, token.shape == .lower, token.end - token.start >= 4 else { return false }
    var end = Int(token.end)
    if text[end - 1] == 0x61 {
      end -= 1
    } else if token.end - token.start >= 6, text[end - 1] == 0x74, text[end - 2] == 0x6E,
      text[end - 3] == 0x6F
    {
      end -= 3
    } else {
      return false
    }
    guard text[end - 1] == 0x72 else { return false }
    switch text[end - 2] {
    case 0x63, 0x64, 0x65, 0x69, 0x70, 0x72, 0x74, 0x75, 0x76: return !classes(at: index).contains(.notFuture)
    default: return false
    }
  }

  /// The sentence's token range that holds `index` and that no joint of clauses parts from it.
  func clause(around index: Int, in sentence: Range<Int>) -> Range<Int> {
    var lower = index
    while lower > sentence.lowerBound, !isJoint(lower - 1) { lower -= 1 }
    var upper = index + 1
    while upper < sentence.upperBound, !isJoint(upper) { upper += 1 }
    return lower..<upper
  }

  /// Whether a clause is about the future.
  func isFuture(_ clause: Range<Int>) -> Bool {
    for index in clause {
      if endsAsFuture(index) { return true }
      let classes = classes(at: index)
      if classes.contains(.futureAuxiliary) { return true }
      // "doit se réunir", not "ne doit qu'à la chance".
      guard classes.contains(.future) else { continue }
      if !classes.contains(.possibility) { return true }
      let next = (index + 1)..<min(clause.upperBound, index + 4)
      if next.contains(where: { looksInfinitive($0) || self.classes(at: $0).contains(.auxiliary) }) {
        return true
      }
    }
    return false
  }
}
