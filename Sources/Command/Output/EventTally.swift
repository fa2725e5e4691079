import Incidents
import Interchange

/// How many incidents of a run each format of event data left out, for its scheme has no such event.
struct EventTally {
  private struct Count {
    var written = 0
    var omitted: [String: Int] = [:]
  }

  private var counts: [EventFormat: Count] = [:]

  /// Adds what a writer has done until its end.
  mutating func add(_ writer: borrowing EventWriter) {
    counts[writer.format, default: Count()].written += writer.written
    for (kind, count) in writer.omitted {
      counts[writer.format]?.omitted[kind.rawValue, default: 0] += count
    }
  }

  /// `ucdp-csv: 2 of 9 incidents left out, for UCDP has no such event: peaceful_protest 1, talks 1`; one line a format,
  /// none where nothing was left out.
  var notes: [String] {
    EventFormat.allCases.compactMap { format in
      guard let count = counts[format], !count.omitted.isEmpty else { return nil }
      let omitted = count.omitted.values.reduce(0, +)
      let kinds = count.omitted.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      let total = count.written + omitted
      return "\(format.rawValue): \(omitted) of \(total) incident\(total == 1 ? "" : "s") left out, for "
        + "\(format.scheme) has no such event: \(kinds.joined(separator: ", "))"
    }
  }
}
