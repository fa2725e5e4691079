public import GazetteerIndex

/// How places are called in a map's language.
///
/// The program's own names are French; another language's come from its tables (`Gazetteer/words/en.*.tsv`), then from
/// the gazetteer's names in that language. A place that neither knows keeps its French name.
public struct PlaceNames: Sendable {
  /// By id, or by French name where the basemap has no id (lakes, rivers).
  private let names: [String: String]
  private let known: (@Sendable (PlaceID) -> String?)?

  /// The program's own names.
  public static let french = PlaceNames()

  private init() {
    names = [:]
    known = nil
  }

  /// Reads tables with the columns `place` (an id, or the French name of a water without one) and `name`; the later
  /// wins.
  ///
  /// Throws `GazetteerError` where a table cannot be read.
  ///
  /// - Parameter known: What the gazetteer calls a place in this language.
  public init(
    paths: [String], known: (@Sendable (PlaceID) -> String?)? = nil
  ) throws(GazetteerError) {
    var names: [String: String] = [:]
    for path in paths {
      var table = try TableReader(path: path, columns: ["place", "name"])
      while try table.next() {
        guard !table.isEmpty(0), !table.isEmpty(1) else {
          throw .table(
            path: path, line: table.line, expected: "a place and its name", found: "an empty field")
        }
        names[table.string(0)] = table.string(1)
      }
    }
    self.names = names
    self.known = known
  }

  /// The name of a place that is `french` on a French map.
  func name(_ id: PlaceID, _ french: String) -> String {
    if known == nil, names.isEmpty { return french }
    return names[id.rawValue] ?? names[french] ?? known?(id) ?? french
  }
}
