/// A name that is another transcription of what was asked.
public struct TranscribedMatch: Hashable, Sendable {
  public let name: NameRef
  /// The rules that lead from the one to the other, in their order in the name: `ch/sh/ş`, `ou/u`.
  public let rules: [String]
  /// The sum of the rules' costs, 1 to 3 each and one less when used again; the less, the closer.
  public let cost: Int
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
    let key = NameKey(name).bytes
    let letters = key.count(where: { $0 != NameKey.separator })
    guard letters >= 3, limit > 0 else { return [] }
    var search = TranscriptionSearch(
      gazetteer: self, wanted: key, budget: min(maxCost ?? 6, letters <= 4 ? 4 : letters <= 6 ? 5 : 6))
    search.run()
    let matches = search.found.filter { file.key(Int($0.key)).count > 0 && $0.value.cost > 0 }
    let ranked = matches.map { (match: $0.value, prominence: bestProminence(of: $0.value.name)) }
      .sorted { left, right in
        if left.match.cost != right.match.cost { return left.match.cost < right.match.cost }
        if left.prominence != right.prominence { return left.prominence > right.prominence }
        return left.match.name < right.match.name
      }
    return ranked.prefix(limit).map(\.match)
  }

  private func bestProminence(of name: NameRef) -> Double {
    entries(of: name).first.map { prominence($0.place) } ?? 0
  }
}

/// A walk down the sorted keys, as the tree of letters that they are, along every spelling that the rules allow.
///
/// The keys themselves prune it: a spelling that no key goes on with is given up at once.
private struct TranscriptionSearch {
  let gazetteer: Gazetteer
  let wanted: [UInt8]
  let budget: Int
  var found: [UInt32: TranscribedMatch] = [:]

  private var rules: [String] = []
  /// For each byte, the rules' spellings that start with it; the empty spelling apart.
  private static let spellings: [[(rule: Int, spelling: Int)]] = {
    var table = [[(rule: Int, spelling: Int)]](repeating: [], count: 257)
    for (rule, value) in TranscriptionRule.all.enumerated() {
      for (spelling, bytes) in value.spellings.enumerated() {
        table[bytes.first.map { Int($0) } ?? 256].append((rule, spelling))
      }
    }
    return table
  }()

  init(gazetteer: Gazetteer, wanted: [UInt8], budget: Int) {
    self.gazetteer = gazetteer
    self.wanted = wanted
    self.budget = budget
  }

  mutating func run() { step(0, 0, 0..<gazetteer.nameCount, 0) }

  /// `position` bytes of what is wanted are used up; the keys of `names` agree in their first `depth` bytes.
  private mutating func step(_ position: Int, _ depth: Int, _ names: Range<Int>, _ cost: Int) {
    guard !names.isEmpty else { return }
    if position == wanted.count {
      // Among keys with one beginning, the one that has nothing else is the first.
      if gazetteer.file.key(names.lowerBound).count == depth { note(UInt32(names.lowerBound), cost) }
    }
    let atWordStart = position == 0 || wanted[position - 1] == NameKey.separator
    if position < wanted.count {
      step(position + 1, depth + 1, narrowed(names, depth, wanted[position...position]), cost)
    }
    if position < wanted.count {
      for (rule, spelling) in Self.spellings[Int(wanted[position])] {
        apply(rule, spelling, position, depth, names, cost, atWordStart)
      }
      doubled(position, depth, names, cost)
      parted(position, depth, names, cost)
    }
    if atWordStart {
      for (rule, spelling) in Self.spellings[256] {
        apply(rule, spelling, position, depth, names, cost, atWordStart)
      }
    }
  }

  private static let doubleLetter = "double letter"

  /// A transcription keeps to its rules, so that a rule used again says little more than its first use.
  private func cost(of rule: String, _ cost: Int) -> Int { rules.contains(rule) ? cost - 1 : cost }

