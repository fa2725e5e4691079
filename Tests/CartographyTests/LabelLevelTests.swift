import GazetteerIndex
import Testing

@testable import Cartography

/// The levels of names that a map may do without.
struct LabelLevelTests {
  private static func names(_ levels: Set<LabelLevel>) throws -> (Picture, Set<String>) {
    let map = try #require(SampleMaps.renderer).render(
      SampleReport.front.report(), options: MapOptions(labels: levels), context: SampleMaps.context)
    let picture = try #require(Picture(map.svg))
    return (
      picture,
      Set(
        picture.elements.filter { $0.name == "text" && $0.within.contains("noms") }.map(\.text))
    )
  }

  private static let samples: [LabelLevel: String] = [
    .incidents: "Choucha", .countries: "ARMÉNIE", .regions: "Kelbadjar", .towns: "Goris", .waters: "Araxe",
  ]

  @Test("Each level is drawn where it is asked for and only there", arguments: LabelLevel.allCases)
  func each(_ level: LabelLevel) throws {
    let (_, alone) = try Self.names([level])
    let (_, without) = try Self.names(Set(LabelLevel.allCases).subtracting([level]))
    for (other, name) in Self.samples {
      #expect(alone.contains(name) == (other == level), "\(name) alone")
      #expect(without.contains(name) == (other != level), "\(name) without \(level)")
    }
  }

  @Test("Without names no town's mark is left, nor its sign in the legend, and the incidents stay")
  func none() throws {
    let (picture, names) = try Self.names([])
    #expect(names.isEmpty && !picture.words.contains("capitale"))
    #expect(!picture.elements.contains { $0.within.contains("villes") })
    #expect(picture.elements.filter { $0.attributes["class"] == "site" }.count == 5)
    #expect(picture.words.contains("Stepanakert, Martouni"), "the legend tells them all the same")
  }
}
