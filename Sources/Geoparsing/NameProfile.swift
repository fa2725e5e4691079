import GazetteerIndex
import GeoTypes

/// What the bearers of a name make of it wherever it stands, from one look at all of them.
struct NameProfile: Sendable {
  /// How readily a name stands for somebody.
  enum Agency: Comparable {
    /// Villages, rivers, mountains.
    case none
    /// Towns: their teams, their councils.
    case weak
    /// Countries, their parts, capitals: their governments.
    case strong
  }

  /// How well known the best-known bearer is: 0 nobody, 1 a village … 4 a country, capital or metropolis. A variant
  /// spelling counts one less than a name that French text or the place itself uses.
  var prominence = 0.0
  var agency = Agency.none
  var hasCountry = false
  /// Whether something else than a populated place bears it: a country, region or water.
  var hasArea = false
  /// The bearer that counts most: a country, else the one of most inhabitants.
  var best: PlaceRef?
  private var mostInhabitants: Int64 = -1

  init() {}

  init(of name: NameRef, in gazetteer: Gazetteer) {
    gazetteer.forEachBearer(of: name) { add($0, gazetteer) }
  }

  private mutating func add(_ bearer: Bearer, _ gazetteer: Gazetteer) {
    let feature = gazetteer.feature(bearer.place)
    let inhabitants = feature.isPolitical ? .max : Int64(gazetteer.population(bearer.place))
    if inhabitants > mostInhabitants { (best, mostInhabitants) = (bearer.place, inhabitants) }
    var known: Double
    switch feature.featureClass {
    case UInt8(ascii: "A"):
      hasArea = true
      agency = .strong
      if feature.isPolitical { hasCountry = true }
      known = feature.isPolitical || feature == .division ? 4 : 2
    case UInt8(ascii: "P"):
      known =
        feature == .capital || inhabitants >= 1_000_000
        ? 4 : inhabitants >= 100_000 ? 3 : inhabitants >= 15_000 ? 2 : 1
      if feature == .capital {
        agency = .strong
      } else if inhabitants >= 30_000 {
        agency = Swift.max(agency, .weak)
      }
    default:
      hasArea = true
      known = 3
      if feature.featureClass == UInt8(ascii: "L") { agency = .strong }
    }
    switch bearer.kind {
    case .variant, .colloquial, .short:
      if known > prominence, !gazetteer.isName(of: bearer, in: "fr") { known -= 1 }
    case .display, .official, .historic: break
    }
    prominence = Swift.max(prominence, known)
  }
}

/// The profiles of a document's names, each made once.
///
/// A reference, since several stages fill it; it lives as long as the reading of one document.
final class NameProfiles {
  let gazetteer: Gazetteer
  /// Used by the reading of one document alone, and looked at for each of its words: not worth a check each time.
  @exclusivity(unchecked) private var known = KeyTable<NameProfile?>(empty: nil)

  init(_ gazetteer: Gazetteer) { self.gazetteer = gazetteer }

  subscript(name: NameRef) -> NameProfile {
    // A name's number is no hash, but names of one text lie far apart in the order of all.
    let key = UInt64(name.ordinal) + 1
    if let profile = known[key] { return profile }
    let profile = NameProfile(of: name, in: gazetteer)
    known.update(key) { $0 = profile }
    return profile
  }
}
