internal import Dispatches
internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing
internal import Incidents
internal import Lieudit

/// Reports as flat features, for tables and maps.
///
/// Every feature of a layer has all of the layer's columns in the same order and each column has one type, so that
/// GDAL and QGIS type them: dates are dates, counts integers; several values of one column are joined by `; `.
extension Report {
  func feature(_ located: LocatedIncident) -> Feature {
    let incident = located.incident
    let mentions = incident.places.map { place in place.mention.map { reading.mentions[$0].text.onOneLine } }
    // What was counted was counted for the group: it stands on its first incident only, so that sums are right.
    let isFirst = incident.group == incident.id
    func text(_ values: [String?]) -> PropertyValue {
      let known = values.compactMap { $0 }
      return known.isEmpty ? .null : .string(known.joined(separator: "; "))
    }
    func count(_ value: Int?) -> PropertyValue { isFirst ? value.map(PropertyValue.integer) ?? .null : .null }
    func date(_ value: CalendarDate?) -> PropertyValue { value.map(PropertyValue.date) ?? .null }
    let properties: [(name: String, value: PropertyValue)] = [
      ("layer", .string(GeoJSONLayer.incident.rawValue)),
      ("dispatch", .string(dispatch.id)),
      ("group", .string(incident.group)),
      ("kind", .string(incident.kind.rawValue)),
      ("status", .string(incident.status.rawValue)),
      (
        "name",
        text(incident.places.enumerated().map { index, place in name(of: place.place) ?? mentions[index] })
      ),
      ("place", text(incident.places.map { id(of: $0.place) })),
      ("within", text(incident.places.map { id(of: $0.within) })),
      ("relation", text(incident.places.map(\.relation.rawValue))),
      ("precision", .string(incident.precision.rawValue)),
      ("date_start", date(incident.date?.start)),
      ("date_end", date(incident.date?.end)),
      ("date_precision", text([incident.date?.precision.rawValue])),
      ("actor", text([incident.actor?.text])),
      ("actor_side", text([incident.actor?.side])),
      ("target", text([incident.target?.text])),
      ("target_side", text([incident.target?.side])),
      ("claimants", text(incident.claimants.map(\.text))),
      ("claimant_sides", text(incident.claimants.map(\.side))),
      ("denied_by", text(incident.deniedBy.map(\.text))),
      ("weapons", text(incident.weapons)),
      ("killed_low", count(incident.killed?.low)),
      ("killed_best", count(incident.killed?.best)),
      ("killed_high", count(incident.killed?.high)),
      ("killed_text", isFirst ? text([incident.killed?.text]) : .null),
      ("injured_low", count(incident.injured?.low)),
      ("injured_best", count(incident.injured?.best)),
      ("injured_high", count(incident.injured?.high)),
      ("injured_text", isFirst ? text([incident.injured?.text]) : .null),
      ("unnamed_places", .integer(incident.unnamedPlaces)),
      ("confidence", .number((incident.confidence * 1000).rounded() / 1000)),
      ("evidence", .string(dispatch.string(incident.evidence))),
      ("same_as", text(located.sameAs.map(\.id))),
    ]
    return Feature(id: incident.id, geometry: located.geometry, properties: properties)
  }

  /// The resolved places that are mentioned, by id.
  var placeFeatures: [Feature] {
    var counts: [PlaceRef: [Role: Int]] = [:]
    for (mention, resolution) in zip(reading.mentions, reading.resolutions) {
      if let place = resolution.place { counts[place, default: [:]][mention.role, default: 0] += 1 }
    }
    let mentioned = counts.compactMap { ref, roles in places[ref].map { (record: $0, roles: roles) } }
    return mentioned.sorted { $0.record.place.id < $1.record.place.id }.map { record, roles in
      let place = record.place
      var properties: [(name: String, value: PropertyValue)] = [
        ("layer", .string(GeoJSONLayer.place.rawValue)),
        ("dispatch", .string(dispatch.id)),
        ("name", .string(place.name)),
        ("place", .string(place.id.rawValue)),
        ("name_local", record.localName.map(PropertyValue.string) ?? .null),
        ("name_en", record.englishName.map(PropertyValue.string) ?? .null),
        ("country", place.country.map(PropertyValue.string) ?? .null),
        ("division", place.division.map { .string($0.rawValue) } ?? .null),
        ("feature", .string(place.feature.rawValue)),
        ("mentions", .integer(roles.values.reduce(0, +))),
      ]
      properties += Role.allCases.map { ("mentions_\($0.rawValue)", .integer(roles[$0] ?? 0)) }
      return Feature(
        id: "\(dispatch.id)/\(place.id.rawValue)", geometry: .point(place.coordinate), properties: properties)
    }
  }

  private func name(of ref: PlaceRef?) -> String? { ref.flatMap { places[$0]?.place.name } }
}
