internal import GeoTypes

/// What tells the bearers of a name apart in a house table.
enum PlaceContext: Hashable {
  /// The country's code: two capital letters.
  case country(CountryCode)
  /// What holds the place, by its id (`iso:AM-GR`) or one of its names (*Syrie*).
  case id(PlaceID)
  case name(NameKey)
  /// A position (`46.75,39.82`) within `reach` of the place.
  case position(Coordinate)

  /// How far off a position may be; metres.
  static let reach = 50_000.0

  /// Nil for what starts like a position and is none, and for a name without a letter.
  init?(_ text: String) {
    if let code = CountryCode(text) {
      self = .country(code)
    } else if let first = text.utf8.first, (0x30...0x39).contains(first) || first == UInt8(ascii: "-") {
      let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
      guard parts.count == 2, let longitude = parts[0], let latitude = parts[1],
        let coordinate = Coordinate(longitude: longitude, latitude: latitude)
      else { return nil }
      self = .position(coordinate)
    } else if PlaceContext.isID(text) {
      self = .id(PlaceID(text))
    } else {
      let key = NameKey(text)
      if key.isEmpty { return nil }
      self = .name(key)
    }
  }

  /// Whether a text is an id, a scheme of small letters, a colon and something: `gn:616052`.
  static func isID(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = text.utf8[..<colon]
    return !scheme.isEmpty && text.utf8.index(after: colon) < text.utf8.endIndex
      && scheme.allSatisfy { CharacterFolding.isASCIIWord($0) || $0 == UInt8(ascii: "-") }
  }
}
