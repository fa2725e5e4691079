import Dispatches
import GazetteerIndex
import GeoTypes

/// Finds the toponyms, persons and organisations of a document and gives each toponym its role.
///
/// Works in two passes: the first settles what the names' own surroundings say for sure (persons by titles and
/// first names, places by prepositions and generics), the second reads the rest in that light.
struct Recogniser {
  let gazetteer: Gazetteer
  let text: Annotated
  /// Whether the mentions get their reasons.
  let explains: Bool

  /// A toponym before roles are given.
  struct Toponym {
    var tokens: Range<Int>
    var name: NameRef?
    var spot: Spot
    var isEmbedded = false
    var isDemonym = false
    var isDateline = false
    /// For a demonym: the place it belongs to.
    var place: PlaceID?
    var reasons: [String] = []
  }

  private(set) var toponyms: [Toponym] = []
  private(set) var entities: [Entity] = []
  /// Keys of the last words of persons' names.
  private var surnames: Set<UInt64> = []
  /// Keys of first words of names that are places by strong evidence.
  private var settledPlaces: Set<UInt64> = []
  private var prominences: [NameRef: Double] = [:]
  /// Names that no gazetteer has and that were places further up: by `Annotated.label`.
  private var unknownPlaces: Set<UInt64> = []

  init(gazetteer: Gazetteer, text: Annotated, explains: Bool) {
    self.gazetteer = gazetteer
    self.text = text
    self.explains = explains
  }

