/// One-to-one pairs of gold and found items, by their indices.
package enum Pairing {
  package struct Pair: Hashable, Sendable {
    package var gold: Int
    package var found: Int
  }

  /// The largest pairing of items that agree (augmenting paths), in the order of the gold.
  ///
  /// Source: Kuhn's algorithm for maximum bipartite matching.
  package static func largest<Gold, Found>(
    _ gold: [Gold], _ found: [Found], agree: (Gold, Found) -> Bool
  ) -> [Pair] {
    let options = gold.map { one in found.indices.filter { agree(one, found[$0]) } }
    var owner = [Int?](repeating: nil, count: found.count)
    func assign(_ index: Int, _ seen: inout Set<Int>) -> Bool {
      for option in options[index] where seen.insert(option).inserted {
        if let taken = owner[option], !assign(taken, &seen) { continue }
        owner[option] = index
        return true
      }
      return false
    }
    for index in gold.indices {
      var seen: Set<Int> = []
      _ = assign(index, &seen)
    }
    return pairs(owner)
  }

  /// Pairs by the first test, then by the next among what is left.
  package static func staged<Gold, Found>(
    _ gold: [Gold], _ found: [Found], by tests: [(Gold, Found) -> Bool]
  ) -> [Pair] {
    var owner = [Int?](repeating: nil, count: found.count)
    for agree in tests {
      let taken = Set(owner.compactMap { $0 })
      let left = gold.indices.filter { !taken.contains($0) }
      let free = found.indices.filter { owner[$0] == nil }
      for pair in largest(left.map { gold[$0] }, free.map { found[$0] }, agree: agree) {
        owner[free[pair.found]] = left[pair.gold]
      }
    }
    return pairs(owner)
  }

  /// Pairs by falling score, each side once: for spans, where the best overlap is the pair meant. Ties go to the
  /// earlier; a score of zero or less is no pair.
  package static func greedy<Gold, Found>(
    _ gold: [Gold], _ found: [Found], score: (Gold, Found) -> Int
  ) -> [Pair] {
    var scored: [(score: Int, pair: Pair)] = []
    for i in gold.indices {
      for j in found.indices {
        let score = score(gold[i], found[j])
        if score > 0 { scored.append((score, Pair(gold: i, found: j))) }
      }
    }
    scored.sort { left, right in
      (right.score, left.pair.gold, left.pair.found) < (left.score, right.pair.gold, right.pair.found)
    }
    var isTaken = [Bool](repeating: false, count: gold.count)
    var owner = [Int?](repeating: nil, count: found.count)
    for (_, pair) in scored where !isTaken[pair.gold] && owner[pair.found] == nil {
      isTaken[pair.gold] = true
      owner[pair.found] = pair.gold
    }
    return pairs(owner)
  }

  private static func pairs(_ owner: [Int?]) -> [Pair] {
    owner.enumerated().compactMap { found, gold in gold.map { Pair(gold: $0, found: found) } }
      .sorted { $0.gold < $1.gold }
  }
}
