import Geoparsing

/// Multinomial logistic regression with a squared penalty, fitted by `Minimiser`.
///
/// The same set gives the same weights on every machine: sums are taken in order, and exponential and logarithm are our
/// own.
struct Trainer {
  /// Of half the squares of all weights.
  var penalty = 10.0
  /// How much a name of each reading counts. Metonyms and embedded names count more than the others: they are rarer
  /// here than in the dispatches of a news desk, and are missed more often than invented.
  var weights: SIMD4<Double> = [1, 1, 1.4, 1.3]
  var iterations = 120

  private static let readings = ModelReading.allCases.count

  /// The weights, feature by feature, and of each for the readings in turn.
  func fit(_ set: TrainingSet) -> [Double] {
    let start = [Double](repeating: 0, count: set.features.count * Trainer.readings)
    return Minimiser(iterations: iterations).minimum(from: start) { objective($0, set) }
  }

  /// The penalised negative logarithm of the likelihood, and its gradient.
  private func objective(_ point: [Double], _ set: TrainingSet) -> (value: Double, slope: [Double]) {
    let readings = Trainer.readings
    var value = 0.0
    var slope = point.map { $0 * penalty }
    for weight in point { value += weight * weight }
    value *= penalty / 2
    for (row, answer) in zip(set.rows, set.answers) {
      var sums = SIMD4<Double>.zero
      for feature in row {
        let base = Int(feature) * readings
        sums += SIMD4(point[base], point[base + 1], point[base + 2], point[base + 3])
      }
      let highest = sums.max()
      var shares = SIMD4<Double>.zero
      for lane in 0..<readings { shares[lane] = ModelArithmetic.exp(sums[lane] - highest) }
      let total = shares[0] + shares[1] + shares[2] + shares[3]
      let own = Int(answer.rawValue)
      value += weights[own] * (ModelArithmetic.log(total) + highest - sums[own])
      shares /= total
      shares[own] -= 1
      shares *= weights[own]
      for feature in row {
        let base = Int(feature) * readings
        for lane in 0..<readings { slope[base + lane] += shares[lane] }
      }
    }
    return (value, slope)
  }
}

extension Trainer {
  /// The file of a model that was trained on a set. Weights are rounded to `ModelFormat.unit`; features whose weights all round
  /// to less than `smallest` units are left out.
  func model(for set: TrainingSet, smallest: Int16 = 4) -> [UInt8] {
    let fitted = fit(set)
    var kept: [UInt64: SIMD4<Int16>] = [:]
    for (index, feature) in set.features.enumerated() {
      var rounded = SIMD4<Int16>.zero
      for lane in 0..<4 {
        let units = (fitted[index * Trainer.readings + lane] / ModelFormat.unit).rounded()
        rounded[lane] = Int16(Swift.max(-32_000, Swift.min(32_000, units)))
      }
      if (0..<4).contains(where: { abs(rounded[$0]) >= smallest }) { kept[feature] = rounded }
    }
    return ModelFormat.encode(kept)
  }
}
