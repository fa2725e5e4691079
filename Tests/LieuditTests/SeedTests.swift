import Dispatches
import Foundation
import GazetteerIndex
import GeoTypes
import Geoparsing
import Incidents
import Lieudit
import Testing

/// The dispatch that started the project, read whole. Its text is not in the repository: without it, skipped.
@Suite(
  .enabled(if: Checkout.hasSeed, "the seed dispatch is not beside this checkout"),
  .enabled(if: Checkout.hasData, "needs Gazetteer/core.lieudit: run `make data`"))
struct SeedTests {
  private static let report = Result {
    try DispatchReader(data: Checkout.data).read(
      Dispatch(id: "seed", text: Array(Data(contentsOf: Checkout.seed))))
  }
  private let report: Report

  init() throws { report = try Self.report.get() }

  private func place(_ mention: Int) -> Place? {
    report.reading.resolutions[mention].place.flatMap { report.places[$0]?.place }
  }

  /// The mention of `name` nearest behind the first occurrence of `context`, line breaks read as spaces.
  private func mention(of name: String, in context: String) throws -> Int {
    let plain = String(decoding: report.dispatch.text, as: UTF8.self).replacing(/\s+/, with: " ")
    let found = try #require(plain.range(of: context), "the seed has changed")
    let ordinal = plain[..<found.upperBound].ranges(of: name).count
    let indices = report.reading.mentions.indices.filter {
      report.reading.mentions[$0].text.replacing(/\s+/, with: " ") == name
    }
    // Occurrences that are no mention (none in this text for the names asked for) would shift the count.
    return try #require(indices.dropFirst(ordinal - 1).first, "\(name) is no mention in \(context)")
  }

  @Test func theDatelineIsRead() throws {
    let dateline = try #require(report.dispatch.layout.dateline)
    #expect(dateline.cities.map { report.dispatch.string($0) } == ["Erevan"])
    #expect(dateline.date == CalendarDate(year: 2020, month: 10, day: 31))
    #expect(dateline.agency == "AFP")
  }

  @Test(arguments: [
    ("Erevan", 40.18, 44.51), ("Gumri", 40.79, 43.85), ("Stepanakert", 39.82, 46.75),
    ("Martouni", 39.79, 47.11),
    ("Martakert", 40.21, 46.81), ("Choucha", 39.76, 46.75), ("Terter", 40.34, 46.93), ("Genève", 46.20, 6.15),
    ("Moscou", 55.75, 37.62), ("Bakou", 40.38, 49.89), ("Minsk", 53.90, 27.57),
  ])
  func everyTownIsWhereItIs(name: String, latitude: Double, longitude: Double) throws {
    let expected = try #require(Coordinate(longitude: longitude, latitude: latitude))
    let indices = report.reading.mentions.indices.filter { report.reading.mentions[$0].text == name }
    #expect(!indices.isEmpty)
    for index in indices {
      let found = try #require(place(index), "\(name) is unresolved")
      #expect(found.coordinate.distance(to: expected) < 5_000, "\(found.id)")
    }
  }

  @Test func everyCountryIsResolved() throws {
    let countries = ["Russie": "RU", "Arménie": "AM", "Azerbaïdjan": "AZ", "Turquie": "TR"]
    for (index, mention) in report.reading.mentions.enumerated() {
      guard let code = countries[mention.text] else { continue }
      #expect(place(index)?.id == PlaceID("iso:" + code), "\(mention.text) at \(mention.range)")
    }
  }

  @Test func personsAreNoPlaces() {
    let text = report.dispatch.text
    for mention in report.reading.mentions {
      let word = String(decoding: text[mention.range], as: UTF8.self)
      for person in [
        "Chouchan", "Stepanian", "Pachinian", "Cavanaugh", "Poutine", "Aliev", "Hajiyev", "Vladimir",
      ] {
        #expect(!word.contains(person))
      }
    }
  }

