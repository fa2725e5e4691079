import Dispatches
import GazetteerIndex
import GeoTypes

extension Recogniser {
  /// Appends what may be names in a sentence.
  mutating func appendSpots(of sentence: Int, to spots: inout [Spot]) {
    let range = text.sentences[sentence].tokens
    let isUpper = text.isUpper[sentence]
    let limit = Int(text.tokens[range.upperBound - 1].end)
    var index = range.lowerBound
    while index < range.upperBound {
      guard text.tokens[index].kind == .word else {
        index += 1
        continue
      }
      let isCapital = text.isCapital(index)
      let opensName =
        !isCapital && text.has(index, .generic) && GenericNames.openNames(text.entries[index].generic)
      guard isCapital || opensName else {
        index += 1
        continue
      }
      // "L'Union européenne" is no L'Union: an organisation behind the article comes first.
      if isCapital, text.endsWithElision(index), index + 1 < range.upperBound,
        text.has(index + 1, .phraseStart),
        text.lexicon.phraseLength(at: index + 1, in: text.tokens, limit: range.upperBound) > 1
      {
        index += 1
        continue
      }
      let match = match(at: index, limit: limit, end: range.upperBound)
      // Organisations' names of several words take what is inside them: "Union européenne".
      if isCapital, text.has(index, .phraseStart) {
        let length = text.lexicon.phraseLength(at: index, in: text.tokens, limit: range.upperBound)
        if length > 1, length >= match?.tokens.count ?? 0 {
          appendEntity(.organisation, index..<(index + length))
          appendInside(index..<(index + length), sentence: sentence)
          index += length
          continue
        }
      }
      if opensName {
        guard let match, match.tokens.count > 1, match.tokens.contains(where: { text.isCapital($0) }) else {
          index += 1
          continue
        }
        spots.append(
          Spot(
            match: match, chunk: match.tokens, sentence: sentence,
            left: text.leftContext(of: index, start: range.lowerBound)))
        index = match.tokens.upperBound
        continue
      }
      // A capitalised article or preposition before a name: "La Russie", "A Genève"; not "La Haye", "Le Caire".
      let isJoined = index + 1 < range.upperBound && text.isHyphenJoint(index + 1, limit: range.upperBound)
      if text.has(index, .function), !isJoined, !text.beginsName(index, limit: range.upperBound),
        !(match.map { $0.tokens.count > 1 } ?? false)
      {
        index += 1
        continue
      }
      if let match, text.has(index, .determiner), match.tokens.count > 1, text.tokens[index].shape != .lower,
        isPlainBehindArticle(match, limit: limit, end: range.upperBound)
      {
        index += 1
        continue
      }
      let firstWord = text.beginsName(index, limit: range.upperBound) ? index + 1 : index
      if text.endsWithElision(index), match == nil, firstWord == index {
        index += 1
        continue
      }
      var chunk =
        index..<text.chunk(at: firstWord, limit: range.upperBound, isUpper: isUpper).upperBound
      if let match, match.tokens.upperBound > chunk.upperBound { chunk = index..<match.tokens.upperBound }
      spots.append(
        Spot(
          match: match, chunk: chunk, sentence: sentence,
          left: text.leftContext(of: index, start: range.lowerBound)))
      index = chunk.upperBound
    }
  }

  /// The longest name at a token, as tokens.
  func match(
    at index: Int, limit: Int, end: Int
  ) -> Match? {
    guard let found = gazetteer.longestMatch(in: text.bytes, at: Int(text.tokens[index].start), limit: limit)
    else {
      return articled(at: index, through: index).map { Match(tokens: index..<(index + 1), name: $0) }
    }
    var last = index
    while last < end, Int(text.tokens[last].end) < found.range.upperBound { last += 1 }
    guard last < end, Int(text.tokens[last].end) == found.range.upperBound else { return nil }
    // "La porte-parole" is not La Porte: where the text ends in lower case, so must the name ("Guinée équatoriale").
    if last > index, text.tokens[last].kind == .word, !text.isCapital(last), !text.has(index, .generic),
      !gazetteer.entries(of: found.name).contains(where: { $0.text.endsInLowercaseWord })
    {
      let before = Int(text.tokens[last - 1].end)
      return before > Int(text.tokens[index].start)
        ? match(at: index, limit: before, end: last) : nil
    }
    return Match(tokens: index..<(last + 1), name: withArticle(found.name, at: index, through: last))
  }

  /// "au Caire", "du Mans", "aux Cayes": the name with the article that the contraction holds, where there is one
  /// and it is better known.
  func withArticle(_ name: NameRef, at index: Int, through last: Int) -> NameRef {
    guard let full = articled(at: index, through: last) else { return name }
    return profiles[full].prominence >= profiles[name].prominence ? full : name
  }

  func articled(at index: Int, through last: Int) -> NameRef? {
    guard index > 0, text.tokens[index].spaceBefore, let article = text.contractedArticle(index - 1) else {
      return nil
    }
    return gazetteer.lookup(article + " " + text.string(of: index..<(last + 1)))
  }

  /// Whether a name that begins with an article is a country or region that has its name without it too.
  func isPlainBehindArticle(
    _ match: Match, limit: Int, end: Int
  ) -> Bool {
    let next = match.tokens.lowerBound + 1
    guard let rest = self.match(at: next, limit: limit, end: end) else { return false }
    let bearers = gazetteer.entries(of: match.name)
    // "La Réunion" has its article wherever it has a capital.
    if match.tokens.lowerBound > text.sentences[text.sentence(of: match.tokens.lowerBound)].tokens.lowerBound,
      bearers.contains(where: { $0.kind == .display })
    {
      return false
    }
    let whole = Set(bearers.map(\.place))
    return gazetteer.entries(of: rest.name).contains {
      whole.contains($0.place)
        && (gazetteer.isCountry($0.place) || gazetteer.featureClass($0.place) == UInt8(ascii: "L"))
    }
  }
}

/// Which lower-case generics belong to a name that the gazetteer has (`mer Noire`, `bande de Gaza`).
enum GenericNames {
  static func openNames(_ generic: Lexicon.Generic?) -> Bool {
    switch generic {
    case .water, .sea, .lake, .relief, .island, .desert, .coast, .region, .river: true
    default: false
    }
  }
}

extension String {
  /// Whether the last word begins with a lower-case letter: "Guinée équatoriale".
  fileprivate var endsInLowercaseWord: Bool {
    guard let last = split(whereSeparator: { $0 == " " || $0 == "-" }).last, let letter = last.first else {
      return false
    }
    return letter.isLowercase
  }
}
