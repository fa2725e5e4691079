public import GazetteerIndex
public import GeoTypes

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A name to ranked places, without a dispatch around it.
///
/// Ranked by the same evidence as in a dispatch: how well known the place is, what its name is, and how near it lies to
/// a position that one gives.
public struct NameSearch: Sendable {
  /// One place that a name may mean.
  public struct Result: Sendable {
    public var place: PlaceRef
    /// The gazetteer's name that was met.
    public var name: String
    /// Log-odds; comparable among the results of one name only.
    public var score: Double
    /// Geodesic distance to `near` in metres, within 0.6 %; nil where none was given.
    public var distance: Double?
    /// Short sentences with their weights.
    public var reasons: [String]
  }

  /// Prefer places near this position.
  public var near: Coordinate?
  /// ISO 3166-1 alpha-2: only places there.
  public var country: String?
  /// The day as of which the name is meant.
  public var asOf: CalendarDate?
  /// Whether names that differ by a letter or two count, too.
  public var fuzzy = false
  public var limit = 5

  public init() {}

  private enum Weight {
    static let near = 6.0
    static let inReach = 3.0
    static let perEdit = -2.0
    static let perRuleCost = -0.7
  }

  /// The places, best first; none where the gazetteer has no such name.
  public func places(named name: String, in gazetteer: Gazetteer) -> [Result] {
    var best: [PlaceRef: Result] = [:]
    for (entry, penalty, how) in entries(named: name, in: gazetteer) {
      if let country, gazetteer.countryCode(entry.place)?.description != country { continue }
      var surface = name
      var prior = surface.withUTF8 {
        CandidatePrior(
          of: entry.bearer, surface: $0, asOf: asOf, gazetteer: gazetteer, weights: .byHand, explains: true)
      }
      if let how { prior.add(fixed: penalty, how) }
      var distance: Double?
      if let near {
        let metres = gazetteer.coordinate(entry.place).distance(to: near)
        distance = metres
        let kilometres = metres / 1000
        prior.add(
          fixed: Weight.near * exp(-kilometres / 90) + Weight.inReach * exp(-kilometres / 500),
          "\(Int(kilometres.rounded())) km away")
      }
      if let known = best[entry.place], known.score >= prior.value { continue }
      best[entry.place] = Result(
        place: entry.place, name: entry.text, score: prior.value, distance: distance,
        reasons: prior.reasons.map(\.description))
    }
    // As in a dispatch: without a sign of the division, the town of that name is meant.
    let divisions = Set(
      best.keys.compactMap {
        gazetteer.featureClass($0) == UInt8(ascii: "P") ? gazetteer.divisionRef($0) : nil
      })
    for division in divisions.intersection(best.keys) {
      let reason = CandidatePrior.Reason(
        weight: Evidence.divisionOfTown.byHand, text: "its town is more often meant")
      best[division]?.score += reason.weight
      best[division]?.reasons.append(reason.description)
    }
    if let preference = gazetteer.lookup(name).flatMap({ gazetteer.preference(for: $0) }),
      let preferred = best[preference.place]
    {
      let others = best.values.lazy.filter { $0.place != preference.place }.map(\.score).max()
      let reason = CandidatePrior.lift(preferred.score, over: others, by: preference.layer)
      best[preference.place]?.score += reason.weight
      best[preference.place]?.reasons.append(reason.description)
    }
    return Array(
      best.values.sorted { $0.score != $1.score ? $0.score > $1.score : $0.place < $1.place }.prefix(limit))
  }

  private func isStopped(_ name: String, in gazetteer: Gazetteer) -> Bool {
    var name = name
    return name.withUTF8 { gazetteer.isStopped($0) }
  }

  /// The gazetteer's entries of the name; where there are none, of its transcriptions; with `fuzzy`, of names like it.
  private func entries(
    named name: String, in gazetteer: Gazetteer
  ) -> [(entry: NameEntry, penalty: Double, how: String?)] {
    var found: [(entry: NameEntry, penalty: Double, how: String?)] = []
    if let exact = gazetteer.lookup(name) { found = gazetteer.entries(of: exact).map { ($0, 0, nil) } }
    if found.isEmpty, !isStopped(name, in: gazetteer) {
      for match in gazetteer.transcriptions(of: name) {
        let how = "transcribed: " + match.rules.joined(separator: ", ")
        found += gazetteer.entries(of: match.name).map { ($0, Weight.perRuleCost * Double(match.cost), how) }
      }
    }
    guard fuzzy else { return found }
    for hit in gazetteer.search(fuzzy: name, limit: 100) where hit.distance > 0 {
      found.append(
        (
          hit.entry, Weight.perEdit * Double(hit.distance),
          hit.distance == 1 ? "a letter off" : "\(hit.distance) letters off"
        ))
    }
    return found
  }
}

extension CandidatePrior.Reason: CustomStringConvertible {
  /// `+2.5 a capital`
  package var description: String {
    let tenths = Int((weight * 10).rounded())
    return "\(tenths < 0 ? "-" : "+")\(abs(tenths) / 10).\(abs(tenths) % 10) \(text)"
  }
}
