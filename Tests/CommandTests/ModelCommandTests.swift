import Foundation
import Testing

/// The command with and without the trained model in its data folder.
@Suite struct ModelCommandTests {
  private let folder: TemporaryFolder
  private static let text = "Bamako a accusé Niamey. Bamako, elle, attend.\n"

  init() throws {
    folder = try TemporaryFolder()
    for part in ["core.lieudit", "lexicon", "basemap"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/" + part, withDestinationPath: Program.root + "/Gazetteer/" + part)
    }
    try FileManager.default.createDirectory(
      atPath: folder.path + "/model", withIntermediateDirectories: false)
  }

  private func tag() throws -> Program.Outcome {
    let input = try folder.write(Self.text + "\n" + Self.text, to: "a.txt")
    return try Program.run(
      "tag", "--format", "json", "--explain", input, input, environment: ["LIEUDIT_DATA": folder.path])
  }

  @Test func aMissingModelIsSaidOnceAndTheWorkGoesOn() throws {
    let outcome = try tag()
    #expect(outcome.status == 0)
    #expect(outcome.standardError.split(separator: "\n").count == 1)
    #expect(outcome.standardError.contains("rules alone read, without the trained model"))
    #expect(outcome.standardError.contains("fr.lieudit-model"))
    #expect(outcome.standardOutput.contains("Niamey") && !outcome.standardOutput.contains("model: "))
  }

  @Test func anEmptyModelIsSaidToBeNone() throws {
    try folder.write("", to: "model/fr.lieudit-model")
    let outcome = try tag()
    #expect(outcome.status == 0)
    #expect(outcome.standardError.contains("not a trained model; make one with: make model"))
  }

  @Test func theModelsSayIsAmongTheReasons() throws {
    let model = Program.root + "/Gazetteer/model/fr.lieudit-model"
    try FileManager.default.copyItem(atPath: model, toPath: folder.path + "/model/fr.lieudit-model")
    let outcome = try tag()
    #expect(outcome.status == 0 && outcome.standardError == "")
    #expect(outcome.standardOutput.contains(" (rules: "))
  }
}
