internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing
internal import Incidents
internal import Lieudit

/// What a map has to say of a dispatch, sorted by how it is drawn.
struct MapContent {
  /// One incident as the map tells it.
  struct Item {
    var id: String
    var style: KindStyle
    var status: IncidentStatus
    var days: DateInterval?
    /// `31 octobre 2020`; nil where undated.
    var period: String?
    /// `Choucha`, `près de Choucha`, `Choucha et 3 lieux non nommés`; nil for none.
    var place: String?
    /// ` (selon : armée azerbaïdjanaise)`; empty where the agency itself reports.
    var attribution: String

    /// `Bombardement, près de Choucha, 31 octobre 2020 (selon : armée azerbaïdjanaise)`
    var sentence: String {
      [style.label, place, period].compactMap(\.self).joined(separator: ", ") + attribution
    }
  }

  /// A spot with all that happened there.
  struct Site {
    var coordinate: Coordinate
    var name: String
    /// The gazetteer's id of what is there; nil for a spot that it lacks.
    var place: PlaceID?
    var items: [Item]
  }

  /// An area with all that happened somewhere in it.
  struct Area {
    /// Polygons with closed rings.
    var polygons: [[[Coordinate]]]
    var name: String
    var items: [Item]
    /// Around its main parts: far islands do not count.
    var bounds: BoundingBox
    /// A sea or a gulf: what reaches over the shore is hidden by drawing it under the land.
    var isWater: Bool
  }

  var sites: [Site] = []
  var areas: [Area] = []
  var unlocated: [Item] = []
  /// Where the dispatch is about, for a map without incidents.
  var mentioned: [Place] = []
  var countries: Set<String> = []
  /// The dispatches' own spelling of towns that the gazetteer knows no French name of; the first dispatch's.
  var spellings: [PlaceID: String] = [:]

  var items: [Item] { located + unlocated }
  /// Those with a place.
  var located: [Item] { sites.flatMap(\.items) + areas.flatMap(\.items) }

  /// Of several reports, what happened at a place stands together whichever dispatch tells it.
  init(_ reports: [Report], _ language: MapLanguage, kinds: KindStyles) {
    var siteOf: [Coordinate: Int] = [:]
    var areaOf: [Geometry: Int] = [:]
    let repeated = MapContent.repeated(in: reports)
    for (index, report) in reports.enumerated() {
      add(report, without: repeated[index], language, kinds, &siteOf, &areaOf)
    }
    let places = MapContent.framed(reports.flatMap(MapContent.mentionedPlaces))
    mentioned = places
    if reports.allSatisfy(\.incidents.isEmpty) { countries = Set(places.compactMap(\.country)) }
  }

  /// For each report, the ids of the incidents that a later one tells again: a map shows each once, as it was told last.
  private static func repeated(in reports: [Report]) -> [Set<String>] {
    var repeated = [Set<String>](repeating: [], count: reports.count)
    var teller: [String: Int] = [:]
    for (index, report) in reports.enumerated() {
      for link in report.incidents.lazy.flatMap(\.sameAs) {
        if let earlier = teller[link.id] { repeated[earlier].insert(link.id) }
      }
      for located in report.incidents { teller[located.incident.id] = index }
    }
    return repeated
  }

