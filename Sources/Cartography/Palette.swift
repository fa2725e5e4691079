internal import Incidents

/// The map's colours and type. Literal values in every attribute: librsvg paints `var()` black.
enum Palette {
  static let paper = "#ffffff"
  static let sea = "#dce8f0"
  static let seaLine = "#8fabbd"
  static let land = "#eceae3"
  /// The countries that the dispatch is about.
  static let focus = "#faf8f3"
  static let river = "#9dbfd3"
  static let border = "#86799c"
  static let divisionBorder = "#cdc6d6"
  static let frame = "#7b7b7b"
  static let ink = "#1d1d1d"
  static let quiet = "#595959"
  static let rule = "#d5d5d5"

  /// Okabe and Ito's colours that reach 3:1 on the land's, one for each shape.
  static func color(_ symbol: MapSymbol) -> String {
    switch symbol {
    case .circle: "#D55E00"
    case .diamond: "#0072B2"
    case .triangle: "#00805D"  // bluish green, darkened from #009E73 for contrast
    case .square: "#000000"
    }
  }
}

extension TextStyle {
  static let incident = TextStyle(size: 15, bold: true, color: "#1a1a1a")
  static let area = TextStyle(size: 14, bold: true, italic: false, color: "#8a3d00")
  static let capital = TextStyle(size: 14, color: "#2b2b2b")
  static let city = TextStyle(size: 13, color: "#3c3c3c")
  static let country = TextStyle(size: 14, bold: true, tracking: 0.14, color: "#6a5d82")
  static let region = TextStyle(size: 13, tracking: 0.1, color: "#665c78")
  static let division = TextStyle(size: 11.5, italic: true, color: "#6b6478")
  static let water = TextStyle(size: 13, italic: true, tracking: 0.04, color: "#2c6587")
  static let river = TextStyle(size: 11.5, italic: true, color: "#2c6587")

  static let title = TextStyle(size: 25, bold: true, color: Palette.ink)
  static let smallTitle = TextStyle(size: 19, bold: true, color: Palette.ink)
  static let subtitle = TextStyle(size: 15, color: Palette.quiet)
  static let legend = TextStyle(size: 13, color: "#333333")
  static let legendHead = TextStyle(size: 13, bold: true, color: "#333333")
  static let credit = TextStyle(size: 11, color: "#666666")
  static let scale = TextStyle(size: 12, color: "#333333")
}
