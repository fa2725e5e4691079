internal import Dispatches
internal import GeoTypes
internal import Geoparsing
internal import Incidents
internal import Lieudit

/// Rows with the columns of UCDP's Georeferenced Event Dataset (GED). They are no UCDP data.
///
/// Source of the columns and of what they hold: UCDP GED codebook 24.1. `Documentation/exports.md` says what of each is
/// known.
enum UCDPTable {
  static let columns = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id",
    "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec",
    "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt",
    "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
  ]

  /// Writes one row; false where UCDP has no such event.
  static func write(_ record: EventRecord, codes: EventCodes, generator: String, to csv: inout CSVBuffer)
    -> Bool
  {
    guard let usual = record.code.ucdp else { return false }
    let type = typeOfViolence(record, usual: usual)
    let sides = sides(of: record, type: type)
    let sideA = sides.a.map { name(of: $0) }
    let sideB = type == 3 ? "Civilians" : sides.b.map { name(of: $0) }
    let dispatch = record.report.dispatch
    let place = record.place
    csv.text(record.incident.id)
    csv.text(record.incident.group)
    csv.integer(record.days?.first.year)
    csv.text(nil)
    csv.text("machine-coded, unchecked (generator: \(generator))")
    csv.integer(type)
    for _ in 0..<5 { csv.text(nil) }
    csv.text(sideA.flatMap { a in sideB.map { "\(a) - \($0)" } })
    csv.text(nil)
    csv.text(nil)
    csv.text(sideA)
    csv.text(nil)
    csv.text(nil)
    csv.text(sideB)
    csv.integer(1)
    let headline = dispatch.headline?.onOneLine
    csv.text(
      [record.agency, dispatch.anchor?.description, headline].compactMap { $0 }.joined(separator: ","))
    csv.text(record.agency)
    csv.text(dispatch.anchor?.description)
    csv.text(headline)
    csv.text(record.incident.claimants.map(\.text).joined(separator: "; "))
    csv.text(place.precision?.ucdp)
    csv.text(place.name)
    csv.text(place.description)
    csv.text(place.divisions[0])
    csv.text(place.divisions[1])
    csv.number(place.coordinate?.latitude)
    csv.number(place.coordinate?.longitude)
    csv.text(place.coordinate.map { point($0) })
    csv.integer(place.coordinate.map { PRIOGridCell.gid(of: $0) })
    csv.text(place.country?.name)
    csv.text(nil)
    csv.text(place.country?.ucdpRegion)
    // The dead of several places together cannot be told apart.
    csv.integer(record.groupSize > 1 && record.incident.killed != nil ? 2 : 1)
    csv.text(record.datePrecision?.ucdp)
    csv.text(record.days?.first.description)
    csv.text(record.days?.last.description)
    writeDeaths(of: record, sides: sides, codes: codes, to: &csv)
    csv.text(nil)
    csv.text(nil)
    csv.endRow()
    return true
  }

  /// 3 against civilians; 1 where a state is a party; 2 between organised groups; the kind's usual one where the parties
  /// do not say.
  static func typeOfViolence(_ record: EventRecord, usual: Int) -> Int {
    guard let actor = record.actor, let target = record.target else { return usual }
    if target.isCivilian { return 3 }
    if actor.isState || target.isState { return 1 }
    let organised = 2...4
    if let first = actor.inter, let second = target.inter, organised.contains(first),
      organised.contains(second)
    {
      return 2
    }
    return usual
  }

  /// Side A of state-based violence is a state; side B of one-sided violence is always "Civilians".
  private static func sides(of record: EventRecord, type: Int) -> (a: EventParty?, b: EventParty?) {
    let (actor, target) = (record.actor, record.target)
    if type == 3 { return (actor, nil) }
    // Civilians that were hit in a battle are no side of it.
    let other = target.flatMap { $0.isCivilian ? nil : $0 }
    if type == 1, let actor, !actor.isState, let other, other.isState { return (other, actor) }
    return (actor, other)
  }

  /// A state by its government, as UCDP does (*Government of Mali*), others as the text has them.
  private static func name(of party: EventParty) -> String {
    party.isState ? party.country.map { "Government of \($0.name)" } ?? party.party.text : party.party.text
  }

  private static func point(_ coordinate: Coordinate) -> String {
    func text(_ number: Double) -> String {
      var buffer = ByteBuffer(capacity: 32)
      buffer.append(number, decimals: 6)
      return String(decoding: buffer.array(), as: UTF8.self)
    }
    return "POINT (\(text(coordinate.longitude)) \(text(coordinate.latitude)))"
  }

  /// `deaths_a` to `low`. What the text counts once is all three estimates; the dead are a side's, or civilians, where
  /// their noun says so; all 0 where another row bears them.
  private static func writeDeaths(
    of record: EventRecord, sides: (a: EventParty?, b: EventParty?), codes: EventCodes,
    to csv: inout CSVBuffer
  ) {
    guard record.countedIn == nil || record.incident.killed == nil else {
      for _ in 0..<7 { csv.integer(0) }
      return
    }
    guard let killed = record.killed, let best = killed.bestOrLow else {
      for _ in 0..<7 { csv.integer(nil) }
      return
    }
    let column = deathsColumn(killed.text, sides, codes)
    for index in 0..<4 { csv.integer(index == column ? best : 0) }
    csv.integer(best)
    csv.integer(max(best, killed.high ?? best))
    csv.integer(min(best, killed.low ?? best))
  }

  /// 0 for side A, 1 for side B, 2 for civilians, 3 where the text does not say whose the dead are.
  private static func deathsColumn(
    _ text: String, _ sides: (a: EventParty?, b: EventParty?), _ codes: EventCodes
  ) -> Int {
    // "deux soldats et un civil" is not three soldiers.
    if text.contains(",") || text.contains(" et ") || text.contains(" dont ") { return 3 }
    guard let kind = codes.parties.kind(of: text),
      let inter = codes.scales.code(.party, kind.name)?.acled.flatMap({ Int($0) })
    else { return 3 }
    if inter == EventParty.civilians { return kind.isExact ? 2 : 3 }
    let isStates = inter == EventParty.stateForces
    // Of two states at war, a soldier may be either's.
    let isA = isStates && sides.a?.isState ?? false && !(sides.b?.isState ?? false)
    let isB = !isStates && sides.b != nil && sides.b?.inter == inter && sides.a?.inter != inter
    return isA ? 0 : isB ? 1 : 3
  }
}
