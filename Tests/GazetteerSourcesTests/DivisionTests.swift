import GazetteerIndex
import GeoTypes
import Testing

@testable import GazetteerSources

/// Which of the tables' divisions a code of GeoNames is.
@Suite struct DivisionTests {
  /// Towns as (code of GeoNames, divisions of the tables), each so many times.
  private func verdicts(_ towns: [(code: String, divisions: [String], count: Int)]) -> [String: String] {
    var votes = DivisionVotes()
    var ids: [(UInt32, String)] = []
    var id: UInt32 = 0
    for town in towns {
      for _ in 0..<town.count {
        id += 1
        votes.know(id, in: town.divisions.map { PlaceID("iso:" + $0) })
        ids.append((id, town.code))
      }
    }
    var codes: [DivisionCode: String] = [:]
    for (id, code) in ids {
      Array(code.utf8).withUnsafeBytes { admin1 in
        let none = UnsafeRawBufferPointer(start: nil, count: 0)
        votes.vote(
          GeoNamesPlace(
            id: id, name: none, longitude: 0, latitude: 0, featureClass: none, featureCode: none,
            country: 0x4954, admin1: admin1, population: 0))
        if let code = DivisionCode(country: 0x4954, admin1: admin1) {
          codes[code] = String(decoding: admin1, as: UTF8.self)
        }
      }
    }
    var found: [String: String] = [:]
    for (code, verdict) in votes.count() {
      found[codes[code] ?? "?"] = verdict.division.rawValue + (verdict.isSame ? "" : " holds it")
    }
    return found
  }

  @Test func aCodeIsTheDivisionWithItsTowns() {
    #expect(
      verdicts([("01", ["A"], 9), ("01", ["B"], 1), ("02", ["B"], 8), ("02", ["A"], 2)])
        == ["01": "iso:A", "02": "iso:B"])
  }

  @Test func aRegionIsNotTheProvinceThatFillsMostOfIt() {
    #expect(verdicts([("18", ["PG", "55"], 70), ("18", ["TR", "55"], 30)]) == ["18": "iso:55"])
  }

  @Test func aPartOfADivisionLiesInIt() {
    #expect(
      verdicts([("01", ["A"], 10), ("02", ["A"], 10), ("03", ["A"], 10)])
        == ["01": "iso:A holds it", "02": "iso:A holds it", "03": "iso:A holds it"])
  }

  @Test func aCodeWhoseTownsLieAllOverIsNone() {
    #expect(verdicts([("01", ["A"], 6), ("01", ["B"], 6), ("01", ["C"], 6)]) == [:])
    #expect(verdicts([("01", ["A"], 1)]) == ["01": "iso:A holds it"])
  }

  @Test func noDivisionIsTwoCodes() {
    let found = verdicts([("01", ["A", "R"], 5), ("02", ["B", "R"], 2), ("02", ["B"], 1)])
    #expect(Set(found.values).count == found.count)
  }
}
