import Dispatches
import GeoTypes
import Lieudit
import Testing

/// What happens on water or somewhere in a region is drawn with the shape of what is known, and never as a box.
@Suite(.enabled(if: Checkout.hasData, "needs Gazetteer/core.lieudit: run `make data`"))
struct LakeIncidentTests {
  private static let reader = Result { try DispatchReader(data: Checkout.data) }

  private func areas(_ text: String) throws -> [Geometry] {
    try Self.reader.get().read(Dispatch(id: "d", text: Array(text.utf8))).incidents.compactMap(\.geometry)
      .filter { !$0.polygons.isEmpty }
  }

  /// Whether all edges run along meridians and parallels.
  private func isBox(_ ring: [Coordinate]) -> Bool {
    zip(ring, ring.dropFirst()).allSatisfy { $0.longitude == $1.longitude || $0.latitude == $1.latitude }
  }

  @Test(arguments: [
    (
      "Goma, 12 mars 2023 (AFP) - Une embarcation a chaviré dimanche sur le lac Kivu, faisant vingt morts.",
      60
    ),
    ("N'Djamena, 12 mars 2023 (AFP) - Des jihadistes ont attaqué samedi une base sur le lac Tchad.", 20),
  ]) func anIncidentOnALakeHasTheLakesShape(text: String, vertices: Int) throws {
    let area = try #require(try areas(text).first)
    #expect(area.coordinates.count > vertices)
    #expect(area.polygons.allSatisfy { !isBox($0[0]) })
  }

  @Test func anIncidentInARegionWithoutAnOutlineIsRound() throws {
    let text =
      "Bamako, 12 mars 2023 (AFP) - Des jihadistes ont tué dix civils samedi dans le Sahel, a-t-on appris."
    let found = try areas(text)
    #expect(!found.isEmpty)
    for area in found { #expect(area.polygons.allSatisfy { !isBox($0[0]) }) }
  }
}
