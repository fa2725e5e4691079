import Geoparsing
import Testing

@testable import TrainModel

@Suite struct TrainerTests {
  private static let toy: [(features: [UInt64], answer: ModelReading)] = [
    ([1, 10], .literal), ([1, 10], .literal), ([1, 20], .metonym), ([1, 20], .metonym), ([1, 20], .literal),
    ([1, 30], .none),
  ]

  @Test func trainingTwiceGivesTheSameBytes() {
    let first = Trainer().model(for: TrainingSet(Self.toy, rarest: 1))
    #expect(first == Trainer().model(for: TrainingSet(Self.toy, rarest: 1)))
    #expect(first != Trainer(penalty: 0.1).model(for: TrainingSet(Self.toy, rarest: 1)))
  }

  @Test func rareFeaturesAreLeftOut() {
    #expect(TrainingSet(Self.toy, rarest: 1).features == [1, 10, 20, 30])
    #expect(TrainingSet(Self.toy, rarest: 2).features == [1, 10, 20])
    #expect(TrainingSet(Self.toy, rarest: 2).rows.last == [0])
  }

  /// With one feature that all have and hardly a penalty, the likeliest shares are those of the answers: 3, 2 and 1 of 6.
  @Test func onlyCountsDecideWhereNothingElseIsKnown() {
    let set = TrainingSet(Self.toy.map { ([1], $0.answer) }, rarest: 1)
    let weights = Trainer(penalty: 1e-6, weights: [1, 1, 1, 1]).fit(set)
    let shares = weights.map { ModelArithmetic.exp($0) }
    let total = shares.reduce(0, +)
    for (share, expected) in zip(shares, [1.0 / 6, 3.0 / 6, 2.0 / 6, 0]) {
      #expect(abs(share / total - expected) < 1e-3)
    }
  }

  @Test func aStrongerPenaltyGivesSmallerWeights() {
    let set = TrainingSet(Self.toy, rarest: 1)
    func size(_ penalty: Double) -> Double {
      Trainer(penalty: penalty).fit(set).reduce(0) { $0 + $1 * $1 }
    }
    #expect(size(0.01) > size(1))
    #expect(size(1) > size(100))
  }
}
