extension Lexicon.Generic {
  /// Kinds of places that cannot be taken for one another though they share a name.
  enum Family: Hashable { case water, relief, division }

  /// Towns, their parts and what is like them: a noun that names a place of people rather than land.
  var isInhabited: Bool {
    switch self {
    case .settlement, .capital, .port, .quarter, .camp: true
    default: false
    }
  }

  /// What bears a name of its own even where the gazetteer lacks it: "le camp de X", not "le port de X".
  var announcesSettlement: Bool {
    switch self {
    case .settlement, .quarter, .camp: true
    default: false
    }
  }

  /// Whether a noun behind a comma says what the name before it is: "X, village mixte", "X, quartier d'Alep".
  var namesPlace: Bool {
    switch self {
    case .settlement, .capital, .quarter, .division, .region, .river, .lake, .island, .camp, .relief: true
    case .country, .water, .sea, .desert, .coast, .road, .structure, .frontier, .airport, .port: false
    }
  }

  /// Nil for nouns that say little: towns, regions and islands are often called one and the same.
  var family: Family? {
    switch self {
    case .water, .river, .sea, .lake: .water
    case .relief, .desert: .relief
    case .division: .division
    case .settlement, .capital, .quarter, .country, .region, .island, .coast, .road, .structure, .camp,
      .frontier,
      .airport, .port:
      nil
    }
  }

  /// Whether the noun suits a place of the feature class; nil where it says nothing.
  func agrees(with featureClass: UInt8) -> Bool? {
    switch self {
    case .settlement, .capital, .port: featureClass == UInt8(ascii: "P")
    case .division, .country: featureClass == UInt8(ascii: "A")
    case .region: featureClass == UInt8(ascii: "L") || featureClass == UInt8(ascii: "A")
    case .water, .river, .sea, .lake: featureClass == UInt8(ascii: "H")
    case .relief, .island, .desert: featureClass == UInt8(ascii: "T") || featureClass == UInt8(ascii: "L")
    case .coast, .road, .structure, .camp, .frontier, .airport, .quarter: nil
    }
  }
}
