import Dispatches
import Foundation
import Testing

@testable import Geoparsing

/// Small models made by hand, whose decisions are known.
@Suite(.enabled(if: TestData.hasGazetteer, "needs Gazetteer/core.lieudit: run `make data`"))
struct ModelReadingTests {
  private func read(
    _ text: String, weights: [UInt64: SIMD4<Int16>]
  ) throws -> [(text: String, role: Role, reason: String)] {
    let path = NSTemporaryDirectory() + "lieudit-model-\(UUID().uuidString)"
    try Data(ModelFormat.encode(weights)).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let rules = try TestData.geoparser()
    let geoparser = Geoparser(
      gazetteer: rules.gazetteer, lexicon: rules.lexicon, model: try ReadingModel(path: path))
    return geoparser.read(Dispatch(id: "t", text: Array(text.utf8)), explain: true).mentions
      .map { ($0.text, $0.role, $0.reasons.last ?? "") }
  }

  private static let noAct = FeatureTemplate.rule.feature(UInt64(RoleRule.noAct.rawValue) + 1, 0)
  private static let text = "Bamako, plus loin, un dimanche. Un obus est tombé sur Gao."

  @Test func withoutAWeightTheRulesDecide() throws {
    let found = try read(Self.text, weights: [:])
    #expect(found.map(\.text) == ["Bamako", "Gao"])
    #expect(found.map(\.role) == [.literal, .literal])
    // Four readings with the same sum.
    #expect(found[0].reason == "model: literal 0.25 (rules: literal)")
    #expect(found[1].reason == "literal: after a preposition of place")
  }

  @Test func theHighestSumDecides() throws {
    // e / (e + 3) = 0.475.
    let metonym = try read(Self.text, weights: [Self.noAct: SIMD4(0, 0, 1024, 0)])
    #expect(metonym.map(\.role) == [.metonym, .literal])
    #expect(metonym[0].reason == "model: metonym 0.48 (rules: literal)")
    let refused = try read(Self.text, weights: [Self.noAct: SIMD4(5, 0, 4, 0)])
    #expect(refused.map(\.text) == ["Gao"])
  }

  @Test func whatIsTakenIsAPlaceWhateverTheModelSays() throws {
    let found = try read("L'armée a pris Gao lundi.", weights: [Self.noAct: SIMD4(0, 0, 1024, 0)])
    #expect(found.map(\.role) == [.literal])
  }

  @Test func weightsOfSeveralFeaturesAddUp() throws {
    // Bamako is a capital: strong agency, which is 3. 300 + 200 > 400.
    let strong = FeatureTemplate.agency.feature(3, 0)
    let found = try read(
      Self.text, weights: [Self.noAct: SIMD4(0, 400, 300, 0), strong: SIMD4(0, 0, 200, 0)])
    #expect(found.map(\.role) == [.metonym, .literal])
  }

  @Test func aNameThatTheRulesRefuseStaysOut() throws {
    let refused = FeatureTemplate.rule.feature(0, 0)
    #expect(
      try read("Les habitants ont vu Zarkoum brûler.", weights: [refused: SIMD4(0, 1024, 0, 0)]).isEmpty)
  }

  @Test func theSameTextHasTheSameFeatures() throws {
    let geoparser = try TestData.geoparser()
    let dispatch = Dispatch(id: "t", text: Array(Self.text.utf8))
    let examples = geoparser.examples(in: dispatch)
    #expect(examples.map(\.features) == geoparser.examples(in: dispatch).map(\.features))
    #expect(examples.count == 1)
    #expect(examples[0].range == 0..<6)
    #expect(examples[0].features.contains(Self.noAct))
    #expect(examples[0].features.contains(FeatureTemplate.agency.feature(3, 0)))
  }

  @Test func exponentialAndLogarithmAgreeWithTheSystems() {
    for x in stride(from: -40.0, through: 40.0, by: 0.37) {
      #expect(abs(ModelArithmetic.exp(x) / Foundation.exp(x) - 1) < 1e-13)
    }
    for x in [1e-12, 0.3, 0.999, 1, 1.5, 2, 3.99, 1e9] {
      #expect(abs(ModelArithmetic.log(x) - Foundation.log(x)) < 1e-13 * Swift.max(1, abs(Foundation.log(x))))
    }
    #expect(ModelArithmetic.exp(-1000) == 0)
  }
}
