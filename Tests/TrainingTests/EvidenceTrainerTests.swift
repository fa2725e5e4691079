import Foundation
import GazetteerIndex
import Geoparsing
import Testing

@testable import TrainModel

@Suite struct EvidenceTrainerTests {
  /// Names of two bearers: one near what is named, one with ten times as many inhabitants.
  private static func names(nearIsRight: Int, largeIsRight: Int) -> [JudgedName] {
    let candidates: [[(kind: Evidence, times: Double)]] = [
      [(.display, 1), (.perTenfold, 2), (.near, 1)], [(.display, 1), (.perTenfold, 3)],
    ]
    return Array(repeating: JudgedName(candidates: candidates, right: [0]), count: nearIsRight)
      + Array(repeating: JudgedName(candidates: candidates, right: [1]), count: largeIsRight)
  }

  /// Only the difference between the two bearers is learned from, so that its odds become those of the answers.
  @Test func theOddsBecomeThoseOfTheAnswers() {
    let names = Self.names(nearIsRight: 300, largeIsRight: 100)
    let fitted = EvidenceTrainer(penalty: 1e-6).fit(names, from: .byHand)
    #expect(abs(fitted[.near] - fitted[.perTenfold] - 1.0986) < 0.01)
    // Hardly ever is none meant.
    #expect(fitted[.none] < fitted[.display] + 2 * fitted[.perTenfold])
  }

  @Test func whatNothingTeachesKeepsItsWeight() {
    let fitted = EvidenceTrainer().fit(Self.names(nearIsRight: 3, largeIsRight: 1), from: .byHand)
    for evidence in Evidence.allCases where ![.none, .display, .perTenfold, .near].contains(evidence) {
      #expect(abs(fitted[evidence] - evidence.byHand) < 1e-9)
    }
  }

  @Test func aStrongPenaltyHoldsTheWeightsToThoseSetByHand() {
    let names = Self.names(nearIsRight: 0, largeIsRight: 40)
    let loose = EvidenceTrainer(penalty: 0.1).fit(names, from: .byHand)
    let held = EvidenceTrainer(penalty: 1e6).fit(names, from: .byHand)
    #expect(loose[.near] < 1)
    #expect(abs(held[.near] - Evidence.near.byHand) < 0.01)
  }

  @Test func theTableIsReadAsItWasWritten() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "evidence-\(UUID().uuidString).tsv")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let fitted = EvidenceTrainer().fit(Self.names(nearIsRight: 9, largeIsRight: 1), from: .byHand)
    let names = Self.names(nearIsRight: 1, largeIsRight: 0)
    try Data(EvidenceTable(weights: fitted, names: names).text.utf8).write(to: URL(filePath: path))
    let read = try EvidenceWeights(path: path)
    for (left, right) in zip(read.all, fitted.all) { #expect(abs(left - right) <= 0.005) }
  }

  @Test(arguments: [
    ("evidence\tweight\nnearness\t1\n", "expected one of acts"),
    ("evidence\tweight\nnear\tmuch\n", "expected a number in column `weight`"),
    ("evidence\tweight\nnear\t1000\n", "expected a weight between -50 and 50"),
    ("evidence\tweight\nnear\t\u{fffd}nan\n", "expected a number"),
    ("evidence\tweight\nnear\n", "expected 2 fields"),
  ])
  func aTableThatCannotBeFollowedIsRefusedWithItsLine(table: String, message: String) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "evidence-\(UUID().uuidString).tsv")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(table.utf8).write(to: URL(filePath: path))
    let error = #expect(throws: GazetteerError.self) { try EvidenceWeights(path: path) }
    #expect("\(try #require(error))".contains(message))
    #expect("\(try #require(error))".contains(":2: "))
  }
}
