/// What a map says, and what it calls places, in one language.
public struct MapLanguage: Sendable {
  public var words: MapWords
  public var places: PlaceNames

  public init(words: MapWords, places: PlaceNames = .french) {
    self.words = words
    self.places = places
  }
}
