import Testing

/// A dispatch of our own writing (events and persons are imagined) and what it reports.
struct DispatchCase: Sendable, CustomTestStringConvertible {
  var name: String
  var day: String
  var fields: Set<TextReading.Field>
  var text: String
  var expected: [String]

  var testDescription: String { name }

  init(
    _ name: String, on day: String = "2021-03-10",
    fields: Set<TextReading.Field> = [.place, .date, .status, .killed],
    _ text: String, _ expected: String...
  ) {
    self.name = name
    self.day = day
    self.fields = fields
    self.text = text
    self.expected = expected
  }
}

extension DispatchCase {
  /// 10 March 2021 is a Wednesday.
  static let wars: [DispatchCase] = [
    DispatchCase(
      "a strike, who says so, who did it",
      fields: [.place, .date, .status, .actor, .claimants, .killed, .injured],
      """
      BEYROUTH, 10 mars 2021 (ALD) - Une frappe aérienne [[russe|iso:RU|demonym]] a tué mardi neuf civils, dont quatre
      enfants, et blessé une vingtaine de personnes à [[Ariha|gn:10@SY]], dans le nord-ouest de la [[Syrie|iso:SY]],
      selon une ONG.
      """,
      "air_drone_strike Ariha 2021-03-09 claimed actor=russe(RU) by=ONG killed=9/9/9 injured=_/20/_"),
    DispatchCase(
      "a drone that is shot down is no strike", fields: [.place, .date, .status],
      """
      KIEV, 10 mars 2021 (ALD) - L'armée a abattu dans la nuit de mardi à mercredi six drones au-dessus d'[[Odessa]],
      a annoncé l'état-major.
      """,
      "disrupted_weapons_use Odessa 2021-03-09..2021-03-10 claimed"),
    DispatchCase(
      "an ambush near a town, the province behind it only says where that is",
      fields: [.place, .relation, .precision, .date, .killed, .claimants],
      """
      BAMAKO, 10 mars 2021 (ALD) - Onze soldats ont été tués lundi dans une embuscade près de [[Tessit|gn:20@ML]], dans
      la région de [[Gao|iso:ML-7]], a indiqué l'armée [[malienne|iso:ML|demonym]].
      """,
      "armed_clash Tessit near near 2021-03-08 by=armée malienne(ML) killed=11/11/11"),
    DispatchCase(
      "a suicide attack told in headline, lead and detail is one",
      fields: [.place, .date, .killed, .injured],
      """
      PAKISTAN: ATTENTAT SUICIDE A [[QUETTA|gn:30@PK]], 14 MORTS

      ISLAMABAD, 10 mars 2021 (ALD) - Un attentat-suicide a fait au moins quatorze morts mercredi sur un marché de
      [[Quetta|gn:30@PK]], dans le sud-ouest du [[Pakistan|iso:PK]].

      L'attaque a aussi fait plus de trente blessés, a précisé la police. Le kamikaze s'est fait exploser à l'entrée du
      marché.
      """,
      "suicide_bomb Quetta 2021-03-10 killed=14/_/_ injured=31/_/_"),
    DispatchCase(
      "a mine under a convoy", fields: [.place, .relation, .date, .killed],
      """
      MOGADISCIO, 10 mars 2021 (ALD) - Trois militaires ont péri mardi quand leur véhicule a sauté sur une mine à une
      vingtaine de kilomètres de [[Baidoa]].
      """,
      "remote_explosive Baidoa near 2021-03-09 killed=3/3/3"),
    DispatchCase(
      "a list of shelled places is one group, and the villages without a name are counted",
      fields: [.place, .relation, .date, .status, .claimants, .killed, .unnamed],
      """
      DONETSK, 10 mars 2021 (ALD) - Les autorités séparatistes ont signalé mercredi des bombardements sur
      [[Horlivka]], sur les localités de [[Yassynouvata]] et [[Makiïvka]], ainsi que sur quatre autres villages, évoquant
      deux morts civils et des blessés.
      """,
      "shelling Horlivka at 2021-03-10 claimed by=autorités séparatistes killed=2/2/2",
      "shelling Yassynouvata at 2021-03-10 claimed by=autorités séparatistes killed=2/2/2",
      "shelling Makiïvka at 2021-03-10 claimed by=autorités séparatistes killed=2/2/2",
      "shelling - at 2021-03-10 claimed by=autorités séparatistes killed=2/2/2 unnamed=4"),
    DispatchCase(
      "whom an accusation names is the actor, and who denies makes it disputed",
      fields: [.place, .date, .status, .actor, .claimants, .denied],
      """
      NEW DELHI, 10 mars 2021 (ALD) - L'armée [[indienne|iso:IN|demonym]] a accusé mardi [[Islamabad|gn:40@PK|metonym]]
      de tirs de mortier contre le village de [[Uri|gn:41@IN]].

      Le ministère [[pakistanais|iso:PK|demonym]] des Affaires étrangères a démenti.
      """,
      "shelling Uri 2021-03-09 disputed actor=Islamabad(PK) by=armée indienne(IN) denied=ministère pakistanais des Affaires étrangères(PK)"
    ),
    DispatchCase(
      "rebels who take a town overtake it", fields: [.place, .date, .status, .actor],
      """
      KINSHASA, 10 mars 2021 (ALD) - Les rebelles se sont emparés lundi de la ville de [[Bunagana|gn:50@CD]], ont affirmé
      des habitants.
      """,
      "non_state_actor_overtakes_territory Bunagana 2021-03-08 claimed actor=rebelles"),
    DispatchCase(
      "an army that takes back ground of its country regains it; a part of a region is an area",
      fields: [.place, .relation, .precision, .date, .status, .actor],
      """
      BAGDAD, 10 mars 2021 (ALD) - Depuis samedi, les forces [[irakiennes|iso:IQ|demonym]] ont reconquis une dizaine de
      villages dans le sud du [[Kourdistan|ld:kourdistan@IQ]].
      """,
      "government_regains_territory Kourdistan in:s region 2021-03-06.. reported actor=forces irakiennes(IQ)"),
    DispatchCase(
      "a pronoun behind the verb is who did it, if it agrees; *on* is nobody",
      fields: [.place, .actor, .claimants],
      """
      KIEV, 10 mars 2021 (ALD) - L'armée a repris mardi [[Izioum]], a-t-elle annoncé.

      Des séparatistes ont bombardé mardi [[Koupiansk]], a-t-on déclaré.
      """,
      "government_regains_territory Izioum actor=armée by=armée",
      "shelling Koupiansk actor=séparatistes"),
    DispatchCase(
      "they who say so did it", fields: [.place, .actor, .claimants],
      """
      KIEV, 10 mars 2021 (ALD) - Des séparatistes ont lancé mardi une attaque contre [[Koupiansk]], ont-ils reconnu.
      """,
      "attack Koupiansk actor=séparatistes by=séparatistes"),
    DispatchCase(
      "what a reporter saw is reported", fields: [.place, .date, .status, .claimants],
      """
      GAZA, 10 mars 2021 (ALD) - Des roquettes se sont abattues mercredi matin sur [[Sderot]], a constaté un journaliste
      de l'AFP.
      """,
      "shelling Sderot 2021-03-10 reported"),
    DispatchCase(
      "the press conditional is a claim", fields: [.place, .date, .status, .killed],
      """
      ADDIS ABEBA, 10 mars 2021 (ALD) - Une quinzaine de personnes auraient été tuées dimanche dans des affrontements à
      [[Dessie]].
      """,
      "armed_clash Dessie 2021-03-07 claimed killed=_/15/_"),
    DispatchCase(
      "who claims an attack did it", fields: [.place, .date, .actor, .killed],
      """
      KABOUL, 10 mars 2021 (ALD) - Une voiture piégée a tué six gardes mardi à [[Ghazni]]. Les talibans ont revendiqué
      l'attentat.
      """,
      "remote_explosive Ghazni 2021-03-09 actor=talibans killed=6/6/6"),
    DispatchCase(
      "a speech that runs over two sentences keeps its speaker",
      fields: [.place, .date, .status, .claimants],
      """
      TRIPOLI, 10 mars 2021 (ALD) - "L'aviation a bombardé mardi le port de [[Zouara]]. Deux entrepôts ont été incendiés
      à [[Sabratha]]", a déclaré le porte-parole du gouvernement.
      """,
      "air_drone_strike Zouara 2021-03-09 claimed by=porte-parole du gouvernement",
      "looting Sabratha 2021-03-09 claimed by=porte-parole du gouvernement"),
    DispatchCase(
      "phosphorus is told apart from shelling",
      fields: [.place, .relation, .date, .status, .actor, .weapons],
      """
      BAKOU, 10 mars 2021 (ALD) - Un haut responsable a dénoncé mercredi l'usage de phosphore par
      [[Erevan|gn:2@AM|metonym]], près de [[Fizouli]].
      """,
      "chemical_weapon Fizouli near 2021-03-10 claimed actor=Erevan(AM) with=phosphore"),
    DispatchCase(
      "an abduction with a vague count", fields: [.place, .relation, .date, .actor],
      """
      ABUJA, 10 mars 2021 (ALD) - Des hommes armés ont enlevé dans la nuit de lundi à mardi une centaine d'élèves dans un
      lycée de [[Kagara]], a annoncé le gouverneur.
      """,
      "abduction Kagara in 2021-03-08..2021-03-09 actor=hommes armés"),
  ]

