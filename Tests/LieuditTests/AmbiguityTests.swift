import Dispatches
import GazetteerIndex
import Geoparsing
import Lieudit
import Testing

/// Names that many places bear, each in a sentence of our own that says which: what the reader must not confuse.
@Suite(.enabled(if: Checkout.hasData, "needs Gazetteer/core.lieudit: run `make data`"))
struct AmbiguityTests {
  private static let reader = Result { try DispatchReader(data: Checkout.data) }

  /// A sentence, a name in it and the place that is meant.
  private static let cases: [(name: String, id: String, text: String)] = [
    (
      "Valence", "gn:2509954",
      "Des pluies torrentielles se sont abattues sur Valence, dans l'est de l'Espagne."
    ),
    (
      "Valence", "gn:2971053", "Un homme a été blessé par balle à Valence, dans la Drôme, près de Montélimar."
    ),
    ("Tripoli", "gn:266826", "Des tirs ont éclaté à Tripoli, dans le nord du Liban, et à Beyrouth."),
    ("Tripoli", "gn:2210247", "Des milices se sont affrontées à Tripoli et à Misrata, en Libye."),
    (
      "Vienne", "gn:2761369",
      "Les discussions sur le nucléaire iranien ont repris à Vienne, a annoncé Téhéran."
    ),
    ("Vienne", "gn:2969284", "Un incendie s'est déclaré à Vienne, dans l'Isère, au sud de Lyon."),
    (
      "Saint-Denis", "gn:2980916", "Des heurts ont eu lieu à Saint-Denis, en Seine-Saint-Denis, et à Bobigny."
    ),
    ("Saint-Denis", "gn:935264", "Le cyclone a touché Saint-Denis, à La Réunion, et Saint-Pierre."),
    ("Alexandrie", "gn:361058", "Un immeuble s'est effondré à Alexandrie, dans le nord de l'Egypte."),
    ("Géorgie", "iso:GE", "La Géorgie et l'Arménie ont rouvert leur frontière, a annoncé Tbilissi."),
    ("Niger", "iso:NE", "L'armée du Niger a été attaquée près de Tillabéri."),
    ("Niger", "ld:niger-fleuve", "Une pirogue a chaviré sur le fleuve Niger près de Ségou, au Mali."),
    ("Niger", "iso:NG-NI", "Un village de l'Etat du Niger, dans le centre du Nigeria, a été attaqué."),
    ("Nigeria", "iso:NG", "Des villageois ont été enlevés dans le nord du Nigeria."),
    ("Guinée", "iso:GN", "La Guinée a fermé sa frontière, a annoncé Conakry."),
    ("Guinée-Bissau", "iso:GW", "Un coup d'Etat a eu lieu en Guinée-Bissau."),
    ("Guinée équatoriale", "iso:GQ", "Une explosion a secoué Bata, en Guinée équatoriale."),
    ("Papouasie-Nouvelle-Guinée", "iso:PG", "Un village a été enseveli en Papouasie-Nouvelle-Guinée."),
    ("Congo", "iso:CD", "Le M23 a pris Goma, dans l'est du Congo, et marche sur Bukavu, a reconnu Kinshasa."),
    (
      "Congo", "iso:CG",
      "Le Congo vote dimanche, a rappelé Brazzaville; des files se formaient à Pointe-Noire."
    ),
    ("Corée du Nord", "iso:KP", "La Corée du Nord a tiré un missile, selon Séoul."),
    ("Corée du Sud", "iso:KR", "Un avion s'est écrasé à Muan, en Corée du Sud."),
    ("Saint-Pierre", "gn:935214", "Des arbres sont tombés à Saint-Pierre, dans le sud de La Réunion."),
    ("Saint-Pierre", "gn:3569907", "Un bateau a coulé au large de Saint-Pierre, en Martinique."),
    ("Saint-Pierre", "gn:3424934", "Les pêcheurs de Saint-Pierre-et-Miquelon ont manifesté à Saint-Pierre."),
    ("Hébron", "gn:285066", "Un Palestinien a été tué à Hébron, en Cisjordanie occupée."),
    (
      "Santiago", "gn:3871336",
      "Des manifestants ont défilé à Santiago, la capitale du Chili, et à Valparaiso."
    ),
    ("Santiago", "gn:3536729", "Un ouragan a frappé Santiago, à Cuba."),
    ("Cordoue", "gn:2519240", "Un train a déraillé près de Cordoue, en Andalousie."),
    ("Birmingham", "gn:2655603", "Des émeutes ont éclaté à Birmingham et à Manchester, en Angleterre."),
    ("Birmingham", "gn:4049979", "Une fusillade a fait quatre morts à Birmingham, dans l'Alabama."),
    ("Martouni", "gn:146969", "Des obus sont tombés sur Martouni et sur Stepanakert, au Nagorny-Karabakh."),
    ("Martouni", "gn:616438", "Un séisme a été ressenti à Martouni, au bord du lac Sevan."),
    ("Gandja", "gn:586523", "Un missile a frappé Gandja, la deuxième ville d'Azerbaïdjan."),
    ("Kirovabad", "gn:586523", "Des Arméniens ont été chassés de Kirovabad, en Azerbaïdjan, en 1988."),
    ("La Paz", "gn:3911925", "Des mineurs ont manifesté à La Paz, en Bolivie."),
    ("La Paz", "gn:4000900", "L'ouragan a touché La Paz, en Basse-Californie du Sud, au Mexique."),
    ("Macédoine du Nord", "iso:MK", "La Macédoine du Nord a voté dimanche, et Skopje attend les résultats."),
    ("Luxembourg", "iso:LU", "Le Luxembourg et la Belgique ont signé un accord."),
    ("Washington", "gn:4140963", "Une fusillade a fait deux morts à Washington, près de la Maison Blanche."),
    (
      "Washington", "iso:US-WA", "Un incendie ravage l'Etat de Washington, dans le nord-ouest des Etats-Unis."
    ),
    ("Victoria", "gn:6174041", "Un séisme a été ressenti à Victoria, en Colombie-Britannique, au Canada."),
    ("Victoria", "iso:AU-VIC", "Des feux ravagent l'Etat de Victoria, en Australie."),
    ("Victoria", "gn:241131", "Le président a été investi à Victoria, aux Seychelles."),
    ("Kiev", "gn:703448", "Des drones ont visé Kiev et Kharkiv."),
    ("Kyiv", "gn:703448", "Des drones ont visé Kyiv et Kharkiv."),
    ("Saint-Martin", "iso:MF", "L'ouragan a dévasté Saint-Martin et Saint-Barthélemy, dans les Antilles."),
    ("Beaumont", "gn:4672989", "Une usine chimique a explosé à Beaumont, au Texas."),
    ("Villeneuve-d'Ascq", "gn:6543862", "Un incendie a touché un stade à Villeneuve-d'Ascq, dans le Nord."),
    ("Québec", "iso:CA-QC", "Un incendie a eu lieu à Danville, au Québec."),
    ("Québec", "gn:6325494", "Un incendie a eu lieu à Québec, sur le Saint-Laurent."),
  ]

