internal import Dispatches
public import GazetteerIndex
public import Geoparsing

/// Reads when things happened, and what happened, out of a dispatch whose places are resolved.
public struct IncidentExtractor: Sendable {
  let vocabulary: Vocabulary

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
}
