extension DispatchCase {
  /// The plainest sentences, each of which was once misread.
  static let plain: [DispatchCase] = [
    DispatchCase(
      "a bomb has gone off and killed: its dead are not the bomb",
      fields: [.place, .date, .killed, .weapons],
      """
      LAHORE, 10 mars 2021 (ALD) - Une bombe a explosé et tué trois policiers mardi à [[Nirva]].
      """,
      "remote_explosive Nirva 2021-03-09 with=bombe killed=3/3/3"),
    DispatchCase(
      "nobody drowns of old age",
      """
      NICE, 10 mars 2021 (ALD) - Une fillette s'est noyée mardi à [[Nirva]].
      """,
      "accident Nirva 2021-03-09 reported killed=1/1/1"),
    DispatchCase(
      "what falls in, and whom it hurts", fields: [.place, .date, .injured],
      """
      NICE, 10 mars 2021 (ALD) - Un mur s'est écroulé mardi à [[Nirva]], blessant trois ouvriers.
      """,
      "accident Nirva 2021-03-09 injured=3/3/3"),
    DispatchCase(
      "a tower falls in an earthquake, people having fled before",
      """
      LIMA, 10 mars 2021 (ALD) - Un séisme a secoué mardi [[Sirva]]. Mille habitants ont été évacués de [[Sirva]]. A
      [[Nirva]], le clocher s'est écroulé.
      """,
      "disaster Sirva 2021-03-09 reported", "displacement Sirva 2021-03-09 reported",
      "disaster Nirva 2021-03-09 reported"),
    DispatchCase(
      "the mayor of a town is arrested there", fields: [.place, .date, .actor, .target],
      """
      BAMAKO, 10 mars 2021 (ALD) - Un colonel a arrêté le maire de [[Nirva]] mardi.
      """,
      "arrests Nirva 2021-03-09 actor=colonel target=maire de Nirva"),
    DispatchCase(
      "two hundred families are expelled from their homes, two diplomats from a country",
      fields: [.place, .date, .claimants],
      """
      PARIS, 10 mars 2021 (ALD) - L'ONG a dénoncé l'expulsion de deux cents familles mardi à [[Nirva]].

      L'expulsion de deux diplomates a eu lieu mardi à [[Sirva]].
      """,
      "displacement Nirva 2021-03-09 by=ONG", "other Sirva 2021-03-09"),
    DispatchCase(
      "a boat that is stopped is no weapon, a missile is", fields: [.place, .date, .actor],
      """
      DAKAR, 10 mars 2021 (ALD) - Les garde-côtes ont intercepté mardi une vedette au large de [[Nirva]].

      L'armée a intercepté mardi un missile au-dessus de [[Sirva]].
      """,
      "other Nirva 2021-03-09 actor=garde-côtes", "disrupted_weapons_use Sirva 2021-03-09 actor=armée"),
    DispatchCase(
      "a life lost behind a day", fields: [.place, .date, .killed],
      """
      ROME, 10 mars 2021 (ALD) - Une attaque a coûté la vie mardi à l'ambassadeur près de [[Nirva]].
      """,
      "attack Nirva 2021-03-09 killed=1/1/1"),
    DispatchCase(
      "among whom the dead were", fields: [.place, .date, .target, .killed],
      """
      DAKAR, 10 mars 2021 (ALD) - Une tempête a fait deux morts parmi les vacanciers mardi à [[Nirva]].
      """,
      "disaster Nirva 2021-03-09 target=vacanciers killed=2/2/2"),
    DispatchCase(
      "who protests behind a quotation speaks",
      """
      PARIS, 10 mars 2021 (ALD) - "C'est injuste", a protesté mardi un ministre à [[Nirva]].
      """),
    DispatchCase(
      "the verb is told once, the days twice", fields: [.place, .date, .actor],
      """
      BAMAKO, 10 mars 2021 (ALD) - Les rebelles ont pris lundi [[Nirva]], puis mardi [[Sirva]].

      Des combats ont éclaté lundi à [[Morva]], puis mardi à [[Torva]].
      """,
      "non_state_actor_overtakes_territory Nirva 2021-03-08 actor=rebelles",
      "non_state_actor_overtakes_territory Sirva 2021-03-09 actor=rebelles",
      "armed_clash Morva 2021-03-08", "armed_clash Torva 2021-03-09"),
    DispatchCase(
      "who has somebody arrested", fields: [.place, .date],
      """
      CARACAS, 10 mars 2021 (ALD) - Le gouvernement a fait arrêter mardi un avocat à [[Nirva]]. Il veut faire arrêter
      un juge à [[Sirva]].
      """,
      "arrests Nirva 2021-03-09"),
    DispatchCase(
      "a landslide that blocks a road protests against nothing", fields: [.place, .date],
      """
      LIMA, 10 mars 2021 (ALD) - Un éboulement a bloqué la route mardi à [[Nirva]].
      """,
      "accident Nirva 2021-03-09"),
    DispatchCase(
      "what is hit by shells, and what by a crisis; what is seized", fields: [.place, .date, .weapons],
      """
      KIEV, 10 mars 2021 (ALD) - Une école de [[Nirva]] a été touchée mardi par quatre obus. Le port de [[Morva]] a été
      touché mardi par la crise.

      La police a saisi mardi deux kalachnikovs à [[Sirva]]. Elle a saisi trois tonnes de poisson à [[Torva]].
      """,
      "shelling Nirva 2021-03-09 with=obus", "disrupted_weapons_use Sirva 2021-03-09 with=arme à feu"),
    DispatchCase(
      "where the facts took place",
      """
      PARIS, 10 mars 2021 (ALD) - Trois paysans ont été tués par des hommes armés. Les faits se sont produits lundi à
      [[Nirva]].
      """,
      "attack Nirva 2021-03-08 reported killed=3/3/3"),
    DispatchCase(
      "a text may end with a place, without a full stop", fields: [.place, .date],
      """
      LAGOS, 10 mars 2021 (ALD) - Des combats ont éclaté mardi à [[Nirva]] et à [[Sirva]]
      """,
      "armed_clash Nirva 2021-03-09", "armed_clash Sirva 2021-03-09"),
    DispatchCase(
      "a list of days and towns has commas", fields: [.place, .date],
      """
      TUNIS, 10 mars 2021 (ALD) - Des manifestations ont eu lieu lundi à [[Nirva]], mardi à [[Sirva]] et mercredi à
      [[Torva]].
      """,
      "peaceful_protest Nirva 2021-03-08", "peaceful_protest Sirva 2021-03-09",
      "peaceful_protest Torva 2021-03-10"),
    DispatchCase(
      "what has happened has, whatever comes after it", fields: [.place, .killed],
      """
      BAMAKO, 10 mars 2021 (ALD) - Des soldats ont tué trois civils à [[Nirva]] avant les négociations prévues vendredi.
      """,
      "attack Nirva killed=3/3/3"),
    DispatchCase(
      "a day of the facts without a place is the event's",
      """
      BAMAKO, 10 mars 2021 (ALD) - Une explosion a fait trois morts à [[Nirva]]. Les faits se sont produits lundi.
      """,
      "accident Nirva 2021-03-08 reported killed=3/3/3"),
    DispatchCase(
      "words that are no events",
      """
      BAMAKO, 10 mars 2021 (ALD) - Une bataille judiciaire s'est ouverte mardi à [[Nirva]]. Le titre a dévissé lundi à
      [[Sirva]]. Les prix ont dérapé à [[Torva]]. Un concert de percussions a eu lieu mardi à [[Morva]].
      """),
  ]
}