  @Test(arguments: cases.indices)
  func theTextSaysWhichIsMeant(_ index: Int) throws {
    let (name, id, text) = Self.cases[index]
    let report = try Self.reader.get().read(Dispatch(id: "d", text: Array(text.utf8)))
    let mention = try #require(report.reading.mentions.firstIndex { $0.text == name }, "\(text)")
    let place = report.reading.resolutions[mention].place
    #expect(place.flatMap { report.places[$0]?.place.id.rawValue } == id, "\(text)")
    // Not one of them is read for a government but where one acts.
    let acts = text.contains("La \(name)") || text.contains("Le \(name)")
    #expect(acts || report.reading.mentions[mention].role == .literal, "\(text)")
  }

  /// What the gazetteer lacks is not moved to a namesake elsewhere.
  @Test(arguments: [
    ("Alexandrie", "A Alexandrie, en Virginie, un incendie a eu lieu."),
    ("Grenade", "Un incendie a eu lieu à Grenade, au Nicaragua."),
  ])
  func aNamesakeElsewhereIsNotTaken(_ name: String, _ text: String) throws {
    let report = try Self.reader.get().read(Dispatch(id: "d", text: Array(text.utf8)))
    let mention = try #require(report.reading.mentions.firstIndex { $0.text == name })
    #expect(report.reading.resolutions[mention].place == nil)
    #expect(report.reading.resolutions[mention].within != nil)
  }
}
