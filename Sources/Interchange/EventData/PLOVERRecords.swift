internal import Dispatches
internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing
internal import Incidents
internal import Lieudit

/// Event records of PLOVER, one JSON object a line.
///
/// Source of the fields: PLOVER manual 0.7b1, JSON Data Fields; `actor` is its `source`, and `resolution`, `admin1`,
/// `admin2`, `status`, `claimants`, `denied_by` and `counted_in` are fields of our own, as it allows. Fields are always
/// there, null or empty where there is nothing.
enum PLOVERRecords {
  /// Writes one record; false where PLOVER has no such event.
  static func write(
    _ record: EventRecord, generator: String, gazetteer: Gazetteer, span: OffsetMap, to json: inout JSONWriter
  ) -> Bool {
    guard let code = record.code.plover else { return false }
    let incident = record.incident
    json.beginObject()
    json.key("id")
    json.value(incident.id)
    json.key("date")
    json.value(record.days?.first)
    json.key("enddate")
    json.value(record.days?.last)
    json.key("event")
    write([code.event], to: &json)
    json.key("mode")
    write([code.mode].compactMap { $0 }, to: &json)
    json.key("context")
    write([code.context].compactMap { $0 }, to: &json)
    json.key("quad_code")
    json.value(code.quad)
    json.key("actor")
    write(record.actor, to: &json)
    json.key("recipient")
    write(record.target, to: &json)
    json.key("event_loc")
    write(record.place, gazetteer, to: &json)
    json.key("size")
    json.beginObject()
    json.key("dead")
    json.value(record.countedIn == nil ? incident.killed?.bestOrLow : incident.killed.map { _ in 0 })
    json.key("injured")
    json.value(record.countedIn == nil ? incident.injured?.bestOrLow : incident.injured.map { _ in 0 })
    json.endObject()
    json.key("link")
    json.value(incident.group)
    json.key("counted_in")
    json.value(record.countedIn)
    json.key("status")
    json.value(incident.status.rawValue)
    json.key("claimants")
    write(incident.claimants.map { EventRecord.named($0) }, to: &json)
    json.key("denied_by")
    write(incident.deniedBy.map { EventRecord.named($0) }, to: &json)
    json.key("event_text")
    write([record.evidence], to: &json)
    json.key("text_info")
    json.beginObject()
    json.key("start")
    json.value(span(incident.evidence.lowerBound))
    json.key("end")
    json.value(span(incident.evidence.upperBound))
    json.endObject()
    json.key("cite_info")
    json.beginObject()
    json.key("citation")
    json.value(record.report.dispatch.id)
    json.key("title")
    json.value(record.report.dispatch.headline?.onOneLine)
    json.key("language")
    json.value(record.report.dispatch.language ?? "fr")
    json.key("publication")
    json.value(record.agency)
    json.key("codebook")
    json.value("PLOVER 0.7b1")
    json.endObject()
    json.key("coder")
    json.value(generator)
    json.endObject()
    json.newline()
    return true
  }

  private static func write(_ strings: [String], to json: inout JSONWriter) {
    json.beginArray()
    for string in strings { json.value(string) }
    json.endArray()
  }

  /// A list of at most one actor.
  private static func write(_ party: EventParty?, to json: inout JSONWriter) {
    json.beginArray()
    if let party {
      json.beginObject()
      json.key("code")
      json.value(party.country?.alpha3)
      json.key("sector")
      json.value(party.sector)
      json.key("actor_text")
      json.value(party.party.text)
      json.endObject()
    }
    json.endArray()
  }

  private static func write(_ place: EventPlace, _ gazetteer: Gazetteer, to json: inout JSONWriter) {
    guard place.name != nil || place.coordinate != nil else {
      json.null()
      return
    }
    json.beginObject()
    json.key("geonameid")
    let id = place.isResolved ? place.ref.map { gazetteer.id($0).rawValue } : nil
    json.value(id.flatMap { $0.hasPrefix("gn:") ? Int($0.dropFirst(3)) : nil })
    json.key("name")
    json.value(place.name)
    json.key("latitude")
    number(place.coordinate?.latitude, to: &json)
    json.key("longitude")
    number(place.coordinate?.longitude, to: &json)
    let feature = place.isResolved ? place.ref.map { gazetteer.feature($0).description } : nil
    let parts = feature.map { $0.split(separator: ".").map(String.init) } ?? []
    json.key("feature class")
    json.value(parts.first)
    json.key("feature code")
    json.value(parts.count > 1 ? parts[1] : nil)
    json.key("country code")
    json.value(place.countryCode)
    json.key("cc3")
    json.value(place.country?.alpha3)
    json.key("admin1")
    json.value(place.divisions[0])
    json.key("admin2")
    json.value(place.divisions[1])
    json.key("resolution")
    json.value(place.precision?.plover.flatMap { Int($0) })
    json.endObject()
  }

  private static func number(_ number: Double?, to json: inout JSONWriter) {
    if let number { json.value(number, decimals: 6) } else { json.null() }
  }
}