  static let streets: [DispatchCase] = [
    DispatchCase(
      "a demonstration in several cities", fields: [.place, .date, .status],
      """
      VARSOVIE, 10 mars 2021 (ALD) - Des dizaines de milliers de personnes ont manifesté samedi à [[Varsovie]],
      à [[Cracovie]] et à [[Gdansk]] pour défendre les tribunaux.
      """,
      "peaceful_protest Varsovie 2021-03-06 reported", "peaceful_protest Cracovie 2021-03-06 reported",
      "peaceful_protest Gdansk 2021-03-06 reported"),
    DispatchCase(
      "what the police use makes it a protest with intervention, arrests and all", fields: [.place, .date],
      """
      TUNIS, 10 mars 2021 (ALD) - Un millier d'étudiants ont manifesté mardi à [[Sfax]]. La police a fait usage de gaz
      lacrymogènes et arrêté six personnes.
      """,
      "protest_with_intervention Sfax 2021-03-09"),
    DispatchCase(
      "crowds told by number and place alone, and what broke out at one of them", fields: [.place, .date],
      """
      PARIS, 10 mars 2021 (ALD) - Des milliers de personnes ont défilé mardi à [[Paris]] contre la réforme.

      Ils étaient 8.000 à [[Marseille]], selon la préfecture, 3.500 à [[Toulouse]] et un millier à [[Brest]]. A
      [[Nantes]], des heurts ont éclaté et deux policiers ont été blessés.
      """,
      "peaceful_protest Paris 2021-03-09", "peaceful_protest Marseille 2021-03-09",
      "peaceful_protest Toulouse 2021-03-09", "peaceful_protest Brest 2021-03-09",
      "violent_demonstration Nantes 2021-03-09"),
    DispatchCase(
      "soldiers who fire on a crowd", fields: [.place, .date, .killed],
      """
      RANGOUN, 10 mars 2021 (ALD) - Des soldats ont tiré sur la foule dimanche à [[Mandalay]], tuant huit manifestants.
      """,
      "excessive_force Mandalay 2021-03-07 killed=8/8/8"),
    DispatchCase(
      "riots", fields: [.place, .date, .injured],
      """
      BELFAST, 10 mars 2021 (ALD) - Des émeutes ont éclaté lundi soir à [[Derry]], faisant douze blessés parmi les
      policiers.
      """,
      "violent_demonstration Derry 2021-03-08 injured=12/12/12"),
    DispatchCase(
      "talks, and those to come are none", fields: [.place, .date, .status],
      """
      GENEVE, 10 mars 2021 (ALD) - Les chefs des deux délégations se sont entretenus mardi à [[Genève]]. De nouveaux
      pourparlers sont prévus jeudi à [[Vienne]].
      """,
      "talks Genève 2021-03-09 reported"),
    DispatchCase(
      "an agreement", fields: [.place, .date, .status],
      """
      KHARTOUM, 10 mars 2021 (ALD) - Le gouvernement et les rebelles ont signé un accord lundi à [[Juba]].
      """,
      "agreement Juba 2021-03-08 reported"),
    DispatchCase(
      "a sentence is passed", fields: [.place, .date],
      """
      MOSCOU, 10 mars 2021 (ALD) - Un opposant a été condamné mardi à trois ans de prison par un tribunal de [[Kazan]].
      """,
      "trial Kazan 2021-03-09"),
    DispatchCase(
      "arrests", fields: [.place, .date, .claimants],
      """
      MADRID, 10 mars 2021 (ALD) - Quatre hommes soupçonnés de trafic ont été interpellés mardi à [[Ceuta]], a annoncé la
      Garde civile.
      """,
      "arrests Ceuta 2021-03-09 by=Garde civile"),
  ]

