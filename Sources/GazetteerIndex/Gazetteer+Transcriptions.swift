/// A name that is another transcription of what was asked.
public struct TranscribedMatch: Hashable, Sendable {
  public let name: NameRef
  /// The rules that lead from the one to the other, in their order in the name: `ch/sh/ş`, `ou/u`.
  public var rules: [String] { numbers.map(TranscriptionTable.name) }
  /// The sum of the rules' costs, 1 to 3 each and one less when used again; the less, the closer.
  public let cost: Int
  /// The rules by number.
  fileprivate let numbers: [UInt8]
}

extension Gazetteer {
  /// The names that another transcription of `name` gives, by rule: *Choucha* finds *Shusha* and *Şuşa*. The
  /// closest come first, then those of the most prominent places; the name as it stands is not among them.
  ///
  /// Nothing but whole rules is applied, so a result has the same letters otherwise; how many are allowed grows with
  /// the name's length, and a name of fewer than three letters has none. Only Latin letters have rules.
  ///
  /// - Parameter maxCost: The largest sum of costs; a smaller one is also found faster. Nil for as many as the length allows.
  public func transcriptions(of name: String, limit: Int = 20, maxCost: Int? = nil) -> [TranscribedMatch] {
    TranscriptionFinder(self).transcriptions(of: name, limit: limit, maxCost: maxCost)
  }

  fileprivate func bestProminence(of name: NameRef) -> Double {
    entryRange(of: name).first.map { prominence(bearer($0).place) } ?? 0
  }
}

/// Finds the transcriptions of one name after another, such as those of one text.
///
/// A reference that is not shared between threads: it remembers the beginnings of keys that it has looked up, which
/// the next name's search begins with, too. It takes the same memory whatever it is asked.
package final class TranscriptionFinder {
  private let gazetteer: Gazetteer
  /// The keys of the lowest layer, then of those above.
  private var keys: [SortedKeys] = []

  package init(_ gazetteer: Gazetteer) { self.gazetteer = gazetteer }

  /// As `Gazetteer.transcriptions(of:limit:maxCost:)`.
  package func transcriptions(of name: String, limit: Int, maxCost: Int?) -> [TranscribedMatch] {
    let key = NameKey(name).bytes
    let letters = key.count(where: { $0 != NameKey.separator })
    guard letters >= 3, limit > 0 else { return [] }
    if keys.isEmpty {
      keys.append(SortedKeys(gazetteer.file))
      if let overlay = gazetteer.overlay { keys.append(SortedKeys(overlay.delta.file)) }
    }
    let budget = min(maxCost ?? 6, letters <= 4 ? 4 : letters <= 6 ? 5 : 6)
    let found = key.withUnsafeBufferPointer { key in
      var search = TranscriptionSearch(keys: keys[0], wanted: key, budget: budget)
      let lower = search.run().filter { $0.cost > 0 && keys[0].length(Int($0.name.ordinal)) > 0 }
      guard let overlay = gazetteer.overlay else { return lower }
      var above = TranscriptionSearch(keys: keys[1], wanted: key, budget: budget)
      return merged(lower, above.run().filter { $0.cost > 0 }, overlay)
    }
    struct Ranked {
      var match: TranscribedMatch
      var prominence: Double
    }
    return found.map { Ranked(match: $0, prominence: gazetteer.bestProminence(of: $0.name)) }
      .sorted { left, right in
        if left.match.cost != right.match.cost { return left.match.cost < right.match.cost }
        if left.prominence != right.prominence { return left.prominence > right.prominence }
        return left.match.name < right.match.name
      }
      .prefix(limit).map(\.match)
  }

  /// The matches of both, each name once, by its cheapest way; none that the layers took away.
  private func merged(
    _ lower: [TranscribedMatch], _ upper: [TranscribedMatch], _ overlay: Overlay
  ) -> [TranscribedMatch] {
    var found = lower.filter { overlay.isAlive($0.name) }
    for match in upper {
      guard let name = overlay.name(ofDelta: match.name.ordinal) else { continue }
      let known = found.firstIndex { $0.name.ordinal == name }
      if known == nil {
        found.append(
          TranscribedMatch(name: NameRef(ordinal: name), cost: match.cost, numbers: match.numbers))
      }
    }
    return found
  }
}

/// A walk down the sorted keys, as the tree of letters that they are, along every spelling that the rules allow.
///
/// The keys themselves prune it: a spelling that no key goes on with is given up at once.
private struct TranscriptionSearch {
  private let wanted: UnsafeBufferPointer<UInt8>
  private let budget: Int
  private let keys: SortedKeys
  private let table = TranscriptionTable.shared

  /// The rules on the way here, and how often each is among them.
  private var rules: [UInt8] = []
  private var uses = [UInt8](repeating: 0, count: 256)
  private var found: [TranscribedMatch] = []

  init(keys: SortedKeys, wanted: UnsafeBufferPointer<UInt8>, budget: Int) {
    self.keys = keys
    self.wanted = wanted
    self.budget = budget
    rules.reserveCapacity(16)
  }

  /// The names met, each by its cheapest way.
  mutating func run() -> [TranscribedMatch] {
    step(0, 0, keys.all, 0)
    return found
  }

