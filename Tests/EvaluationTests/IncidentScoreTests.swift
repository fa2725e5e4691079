import GeoTypes
import Incidents
import Testing

@testable import Evaluation

@Suite struct IncidentScoreTests {
  private let gold = Sample.gold

  private func score(
    _ gold: GoldDocument = Sample.gold, _ change: (inout [FoundIncident]) -> Void
  ) throws -> DocumentScore {
    var found = Sample.perfect(gold)
    change(&found.incidents)
    return try Sample.score(found, gold)
  }

  private func counts(_ right: Int, found: Int = 2) -> PairCounts {
    PairCounts(gold: 2, found: found, right: right)
  }

  @Test func anIncidentNeedsItsKindPlaceAndDate() throws {
    let kind = try score { $0[0].kind = "trial" }.tally
    #expect(kind.pairs[.incident] == counts(1) && kind.pairs[.incidentKind] == counts(1))
    #expect(kind.pairs[.incidentEvent] == counts(2) && kind.pairs[.incidentPlace] == counts(2))
    #expect(kind.shares[.killed]?.of == 1)
    let date = try score { $0[0].start = Sample.day(9) }.tally
    #expect(date.pairs[.incident] == counts(1) && date.pairs[.incidentKind] == counts(2))
    let place = try score { $0[0].places = [] }
    #expect(place.tally.pairs[.incident] == counts(1) && place.tally.pairs[.incidentPlace] == counts(1))
    #expect(place.mistakes.map(\.kind) == [.incidentMissed, .incidentSpurious])
    let more = try score { $0.append($0[0]) }
    #expect(more.tally.pairs[.incident] == counts(2, found: 3))
  }

  @Test func anotherAcceptedKindIsRight() throws {
    var gold = self.gold
    gold.incidents[0].otherKinds = ["attack"]
    #expect(try score(gold) { $0[0].kind = "attack" }.tally.pairs[.incident] == counts(2))
  }

  @Test func theRelaxedMatchGoesByEventType25KilometresAndADay() throws {
    // Explosions/Remote violence, both; 22 km to the north; a day later.
    let near = try score { incidents in
      incidents[0].kind = "shelling"
      incidents[0].start = Sample.day(13)
      incidents[0].end = Sample.day(13)
      incidents[0].places[0].mention = nil
      incidents[0].places[0].place?.coordinate = Sample.point(longitude: 40, latitude: 50.2)
    }.tally
    #expect(near.pairs[.incident] == counts(1) && near.pairs[.incidentRelaxed] == counts(2))
    for change: (inout FoundIncident) -> Void in [
      { $0.kind = "armed_clash" }, { $0.start = Sample.day(14) },
      { incident in
        incident.places[0].mention = nil
        incident.places[0].place?.coordinate = Sample.point(longitude: 40, latitude: 50.24)
      },
    ] {
      #expect(try score { change(&$0[0]) }.tally.pairs[.incidentRelaxed] == counts(1))
    }
  }

  @Test func anOptionalIncidentIsNeitherAskedForNorHeldAgainstAnyone() throws {
    let without = try score { $0.removeLast() }
    #expect(without.tally.pairs[.incident] == counts(2) && without.mistakes.isEmpty)
    #expect(try score { _ in }.tally.pairs[.incident] == counts(2))
  }

  @Test func anUnnamedPlaceOfAGroupMayBeAnIncidentOfItsOwn() throws {
    var gold = self.gold
    gold.incidents[0].unlocated = 3
    let spared = try score(gold) { incidents in
      incidents.append(incidents[0])
      incidents[3].places = []
    }
    #expect(spared.tally.pairs[.incident] == counts(2))
  }

  @Test func thePlaceThatTheTextNamesDecides() throws {
    // The incident's mention is Valence, whatever it was resolved to.
    let other = try score { incidents in incidents[0].places[0].mention = 2 }
    #expect(other.tally.pairs[.incidentPlace] == counts(1))
    let repeated = try score { incidents in
      incidents[0].places[0].mention = 6
      incidents[0].places[0].place = nil
    }
    #expect(repeated.tally.pairs[.incidentPlace] == counts(2))
    let unknown = try score { $0[1].places[0] = FoundIncident.Place(mention: 5, place: nil) }
    #expect(unknown.tally.pairs[.incident] == counts(2))
  }

  @Test func aNightMayBeDatedByEitherDayAndAnOpenEndByItsStart() throws {
    func isRight(_ start: Int?, _ end: Int?, goldEnd: Int?) throws -> Bool {
      var gold = self.gold
      gold.incidents[0].end = goldEnd.map { Sample.day($0) }
      let tally = try score(gold) {
        $0[0].start = start.map { Sample.day($0) }
        $0[0].end = end.map { Sample.day($0) }
      }.tally
      return tally.pairs[.incident]?.right == 2
    }
    #expect(try isRight(12, 12, goldEnd: 13) && isRight(13, nil, goldEnd: 13))
    #expect(try !isRight(11, 13, goldEnd: 13) && !isRight(12, 14, goldEnd: 13))
    #expect(try !isRight(nil, nil, goldEnd: 13))
    #expect(try isRight(12, nil, goldEnd: nil) && !isRight(13, nil, goldEnd: nil))
  }

  @Test func whatIsSaidOfAnIncidentIsJudgedOnMatchesOnly() throws {
    let result = try score { incidents in
      incidents[1].status = .reported
      incidents[1].claimants = ["la porte-parole Anne\u{00A0}VALENCE"]
      incidents[1].actorSide = nil
      incidents[0].killed?.high = nil
      incidents[0].claimants = ["police"]
    }
    let shares = result.tally.shares
    #expect(shares[.status] == ShareCounts(of: 2, right: 1))
    #expect(shares[.claimant] == ShareCounts(of: 2, right: 1))
    #expect(shares[.actor] == ShareCounts(of: 1, right: 0))
    #expect(shares[.killed] == ShareCounts(of: 2, right: 1))
    #expect(shares[.injured] == ShareCounts(of: 2, right: 2))
    #expect(result.mistakes.map(\.kind) == [.claimant, .killed, .status, .actor])
    #expect(result.mistakes[1].note == "remote_explosive: 2–2 (2), found 2–? (2)")
  }
}
