internal import Dispatches
internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing
internal import Incidents
internal import Lieudit

/// One incident with everything that a scheme's row is made of.
struct EventRecord {
  let incident: Incident
  let report: Report
  let code: KindCode
  let place: EventPlace
  let actor: EventParty?
  let target: EventParty?
  /// How closely the date is known, in each scheme; nil for none, or for a date vaguer than any scheme has it.
  let datePrecision: ScaleCodes.Code?
  /// The first and the last day; the dispatch's day ends what still goes on.
  let days: (first: CalendarDate, last: CalendarDate)?
  /// The incident of its group that bears the group's casualties, where that is another one.
  var countedIn: String?
  /// How many incidents its group has.
  var groupSize = 1

  init(_ located: LocatedIncident, in report: Report, codes: EventCodes, gazetteer: Gazetteer) {
    let incident = located.incident
    self.incident = incident
    self.report = report
    code = codes.kinds[incident.kind]
    let place = EventPlace(of: located, in: report, codes: codes, gazetteer: gazetteer)
    self.place = place
    // Who demonstrates or riots is so called; whom they meet is not.
    let eventType = code.acled?.eventType
    func party(_ party: Party?, eventType: String?) -> EventParty? {
      party.map {
        EventParty($0, in: report, codes: codes, eventType: eventType, country: place.countryCode)
      }
    }
    actor = party(incident.actor, eventType: eventType)
    target = party(incident.target, eventType: nil)
    days = incident.date.map { date in
      (date.start, max(date.start, date.end ?? report.dispatch.anchor ?? date.start))
    }
    datePrecision = days.flatMap {
      codes.scales.code(days: $0.last.daysSince1970 - $0.first.daysSince1970 + 1)
    }
  }

  /// The sentence that says so.
  var evidence: String { report.dispatch.string(incident.evidence).onOneLine }

  /// The agency that sent the dispatch: its dateline's, else what its envelope says.
  var agency: String? { report.dispatch.layout.dateline?.agency ?? report.dispatch.source }

  /// The killed, as this row counts them: nil where none are told; all nil where another row of the group bears them.
  var killed: Quantity? { countedIn == nil ? incident.killed : nil }

  /// `armée azerbaïdjanaise (AZ)`
  static func named(_ party: Party) -> String { party.side.map { "\(party.text) (\($0))" } ?? party.text }
}

extension Quantity {
  /// The count that the text gives, else the least that it gives.
  var bestOrLow: Int? { best ?? low ?? high }
}