  static let misfortunes: [DispatchCase] = [
    DispatchCase(
      "an earthquake and its toll, told twice",
      fields: [.place, .date, .status, .claimants, .killed, .injured],
      """
      ANKARA, 10 mars 2021 (ALD) - Un séisme de magnitude 6,4 a secoué mardi à l'aube la province d'[[Elazig|iso:TR-23]],
      faisant au moins 22 morts et plus de 1.000 blessés, a annoncé le ministre de l'Intérieur. Le séisme a été ressenti
      jusqu'en [[Syrie|iso:SY]].
      """,
      "disaster Elazig 2021-03-09 claimed by=ministre de l'Intérieur killed=22/_/_ injured=1001/_/_"),
    DispatchCase(
      "floods in two towns, and a forecast", fields: [.place, .date, .killed],
      """
      RIO DE JANEIRO, 10 mars 2021 (ALD) - Des inondations ont fait sept morts lundi à [[Petropolis]]. A
      [[Teresopolis]], deux enfants ont été emportés par la crue. De nouvelles pluies pourraient frapper
      [[Niteroi]] jeudi.
      """,
      "disaster Petropolis 2021-03-08 killed=7/7/7", "disaster Teresopolis 2021-03-08 killed=2/2/2"),
    DispatchCase(
      "a storm that is only forecast is none",
      """
      MANILLE, 10 mars 2021 (ALD) - Un typhon devrait toucher jeudi la côte près de [[Tacloban]]. Les autorités ont
      appelé les habitants à la prudence.
      """),
    DispatchCase(
      "a train accident, not where its passengers came from",
      fields: [.place, .relation, .date, .killed, .injured],
      """
      LE CAIRE, 10 mars 2021 (ALD) - Une collision entre deux trains a fait dix-neuf morts et une soixantaine de blessés
      mardi près de [[Sohag]]. L'un des trains venait de [[Louxor]].
      """,
      "accident Sohag near 2021-03-09 killed=19/19/19 injured=_/60/_"),
    DispatchCase(
      "a shipwreck off a coast, entre dix et quinze", fields: [.place, .relation, .date, .killed],
      """
      DAKAR, 10 mars 2021 (ALD) - Le naufrage d'une pirogue a fait entre dix et quinze morts dimanche au large de
      [[Mbour]].
      """,
      "accident Mbour near 2021-03-07 killed=10/_/15"),
    DispatchCase(
      "a plane crash", fields: [.place, .relation, .date, .killed],
      """
      KATMANDOU, 10 mars 2021 (ALD) - Un avion de tourisme s'est écrasé lundi près de [[Jomsom]]. Ses deux occupants ont
      été tués.
      """,
      "accident Jomsom near 2021-03-08 killed=2/2/2"),
    DispatchCase(
      "a fire without a victim", fields: [.place, .date],
      """
      ATHENES, 10 mars 2021 (ALD) - Un incendie a détruit mardi un entrepôt du port du [[Pirée]].
      """,
      "fire Pirée 2021-03-09"),
    DispatchCase(
      "people who fled", fields: [.place, .date],
      """
      BANGUI, 10 mars 2021 (ALD) - Quelque deux mille habitants ont été évacués lundi de [[Bambari]].
      """,
      "displacement Bambari 2021-03-08"),
    DispatchCase(
      "a flood in many towns, tolls told by place, the second with its words left out",
      fields: [.place, .killed],
      """
      ISLAMABAD, 10 mars 2021 (ALD) - Des inondations ont fait trente morts lundi à [[Sukkur]]. Un pont a été emporté à
      [[Mingora]].

      Dix-neuf personnes ont péri à [[Dera Ghazi Khan]], et trois à [[Taunsa]].
      """,
      "disaster Sukkur killed=30/30/30", "disaster Mingora", "disaster Dera Ghazi Khan killed=19/19/19",
      "disaster Taunsa killed=3/3/3"),
    DispatchCase(
      "a place without an entry keeps what holds it", fields: [.place, .precision, .date, .killed],
      """
      NIAMEY, 10 mars 2021 (ALD) - Dix-sept villageois ont été tués dimanche par des hommes armés dans le village de
      [[Tongo Béri|?in:iso:NE-6]], dans l'ouest du [[Niger|iso:NE]].
      """,
      "attack Tongo Béri province 2021-03-07 killed=17/17/17"),
  ]

