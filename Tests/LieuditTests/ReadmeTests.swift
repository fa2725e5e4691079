import Foundation
import Lieudit
import Testing

/// `ReadmeSnippet.swift` is the README's Swift example: compiled with these tests, and run by them.
@Suite struct ReadmeTests {
  @Test func theReadmeShowsTheLinesThatAreCompiledHere() throws {
    let snippet = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "ReadmeSnippet.swift")
    let readme = try String(contentsOf: Checkout.root.appending(path: "README.md"), encoding: .utf8)
    #expect(readme.contains(try String(contentsOf: snippet, encoding: .utf8)))
  }

  @Test(.enabled(if: Checkout.hasData, "needs Gazetteer/core.lieudit: run `make data`"))
  func theLinesDoWhatTheReadmeSays() throws {
    setenv("LIEUDIT_DATA", Checkout.data.path, 1)
    let json = try geoJSON(
      of: "Goma, 3 mai 2021 (ALD) - Des obus sont tombés lundi sur Bukavu, selon l'armée.")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["type"] as? String == "FeatureCollection")
    #expect((object["features"] as? [Any])?.isEmpty == false)
  }
}