  mutating func run() {
    var found: [[Spot]] = []
    text.document.dispatch.text.withUnsafeBufferPointer { bytes in
      for sentence in text.document.sentences.indices { found.append(spots(in: sentence, bytes: bytes)) }
    }
    appendDateline()
    for spot in found.joined() { settle(spot) }
    for sentence in found.indices {
      appendDemonyms(in: sentence)
      var previous: Int?
      for spot in found[sentence] {
        let count = toponyms.count
        read(spot, after: previous)
        if toponyms.count > count { previous = toponyms.count - 1 }
      }
    }
    toponyms.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    dropOverlaps()
    entities.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  private mutating func dropOverlaps() {
    var kept: [Toponym] = []
    for toponym in toponyms {
      if let last = kept.last, toponym.tokens.lowerBound < last.tokens.upperBound {
        if last.isDemonym && !toponym.isDemonym { kept[kept.count - 1] = toponym }
        continue
      }
      kept.append(toponym)
    }
    toponyms = kept
  }

  // MARK: Spotting

  private mutating func spots(in sentence: Int, bytes: UnsafeBufferPointer<UInt8>) -> [Spot] {
    let range = text.document.sentences[sentence].tokens
    let isUpper = text.isUpper[sentence]
    let limit = Int(text.tokens[range.upperBound - 1].end)
    var spots: [Spot] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard text.tokens[index].kind == .word else {
        index += 1
        continue
      }
      let isCapital = text.isCapital(index)
      let opensName =
        !isCapital && text.has(index, .generic) && GenericNames.openNames(text.entries[index]?.generic)
      guard isCapital || opensName else {
        index += 1
        continue
      }
      let match = match(at: index, limit: limit, end: range.upperBound, bytes: bytes)
      // Organisations' names of several words take what is inside them: "Union européenne".
      if isCapital, text.has(index, .phraseStart) {
        let length = text.lexicon.phraseLength(at: index, in: text.tokens, limit: range.upperBound)
        if length > 1, length >= match?.tokens.count ?? 0 {
          appendOrganisation(index..<(index + length))
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
      if text.has(index, .function), !isJoined, !(match.map { $0.tokens.count > 1 } ?? false) {
        index += 1
        continue
      }
      if let match, text.has(index, .determiner), match.tokens.count > 1, text.tokens[index].shape != .lower,
        isPlainBehindArticle(match, limit: limit, end: range.upperBound, bytes: bytes)
      {
        index += 1
        continue
      }
      if text.endsWithElision(index), match == nil {
        index += 1
        continue
      }
      var chunk = text.chunk(at: index, limit: range.upperBound, isUpper: isUpper)
      if let match, match.tokens.upperBound > chunk.upperBound { chunk = index..<match.tokens.upperBound }
      spots.append(
        Spot(
          match: match, chunk: chunk, sentence: sentence,
          left: text.leftContext(of: index, start: range.lowerBound)))
      index = chunk.upperBound
    }
    return spots
  }

  /// The longest name at a token, as tokens.
  func match(
    at index: Int, limit: Int, end: Int, bytes: UnsafeBufferPointer<UInt8>
  ) -> (tokens: Range<Int>, name: NameRef)? {
    guard let found = gazetteer.longestMatch(in: bytes, at: Int(text.tokens[index].start), limit: limit)
    else {
      return articled(at: index, through: index).map { (index..<(index + 1), $0) }
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
        ? match(at: index, limit: before, end: last, bytes: bytes) : nil
    }
    return (index..<(last + 1), withArticle(found.name, at: index, through: last))
  }

  /// "au Caire", "du Mans", "aux Cayes": the name with the article that the contraction holds, where there is one
  /// and it is better known.
  private func withArticle(_ name: NameRef, at index: Int, through last: Int) -> NameRef {
    guard let full = articled(at: index, through: last) else { return name }
    return gazetteer.prominence(of: full) >= gazetteer.prominence(of: name) ? full : name
  }

  private func articled(at index: Int, through last: Int) -> NameRef? {
    guard index > 0, text.tokens[index].spaceBefore, let article = text.contractedArticle(index - 1) else {
      return nil
    }
    return gazetteer.lookup(article + " " + text.document.text(of: index..<(last + 1)))
  }

  /// Whether a name that begins with an article is a country or region that has its name without it too.
  private func isPlainBehindArticle(
    _ match: (tokens: Range<Int>, name: NameRef), limit: Int, end: Int, bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let next = match.tokens.lowerBound + 1
    guard let rest = self.match(at: next, limit: limit, end: end, bytes: bytes) else { return false }
    let whole = Set(gazetteer.entries(of: match.name).map(\.place))
    return gazetteer.entries(of: rest.name).contains {
      whole.contains($0.place)
        && (gazetteer.isCountry($0.place) || gazetteer.featureClass($0.place) == UInt8(ascii: "L"))
    }
  }

  // MARK: Datelines and demonyms

  private mutating func appendDateline() {
    guard let dateline = text.document.dispatch.layout.dateline else { return }
    for city in dateline.cities {
      guard let first = text.tokens.firstIndex(where: { Int($0.start) == city.lowerBound }),
        let last = text.tokens[first...].firstIndex(where: { Int($0.end) == city.upperBound })
      else { continue }
      let tokens = first..<(last + 1)
      let name = text.document.dispatch.text.withUnsafeBufferPointer { bytes in
        match(at: first, limit: city.upperBound, end: last + 1, bytes: bytes)
      }
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
  private mutating func appendDatelineCountry(behind last: Int) {
    guard last + 2 < text.tokens.count, text.sign(last + 1) == UInt8(ascii: "("),
      let close = text.tokens[(last + 2)...].indices.prefix(6).first(where: {
        text.sign($0) == UInt8(ascii: ")")
      })
    else { return }
    let limit = Int(text.tokens[close].start)
    let name = text.document.dispatch.text.withUnsafeBufferPointer { bytes in
      match(at: last + 2, limit: limit, end: close, bytes: bytes)
    }
    guard let name, name.tokens.upperBound == close else { return }
    var toponym = Toponym(
      tokens: name.tokens, name: name.name,
      spot: Spot(match: name, chunk: name.tokens, sentence: -1, left: LeftContext()))
    toponym.isDateline = true
    toponyms.append(toponym)
  }

  private mutating func appendDemonyms(in sentence: Int) {
    let range = text.document.sentences[sentence].tokens
    let organisations = entities.filter { $0.kind == .organisation && $0.tokens.overlaps(range) }.map(
      \.tokens)
    for index in range where text.has(index, [.demonym, .demonymPrefix]) {
      if organisations.contains(where: { $0.contains(index) }) { continue }
      let isJoint = index + 1 < range.upperBound && text.isHyphenJoint(index + 1, limit: range.upperBound)
      guard text.has(index, .demonym) || isJoint else { continue }
      // "Romain", "Germain", "Franc" are names of persons where they are capitalised beside other capitals.
      if text.isCapital(index), !text.isUpper[sentence] {
        if text.has(index, .firstName) { continue }
        if index > range.lowerBound, text.isCapital(index - 1), !text.has(index - 1, .function) { continue }
        if index + 1 < range.upperBound, text.isCapital(index + 1) { continue }
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
      let place = whole ?? text.entries[index]?.place ?? -1
      if whole == nil { start = index }
      // Peoples without a place of their own are none.
      guard place >= 0 else { continue }
      var toponym = Toponym(
        tokens: start..<(index + 1), name: nil,
        spot: Spot(match: nil, chunk: start..<(index + 1), sentence: sentence, left: LeftContext()))
      toponym.isDemonym = true
      toponym.place = place >= 0 ? text.lexicon.places[Int(place)] : nil
      toponyms.append(toponym)
    }
  }

  // MARK: First pass

  private func prominenceOnce(of name: NameRef) -> Double { gazetteer.prominence(of: name) }

  private mutating func prominence(of spot: Spot) -> Double {
    guard let name = spot.match?.name else { return 0 }
    if let known = prominences[name] { return known }
    let value = prominenceOnce(of: name)
    prominences[name] = value
    return value
  }

  /// Records persons and places that their surroundings decide.
  private mutating func settle(_ spot: Spot) {
    if let person = person(at: spot) {
      let last = person.upperBound - 1
      surnames.insert(text.tokens[last].key)
      entities.append(
        Entity(kind: .person, range: text.document.byteRange(of: person), tokens: person))
      return
    }
    guard let match = spot.match, match.tokens.upperBound >= spot.chunk.upperBound else { return }
    let isPlain = !text.has(spot.chunk.lowerBound, .ambiguous)
    if spot.left.genericToken != nil || (isPlain && [.a, .locative].contains(spot.left.preposition)) {
      settledPlaces.insert(text.tokens[spot.chunk.lowerBound].key)
    }
  }

  /// The tokens of a person's name at a spot, where titles or first names show one; nil otherwise.
  private mutating func person(at spot: Spot) -> Range<Int>? {
    let first = spot.chunk.lowerBound
    let range = text.document.sentences[spot.sentence].tokens
    let prominence = prominence(of: spot)
    let isCovered = spot.match.map { $0.tokens.upperBound >= spot.chunk.upperBound } ?? false
    if spot.left.genericToken != nil, ![.country, nil].contains(spot.left.generic) { return nil }
    let end = endOfPerson(from: spot.chunk.upperBound, limit: range.upperBound)
    let words = spot.chunk.filter { text.tokens[$0].kind == .word }.count
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
      if words >= 2, isCovered, prominence < 3, !isToponymic(spot) { return first..<end }
      if words == 1, end > spot.chunk.upperBound { return first..<end }
    }
    // Two capitalised words that no name covers, with no sign of a place before them: a person or another name.
    if words >= 2, !isCovered, spot.left.genericToken == nil, isBeforeAge(end, limit: range.upperBound) {
      return first..<end
    }
    return nil
  }

  private func isToponymic(_ spot: Spot) -> Bool {
    spot.left.genericToken != nil || [.a, .locative].contains(spot.left.preposition)
  }

  /// "Name, 34 ans".
  private func isBeforeAge(_ index: Int, limit: Int) -> Bool {
    index + 2 < limit && text.sign(index) == UInt8(ascii: ",") && text.tokens[index + 1].kind == .number
      && text.tokens[index + 2].key == Recogniser.ansKey
  }
  private static let ansKey = Lexicon.key("ans")

  /// A person's name goes on over particles to another capitalised word: `Mohammed ben Salmane`.
  private func endOfPerson(from index: Int, limit: Int) -> Int {
    var end = index
    while end + 1 < limit, text.has(end, .particle), !text.isCapital(end), text.isCapital(end + 1),
      !text.has(end, .de)
    {
      end += 2
      while end < limit, text.isCapital(end), text.tokens[end].spaceBefore { end += 1 }
    }
    return end
  }

  // MARK: Second pass

  private mutating func read(_ spot: Spot, after previous: Int?) {
    let first = spot.chunk.lowerBound
    let range = text.document.sentences[spot.sentence].tokens
    if entities.contains(where: { $0.tokens.overlaps(spot.chunk) }) { return }
    if text.has(first, .organisationName), spot.chunk.count == 1 {
      appendOrganisation(spot.chunk)
      return
    }
    // "AS Rome", "Real Madrid": the club's own word, then its town.
    if text.has(first, [.organisationHead, .capitalisedHead]), spot.chunk.count > 1,
      spot.match.map({ $0.tokens.upperBound < spot.chunk.upperBound }) ?? true, !text.isUpper[spot.sentence]
    {
      readTeam(spot)
      return
    }
    guard let match = spot.match else {
      readUnknown(spot, after: previous)
      return
    }
    if match.tokens.upperBound < spot.chunk.upperBound {
      readPartial(spot, match: match, after: previous)
      return
    }
    // "l'Etat de Zamfara": the generic itself is no name.
    if match.tokens.count == 1, text.has(first, .generic), first + 1 < range.upperBound,
      text.has(first + 1, .de)
    {
      return
    }
    let score = score(spot, match: match.tokens, after: previous)
    guard score.value > 0 else { return }
    append(properPart(of: match.tokens), name: match.name, spot: spot, reasons: score.reasons)
  }

  private mutating func readTeam(_ spot: Spot) {
    appendOrganisation(spot.chunk)
    let limit = text.document.byteRange(of: spot.chunk).upperBound
    let match = text.document.dispatch.text.withUnsafeBufferPointer { bytes in
      self.match(at: spot.chunk.lowerBound + 1, limit: limit, end: spot.chunk.upperBound, bytes: bytes)
    }
    guard let match else { return }
    var toponym = Toponym(tokens: match.tokens, name: match.name, spot: spot)
    toponym.isEmbedded = true
    toponyms.append(toponym)
  }

  /// The proper name inside a match that a lower-case generic begins: "lac [Tchad]", "bande de [Gaza]"; a sea's
  /// adjective makes one name with it: "[mer Noire]".
  private func properPart(of tokens: Range<Int>) -> Range<Int> {
    guard !text.isCapital(tokens.lowerBound), tokens.count > 1 else { return tokens }
    if text.entries[tokens.lowerBound]?.generic == .sea, text.isCapital(tokens.lowerBound + 1) {
      return tokens
    }
    guard let first = tokens.first(where: { text.isCapital($0) }) else { return tokens }
    return first..<tokens.upperBound
  }

  private mutating func append(_ tokens: Range<Int>, name: NameRef?, spot: Spot, reasons: [String]) {
    var toponym = Toponym(tokens: tokens, name: name, spot: spot, reasons: reasons)
    toponym.isEmbedded = isEmbedded(tokens, spot: spot)
    toponyms.append(toponym)
  }

  private mutating func appendOrganisation(_ tokens: Range<Int>) {
    entities.append(Entity(kind: .organisation, range: text.document.byteRange(of: tokens), tokens: tokens))
  }

  /// How strongly a name of the gazetteer is a place where it stands; above 0 it is taken as one.
  private mutating func score(
    _ spot: Spot, match: Range<Int>, after previous: Int?
  ) -> (value: Double, reasons: [String]) {
    var value = -1.5
    var reasons: [String] = []
    func add(_ weight: Double, _ reason: @autoclosure () -> String) {
      value += weight
      if explains { reasons.append("\(weight > 0 ? "+" : "")\(weight) \(reason())") }
    }
    let first = match.lowerBound
    let range = text.document.sentences[spot.sentence].tokens
    let words = match.filter { text.tokens[$0].kind == .word }.count
    let prominence = prominence(of: spot)
    add(prominence, "the name's best-known bearer")
    if words == 1 {
      if text.has(first, .ambiguous) { add(-2, "also a common noun or a surname") }
      if text.has(first, .function) { add(-6, "a function word") }
      if text.has(first, .firstName), !text.has(first, .toponymicFirstName) { add(-2.5, "a first name") }
      if surnames.contains(text.tokens[first].key) { add(-5, "a person's name in this document") }
      if first == range.lowerBound || text.isOpening(first - 1) { add(-1, "begins the sentence") }
      if text.isUpper[spot.sentence] { add(-1, "set in capitals") }
      if text.tokens[first].shape == .upper, !text.isUpper[spot.sentence],
        text.tokens[first].end - text.tokens[first].start <= 4, !isSpelledInCapitals(spot)
      {
        add(-2, "looks like an acronym")
      }
    } else {
      add(0.5, "several words")
    }
    switch spot.left.preposition {
    case .a: add(2.5, "after « à »")
    case .locative: add(2.5, "after a preposition of place")
    case .entre: add(1, "after « entre »")
    case .de: add(0.7, "after « de »")
    case .other, .none: break
    }
    if spot.left.genericToken != nil { add(4, "a generic noun before it") }
    if settledPlaces.contains(text.tokens[first].key) { add(3, "surely a place elsewhere in the document") }
    if let previous, isCoordinated(spot, with: toponyms[previous]) { add(2, "in a list of places") }
    if let head = spot.left.head, head >= range.lowerBound {
      if text.has(head, .weakTitle), !text.has(head, .generic), spot.left.preposition != .de {
        add(-2, "after a title")
      }
      if text.has(head, .speechVerb), prominence < 4 { add(-3, "after a verb of speech") }
      if text.has(head, .according), prominence < 4 { add(-2, "after « selon »") }
      if text.has(head, .firstName), text.isCapital(head), !spot.left.hasDeterminer {
        add(-6, "after a first name")
      }
    }
    if spot.left.hasDeterminer, spot.left.preposition != .a, let name = spot.match?.name,
      gazetteer.entries(of: name).contains(where: { gazetteer.featureClass($0.place) != UInt8(ascii: "P") })
    {
      add(1.5, "an article, as countries, regions and waters have")
    }
    if isBeforeAge(match.upperBound, limit: range.upperBound) { add(-5, "an age behind it") }
    return (value, reasons)
  }

  /// "RDC", "EAU": the gazetteer itself has the name in capitals.
  private func isSpelledInCapitals(_ spot: Spot) -> Bool {
    guard let match = spot.match else { return false }
    let surface = text.document.text(of: match.tokens)
    return gazetteer.entries(of: match.name).contains { $0.text == surface }
  }

  /// Whether only commas, coordinators, articles, `de` and generics stand between a toponym and a spot behind it.
  private func isCoordinated(_ spot: Spot, with toponym: Toponym) -> Bool {
    guard !toponym.isDemonym, toponym.spot.sentence == spot.sentence else { return false }
    let gap = toponym.tokens.upperBound..<Swift.max(toponym.tokens.upperBound, spot.chunk.lowerBound)
    guard !gap.isEmpty, gap.count <= 6 else { return false }
    var joins = false
    for index in gap {
      if text.sign(index) == UInt8(ascii: ",") || text.has(index, .coordinator) {
        joins = true
      } else if !text.has(index, [.determiner, .de, .a, .generic, .adverb]) && !text.has(index, .locative) {
        return false
      }
    }
    return joins
  }

  /// A name of the gazetteer that is only the first part of what stands there.
  private mutating func readPartial(
    _ spot: Spot, match: (tokens: Range<Int>, name: NameRef), after previous: Int?
  ) {
    let next = match.tokens.upperBound
    let prominence = prominence(of: spot)
    if text.isHyphenJoint(next, limit: spot.chunk.upperBound) {
      // "Washington-Pékin", "Paris-Match", "Beyrouth-Ouest".
      if prominence >= 2 {
        var toponym = Toponym(tokens: match.tokens, name: match.name, spot: spot)
        let rest = (next + 1)..<spot.chunk.upperBound
        let restIsPlace = text.document.dispatch.text.withUnsafeBufferPointer { bytes in
          self.match(
            at: next + 1, limit: text.document.byteRange(of: rest).upperBound, end: rest.upperBound,
            bytes: bytes)
        }
        let isPart = text.has(next + 1, .direction)
        toponym.isEmbedded = restIsPlace == nil && !isPart
        toponyms.append(toponym)
        if let restIsPlace, !isPart, gazetteer.prominence(of: restIsPlace.name) >= 1 {
          toponyms.append(Toponym(tokens: restIsPlace.tokens, name: restIsPlace.name, spot: spot))
        }
      }
      return
    }
    // "Gaza City", "Goma Nord": a toponym with more behind it where a place is announced; else somebody's name.
    if spot.left.genericToken != nil || [.a, .locative].contains(spot.left.preposition), prominence < 3 {
      readUnknown(spot, after: previous)
      return
    }
    if prominence >= 3, !text.has(match.tokens.lowerBound, .firstName), isToponymic(spot) || prominence >= 4 {
      var covered = spot
      covered.chunk = match.tokens
      let rest = match.tokens.upperBound..<spot.chunk.upperBound
      if isToponymic(spot) || text.has(rest.lowerBound, [.firstName, .organisationName, .strongTitle]) {
        read(covered, after: previous)
        var behind = spot
        behind.chunk = rest
        behind.left = text.leftContext(
          of: rest.lowerBound, start: text.document.sentences[spot.sentence].tokens.lowerBound)
        behind.match = text.document.dispatch.text.withUnsafeBufferPointer { bytes in
          self.match(
            at: rest.lowerBound, limit: text.document.byteRange(of: rest).upperBound, end: rest.upperBound,
            bytes: bytes)
        }
        read(behind, after: nil)
      } else if text.has(rest.lowerBound, [.organisationHead, .capitalisedHead]) {
        // "Manchester United".
        var toponym = Toponym(tokens: match.tokens, name: match.name, spot: spot)
        toponym.isEmbedded = true
        toponyms.append(toponym)
      }
    }
  }

  /// A capitalised stretch that the gazetteer lacks: a place where the text plainly says so.
  private mutating func readUnknown(_ spot: Spot, after previous: Int?) {
    let first = spot.chunk.lowerBound
    let isSettlement = [.settlement, .quarter, .camp].contains(spot.left.generic)
    guard !text.isUpper[spot.sentence], isSettlement || !text.has(first, .firstName),
      isSettlement || !text.has(first, [.function, .weakTitle, .strongTitle, .organisationName]),
      !surnames.contains(text.tokens[spot.chunk.upperBound - 1].key),
      text.tokens[first].shape == .capitalised || text.tokens[first].shape == .mixed,
      !spot.chunk.contains(where: { text.has($0, .demonym) })
    else { return }
    var reasons: [String] = []
    let isAnnounced: Bool
    switch spot.left.generic {
    case .settlement, .quarter, .camp, .island, .river, .lake, .relief, .division, .structure:
      isAnnounced = true
      if explains { reasons.append("a generic noun before it") }
    case .road, .frontier, .coast, .airport, .port, .capital, .country, .region, .water, .sea, .desert,
      nil:
      isAnnounced = false
    }
    let isInList =
      previous.map { isCoordinated(spot, with: toponyms[$0]) && toponyms[$0].spot.left.isPlural } ?? false
    let words = spot.chunk.filter { text.tokens[$0].kind == .word }.count
    let isAfterA =
      spot.left.preposition == .a && !spot.left.hasDeterminer && words <= 3
      && (isFollowedAsPlace(spot) || !isGivenTo(spot))
    // "près de X", "au large de X", "au sud de X".
    let isBeside =
      spot.left.preposition == .locative && spot.left.head.map { text.has($0, .de) } ?? false && words <= 3
    let isKnownHere = unknownPlaces.contains(text.label(of: spot.chunk))
    guard isAnnounced || isInList || isAfterA || isBeside || isKnownHere else { return }
    unknownPlaces.insert(text.label(of: spot.chunk))
    if explains, isInList { reasons.append("in a list of places") }
    if explains, isAfterA { reasons.append("after « à », as a place is named") }
    if explains, isBeside { reasons.append("after « près de » or its like") }
    append(spot.chunk, name: nil, spot: spot, reasons: reasons)
    if isInList, let previous { toponyms[toponyms.count - 1].spot.left = toponyms[previous].spot.left }
  }

  /// Whether "à X" hangs on a verb of saying or giving, as persons and institutions do.
  private func isGivenTo(_ spot: Spot) -> Bool {
    let start = text.document.sentences[spot.sentence].tokens.lowerBound
    var probe = (spot.left.head ?? spot.chunk.lowerBound) - 1
    var steps = 0
    while probe >= start, steps < 5 {
      if text.tokens[probe].kind == .punctuation { return false }
      if text.has(probe, [.governsA, .speechVerb]) { return true }
      probe -= 1
      steps += 1
    }
    return false
  }

  /// Behind "à X": what follows a place rather than a person: a comma, a bracket, the end, a preposition.
  private func isFollowedAsPlace(_ spot: Spot) -> Bool {
    let next = spot.chunk.upperBound
    let limit = text.document.sentences[spot.sentence].tokens.upperBound
    guard next < limit else { return false }
    let sign = text.sign(next)
    if sign == UInt8(ascii: "(") { return true }
    guard sign == UInt8(ascii: ","), next + 1 < limit else { return false }
    return text.has(next + 1, [.locative, .a]) || text.has(next + 1, .determiner)
      || text.has(next + 1, .generic) || text.has(next + 1, .direction)
  }

  // MARK: Embedded names

  /// Whether the name is part of an organisation's, a treaty's, a street's, a team's: `groupe de Minsk`.
  private func isEmbedded(_ tokens: Range<Int>, spot: Spot) -> Bool {
    let range = text.document.sentences[spot.sentence].tokens
    var before = tokens.lowerBound - 1
    guard before >= range.lowerBound else { return false }
    if text.has(before, .determiner), before - 1 >= range.lowerBound { before -= 1 }
    // "FC Barcelone", "Real Madrid".
    guard text.has(before, .de) else { return isOrganisation(before, in: range) && text.isCapital(before) }
    before -= 1
    guard before >= range.lowerBound else { return false }
    if isOrganisation(before, in: range) { return true }
    // "Conseil suprême de Y": an adjective between.
    return before - 1 >= range.lowerBound && text.tokens[before].shape == .lower
      && isOrganisation(before - 1, in: range) && text.isCapital(before - 1)
      && !text.has(before, [.generic, .de, .determiner, .a])
  }

  /// Whether a word makes one name with the place behind it: always, or because it is capitalised in mid-sentence.
  private func isOrganisation(_ index: Int, in range: Range<Int>) -> Bool {
    if text.has(index, .organisationHead) { return true }
    return text.has(index, .capitalisedHead) && text.isCapital(index) && index > range.lowerBound
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
