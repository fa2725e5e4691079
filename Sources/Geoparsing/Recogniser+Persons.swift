import Dispatches
import GazetteerIndex
import GeoTypes

extension Recogniser {
  func prominence(of spot: Spot) -> Double {
    spot.match.map { profiles[$0.name].prominence } ?? 0
  }

  /// Records persons and places that their surroundings decide.
  mutating func settle(_ spot: Spot) {
    if let person = person(at: spot) {
      let last = person.upperBound - 1
      surnames.insert(text.tokens[last].key)
      appendEntity(.person, person)
      return
    }
    guard let match = spot.match, match.tokens.upperBound >= spot.chunk.upperBound else { return }
    let isPlain = !text.has(spot.chunk.lowerBound, .ambiguous)
    if spot.left.genericToken != nil || (isPlain && spot.left.preposition.precedesPlaces) {
      settledPlaces.insert(text.tokens[spot.chunk.lowerBound].key)
    }
  }

  /// The tokens of a person's name at a spot, where titles or first names show one; nil otherwise.
  func person(at spot: Spot) -> Range<Int>? {
    let first = spot.chunk.lowerBound
    let range = text.sentences[spot.sentence].tokens
    let prominence = prominence(of: spot)
    let isCovered = spot.match.map { $0.tokens.upperBound >= spot.chunk.upperBound } ?? false
    if spot.left.genericToken != nil, spot.left.generic != .country { return nil }
    let end = endOfPerson(from: spot.chunk.upperBound, limit: range.upperBound)
    let words = text.wordCount(spot.chunk)
    // Titles: "M. Valence", "le général Haftar", "le président azerbaïdjanais Ilham Aliev".
    var before = first - 1
    var sawDot = false
    if before >= range.lowerBound, text.sign(before) == UInt8(ascii: ".") {
      before -= 1
      sawDot = true
    }
    if before >= range.lowerBound, text.has(before, .strongTitle) {
      if sawDot || text.tokens[before].end - text.tokens[before].start > 1 { return first..<end }
    }
    var isTitled = false
    if !sawDot, before >= range.lowerBound {
      var probe = before
      var skipped = 0
      while probe > range.lowerBound, skipped < 2, text.has(probe, .demonym), !text.has(probe, .weakTitle) {
        probe -= 1
        skipped += 1
      }
      isTitled = text.has(probe, .weakTitle) && !text.has(probe, .generic)
    }
    let startsWithFirstName = text.has(first, .firstName)
    if text.isUpper[spot.sentence] {
      return isTitled && prominence < 2 ? first..<end : nil
    }
    if isTitled, !isCovered || prominence < 2 { return first..<end }
    if startsWithFirstName {
      // "Sofia Kenin", "Jean-Pierre Paris"; "Victoria" and "Saint-Denis" alone may be places.
      if words >= 2, !isCovered { return first..<end }
      // "Maroun al-Ras": no surname of the gazetteer has a particle.
      if words >= 2, isCovered, prominence < 3, !isToponymic(spot),
        !spot.chunk.dropFirst().contains(where: { text.has($0, .particle) && !text.isCapital($0) })
      {
        return first..<end
      }
      if words == 1, end > spot.chunk.upperBound { return first..<end }
    }
    // Two capitalised words that no name covers, with no sign of a place before them: a person or another name.
    if words >= 2, !isCovered, spot.left.genericToken == nil, isBeforeAge(end, limit: range.upperBound) {
      return first..<end
    }
    return nil
  }

  func isToponymic(_ spot: Spot) -> Bool {
    spot.left.genericToken != nil || spot.left.preposition.precedesPlaces
  }

  /// "Name, 34 ans".
  func isBeforeAge(_ index: Int, limit: Int) -> Bool {
    index + 2 < limit && text.sign(index) == UInt8(ascii: ",") && text.tokens[index + 1].kind == .number
      && text.tokens[index + 2].key == Recogniser.ansKey
  }
  static let ansKey = Lexicon.key("ans")

  /// A person's name goes on over particles to another capitalised word: `Mohammed ben Salmane`.
  func endOfPerson(from index: Int, limit: Int) -> Int {
    var end = index
    while end + 1 < limit, text.has(end, .particle), !text.isCapital(end), text.isCapital(end + 1),
      !text.has(end, .de)
    {
      end += 2
      while end < limit, text.isCapital(end), text.tokens[end].spaceBefore { end += 1 }
    }
    return end
  }
}
