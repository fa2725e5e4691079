/// A stretch of a text, in code points, the end excluded.
package struct Span: Hashable, Sendable {
  package var start: Int
  package var end: Int

  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// How many code points two spans share; zero or less where they share none.
  package func overlap(_ other: Span) -> Int { min(end, other.end) - max(start, other.start) }

  package func overlaps(_ other: Span) -> Bool { overlap(other) > 0 }
}

/// A text whose code points are counted, as annotations count them.
package struct ScalarText: Sendable {
  package let string: String
  package let scalars: [Unicode.Scalar]

  package init(_ string: String) {
    self.string = string
    scalars = Array(string.unicodeScalars)
  }

  /// The text of a span, which must lie within.
  package subscript(span: Span) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[span.start..<span.end])
    return String(view)
  }

  /// Whether a span lies within the text and holds something.
  package func contains(_ span: Span) -> Bool {
    span.start >= 0 && span.start < span.end && span.end <= scalars.count
  }

  /// The code point offset of every byte offset, the end's included.
  package func offsetsOfBytes() -> [Int] {
    var offsets: [Int] = []
    offsets.reserveCapacity(string.utf8.count + 1)
    for (index, scalar) in scalars.enumerated() {
      for _ in 0..<UTF8.width(scalar) { offsets.append(index) }
    }
    offsets.append(scalars.count)
    return offsets
  }
}
