import Dispatches
import GazetteerIndex
import GeoTypes
import Geoparsing
import Incidents
import Lieudit

/// Reports of our own making, for maps of every size.
struct SampleReport {
  private var incidents: [LocatedIncident] = []
  private var places: [PlaceRef: PlaceRecord] = [:]
  private var mentions: [Mention] = []
  private var resolutions: [Resolution] = []
  private let text: String
  private let id: String

  init(_ id: String, text: String = "Paris, 31 oct 2020 (ALD) - Texte.") {
    self.id = id
    self.text = text
  }

  private mutating func ref(
    _ name: String, _ longitude: Double, _ latitude: Double, _ country: String?, feature: String = "P.PPL",
    extent: Extent? = nil
  ) -> PlaceRef {
    let ref = PlaceRef(ordinal: UInt32(places.count))
    places[ref] = PlaceRecord(
      place: Place(
        id: PlaceID("ld:\(places.count)"), name: name,
        coordinate: Coordinate(wrapping: longitude, clamping: latitude),
        feature: FeatureCode(feature), country: country, extent: extent), localName: nil, englishName: nil)
    return ref
  }

  private mutating func add(
    _ kind: String, _ status: IncidentStatus, _ places: [IncidentPlace], _ precision: Precision,
    _ day: String,
    to end: String?, _ claimant: String?, _ geometry: Geometry?, unnamed: Int = 0
  ) {
    let start = CalendarDate(iso8601: day)
    let number = "\(id)#\(incidents.count + 1)"
    let incident = Incident(
      id: number, group: number, kind: IncidentKind(kind), status: status, places: places,
      precision: precision,
      date: start.map {
        DateInterval(
          start: $0, end: end == "…" ? nil : end.flatMap(CalendarDate.init(iso8601:)) ?? $0,
          precision: end == nil ? .day : .interval)
      },
      claimants: claimant.map { [Party(text: $0, range: 0..<1, side: nil)] } ?? [], unnamedPlaces: unnamed,
      evidence: 0..<1, confidence: 0.9)
    incidents.append(LocatedIncident(incident: incident, geometry: geometry))
  }

  mutating func spot(
    _ kind: String, _ name: String, _ longitude: Double, _ latitude: Double, country: String? = nil,
    _ status: IncidentStatus = .reported, day: String = "2020-10-31", to end: String? = nil,
    by claimant: String? = nil
  ) {
    let place = ref(name, longitude, latitude, country)
    add(
      kind, status, [IncidentPlace(mention: nil, place: place, within: nil, relation: .at)], .town, day,
      to: end,
      claimant, .point(Coordinate(wrapping: longitude, clamping: latitude)))
  }

  mutating func area(
    _ kind: String, _ name: String, _ ring: [(Double, Double)], country: String? = nil,
    _ status: IncidentStatus = .reported, day: String = "2020-10-31", to end: String? = nil,
    by claimant: String? = nil
  ) {
    let place = ref(name, ring[0].0, ring[0].1, country)
    let coordinates = (ring + [ring[0]]).map { Coordinate(wrapping: $0.0, clamping: $0.1) }
    add(
      kind, status, [IncidentPlace(mention: nil, place: place, within: nil, relation: .in)], .region, day,
      to: end,
      claimant, .polygon([coordinates]))
  }

  mutating func unlocated(
    _ kind: String, _ status: IncidentStatus, by claimant: String? = nil, unnamed: Int = 0
  ) {
    add(kind, status, [], .unlocated, "2020-10-31", to: nil, claimant, nil, unnamed: unnamed)
  }

  mutating func mention(
    _ name: String, _ longitude: Double, _ latitude: Double, feature: String = "P.PPL", extent: Extent? = nil,
    as text: String? = nil
  ) {
    let place = ref(name, longitude, latitude, nil, feature: feature, extent: extent)
    mentions.append(Mention(range: 0..<1, tokens: 0..<1, sentence: 0, role: .literal, text: text ?? name))
    resolutions.append(Resolution(place: place, confidence: 0.9))
  }

  func report(headline: String? = nil) -> Report {
    let dispatch = Dispatch(
      id: id, text: Array(text.utf8), published: CalendarDate(iso8601: "2020-10-31"), headline: headline,
      source: "ALD")
    return Report(
      reading: Reading(
        document: Document(dispatch: dispatch, tokens: [], sentences: []), mentions: mentions,
        resolutions: resolutions, entities: []), times: [], incidents: incidents, places: places,
      unresolved: [])
  }
}

