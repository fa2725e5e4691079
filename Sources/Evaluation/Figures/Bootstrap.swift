/// Resamples of documents, for intervals around figures.
///
/// Documents are drawn with replacement, as many as there are, a thousand times; an interval holds the middle 95 % of the
/// figure over the resamples in which it can be computed (the percentile bootstrap; B. Efron and R. Tibshirani, An
/// Introduction to the Bootstrap, 1993, ch. 13). The seed is fixed: the same documents give the same interval.
package struct Bootstrap: Sendable {
  package static let resamples = 1000
  package static let seed: UInt64 = 20_261_122
  package static let level = 0.95

  /// How often each document was drawn, resample by resample.
  private let weights: [[UInt16]]

  package init(documents: Int) {
    guard documents > 1 else {
      weights = []
      return
    }
    var generator = SplitMix64(state: Bootstrap.seed)
    weights = (0..<Bootstrap.resamples).map { _ in
      var drawn = [UInt16](repeating: 0, count: documents)
      for _ in 0..<documents { drawn[Int.random(in: 0..<documents, using: &generator)] += 1 }
      return drawn
    }
  }

  /// The interval of a figure, computed from how often each document was drawn; nil for fewer than two documents, or
  /// where the figure cannot be computed in half of the resamples.
  package func interval(_ figure: ([UInt16]) -> Double?) -> ClosedRange<Double>? {
    let values = weights.compactMap(figure).sorted()
    guard values.count * 2 > weights.count else { return nil }
    let tail = (1 - Bootstrap.level) / 2
    let low = Int((tail * Double(values.count)).rounded(.up)) - 1
    let high = Int(((1 - tail) * Double(values.count)).rounded(.up)) - 1
    return values[max(0, low)]...values[max(0, high)]
  }
}

/// Source: S. Vigna, splitmix64.c (public domain).
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
