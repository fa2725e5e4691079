// Maps of a few extents, each made ten times; the best and the first time of each, without the reading.
//
//     swift run -c release --package-path Benchmarks bench-map [GAZETTEER.lieudit]
import Basemap
import Cartography
import Dispatches
import GazetteerIndex
import GeoTypes
import Geoparsing
import Incidents
import Lieudit

let arguments = CommandLine.arguments
let clock = ContinuousClock()

func milliseconds(_ duration: Duration) -> Double {
  let value = Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15
  return (value * 100).rounded() / 100
}

func report(_ id: String, _ spots: [(String, Double, Double)]) -> Report {
  var places: [PlaceRef: PlaceRecord] = [:]
  var incidents: [LocatedIncident] = []
  for (index, spot) in spots.enumerated() {
    let ref = PlaceRef(ordinal: UInt32(index))
    let coordinate = Coordinate(wrapping: spot.1, clamping: spot.2)
    places[ref] = PlaceRecord(
      place: Place(
        id: PlaceID("ld:\(index)"), name: spot.0, coordinate: coordinate, feature: FeatureCode("P.PPL")),
      localName: nil, englishName: nil)
    incidents.append(
      LocatedIncident(
        incident: Incident(
          id: "\(id)#\(index)", group: "\(id)#\(index)", kind: IncidentKind("shelling"), status: .claimed,
          places: [IncidentPlace(mention: nil, place: ref, within: nil, relation: .at)], precision: .town,
          date: nil,
          evidence: 0..<1, confidence: 1), geometry: .point(coordinate)))
  }
  let dispatch = Dispatch(id: id, text: Array("Texte.".utf8), published: CalendarDate(iso8601: "2020-10-31"))
  return Report(
    reading: Reading(
      document: Document(dispatch: dispatch, tokens: [], sentences: []), mentions: [], resolutions: [],
      entities: []),
    times: [], incidents: incidents, places: places, unresolved: [])
}

/// Spots all over the inhabited latitudes, the same ones every time.
func scattered(_ count: Int) -> [(String, Double, Double)] {
  var state: UInt64 = 7
  func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 53)
  }
  return (0..<count).map { ("Ville \($0)", next() * 360 - 180, next() * 110 - 45) }
}

let reports = [
  report(
    "front",
    [
      ("Stepanakert", 46.77, 39.82), ("Martouni", 47.11, 39.80), ("Martakert", 46.81, 40.21),
      ("Terter", 46.93, 40.34),
    ]),
  report("region", [("Erevan", 44.51, 40.18), ("Bakou", 49.89, 40.38), ("Tbilissi", 44.79, 41.69)]),
  report("pays", [("N’Djamena", 15.04, 12.11), ("Abéché", 20.83, 13.83), ("Faya", 19.1, 17.92)]),
  report("continents", [("Washington", -77.04, 38.91), ("Bruxelles", 4.35, 50.85), ("Kiev", 30.52, 50.45)]),
  report("monde", [("Sydney", 151.2, -33.87), ("San Francisco", -122.42, 37.77), ("Le Cap", 18.42, -33.92)]),
  report("dix mille", scattered(10_000)),
]
let root = arguments.count > 2 ? arguments[2] : "."
let renderer = MapRenderer(
  basemap: try Basemap(path: root + "/Gazetteer/basemap/world.basemap"),
  kinds: try KindStyles(path: root + "/Gazetteer/lexicon/kinds.tsv"),
  theme: try MapTheme(path: root + "/Gazetteer/styles/light.tsv"),
  language: MapLanguage(words: try MapWords(language: "fr", path: root + "/Gazetteer/words/fr.tsv")))
let gazetteer = arguments.count > 1 ? try Gazetteer(path: arguments[1]) : nil
print("map\tfirst ms\tbest ms\tbytes")
for report in reports {
  var times: [Double] = []
  var size = 0
  for _ in 0..<10 {
    let start = clock.now
    let map = try gazetteer.map { try renderer.render(report, gazetteer: $0) } ?? renderer.render(report)
    times.append(milliseconds(clock.now - start))
    size = map.svg.count
  }
  print(report.dispatch.id, times[0], times.min() ?? 0, size, separator: "\t")
}
