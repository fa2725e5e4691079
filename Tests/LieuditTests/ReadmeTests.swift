import Dispatches
import Foundation
import Interchange
// The lines between the markers stand in the README, word for word; here they are compiled and run.
// README-BEGIN
import Lieudit
import Testing

func geoJSON(of text: String) throws -> String {
  let reader = try DispatchReader()  // finds its data beside the program
  let report = reader.read(Dispatch(id: "story", text: Array(text.utf8)))
  for located in report.incidents {
    print(located.incident.kind.rawValue, located.incident.status, located.geometry as Any)
  }
  return String(decoding: GeoJSON.bytes(of: report, attribution: "GeoNames (CC BY 4.0)"), as: UTF8.self)
}
// README-END

@Suite struct ReadmeTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func theReadmeShowsTheLinesThatAreCompiledHere() throws {
    let source = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    let begin = try #require(source.range(of: "// README-BEGIN\n"))
    let end = try #require(source.range(of: "// README-END\n"))
    let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    #expect(readme.contains(source[begin.upperBound..<end.lowerBound]))
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: root.path() + "Gazetteer/core.lieudit"), "run `make data`"))
  func theLinesDoWhatTheReadmeSays() throws {
    setenv("LIEUDIT_DATA", Self.root.path() + "Gazetteer", 1)
    let json = try geoJSON(
      of: "Goma, 3 mai 2021 (ALD) - Des obus sont tombés lundi sur Bukavu, selon l'armée.")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["type"] as? String == "FeatureCollection")
    #expect((object["features"] as? [Any])?.isEmpty == false)
  }
}
