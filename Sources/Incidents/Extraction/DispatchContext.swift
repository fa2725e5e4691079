internal import Dispatches
internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing

/// Everything known of a dispatch before its incidents are: words, places, people, times.
final class DispatchContext {
  let view: TextView
  let reading: Reading
  let times: [TimeExpression]
  let facts: any PlaceFacts
  /// For each token, the mention, time or entity that it is part of; -1 for none.
  let mentionAt: [Int32]
  let timeAt: [Int32]
  let entityAt: [Int32]
  let anchor: CalendarDate?
  /// The roles of the mentions, and how large their places are (worked out when asked for).
  let roles: [Role]
  private var levels: [PlaceLevel??]
  /// The mention of the town where the last event was.
  var lastTown: Int?
  /// The sides that parties have, by the index that a `PartyReading` gives.
  private(set) var sides: [String] = []
  /// For each mention, the index of its side; -1 for none, -2 for not asked yet.
  private var sideOfMention: [Int16]

  init(view: TextView, reading: Reading, times: [TimeExpression], facts: any PlaceFacts) {
    self.view = view
    self.reading = reading
    self.times = times
    self.facts = facts
    anchor = view.document.dispatch.anchor
    roles = reading.mentions.map(\.role)
    levels = Array(repeating: nil, count: roles.count)
    sideOfMention = Array(repeating: -2, count: roles.count)
    let count = view.tokens.count
    var mentionAt = [Int32](repeating: -1, count: count)
    var timeAt = mentionAt
    var entityAt = mentionAt
    for index in reading.mentions.indices {
      for token in reading.mentions[index].tokens.clamped(to: 0..<count) { mentionAt[token] = Int32(index) }
    }
    for index in times.indices {
      for token in times[index].tokens.clamped(to: 0..<count) { timeAt[token] = Int32(index) }
    }
    for index in reading.entities.indices {
      for token in reading.entities[index].tokens.clamped(to: 0..<count) { entityAt[token] = Int32(index) }
    }
    self.mentionAt = mentionAt
    self.timeAt = timeAt
    self.entityAt = entityAt
  }

  /// Whether the first three sentences, a headline among them, name a disaster: what collapses and drowns further on does so
  /// in it.
  private(set) lazy var opensWithDisaster = view.document.sentences.indices.prefix(3).contains { index in
    let sentence = SentenceReading(self, sentence: index)
    return sentence.kinds(in: sentence.tokens).contains(.disaster)
  }

