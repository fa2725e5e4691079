/// What a feature tells of a name; with its values it makes the number by which the model knows the feature.
enum FeatureTemplate: UInt64 {
  // What the rules say.
  case rule, ruleAgency, rulePreposition
  // The name.
  case agency, prominence, area, name, shape, length, ownClass, ownClassRule, ending
  case entity, standing, unknown, settled, match
  // Where it stands.
  case block, first, sport
  case preposition, generic, clause, clauseVerb, clauseEnding
  // The words before it.
  case left, leftClass, leftGeneric, leftPair, leftAgency
  case head, governor, governorClass, governorStem, governorClassFar, governs, leftStem
  // The words behind it.
  case right, rightClass, rightClassAgency, rightEnding, rightShortEnding, rightPair, around
  case rightShape, prepositionRight
  case verb, verbClause, verbStem, verbNext, verbStop, pattern
  // The other names.
  case list, listHead, listHeadPreposition, listNext, previous, next, elsewhere

  /// Changes with the meaning of any feature, so that a model is never asked in terms that it was not trained in.
  static let version: UInt32 = 1

  /// The number of the feature with these values.
  @inline(__always)
  func feature(_ first: UInt64, _ second: UInt64) -> UInt64 {
    var hash = (rawValue &+ 1) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ first) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 31) ^ second) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash >> 32)
  }
}

/// What takes features: the model's sum, or a list to train with.
protocol FeatureSink {
  mutating func add(_ feature: UInt64)
}

/// The sums of the features' weights for the readings.
struct WeightSum: FeatureSink {
  let model: ReadingModel
  private(set) var value = SIMD4<Int32>.zero

  init(model: ReadingModel) { self.model = model }

  @inline(__always)
  mutating func add(_ feature: UInt64) { value &+= model.weights(of: feature) }
}

/// The features themselves.
struct FeatureList: FeatureSink {
  private(set) var features: [UInt64] = []
  mutating func add(_ feature: UInt64) { features.append(feature) }
}
