package import GeoTypes
package import Geoparsing
package import Incidents

/// What the program found in a document, with spans in code points: what is held against the gold.
package struct FoundDocument: Sendable {
  package var mentions: [FoundMention] = []
  package var dateline: GoldDateline?
  package var times: [FoundTime] = []
  package var incidents: [FoundIncident] = []

  package init() {}
}

package struct FoundPlace: Hashable, Sendable {
  package var id: String
  package var name: String
  package var coordinate: Coordinate
  /// ISO 3166-1; nil for what spans countries.
  package var country: String?
  /// GeoNames' class and code, `P.PPLC`.
  package var feature: String

  package init(id: String, name: String, coordinate: Coordinate, country: String?, feature: String) {
    self.id = id
    self.name = name
    self.coordinate = coordinate
    self.country = country
    self.feature = feature
  }
}

package struct FoundMention: Sendable {
  package var span: Span
  package var role: Role
  package var place: FoundPlace?
  /// The country of what holds an unresolved place.
  package var countryWithin: String?
  package var confidence: Double

  package init(
    span: Span, role: Role, place: FoundPlace? = nil, countryWithin: String? = nil, confidence: Double = 0
  ) {
    self.span = span
    self.role = role
    self.place = place
    self.countryWithin = countryWithin
    self.confidence = confidence
  }
}

package struct FoundTime: Sendable {
  package var span: Span
  package var kind: TimeExpression.Kind
  package var value: String
  package var days: DateInterval?

  package init(span: Span, kind: TimeExpression.Kind, value: String, days: DateInterval? = nil) {
    self.span = span
    self.kind = kind
    self.value = value
    self.days = days
  }
}

package struct FoundIncident: Sendable {
  package struct Place: Hashable, Sendable {
    /// Index into the found mentions; nil for an unnamed place.
    package var mention: Int?
    package var place: FoundPlace?

    package init(mention: Int?, place: FoundPlace?) {
      self.mention = mention
      self.place = place
    }
  }

  package var kind: String
  package var status: IncidentStatus
  /// Those that are named or known.
  package var places: [Place]
  package var start: CalendarDate?
  package var end: CalendarDate?
  package var actorSide: String?
  package var claimants: [String] = []
  package var killed: GoldQuantity?
  package var injured: GoldQuantity?
  package var evidence: Span

  package init(
    kind: String, status: IncidentStatus, places: [Place], start: CalendarDate? = nil,
    end: CalendarDate? = nil, evidence: Span
  ) {
    self.kind = kind
    self.status = status
    self.places = places
    self.start = start
    self.end = end
    self.evidence = evidence
  }
}
