import Dispatches
import Foundation
import GazetteerIndex
import Geoparsing
import Lieudit
import Testing

/// What a reader does with the trained model, and without one.
@Suite(.enabled(if: Checkout.hasData, "needs Gazetteer/core.lieudit: run `make data`"))
struct ModelFallbackTests {
  private static let text = "Bamako, 3 mai 2021 (AFP) - Bamako a accusé Niamey. Un obus est tombé sur Gao.\n"

  private func reader(modelPath: String?) throws -> DispatchReader {
    try DispatchReader(
      gazetteer: try Gazetteer(path: Checkout.data.gazetteer), lexiconFolder: Checkout.data.lexicon(),
      basemap: nil, modelPath: modelPath)
  }

  private func mentions(_ reader: DispatchReader) -> [String] {
    reader.read(Dispatch(id: "d", text: Array(Self.text.utf8)), explain: true).reading.mentions
      .map { "\($0.text) \($0.role) \($0.reasons)" }
  }

  @Test func theCommittedModelIsUsed() throws {
    let reader = try DispatchReader(data: Checkout.data)
    #expect(reader.modelError == nil)
    #expect(mentions(reader).contains { $0.contains("model: ") })
  }

  @Test func aMissingModelLeavesTheRules() throws {
    let reader = try reader(modelPath: "/does/not/exist")
    #expect(reader.modelError != nil)
    let rules = try self.reader(modelPath: nil)
    #expect(rules.modelError == nil)
    #expect(mentions(reader) == mentions(rules))
    #expect(!mentions(reader).contains { $0.contains("model: ") })
  }

  @Test func aDamagedModelLeavesTheRulesAndSaysWhatIsWrong() throws {
    var bytes = Array(try Data(contentsOf: URL(filePath: Checkout.data.model())))
    bytes[bytes.count / 2] ^= 1
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).model")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let reader = try reader(modelPath: file.path)
    guard case .damaged(let path, _, _) = reader.modelError else {
      Issue.record("expected damage, found \(String(describing: reader.modelError))")
      return
    }
    #expect(path == file.path)
    #expect(mentions(reader) == mentions(try self.reader(modelPath: nil)))
  }
}
