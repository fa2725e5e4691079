import Testing

@testable import Evaluation

@Suite struct PairingTests {
  /// The size of the largest pairing, by trying every one.
  private func bruteForce(_ agrees: [[Bool]], from row: Int = 0, taken: Set<Int> = []) -> Int {
    guard row < agrees.count else { return 0 }
    var best = bruteForce(agrees, from: row + 1, taken: taken)
    for column in agrees[row].indices where agrees[row][column] && !taken.contains(column) {
      best = max(best, 1 + bruteForce(agrees, from: row + 1, taken: taken.union([column])))
    }
    return best
  }

  @Test func theLargestPairingIsAsLargeAsBruteForceFinds() {
    var chance = Chance(state: 7)
    for _ in 0..<300 {
      let rows = Int.random(in: 0...6, using: &chance)
      let columns = Int.random(in: 0...6, using: &chance)
      let agrees = (0..<rows).map { _ in (0..<columns).map { _ in Int.random(in: 0...2, using: &chance) == 0 }
      }
      let pairs = Pairing.largest(Array(0..<rows), Array(0..<columns)) { agrees[$0][$1] }
      #expect(pairs.count == bruteForce(agrees))
      #expect(pairs.allSatisfy { agrees[$0.gold][$0.found] })
      #expect(Set(pairs.map(\.gold)).count == pairs.count && Set(pairs.map(\.found)).count == pairs.count)
    }
  }

  @Test func aStrictPairGoesBeforeALooseOne() {
    // Each gold 0 and 1 could have either loosely; strictly, 0 has only the second.
    let pairs = Pairing.staged([0, 1], [10, 11], by: [{ $0 == 0 && $1 == 11 }, { _, _ in true }])
    #expect(pairs == [Pairing.Pair(gold: 0, found: 1), Pairing.Pair(gold: 1, found: 0)])
  }

  @Test func theBestOverlapIsThePairMeantAndTiesGoToTheEarlier() {
    let gold = [Span(0, 10), Span(10, 14)]
    #expect(
      Pairing.greedy(gold, [Span(2, 13), Span(8, 10)]) { $0.overlap($1) }
        == [Pairing.Pair(gold: 0, found: 0)])
    #expect(
      Pairing.greedy(gold, [Span(8, 12)]) { $0.overlap($1) } == [Pairing.Pair(gold: 0, found: 0)])
    #expect(Pairing.greedy(gold, [Span(20, 22)]) { $0.overlap($1) }.isEmpty)
  }
}
