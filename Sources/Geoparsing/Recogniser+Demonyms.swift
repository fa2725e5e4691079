import Dispatches
import GazetteerIndex
import GeoTypes

extension Recogniser {
  mutating func appendDateline() {
    guard let dateline = text.document.dispatch.layout.dateline else { return }
    for city in dateline.cities {
      guard let first = text.tokens.firstIndex(where: { Int($0.start) == city.lowerBound }),
        let last = text.tokens[first...].firstIndex(where: { Int($0.end) == city.upperBound })
      else { continue }
      let tokens = first..<(last + 1)
      let name = match(at: first, limit: city.upperBound, end: last + 1)
      var toponym = Toponym(
        tokens: tokens, name: name.flatMap { $0.tokens == tokens ? $0.name : nil },
        spot: Spot(match: name, chunk: tokens, sentence: -1, left: LeftContext()))
      toponym.isDateline = true
      toponyms.append(toponym)
      settledPlaces.insert(text.tokens[first].key)
      appendDatelineCountry(behind: last)
    }
  }

  /// "Goma (RDC), 12 mars (AFP)".
  mutating func appendDatelineCountry(behind last: Int) {
    guard last + 2 < text.tokens.count, text.sign(last + 1) == UInt8(ascii: "("),
      let close = text.tokens[(last + 2)...].indices.prefix(6).first(where: {
        text.sign($0) == UInt8(ascii: ")")
      })
    else { return }
    let limit = Int(text.tokens[close].start)
    let name = match(at: last + 2, limit: limit, end: close)
    guard let name, name.tokens.upperBound == close else { return }
    var toponym = Toponym(
      tokens: name.tokens, name: name.name,
      spot: Spot(match: name, chunk: name.tokens, sentence: -1, left: LeftContext()))
    toponym.isDateline = true
    toponyms.append(toponym)
  }

  mutating func appendDemonyms(in sentence: Int) {
    let range = text.sentences[sentence].tokens
    for index in range where text.has(index, [.demonym, .demonymPrefix]) {
      if isOrganisation(index) { continue }
      let isJoint = index + 1 < range.upperBound && text.isHyphenJoint(index + 1, limit: range.upperBound)
      guard text.has(index, .demonym) || isJoint else { continue }
      // "Romain", "Germain", "Franc" are names of persons where they are capitalised beside other capitals.
      if text.isCapital(index), !text.isUpper[sentence] {
        if text.has(index, .firstName) { continue }
        if index > range.lowerBound, text.isCapital(index - 1), !text.has(index - 1, .function) { continue }
        if index + 1 < range.upperBound, text.isCapital(index + 1), !isOfAPerson(index, in: range) {
          continue
        }
      }
      // "l'Association marocaine des droits humains" is a name as a whole; "en turc" is a language.
      if index - 1 > range.lowerBound, !text.isCapital(index) {
        if text.isCapital(index - 1), text.has(index - 1, [.capitalisedHead, .organisationHead]) { continue }
        if text.has(index - 1, .area) { continue }
      }
      // "est", "sud" before a hyphen belong to the word: sud-coréen.
      var start = index
      if index - 2 >= range.lowerBound, text.isHyphenJoint(index - 1, limit: range.upperBound),
        text.has(index - 2, .direction) || text.has(index - 2, .phraseStart)
      {
        start = index - 2
      }
      let whole =
        start < index ? text.lexicon.compoundDemonym(from: start, through: index, in: text.tokens) : nil
      let place = whole ?? text.entries[index].place
      if whole == nil { start = startOfCompound(endingAt: index, from: range.lowerBound) }
      if isJoint, text.has(index, .demonymPrefix), index + 2 < range.upperBound, text.has(index + 2, .demonym)
      {
        continue
      }
      // Peoples without a place of their own are none.
      guard place >= 0 else { continue }
      var toponym = Toponym(
        tokens: start..<(index + 1), name: nil,
        spot: Spot(match: nil, chunk: start..<(index + 1), sentence: sentence, left: LeftContext()))
      toponym.isDemonym = true
      toponym.place = demonymPlaces[Int(place)]
      toponyms.append(toponym)
    }
  }

  /// The first part of a demonym of two: "[russo]-turc", which is one mention; the demonym itself, where it is alone.
  private func startOfCompound(endingAt index: Int, from first: Int) -> Int {
    guard index - 2 >= first, text.isHyphenJoint(index - 1, limit: index + 1),
      text.has(index - 2, [.demonymPrefix, .demonym])
    else { return index }
    return index - 2
  }

  /// "le Béninois Kévin Savalou": an article before it and a first name behind it.
  private func isOfAPerson(_ index: Int, in range: Range<Int>) -> Bool {
    index > range.lowerBound
      && (text.has(index - 1, .determiner) || text.contractedArticle(index - 1) != nil)
      && text.has(index + 1, .firstName)
  }
}
