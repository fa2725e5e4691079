package import GeoTypes

/// Holds what was found in a document against its gold, layer by layer.
package struct Scorer {
  private let types: EventTypes
  private let countryAt: (Coordinate) -> String?

  /// - Parameters:
  ///   - types: Which kinds of incidents are related.
  ///   - countryAt: The country (ISO 3166-1) of a marked point; nil where it cannot be told.
  package init(types: EventTypes, countryAt: @escaping (Coordinate) -> String?) {
    self.types = types
    self.countryAt = countryAt
  }

  package func score(_ found: FoundDocument, against gold: GoldDocument) -> DocumentScore {
    var score = DocumentScore()
    MentionScorer(gold: gold, found: found, countryAt: countryAt).score(into: &score)
    TimeScorer(gold: gold, found: found).score(into: &score)
    IncidentScorer(gold: gold, found: found, types: types).score(into: &score)
    return score
  }
}
