import Dispatches
import GeoTypes
import Geoparsing
import Incidents
import Testing

@Suite struct TimeTests {
  /// The time expressions of a text written on a day, as `surface=value` or, with `days`, `surface=start..end`.
  static func times(_ text: String, on day: String?, days: Bool = false) -> [String] {
    let dispatch = Dispatch(
      id: "t", text: Array(text.utf8), published: day.flatMap { CalendarDate(iso8601: $0) })
    let document = Document(tokenizing: dispatch, lexicon: Lexicons.lexicon)
    return Lexicons.extractor.times(in: document).map { time in
      let surface = dispatch.string(time.range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard days else { return "\(surface)=\(time.value)" }
      guard let days = time.days else { return "\(surface)=none" }
      return "\(surface)=\(days.start)..\(days.end.map { "\($0)" } ?? "")"
    }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var text: String
    var expected: [String]
    init(_ text: String, _ expected: String...) {
      self.text = text
      self.expected = expected
    }
    var testDescription: String { text }
  }

  /// Written on Saturday, 31 October 2020.
  @Test(arguments: [
    Case("Il a parlé samedi devant la presse.", "samedi=2020-10-31"),
    Case("Deux hommes sont morts vendredi.", "vendredi=2020-10-30"),
    Case("Deux hommes sont morts dimanche.", "dimanche=2020-10-25"),
    Case("Vendredi soir, les médiateurs ont parlé.", "Vendredi soir=2020-10-30TEV"),
    Case("Il est arrivé lundi dernier.", "lundi dernier=2020-10-26"),
    Case("Lens reçoit Metz dimanche.", "dimanche=2020-11-01"),
    Case("Il a arrêté lundi deux hommes attendus mardi au tribunal.", "lundi=2020-10-26", "mardi=2020-11-03"),
    Case("Le sommet est prévu mardi.", "mardi=2020-11-03"),
    Case("Il a été condamné à quinze ans de prison.", "quinze ans=P15Y"),
    Case("Il est mort à 88 ans."), Case("Une fermière de 44 ans qui vivait là est morte."),
    Case("Il a suspendu en 2019 un projet.", "2019=2019"), Case("En 2016 déjà, il avait gelé.", "2016=2016"),
    Case("La ville a vu brûler en 1944 plus de toits.", "1944=1944"), Case("Il gagne en 2000 points."),
    Case("Un élève a été exclu au printemps.", "printemps=2020-SP"),
    Case("Le texte sera signé au printemps.", "printemps=2021-SP"),
    Case("Le texte a été signé à l'automne.", "l'automne=2020-FA"),
    Case("Les pompiers ont lutté toute la nuit.", "toute la nuit=2020-10-30TNI"),
    Case("Il pleuvra dimanche sur les reliefs.", "dimanche=2020-11-01"),
    Case("Le ministre ira mardi à Nirva.", "mardi=2020-11-03"),
    Case("Une barque chavira mardi au large.", "mardi=2020-10-27"),
    Case("Un ultra est mort mardi.", "mardi=2020-10-27"),
    Case("MARDI 3 - Nirva : procès d'un notaire.", "MARDI 3=2020-11-03"),
    Case("La séance a lieu mardi 11:00.", "mardi 11:00=2020-10-27T11:00"),
    Case("La lumière est revenue en quelques heures.", "quelques heures=PTXH"),
    Case("Il a marché vingt minutes avant de tomber.", "vingt minutes=PT20M"),
    Case("Cent ans après, la ville se souvient.", "Cent ans=P100Y"),
    Case(
      "Le pont fut détruit en 1944. Dix ans plus tard, il rouvrit.", "1944=1944", "Dix ans plus tard=1954"),
    Case("Dix ans plus tard, il rouvrira.", "Dix ans plus tard=2030"),
    Case(
      "Le 8 mai 1902, la ville brûla. Ce matin-là, tous dormaient.", "Le 8 mai 1902=1902-05-08",
      "Ce matin-là=1902-05-08TMO"),
    Case(
      "Un hangar a brûlé dans la nuit de jeudi à vendredi ; au matin, il fumait.",
      "la nuit de jeudi à vendredi=2020-10-29TNI", "matin=2020-10-30TMO"),
    Case("Il était quatre heures jeudi.", "quatre heures jeudi=2020-10-29T04:00"),
    Case("Le couvre-feu a duré de 21h00 à 5h00.", "21h00=2020-10-31T21:00", "5h00=2020-11-01T05:00"),
    Case("Un village à une heure d'ici a brûlé.", "une heure=PT1H"),
    Case("Il est arrivé samedi dernier.", "samedi dernier=2020-10-24"),
    Case("Ils se verront jeudi prochain.", "jeudi prochain=2020-11-05"),
    Case("Le Conseil examinera mardi ce texte.", "mardi=2020-11-03"),
    Case("Ils doivent se retrouver mercredi à la mairie.", "mercredi=2020-11-04"),
    Case("Dans la nuit de jeudi à vendredi, un feu a pris.", "la nuit de jeudi à vendredi=2020-10-29TNI"),
    Case("Dans la nuit du 3 au 4 mai, un feu a pris.", "la nuit du 3 au 4 mai=2020-05-03TNI"),
    Case(
      "Samedi, les combats ont repris, après une rencontre la veille.", "Samedi=2020-10-31",
      "la veille=2020-10-30"),
    Case(
      "Jeudi, il est venu. Il est reparti le lendemain matin.", "Jeudi=2020-10-29",
      "le lendemain matin=2020-10-30TMO"),
    Case("Depuis la reprise, le 27 septembre, ils avancent.", "le 27 septembre=2020-09-27"),
    Case("La bombe a explosé peu avant 4 heures du matin.", "4 heures du matin=2020-10-31T04:00"),
    Case("La bombe a explosé à dix heures du soir.", "dix heures du soir=2020-10-31T22:00"),
    Case("La bombe a explosé jeudi à 5 h 20.", "jeudi à 5 h 20=2020-10-29T05:20"),
    Case("La bombe a explosé vers 14 h.", "14 h=2020-10-31T14:00"),
    Case("La bombe a explosé vendredi à midi.", "vendredi à midi=2020-10-30T12:00"),
    Case("La bombe a explosé dans la nuit.", "la nuit=2020-10-30TNI"),
    Case("Le village est à deux heures de route.", "deux heures=PT2H"),
    Case("Les combats ont duré pendant deux heures.", "deux heures=PT2H"),
    Case("Les combats durent depuis deux heures.", "deux heures=PT2H"),
    Case("Le 3 novembre, il était venu.", "Le 3 novembre=2019-11-03"),
    Case("Le scrutin aura lieu le 3 novembre.", "le 3 novembre=2020-11-03"),
    Case("La guerre a commencé le 1er mai 2018.", "le 1er mai 2018=2018-05-01"),
    Case("Il est né le premier mai 1950.", "le premier mai 1950=1950-05-01"),
    Case("Le samedi 31 octobre, il pleuvait.", "Le samedi 31 octobre=2020-10-31"),
    Case("Fin septembre, la trêve a tenu.", "Fin septembre=2020-09"),
    Case("Il est revenu à la mi-octobre.", "la mi-octobre=2020-10"),
    Case("Début 2019, tout allait bien.", "Début 2019=2019"),
    Case("Il y a trois jours, un pont a sauté.", "Il y a trois jours=2020-10-28"),
    Case("Il y a deux ans, un pont a sauté.", "Il y a deux ans=2018"),
    Case("La semaine dernière, un pont a sauté.", "La semaine dernière=2020-W43"),
    Case("Le mois dernier, un pont a sauté.", "Le mois dernier=2020-09"),
    Case("L'an dernier, un pont a sauté.", "L'an dernier=2019"),
    Case("L'année prochaine, un pont sera construit.", "L'année prochaine=2021"),
    Case("Cette semaine, un pont a sauté.", "Cette semaine=2020-W44"),
    Case("Le week-end dernier, il a plu.", "Le week-end dernier=2020-W43-WE"),
    Case("Une guerre dans les années 1990 a tué.", "les années 1990=199X"),
    Case("Une guerre dans les années 90 a tué.", "les années 90=199X"),
    Case("La guerre s'est achevée en 1994.", "1994=1994"),
    Case("La guerre de 1992 à 1994 a tué.", "1992 à 1994=1992/1994"),
    Case("La guerre (1988-1994) a tué.", "1988-1994=1988/1994"),
    Case("Mardi vers 03H00 (locales), la terre a tremblé.", "Mardi vers 03H00=2020-10-27T03:00"),
    Case("Ils ont encerclé le marché vers 16H00.", "16H00=2020-10-31T16:00"),
    Case("Lundi à l'aube, des tirs ont retenti.", "Lundi à l'aube=2020-10-26TMO"),
    Case("A l'aube, des tirs ont retenti.", "l'aube=2020-10-31TMO"),
    Case("Hier soir, des tirs ont retenti.", "Hier soir=2020-10-30TEV"),
    Case("Un avion s'est écrasé aujourd'hui.", "aujourd'hui=2020-10-31"),
    Case("Ce matin, un avion s'est écrasé.", "Ce matin=2020-10-31TMO"),
    Case("La nuit dernière, un avion s'est écrasé.", "La nuit dernière=2020-10-30TNI"),
    Case("Le festival, du 3 au 5 mai, a attiré du monde.", "3 au 5 mai=2020-05-03/2020-05-05"),
    Case("Du 28 septembre au 3 octobre, il a plu.", "28 septembre au 3 octobre=2020-09-28/2020-10-03"),
    Case("Entre lundi et mercredi, il a plu.", "lundi et mercredi=2020-10-26/2020-10-28"),
    Case("Ils marchent chaque samedi.", "chaque samedi=XXXX-WXX-6"),
    Case("Ils marchent tous les jours.", "tous les jours=P1D"),
    Case("La trêve a duré trois jours.", "trois jours=P3D"),
    Case("Ils ont parlé pendant six heures.", "six heures=PT6H"),
    Case("Un deuil de quarante-huit heures a été décrété.", "quarante-huit heures=PT48H"),
    Case("Ils se battent depuis trois semaines.", "trois semaines=P3W"),
    Case("Trois jours plus tôt, il avait plu.", "Trois jours plus tôt=2020-10-28"),
    Case("LE 27 OCTOBRE A L'AUBE, LA TERRE A TREMBLE.", "LE 27 OCTOBRE A L'AUBE=2020-10-27TMO"),
    Case("Le 5 oct. 2020, il a plu.", "Le 5 oct. 2020=2020-10-05"),
    Case("Le 27\nseptembre\n2020 il a plu.", "Le 27 septembre 2020=2020-09-27"),
    Case("Le 12/10/2020, il a plu.", "12/10/2020=2020-10-12"),
    Case("Cet été, la sécheresse a sévi.", "Cet été=2020-SU"),
    Case("L'hiver dernier, il a neigé.", "L'hiver dernier=2019-WI"),
    Case("Elle a été élue en septembre 2018.", "septembre 2018=2018-09"),
    Case("Il est venu en septembre.", "septembre=2020-09"),
    Case("Il était venu en décembre.", "décembre=2019-12"),
    Case("Ces trois derniers jours, il a plu.", "Ces trois derniers jours=P3D"),
    // The hours and parts of a day.
    Case("A 15 heures 30 personnes ont défilé.", "15 heures=2020-10-31T15:00"),
    Case("A 15 heures 30, la place était pleine.", "15 heures 30=2020-10-31T15:30"),
    Case("A 15 heures 30 précises, la sirène a retenti.", "15 heures 30=2020-10-31T15:30"),
    Case("Le feu a pris à 4h45 du matin.", "4h45 du matin=2020-10-31T04:45"),
    Case("Le feu a pris à 8h du soir.", "8h du soir=2020-10-31T20:00"),
    Case("Le feu a pris à sept heures et demie.", "sept heures et demie=2020-10-31T07:30"),
    Case("Le feu a pris à 15:40 près du port.", "15:40=2020-10-31T15:40"),
    Case("Le feu a pris vers 20 heures jeudi.", "20 heures jeudi=2020-10-29T20:00"),
    Case("Le bac a coulé à 8 heures ce matin.", "8 heures ce matin=2020-10-31T08:00"),
    Case("Le feu a pris jeudi avant 17h.", "jeudi avant 17h=2020-10-29T17:00"),
    Case("Le pont a cédé peu après 17 heures, sous un camion.", "17 heures=2020-10-31T17:00"),
    Case("Ils ont vidé le dépôt en deux heures.", "deux heures=PT2H"),
    Case("Ils ont marché une heure et demie.", "une heure et demie=PT1H30M"),
    Case("L'audience a duré une demi-heure.", "une demi-heure=PT30M"),
    Case("En fin de journée, le calme est revenu.", "fin de journée=2020-10-31TEV"),
    Case("Au début de la soirée, le calme est revenu.", "début de la soirée=2020-10-31TEV"),
    Case("Il a plu jeudi dans la journée.", "jeudi dans la journée=2020-10-29"),
    Case("Jeudi, il a plu. Le soir même, la digue a cédé.", "Jeudi=2020-10-29", "Le soir même=2020-10-29TEV"),
    Case("Jeudi, il a plu. Ce jour-là, la digue a cédé.", "Jeudi=2020-10-29", "Ce jour-là=2020-10-29"),
    Case("Aucun cas n'est signalé à ce jour.", ),
    // Wholes and their parts, days told by number.
    Case("Il a plu lundi de la semaine dernière.", "lundi de la semaine dernière=2020-10-19"),
    Case("Il a plu le premier week-end de septembre.", "le premier week-end de septembre=2020-W36-WE"),
    Case("Il a plu le premier vendredi de juillet.", "le premier vendredi de juillet=2020-07-03"),
    Case("Il a plu la dernière semaine de juin.", "la dernière semaine de juin=2020-W26"),
    Case("Les ventes ont chuté au troisième trimestre.", "troisième trimestre=2020-Q3"),
    Case("Les ventes ont chuté au premier trimestre 2019.", "premier trimestre 2019=2019-Q1"),
    Case("Il est arrivé jeudi 15.", "jeudi 15=2020-10-15"),
    Case("Il est arrivé le 16, sans escorte.", "le 16=2020-10-16"),
    Case("Il a battu le 15 majeur de la ville.", ),
    Case("Ils sont morts depuis le début du mois.", "depuis le début du mois=2020-10"),
    Case("De mai à août 2018, il a plu.", "mai à août 2018=2018-05/2018-08"),
    Case("Du 5 novembre au 5 février 2017, il a plu.", "5 novembre au 5 février 2017=2016-11-05/2017-02-05"),
    Case("Il a plu entre le 13 et le 15 juillet.", "le 13 et le 15 juillet=2020-07-13/2020-07-15"),
    Case("Le mois de mars a été sec.", "Le mois de mars=2020-03"),
    Case("Il avait dix-neuf ans.", ), Case("Un maçon de 46 ans a été blessé.", ),
    Case("Une peine de quinze ans a été prononcée.", "quinze ans=P15Y"),
    Case("Un pont sera posé dans cinq jours.", "cinq jours=2020-11-05"),
    Case("Il y a deux semaines, un pont a sauté.", "Il y a deux semaines=2020-10-17"),
    Case("11H20 - Les secours arrivent.", "11H20=2020-10-31T11:20"),
    // What is to come.
    Case("Les syndicats ont appelé à une grève jeudi.", "jeudi=2020-11-05"),
    Case("Les syndicats ont appelé jeudi à la grève.", "jeudi=2020-10-29"),
    Case("Le ministre a annoncé la tenue d'un sommet mardi.", "mardi=2020-11-03"),
    Case("L'armée a annoncé la mort de deux soldats mardi.", "mardi=2020-10-27"),
    Case("Les députés se réuniront jeudi.", "jeudi=2020-11-05"),
    Case("Le procès s'ouvre mardi.", "mardi=2020-11-03"),
    Case("Le procès a débuté mardi.", "mardi=2020-10-27"),
    Case("Un vote est fixé pour lundi.", "lundi=2020-11-02"),
    Case("Ils ont fermé le pont jusqu'à lundi.", "lundi=2020-11-02"),
    Case("Ils ont promis de partir avant décembre.", "décembre=2020-12"),
    Case("Plus de 1.250 morts et 2020 blessés.", ),
    Case("Il a été blessé par deux hommes à la mi-temps.", ),
  ])
  func `a time expression is found whole and valued`(_ test: Case) {
    #expect(TimeTests.times(test.text, on: "2020-10-31") == test.expected)
  }

  @Test(arguments: [
    Case("Depuis lundi, il pleut.", "lundi=2020-10-26.."),
    Case("Il pleut depuis trois jours.", "trois jours=2020-10-28.."),
    Case("Dans la nuit de jeudi à vendredi, il a plu.", "la nuit de jeudi à vendredi=2020-10-29..2020-10-30"),
    Case(
      "Dans la nuit de vendredi à samedi, il a plu.", "la nuit de vendredi à samedi=2020-10-30..2020-10-31"),
    Case("Fin septembre, il a plu.", "Fin septembre=2020-09-21..2020-09-30"),
    Case("Il a plu du 3 au 5 mai.", "3 au 5 mai=2020-05-03..2020-05-05"),
    Case("Il a plu en septembre.", "septembre=2020-09-01..2020-09-30"),
    Case("Il a plu la semaine dernière.", "la semaine dernière=2020-10-19..2020-10-25"),
    Case("Une guerre dans les années 1990.", "les années 1990=1990-01-01..1999-12-31"),
    Case("Ils ont parlé six heures.", "six heures=none"),
  ])
  func `a time expression covers its days`(_ test: Case) {
    #expect(TimeTests.times(test.text, on: "2020-10-31", days: true) == test.expected)
  }

  @Test func `without a date a weekday and a day of the year keep unknown digits`() {
    #expect(TimeTests.times("Il est venu lundi.", on: nil) == ["lundi=XXXX-WXX-1"])
    #expect(TimeTests.times("Il est venu le 3 mai.", on: nil) == ["le 3 mai=XXXX-05-03"])
  }

  @Test func `without a date times keep what they say themselves`() {
    #expect(TimeTests.times("Il est venu à 19h30.", on: nil) == ["19h30=XXXX-XX-XXT19:30"])
    #expect(TimeTests.times("Il est venu demain matin.", on: nil) == ["demain matin=XXXX-XX-XXTMO"])
    #expect(TimeTests.times("Il est venu la semaine dernière.", on: nil) == ["la semaine dernière=PAST_REF"])
    #expect(TimeTests.times("Il a plu du 3 au 5 mai.", on: nil) == ["3 au 5 mai=XXXX-05-03/XXXX-05-05"])
  }

  @Test func `a bare weekday is the last such day, on every day of a week`() throws {
    let names = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    let start = try #require(CalendarDate(iso8601: "2023-02-27"))
    for offset in 0..<14 {
      let anchor = start.adding(days: offset)
      for (index, name) in names.enumerated() {
        // Counted back day by day: an oracle that knows no modulo.
        var day = anchor
        while day.weekday != index + 1 { day = day.adding(days: -1) }
        #expect(TimeTests.times("Il a plu \(name).", on: "\(anchor)") == ["\(name)=\(day)"])
      }
    }
  }
}