  @Test(arguments: [
    ("Moscou", "L’annonce de Moscou", Role.metonym), ("Moscou", "il a appelé Moscou", .metonym),
    ("Bakou", "Bakou est soupçonné", .metonym), ("Erevan", "apportera à Erevan", .metonym),
    ("Erevan", "accusé samedi Erevan", .metonym), ("Erevan", "phosphore par Erevan", .metonym),
    ("Minsk", "groupe de Minsk", .embedded), ("Gumri", "militaire à Gumri", .literal),
    ("Genève", "veille à Genève", .literal), ("Choucha", "stratégique de Choucha", .literal),
  ])
  func rolesAreThoseOfAReader(name: String, context: String, role: Role) throws {
    #expect(report.reading.mentions[try mention(of: name, in: context)].role == role)
  }

  // MARK: Incidents

  private func incidents(at name: String) -> [Incident] {
    report.incidents.map(\.incident).filter { incident in
      incident.places.contains { $0.place.flatMap { report.places[$0]?.place.name } == name }
    }
  }

  private let saturday = CalendarDate(year: 2020, month: 10, day: 31)

  @Test func theShellingsAreOneGroupClaimedByTheAuthorities() throws {
    let shellings = ["Stepanakert", "Martouni", "Martakert", "Choucha"].compactMap { name in
      incidents(at: name).first { $0.kind.rawValue == "shelling" }
    }
    #expect(shellings.count == 4)
    #expect(Set(shellings.map(\.group)).count == 1)
    for incident in shellings {
      #expect(incident.status == .claimed)
      #expect(incident.date?.start == saturday)
      #expect(incident.claimants.contains { $0.text.contains("autorités du Nagorny") })
      #expect(incident.killed?.best == 1)
      #expect(incident.injured?.low == 1)
    }
  }

  @Test func theArtilleryOnTerterIsAzerbaijansClaimAgainstArmenia() throws {
    let terter = try #require(incidents(at: "Terter").first)
    #expect(terter.kind.rawValue == "shelling" && terter.status == .claimed)
    #expect(terter.date?.start == saturday)
    #expect(terter.actor?.side == "AM")
    #expect(terter.claimants.first?.side == "AZ")
    let unnamed = report.incidents.map(\.incident).filter {
      $0.group == terter.group && $0.unnamedPlaces == 3
    }
    #expect(unnamed.count == 1 && unnamed[0].precision == .unlocated)
  }

  @Test func thePhosphorusIsTwoClaims() throws {
    let near = try #require(incidents(at: "Choucha").first { $0.weapons.contains("phosphore") })
    #expect(near.precision == .near && near.status == .claimed)
    #expect(near.actor?.side == "AM")
    #expect(near.claimants.contains { $0.text.contains("Hajiyev") })
    let wood = try #require(
      report.incidents.first {
        $0.incident.weapons.contains("phosphore") && $0.incident.precision == .unlocated
      })
    #expect(wood.geometry == nil)
    #expect(wood.incident.actor?.side == "AZ")
    #expect(wood.incident.claimants.contains { $0.text.contains("Stepanian") })
  }

  @Test func theTerritoryIsAnAreaInTheSouth() throws {
    let regained = try #require(
      report.incidents.first { $0.incident.kind.rawValue.hasSuffix("territory") })
    #expect(regained.incident.date?.start == CalendarDate(year: 2020, month: 9, day: 27))
    #expect(regained.incident.places.first?.part == "s")
    switch regained.geometry {
    case .polygon, .multiPolygon: break
    default: Issue.record("not an area: \(String(describing: regained.geometry))")
    }
  }

  @Test func theTalksWereInGenevaTheDayBefore() throws {
    let talks = try #require(incidents(at: "Genève").first { $0.kind.rawValue == "talks" })
    #expect(talks.date?.start == CalendarDate(year: 2020, month: 10, day: 30))
  }

  @Test func theWarOfTheNinetiesAndItsTotalsAreNoIncidents() {
    for incident in report.incidents.map(\.incident) {
      #expect((incident.killed?.best ?? incident.killed?.low ?? 0) < 100)
      if let date = incident.date { #expect(date.start.year == 2020) }
    }
  }
}
