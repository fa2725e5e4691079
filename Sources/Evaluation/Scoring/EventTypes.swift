package import GazetteerIndex

/// Which kinds of incidents are of one ACLED event type (`Gazetteer/lexicon/kinds.tsv`).
package struct EventTypes: Sendable {
  private var types: [String: String] = [:]

  /// Throws `GazetteerError` where the table is missing or broken.
  package init(path: String) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: ["kind", "acled_event"])
    while try table.next() { types[table.string(0)] = table.isEmpty(1) ? table.string(0) : table.string(1) }
  }

  /// Whether two kinds are of one event type; a kind that ACLED has not is a type of its own.
  func areRelated(_ left: String, _ right: String) -> Bool {
    (types[left] ?? left) == (types[right] ?? right)
  }
}
