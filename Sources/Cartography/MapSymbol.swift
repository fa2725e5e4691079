public import GazetteerIndex
public import Incidents

/// The shape that stands for a kind of incident; each has its colour too, and greyscale tells them apart.
public enum MapSymbol: String, CaseIterable, Sendable {
  /// Violence: strikes, combats, attacks.
  case circle
  /// Streets: demonstrations, riots.
  case square
  /// Misfortune: disasters, accidents, fires, flight.
  case triangle
  /// Power and justice: talks, agreements, arrests, and all else.
  case diamond
}

/// How a kind of incident is called and drawn.
public struct KindStyle: Hashable, Sendable {
  /// French, as the legend prints it: `Bombardement ou tir d'artillerie`.
  public var label: String
  public var symbol: MapSymbol
  public var pictogram: Pictogram?
  public init(label: String, symbol: MapSymbol, pictogram: Pictogram? = nil) {
    self.label = label
    self.symbol = symbol
    self.pictogram = pictogram
  }
}

/// The styles of all kinds; a kind that it lacks is a diamond under its own name.
public struct KindStyles: Sendable {
  private let styles: [IncidentKind: KindStyle]
  private let pictograms: Pictograms?

  public init(_ styles: [IncidentKind: KindStyle]) {
    self.styles = styles
    pictograms = nil
  }

  /// Reads `kinds.tsv` (columns `kind`, `label_fr`, `symbol`).
  ///
  /// - Parameter pictograms: A table of `Pictograms`; without it symbols are plain.
  public init(path: String, pictograms: String? = nil) throws(GazetteerError) {
    var drawings: Pictograms?
    if let pictograms { drawings = try Pictograms(path: pictograms) }
    var table = try TableReader(path: path, columns: ["kind", "label_fr", "symbol"])
    var styles: [IncidentKind: KindStyle] = [:]
    while try table.next() {
      let name = table.string(2)
      guard let symbol = MapSymbol(rawValue: name) else {
        throw .table(
          path: path, line: table.line,
          expected: "a symbol: " + MapSymbol.allCases.map(\.rawValue).joined(separator: ", "), found: name)
      }
      styles[IncidentKind(table.string(0))] = KindStyle(
        label: table.string(1), symbol: symbol, pictogram: drawings?[IncidentKind(table.string(0))])
    }
    self.styles = styles
    self.pictograms = drawings
  }

  /// The kinds that the table has, in no order.
  public var kinds: [IncidentKind] { Array(styles.keys) }

  subscript(kind: IncidentKind) -> KindStyle {
    if let style = styles[kind] { return style }
    let words = String(kind.rawValue.map { $0 == "_" ? " " : $0 })
    return KindStyle(
      label: Typography.capitalised(words), symbol: .diamond, pictogram: pictograms?[kind])
  }
}
