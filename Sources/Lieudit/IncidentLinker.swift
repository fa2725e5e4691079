import Dispatches
import GazetteerIndex
import GeoTypes
import Geoparsing
import Incidents

/// That an earlier dispatch, or an earlier version of this one, has reported an incident already.
public struct IncidentLink: Hashable, Sendable {
  /// What is told otherwise than there.
  public struct Change: Hashable, Sendable {
    public enum Field: String, Sendable {
      case kind, status, place, date, killed, injured
      case deniedBy = "denied_by"
    }
    public var field: Field
    /// Ids, days (`2020-10-30`, `2020-10-30/2020-10-31`) or counts (`3`, `3-5`, `>=3`); nil where nothing was told.
    public var from: String?
    public var to: String?

    public init(field: Field, from: String?, to: String?) {
      self.field = field
      self.from = from
      self.to = to
    }
  }

  /// The earlier incident.
  public var id: String
  /// Whether both dispatches bear one id: the later is a version of the earlier.
  public var isRevision: Bool
  /// In the order of the fields.
  public var changes: [Change]
}

/// Finds the incidents that an earlier dispatch of a stream has reported already, for what several desks and several
/// versions tell must not be counted twice.
///
///     var linker = IncidentLinker(reader: reader)
///     for dispatch in dispatches {
///       let report = linker.linked(reader.read(dispatch))
///       …
///     }
///
/// An incident is the same as an earlier one where the kinds are one or refine one another, a place is the same
/// (two points within 5 km where both are towns or finer), the days meet (what lasts more than eight days is compared with its
/// like), and the counts of the dead do not exclude each
/// other: tolls grow from version to version, but two dead are not sixty (the larger is at most three times the smaller and
/// five more). What is known only to lie in a province, a
/// country or a region must have the same count. Of several, the one that agrees in most is
/// taken, then the latest. Within one dispatch nothing is linked: what it tells twice is one incident already.
public struct IncidentLinker: Sendable {
  private struct Known: Sendable {
    var id: String
    /// Ids come again with a new version, numbers do not.
    var number: Int
    var story: String
    var kind: IncidentKind
    var status: IncidentStatus
    var places: [String]
    var points: [Coordinate]
    /// Known only to lie in a province or more.
    var isVague: Bool
    var days: ClosedRange<CalendarDate>?
    var killed: Quantity?
    var injured: Quantity?
    var deniedBy: [String]
  }

  /// Degrees of a cell's side: up to 76° of latitude, and but for 180°, two points within `reach` lie in one or in
  /// neighbouring cells.
  private static let cell = 0.2
  /// Metres.
  private static let reach = 5_000.0
  /// How many incidents a generation has; two are remembered.
  private let generation: Int

  /// For a kind, those that it tells more exactly.
  private let finer: [IncidentKind: Set<IncidentKind>]
  private var current: [Key: [Known]] = [:]
  private var previous: [Key: [Known]] = [:]
  private var count = 0
  private var numbers = 0

  /// Incidents that last longer are found together; others by each of their days.
  private static let longest = 8
  /// So many incidents of one place and day are looked at, the latest.
  private static let mostAsked = 64

  /// A linker that knows nothing yet, for what `reader` reads.
  ///
  /// - Parameter remembers: At least so many incidents of the past are known; more than twice as many are not kept.
  public init(reader: DispatchReader, remembers: Int = 20_000) {
    finer = reader.extractor.finerKinds
    generation = Swift.max(1, remembers)
  }

  /// The report with the links of its incidents, which from now on are known.
  ///
  /// - Parameter story: What all versions of the dispatch bear; its id where nil.
  public mutating func linked(_ report: Report, story: String? = nil) -> Report {
    var report = report
    var known = report.incidents.map {
      IncidentLinker.known($0, in: report, story: story ?? report.dispatch.id)
    }
    for index in known.indices {
      numbers += 1
      known[index].number = numbers
    }
    var isTaken: Set<Int> = []
    for (index, incident) in known.enumerated() {
      guard let earlier = match(for: incident, without: isTaken) else { continue }
      // One earlier incident is not two later ones.
      isTaken.insert(earlier.number)
      report.incidents[index].sameAs = [
        IncidentLink(
          id: earlier.id, isRevision: earlier.story == incident.story,
          changes: IncidentLinker.changes(from: earlier, to: incident))
      ]
    }
    for incident in known { remember(incident) }
    return report
  }

  private mutating func remember(_ incident: Known) {
    for key in IncidentLinker.keys(of: incident) { current[key, default: []].append(incident) }
    count += 1
    guard count >= generation else { return }
    previous = current
    current = [:]
    count = 0
  }

  // MARK: Matching

  private func match(for incident: Known, without taken: Set<Int>) -> Known? {
    var best: (known: Known, score: Int)?
    // The later ones of equals win, and the current generation over the one before.
    for generation in [previous, current] {
      for key in IncidentLinker.askedKeys(of: incident) {
        for known in (generation[key] ?? []).suffix(IncidentLinker.mostAsked)
        where !taken.contains(known.number) {
          guard let score = score(known, incident), score >= best?.score ?? 0 else { continue }
          best = (known, score)
        }
      }
    }
    return best?.known
  }

