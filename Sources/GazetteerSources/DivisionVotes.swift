internal import GazetteerIndex

/// GeoNames' code of a division: country, first order and, for one of the second order, that.
struct DivisionCode: Hashable {
  var country: UInt16
  var admin1: UInt64
  /// 0 for a division of the first order.
  var admin2: UInt64 = 0

  /// The first-order division of a place; nil where it has none (`00`).
  init?(_ place: GeoNamesPlace) {
    self.init(country: place.country, admin1: place.admin1)
  }

  init?(country: UInt16?, admin1: UnsafeRawBufferPointer) {
    guard let country, !admin1.isEmpty, !admin1.equals("00") else { return nil }
    self.country = country
    self.admin1 = admin1.packedCode
  }

  /// The division of the second order in this one.
  func second(_ admin2: UnsafeRawBufferPointer) -> DivisionCode? {
    guard !admin2.isEmpty else { return nil }
    var code = self
    code.admin2 = admin2.packedCode
    return code
  }
}

/// Which of the tables' divisions (`iso:AM-GR`) GeoNames' codes stand for, as the towns tell that both have.
///
/// GeoNames' codes are its own in most countries. The tables say for each of their towns in which division it lies; the
/// towns of one code vote. A code is the division whose towns are its own for the most part: two thirds of the code's, two
/// thirds of the division's, and two at least; of several (a region, and a province that fills most of it) the one
/// that differs in the fewest towns. Else it lies in the smallest division that nine tenths of its towns name.
struct DivisionVotes {
  /// A town's division, and those that the division lies in.
  private var divisions: [UInt32: [PlaceID]] = [:]
  private var votes: [DivisionCode: [PlaceID: Int]] = [:]
  private var voters: [DivisionCode: Int] = [:]

  struct Verdict {
    var division: PlaceID
    /// Whether the code is the division, not a part of it.
    var isSame: Bool
  }

  mutating func know(_ town: UInt32, in divisions: [PlaceID]) { self.divisions[town] = divisions }

  var isEmpty: Bool { divisions.isEmpty }

  mutating func vote(_ place: GeoNamesPlace) {
    guard let named = divisions[place.id], let first = DivisionCode(place) else { return }
    for code in [first, first.second(place.admin2)].compactMap({ $0 }) {
      voters[code, default: 0] += 1
      for division in named { votes[code, default: [:]][division, default: 0] += 1 }
    }
  }

  /// The verdicts on all codes that got a vote.
  func count() -> [DivisionCode: Verdict] {
    var totals: [Int: [PlaceID: Int]] = [1: [:], 2: [:]]
    for (code, found) in votes {
      for (division, count) in found { totals[code.admin2 == 0 ? 1 : 2]?[division, default: 0] += count }
    }
    var verdicts: [DivisionCode: Verdict] = [:]
    for (code, found) in votes {
      let voters = voters[code] ?? 0
      let order = code.admin2 == 0 ? 1 : 2
      func total(_ division: PlaceID) -> Int { totals[order]?[division] ?? 0 }
      /// The share of the towns of both that both have (Jaccard's index).
      func likeness(_ division: PlaceID) -> Double {
        let common = found[division] ?? 0
        return Double(common) / Double(voters + total(division) - common)
      }
      let named = found.keys.sorted()
      let same = named.filter { division in
        let common = found[division] ?? 0
        return common >= 2 && common * 3 >= voters * 2 && common * 3 >= total(division) * 2
      }.max { (likeness($0), $1) < (likeness($1), $0) }
      let holder = named.filter { (found[$0] ?? 0) * 10 >= voters * 9 }.min {
        (total($0), $0) < (total($1), $1)
      }
      if let division = same ?? holder {
        verdicts[code] = Verdict(division: division, isSame: same != nil)
      }
    }
    // One division is one code: the one of the first order, else the one of most towns.
    var holders: [PlaceID: DivisionCode] = [:]
    let order = verdicts.keys.sorted { left, right in
      (left.admin2 == 0 ? 0 : 1, left.country, left.admin1, left.admin2)
        < (right.admin2 == 0 ? 0 : 1, right.country, right.admin1, right.admin2)
    }
    for code in order where verdicts[code]?.isSame == true {
      guard let division = verdicts[code]?.division else { continue }
      if holders[division] == nil { holders[division] = code } else { verdicts[code]?.isSame = false }
    }
    return verdicts
  }
}
