/// One difference between the gold and what was found, for those who mend the reading.
package struct Mistake: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case mentionMissed = "mention_missed"
    case mentionSpurious = "mention_spurious"
    case personTaken = "person_taken_for_place"
    case mentionSpan = "mention_span"
    case role
    case placeWrong = "place_wrong"
    case placeMissing = "place_missing"
    case placeInvented = "place_invented"
    case dateline
    case timeMissed = "time_missed"
    case timeSpurious = "time_spurious"
    case timeSpan = "time_span"
    case timeValue = "time_value"
    case incidentMissed = "incident_missed"
    case incidentSpurious = "incident_spurious"
    case incidentDifferent = "incident_different"
    case status, claimant, actor, killed, injured
  }

  package var document: String
  /// The line of the corpus on which the document begins.
  package var line: Int
  package var kind: Kind
  /// Nil where no stretch of the text is meant.
  package var span: Span?
  /// What was expected and what was found.
  package var note: String
  /// The words around the span, which stands in brackets; line breaks are shown as ⏎.
  package var context: String
}

/// What a document adds to the figures, and its mistakes in the order of the layers.
package struct DocumentScore: Sendable {
  package var tally = Tally()
  package var mistakes: [Mistake] = []

  mutating func note(_ kind: Mistake.Kind, _ span: Span?, _ note: String, in gold: GoldDocument) {
    mistakes.append(
      Mistake(
        document: gold.id, line: gold.line, kind: kind, span: span, note: note,
        context: span.map { DocumentScore.context(of: $0, in: gold.text) } ?? ""))
  }

  /// Code points shown on either side of a span.
  private static let margin = 45

  private static func context(of span: Span, in text: ScalarText) -> String {
    let before = text[Span(max(0, span.start - margin), span.start)]
    let after = text[Span(span.end, min(text.scalars.count, span.end + margin))]
    var line = ""
    for scalar in "\(before)[\(text[span])]\(after)".unicodeScalars where scalar != "\r" {
      line.unicodeScalars.append(scalar == "\n" ? "⏎" : scalar == "\t" ? " " : scalar)
    }
    return line
  }
}
