import GeoTypes
import Geoparsing
import Incidents
import Testing

@testable import Evaluation

/// Scores of readers whose mistakes are known beforehand.
@Suite struct ScorerTests {
  private let gold = Sample.gold
  private let perfect = Sample.perfect(Sample.gold)

  @Test(arguments: [nil] + Checkout.ownCorpora)
  func agreementEverywhereScoresFullMarks(file: String?) throws {
    let documents = try file.map { try Corpus(file: $0, labels: try Checkout.labels()).documents } ?? [gold]
    for gold in documents {
      let score = try Sample.score(Sample.perfect(gold), gold)
      for figure in PairFigure.allCases {
        let counts = try #require(score.tally.pairs[figure])
        #expect(counts.right == counts.gold && counts.found == counts.gold, "\(figure)")
      }
      // Of two incidents of one kind, place and day, what is said of each may be held against the other's.
      let isOpen: Set<ShareFigure> = [.personsTaken, .country, .status, .claimant, .actor, .killed, .injured]
      for figure in ShareFigure.allCases
      where file == nil ? figure != .personsTaken : !isOpen.contains(figure) {
        guard let counts = score.tally.shares[figure] else { continue }
        #expect(counts.right == counts.of, "\(figure)")
      }
      #expect(score.tally.shares[.personsTaken]?.right == 0)
      if file == nil { #expect(score.mistakes.isEmpty) }
    }
  }

  @Test func whoFindsNothingScoresNothing() throws {
    let score = try Sample.score(FoundDocument())
    for figure in PairFigure.allCases {
      #expect(score.tally.pairs[figure]?.found == 0 && score.tally.pairs[figure]?.right == 0)
    }
    #expect(score.tally.shares[.near] == ShareCounts(of: 5, right: 0))
    #expect(score.tally.shares[.country] == ShareCounts(of: 6, right: 0))
    #expect(score.mistakes.count { $0.kind == .mentionMissed } == 7)
    #expect(score.mistakes.count { $0.kind == .timeMissed } == 2)
    #expect(score.mistakes.count { $0.kind == .incidentMissed } == 2)
  }

  @Test func eachMistakeInMentionsCostsWhatItShould() throws {
    var found = perfect
    found.mentions[1].span.end -= 1
    found.mentions[2].role = .metonym
    found.mentions[3].place = nil
    found.mentions[3].countryWithin = "OS"
    found.mentions[6].place?.coordinate = Sample.point(longitude: 40, latitude: 60)
    found.mentions.remove(at: 4)
    found.mentions.append(FoundMention(span: Sample.span("Valence", 0), role: .literal))
    let score = try Sample.score(found)
    let tally = score.tally
    #expect(tally.pairs[.mentionsStrict] == PairCounts(gold: 7, found: 7, right: 5))
    #expect(tally.pairs[.mentionsOverlapping] == PairCounts(gold: 7, found: 7, right: 6))
    #expect(tally.pairs[.placesStrict] == PairCounts(gold: 6, found: 7, right: 5))
    #expect(tally.pairs[.literal] == PairCounts(gold: 4, found: 4, right: 3))
    #expect(tally.pairs[.metonym] == PairCounts(gold: 1, found: 2, right: 1))
    #expect(tally.pairs[.demonym] == PairCounts(gold: 1, found: 0, right: 0))
    #expect(tally.shares[.role] == ShareCounts(of: 6, right: 5))
    #expect(tally.shares[.personsTaken] == ShareCounts(of: 1, right: 1))
    // Five have a place: the country's is missing, one is ten degrees off.
    #expect(tally.shares[.near] == ShareCounts(of: 5, right: 3))
    #expect(tally.shares[.nearPlaced] == ShareCounts(of: 4, right: 3))
    #expect(tally.distances.count == 4)
    #expect(abs((tally.distances.max() ?? 0) - 1112) < 1)
    #expect(tally.reliability.last == ReliabilityBin(count: 4, right: 3, sum: 4))
    #expect(
      score.mistakes.prefix(6).map(\.kind) == [
        .mentionMissed, .personTaken, .mentionSpan, .role, .placeMissing, .placeWrong,
      ])
    let wrong = try #require(score.mistakes.first { $0.kind == .placeWrong })
    #expect(wrong.note.contains("1112 km off") && wrong.context.contains("la veille. [Mir] dément."))
  }