  /// The times (indices) that lie in a range of tokens.
  func times(in tokens: Range<Int>) -> Range<Int> {
    var lower = 0
    var upper = times.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if times[middle].tokens.lowerBound < tokens.lowerBound { lower = middle + 1 } else { upper = middle }
    }
    var end = lower
    while end < times.count, times[end].tokens.upperBound <= tokens.upperBound { end += 1 }
    return lower..<end
  }

  func mention(at token: Int) -> Int? { mentionAt[token] < 0 ? nil : Int(mentionAt[token]) }
  func time(at token: Int) -> Int? { timeAt[token] < 0 ? nil : Int(timeAt[token]) }
  func isPerson(_ token: Int) -> Bool {
    entityAt[token] >= 0 && reading.entities[Int(entityAt[token])].kind == .person
  }

  func isOrganisation(_ token: Int) -> Bool {
    entityAt[token] >= 0 && reading.entities[Int(entityAt[token])].kind == .organisation
  }

  /// The first mention of the capital that a dispatch speaks of at a token: the one that it names, its dateline
  /// included; of several, that of the country in which the last place before the token lies. Nil where that is none.
  func capital(before token: Int) -> Int? {
    var found: [(mention: Int, place: PlaceRef)] = []
    for index in roles.indices {
      guard roles[index] == .literal || roles[index] == .dateline || roles[index] == .metonym,
        let place = reading.resolutions[index].place,
        facts.feature(of: place) == .capital, !found.contains(where: { $0.place == place })
      else { continue }
      found.append((index, place))
    }
    let plain = found.filter { roles[$0.mention] != .metonym }
    if plain.count == 1, found.count == 1 { return plain[0].mention }
    let last = reading.mentions.indices.last { index in
      reading.mentions[index].tokens.upperBound <= token && roles[index] == .literal
    }
    let country = last.flatMap { reading.resolutions[$0].place ?? reading.resolutions[$0].within }
      .flatMap { facts.country(of: $0) }
    if let country, let own = found.first(where: { facts.country(of: $0.place) == country }) {
      return own.mention
    }
    return plain.count == 1 ? plain[0].mention : nil
  }

  /// How large the place of a mention is; nil where it is unresolved.
  func level(ofMention mention: Int) -> PlaceLevel? {
    if let known = levels[mention] { return known }
    let level = reading.resolutions[mention].place.map { PlaceLevel(facts.feature(of: $0)) }
    levels[mention] = .some(level)
    return level
  }

  /// The last town named before a token, within some sixty words.
  func town(before token: Int) -> Int? {
    var token = token - 1
    let first = max(0, token - 60)
    while token >= first {
      if let mention = mention(at: token), roles[mention] == .literal,
        level(ofMention: mention) ?? .settlement == .settlement
      {
        return mention
      }
      token -= 1
    }
    return nil
  }

  /// Whether a mention is of a river, a lake or a sea.
  func isWater(_ mention: Int) -> Bool {
    reading.resolutions[mention].place.map { facts.feature(of: $0).featureClass == UInt8(ascii: "H") }
      ?? false
  }

  /// The side that a mention speaks of.
  func side(ofMention mention: Int) -> Int16? {
    let known = sideOfMention[mention]
    if known > -2 { return known < 0 ? nil : known }
    let side = sideName(ofMention: mention).map { self.side(named: $0) }
    sideOfMention[mention] = side ?? -1
    return side
  }

  /// The index of a side, which is listed where it was not.
  func side(named name: String) -> Int16 {
    if let index = sides.firstIndex(of: name) { return Int16(index) }
    sides.append(name)
    return Int16(sides.count - 1)
  }

  /// An ISO code, or the ID of a polity that is no state.
  private func sideName(ofMention mention: Int) -> String? {
    let resolution = reading.resolutions[mention]
    if let code = resolution.standsFor { return code }
    guard let place = resolution.place ?? resolution.within else { return nil }
    let id = facts.id(of: place).rawValue
    if id.hasPrefix("iso:"), id.utf8.count == 6 { return String(id.dropFirst(4)) }
    // The project's own polities: de facto states and territories have no ISO code of their own.
    if id.hasPrefix("ld:"), facts.feature(of: place).featureClass == UInt8(ascii: "A") { return id }
    return facts.country(of: place)
  }

  /// A party from its tokens, without what stands before its first noun.
  func party(_ tokens: Range<Int>) -> PartyReading? {
    trimmed(tokens).map { PartyReading(tokens: $0, side: side(of: $0)) }
  }

  /// The side of the first mention in a range of tokens that has one.
  private func side(of tokens: Range<Int>) -> Int16? {
    var last = -1
    for token in tokens {
      guard let mention = mention(at: token), mention != last else { continue }
      last = mention
      if roles[mention] != .embedded, let side = side(ofMention: mention) { return side }
    }
    return nil
  }

  /// Drops times, prepositions, joints and articles at the beginning, signs at either end; nil where nothing is left.
  private func trimmed(_ tokens: Range<Int>) -> Range<Int>? {
    var lower = tokens.lowerBound
    var upper = tokens.upperBound
    while lower < upper {
      if let time = time(at: lower) {
        lower = max(lower + 1, times[time].tokens.upperBound)
        continue
      }
      let classes = view.classes(at: lower)
      let isOpening = !classes.isDisjoint(with: [
        .definite, .indefinite, .coordinator, .adversative, .of, .relation, .subordinator, .by,
      ])
      guard view.tokens[lower].kind == .punctuation || (isOpening && !classes.contains(.people)) else {
        break
      }
      lower += min(view.length(at: lower), upper - lower)
    }
    while upper > lower, view.tokens[upper - 1].kind == .punctuation || time(at: upper - 1) != nil {
      upper -= 1
    }
    return lower < upper ? lower..<upper : nil
  }
}
