public import GazetteerIndex
public import GeoTypes
internal import Geoparsing

/// A time expression with its TIMEX3 type and value.
public struct TimeExpression: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case date = "DATE"
    case time = "TIME"
    case duration = "DURATION"
    case set = "SET"
  }
  /// Byte offsets into the dispatch's text.
  public var range: Range<Int>
  public var tokens: Range<Int>
  public var kind: Kind
  /// TIMEX3 value: `2020-10-31`, `2020-10-30TEV`, `2020-W44`, `199X`, `P3D`, `XXXX-WXX-6`.
  public var value: String
  /// The days it covers; nil where it has no place in the calendar (a duration, or no anchor).
  public var days: DateInterval?
  public init(range: Range<Int>, tokens: Range<Int>, kind: Kind, value: String, days: DateInterval?) {
    self.range = range
    self.tokens = tokens
    self.kind = kind
    self.value = value
    self.days = days
  }
}

/// Whole days from `start` to `end`, both included.
public struct DateInterval: Hashable, Sendable {
  public enum Precision: String, Sendable { case day, week, month, season, year, decade, interval }
  public var start: CalendarDate
  /// Nil for "since": still going on at the dispatch's date.
  public var end: CalendarDate?
  public var precision: Precision
  public init(start: CalendarDate, end: CalendarDate?, precision: Precision) {
    self.start = start
    self.end = end
    self.precision = precision
  }
}

/// ACLED's sub-event types in snake case, and what wire desks map besides (see `Gazetteer/lexicon/kinds.tsv`).
public struct IncidentKind: RawRepresentable, Hashable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ rawValue: String) { self.rawValue = rawValue }
}

public enum IncidentStatus: String, Sendable { case reported, claimed, disputed }

/// One scale, from a spot to nowhere; from `district` up an incident's geometry is an area.
public enum Precision: String, CaseIterable, Sendable {
  case exact, near, town, district, province, country, region, unlocated
}

/// A count as a dispatch gives it: *au moins 12* is low 12; *une dizaine* is best 10; *des blessés* is low 1.
public struct Quantity: Hashable, Sendable {
  public var low: Int?
  public var best: Int?
  public var high: Int?
  public var text: String
  public init(low: Int?, best: Int?, high: Int?, text: String) {
    self.low = low
    self.best = best
    self.high = high
    self.text = text.onOneLine
  }
}

/// A place of an incident.
public struct IncidentPlace: Hashable, Sendable {
  public enum Relation: String, Sendable { case at, near, `in`, between, from, to }
  /// Index into the reading's mentions; nil for an unnamed place (*trois autres villages*).
  public var mention: Int?
  public var place: PlaceRef?
  /// The smallest known place that holds an unresolved one.
  public var within: PlaceRef?
  public var relation: Relation
  /// A part of the place, as a compass octant (`s`, `nw`) or `c` for the centre; nil for all of it.
  public var part: String?
  public init(mention: Int?, place: PlaceRef?, within: PlaceRef?, relation: Relation, part: String? = nil) {
    self.mention = mention
    self.place = place
    self.within = within
    self.relation = relation
    self.part = part
  }
}

/// Who did, suffered, claimed or denied something.
public struct Party: Hashable, Sendable {
  /// As in the text, without the article: `autorités du Nagorny-Karabakh`.
  public var text: String
  /// Byte offsets into the dispatch's text.
  public var range: Range<Int>
  /// An ISO 3166-1 code or a place ID of a de facto polity; nil where it cannot be known.
  public var side: String?
  /// `text` with its white space, line breaks included, read as single spaces.
  public init(text: String, range: Range<Int>, side: String?) {
    self.text = text.onOneLine
    self.range = range
    self.side = side
  }
}

/// Something that a dispatch reports as having happened: one per kind, day and place.
public struct Incident: Sendable {
  /// `<dispatch>#1`, in text order.
  public var id: String
  /// The id of the first incident that was reported together with it (itself, where alone).
  public var group: String
  public var kind: IncidentKind
  public var status: IncidentStatus
  public var places: [IncidentPlace]
  public var precision: Precision
  public var date: DateInterval?
  public var actor: Party?
  public var target: Party?
  public var claimants: [Party]
  public var deniedBy: [Party]
  public var weapons: [String]
  /// Of the whole group.
  public var killed: Quantity?
  public var injured: Quantity?
  /// Unnamed places reported with it (*trois autres villages* is 3); on the group's first unlocated incident.
  public var unnamedPlaces: Int
  /// Byte offsets into the dispatch's text.
  public var evidence: Range<Int>
  public var confidence: Double

  public init(
    id: String, group: String, kind: IncidentKind, status: IncidentStatus, places: [IncidentPlace],
    precision: Precision, date: DateInterval?, actor: Party? = nil, target: Party? = nil,
    claimants: [Party] = [], deniedBy: [Party] = [], weapons: [String] = [], killed: Quantity? = nil,
    injured: Quantity? = nil, unnamedPlaces: Int = 0, evidence: Range<Int>, confidence: Double
  ) {
    self.id = id
    self.group = group
    self.kind = kind
    self.status = status
    self.places = places
    self.precision = precision
    self.date = date
    self.actor = actor
    self.target = target
    self.claimants = claimants
    self.deniedBy = deniedBy
    self.weapons = weapons
    self.killed = killed
    self.injured = injured
    self.unnamedPlaces = unnamedPlaces
    self.evidence = evidence
    self.confidence = confidence
  }
}
