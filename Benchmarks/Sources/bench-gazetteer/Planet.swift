import GazetteerIndex
import GeoTypes

/// A planet that is not: places and names by rules of syllables, always the same, in the proportions of GeoNames.
///
/// Seven places in ten are towns and villages. A place has its own name and, on the average, a little more than one
/// other. Names are made of one to three words; common words (*Old*, *River*, *Saint*) stand in every third, and
/// names are borne by several places as often as in GeoNames: 13 million places have 27 million names, of which some
/// 18 million differ when folded.
struct Planet {
  let placeCount: Int
  let nameCount: Int
  private var random = SplitMix64(20_201_110)

  init(places: Int) {
    placeCount = places
    nameCount = places * 27 / 13
  }

  private static let onsets = [
    "b", "br", "c", "ch", "d", "dr", "f", "g", "gh", "gr", "h", "j", "k", "kh", "kr", "l", "m", "n", "p",
    "pr", "q",
    "r", "s", "sh", "st", "t", "tr", "v", "w", "x", "y", "z", "",
  ]
  private static let vowels = ["a", "e", "i", "o", "u", "é", "ai", "ou", "ā", "ö", "ie", "ı"]
  private static let codas = ["", "", "", "", "n", "r", "l", "s", "t", "m", "ng", "k", "rd", "ş"]
  private static let common = [
    "River", "Old", "New", "Saint", "San", "Lac", "Mont", "Ville", "Upper", "Kampung", "Nahr", "Wadi",
    "Pueblo", "Los",
    "de", "la", "el", "al", "d'", "Dorf", "Selo", "Creek", "North", "South",
  ]

  private mutating func below(_ limit: Int) -> Int { Int(random.next() >> 33) % limit }

  private mutating func word() -> String {
    // Two or three syllables; the first choices are made oftener, as in a language.
    var word = ""
    for _ in 0..<(below(3) == 0 ? 3 : 2) {
      word +=
        Planet.onsets[min(below(Planet.onsets.count), below(Planet.onsets.count) + 8) % Planet.onsets.count]
      word +=
        Planet.vowels[min(below(Planet.vowels.count), below(Planet.vowels.count) + 4) % Planet.vowels.count]
      word += Planet.codas[below(Planet.codas.count)]
    }
    return word.prefix(1).uppercased() + word.dropFirst()
  }

  mutating func name() -> String {
    switch below(10) {
    case 0..<5: return word()
    case 5: return word() + "-" + word()
    case 6: return word() + " " + word()
    default:
      let other = Planet.common[below(Planet.common.count)]
      return other.hasSuffix("'") ? other + word() : other + " " + word()
    }
  }

  /// Gives all places and names to a builder.
  mutating func fill(_ builder: inout GazetteerBuilder) throws(GazetteerError) {
    try generate { (place) throws(GazetteerError) in
      try builder.add(place)
    } name: { (name, id) throws(GazetteerError) in
      try builder.add(name, to: id)
    }
  }

  /// Makes all places and names, which takes a good part of a build's time.
  mutating func generate(
    _ add: (Place) throws(GazetteerError) -> Void, name addName: (PlaceName, PlaceID) throws(GazetteerError) -> Void
  ) throws(GazetteerError) {
    let codes = (0..<20).map { index in String(UnicodeScalar(UInt8(65 + index))) + "X" }
    let features = [
      "P.PPL", "P.PPL", "P.PPL", "P.PPLL", "P.PPL", "P.PPLX", "P.PPL", "H.STM", "T.MT", "S.FRM",
    ]
    let languages = ["fr", "en", "ru", "ar", nil, nil]
    for country in codes {
      try add(
        Place(
          id: PlaceID("iso:\(country)"), name: "Land \(country)",
          coordinate: Coordinate(longitude: 0, latitude: 0)!,
          feature: FeatureCode("A.PCLI"), country: country))
      for division in 0..<20 {
        try add(
          Place(
            id: PlaceID("iso:\(country)-\(division)"), name: name(),
            coordinate: Coordinate(longitude: 0, latitude: 0)!,
            feature: FeatureCode("A.ADM1"), country: country))
      }
    }
    for number in 0..<placeCount {
      let country = codes[number % codes.count]
      // In clusters, as people live: around some ten thousand centres.
      let centre = below(10_000)
      let longitude = Double(centre * 7919 % 36_000) / 100 - 180 + Double(below(2_000_000)) / 1e6
      let latitude = Double(centre * 104_729 % 13_000) / 100 - 55 + Double(below(2_000_000)) / 1e6
      try add(
        Place(
          id: PlaceID("gn:\(number + 1)"), name: name(),
          coordinate: Coordinate(wrapping: longitude, clamping: latitude),
          feature: FeatureCode(features[below(features.count)]), country: country,
          division: PlaceID("iso:\(country)-\(below(20))"),
          population: below(20) == 0 ? below(1 << (4 + below(18))) : 0))
    }
    for _ in 0..<nameCount - placeCount {
      try addName(
        PlaceName(text: name(), language: languages[below(languages.count)]),
        PlaceID("gn:\(below(placeCount) + 1)"))
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
