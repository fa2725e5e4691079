public import GazetteerIndex
internal import Incidents

/// The drawing that stands for a group of kinds of incidents: a path in a grid of 12 × 12.
public struct Pictogram: Hashable, Sendable {
  /// `strike`; a legend's words for it are `pictogram.strike` of `Gazetteer/words`.
  public var name: String
  /// SVG path data, filled by the non-zero rule.
  public var path: String

  public init(name: String, path: String) {
    self.name = name
    self.path = path
  }

  /// The side of its grid.
  static let side = 12.0
}

/// Which kinds of incidents have which pictogram.
public struct Pictograms: Sendable {
  /// In the table's order.
  public let all: [Pictogram]
  private let byKind: [IncidentKind: Pictogram]
  /// What a kind without one is drawn with.
  static let fallback = "other"

  /// Reads a table such as `Gazetteer/styles/pictograms.tsv` (columns `pictogram`, `kinds`, `path`).
  ///
  /// Throws `GazetteerError` where the file cannot be read, where a path is not of SVG's letters and numbers, where a
  /// pictogram or a kind is there twice, and where there is no pictogram `other`.
  public init(path: String) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: ["pictogram", "kinds", "path"])
    var all: [Pictogram] = []
    var byKind: [IncidentKind: Pictogram] = [:]
    while try table.next() {
      let pictogram = Pictogram(name: table.string(0), path: table.string(2))
      guard Pictograms.isPath(pictogram.path) else {
        throw .table(
          path: path, line: table.line, expected: "a path in SVG's letters and numbers, from M to z",
          found: "`\(pictogram.path)`")
      }
      guard !all.contains(where: { $0.name == pictogram.name }) else {
        throw .table(
          path: path, line: table.line, expected: "each pictogram once", found: "`\(pictogram.name)` again")
      }
      all.append(pictogram)
      for kind in table.list(1) {
        guard byKind.updateValue(pictogram, forKey: IncidentKind(kind)) == nil else {
          throw .table(path: path, line: table.line, expected: "each kind once", found: "`\(kind)` again")
        }
      }
    }
    guard all.contains(where: { $0.name == Pictograms.fallback }) else {
      throw .table(path: path, line: 0, expected: "a pictogram `\(Pictograms.fallback)`", found: "none")
    }
    self.all = all
    self.byKind = byKind
  }

  subscript(kind: IncidentKind) -> Pictogram? {
    byKind[kind] ?? all.first { $0.name == Pictograms.fallback }
  }

  private static func isPath(_ text: String) -> Bool {
    let signs: StaticString = "MmLlHhVvCcSsQqTtAaZz0123456789.- "
    return signs.withUTF8Buffer { signs in
      text.utf8.first == UInt8(ascii: "M") && text.utf8.last == UInt8(ascii: "z")
        && text.utf8.allSatisfy { signs.contains($0) }
    }
  }
}
