import GazetteerIndex
import GeoTypes

/// Numbers from a seed: the same in every run.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  /// SplitMix64 (Steele, Lea and Flood 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

/// A small gazetteer made in memory.
struct Fixture {
  var builder = GazetteerBuilder()

  init(runLimit: Int? = nil) {
    if let runLimit { builder.runLimit = runLimit }
  }

  mutating func place(
    _ id: String, _ name: String, _ longitude: Double = 0, _ latitude: Double = 0,
    _ feature: String = "P.PPL",
    country: String? = nil, division: String? = nil, population: Int = 0, parents: [String] = [],
    extent: Extent? = nil, names: [PlaceName] = []
  ) throws {
    try builder.add(
      Place(
        id: PlaceID(id), name: name, coordinate: Coordinate(longitude: longitude, latitude: latitude)!,
        feature: FeatureCode(feature), country: country, division: division.map { PlaceID($0) },
        population: population, parents: parents.map { PlaceID($0) }, extent: extent))
    for name in names { try builder.add(name, to: PlaceID(id)) }
  }

  func open() throws -> Gazetteer { try Gazetteer(bytes: builder.compiled()) }

  /// The Caucasus, some French names with signs, some that resemble one another.
  static func caucasus() throws -> Fixture {
    var fixture = Fixture()
    try fixture.fillWithTheCaucasus()
    return fixture
  }

  mutating func fillWithTheCaucasus() throws {
    try place("iso:AM", "Arménie", 45, 40, "A.PCLI", country: "AM", population: 2_951_776)
    try place("iso:AZ", "Azerbaïdjan", 47.5, 40.5, "A.PCLI", country: "AZ", population: 9_942_334)
    try place("iso:AM-ER", "Erevan (ville)", 44.5, 40.2, "A.ADM1", country: "AM")
    try place(
      "gn:616052", "Yerevan", 44.51361, 40.18111, "P.PPLC", country: "AM", division: "iso:AM-ER",
      population: 1_093_485,
      names: [
        PlaceName(text: "Erevan", language: "fr", kind: .display), PlaceName(text: "Érevan", language: "fr"),
        PlaceName(text: "Երևան", language: "hy", kind: .official),
      ])
    try place(
      "ld:haut-karabakh", "Haut-Karabakh", 46.75, 39.8, "A.ADM1", country: "AZ",
      extent: .box(BoundingBox(west: 46.2, south: 39.2, east: 47.4, north: 40.3)!),
      names: [PlaceName(text: "Nagorny-Karabakh"), PlaceName(text: "Artsakh", side: "AM")])
    try place(
      "gn:586001", "Stepanakert", 46.7517, 39.8153, "P.PPLA", country: "AZ", population: 55_200,
      parents: ["ld:haut-karabakh"],
      names: [
        PlaceName(
          text: "Khankendi", language: "az", kind: .official,
          validFrom: CalendarDate(year: 1991, month: 11, day: 26), side: "AZ")
      ])
    try place(
      "gn:585226", "Choucha", 46.7491, 39.7537, country: "AZ", population: 4_064,
      parents: ["ld:haut-karabakh"],
      names: [PlaceName(text: "Chouchi", side: "AM"), PlaceName(text: "Shusha", language: "en")])
    try place("gn:3183087", "L'Aquila", 13.39954, 42.35055, population: 69_605)
    try place(
      "gn:2427123", "N’Djamena", 15.0444, 12.10672, "P.PPLC", country: "TD", population: 721_081)
    try place("iso:CI", "Côte d’Ivoire", -5.5, 7.5, "A.PCLI", country: "CI", population: 25_069_229)
    try place(
      "gn:71137", "Sanaa", 44.20667, 15.35472, "P.PPLC", country: "YE", population: 1_937_451,
      names: [PlaceName(text: "Sana'a", language: "en")])
    try place("gn:4407066", "St. Louis", -90.19789, 38.62727, country: "US", population: 315_685)
    try place("ld:mer-noire", "mer Noire", 35, 43, "H.SEA", extent: .radius(kilometres: 500))
    try place("gn:1", "Tours", 0.68, 47.39, country: "FR", population: 136_252)
    try place("gn:2", "Paris", 2.3488, 48.85341, "P.PPLC", country: "FR", population: 2_138_551)
    try place("gn:3", "Paris", -95.55551, 33.66094, country: "US", population: 24_782)
  }
}