extension SampleReport {
  static let front: SampleReport = {
    var sample = SampleReport("karabakh")
    let authorities = "autorités du Nagorny-Karabakh"
    for (name, longitude, latitude) in [
      ("Stepanakert", 46.7656, 39.8177), ("Martouni", 47.1118, 39.7951), ("Martakert", 46.8148, 40.2116),
      ("Choucha", 46.7474, 39.7602),
    ] { sample.spot("shelling", name, longitude, latitude, country: "AZ", .claimed, by: authorities) }
    sample.spot("shelling", "Terter", 46.9324, 40.3418, country: "AZ", .claimed, by: "armée azerbaïdjanaise")
    sample.spot(
      "chemical_weapon", "Choucha", 46.7474, 39.7602, country: "AZ", .disputed, by: "Hikmet Hajiyev")
    sample.unlocated("shelling", .claimed, by: "armée azerbaïdjanaise", unnamed: 3)
    sample.unlocated("chemical_weapon", .claimed, by: "Chouchan Stepanian")
    sample.area(
      "government_regains_territory", "Haut-Karabakh (sud)",
      [(46.5, 39.3), (47.3, 39.35), (47.25, 39.65), (46.9, 39.62), (46.55, 39.66)], country: "AZ",
      day: "2020-09-27", to: "…")
    sample.spot("talks", "Genève", 6.15, 46.2, country: "CH", day: "2020-10-30")
    return sample
  }()

  static let country: SampleReport = {
    var sample = SampleReport("tchad")
    sample.spot("attack", "Bol", 14.71, 13.46, country: "TD")
    sample.spot("violent_demonstration", "N’Djamena", 15.0444, 12.1067, country: "TD")
    sample.spot("arrests", "Moundou", 16.08, 8.57, country: "TD", .claimed, by: "une ONG")
    sample.spot("disaster", "Abéché", 20.83, 13.83, country: "TD")
    sample.spot("armed_clash", "Faya-Largeau", 19.10, 17.92, country: "TD", .disputed, by: "rebelles")
    return sample
  }()

  static let continents: SampleReport = {
    var sample = SampleReport("deux-continents")
    sample.spot("talks", "Washington", -77.0369, 38.9072, country: "US")
    sample.spot("agreement", "Bruxelles", 4.35, 50.85, country: "BE")
    sample.spot("air_drone_strike", "Kiev", 30.52, 50.45, country: "UA", .claimed, by: "armée russe")
    sample.spot("peaceful_protest", "Paris", 2.35, 48.85, country: "FR")
    return sample
  }()

  static let antimeridian: SampleReport = {
    var sample = SampleReport("fidji")
    sample.spot("disaster", "Suva", 178.4419, -18.1416, country: "FJ")
    sample.spot("disaster", "Savusavu", 179.34, -16.78, country: "FJ")
    sample.spot("accident", "Nukualofa", -175.2, -21.14, country: "TO")
    sample.spot("disaster", "Apia", -171.76, -13.83, country: "WS", .claimed, by: "services de secours")
    return sample
  }()

  static let onePoint: SampleReport = {
    var sample = SampleReport("beyrouth")
    sample.spot("accident", "Beyrouth", 35.5018, 33.8938, country: "LB")
    return sample
  }()

  static let none: SampleReport = {
    var sample = SampleReport("sans-incident")
    sample.mention("Bogota", -74.08, 4.61)
    sample.mention("Medellin", -75.57, 6.25)
    sample.mention("Cali", -76.53, 3.44)
    return sample
  }()

  static let nowhere = SampleReport("nulle-part")

  static let many: SampleReport = {
    var sample = SampleReport("ukraine")
    let towns: [(String, Double, Double)] = [
      ("Kiev", 30.52, 50.45), ("Kharkiv", 36.25, 49.98), ("Dnipro", 35.04, 48.46), ("Odessa", 30.73, 46.48),
      ("Donetsk", 37.80, 48.00), ("Zaporijia", 35.18, 47.82), ("Lviv", 24.03, 49.84),
      ("Kryvy Rih", 33.35, 47.91),
      ("Mykolaïv", 31.99, 46.97), ("Marioupol", 37.54, 47.10), ("Louhansk", 39.30, 48.57),
      ("Vinnytsia", 28.48, 49.23),
      ("Kherson", 32.62, 46.64), ("Poltava", 34.55, 49.59), ("Tchernihiv", 31.29, 51.49),
      ("Tcherkassy", 32.06, 49.44),
      ("Soumy", 34.80, 50.91), ("Jytomyr", 28.66, 50.25), ("Bakhmout", 38.00, 48.59),
      ("Kramatorsk", 37.58, 48.74),
      ("Sloviansk", 37.62, 48.85), ("Lyssytchansk", 38.43, 48.91), ("Sievierodonetsk", 38.49, 48.95),
      ("Avdiïvka", 37.75, 48.14), ("Koupiansk", 37.61, 49.71), ("Izioum", 37.26, 49.21),
      ("Melitopol", 35.37, 46.85),
      ("Berdiansk", 36.79, 46.76), ("Pokrovsk", 37.18, 48.28), ("Vouhledar", 37.25, 47.78),
    ]
    let kinds = ["shelling", "air_drone_strike", "armed_clash", "peaceful_protest", "arrests", "fire"]
    let statuses: [IncidentStatus] = [.claimed, .reported, .claimed, .disputed]
    for (index, town) in towns.enumerated() {
      sample.spot(
        kinds[index % 3], town.0, town.1, town.2, country: "UA", statuses[index % 4],
        day: "2022-06-\(10 + index % 15)",
        by: index % 4 == 1 ? nil : "armée ukrainienne")
    }
    for index in 0..<10 {
      let town = towns[(index * index) % 5]
      sample.spot(kinds[index % 6], town.0, town.1, town.2, country: "UA", day: "2022-06-1\(index % 10)")
    }
    return sample
  }()