  /// In how much two incidents agree; nil where they are not the same.
  private func score(_ earlier: Known, _ later: Known) -> Int? {
    let isOneKind = earlier.kind == later.kind
    guard isOneKind || isFiner(earlier.kind, later.kind) || isFiner(later.kind, earlier.kind) else {
      return nil
    }
    guard let then = earlier.days, let now = later.days, then.overlaps(now) else { return nil }
    let isOnePlace = earlier.places.contains { later.places.contains($0) }
    guard
      isOnePlace
        || earlier.points.contains(where: { point in
          later.points.contains { $0.distance(to: point) <= IncidentLinker.reach }
        })
    else { return nil }
    let isRevision = earlier.story == later.story
    guard let agreement = IncidentLinker.agreement(earlier.killed, later.killed),
      agreement == 2 || isRevision || !earlier.isVague && !later.isVague
    else { return nil }
    return (isOneKind ? 2 : 0) + (isOnePlace ? 2 : 0) + (then == now ? 1 : 0) + agreement
      + (isRevision ? 4 : 0)
  }

  private func isFiner(_ kind: IncidentKind, _ other: IncidentKind) -> Bool {
    finer[kind]?.contains(other) ?? false
  }

  /// 2 for the same count, 1 where nothing speaks against it, nil where one event cannot have both.
  private static func agreement(_ earlier: Quantity?, _ later: Quantity?) -> Int? {
    guard let then = earlier?.likely, let now = later?.likely else { return 1 }
    if then == now { return 2 }
    let (less, more) = (Swift.min(then, now), Swift.max(then, now))
    return more <= 3 * less + 5 ? 1 : nil
  }

  // MARK: Keys

  private static func known(_ located: LocatedIncident, in report: Report, story: String) -> Known {
    let incident = located.incident
    var places: [String] = []
    var points: [Coordinate] = []
    let isSpot = [.exact, .near, .town].contains(incident.precision)
    for place in incident.places {
      if let ref = place.place, let record = report.places[ref]?.place {
        places.append(record.id.rawValue)
        if isSpot { points.append(record.coordinate) }
      } else if let mention = place.mention {
        // A name that the gazetteer lacks, in what holds it.
        let holder = place.within.flatMap { report.places[$0]?.place.id.rawValue } ?? ""
        places.append("\(NameKey(report.reading.mentions[mention].text)) \(holder)")
      }
    }
    let days = incident.date.map {
      $0.start...Swift.max($0.start, $0.end ?? report.dispatch.anchor ?? $0.start)
    }
    return Known(
      id: incident.id, number: 0, story: story, kind: incident.kind, status: incident.status,
      places: places, points: points,
      isVague: [.province, .country, .region, .unlocated].contains(incident.precision), days: days,
      killed: incident.killed, injured: incident.injured,
      deniedBy: incident.deniedBy.map(\.text))
  }

  /// Under which an incident is found.
  private struct Key: Hashable {
    enum Spot: Hashable {
      /// A place's id, or a name that the gazetteer lacks.
      case place(String)
      case cell(row: Int, column: Int)
    }
    var spot: Spot
    /// Since 1970; of what lasts longer than `longest` days, `Key.long`.
    var day: Int
    static let long = Int.max
  }

  /// Its places and the cells of its points, by day.
  private static func keys(of incident: Known) -> [Key] {
    dated(incident.places.map { .place($0) } + incident.points.map { cell(of: $0, 0, 0) }, incident.days)
  }

  /// The same with the neighbouring cells.
  private static func askedKeys(of incident: Known) -> [Key] {
    var spots: [Key.Spot] = []
    for point in incident.points {
      for row in -1...1 { for column in -1...1 { spots.append(cell(of: point, row, column)) } }
    }
    return dated(spots + incident.places.map { .place($0) }, incident.days)
  }

  /// The spots, each once, with each of the days; none without a day.
  private static func dated(_ spots: [Key.Spot], _ days: ClosedRange<CalendarDate>?) -> [Key] {
    guard let days else { return [] }
    let (first, last) = (days.lowerBound.daysSince1970, days.upperBound.daysSince1970)
    let stamps = last - first < longest ? Array(first...last) : [Key.long]
    var seen: Set<Key.Spot> = []
    return spots.flatMap { spot in
      seen.insert(spot).inserted ? stamps.map { Key(spot: spot, day: $0) } : []
    }
  }

  private static func cell(of point: Coordinate, _ row: Int, _ column: Int) -> Key.Spot {
    .cell(
      row: Int((point.latitude / cell).rounded(.down)) + row,
      column: Int((point.longitude / cell).rounded(.down)) + column)
  }

  // MARK: Changes

  private static func changes(from earlier: Known, to later: Known) -> [IncidentLink.Change] {
    func list(_ words: [String]) -> String? { words.isEmpty ? nil : words.joined(separator: "; ") }
    let fields: [(IncidentLink.Change.Field, String?, String?)] = [
      (.kind, earlier.kind.rawValue, later.kind.rawValue),
      (.status, earlier.status.rawValue, later.status.rawValue),
      (.place, list(earlier.places), list(later.places)),
      (.date, text(earlier.days), text(later.days)),
      (.killed, earlier.killed?.range, later.killed?.range),
      (.injured, earlier.injured?.range, later.injured?.range),
      (.deniedBy, list(earlier.deniedBy), list(later.deniedBy)),
    ]
    return fields.filter { $0.1 != $0.2 }.map { IncidentLink.Change(field: $0.0, from: $0.1, to: $0.2) }
  }

  private static func text(_ days: ClosedRange<CalendarDate>?) -> String? {
    days.map { $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound)/\($0.upperBound)" }
  }
}

extension Quantity {
  /// The number to compare by.
  fileprivate var likely: Int? { best ?? low ?? high }

  /// `3`, `3-5`, `>=3`, `<=3`; nil without a number.
  fileprivate var range: String? {
    switch (low ?? best, high ?? best) {
    case (let low?, let high?): low == high ? "\(low)" : "\(low)-\(high)"
    case (let low?, nil): ">=\(low)"
    case (nil, let high?): "<=\(high)"
    case (nil, nil): nil
    }
  }
}
