internal import GazetteerIndex
internal import Geoparsing
internal import Incidents
internal import Lieudit
internal import Projections

/// What a page says of its incidents and places, numbered as they stand in the texts.
struct PageContent {
  struct Row {
    /// From 1, in the order of the texts.
    var number: Int
    var located: LocatedIncident
    var item: MapContent.Item
    /// Whether the picture shows it as an area.
    var isArea: Bool
    /// Indices into `claimants`.
    var claimants: [Int]
    var incident: Incident { located.incident }
  }

  struct NamedPlace {
    var id: PlaceID
    var name: String
    var mentions: Int
    /// Where each of the page's pictures has it; nil outside of the frame.
    var pixels: [ProjectedPoint?]
    /// Whether it is a spot, not an area.
    var isSpot: Bool
  }

  let rows: [Row]
  /// Every claimant once, as the texts call them.
  let claimants: [String]
  let places: [NamedPlace]
  private let numbers: [String: Int]

  /// - Parameter maps: The same map in the page's layouts; the first decides what is an area.
  init(_ reports: [Report], _ maps: [ComposedMap], _ language: MapLanguage) {
    let content = maps[0].content
    var items: [String: (item: MapContent.Item, isArea: Bool)] = [:]
    for item in content.sites.flatMap(\.items) + content.unlocated { items[item.id] = (item, false) }
    for item in content.areas.flatMap(\.items) { items[item.id] = (item, true) }
    var claimants: [String] = []
    var rows: [Row] = []
    var numbers: [String: Int] = [:]
    for located in reports.flatMap(\.incidents) {
      guard let told = items[located.incident.id] else { continue }
      var indices: [Int] = []
      for claimant in located.incident.claimants.map(\.text) {
        if let known = claimants.firstIndex(of: claimant) {
          if !indices.contains(known) { indices.append(known) }
        } else {
          indices.append(claimants.count)
          claimants.append(claimant)
        }
      }
      numbers[located.incident.id] = rows.count + 1
      rows.append(
        Row(
          number: rows.count + 1, located: located, item: told.item, isArea: told.isArea, claimants: indices))
    }
    self.rows = rows
    self.claimants = claimants
    self.numbers = numbers
    places = PageContent.places(reports, maps.map(\.projector), language)
  }

  func number(of incident: Incident) -> Int? { numbers[incident.id] }

  /// The element of a place: `place-gn-616052`.
  static func elementID(of place: PlaceID) -> String {
    "place-" + String(place.rawValue.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  /// The resolved places by their first mention.
  private static func places(
    _ reports: [Report], _ projectors: [MapProjector], _ language: MapLanguage
  ) -> [NamedPlace] {
    var places: [NamedPlace] = []
    var known: [PlaceID: Int] = [:]
    for report in reports {
      for resolution in report.reading.resolutions {
        guard let place = resolution.place.flatMap({ report.places[$0]?.place }) else { continue }
        if let index = known[place.id] {
          places[index].mentions += 1
          continue
        }
        known[place.id] = places.count
        places.append(
          NamedPlace(
            id: place.id, name: language.places.name(place.id, place.name), mentions: 1,
            pixels: projectors.map { projector in
              projector.pixel(of: place.coordinate).flatMap { projector.frame.contains($0) ? $0 : nil }
            },
            isSpot: place.feature.featureClass == "P" || place.feature.featureClass == "S"))
      }
    }
    return places
  }
}