  static let world: SampleReport = {
    var sample = SampleReport("monde")
    sample.spot("peaceful_protest", "Sydney", 151.2, -33.87, country: "AU")
    sample.spot("peaceful_protest", "San Francisco", -122.42, 37.77, country: "US")
    sample.spot("peaceful_protest", "Le Cap", 18.42, -33.92, country: "ZA")
    sample.spot("peaceful_protest", "Tokyo", 139.69, 35.69, country: "JP")
    sample.spot("violent_demonstration", "Paris", 2.35, 48.85, country: "FR")
    return sample
  }()

  static let arctic: SampleReport = {
    var sample = SampleReport("arctique")
    sample.spot("accident", "Longyearbyen", 15.63, 78.22, country: "NO")
    sample.spot("accident", "Qaanaaq", -69.23, 77.48, country: "GL")
    sample.spot("accident", "Tiksi", 128.87, 71.64, country: "RU")
    sample.spot("accident", "Utqiagvik", -156.79, 71.29, country: "US")
    return sample
  }()

  /// Three days, and what lasted.
  static let week: SampleReport = {
    var sample = SampleReport("semaine")
    sample.spot("shelling", "Poltava", 34.55, 49.59, country: "UA", day: "2022-06-03")
    sample.spot("shelling", "Soumy", 34.80, 50.91, country: "UA", .claimed, day: "2022-06-09", by: "un élu")
    sample.spot("fire", "Kharkiv", 36.25, 49.98, country: "UA", .disputed, day: "2022-06-05", by: "un élu")
    sample.spot("arrests", "Dnipro", 35.04, 48.46, country: "UA", day: "2022-06-03", to: "2022-06-09")
    sample.area(
      "armed_clash", "Donbass", [(37, 48), (39.5, 48), (39.5, 49.5), (37.5, 49.3)], country: "UA", .claimed,
      day: "2022-06-03", to: "…", by: "un élu")
    return sample
  }()

  /// Eleven pictograms in as many towns, on one day.
  static let kinds: SampleReport = {
    var sample = SampleReport("natures")
    let kinds = [
      "shelling", "armed_clash", "attack", "peaceful_protest", "arrests", "talks", "disaster", "fire",
      "accident", "displacement", "base_established", "trial",
    ]
    let statuses: [IncidentStatus] = [.reported, .claimed, .disputed]
    for (index, kind) in kinds.enumerated() {
      sample.spot(
        kind, "Ville \(index + 1)", 10 + Double(index % 4) * 3, 20 - Double(index / 4) * 3, country: "NE",
        statuses[index % 3], by: index % 3 == 0 ? nil : "un élu")
    }
    return sample
  }()

  /// On both sides of 180°, high in the north.
  static let chukotka: SampleReport = {
    var sample = SampleReport("tchoukotka")
    sample.spot("accident", "Anadyr", 177.51, 64.73, country: "RU")
    sample.spot("disaster", "Ouelen", -169.81, 66.16, country: "RU")
    sample.spot("fire", "Providenia", -173.23, 64.42, country: "RU", .claimed, by: "un élu")
    return sample
  }()

  /// On the pole itself, whose longitude is none.
  static let pole: SampleReport = {
    var sample = SampleReport("pole-sud")
    sample.spot("accident", "Amundsen-Scott", 0, -90, country: "AQ")
    sample.spot("fire", "Vostok", 106.84, -78.46, country: "AQ")
    sample.spot("disaster", "McMurdo", 166.67, -77.85, country: "AQ")
    return sample
  }()

  /// Only the pole.
  static let onlyPole: SampleReport = {
    var sample = SampleReport("pole-nord")
    sample.spot("accident", "Pôle Nord", 12, 90)
    return sample
  }()

  /// Far islands of one state, across 180°.
  static let archipelago: SampleReport = {
    var sample = SampleReport("kiribati")
    sample.spot("disaster", "Tarawa", 172.98, 1.33, country: "KI")
    sample.spot("disaster", "Kiritimati", -157.36, 1.87, country: "KI")
    sample.spot("displacement", "Kanton", -171.68, -2.81, country: "KI")
    return sample
  }()

  /// Almost antipodes.
  static let antipodes: SampleReport = {
    var sample = SampleReport("antipodes")
    sample.spot("peaceful_protest", "Madrid", -3.70, 40.42, country: "ES")
    sample.spot("peaceful_protest", "Wellington", 174.78, -41.29, country: "NZ")
    return sample
  }()

  static let all: [String: SampleReport] = [
    "front": front, "pays": country, "continents": continents, "antimeridien": antimeridian,
    "un-lieu": onePoint,
    "aucun": none, "nulle-part": nowhere, "quarante": many, "monde": world, "arctique": arctic,
    "semaine": week, "natures": kinds,
    "tchoukotka": chukotka, "pole-sud": pole, "pole-nord": onlyPole, "kiribati": archipelago,
    "antipodes": antipodes,
  ]

  static let names = all.keys.sorted()
}
