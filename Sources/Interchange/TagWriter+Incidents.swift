internal import Dispatches
internal import GeoTypes
internal import Incidents
internal import Lieudit

extension TagWriter {
  mutating func writeIncident(_ located: LocatedIncident, of report: Report, _ span: OffsetMap) {
    let incident = located.incident
    json.beginObject()
    json.key("id")
    json.value(incident.id)
    json.key("group")
    json.value(incident.group)
    json.key("kind")
    json.value(incident.kind.rawValue)
    json.key("status")
    json.value(incident.status.rawValue)
    json.key("places")
    json.beginArray()
    for place in incident.places { write(place, of: report) }
    json.endArray()
    json.key("precision")
    json.value(incident.precision.rawValue)
    json.key("geometry")
    if let geometry = located.geometry?.asRFC7946 { json.value(geometry) } else { json.null() }
    json.key("date")
    write(incident.date)
    json.key("actor")
    write(incident.actor)
    json.key("target")
    write(incident.target)
    json.key("claimants")
    write(incident.claimants)
    json.key("denied_by")
    write(incident.deniedBy)
    json.key("weapons")
    write(incident.weapons)
    json.key("casualties")
    json.beginObject()
    json.key("killed")
    write(incident.killed)
    json.key("injured")
    write(incident.injured)
    json.endObject()
    json.key("evidence")
    json.beginObject()
    writeSpan(incident.evidence, of: report, span)
    json.endObject()
    json.key("unnamed_places")
    json.value(incident.unnamedPlaces)
    json.key("confidence")
    json.value(incident.confidence, decimals: 3)
    json.key("same_as")
    json.beginArray()
    for link in located.sameAs { write(link) }
    json.endArray()
    json.endObject()
  }

  private mutating func write(_ link: IncidentLink) {
    json.beginObject()
    json.key("id")
    json.value(link.id)
    json.key("revision")
    json.value(link.isRevision)
    json.key("changed")
    json.beginArray()
    for change in link.changes {
      json.beginObject()
      json.key("field")
      json.value(change.field.rawValue)
      json.key("from")
      json.value(change.from)
      json.key("to")
      json.value(change.to)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private mutating func write(_ place: IncidentPlace, of report: Report) {
    json.beginObject()
    json.key("mention")
    json.value(place.mention)
    json.key("place")
    json.value(report.id(of: place.place))
    json.key("within")
    json.value(report.id(of: place.within))
    json.key("relation")
    json.value(place.relation.rawValue)
    json.key("part")
    json.value(place.part)
    json.endObject()
  }

  private mutating func write(_ date: DateInterval?) {
    guard let date else {
      json.null()
      return
    }
    json.beginObject()
    json.key("start")
    json.value(date.start)
    json.key("end")
    json.value(date.end)
    json.key("precision")
    json.value(date.precision.rawValue)
    json.endObject()
  }

  private mutating func write(_ party: Party?) {
    guard let party else {
      json.null()
      return
    }
    json.beginObject()
    json.key("text")
    json.value(party.text)
    json.key("side")
    json.value(party.side)
    json.endObject()
  }

  private mutating func write(_ parties: [Party]) {
    json.beginArray()
    for party in parties { write(party) }
    json.endArray()
  }

  private mutating func write(_ quantity: Quantity?) {
    guard let quantity else {
      json.null()
      return
    }
    json.beginObject()
    json.key("low")
    json.value(quantity.low)
    json.key("best")
    json.value(quantity.best)
    json.key("high")
    json.value(quantity.high)
    json.key("text")
    json.value(quantity.text)
    json.endObject()
  }
}
