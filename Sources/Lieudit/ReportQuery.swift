internal import Dispatches
public import GazetteerIndex
public import GeoTypes
public import Geoparsing
public import Incidents

/// What to find in reports: every condition that is set must hold.
public struct ReportQuery: Sendable {
  /// A place asked for: all that its name may mean.
  public struct Place: Sendable {
    public var places: Set<PlaceRef>
    /// The name, for mentions that the gazetteer has no place for; nil where an id was given.
    public var name: String?

    /// A place by its id or by any of its names; nil where the gazetteer has neither.
    public init?(_ nameOrID: String, in gazetteer: Gazetteer) {
      if let place = gazetteer.ref(of: PlaceID(nameOrID)) {
        places = [place]
      } else {
        places = Set(gazetteer.lookup(nameOrID).map { gazetteer.entries(of: $0).map(\.place) } ?? [])
        name = nameOrID
        if places.isEmpty { return nil }
      }
    }

    /// A name that the gazetteer lacks: mentions of that name.
    public init(unknown name: String) {
      places = []
      self.name = name
    }
  }

  public var places: [Place] = []
  /// Countries, divisions and regions of which one must hold the place (or be it).
  public var within: [Place] = []
  public var box: BoundingBox?
  public var roles: Set<Role> = []
  public var kinds: Set<IncidentKind> = []
  public var statuses: Set<IncidentStatus> = []
  /// First and last day, both included: of an incident, or of the dispatch that has a mention.
  public var since: CalendarDate?
  public var until: CalendarDate?

  public init() {}

  /// The indices of the mentions that fit. Kinds and statuses say nothing of them.
  public func mentions(in report: Report, gazetteer: Gazetteer) -> [Int] {
    guard fits(report.dispatch.anchor.map { ($0, $0) }) else { return [] }
    return report.reading.mentions.indices.filter { index in
      let mention = report.reading.mentions[index]
      let resolution = report.reading.resolutions[index]
      return (roles.isEmpty || roles.contains(mention.role))
        && fits(resolution.place, within: resolution.within, named: mention.text, gazetteer)
    }
  }

  /// The indices of the incidents of which a place fits. Roles are those of the mentions of their places.
  public func incidents(in report: Report, gazetteer: Gazetteer) -> [Int] {
    report.incidents.indices.filter { index in
      let incident = report.incidents[index].incident
      guard kinds.isEmpty || kinds.contains(incident.kind),
        statuses.isEmpty || statuses.contains(incident.status),
        fits(incident.date.map { ($0.start, $0.end ?? report.dispatch.anchor ?? $0.start) })
      else { return false }
      if places.isEmpty, within.isEmpty, box == nil, roles.isEmpty { return true }
      return incident.places.contains { place in
        let mention = place.mention.map { report.reading.mentions[$0] }
        if !roles.isEmpty, !(mention.map { roles.contains($0.role) } ?? false) { return false }
        return fits(place.place, within: place.within, named: mention?.text, gazetteer)
      }
    }
  }

  /// Whether days overlap those asked for; what has no date fits only where none is asked for.
  private func fits(_ days: (first: CalendarDate, last: CalendarDate)?) -> Bool {
    guard since != nil || until != nil else { return true }
    guard let days else { return false }
    return (since.map { days.last >= $0 } ?? true) && (until.map { days.first <= $0 } ?? true)
  }

  private func fits(
    _ place: PlaceRef?, within container: PlaceRef?, named name: String?, _ gazetteer: Gazetteer
  ) -> Bool {
    if !places.isEmpty {
      let isAsked = places.contains { asked in
        if let place { return asked.places.contains(place) }
        guard let name, let askedName = asked.name else { return false }
        return NameKey(name) == NameKey(askedName)
      }
      if !isAsked { return false }
    }
    if !within.isEmpty {
      guard let inner = place ?? container,
        within.contains(where: { $0.places.contains { gazetteer.isPlace(inner, within: $0) } })
      else { return false }
    }
    if let box {
      guard let place, box.contains(gazetteer.coordinate(place)) else { return false }
    }
    return true
  }
}
