internal import Dispatches
internal import Geoparsing

/// A document's tokens seen through the vocabulary.
struct WordLayer: Sendable {
  /// For each token, the entry of the longest phrase (or the word) that begins there; -1 for none, and inside a phrase.
  private(set) var entries: [Int32]
  /// Tokens that it takes; 0 inside a phrase.
  private(set) var lengths: [UInt8]
  /// The first token of the phrase that a token is in, else the token.
  private(set) var starts: [Int32]
  /// The union of the classes found in each sentence.
  private(set) var sentenceClasses: [WordClasses]

  init(_ document: Document, _ vocabulary: borrowing Vocabulary) {
    let tokens = document.tokens
    var entries = [Int32](repeating: -1, count: tokens.count)
    var lengths = [UInt8](repeating: 1, count: tokens.count)
    var starts = [Int32](repeating: 0, count: tokens.count)
    var sentenceClasses: [WordClasses] = []
    sentenceClasses.reserveCapacity(document.sentences.count)
    for index in tokens.indices { starts[index] = Int32(index) }
    for sentence in document.sentences {
      var found: WordClasses = []
      var index = sentence.tokens.lowerBound
      let limit = sentence.tokens.upperBound
      while index < limit {
        guard let first = vocabulary.slot(of: tokens[index].key) else {
          if tokens[index].kind == .number { found.insert(.digits) }
          index += 1
          continue
        }
        var best = vocabulary.entry(inSlot: first)
        var length = 1
        if vocabulary.continues(atSlot: first) {
          var key = tokens[index].key
          var slot = first
          var next = index + 1
          while next < limit, vocabulary.continues(atSlot: slot) {
            key = Vocabulary.mix(tokens[next].key, into: key)
            guard let longer = vocabulary.slot(of: key) else { break }
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
          entries[index] = best
          lengths[index] = UInt8(clamping: length)
          for inner in (index + 1)..<max(index + 1, index + length) {
            lengths[inner] = 0
            starts[inner] = Int32(index)
          }
          found.formUnion(vocabulary.entries[Int(best)].classes)
        }
        if tokens[index].kind == .number { found.insert(.digits) }
        index += length
      }
      sentenceClasses.append(found)
    }
    self.entries = entries
    self.lengths = lengths
    self.starts = starts
    self.sentenceClasses = sentenceClasses
  }
}
