package import GeoTypes
package import Geoparsing
package import Incidents

/// What an annotated corpus tells of its documents. What it does not tell is neither asked for nor held against anyone.
package struct Layers: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// Names of places.
  package static let mentions = Layers(rawValue: 1 << 0)
  /// Adjectives and peoples among the mentions.
  package static let demonyms = Layers(rawValue: 1 << 1)
  /// The role of every mention.
  package static let roles = Layers(rawValue: 1 << 2)
  /// Which mentions stand for a government, an army or a team.
  package static let metonymy = Layers(rawValue: 1 << 3)
  /// Where the places are.
  package static let places = Layers(rawValue: 1 << 4)
  package static let persons = Layers(rawValue: 1 << 5)
  package static let datelines = Layers(rawValue: 1 << 6)
  package static let times = Layers(rawValue: 1 << 7)
  package static let timeValues = Layers(rawValue: 1 << 8)
  package static let incidents = Layers(rawValue: 1 << 9)

  /// Every layer with its name in reports, in their order.
  package static let named: [(layer: Layers, name: String)] = [
    (.mentions, "mentions"), (.demonyms, "demonyms"), (.roles, "roles"), (.metonymy, "metonymy"),
    (.places, "places"), (.persons, "persons"), (.datelines, "datelines"), (.times, "times"),
    (.timeValues, "time values"), (.incidents, "incidents"),
  ]

  package var names: [String] { Layers.named.filter { contains($0.layer) }.map(\.name) }
}

/// One annotated text.
package struct GoldDocument: Sendable {
  package var id: String
  /// The line of its file on which it begins.
  package var line: Int
  package var text: ScalarText
  package var published: CalendarDate?
  package var layers: Layers
  package var mentions: [GoldMention] = []
  package var persons: [Span] = []
  /// Organisations and whatever else the corpus names that is neither place nor person.
  package var others: [Span] = []
  package var dateline: GoldDateline?
  package var times: [GoldTime] = []
  /// The kinds of times that are annotated; nil for all.
  package var timeKinds: Set<TimeExpression.Kind>?
  /// Where found times are not counted.
  package var ignored: [Span] = []
  package var incidents: [GoldIncident] = []

  package init(id: String, line: Int, text: String, published: CalendarDate? = nil, layers: Layers) {
    self.id = id
    self.line = line
    self.text = ScalarText(text)
    self.published = published
    self.layers = layers
  }
}

/// A toponym that an annotator marked.
package struct GoldMention: Hashable, Sendable {
  package var span: Span
  package var text: String
  /// Nil where the corpus has no roles.
  package var role: Role?
  /// Whether it is a metonym, in corpora that tell so much only.
  package var isMetonym: Bool
  /// Nil for demonyms, and where the corpus has no places.
  package var location: GoldLocation?

  package init(
    span: Span, text: String, role: Role? = nil, isMetonym: Bool = false, location: GoldLocation? = nil
  ) {
    self.span = span
    self.text = text
    self.role = role
    self.isMetonym = isMetonym || role == .metonym
    self.location = location
  }
}

/// Where a marked place is.
package enum GoldLocation: Hashable, Sendable {
  /// A town or another point.
  case point(Coordinate)
  /// A region or a water within `radius` kilometres of a coordinate.
  case area(Coordinate, radius: Double)
  /// A country by its ISO 3166-1 code.
  case country(String, Coordinate)
  /// A place that only the local people know, and its country where that is told.
  case unknown(country: String?)

  package var coordinate: Coordinate? {
    switch self {
    case .point(let coordinate), .area(let coordinate, _), .country(_, let coordinate): coordinate
    case .unknown: nil
    }
  }
}

package struct GoldDateline: Hashable, Sendable {
  /// The city's.
  package var span: Span
  package var date: String?
  package var agency: String?
}

/// A time expression that an annotator marked.
package struct GoldTime: Hashable, Sendable {
  package var span: Span
  package var kind: TimeExpression.Kind
  /// The TIMEX3 values of which each is right; empty where the corpus gives only the span.
  package var values: [String]
  /// Ranges of days of which each is right, too.
  package var days: [ClosedRange<CalendarDate>] = []
}

/// A count of persons as annotated; each bound may be open.
package struct GoldQuantity: Hashable, Sendable {
  package var low: Int?
  package var best: Int?
  package var high: Int?

  package init(low: Int?, best: Int?, high: Int?) {
    self.low = low
    self.best = best
    self.high = high
  }
}

/// Something that an annotator counts as news to have happened.
package struct GoldIncident: Hashable, Sendable {
  package var kind: String
  /// Other kinds that are accepted.
  package var otherKinds: [String]
  package var status: IncidentStatus
  /// Nil where the text does not tell.
  package var start: CalendarDate?
  /// Nil where it is still going on, or `start` is nil.
  package var end: CalendarDate?
  /// Indices into the document's mentions.
  package var places: [Int]
  /// Unnamed places that are reported with it.
  package var unlocated: Int
  package var actorSide: String?
  package var claimant: String?
  package var killed: GoldQuantity?
  package var injured: GoldQuantity?
  /// What a careful reader might or might not count.
  package var isOptional: Bool
}
