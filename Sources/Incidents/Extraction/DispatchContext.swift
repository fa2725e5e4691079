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

  var anchor: CalendarDate? { view.document.dispatch.anchor }

  init(view: TextView, reading: Reading, times: [TimeExpression], facts: any PlaceFacts) {
    self.view = view
    self.reading = reading
    self.times = times
    self.facts = facts
    let count = view.tokens.count
    var mentionAt = [Int32](repeating: -1, count: count)
    var timeAt = mentionAt
    var entityAt = mentionAt
    for (index, mention) in reading.mentions.enumerated() {
      for token in mention.tokens.clamped(to: 0..<count) { mentionAt[token] = Int32(index) }
    }
    for (index, time) in times.enumerated() {
      for token in time.tokens.clamped(to: 0..<count) { timeAt[token] = Int32(index) }
    }
    for (index, entity) in reading.entities.enumerated() {
      for token in entity.tokens.clamped(to: 0..<count) { entityAt[token] = Int32(index) }
    }
    self.mentionAt = mentionAt
    self.timeAt = timeAt
    self.entityAt = entityAt
  }

  func mention(at token: Int) -> Int? { mentionAt[token] < 0 ? nil : Int(mentionAt[token]) }
  func time(at token: Int) -> Int? { timeAt[token] < 0 ? nil : Int(timeAt[token]) }
  func isPerson(_ token: Int) -> Bool {
    entityAt[token] >= 0 && reading.entities[Int(entityAt[token])].kind == .person
  }

  /// The first mention of the one capital that the dispatch names, its dateline included; nil for none or several.
  var capital: Int? {
    var found: (mention: Int, place: PlaceRef)?
    for (index, resolution) in reading.resolutions.enumerated() {
      let role = reading.mentions[index].role
      guard role == .literal || role == .dateline, let place = resolution.place,
        facts.feature(of: place).rawValue == "P.PPLC"
      else { continue }
      if let found, found.place != place { return nil }
      if found == nil { found = (index, place) }
    }
    return found?.mention
  }

  /// How large the place of a mention is; nil where it is unresolved.
  func level(ofMention mention: Int) -> PlaceLevel? {
    reading.resolutions[mention].place.map { PlaceLevel(facts.feature(of: $0)) }
  }

  /// The side that a mention speaks of: an ISO code, or the ID of a polity that is no state.
  func side(ofMention mention: Int) -> String? {
    let resolution = reading.resolutions[mention]
    if let code = resolution.standsFor { return code }
    guard let place = resolution.place ?? resolution.within else { return nil }
    let id = facts.id(of: place).rawValue
    if id.hasPrefix("iso:"), id.utf8.count == 6 { return String(id.dropFirst(4)) }
    // The project's own polities: de facto states and territories have no ISO code of their own.
    if id.hasPrefix("ld:"), facts.feature(of: place).featureClass == "A" { return id }
    return facts.country(of: place)
  }

  /// A party from its tokens, without what stands before its first noun.
  func party(_ tokens: Range<Int>) -> Party? {
    guard let tokens = trimmed(tokens) else { return nil }
    let range = view.document.byteRange(of: tokens)
    return Party(text: view.document.dispatch.string(range), range: range, side: side(of: tokens))
  }

  /// The side of the first mention in a range of tokens that has one.
  func side(of tokens: Range<Int>) -> String? {
    var last = -1
    for token in tokens {
      guard let mention = mention(at: token), mention != last else { continue }
      last = mention
      if reading.mentions[mention].role != .embedded, let side = side(ofMention: mention) { return side }
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
