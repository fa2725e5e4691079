public import GazetteerIndex

/// A map's colours: one for each `Ink`, from a table such as `Gazetteer/styles/light.tsv`.
///
/// Colours are literal values in every attribute of the picture: librsvg paints `var()` black.
public struct MapTheme: Sendable {
  /// As SVG and CSS read them.
  private let colors: [Ink: String]

  /// Reads a theme: a table with the columns `ink` and `color`, one row for each `Ink`, colours as `#rrggbb`.
  ///
  /// Throws `GazetteerError` where the file cannot be read, and where an ink is missing, unknown, or there twice.
  public init(path: String) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: ["ink", "color"])
    var colors: [Ink: String] = [:]
    while try table.next() {
      let (name, color) = (table.string(0), table.string(1))
      guard let ink = Ink(rawValue: name) else {
        throw .table(
          path: path, line: table.line,
          expected: "an ink: " + Ink.allCases.map(\.rawValue).joined(separator: ", "), found: "`\(name)`")
      }
      guard MapTheme.isColor(color) else {
        throw .table(path: path, line: table.line, expected: "a colour as #rrggbb", found: "`\(color)`")
      }
      guard colors.updateValue(color, forKey: ink) == nil else {
        throw .table(path: path, line: table.line, expected: "each ink once", found: "`\(name)` again")
      }
    }
    for ink in Ink.allCases where colors[ink] == nil {
      throw .table(path: path, line: 0, expected: "a colour of `\(ink.rawValue)`", found: "none")
    }
    self.colors = colors
  }

  private init(colors: [Ink: String]) { self.colors = colors }

  public subscript(ink: Ink) -> String { colors[ink] ?? "#000000" }

  /// The same colours as custom properties of CSS with this theme's as a fallback, for a page that changes them:
  /// `var(--sea,#dce8f0)`.
  var asVariables: MapTheme {
    MapTheme(
      colors: Dictionary(
        uniqueKeysWithValues: Ink.allCases.map { ($0, "var(--\(MapTheme.property($0)),\(self[$0]))") }))
  }

  /// The declarations of those properties: `--sea:#dce8f0;…`
  var declarations: String {
    Ink.allCases.map { "--\(MapTheme.property($0)):\(self[$0])" }.joined(separator: ";")
  }

  private static func property(_ ink: Ink) -> String { String(ink.rawValue.map { $0 == "_" ? "-" : $0 }) }

  private static func isColor(_ text: String) -> Bool {
    text.utf8.count == 7 && text.utf8.first == UInt8(ascii: "#")
      && text.dropFirst().allSatisfy { $0.isASCII && $0.isHexDigit }
  }
}
