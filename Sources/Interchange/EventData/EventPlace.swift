internal import Dispatches
internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing
internal import Incidents
internal import Lieudit

/// Where an incident was, as the schemes ask for it.
struct EventPlace {
  /// As the gazetteer shows it; as the text has it where the gazetteer lacks the place; nil for an unlocated incident.
  var name: String?
  /// The place, else the smallest known one that holds it.
  var ref: PlaceRef?
  /// Whether `ref` is the place itself.
  var isResolved = false
  /// A point, also of an area: the precision says what it is worth.
  var coordinate: Coordinate?
  var country: CountryCodes.Country?
  /// ISO 3166-1 alpha-2 or nothing; also of a country that `countries.tsv` lacks.
  var countryCode: String?
  /// The first-, second- and third-order division that hold it or that it is.
  var divisions: [String?] = [nil, nil, nil]
  /// How closely it is known, in each scheme; nil for an unlocated incident.
  var precision: ScaleCodes.Code?
  /// The words of the text for it, with their relation and part: `near Terter`, `Haut-Karabakh (s)`.
  var description: String?

  init(of located: LocatedIncident, in report: Report, codes: EventCodes, gazetteer: Gazetteer) {
    let incident = located.incident
    let places = incident.places
    precision = codes.scales.code(.precision, incident.precision.rawValue)
    func name(of place: IncidentPlace) -> String? {
      place.place.map { gazetteer.name($0) }
        ?? place.mention.map { report.reading.mentions[$0].text.onOneLine }
    }
    func told(_ place: IncidentPlace) -> String? {
      place.mention.map { report.reading.mentions[$0].text.onOneLine }
    }
    let isBetween = places.count > 1 && places[0].relation == .between
    guard let first = places.first(where: { $0.place != nil || $0.within != nil }) else {
      self.name = places.lazy.compactMap { told($0) }.first
      description = self.name
      precision = nil
      return
    }
    let ref = first.place ?? first.within
    self.ref = ref
    isResolved = first.place != nil
    self.name = isBetween ? places.compactMap { name(of: $0) }.joined(separator: " – ") : name(of: first)
    description = isBetween ? places.compactMap { told($0) }.joined(separator: " – ") : told(first)
    if isBetween || first.relation != .at && first.relation != .in {
      description = description.map { "\(first.relation.rawValue) \($0)" }
    }
    if let part = first.part { description = description.map { "\($0) (\(part))" } }
    guard let ref else { return }
    coordinate = gazetteer.coordinate(ref)
    // A part of an area is elsewhere than the area's own point.
    if first.part != nil, let box = located.geometry?.bounds { coordinate = box.center }
    countryCode = gazetteer.countryCode(ref)?.description
    country = countryCode.flatMap { codes.countries[$0] }
    divisions = EventPlace.orders.map { order in
      order.flatMap { EventPlace.division(of: ref, order: $0, gazetteer, depth: 6) }.map {
        gazetteer.name($0)
      }
    }
    if isBetween {
      precision = codes.scales.code(.place, "between")
    } else if gazetteer.featureClass(ref) == UInt8(ascii: "H"), countryCode == nil,
      let water = codes.scales.code(.place, "water")?.ucdp
    {
      precision?.ucdp = water
    }
  }

  private static let orders = ["A.ADM1", "A.ADM2", "A.ADM3"].map { PackedFeature($0) }

  /// The division of an order that holds a place or is it.
  private static func division(
    of ref: PlaceRef, order: PackedFeature, _ gazetteer: Gazetteer, depth: Int
  ) -> PlaceRef? {
    if gazetteer.feature(ref) == order { return ref }
    guard depth > 0 else { return nil }
    for container in [gazetteer.divisionRef(ref)].compactMap({ $0 }) + gazetteer.parents(of: ref)
    where container != ref && gazetteer.featureClass(container) == UInt8(ascii: "A") {
      if let found = division(of: container, order: order, gazetteer, depth: depth - 1) { return found }
    }
    return nil
  }
}
