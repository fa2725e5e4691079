import Testing

@testable import Evaluation

@Suite struct FigureTests {
  private func tally(gold: Int, found: Int, right: Int) -> Tally {
    var tally = Tally()
    tally.add(.placesStrict, gold: gold, found: found, right: right)
    return tally
  }

  @Test func precisionRecallAndF1AreThoseOfTheSums() throws {
    let figures = Figures([tally(gold: 4, found: 2, right: 1), tally(gold: 6, found: 3, right: 3)])
    let result = try #require(figures.pairs[.placesStrict])
    #expect(result.counts == PairCounts(gold: 10, found: 5, right: 4))
    #expect(result.precision?.value == 0.8)
    #expect(result.recall?.value == 0.4)
    #expect(result.f1?.value == 8.0 / 15)
  }

  @Test func whatNothingDividesIsNoFigure() throws {
    let result = try #require(Figures([tally(gold: 3, found: 0, right: 0)]).pairs[.placesStrict])
    #expect(result.precision == nil)
    #expect(result.recall?.value == 0)
    #expect(Figures([Tally()]).pairs.isEmpty && Figures([Tally()]).calibration == nil)
  }

  @Test func anIntervalIsTheSameOnEveryRunAndHoldsTheFigure() throws {
    var chance = Chance(state: 3)
    let tallies = (0..<40).map { _ in
      tally(gold: 10, found: 10, right: Int.random(in: 4...10, using: &chance))
    }
    let first = try #require(Figures(tallies).pairs[.placesStrict]?.f1)
    #expect(Figures(tallies).pairs[.placesStrict]?.f1 == first)
    let interval = try #require(first.interval)
    #expect(interval.contains(first.value) && interval.lowerBound < interval.upperBound)
  }

  @Test func theIntervalOfAMeanIsThatOfTheNormalApproximation() throws {
    // Of 400 documents with one item each, 300 right: p = 0.75, standard error √(p(1−p)/400) = 0.02165.
    let tallies = (0..<400).map { tally(gold: 1, found: 1, right: $0 < 300 ? 1 : 0) }
    let interval = try #require(Figures(tallies).pairs[.placesStrict]?.recall?.interval)
    #expect(abs(interval.lowerBound - (0.75 - 1.96 * 0.02165)) < 0.008)
    #expect(abs(interval.upperBound - (0.75 + 1.96 * 0.02165)) < 0.008)
  }

  @Test func oneDocumentHasNoInterval() {
    let result = Figures([tally(gold: 2, found: 2, right: 1)]).pairs[.placesStrict]
    #expect(result?.f1 == Estimate(value: 0.5, interval: nil))
  }

  @Test func theCalibrationErrorWeighsTheBinsByTheirCounts() throws {
    var tally = Tally()
    tally.add(.near, of: 5, right: 3)
    for (confidence, isRight) in [(0.95, true), (0.95, true), (1.0, false), (0.05, false), (0.15, true)] {
      tally.rely(on: confidence, isRight)
    }
    let calibration = try #require(Figures([tally]).calibration)
    // Last bin: |2 − 2.9|; first: |0 − 0.05|; second: |1 − 0.15|; of five.
    let error = try #require(calibration.error?.value)
    #expect(abs(error - 1.8 / 5) < 1e-12)
    #expect(calibration.bins.map(\.count) == [1, 1, 0, 0, 0, 0, 0, 0, 0, 3])
  }

  @Test(arguments: [([1.0], 1.0), ([3.0, 1.0], 2.0), ([5.0, 1.0, 2.0], 2.0), ([9.0, 1.0, 2.0, 4.0], 3.0)])
  func theMedianIsTheMiddle(distances: [Double], median: Double) throws {
    var tally = Tally()
    tally.add(.near, of: distances.count, right: 0)
    for distance in distances { tally.measure(kilometres: distance) }
    let result = try #require(Figures([tally]).distance)
    #expect(result.median?.value == median)
    #expect(result.mean?.value == distances.reduce(0, +) / Double(distances.count))
  }

  @Test func theIntervalOfAMedianComesFromTheDocumentsDrawn() throws {
    // Of two documents one is drawn twice in half of the resamples.
    var near = Tally()
    near.add(.near, of: 1, right: 1)
    near.measure(kilometres: 1)
    var far = Tally()
    far.add(.near, of: 1, right: 0)
    far.measure(kilometres: 100)
    let interval = try #require(Figures([near, far]).distance?.median?.interval)
    #expect(interval == 1...100)
  }
}
