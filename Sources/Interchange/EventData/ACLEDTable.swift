internal import Dispatches
internal import GeoTypes
internal import Incidents
internal import Lieudit

/// Rows with ACLED's columns. They are no ACLED data: nobody of ACLED has coded or checked them.
///
/// Source of the columns and of what they hold: ACLED codebook, 2023. `Documentation/exports.md` says what of each is
/// known.
enum ACLEDTable {
  static let columns = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction",
    "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude",
    "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
  ]

  /// Writes one row; false where ACLED has no such event.
  static func write(_ record: EventRecord, codes: EventCodes, generator: String, to csv: inout CSVBuffer)
    -> Bool
  {
    guard let kind = record.code.acled else { return false }
    let day = record.days.map { middle(of: $0) }
    let place = record.place
    csv.text(record.incident.id)
    csv.text(day?.description)
    csv.integer(day?.year)
    csv.text(record.datePrecision?.acled)
    csv.text(kind.disorderType)
    csv.text(kind.eventType)
    csv.text(kind.subEventType)
    csv.text(record.actor?.party.text)
    csv.text(nil)
    csv.integer(record.actor?.inter)
    csv.text(record.target?.party.text)
    csv.text(nil)
    csv.integer(record.target?.inter)
    csv.integer(interaction(record))
    csv.text(kind.targetsCivilians || record.target?.isCivilian ?? false ? "Civilian targeting" : nil)
    csv.integer(place.country?.numeric)
    csv.text(place.country?.acledRegion)
    csv.text(place.country?.name)
    for division in place.divisions { csv.text(division) }
    csv.text(place.name)
    csv.number(place.coordinate?.latitude)
    csv.number(place.coordinate?.longitude)
    csv.text(place.precision?.acled)
    csv.text(record.agency)
    csv.text(record.agency.flatMap { codes.scales.code(.agency, $0)?.acled })
    csv.text(record.evidence)
    csv.integer(record.killed?.bestOrLow ?? 0)
    csv.text(tags(of: record, generator: generator))
    csv.integer(record.report.dispatch.published.map { $0.daysSince1970 * 86_400 })
    csv.endRow()
    return true
  }

  /// The reference day of a span is its middle one.
  private static func middle(of days: (first: CalendarDate, last: CalendarDate)) -> CalendarDate {
    days.first.adding(days: (days.last.daysSince1970 - days.first.daysSince1970) / 2)
  }

  /// The two inter codes as one number, the smaller first (12 for rebels against state forces as for the reverse); 10,
  /// 20 … for an actor alone. Nil where a party's code is not known, and for civilians without any other party.
  private static func interaction(_ record: EventRecord) -> Int? {
    guard let first = record.actor?.inter else { return nil }
    guard record.target != nil else { return first == EventParty.civilians ? nil : first * 10 }
    guard let second = record.target?.inter else { return nil }
    return min(first, second) * 10 + max(first, second)
  }

  /// What the columns have no room for: status, who claims and denies it, where the group's dead are counted.
  private static func tags(of record: EventRecord, generator: String) -> String {
    let incident = record.incident
    var tags = ["status=\(incident.status.rawValue)"]
    tags += incident.claimants.map { "claimed by \(EventRecord.named($0))" }
    tags += incident.deniedBy.map { "denied by \(EventRecord.named($0))" }
    if record.groupSize > 1 { tags.append("group=\(incident.group)") }
    if let bearer = record.countedIn, incident.killed != nil {
      tags.append("fatalities counted in \(bearer)")
    }
    if incident.unnamedPlaces > 0 { tags.append("unnamed places=\(incident.unnamedPlaces)") }
    tags.append("generator: \(generator)")
    // A semicolon separates tags.
    return tags.map { tag in String(tag.map { $0 == ";" ? "," : $0 }) }.joined(separator: "; ")
  }
}