  private mutating func apply(
    _ number: Int, _ spelling: Int, _ position: Int, _ depth: Int, _ names: Range<Int>, _ cost: Int,
    _ atWordStart: Bool
  ) {
    let rule = TranscriptionRule.all[number]
    let here = rule.spellings[spelling]
    let end = position + here.count
    let newCost = cost + self.cost(of: rule.name, rule.cost)
    guard newCost <= budget, wanted[position...].starts(with: here) else { return }
    switch rule.position {
    case .anywhere: break
    case .wordStart: guard atWordStart else { return }
    case .wordEnd: guard end == wanted.count || wanted[end] == NameKey.separator else { return }
    }
    rules.append(rule.name)
    for (other, there) in rule.spellings.enumerated() where other != spelling {
      let next = there.isEmpty ? names : narrowed(names, depth, there[...])
      guard !next.isEmpty else { continue }
      if rule.position == .wordEnd {
        wordEnds(end, depth + there.count, next, newCost)
      } else {
        step(end, depth + there.count, next, newCost)
      }
    }
    rules.removeLast()
  }

  /// Goes on only with keys whose word ends here, too.
  private mutating func wordEnds(_ position: Int, _ depth: Int, _ names: Range<Int>, _ cost: Int) {
    if position == wanted.count {
      if gazetteer.file.key(names.lowerBound).count == depth { note(UInt32(names.lowerBound), cost) }
    } else {
      step(position + 1, depth + 1, narrowed(names, depth, [NameKey.separator]), cost)
    }
  }

  /// A letter for its double, or the other way round.
  private mutating func doubled(_ position: Int, _ depth: Int, _ names: Range<Int>, _ cost: Int) {
    let letter = wanted[position]
    guard letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "z") else { return }
    let newCost = cost + self.cost(of: Self.doubleLetter, 1)
    guard newCost <= budget else { return }
    rules.append(Self.doubleLetter)
    if position + 1 < wanted.count, wanted[position + 1] == letter {
      step(position + 2, depth + 1, narrowed(names, depth, [letter]), newCost)
    } else {
      step(position + 1, depth + 2, narrowed(names, depth, [letter, letter]), newCost)
    }
    rules.removeLast()
  }

  /// Two words in one, or one in two: *Ezzor*, *ez-Zor*.
  private mutating func parted(_ position: Int, _ depth: Int, _ names: Range<Int>, _ cost: Int) {
    guard cost + 2 <= budget, position > 0, wanted[position - 1] != NameKey.separator else { return }
    rules.append("word break")
    if wanted[position] == NameKey.separator {
      step(position + 1, depth, names, cost + 2)
    } else {
      step(position, depth + 1, narrowed(names, depth, [NameKey.separator]), cost + 2)
    }
    rules.removeLast()
  }

  private mutating func note(_ name: UInt32, _ cost: Int) {
    if let other = found[name], other.cost <= cost { return }
    found[name] = TranscribedMatch(name: NameRef(ordinal: name), rules: rules, cost: cost)
  }

  /// The names of a range whose keys go on with `bytes` after `depth`.
  private func narrowed(_ names: Range<Int>, _ depth: Int, _ bytes: ArraySlice<UInt8>) -> Range<Int> {
    var names = names
    for (offset, byte) in bytes.enumerated() {
      if names.isEmpty { return names }
      let low = firstName(names, depth + offset) { $0 >= Int(byte) }
      names = low..<firstName(low..<names.upperBound, depth + offset) { $0 > Int(byte) }
    }
    return names
  }

  /// The first of `names` whose byte at `depth` (-1 past the end) is past a bound.
  private func firstName(_ names: Range<Int>, _ depth: Int, isPast: (Int) -> Bool) -> Int {
    var low = names.lowerBound
    var high = names.upperBound
    while low < high {
      let middle = low + (high - low) / 2
      let key = gazetteer.file.key(middle)
      if isPast(depth < key.count ? Int(key[depth]) : -1) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