  static let decoys: [DispatchCase] = [
    DispatchCase(
      "sport attacks and shoots",
      """
      SPORT/Football: [[Lens]] renverse [[Nantes]]

      PARIS, 10 mars 2021 (ALD) - L'attaque de [[Lens||metonym]] a fait exploser mardi la défense de
      [[Nantes||metonym]] (3-1). L'entraîneur a salué un match plein. Deux tirs sur le poteau ont fait trembler le
      gardien de but à [[Nantes]]. Les joueurs se retrouveront samedi pour la demi-finale.
      """),
    DispatchCase(
      "an anniversary",
      """
      MADRID, 10 mars 2021 (ALD) - L'Espagne commémorera jeudi l'anniversaire des attentats d'[[Atocha]], qui avaient
      fait 193 morts en 2004.
      """),
    DispatchCase(
      "threats, wishes and hypotheses",
      """
      SEOUL, 10 mars 2021 (ALD) - [[Pyongyang|gn:60@KP|metonym]] menace de bombarder [[Séoul]]. Si des tirs touchaient
      [[Incheon]], la riposte serait immédiate, a prévenu le ministre. L'ONU a appelé à éviter une offensive contre
      [[Kaesong]].
      """),
    DispatchCase(
      "a war of the past and its toll",
      """
      SARAJEVO, 10 mars 2021 (ALD) - La guerre avait fait 100.000 morts dans les années 1990. Le siège de [[Sarajevo]] et
      les bombardements de [[Tuzla]] ont marqué les mémoires entre 1992 et 1995.
      """),
    DispatchCase(
      "what did not happen",
      """
      RABAT, 10 mars 2021 (ALD) - Aucun tir n'a visé [[Nador]] mardi, a assuré l'armée. Aucune attaque n'a eu lieu à
      [[Oujda]].
      """),
    DispatchCase(
      "a death in bed",
      """
      ROME, 10 mars 2021 (ALD) - L'écrivain est mort mardi à [[Turin]] à l'âge de 91 ans, a annoncé sa famille.
      """),
    DispatchCase(
      "plans",
      """
      PARIS, 10 mars 2021 (ALD) - Un sommet se tiendra jeudi à [[Bruxelles]]. Les ministres doivent se réunir vendredi à
      [[Lisbonne]] pour préparer des pourparlers.
      """),
    DispatchCase(
      "culture",
      """
      CANNES, 10 mars 2021 (ALD) - Le film, tourné à [[Marrakech]], raconte l'attaque d'un train et l'enlèvement d'un
      banquier. La salle de [[Cannes]] l'a applaudi mardi.
      """),
  ]
}
