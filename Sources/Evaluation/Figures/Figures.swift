/// A figure with its bootstrap interval.
package struct Estimate: Hashable, Sendable {
  package var value: Double
  /// Nil for fewer than two documents.
  package var interval: ClosedRange<Double>?
}

/// Precision, recall and their harmonic mean, each nil where nothing is there to divide by.
package struct PairResult: Hashable, Sendable {
  package var counts: PairCounts
  package var precision: Estimate?
  package var recall: Estimate?
  package var f1: Estimate?
}

package struct ShareResult: Hashable, Sendable {
  package var counts: ShareCounts
  package var share: Estimate?
}

/// How far places that were given for marked points are from these, in kilometres.
package struct DistanceResult: Hashable, Sendable {
  package var count: Int
  package var median: Estimate?
  package var mean: Estimate?
}

/// How far confidence is from the share that is right.
package struct CalibrationResult: Hashable, Sendable {
  package var count: Int
  /// The expected calibration error: the mean of |share right − mean confidence| over the bins, weighted by their counts
  /// (Guo, Pleiss, Sun and Weinberger, On Calibration of Modern Neural Networks, 2017).
  package var error: Estimate?
  /// Ten, of equal width.
  package var bins: [ReliabilityBin]
}

/// The figures of a set of documents. What their corpora cannot tell is nil, or has no entry.
package struct Figures: Sendable {
  package private(set) var pairs: [PairFigure: PairResult] = [:]
  package private(set) var shares: [ShareFigure: ShareResult] = [:]
  /// Pairs that never came have no entry.
  package let confusion: [RolePair: Int]?
  package private(set) var distance: DistanceResult?
  package private(set) var calibration: CalibrationResult?

  package init(_ tallies: [Tally]) {
    var sum = Tally()
    for tally in tallies { sum += tally }
    confusion = sum.shares[.role] == nil ? nil : sum.confusion
    let bootstrap = Bootstrap(documents: tallies.count)
    for figure in PairFigure.allCases {
      guard let counts = sum.pairs[figure] else { continue }
      let documents = tallies.map { $0.pairs[figure] ?? PairCounts() }
      pairs[figure] = Figures.result(counts, documents, bootstrap)
    }
    for figure in ShareFigure.allCases {
      guard let counts = sum.shares[figure] else { continue }
      let documents = tallies.map { $0.shares[figure] ?? ShareCounts() }
      let share = Figures.ratio(counts.right, counts.of)
      shares[figure] = ShareResult(
        counts: counts,
        share: share.map { value in
          Estimate(
            value: value,
            interval: bootstrap.interval { weights in
              var drawn = ShareCounts()
              for (weight, counts) in zip(weights, documents) where weight > 0 {
                drawn.of += Int(weight) * counts.of
                drawn.right += Int(weight) * counts.right
              }
              return Figures.ratio(drawn.right, drawn.of)
            })
        })
    }
    if sum.shares[.near] != nil {
      distance = Figures.distance(tallies.map(\.distances), bootstrap)
      calibration = Figures.calibration(sum.reliability, tallies.map(\.reliability), bootstrap)
    }
  }

  private static func ratio(_ part: Int, _ whole: Int) -> Double? {
    whole == 0 ? nil : Double(part) / Double(whole)
  }

  private static func result(
    _ counts: PairCounts, _ documents: [PairCounts], _ bootstrap: Bootstrap
  ) -> PairResult {
    func estimate(_ figure: @escaping (PairCounts) -> Double?) -> Estimate? {
      figure(counts).map { value in
        Estimate(
          value: value,
          interval: bootstrap.interval { weights in
            var drawn = PairCounts()
            for (weight, counts) in zip(weights, documents) where weight > 0 {
              drawn.gold += Int(weight) * counts.gold
              drawn.found += Int(weight) * counts.found
              drawn.right += Int(weight) * counts.right
            }
            return figure(drawn)
          })
      }
    }
    return PairResult(
      counts: counts, precision: estimate { ratio($0.right, $0.found) },
      recall: estimate { ratio($0.right, $0.gold) }, f1: estimate { ratio(2 * $0.right, $0.gold + $0.found) })
  }

  private static func distance(_ documents: [[Double]], _ bootstrap: Bootstrap) -> DistanceResult {
    let all = documents.enumerated().flatMap { index, distances in distances.map { (index, $0) } }
      .sorted { $0.1 < $1.1 }
    func mean(_ weight: (Int) -> Int) -> Double? {
      var count = 0
      var sum = 0.0
      for (index, distance) in all {
        count += weight(index)
        sum += Double(weight(index)) * distance
      }
      return count == 0 ? nil : sum / Double(count)
    }
    /// The mean of the two in the middle, where the count is even.
    func median(_ weight: (Int) -> Int) -> Double? {
      let count = all.reduce(0) { $0 + weight($1.0) }
      guard count > 0 else { return nil }
      var passed = 0
      var lower: Double?
      for (index, distance) in all {
        passed += weight(index)
        if lower == nil, passed > (count - 1) / 2 { lower = distance }
        if let lower, passed > count / 2 { return (lower + distance) / 2 }
      }
      return nil
    }
    func estimate(_ figure: @escaping ((Int) -> Int) -> Double?) -> Estimate? {
      figure { _ in 1 }.map { value in
        Estimate(value: value, interval: bootstrap.interval { weights in figure { Int(weights[$0]) } })
      }
    }
    return DistanceResult(count: all.count, median: estimate(median), mean: estimate(mean))
  }

  private static func calibration(
    _ bins: [ReliabilityBin], _ documents: [[ReliabilityBin]], _ bootstrap: Bootstrap
  ) -> CalibrationResult {
    func error(_ bins: [ReliabilityBin]) -> Double? {
      let count = bins.reduce(0) { $0 + $1.count }
      guard count > 0 else { return nil }
      return bins.reduce(0) { $0 + abs(Double($1.right) - $1.sum) } / Double(count)
    }
    return CalibrationResult(
      count: bins.reduce(0) { $0 + $1.count },
      error: error(bins).map { value in
        Estimate(
          value: value,
          interval: bootstrap.interval { weights in
            var drawn = [ReliabilityBin](repeating: ReliabilityBin(), count: bins.count)
            for (weight, document) in zip(weights, documents) where weight > 0 {
              for (index, bin) in document.enumerated() where bin.count > 0 {
                drawn[index].count += Int(weight) * bin.count
                drawn[index].right += Int(weight) * bin.right
                drawn[index].sum += Double(weight) * bin.sum
              }
            }
            return error(drawn)
          })
      }, bins: bins)
  }
}
