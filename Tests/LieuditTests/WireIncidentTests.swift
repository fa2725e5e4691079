import Dispatches
import GazetteerIndex
import GeoTypes
import Geoparsing
import Incidents
import Lieudit
import Testing

/// What agencies' turns make of incidents: each a short dispatch of our own, read whole with the core gazetteer.
@Suite(.enabled(if: Checkout.hasData, "needs Gazetteer/core.lieudit: run `make data`"))
struct WireIncidentTests {
  private static let reader = Result { try DispatchReader(data: Checkout.data) }

  private func incidents(_ text: String) throws -> [Incident] {
    try Self.reader.get().read(
      Dispatch(id: "d", text: Array("BAMAKO, 14 mars 2024 (AFP) - \(text)\n".utf8))
    ).incidents.map(\.incident)
  }

  @Test(arguments: [
    (
      "Un obus a tué mardi un berger à Gao, a écrit sur Telegram le gouverneur régional.",
      "gouverneur régional"
    ),
    ("Des hommes armés ont attaqué mardi Gao, a déclaré à l'AFP un officier malien.", "officier malien"),
    ("Une mine a tué mardi deux soldats près de Gao, a lancé devant la presse un colonel.", "colonel"),
    ("Une bombe a tué mardi deux soldats à Gao, a-t-on appris de source militaire.", "source militaire"),
    (
      "Une bombe a tué mardi deux soldats à Gao, a indiqué un médecin. Selon ce communiqué, rien d'autre.",
      "médecin"
    ),
  ])
  func theSpeakerStandsBehindWhomItWasToldTo(text: String, speaker: String) throws {
    let told = try #require(try incidents(text).first)
    #expect(told.claimants.map(\.text) == [speaker])
    #expect(told.status == .claimed)
  }

