import Dispatches
import GazetteerIndex
import GeoTypes
import Geoparsing
import Incidents
import Lieudit
import Testing

/// Turns that dispatches take again and again, each in a sentence of our own, read whole with the core gazetteer.
@Suite(.enabled(if: Checkout.hasData, "needs Gazetteer/core.lieudit: run `make data`"))
struct WireStyleTests {
  private static let reader = Result { try DispatchReader(data: Checkout.data) }

  private func read(_ text: String) throws -> Report {
    try Self.reader.get().read(Dispatch(id: "d", text: Array(text.utf8)))
  }

  /// `kind @ place, place` of each incident, the dispatch's own names for what is unresolved.
  private func told(_ report: Report) -> [String] {
    report.incidents.map { located in
      let names = located.incident.places.map { place in
        place.place.flatMap { report.places[$0]?.place.id.rawValue }
          ?? place.mention.map { report.reading.mentions[$0].text } ?? "?"
      }
      return "\(located.incident.kind.rawValue) @ \(names.joined(separator: ", "))"
    }
  }

  private func role(of name: String, in report: Report) -> Role? {
    report.reading.mentions.first { $0.text == name }?.role
  }

  private func id(of name: String, in report: Report) -> String? {
    report.reading.mentions.firstIndex { $0.text == name }
      .flatMap { report.reading.resolutions[$0].place }.flatMap { report.places[$0]?.place.id.rawValue }
  }

