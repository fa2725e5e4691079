import Dispatches
import GazetteerIndex
import Incidents
import Lieudit
import Testing

/// Which incidents of several dispatches are one: each dispatch a sentence of our own, read whole with the core gazetteer.
@Suite(.enabled(if: Checkout.hasData, "needs Gazetteer/core.lieudit: run `make data`"))
struct IncidentLinkerTests {
  private static let reader = Result { try DispatchReader(data: Checkout.data) }

  private func read(_ id: String, _ text: String) throws -> Report {
    try Self.reader.get().read(
      Dispatch(id: id, text: Array("BAMAKO, 14 mars 2024 (AFP) - \(text)\n".utf8)))
  }

  /// The links of the last of several dispatches, called a, b and so on.
  private func links(_ texts: String...) throws -> [[IncidentLink]] {
    var linker = try IncidentLinker(reader: Self.reader.get())
    var last: Report?
    for (index, text) in texts.enumerated() { last = linker.linked(try read(["a", "b", "c"][index], text)) }
    return try #require(last).incidents.map(\.sameAs)
  }

  @Test(arguments: [
    "Une attaque a fait cinq morts mardi à Gao, selon un élu local.",
    "Des hommes armés ont attaqué mardi la ville de Gao, a annoncé l'armée.",
    "A Gao, au moins trois personnes ont été tuées mardi dans une attaque, selon la Croix-Rouge.",
  ])
  func anotherDesksReportOfTheDayIsTheSame(later: String) throws {
    let found = try links("Une attaque a fait mardi trois morts à Gao, selon l'armée.", later)
    #expect(found.count == 1)
    #expect(found.first?.map(\.id) == ["a#1"])
    #expect(found.first?.first?.isRevision == false)
  }

  @Test(arguments: [
    ("Une attaque a fait mercredi trois morts à Gao, selon l'armée.", "another day"),
    ("Une attaque a fait mardi trois morts à Tombouctou, selon l'armée.", "another town"),
    ("Un séisme a fait mardi trois morts à Gao, selon l'armée.", "another kind"),
    ("Une attaque a fait mardi soixante morts à Gao, selon l'armée.", "a toll that excludes the other"),
  ])
  func whatDiffersIsNotTheSame(later: String, why: String) throws {
    let found = try links("Une attaque a fait mardi trois morts à Gao, selon l'armée.", later)
    #expect(found == [[]], "\(why)")
  }

  /// Two attacks of a day somewhere in a country are not one for that.
  @Test func aCountryIsNoPlaceToBeTheSameIn() throws {
    let first = "Une attaque a fait mardi trois morts dans le nord du Mali, selon l'armée."
    #expect(try links(first, "Une attaque a fait mardi cinq morts au Mali, selon une ONG.") == [[]])
    #expect(
      try links(first, "Une attaque a fait mardi trois morts au Mali, selon une ONG.").first?.count == 1)
  }

  @Test func whatChangedIsTold() throws {
    let found = try links(
      "Une attaque a fait mardi au moins trois morts à Gao.",
      "Une attaque a fait mardi cinq morts et deux blessés à Gao, selon l'armée.")
    let changes = try #require(found.first?.first?.changes)
    #expect(
      changes == [
        IncidentLink.Change(field: .status, from: "reported", to: "claimed"),
        IncidentLink.Change(field: .killed, from: ">=3", to: "5"),
        IncidentLink.Change(field: .injured, from: nil, to: "2"),
      ])
  }

  @Test func aNewVersionIsToldFromAnotherReport() throws {
    var linker = try IncidentLinker(reader: Self.reader.get())
    _ = linker.linked(try read("v", "Une attaque a fait mardi trois morts à Gao."))
    let later = linker.linked(try read("v", "Une attaque a fait mardi quatre morts à Gao."))
    #expect(later.incidents.first?.sameAs.map(\.isRevision) == [true])
  }

  @Test func theLatestReportIsTheOneThatIsLinked() throws {
    let found = try links(
      "Une attaque a fait mardi trois morts à Gao.", "Une attaque a fait mardi quatre morts à Gao.",
      "Une attaque a fait mardi cinq morts à Gao.")
    #expect(found.first?.map(\.id) == ["b#1"])
  }

  /// One incident of the past is not two of today's.
  @Test func twoIncidentsOfADispatchAreNotOneEarlierOne() throws {
    let found = try links(
      "Une attaque a fait mardi trois morts à Gao.",
      "Une attaque a fait mardi trois morts à Gao.\n\nA Tombouctou, une attaque a fait mardi deux morts.")
    #expect(found.count == 2)
    #expect(found.flatMap { $0 }.map(\.id) == ["a#1"])
  }

  /// The second version tells another thing first, so that its `v#1` is not the first version's.
  @Test func numbersThatComeAgainWithANewVersionAreToldApart() throws {
    let attack = "Une attaque a fait mardi trois morts à Gao."
    let quake = "Un séisme a fait mardi deux morts à Tombouctou."
    var linker = try IncidentLinker(reader: Self.reader.get())
    _ = linker.linked(try read("v", attack))
    let second = linker.linked(try read("v", quake + "\n\n" + attack))
    #expect(second.incidents.map { $0.sameAs.map(\.id) } == [[], ["v#1"]])
    let third = linker.linked(try read("v", quake + "\n\n" + attack))
    #expect(third.incidents.map { $0.sameAs.map(\.id) } == [["v#1"], ["v#2"]])
  }

  @Test func aWeekMeetsItsDays() throws {
    let day = "Une attaque a fait mardi trois morts à Gao."
    #expect(try links(day, "Une attaque a fait trois morts à Gao cette semaine.").first?.map(\.id) == ["a#1"])
  }

  /// Older than two generations is forgotten: a stream of any length needs only so much memory.
  @Test func onlySoManyAreRemembered() throws {
    let gao = "Une attaque a fait mardi trois morts à Gao."
    let other = "Une attaque a fait mardi trois morts à Tombouctou."
    var linker = try IncidentLinker(reader: Self.reader.get(), remembers: 2)
    _ = linker.linked(try read("a", gao))
    for id in ["b", "c", "d", "e", "f"] { _ = linker.linked(try read(id, other)) }
    #expect(linker.linked(try read("g", gao)).incidents.first?.sameAs.isEmpty == true)
    #expect(linker.linked(try read("h", gao)).incidents.first?.sameAs.map(\.id) == ["g#1"])
  }
}
