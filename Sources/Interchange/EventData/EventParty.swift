internal import GazetteerIndex
internal import Geoparsing
internal import Incidents
internal import Lieudit

/// A party of an incident with its kind in the schemes.
struct EventParty {
  let party: Party
  /// A `party` of `scales.tsv`; nil where neither its nouns nor its place say what it is.
  var kind: String?
  /// ACLED's code: 1 state forces, 2 rebels, 3 political militia, 4 identity militia, 5 rioters, 6 protesters, 7
  /// civilians, 8 external forces.
  var inter: Int?
  /// PLOVER's sector (`MIL`).
  var sector: String?
  /// The country whose side it is on, or that it is of.
  var country: CountryCodes.Country?
  /// Whether a state acts through it, at home or abroad.
  var isState = false

  /// - Parameters:
  ///   - eventType: ACLED's, of an actor: it tells protesters and rioters from civilians.
  ///   - country: ISO 3166-1 alpha-2 of the country where it was.
  init(_ party: Party, in report: Report, codes: EventCodes, eventType: String?, country: String?) {
    self.party = party
    kind =
      codes.parties.kind(of: party.text)?.name
      ?? (EventParty.isGovernment(party, in: report) ? "official" : nil)
    self.country = party.side.flatMap { codes.countries[$0] }
    guard let kind else { return }
    let code =
      eventType.flatMap { codes.scales.code(.party, "\(kind) in \($0)") } ?? codes.scales.code(.party, kind)
    inter = code?.acled.flatMap { Int($0) }
    sector = code?.plover
    isState = inter == EventParty.stateForces
    // At home or abroad: of an unlocated incident nobody can tell. De facto states are at home.
    if isState, let side = party.side, CountryCode(side) != nil, side != country {
      let abroad = codes.scales.code(.state, "abroad")?.acled.flatMap { Int($0) }
      inter = country == nil ? nil : abroad ?? inter
    }
  }

  /// ACLED's inter codes that a rule needs.
  static let stateForces = 1
  static let protesters = 6
  static let civilians = 7

  /// Whether it bears no arms: civilians and protesters.
  var isCivilian: Bool { inter == EventParty.civilians || inter == EventParty.protesters }

  /// Whether the party is nothing but a name that stands for its country's government: *Erevan*.
  private static func isGovernment(_ party: Party, in report: Report) -> Bool {
    guard let side = party.side else { return false }
    return zip(report.reading.mentions, report.reading.resolutions).contains { mention, resolution in
      mention.role == .metonym && mention.range == party.range && resolution.standsFor == side
    }
  }
}