  /// Names that no gazetteer has, by what stands around them.
  @Test(arguments: [
    "Les habitants de Zambrou ont fui.", "Les rebelles se sont emparés mardi de Zambrou.",
    "Le bombardement de Zambrou a fait dix morts.", "Le maire de Zambrou a démissionné.",
    "Des déplacés venus de Zambrou sont arrivés.", "Des affrontements dans Zambrou et ses environs.",
    "Les rebelles ont attaqué Zambrou mardi.", "Le bus reliait Zambrou à Gao.",
    "Une bombe a explosé à N'Zambrou.", "Une bombe a explosé à Pont-Zambrou.",
    "A Petite-Zambrou, le feu a pris.",
    "Une bombe a explosé à Fort-Zambrou.",
  ])
  func whatIsOfPlacesOrDoneToPlacesMakesAnUnknownNameOne(_ sentence: String) throws {
    let report = try read("Bamako, 5 octobre 2024 (AFP) - \(sentence)\n")
    let mention = try #require(report.reading.mentions.first { $0.text.hasSuffix("Zambrou") })
    #expect(mention.role == .literal)
    #expect(
      ["Zambrou", "N'Zambrou", "Pont-Zambrou", "Petite-Zambrou", "Fort-Zambrou"].contains(mention.text))
  }

  @Test func whoHoldsAnOfficeIsNoPlaceBehindIt() throws {
    let report = try read(
      "Tunis, 4 mai 2024 (AFP) - Tout va bien, assure le maire de Bizerte, Mondher Sfaxi.\n")
    #expect(report.reading.mentions.map(\.text) == ["Tunis", "Bizerte"])
  }

  @Test func whoKillsAndBurnsHasAttacked() throws {
    let report = try read(
      "Kinshasa, 14 juin 2025 (AFP) - Des rebelles des ADF ont tué 11 civils mercredi à Komanda, en Ituri, et incendié "
        + "des maisons.\n")
    #expect(told(report) == ["attack @ ld:komanda"])
    #expect(report.incidents.first?.incident.killed?.best == 11)
  }

  /// The last token of a text, which nothing may look behind.
  @Test(arguments: ["Des tirs ont visé le Colonel", "Selon ce chiffre le HCR", "Il a vu le Docteur"])
  func aTextMayEndInATitle(_ text: String) throws {
    #expect(try read(text).reading.mentions.isEmpty)
  }

  @Test func anEarthquakeIsNoAttack() throws {
    let report = try read(
      "Adana, 6 mai 2025 (AFP) - A Adana, un séisme a rasé trois immeubles mardi, faisant douze morts, selon la "
        + "préfecture.\n")
    #expect(!told(report).contains { $0.hasPrefix("attack") })
  }

  @Test func whatIsOnlyFeltIsNoDisaster() throws {
    let report = try read(
      "Istanbul, 7 fév 2026 (AFP) - Un séisme a frappé samedi la province de Malatya. Le tremblement de terre a été "
        + "ressenti jusqu'à Alep, en Syrie, et à Erbil.\n")
    #expect(report.incidents.count == 1)
  }

  /// The year of the siege dates no shelling.
  @Test func theTimeOfAParticipleIsItsOwn() throws {
    let report = try read(
      "Khartoum, 12 mai 2025 (AFP) - Au moins sept personnes ont été tuées dans le bombardement d'un marché d'El-Facher, "
        + "capitale du Darfour-Nord assiégée depuis un an, selon un comité local.\n")
    #expect(told(report) == ["shelling @ gn:379555"])
  }

  @Test func aPluralNounAnnouncesItsWholeList() throws {
    let report = try read(
      "Kiev, 4 mai 2024 (AFP) - La défense aérienne a abattu neuf drones au-dessus des régions de Soumy, Poltava et "
        + "Tchernihiv, a annoncé samedi l'armée.\n")
    #expect(
      ["Soumy", "Poltava", "Tchernihiv"].map { id(of: $0, in: report) } == [
        "iso:UA-59", "iso:UA-53", "iso:UA-74",
      ])
    #expect(told(report).count == 3)
  }

  @Test(arguments: [
    "Téhéran a de son côté affirmé avoir reçu une lettre.", "Téhéran a dans la foulée annoncé son retrait.",
  ])
  func aPhraseMayStandInsideAGovernmentsVerb(_ sentence: String) throws {
    #expect(role(of: "Téhéran", in: try read("Vienne, 4 mai 2024 (AFP) - \(sentence)\n")) == .metonym)
  }

  @Test func aVillageThatNoListHasIsNotMovedToATownSpelledAlike() throws {
    let report = try read(
      "Kiev, 3 juin 2024 (AFP) - L'armée russe a revendiqué dimanche la prise du village d'Oumanské, à l'ouest "
        + "d'Avdiïvka, dans la région de Donetsk.\n")
    let mention = try #require(report.reading.mentions.firstIndex { $0.text == "Oumanské" })
    let resolution = report.reading.resolutions[mention]
    #expect(resolution.place == nil)
    #expect(resolution.within.flatMap { report.places[$0]?.place.id.rawValue } == "iso:UA-14")
  }

  @Test func whatEndsInANewTollIsStillNews() throws {
    let report = try read(
      "Marseille, 12 nov 2023 (AFP) - A Nîmes, un homme a été tué par balle samedi soir, portant à douze le nombre "
        + "de morts depuis le début de l'année.\n")
    #expect(told(report) == ["attack @ gn:2990363"])
    #expect(report.incidents.first?.incident.killed?.best == 1)
  }

  @Test func aBalanceSinceWeeksIsNoIncident() throws {
    let report = try read(
      "Port-au-Prince, 25 mars 2024 (AFP) - Depuis fin février, plus de 900 personnes ont été tuées à Jacmel.\n"
    )
    #expect(told(report) == [])
  }

  @Test func aLowerCountDoesNotReplaceTheOneThatWasTold() throws {
    let report = try read(
      "Goma, 14 mars 2025 (AFP) - Au moins 17 personnes ont été tuées vendredi dans une attaque à Beni, selon des "
        + "habitants.\n\nL'armée a confirmé l'attaque et fait état de douze morts.\n")
    let incident = try #require(report.incidents.first?.incident)
    #expect(report.incidents.count == 1 && incident.killed?.low == 17)
  }

  @Test func whatAnArmyDeniesIsWhatWasToldBefore() throws {
    let report = try read(
      "GAZA, 18 oct 2023 (AFP) - Une frappe a fait douze morts mardi soir à Gaza, selon le ministère de la Santé. "
        + "L'armée israélienne a démenti et mis en cause un tir de roquette.\n")
    #expect(report.incidents.first?.incident.status == .disputed)
    #expect(report.incidents.first?.incident.deniedBy.map(\.text) == ["armée israélienne"])
  }

  @Test func theActorIsTheOneWhoFiredNotTheBorderBesideIt() throws {
    let report = try read(
      "Beyrouth, 18 oct 2023 (AFP) - A la frontière libanaise, le Hezbollah a tiré des missiles sur Metoula, blessant "
        + "deux soldats. Israël a riposté en bombardant Aïta al-Chaab et Maroun al-Ras.\n")
    #expect(
      told(report) == ["shelling @ gn:294247", "shelling @ ld:aita-al-chaab", "shelling @ ld:maroun-al-ras"])
    #expect(report.incidents.first?.incident.actor?.text == "Hezbollah")
  }

  @Test func theAttackOfAConvoyIsOnIt() throws {
    let report = try read(
      "Ouagadougou, 14 juin 2024 (AFP) - Neuf soldats ont été tués mardi dans l'attaque d'un détachement militaire à "
        + "Djibo.\n")
    let incident = try #require(report.incidents.first?.incident)
    #expect(incident.actor == nil && incident.killed?.best == 9)
  }

  @Test func theTownToldLastIsFinerThanTheStateToldFirst() throws {
    let report = try read(
      "Mexico, 12 sept 2024 (AFP) - Dans l'Etat de Sinaloa, les affrontements entre bandes rivales ont fait neuf "
        + "morts mercredi à Culiacan.\n")
    #expect(report.incidents.first?.incident.precision == .town)
  }

  @Test func whereATownLiesIsNoSecondPlace() throws {
    let report = try read(
      "Khartoum, 20 avr 2023 (AFP) - A El-Obeid, à 350 km au sud de la capitale, cinq personnes ont péri mercredi dans "
        + "des tirs croisés.\n")
    #expect(told(report) == ["armed_clash @ gn:379003"])
  }

  @Test func aDeathToldWithItsAgeIsNoIncident() throws {
    let report = try read(
      "Lima, 12 sept 2024 (AFP) - Une coulée de boue a emporté mardi trois maisons à Cuzco. L'ancien ministre est mort "
        + "mercredi à Lima à 86 ans.\n")
    #expect(told(report).allSatisfy { !$0.contains("3936456") })
  }

  @Test func aDeathMayEndItsSentence() throws {
    for end in [".", "", " hier."] {
      _ = try read("Lima, 12 sept 2024 (AFP) - Mercredi à Cuzco, un alpiniste est mort\(end)\n")
    }
  }

  @Test(arguments: [
    ("De nouvelles frappes touchaient Stepanakert.", "Stepanakert"),
    ("L'artillerie a pilonné mardi Stepanakert.", "Stepanakert"),
    ("Sfax et Sousse ont connu des rassemblements.", "Sousse"),
    ("L'Algérie compte un mort.", "Algérie"),
  ])
  func whatIsStruckOrCountedIsAPlace(_ sentence: String, _ name: String) throws {
    #expect(role(of: name, in: try read("Genève, 4 mai 2021 (AFP) - \(sentence)\n")) == .literal)
  }
}
