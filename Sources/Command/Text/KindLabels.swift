import GazetteerIndex
import Incidents

/// What kinds of incidents are called in French (`kinds.tsv`).
struct KindLabels {
  private var labels: [IncidentKind: String] = [:]

  /// Throws `GazetteerError` where the table is missing or broken.
  init(path: String) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: ["kind", "label_fr"])
    while try table.next() { labels[IncidentKind(table.string(0))] = table.string(1) }
  }

  /// As the table has it; a kind that it lacks is called by its own name.
  subscript(kind: IncidentKind) -> String {
    labels[kind] ?? kind.rawValue.split(separator: "_").joined(separator: " ")
  }
}
