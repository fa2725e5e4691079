internal import GazetteerIndex

/// What a first pass over GeoNames learns of countries and divisions, and which of the gazetteer's places they are.
struct DivisionCodes {
  /// A record that claims to be a country, and how well founded the claim is.
  private struct Claim {
    var id: UInt32
    var rank: Int
  }

  /// A town that the tables have, and where.
  private struct Town {
    var id: UInt32
    var division: PlaceID
  }

  private var votes = DivisionVotes()
  private var records: [DivisionCode: UInt32] = [:]
  private var countries: [UInt16: Claim] = [:]
  /// What lies in what, of the tables' own divisions.
  private var containers: [PlaceID: [PlaceID]] = [:]
  private var towns: [Town] = []
  private var verdicts: [DivisionCode: DivisionVotes.Verdict] = [:]

  /// Notes what the tables say of a place.
  mutating func know(_ id: PlaceID, in holders: [PlaceID]) {
    guard !holders.isEmpty else { return }
    if let number = KnownPlaces.number(of: id) {
      towns.append(Town(id: number, division: holders[0]))
    } else {
      containers[id] = holders
    }
  }

  /// Notes a place of GeoNames.
  mutating func survey(_ place: GeoNamesPlace) {
    if !towns.isEmpty { meet() }
    if !votes.isEmpty { votes.vote(place) }
    guard place.featureClass.equals("A") else { return }
    if place.isFirstOrderDivision, let code = DivisionCode(place) {
      if records[code] == nil { records[code] = place.id }
    } else if place.featureCode.equals("ADM2"), let code = DivisionCode(place)?.second(place.admin2) {
      if records[code] == nil { records[code] = place.id }
    } else if place.isCountry, let country = place.country {
      claim(
        country, by: place.id,
        rank: place.featureCode.equals("PCLI") ? 3 : place.featureCode.equals("TERR") ? 1 : 2)
    }
  }

  mutating func survey(_ division: GeoNamesDivision) {
    guard let first = DivisionCode(country: division.country, admin1: division.admin1) else { return }
    let code = division.admin2.map { first.second($0) } ?? first
    if let code { records[code] = division.id }
  }

  mutating func survey(_ country: GeoNamesCountry) {
    if let id = country.id { claim(country.code, by: id, rank: 4) }
  }

  private mutating func claim(_ country: UInt16, by id: UInt32, rank: Int) {
    if let claim = countries[country], claim.rank >= rank { return }
    countries[country] = Claim(id: id, rank: rank)
  }

  /// The tables' towns, now that all their divisions are known.
  private mutating func meet() {
    for town in towns {
      var chain = [town.division]
      // A division that holds itself, by a mistake, ends the chain.
      for holder in containers[town.division] ?? []
      where holder.rawValue.hasPrefix("iso:") && !chain.contains(holder) {
        chain.append(holder)
      }
      votes.know(town.id, in: chain)
    }
    towns = []
  }

  /// After the first pass: gives countries and divisions the gazetteer's ids.
  mutating func settle(_ known: inout KnownPlaces) {
    verdicts = votes.count()
    votes = DivisionVotes()
    for (country, claim) in countries {
      known.give(claim.id, PlaceID("iso:\(GazetteerAssembly.letters(country))"))
    }
    for (code, id) in records {
      if let verdict = verdicts[code], verdict.isSame { known.give(id, verdict.division) }
    }
  }

  /// The smallest division that is known to hold a place; never the place itself.
  func division(of place: GeoNamesPlace, _ known: KnownPlaces) -> PlaceID? {
    guard let first = DivisionCode(place) else { return nil }
    let own = known.placeID(of: place.id)
    if let code = first.second(place.admin2), let verdict = verdicts[code], verdict.division != own {
      return verdict.division
    }
    if let verdict = verdicts[first], verdict.division != own { return verdict.division }
    guard let record = records[first], record != place.id, known[record] != .absent else { return nil }
    let id = known.placeID(of: record)
    return id == own ? nil : id
  }

  /// GeoNames' record of the second-order division that holds a place; nil where it is the place itself or not among
  /// the sources.
  func secondDivision(of place: GeoNamesPlace, _ known: KnownPlaces) -> PlaceID? {
    guard let code = DivisionCode(place)?.second(place.admin2), let record = records[code],
      record != place.id, known[record] != .absent
    else { return nil }
    return known.placeID(of: record)
  }
}

/// What `hierarchy` says: a place and those that hold it.
struct Containments {
  /// The member in the upper half, so that the numbers' order is the members'.
  private var pairs: [UInt64] = []

  mutating func add(_ containment: GeoNamesContainment) {
    pairs.append(UInt64(containment.member) << 32 | UInt64(containment.container))
  }

  mutating func settle() { pairs.sort() }

  /// The containers of a place, in the order of their numbers.
  func containers(of member: UInt32) -> [UInt32] {
    var low = 0
    var high = pairs.count
    while low < high {
      let middle = (low + high) / 2
      if UInt32(pairs[middle] >> 32) < member { low = middle + 1 } else { high = middle }
    }
    var found: [UInt32] = []
    while low < pairs.count, UInt32(pairs[low] >> 32) == member {
      let container = UInt32(truncatingIfNeeded: pairs[low])
      if found.last != container { found.append(container) }
      low += 1
    }
    return found
  }
}
