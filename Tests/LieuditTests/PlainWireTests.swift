import Dispatches
import GeoTypes
import Geoparsing
import Incidents
import Lieudit
import Testing

/// The plainest sentences of the wire, in every order of day, place and speaker: each tells one incident, and all of it.
@Suite(.enabled(if: Checkout.hasData, "needs Gazetteer/core.lieudit: run `make data`"))
struct PlainWireTests {
  private static let reader = Result { try DispatchReader(data: Checkout.data) }

  private func read(_ sentence: String) throws -> Report {
    try Self.reader.get().read(
      Dispatch(id: "d", text: Array("BAMAKO, 13 mars 2024 (AFP) - \(sentence)\n".utf8)))
  }

  private static let days = [
    "mardi", "mardi matin", "mardi soir", "mardi 12 mars", "le 12 mars", "dans la nuit de lundi à mardi",
    "mardi vers 15h00", "tôt mardi", "mardi à l'aube", "mardi en fin d'après-midi",
  ]
  private static let places = [
    "à Gao", "dans la ville de Gao", "près de Gao", "à 30 km au nord de Gao",
    "à une trentaine de kilomètres de Gao", "dans la région de Gao", "à Gao, dans le nord du Mali",
    "entre Gao et Ansongo", "à la sortie de Gao", "sur la route de Gao", "dans un village proche de Gao",
    "aux abords de Gao", "dans le centre de Gao",
  ]

