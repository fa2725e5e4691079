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

  /// For a kind, those that it tells more exactly.
  package var finerKinds: [IncidentKind: Set<IncidentKind>] {
    var finer: [IncidentKind: Set<IncidentKind>] = [:]
    for kind in EventKind.allCases {
      let coarser = EventKind.allCases.filter { vocabulary.refines[Int(kind.rawValue)].contains($0) }
      if !coarser.isEmpty { finer[kind.incidentKind] = Set(coarser.map(\.incidentKind)) }
    }
    return finer
  }

  /// The document's time expressions, in text order, placed around the dispatch's day.
  public func times(in document: Document) -> [TimeExpression] {
    var reader = TimeReader(TextView(document, vocabulary))
    return reader.read()
  }

  /// When things happened, and what is reported as having happened. `gazetteer` is the one that the reading was resolved with.
  public func events(in reading: Reading, gazetteer: Gazetteer) -> EventReading {
    events(in: reading, facts: gazetteer)
  }

  package func events(in reading: Reading, facts: any PlaceFacts) -> EventReading {
    let view = TextView(reading.document, vocabulary)
    var timeReader = TimeReader(view)
    let times = timeReader.read()
    guard view.sentenceClasses.contains(where: { !$0.isDisjoint(with: .trigger) }) else {
      return EventReading(times: times, incidents: [])
    }
    let context = DispatchContext(view: view, reading: reading, times: times, facts: facts)
    var reader = IncidentReader(context)
    reader.read()
    return EventReading(times: times, incidents: context.incidents(of: reader.drafts))
  }
}

/// What a dispatch tells of events.
public struct EventReading: Sendable {
  /// The time expressions in text order, placed around the dispatch's day.
  public var times: [TimeExpression]
  /// What is reported as having happened, in text order: one incident per kind, day and place.
  public var incidents: [Incident]
}
