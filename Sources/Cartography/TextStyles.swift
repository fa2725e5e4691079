/// The map's type: what is set how large; the theme has the colours.
extension TextStyle {
  static let incident = TextStyle(size: 15, bold: true, ink: .incidentName)
  static let area = TextStyle(size: 14, bold: true, italic: false, ink: .circleArea)
  static let capital = TextStyle(size: 14, ink: .capitalName)
  static let city = TextStyle(size: 13, ink: .cityName)
  static let country = TextStyle(size: 14, bold: true, tracking: 0.14, ink: .countryName)
  static let region = TextStyle(size: 13, tracking: 0.1, ink: .regionName)
  static let division = TextStyle(size: 11.5, italic: true, ink: .divisionName)
  static let water = TextStyle(size: 13, italic: true, tracking: 0.04, ink: .waterName)
  static let river = TextStyle(size: 11.5, italic: true, ink: .waterName)

  static let title = TextStyle(size: 25, bold: true, ink: .title)
  static let smallTitle = TextStyle(size: 19, bold: true, ink: .title)
  static let subtitle = TextStyle(size: 15, ink: .subtitle)
  static let legend = TextStyle(size: 13, ink: .legend)
  static let legendHead = TextStyle(size: 13, bold: true, ink: .legend)
  static let credit = TextStyle(size: 11, ink: .credit)
  static let scale = TextStyle(size: 12, ink: .scale)
}
