import Dispatches
import Foundation
import GazetteerIndex
import Geoparsing
import Lieudit
import Testing

@Suite(.enabled(if: Checkout.hasData, "needs Gazetteer/core.lieudit: run `make data`"))
struct LayerReadingTests {
  /// Reads a dispatch with a house table over the checkout's gazetteer; its cells are separated by `|`.
  private func places(in text: String, with table: String) throws -> [String] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).tsv")
    try Data(table.replacing("|", with: "\t").utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let reader = try DispatchReader(data: Checkout.data, layers: [file.path])
    #expect(reader.gazetteer.layers.map(\.path) == [Checkout.data.gazetteer, file.path])
    let report = reader.read(Dispatch(id: "d", text: Array(text.utf8)))
    return report.reading.resolutions.compactMap { $0.place.map { reader.gazetteer.id($0).rawValue } }
  }

  @Test func aReaderTakesTheHousesPlaces() throws {
    let found = try places(
      in: "Bamako, 3 mai 2021 (AFP) - L'armée a bombardé Villageneuf-la-Maison mardi, au sud de Gao.\n",
      with: "action|place|name|longitude|latitude|country\nadd|x:1|Villageneuf-la-Maison|0.71|15.18|ML\n")
    #expect(found.count == 3 && found[1] == "x:1")
  }

  @Test func aTableForTheWholeGazetteerIsRefusedWhereItNamesNoPlace() throws {
    #expect(throws: GazetteerError.self) {
      try places(in: "", with: "action|place\nremove|gn:999999999\n")
    }
  }
}
