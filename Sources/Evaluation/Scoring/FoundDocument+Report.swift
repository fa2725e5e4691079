internal import Dispatches
internal import GazetteerIndex
internal import Geoparsing
internal import Incidents
package import Lieudit

extension FoundDocument {
  /// What a report says, as `lieudit tag` prints it.
  package init(_ report: Report, in text: ScalarText) {
    let offsets = text.offsetsOfBytes()
    func span(_ range: Range<Int>) -> Span { Span(offsets[range.lowerBound], offsets[range.upperBound]) }
    func place(_ ref: PlaceRef?) -> FoundPlace? {
      guard let ref, let place = report.places[ref]?.place else { return nil }
      return FoundPlace(
        id: place.id.rawValue, name: place.name, coordinate: place.coordinate, country: place.country,
        feature: place.feature.rawValue)
    }
    self.init()
    mentions = zip(report.reading.mentions, report.reading.resolutions).map { mention, resolution in
      FoundMention(
        span: span(mention.range), role: mention.role, place: place(resolution.place),
        countryWithin: place(resolution.within)?.country, confidence: resolution.confidence)
    }
    if let found = report.dispatch.layout.dateline {
      let date = found.date ?? (found.day == nil ? nil : report.dispatch.anchor)
      dateline = GoldDateline(
        span: span(found.cities.first ?? found.range), date: date.map { "\($0)" }, agency: found.agency)
    }
    times = report.times.map {
      FoundTime(span: span($0.range), kind: $0.kind, value: $0.value, days: $0.days)
    }
    incidents = report.incidents.map { located in
      let incident = located.incident
      var found = FoundIncident(
        kind: incident.kind.rawValue, status: incident.status,
        places: incident.places.filter { $0.mention != nil || $0.place != nil }.map {
          FoundIncident.Place(mention: $0.mention, place: place($0.place))
        }, start: incident.date?.start, end: incident.date?.end, evidence: span(incident.evidence))
      found.actorSide = incident.actor?.side
      found.claimants = incident.claimants.map(\.text)
      found.killed = incident.killed.map { GoldQuantity(low: $0.low, best: $0.best, high: $0.high) }
      found.injured = incident.injured.map { GoldQuantity(low: $0.low, best: $0.best, high: $0.high) }
      return found
    }
  }
}