  /// `position` bytes of what is wanted are used up; the keys of `names` agree in their first `depth` bytes.
  private mutating func step(_ position: Int, _ depth: Int, _ names: Range<Int>, _ cost: Int) {
    guard !names.isEmpty else { return }
    let atWordStart = position == 0 || wanted[position - 1] == NameKey.separator
    let onward = keys.continuations(names, depth)
    if position < wanted.count {
      let byte = wanted[position]
      if onward.contains(byte) { step(position + 1, depth + 1, keys.narrowed(names, depth, byte), cost) }
      if onward.meets(table.alternatives(startingWith: byte)) {
        for spelling in table.spellings(startingWith: byte) {
          apply(spelling, position, depth, names, onward, cost, atWordStart)
        }
      }
      if onward.contains(byte) { doubled(position, depth, names, cost) }
      parted(position, depth, names, onward, cost)
    } else if keys.length(names.lowerBound) == depth {
      // Among keys with one beginning, the one that has nothing else is the first.
      note(UInt32(names.lowerBound), cost)
    }
    if atWordStart, onward.meets(table.emptyAlternatives) {
      for spelling in table.emptySpellings {
        apply(spelling, position, depth, names, onward, cost, atWordStart)
      }
    }
  }

  /// A transcription keeps to its rules, so that a rule used again says little more than its first use.
  private func cost(of rule: UInt8, _ cost: Int) -> Int { uses[Int(rule)] > 0 ? cost - 1 : cost }

  private mutating func use(_ rule: UInt8) {
    rules.append(rule)
    uses[Int(rule)] += 1
  }

  private mutating func unuse(_ rule: UInt8) {
    rules.removeLast()
    uses[Int(rule)] -= 1
  }

  private mutating func apply(
    _ spelling: UInt16, _ position: Int, _ depth: Int, _ names: Range<Int>, _ onward: ByteClasses,
    _ cost: Int,
    _ atWordStart: Bool
  ) {
    let here = table.spelling(spelling)
    let rule = table.rule(here.rule)
    let newCost = cost + self.cost(of: here.rule, Int(rule.cost))
    let end = position + here.bytes.count
    guard newCost <= budget, end <= wanted.count else { return }
    for offset in here.bytes.indices where wanted[position + offset] != here.bytes[offset] { return }
    switch rule.position {
    case .anywhere: break
    case .wordStart: guard atWordStart else { return }
    case .wordEnd: guard end == wanted.count || wanted[end] == NameKey.separator else { return }
    }
    use(here.rule)
    for other in rule.spellings where other != spelling {
      guard onward.meets(table.spelling(other).first) else { continue }
      let there = table.spelling(other).bytes
      var next = names
      for offset in there.indices {
        next = keys.narrowed(next, depth + offset, there[offset])
        if next.isEmpty { break }
      }
      guard !next.isEmpty else { continue }
      if rule.position == .wordEnd {
        wordEnds(end, depth + there.count, next, newCost)
      } else {
        step(end, depth + there.count, next, newCost)
      }
    }
    unuse(here.rule)
  }

  /// Goes on only with keys whose word ends here, too.
  private mutating func wordEnds(_ position: Int, _ depth: Int, _ names: Range<Int>, _ cost: Int) {
    if position == wanted.count {
      if keys.length(names.lowerBound) == depth { note(UInt32(names.lowerBound), cost) }
    } else {
      step(position + 1, depth + 1, keys.narrowed(names, depth, NameKey.separator), cost)
    }
  }

  /// A letter for its double, or the other way round.
  private mutating func doubled(_ position: Int, _ depth: Int, _ names: Range<Int>, _ cost: Int) {
    let letter = wanted[position]
    guard letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "z") else { return }
    let newCost = cost + self.cost(of: TranscriptionTable.doubleLetter, 1)
    guard newCost <= budget else { return }
    let single = keys.narrowed(names, depth, letter)
    guard !single.isEmpty else { return }
    use(TranscriptionTable.doubleLetter)
    if position + 1 < wanted.count, wanted[position + 1] == letter {
      step(position + 2, depth + 1, single, newCost)
    } else {
      step(position + 1, depth + 2, keys.narrowed(single, depth + 1, letter), newCost)
    }
    unuse(TranscriptionTable.doubleLetter)
  }

  /// Two words in one, or one in two: *Ezzor*, *ez-Zor*.
  private mutating func parted(
    _ position: Int, _ depth: Int, _ names: Range<Int>, _ onward: ByteClasses, _ cost: Int
  ) {
    guard cost + 2 <= budget, position > 0, wanted[position - 1] != NameKey.separator,
      wanted[position] == NameKey.separator || onward.contains(NameKey.separator)
    else { return }
    use(TranscriptionTable.wordBreak)
    if wanted[position] == NameKey.separator {
      step(position + 1, depth, names, cost + 2)
    } else {
      step(position, depth + 1, keys.narrowed(names, depth, NameKey.separator), cost + 2)
    }
    unuse(TranscriptionTable.wordBreak)
  }

  private mutating func note(_ name: UInt32, _ cost: Int) {
    let match = TranscribedMatch(name: NameRef(ordinal: name), cost: cost, numbers: rules)
    if let known = found.firstIndex(where: { $0.name.ordinal == name }) {
      if cost < found[known].cost { found[known] = match }
    } else {
      found.append(match)
    }
  }
}
