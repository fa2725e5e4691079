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
    /// `Choucha`, `près de Choucha`, `Choucha et 3 lieux non nommés`; nil for none.
    var place: String?
    /// ` (selon : armée azerbaïdjanaise)`; empty where the agency itself reports.
    var attribution: String

    /// `Bombardement, près de Choucha, 31 octobre 2020 (selon : armée azerbaïdjanaise)`
    var words: String {
      [style.label, place, days.map(FrenchText.period)].compactMap(\.self).joined(separator: ", ")
        + attribution
    }
  }

  /// A spot with all that happened there.
  struct Site {
    var coordinate: Coordinate
    var name: String
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
    /// A sea or a gulf: its box is cut to the water by drawing it under the land.
    var isWater: Bool
  }

  var sites: [Site] = []
  var areas: [Area] = []
  var unlocated: [Item] = []
  /// Where the dispatch is about, for a map without incidents.
  var mentioned: [Coordinate] = []
  var countries: Set<String> = []

  var items: [Item] { sites.flatMap(\.items) + areas.flatMap(\.items) + unlocated }

  init(_ report: Report, styles: KindStyles) {
    var siteOf: [Coordinate: Int] = [:]
    var areaOf: [Geometry: Int] = [:]
    for located in report.incidents {
      let incident = located.incident
      let name = MapContent.name(of: incident, in: report)
      let item = MapContent.item(incident, name: name, styles[incident.kind])
      let isWater =
        incident.places.first?.place.flatMap { report.places[$0]?.place.feature.featureClass } == "H"
      let container = incident.places.first.flatMap { MapContent.container(of: $0, in: report) }
      switch located.geometry {
      case .point(let coordinate)?: add(item, at: coordinate, name, &siteOf)
      case .multiPoint(let coordinates)?, .lineString(let coordinates)?:
        if coordinates.isEmpty { unlocated.append(item) }
        for coordinate in coordinates { add(item, at: coordinate, name, &siteOf) }
      case .multiLineString(let lines)?:
        if lines.allSatisfy(\.isEmpty) { unlocated.append(item) }
        for coordinate in lines.compactMap(\.first) { add(item, at: coordinate, name, &siteOf) }
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
    let places = MapContent.mentionedPlaces(report)
    mentioned = places.map(\.coordinate)
    if report.incidents.isEmpty { countries = Set(places.compactMap(\.country)) }
  }

  private mutating func add(
    _ item: Item, at coordinate: Coordinate, _ name: String?, _ siteOf: inout [Coordinate: Int]
  ) {
    if let index = siteOf[coordinate] {
      sites[index].items.append(item)
    } else {
      siteOf[coordinate] = sites.count
      sites.append(Site(coordinate: coordinate, name: name ?? "", items: [item]))
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
  /// The place's name as the map shows it; a place that the gazetteer lacks by its name in the text, with what
  /// contains it: `Tongo Béri (Tillabéri)`.
  private static func name(of incident: Incident, in report: Report) -> String? {
    for place in incident.places {
      if let record = place.place.flatMap({ report.places[$0] }) {
        return record.place.name + (place.part.flatMap(FrenchText.part).map { " (\($0))" } ?? "")
      }
      let container = MapContent.container(of: place, in: report)
      guard let mention = place.mention, report.reading.mentions.indices.contains(mention) else {
        if let container { return container }
        continue
      }
      let text = report.reading.mentions[mention].text.split(whereSeparator: \.isWhitespace).joined(
        separator: " ")
      return text + (container.map { " (\($0))" } ?? "")
    }
    return nil
  }

  private static func container(of place: IncidentPlace, in report: Report) -> String? {
    (place.within ?? place.place).flatMap { report.places[$0]?.place.name }
  }

  private static func item(_ incident: Incident, name: String?, _ style: KindStyle) -> Item {
    let place = name.map { name in
      switch incident.places.first?.relation {
      case .near: "près de \(name)"
      case .from: "depuis \(name)"
      case .to: "vers \(name)"
      case .at, .in, .between, nil: name
      }
    }
    let unnamed =
      incident.unnamedPlaces == 0
      ? nil : FrenchText.count(incident.unnamedPlaces, "lieu non nommé", "lieux non nommés")
    let claimants = FrenchText.list(unique(incident.claimants.map(\.text)))
    let deniers = FrenchText.list(unique(incident.deniedBy.map(\.text)))
    let attribution =
      switch (incident.status, claimants.isEmpty) {
      case (.reported, _): ""
      case (.claimed, true): " (affirmé)"
      case (.claimed, false): " (selon\u{A0}: \(claimants))"
      case (.disputed, _):
        " (contesté" + (claimants.isEmpty ? "" : "\u{A0}; selon\u{A0}: \(claimants)")
          + (deniers.isEmpty ? "" : "\u{A0}; démenti\u{A0}: \(deniers)") + ")"
      }
    var style = style
    style.label = FrenchText.typographic(style.label)
    return Item(
      id: incident.id, style: style, status: incident.status, days: incident.date,
      place: place.map { place in unnamed.map { "\(place) et \($0)" } ?? place } ?? unnamed,
      attribution: FrenchText.typographic(attribution))
  }

  private static func unique(_ texts: [String]) -> [String] {
    // A name may run across a hard line break.
    let texts = texts.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    return texts.enumerated().filter { index, text in !texts[..<index].contains(text) }.map(\.element)
  }

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
}
