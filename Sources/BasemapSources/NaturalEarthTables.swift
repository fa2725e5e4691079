package import Basemap
internal import GazetteerIndex
package import GazetteerSources

/// What the program knows of Natural Earth's files: the tables `natural-earth-*.tsv` of the basemap's folder.
package struct NaturalEarthTables: Sendable {
  /// What a layer becomes.
  package enum Role: String, CaseIterable, Sendable {
    case country, division, line, lake, river, land
  }

  /// A layer by its name, and the columns that say what its features are; of several the first that says something.
  package struct Layer: Sendable {
    /// Without scale: `admin_0_countries` of `ne_10m_admin_0_countries.shp`.
    package var name: String
    package var role: Role
    package var id: [String]
    package var names: [String]
    package var lineClass: [String]
    package var rank: [String]

    package var columns: [String] { id + names + lineClass + rank }
  }

  /// A place whose country is another than Natural Earth's: what holds the point is drawn in it.
  package struct Move: Sendable {
    package var point: GridPoint
    /// Square kilometres; what is larger is not meant.
    package var largest: Double
    /// ISO 3166-1, two letters.
    package var country: String
  }

  package var layers: [Layer] = []
  /// What a line is, by Natural Earth's word for it: its note, in French, where it is disputed; nil where it is a border.
  package var lines: [String: String?] = [:]
  package var moves: [Move] = []

  /// Throws `SourceError.gazetteer` where a table is missing or cannot be followed.
  package init(folder: String) throws(SourceError) {
    do throws(GazetteerError) {
      layers = try NaturalEarthTables.layers("\(folder)/natural-earth-layers.tsv")
      lines = try NaturalEarthTables.lines("\(folder)/natural-earth-lines.tsv")
      moves = try NaturalEarthTables.moves("\(folder)/natural-earth-moves.tsv")
    } catch {
      throw .gazetteer(error)
    }
  }

  private static func layers(_ path: String) throws(GazetteerError) -> [Layer] {
    var table = try TableReader(path: path, columns: ["layer", "role", "id", "name", "class", "rank"])
    var layers: [Layer] = []
    while try table.next() {
      guard let role = Role(rawValue: table.string(1)) else {
        throw .table(
          path: path, line: table.line,
          expected: "a role of \(Role.allCases.map(\.rawValue).joined(separator: ", "))",
          found: "`\(table.string(1))`")
      }
      func columns(_ index: Int) -> [String] { table.string(index).split(separator: ",").map(String.init) }
      layers.append(
        Layer(
          name: table.string(0), role: role, id: columns(2), names: columns(3), lineClass: columns(4),
          rank: columns(5)))
    }
    return layers
  }

  private static func lines(_ path: String) throws(GazetteerError) -> [String: String?] {
    var table = try TableReader(path: path, columns: ["class", "drawn", "note"])
    var lines: [String: String?] = [:]
    while try table.next() {
      switch table.string(1) {
      case "disputed": lines[table.string(0)] = table.string(2)
      case "border": lines[table.string(0)] = .some(nil)
      default:
        throw .table(
          path: path, line: table.line, expected: "`border` or `disputed`", found: "`\(table.string(1))`")
      }
    }
    return lines
  }

  private static func moves(_ path: String) throws(GazetteerError) -> [Move] {
    var table = try TableReader(path: path, columns: ["name", "longitude", "latitude", "km2", "country"])
    var moves: [Move] = []
    while try table.next() {
      guard let longitude = Double(table.string(1)), let latitude = Double(table.string(2)),
        let point = GridPoint(degreesEast: longitude, north: latitude)
      else {
        throw .table(
          path: path, line: table.line, expected: "a longitude and a latitude in degrees",
          found: "`\(table.string(1))`, `\(table.string(2))`")
      }
      guard let largest = Double(table.string(3)), largest > 0 else {
        throw .table(
          path: path, line: table.line, expected: "square kilometres", found: "`\(table.string(3))`")
      }
      moves.append(Move(point: point, largest: largest, country: table.string(4)))
    }
    return moves
  }
}
