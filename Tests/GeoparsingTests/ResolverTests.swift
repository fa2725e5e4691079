import Dispatches
import GazetteerIndex
import GeoTypes
import Geoparsing
import Testing

@Suite(.enabled(if: TestData.hasGazetteer, "needs Gazetteer/core.lieudit: run `make data`"))
struct ResolverTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var name: String
    var latitude: Double
    var longitude: Double
    var testDescription: String { "\(name): \(text)" }
  }

  /// The same name where its neighbours decide. Texts of our own; coordinates to a hundredth of a degree.
  static let cases = [
    Case(
      text: "Des tirs ont visé Stepanakert et Martouni.", name: "Martouni", latitude: 39.79, longitude: 47.11),
    Case(
      text: "Des pêcheurs du lac Sevan, près de Martouni, dans le Gegharkunik.", name: "Martouni",
      latitude: 40.14,
      longitude: 45.30),
    Case(
      text: "Une fusillade à Tripoli, dans le nord du Liban.", name: "Tripoli", latitude: 34.44,
      longitude: 35.83),
    Case(
      text: "Des milices s'affrontent à Tripoli et à Misrata, en Libye.", name: "Tripoli", latitude: 32.89,
      longitude: 13.19),
    Case(
      text: "Un accident à Valence (Drôme) a fait un mort.", name: "Valence", latitude: 44.93, longitude: 4.89
    ),
    Case(
      text: "Les inondations à Valence, en Espagne, et à Alicante.", name: "Valence", latitude: 39.47,
      longitude: -0.38),
    Case(text: "L'opéra de Vienne, en Autriche, rouvre.", name: "Vienne", latitude: 48.21, longitude: 16.37),
    Case(
      text: "Un incendie à Vienne, en Isère, et à Lyon.", name: "Vienne", latitude: 45.53, longitude: 4.87),
    Case(
      text: "Une église brûlée à Birmingham, dans l'Alabama.", name: "Birmingham", latitude: 33.52,
      longitude: -86.80),
    Case(
      text: "Une grève à Birmingham et à Manchester, au Royaume-Uni.", name: "Birmingham", latitude: 52.48,
      longitude: -1.89),
    Case(
      text: "Un kiosque a brûlé à Lagos, en Algarve.", name: "Lagos", latitude: 37.10, longitude: -8.67),
    Case(
      text: "Une mine a tué un berger à Diffa, dans le Sahel.", name: "Diffa", latitude: 13.32,
      longitude: 12.61),
    Case(
      text: "Un cyclone a frappé Saint-Denis, à La Réunion.", name: "Saint-Denis", latitude: -20.88,
      longitude: 55.45),
    Case(
      text: "Une rixe à Saint-Denis, près de Paris.", name: "Saint-Denis", latitude: 48.94, longitude: 2.36),
  ]

  @Test(arguments: cases) func theNeighboursDecide(_ example: Case) throws {
    let geoparser = try TestData.geoparser()
    let reading = geoparser.read(Dispatch(id: "t", text: Array(example.text.utf8)))
    let index = try #require(reading.mentions.firstIndex { $0.text == example.name })
    let place = try #require(reading.resolutions[index].place, "unresolved")
    let expected = try #require(Coordinate(longitude: example.longitude, latitude: example.latitude))
    let kilometres = geoparser.gazetteer.coordinate(place).distance(to: expected) / 1000
    #expect(kilometres < 15, "\(geoparser.gazetteer.place(place).id)")
  }

  @Test func aNameBrokenAtALinesEndIsTheSameName() throws {
    let geoparser = try TestData.geoparser()
    let text = "Des obus sont tombés sur Stepa¬\nnakert et sur Mar\u{AD}\ntakert."
    let reading = geoparser.read(Dispatch(id: "t", text: Array(text.utf8)))
    #expect(reading.mentions.map(\.text) == ["Stepa¬\nnakert", "Mar\u{AD}\ntakert"])
    let names = reading.resolutions.compactMap(\.place).map { geoparser.gazetteer.place($0).name }
    #expect(names == ["Stepanakert", "Martakert"])
  }

  @Test func aVillageThatNoGazetteerHasStaysUnresolvedInsideItsRegion() throws {
    let geoparser = try TestData.geoparser()
    let reading = geoparser.read(
      Dispatch(
        id: "t",
        text: Array("Douze morts dans le village de Tongo Béri, dans la région de Tillabéri, au Niger.".utf8))
    )
    let index = try #require(reading.mentions.firstIndex { $0.text == "Tongo Béri" })
    #expect(reading.resolutions[index].place == nil)
    let within = try #require(reading.resolutions[index].within)
    #expect(geoparser.gazetteer.place(within).country == "NE")
    #expect(reading.resolutions[index].unresolvedReason != nil)
  }

  @Test func aSmallNamesakeFarAwayIsNotTaken() throws {
    let geoparser = try TestData.geoparser()
    // Kingston-sur-Loire exists nowhere; Lanta is a small town of France.
    let text =
      "Une attaque a visé Lanta, près de Ménaka, dans le nord du Mali, à la frontière du Niger et du Burkina Faso."
    let reading = geoparser.read(Dispatch(id: "t", text: Array(text.utf8)))
    for (mention, resolution) in zip(reading.mentions, reading.resolutions) where mention.text == "Lanta" {
      #expect(resolution.place.map { geoparser.gazetteer.place($0).country } != "FR")
    }
  }
}
