import Dispatches
import GeoTypes
import Testing

@Suite struct LayoutTests {
  private func dispatch(_ text: String, published: String? = nil) -> Dispatch {
    Dispatch(id: "t", text: Array(text.utf8), published: published.flatMap { CalendarDate(iso8601: $0) })
  }

  @Test(arguments: [
    ("Erevan, 31 oct 2020 (AFP) - La Russie", ["Erevan"], "2020-10-31", "AFP"),
    ("BEYROUTH, 4 août 2020 (AFP) – Une explosion", ["BEYROUTH"], "2020-08-04", "AFP"),
    ("Goma (RDC), 1er mars 2021 (AFP) - Des", ["Goma"], "2021-03-01", "AFP"),
    ("Port-au-Prince, le 7 juillet 2021 (Reuters) -- Le", ["Port-au-Prince"], "2021-07-07", "Reuters"),
    ("Paris, Londres, 3 mai 2021 (AFP) - Les", ["Paris", "Londres"], "2021-05-03", "AFP"),
    (
      "LA NOUVELLE-ORLÉANS (États-Unis), 29 août 2005 (AFP) - L'ouragan", ["LA NOUVELLE-ORLÉANS"],
      "2005-08-29", "AFP"
    ),
    ("N’Djamena, lundi 16 août 2021 (AFP) — Le", ["N’Djamena"], "2021-08-16", "AFP"),
    ("date 2020-10 Erevan, 31 oct 2020 (AFP) - La", ["Erevan"], "2020-10-31", "AFP"),
    ("Genève, 12 déc. 2019 (awp/ats) - Les", ["Genève"], "2019-12-12", "awp/ats"),
    ("LILLE – ROUBAIX, 4 mai 2021 (AFP) - Les", ["LILLE", "ROUBAIX"], "2021-05-04", "AFP"),
    ("Mar del Plata, 4 mai 2021 [Telam] --- Les", ["Mar del Plata"], "2021-05-04", "Telam"),
    ("Dakar, 4/05/21 (APS, version française). Les", ["Dakar"], "2021-05-04", "APS"),
  ])
  func datelinesAreRead(text: String, cities: [String], date: String, agency: String) throws {
    let dispatch = dispatch(text)
    let dateline = try #require(dispatch.layout.dateline)
    #expect(dateline.cities.map { dispatch.string($0) } == cities)
    #expect(dateline.date?.description == date)
    #expect(dateline.agency == agency)
    #expect(dispatch.anchor?.description == date)
  }

  @Test func aDateAloneEndsADateline() throws {
    let dateline = try #require(dispatch("Bamako, le 3 mai 2024. L'armée").layout.dateline)
    #expect(dateline.date?.description == "2024-05-03" && dateline.agency == nil)
  }

  @Test(arguments: [
    "Les combats ont repris samedi à Martouni, selon l'armée.",
    "Paris et Londres (et même Rome) ont protesté.",
    "Une explosion, 12 morts (bilan provisoire), a secoué la ville.",
    "Trois obus sont tombés sur le marché.", "", "-", "Erevan,", "Erevan, 31",
    "Page d'histoire\n\n7 juin 2021. Deux ans", "Erevan, 31 octobre. Deux ans",
  ])
  func whatIsNoDatelineIsNone(text: String) { #expect(dispatch(text).layout.dateline == nil) }

  @Test func aDateWithoutItsYearTakesTheLatestThatThePublicationAllows() {
    #expect(
      dispatch("Bamako, 31 déc (AFP) - Le", published: "2021-01-01").anchor?.description == "2020-12-31")
    #expect(
      dispatch("Bamako, 1er janv (AFP) - Le", published: "2021-01-01").anchor?.description == "2021-01-01")
    #expect(
      dispatch("Bamako, 29 février (AFP) - Le", published: "2023-03-01").anchor?.description == "2020-02-29")
    #expect(dispatch("Bamako, 31 déc (AFP) - Le").anchor == nil)
    #expect(
      dispatch("AVIGNON 11/07 (BELGA) = Le", published: "2023-07-12").anchor?.description == "2023-07-11")
    #expect(dispatch("BAMAKO (AFP) - Le", published: "2021-01-01").anchor?.description == "2021-01-01")
  }

  @Test func headlinesIntertitlesAndSignaturesAreTold() throws {
    let text = """
      BOMBARDEMENTS A STEPANAKERT

      Erevan, 31 oct 2020 (AFP) - La guerre
      continue.

      - Risque d'escalade -

      Des combats ont eu lieu.

      bur-xx/yy
      """
    let dispatch = dispatch(text)
    #expect(
      dispatch.layout.blocks.map(\.kind) == [.headline, .paragraph, .intertitle, .paragraph, .signature])
    #expect(dispatch.string(dispatch.layout.blocks[1].range) == "La guerre\ncontinue.")
  }

  @Test func aDoubleSpacedParagraphStaysWhole() {
    let text = """
      Erevan, 31 oct 2020 (AFP) - La Russie s’est déclarée prête à fournir

      l’assistance à l’Arménie, en conflit avec l’Azerbaïdjan dans le Nagorny-

      Karabakh, si les combats s’étendent.

      L’annonce de Moscou est intervenue samedi. Elle

      Gagne du terrain.
      """
    let dispatch = dispatch(text)
    #expect(dispatch.layout.blocks.map(\.kind) == [.paragraph, .paragraph])
  }

  @Test func blocksLieInTheTextInOrderWhateverTheBytes() {
    var state: UInt64 = 7
    for _ in 0..<3000 {
      var bytes: [UInt8] = []
      for _ in 0..<60 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let alphabet = Array("Ab, 3(AFP)-\n\n.«é’mai 2020".utf8) + [0xE2, 0x80, 0xFF, 0xC3]
        bytes.append(alphabet[Int(state >> 33) % alphabet.count])
      }
      let layout = Dispatch(id: "x", text: bytes).layout
      var last = 0
      for block in layout.blocks {
        #expect(block.range.lowerBound >= last && block.range.upperBound <= bytes.count)
        last = block.range.upperBound
      }
    }
  }
}