  @Test func aTollsSourceIsNoClaimant() throws {
    let told = try #require(
      try incidents(
        "Un kamikaze s'est fait exploser mardi à Gao, tuant six agents, selon un premier bilan communiqué par l'hôpital."
      ).first)
    #expect(told.kind.rawValue == "suicide_bomb")
    #expect(told.claimants == [])
  }

  @Test(
    arguments: [
      ("Quarante fidèles au moins ont été tués mardi à Gao par un drone.", 40, nil, nil),
      ("Un drone a frappé mardi une voiture à Gao, tuant son conducteur.", 1, 1, 1),
      ("Un mur s'est effondré mardi à Gao, tuant une mère et ses trois enfants.", 4, 4, 4),
      ("Des hommes armés ont tué lundi 11 mars trois soldats à Gao.", 3, 3, 3),
      ("Sept rebelles et un sergent sont morts mardi dans des combats à Gao.", 8, 8, 8),
      ("Une attaque au cours de laquelle six civils ont été tués a eu lieu mardi à Gao.", 6, 6, 6),
    ] as [(String, Int?, Int?, Int?)])
  func theDeadAreCounted(text: String, low: Int?, best: Int?, high: Int?) throws {
    let killed = try #require(try incidents(text).first?.killed)
    #expect([killed.low, killed.best, killed.high] == [low, best, high])
  }

  @Test(arguments: [
    "Plus de 200 civils ont été tués à Gao depuis la chute du régime.",
    "L'évêque de Gao compte 87 assassinats en deux ans.",
    "Le pays marquait mardi les dix ans du rapt de lycéennes à Gao.",
    "L'armée a démenti que des combats aient eu lieu mardi à Gao.",
    "La police juge infondées les rumeurs de coups de feu à Gao.",
    "Les accidents de la route sont fréquents à Gao, où ils font mille morts par an.",
    "Le chef de gare, en fuite depuis la collision, se trouvait à Gao.",
    "Des mères d'élèves kidnappés attendaient à Gao.",
    "Les deux camps s'accusent de violer la trêve à Gao.",
  ])
  func whatIsRecalledCountedDeniedOrRumouredIsNoIncident(text: String) throws {
    #expect(try incidents(text).map(\.kind.rawValue) == [])
  }

  @Test(arguments: [
    ("L'aviation a bombardé mardi Gao.", "air_drone_strike"),
    ("L'armée de l'air a affirmé avoir frappé mardi Gao.", "air_drone_strike"),
    ("Une trentaine d'étudiants qui rentraient chez eux ont été capturés mardi près de Gao.", "abduction"),
    ("L'armée a annoncé avoir abattu mardi 26 appareils au-dessus de Gao.", "disrupted_weapons_use"),
    ("L'armée a capturé mardi Gao.", "government_regains_territory"),
    ("Soldats et miliciens se sont battus à l'arme lourde mardi à Gao.", "armed_clash"),
  ])
  func whoDidItTellsTheKind(text: String, kind: String) throws {
    #expect(try incidents(text).map(\.kind.rawValue) == [kind])
  }

  @Test(arguments: [
    "Trente personnes ont été tuées mardi à Gao. MSF dit avoir soigné 31 blessés à Mopti.",
    "Trente personnes ont été blessées mardi à Gao par une bombe et transportées à l'hôpital de Ségou, à Mopti.",
    "Une bombe a tué mardi deux soldats à Gao, explique le docteur Paul Dumas, coordinateur d'une ONG à Mopti.",
  ])
  func whereTheHurtAndTheSpeakersAreIsNoPlaceOfIt(text: String) throws {
    let mentions = try Self.reader.get().read(
      Dispatch(id: "d", text: Array("BAMAKO, 14 mars 2024 (AFP) - \(text)\n".utf8)))
    let named = mentions.incidents.flatMap { located in
      located.incident.places.compactMap { $0.mention.map { mentions.reading.mentions[$0].text } }
    }
    #expect(named == ["Gao"])
  }

  @Test(arguments: [
    "Des hommes armés ont attaqué lundi 11 mars le marché de Gao.",
    "Des hommes armés ont attaqué vers 15 heures le marché de Gao.",
    "L'armée a bombardé le 11 mars à 15h30 Gao.",
  ])
  func aDayInDigitsPartsNoVerbFromItsPlace(text: String) throws {
    #expect(try incidents(text).map(\.precision) == [.town])
  }

  @Test(arguments: [
    "Des jihadistes ont attaqué mardi une base militaire à Gao.",
    "Une roquette a été tirée mardi depuis la Mauritanie sur Gao, tuant douze enfants.",
  ])
  func whereItHitIsItsPlace(text: String) throws {
    #expect(try incidents(text).map(\.precision) == [.town])
  }

  @Test(arguments: [
    "Dix soldats ont été tués mardi à Gao. Paris a condamné l'attaque.",
    "Dix soldats ont été tués mardi à Gao. Washington a réagi après l'attaque.",
    "Dix soldats ont été tués mardi à Gao. Le Niger a fermé sa frontière après l'attaque.",
  ])
  func whoReactsIsNeitherSourceNorActor(text: String) throws {
    let told = try incidents(text)
    #expect(told.count == 1)
    #expect(told.first?.status == .reported)
    #expect(told.first?.claimants == [])
    #expect(told.first?.actor == nil)
  }

  /// The text may end anywhere: every beginning of these is read.
  @Test func aTextThatBreaksOffIsRead() throws {
    let text = Array(
      "Une bombe a tué onze de douze civils à Gao, blessant cinq d'entre eux et, selon un bilan de, six de"
        .utf8)
    for end in 1...text.count {
      _ = try Self.reader.get().read(Dispatch(id: "d", text: Array(text[..<end])))
    }
  }

  @Test func theDetailsMakeTheLeadExact() throws {
    let told = try incidents(
      """
      Quinze personnes ont été tuées mardi dans une attaque dans le nord du Mali, a annoncé mercredi l'armée.

      Des hommes armés ont attaqué vers 15 heures le marché de Gao, selon un élu.
      """)
    #expect(told.count == 1)
    #expect(told.first?.precision == .town)
    #expect(told.first?.killed?.best == 15)
    // The clock time counts from the event's day, not from the speaker's.
    #expect(told.first?.date?.start == CalendarDate(year: 2024, month: 3, day: 12))
  }

  @Test func whatTellsMoreOfItIsNoSecondIncident() throws {
    let told = try incidents(
      """
      Trois soldats ont été tués mardi dans l'attaque d'un camp à Gao. Les assaillants ont ouvert le feu sur les gardes.
      Un groupe armé a revendiqué l'attaque.
      """)
    #expect(told.map(\.kind.rawValue) == ["attack"])
  }

  @Test func aBareDenialDisputesWhatWasClaimed() throws {
    let told = try incidents(
      "Les rebelles ont revendiqué la prise de Gao mardi. L'armée a démenti : « Les combats se poursuivent »."
    )
    #expect(told.first?.status == .disputed)
    #expect(told.first?.deniedBy.map(\.text) == ["armée"])
  }
}