  private mutating func add(
    _ report: Report, without repeated: Set<String>, _ language: MapLanguage, _ kinds: KindStyles,
    _ siteOf: inout [Coordinate: Int],
    _ areaOf: inout [Geometry: Int]
  ) {
    let telling = IncidentTelling(report: report, language: language)
    for (place, name) in telling.spelled { if spellings[place] == nil { spellings[place] = name } }
    for located in report.incidents where !repeated.contains(located.incident.id) {
      let incident = located.incident
      let name = telling.name(of: incident)
      let item = telling.item(incident, name: name, kinds[incident.kind])
      let isWater =
        incident.places.first?.place.flatMap { report.places[$0]?.place.feature.rawValue }
        .map { ["H.SEA", "H.OCN", "H.GULF", "H.STRT", "H.BAY", "H.CHN"].contains($0) } ?? false
      let container = incident.places.first.flatMap { telling.container(of: $0) }
      let place = incident.places.first?.place.flatMap { report.places[$0]?.place.id }
      switch located.geometry {
      case .point(let coordinate)?: add(item, at: coordinate, name, place, &siteOf)
      case .multiPoint(let coordinates)?, .lineString(let coordinates)?:
        if coordinates.isEmpty { unlocated.append(item) }
        for coordinate in coordinates { add(item, at: coordinate, name, place, &siteOf) }
      case .multiLineString(let lines)?:
        if lines.allSatisfy(\.isEmpty) { unlocated.append(item) }
        for coordinate in lines.compactMap(\.first) {
          add(item, at: coordinate, name, place, &siteOf)
        }
      case .polygon(let rings)?:
        add(item, over: [rings], name, in: container, isWater: isWater, key: located.geometry, &areaOf)
      case .multiPolygon(let polygons)?:
        add(item, over: polygons, name, in: container, isWater: isWater, key: located.geometry, &areaOf)
      case nil: unlocated.append(item)
      }
      for place in incident.places {
        guard let ref = place.place ?? place.within, let country = report.places[ref]?.place.country else {
          continue
        }
        countries.insert(country)
      }
    }
  }

  private mutating func add(
    _ item: Item, at coordinate: Coordinate, _ name: String?, _ place: PlaceID?,
    _ siteOf: inout [Coordinate: Int]
  ) {
    if let index = siteOf[coordinate] {
      sites[index].items.append(item)
    } else {
      siteOf[coordinate] = sites.count
      sites.append(Site(coordinate: coordinate, name: name ?? "", place: place, items: [item]))
    }
  }

  private mutating func add(
    _ item: Item, over polygons: [[[Coordinate]]], _ name: String?, in container: String?, isWater: Bool,
    key: Geometry?, _ areaOf: inout [Geometry: Int]
  ) {
    guard let key, let bounds = MapContent.mainBounds(polygons) else { return unlocated.append(item) }
    if let index = areaOf[key] {
      areas[index].items.append(item)
      // Two villages of one province: the map names the province, the rows below the villages.
      if areas[index].name != name, let container { areas[index].name = container }
    } else {
      areaOf[key] = areas.count
      areas.append(
        Area(polygons: polygons, name: name ?? "", items: [item], bounds: bounds, isWater: isWater))
    }
  }

  /// The box around the polygons that have at least a seventh of the largest one's box, so that an overseas
  /// territory does not turn a map of its country into a map of the world.
  private static func mainBounds(_ polygons: [[[Coordinate]]]) -> BoundingBox? {
    let boxes = polygons.compactMap { polygon in
      polygon.first.flatMap { ring in BoundingBox(around: ring).map { (box: $0, ring: ring) } }
    }
    let largest = boxes.map { $0.box.width * $0.box.height }.max() ?? 0
    let main = boxes.filter { $0.box.width * $0.box.height * 7 >= largest }
    return BoundingBox(around: main.flatMap(\.ring))
  }
}

extension MapContent {
  /// The places that the dispatch names as places; all that it names where there are none.
  private static func mentionedPlaces(_ report: Report) -> [Place] {
    func places(_ roles: Set<Role>) -> [Place] {
      zip(report.reading.mentions, report.reading.resolutions).compactMap { mention, resolution in
        guard roles.contains(mention.role), let ref = resolution.place else { return nil }
        return report.places[ref]?.place
      }
    }
    let literal = places([.literal])
    return literal.isEmpty ? places([.dateline, .metonym, .demonym]) : literal
  }

  /// What a map without incidents frames: the spots that the dispatch names; its divisions, regions and countries where
  /// it names no spot.
  private static func framed(_ places: [Place]) -> [Place] {
    let spots = places.filter { ["P", "S"].contains($0.feature.featureClass) }
    return spots.isEmpty ? places : spots
  }
}