  /// A sentence with `{t}` and `{p}`, the kinds that may come of it, and the dead that it tells.
  @Test(
    arguments: [
      ("Au moins dix civils ont été tués {t} dans une attaque {p}, a annoncé l'armée.", ["attack"], 10),
      ("Une attaque contre un marché a fait dix morts {t} {p}, selon un élu.", ["attack"], 10),
      ("Des hommes armés ont tué dix civils {t} {p}, a indiqué la police.", ["attack"], 10),
      ("Dix soldats sont morts {t} dans une embuscade {p}.", ["armed_clash"], 10),
      ("De violents combats ont opposé {t} l'armée aux rebelles {p}.", ["armed_clash"], nil),
      ("Une frappe de drone a tué dix personnes {t} {p}.", ["air_drone_strike"], 10),
      ("L'aviation a mené {t} des frappes {p}.", ["air_drone_strike"], nil),
      ("Des obus sont tombés {t} {p}, faisant dix morts.", ["shelling"], 10),
      ("Une bombe a explosé {t} {p}, faisant dix morts.", ["remote_explosive"], 10),
      ("Un kamikaze s'est fait exploser {t} {p}, tuant dix personnes.", ["suicide_bomb"], 10),
      ("Des inconnus ont enlevé trois humanitaires {t} {p}.", ["abduction"], nil),
      ("Des milliers de personnes ont manifesté {t} {p} contre la vie chère.", ["peaceful_protest"], nil),
      ("Un rassemblement a réuni {t} {p} des milliers de personnes.", ["peaceful_protest"], nil),
      ("Des heurts ont éclaté {t} {p} entre manifestants et policiers.", ["violent_demonstration"], nil),
      ("Des inondations ont fait dix morts {t} {p}.", ["disaster"], 10),
      ("Dix personnes ont péri {t} dans un accident de la route {p}.", ["accident"], 10),
      ("Un autocar s'est renversé {t} {p}, faisant dix morts.", ["accident"], 10),
      ("Un incendie a ravagé {t} un marché {p}.", ["fire"], nil),
      ("La police a arrêté {t} dix suspects {p}.", ["arrests"], nil),
    ] as [(String, [String], Int?)])
  func oneIncidentWithItsDayPlaceAndDead(frame: String, kinds: [String], dead: Int?) throws {
    for day in Self.days {
      for place in Self.places {
        let sentence = fill(frame, ["{t}": day, "{p}": place])
        let report = try read(sentence)
        let told = report.incidents.map(\.incident)
        #expect(told.count == 1, "\(sentence)")
        guard let incident = told.first else { continue }
        #expect(kinds.contains(incident.kind.rawValue), "\(sentence)")
        let names = incident.places.compactMap { $0.mention.map { report.reading.mentions[$0].text } }
        #expect(names.contains("Gao"), "\(sentence)")
        #expect(incident.date?.end == CalendarDate(year: 2024, month: 3, day: 12), "\(sentence)")
        if let dead { #expect((incident.killed?.best ?? incident.killed?.low) == dead, "\(sentence)") }
      }
    }
  }

  /// Lists of places behind what strikes, takes and gathers: as many incidents.
  @Test(arguments: [
    "Des obus sont tombés mardi {p}.", "Des milliers de personnes ont manifesté mardi {p}.",
    "De violents combats ont eu lieu mardi {p}.", "L'aviation a mené mardi des frappes {p}.",
    "Des inondations ont fait dix morts mardi {p}.",
  ])
  func aListHasAsManyIncidentsAsPlaces(frame: String) throws {
    for list in [
      "à Gao et à Mopti", "dans les villes de Gao et Mopti", "à Gao ainsi qu'à Mopti",
      "à Gao (nord) et Mopti (centre)",
      "à Gao, dans le nord, et à Mopti, dans le centre", "près de Gao et de Mopti", "à Gao comme à Mopti",
    ] {
      let sentence = fill(frame, ["{p}": list])
      let report = try read(sentence)
      let names = report.incidents.flatMap { located in
        located.incident.places.compactMap { $0.mention.map { report.reading.mentions[$0].text } }
      }
      #expect(names == ["Gao", "Mopti"], "\(sentence)")
    }
  }

  @Test(arguments: [
    "L'armée a bombardé mardi {o}.", "Des bombardements ont visé mardi {o}.",
    "Les rebelles ont revendiqué des attaques contre {o}.",
    "Bamako a accusé Alger d'avoir bombardé mardi {o}.",
  ])
  func aListOfObjectsHasAsManyIncidentsAsPlaces(frame: String) throws {
    for list in [
      "Gao, Mopti et Ségou", "les villes de Gao, Mopti et Ségou",
      "les localités de Gao, de Mopti et de Ségou",
      "Gao ainsi que Mopti et Ségou",
    ] {
      let sentence = fill(frame, ["{o}": list])
      let report = try read(sentence)
      let names = report.incidents.flatMap { located in
        located.incident.places.compactMap { $0.mention.map { report.reading.mentions[$0].text } }
      }
      #expect(names == ["Gao", "Mopti", "Ségou"], "\(sentence)")
    }
  }

  /// A speaker as the text has it, and a word of the claimant.
  private static let speakers = [
    ("l'armée", "armée"), ("le ministère de la Défense", "ministère"), ("des témoins", "témoins"),
    ("un porte-parole de l'armée, le colonel Issa Traoré", "porte-parole"),
    ("une source sécuritaire", "source"),
    ("le gouverneur de la région, Moussa Keïta", "gouverneur"), ("deux habitants", "habitants"),
    ("l'ONG Médecins sans frontières (MSF)", "Médecins"), ("le parquet", "parquet"),
    ("l'Observatoire syrien des droits de l'homme (OSDH)", "Observatoire"),
    ("les autorités locales", "autorités"),
    ("l'agence officielle SPA", "SPA"), ("la télévision d'Etat", "télévision"),
    ("le Croissant-Rouge", "Croissant-Rouge"),
  ]

  @Test(arguments: [
    "{e}, {aux} annoncé {s}.", "{e}, {aux} indiqué mercredi {s}.", "{e}, {aux} déclaré à l'AFP {s}.",
    "{e}, {aux} confirmé à Reuters {s}.", "{e}, {aux} rapporté {s} dans un communiqué.",
    "{e}, {aux} précisé {s} mercredi matin.", "{e}, a-t-on appris auprès de {s}.", "{e}, selon {s}.",
    "{e}, d'après {s}.", "Selon {s}, {e}.", "{S} {aux} annoncé mercredi qu'{e}.", "{S} {aux} affirmé qu'{e}.",
  ])
  func theClaimantIsWhoeverSpeaks(frame: String) throws {
    for (speaker, word) in Self.speakers {
      let isPlural = speaker.hasPrefix("des ") || speaker.hasPrefix("deux ") || speaker.hasPrefix("les ")
      let subject = speaker.prefix(1).uppercased() + speaker.dropFirst() + (speaker.contains(", ") ? "," : "")
      let sentence = fill(
        frame,
        [
          "{e}": "une bombe a explosé mardi à Gao", "{s}": speaker, "{S}": subject,
          "{aux}": isPlural ? "ont" : "a",
        ])
      let told = try read(sentence).incidents.map(\.incident)
      #expect(told.count == 1, "\(sentence)")
      #expect(told.first?.claimants.contains { $0.text.contains(word) } ?? false, "\(sentence)")
      #expect(told.first?.status == .claimed, "\(sentence)")
    }
  }

  /// The frame with its marks replaced, `de le` and `de les` contracted, and a capital at the beginning.
  private func fill(_ frame: String, _ marks: [String: String]) -> String {
    var text = frame
    for (mark, words) in marks {
      text = text.split(separator: mark, omittingEmptySubsequences: false).joined(separator: words)
    }
    for (apart, joined) in [("de le ", "du "), ("de les ", "des ")] {
      text = text.split(separator: apart, omittingEmptySubsequences: false).joined(separator: joined)
    }
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}
