import Dispatches
import GazetteerIndex
import Geoparsing
import Testing

/// Sentences of our own writing, each name marked with the role that a reader gives it.
@Suite(.enabled(if: TestData.hasGazetteer, "needs Gazetteer/core.lieudit: run `make data`"))
struct RoleTests {
  /// `[Bamako|l]`: l literal, m metonym, e embedded, d demonym.
  private func check(_ marked: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    var plain = ""
    var expected: [String] = []
    var rest = marked[...]
    while let open = rest.firstIndex(of: "["), let close = rest.firstIndex(of: "]") {
      plain += rest[..<open]
      let parts = rest[rest.index(after: open)..<close].split(separator: "|")
      plain += parts[0]
      expected.append("\(parts[0])|\(parts[1])")
      rest = rest[rest.index(after: close)...]
    }
    plain += rest
    let reading = try TestData.geoparser().read(Dispatch(id: "t", text: Array(plain.utf8)))
    let found = reading.mentions.map { "\($0.text)|\($0.role.rawValue.prefix(1))" }
    #expect(found == expected, "\(plain)", sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    "Des obus sont tombés hier sur [Kharkiv|l], dans l'est de l'[Ukraine|l].",
    "Un attentat a fait trois morts à [Mogadiscio|l], la capitale de la [Somalie|l].",
    "Les pluies ont coupé la route entre [Valence|l] et [Castellón|l].",
    "Des habitants de [Tombouctou|l] ont fui vers la [Mauritanie|l].",
    "Le séisme a été ressenti jusqu'au [Caire|l], selon des témoins.",
    "Le corps a été retrouvé près du village de [Kidira|l].",
    "A [Gao|l], le marché est resté fermé.",
    "La ville de [Goma|l] est sans eau depuis lundi.",
    "Dans la capitale [malienne|d], [Bamako|l], la police a interpellé douze personnes.",
    "Le pont de [Gao|l] a été fermé.",
  ])
  func placesAreLiteral(sentence: String) throws { try check(sentence) }

  @Test(arguments: [
    "[Pékin|m] a dénoncé mardi des sanctions injustes.",
    "La [Turquie|m] a accusé la [Grèce|m] de provocation.",
    "Selon [Kiev|m], deux drones ont été abattus.",
    "L'accord a été rejeté par [Téhéran|m].",
    "Les pourparlers entre le [Soudan|m] et l'[Éthiopie|m] ont échoué.",
    "[Washington|m] et [Londres|m] ont annoncé des livraisons d'armes.",
    "Le projet a reçu le soutien de [Berlin|m].",
    "[Londres|m] a promis soixante millions, [Bruxelles|m] quarante.",
    "[Moscou|m] a protesté ; [Pékin|m] aussi.",
  ])
  func governmentsAreMetonyms(sentence: String) throws { try check(sentence) }

  @Test(arguments: [
    "Les accords d'[Alger|e] restent lettre morte.",
    "Les médiateurs du groupe de [Minsk|e] se sont réunis.",
    "La rue de [Rivoli|e] a été fermée.",
    "L'Armée de libération du [Kosovo|e] a démenti.",
    "Il a publié un récit, « Retour à [Brest|e] », salué par la critique.",
    "On lit dans le Réveil de [Bamako|e] que tout va bien.",
  ])
  func namesInsideOfNamesAreEmbedded(sentence: String) throws { try check(sentence) }

  @Test(arguments: [
    "Les soldats [maliens|d] et leurs alliés [russes|d] avancent.",
    "Des [Syriens|d] manifestaient.",
    "Une délégation [nord-coréenne|d] est attendue.",
  ])
  func peoplesAreDemonyms(sentence: String) throws { try check(sentence) }

  @Test(arguments: [
    "M. Valence a parlé devant la presse.",
    "Le général Paris et Jean-Pierre Vienne étaient présents.",
    "Le ministre Emmanuel Tours a démissionné.",
    "« Nous avons froid », dit Florence Cordoue, 34 ans.",
    "Elle a acheté un manteau en mars.",
    "Selon elle, il n'y a plus rien.",
  ])
  func personsAndCommonNounsAreNoPlaces(sentence: String) throws { try check(sentence) }
}