  @Test func theConfusionTellsGoldFromFound() throws {
    var found = perfect
    found.mentions[6].role = .literal
    let confusion = try Sample.score(found).tally.confusion
    #expect(
      confusion == [
        RolePair(gold: .dateline, found: .dateline): 1, RolePair(gold: .literal, found: .literal): 4,
        RolePair(gold: .demonym, found: .demonym): 1, RolePair(gold: .metonym, found: .literal): 1,
      ])
  }

  @Test func aPlaceInventedForAnUnknownOneCostsConfidence() throws {
    var found = perfect
    found.mentions[5].place = Sample.place(.point(Sample.mir))
    found.mentions[5].confidence = 0.35
    let score = try Sample.score(found)
    #expect(score.tally.shares[.leftUnresolved] == ShareCounts(of: 1, right: 0))
    #expect(score.tally.reliability[3] == ReliabilityBin(count: 1, right: 0, sum: 0.35))
    #expect(score.mistakes.contains { $0.kind == .placeInvented })
  }

  @Test(arguments: [(50.17, true, true), (50.19, false, true), (51.4, false, true), (51.5, false, false)])
  func aTownIsNearWithin20KilometresAndFarWithin161(latitude: Double, near: Bool, far: Bool) {
    let town = GoldLocation.point(Sample.mir)
    let place = FoundPlace(
      id: "x", name: "x", coordinate: Sample.point(longitude: 40, latitude: latitude), country: nil,
      feature: "P.PPL")
    #expect(PlaceJudgement.isRight(place, for: town, within: PlaceJudgement.near) == near)
    #expect(PlaceJudgement.isRight(place, for: town, within: PlaceJudgement.far) == far)
    #expect(
      PlaceJudgement.isRight(place, for: .area(Sample.mir, radius: 30), within: 20) == (latitude < 50.2))
  }

  @Test(arguments: [
    ("iso:NE", "NE", "A.ADM1", true), ("gn:1", "NE", "A.PCLI", true), ("iso:NG", "NG", "A.PCLI", false),
    ("gn:1", "NE", "P.PPLC", false),
  ])
  func aCountryIsRightByItsCodeWhereverItsPointIs(id: String, country: String, feature: String, isRight: Bool)
  {
    let place = FoundPlace(
      id: id, name: "", coordinate: Sample.mir, country: country, feature: feature)
    #expect(PlaceJudgement.isRight(place, for: .country("NE", Sample.ostria), within: 20) == isRight)
  }

  @Test func aCorpusWithoutRolesAsksNeitherForDemonymsNorForPlacesInsideOtherNames() throws {
    var plain = GoldDocument(id: "p", line: 1, text: Sample.text, layers: [.mentions, .persons, .metonymy])
    plain.mentions = [
      GoldMention(span: Sample.span("Mir"), text: "Mir"),
      GoldMention(span: Sample.span("Mir", 1), text: "Mir", isMetonym: true),
    ]
    plain.persons = [Sample.span("Anne Valence")]
    var found = FoundDocument()
    found.mentions = [
      FoundMention(span: Sample.span("Mir"), role: .metonym),
      FoundMention(span: Sample.span("Valence"), role: .embedded),
      FoundMention(span: Sample.span("Ostrie"), role: .embedded),
      FoundMention(span: Sample.span("ostrienne"), role: .demonym),
      FoundMention(span: Sample.span("Mir", 1), role: .metonym),
    ]
    let tally = try Sample.score(found, plain).tally
    #expect(tally.pairs[.placesStrict] == PairCounts(gold: 2, found: 3, right: 2))
    #expect(tally.pairs[.metonym] == PairCounts(gold: 1, found: 2, right: 1))
    #expect(tally.shares[.personsTaken] == ShareCounts(of: 1, right: 0))
    #expect(tally.pairs[.mentionsStrict] == nil && tally.pairs[.literal] == nil)
    #expect(tally.shares[.role] == nil && tally.shares[.near] == nil && tally.pairs[.time] == nil)
  }

  @Test func theDatelineIsJudgedPartByPart() throws {
    var found = perfect
    found.dateline?.agency = nil
    var tally = try Sample.score(found).tally
    #expect(tally.shares[.dateline] == ShareCounts(of: 1, right: 0))
    #expect(tally.shares[.datelineCity]?.right == 1 && tally.shares[.datelineAgency]?.right == 0)
    var without = gold
    without.dateline = nil
    tally = try Sample.score(perfect, without).tally
    #expect(tally.shares[.datelineAbsent] == ShareCounts(of: 1, right: 0))
    #expect(tally.shares[.dateline] == nil)
  }
}
