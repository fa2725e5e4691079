import Dispatches
import GazetteerIndex
import GeoTypes

// What the text says of where a place is.
extension Resolver {
  /// Countries and divisions that the text puts a mention into: `X (Isère)`, `X, dans le nord du Mali`,
  /// `X, au Niger`, `X, deuxième ville d'Arménie`. Asked only of mentions that have no `neighbour`.
  func containers(of index: Int) -> [PlaceRef] {
    let sentence = toponyms[index].spot.sentence
    // Datelines stand before all sentences: "Guadalajara (Mexique), 2 décembre".
    guard sentence >= 0 || toponyms[index].isDateline else { return [] }
    var found: [PlaceRef] = []
    var other = index + 1
    while other < toponyms.count, other <= index + 3, toponyms[other].spot.sentence == sentence {
      defer { other += 1 }
      let gap = gap(from: index, to: other)
      guard let last = gap.last, gap.count <= 12 else { break }
      let opens = text.sign(gap.lowerBound)
      let isBracketed = opens == UInt8(ascii: "(") && gap.count == 1
      let isDirect = gap.count <= 2 && text.has(gap.lowerBound, .locative)
      let isApposed =
        opens == UInt8(ascii: ",") && closesAppositionOnly(gap) && !(gap.count == 2 && text.has(last, .de))
        && (text.has(last, [.locative, .de, .a]) || isDeterminedPlace(last))
      guard isBracketed || isDirect || isApposed else { continue }
      if let place = toponyms[other].place, !found.contains(place) { found.append(place) }
      guard let name = toponyms[other].name else { continue }
      gazetteer.forEachBearer(of: name) { bearer in
        let featureClass = gazetteer.featureClass(bearer.place)
        if featureClass == UInt8(ascii: "A") || featureClass == UInt8(ascii: "L"),
          !found.contains(bearer.place)
        {
          found.append(bearer.place)
        }
      }
      break
    }
    return found
  }

  /// Whether nothing but a preposition of areas stands between a mention and what holds it: `X, en Y`, `X, dans l'Y`,
  /// `X, au Y`, `X (Y)`.
  func isHeldTightly(_ index: Int) -> Bool {
    guard index + 1 < toponyms.count, toponyms[index + 1].spot.sentence == toponyms[index].spot.sentence
    else { return false }
    let gap = gap(from: index, to: index + 1)
    guard let first = gap.first else { return false }
    if text.sign(first) == UInt8(ascii: "(") { return gap.count == 1 }
    let words = gap.dropFirst()
    guard text.sign(first) == UInt8(ascii: ","), let preposition = words.first, words.count <= 2 else {
      return false
    }
    return
      (text.has(preposition, .area)
      || text.contractedArticle(preposition) != nil && text.has(preposition, .a))
      && words.dropFirst().allSatisfy { text.has($0, .determiner) }
  }

  /// The toponym that an apposition puts this one beside: `X, au nord de Y`, `X, près de Y`.
  func neighbour(of index: Int) -> Int? {
    guard index + 1 < toponyms.count,
      toponyms[index + 1].spot.sentence == toponyms[index].spot.sentence
    else { return nil }
    let gap = gap(from: index, to: index + 1)
    guard let first = gap.first, let last = gap.last, gap.count <= 10, text.sign(first) == UInt8(ascii: ","),
      text.has(last, .de) || (text.has(last, .determiner) && gap.count > 1 && text.has(last - 1, .de))
    else { return nil }
    let words = gap.dropFirst()
    for position in words where text.has(position, [.direction, .nearness]) {
      // "dans le nord de" is inside, "au nord de" and "près de" beside.
      return words.contains { $0 < position && text.has($0, .area) } ? nil : index + 1
    }
    return nil
  }

  /// The tokens between two toponyms.
  private func gap(from index: Int, to other: Int) -> Range<Int> {
    let end = toponyms[index].tokens.upperBound
    return end..<Swift.max(end, toponyms[other].tokens.lowerBound)
  }

  /// An article behind a preposition of place: "dans l'", "de la".
  private func isDeterminedPlace(_ last: Int) -> Bool {
    text.has(last, .determiner) && last > 0 && text.has(last - 1, [.locative, .de, .a])
  }

  /// Whether a gap behind a comma is an apposition's words only: no verb, no second comma.
  private func closesAppositionOnly(_ gap: Range<Int>) -> Bool {
    var others = 0
    for index in gap.dropFirst() {
      if text.tokens[index].kind == .punctuation, text.sign(index) != UInt8(ascii: "-") { return false }
      if text.has(index, .coordinator) { return false }
      if !text.has(index, [.locative, .a, .determiner, .de, .generic, .direction]) { others += 1 }
    }
    return others <= 2
  }
}
