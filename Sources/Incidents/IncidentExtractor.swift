public import GazetteerIndex
public import Geoparsing

/// Reads when things happened, and what happened, out of a dispatch whose places are resolved.
public struct IncidentExtractor: Sendable {
  private let vocabulary: Vocabulary

  /// Reads the tables of a language (`Gazetteer/lexicon/fr`) and `kinds.tsv` beside that folder.
  ///
  /// Throws `GazetteerError` where a table is missing or broken.
  public init(lexicon folder: String) throws(GazetteerError) {
    vocabulary = try Vocabulary(folder: folder)
  }

  /// The document's time expressions, in text order, placed around the dispatch's day.
  public func times(in document: Document) -> [TimeExpression] {
    var reader = TimeReader(TextView(document, vocabulary))
    return reader.read()
  }

  /// What the dispatch reports as having happened, in text order: one incident per kind, day and place.
  ///
  /// `times` are those of `times(in:)`; `gazetteer` is the one that the reading was resolved with.
  public func incidents(in reading: Reading, times: [TimeExpression], gazetteer: Gazetteer) -> [Incident] {
    incidents(in: reading, times: times, facts: gazetteer)
  }

  package func incidents(in reading: Reading, times: [TimeExpression], facts: any PlaceFacts) -> [Incident] {
    let view = TextView(reading.document, vocabulary)
    guard view.layer.sentenceClasses.contains(where: { !$0.isDisjoint(with: .trigger) }) else { return [] }
    let context = DispatchContext(view: view, reading: reading, times: times, facts: facts)
    var reader = IncidentReader(context)
    reader.read()
    return context.incidents(of: reader.drafts)
  }
}
