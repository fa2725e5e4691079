/// What a colour of a map is for; a theme (`Gazetteer/styles/NAME.tsv`) has one for each.
public enum Ink: String, CaseIterable, Sendable {
  // Ground.
  case paper, sea, land
  /// The countries that the dispatch is about.
  case focus
  // Lines.
  case seaLine = "sea_line"
  case river, border
  case divisionBorder = "division_border"
  case frame
  /// Between the picture's parts.
  case rule
  /// From a name to its symbol.
  case leader
  // Symbols of incidents, one colour a shape; the shape alone tells them apart too.
  case circle, square, triangle, diamond
  /// Around a symbol, so that it stands off whatever lies below.
  case rim
  /// Inside a symbol of what is claimed, and between the hatching of what is disputed.
  case hollow
  /// A symbol of the legend that stands for all kinds.
  case neutral
  // The number on a symbol that is filled with the shape's colour, and on a hollow one.
  case countOnCircle = "count_on_circle"
  case countOnSquare = "count_on_square"
  case countOnTriangle = "count_on_triangle"
  case countOnDiamond = "count_on_diamond"
  case countOnHollow = "count_on_hollow"
  // Towns.
  case town
  case townRim = "town_rim"
  // Names on the map, and what parts them from the map.
  case halo
  case incidentName = "incident_name"
  case circleArea = "circle_area_name"
  case squareArea = "square_area_name"
  case triangleArea = "triangle_area_name"
  case diamondArea = "diamond_area_name"
  case capitalName = "capital_name"
  case cityName = "city_name"
  case countryName = "country_name"
  case regionName = "region_name"
  case divisionName = "division_name"
  case waterName = "water_name"
  case scale
  // Text around the map.
  case title, subtitle, legend, credit
}

extension Ink {
  /// The colour of incidents of a shape.
  static func of(_ symbol: MapSymbol) -> Ink {
    switch symbol {
    case .circle: .circle
    case .square: .square
    case .triangle: .triangle
    case .diamond: .diamond
    }
  }

  /// The colour of a number on a filled symbol.
  static func count(on symbol: MapSymbol) -> Ink {
    switch symbol {
    case .circle: .countOnCircle
    case .square: .countOnSquare
    case .triangle: .countOnTriangle
    case .diamond: .countOnDiamond
    }
  }

  /// The colour of the name of an area of incidents.
  static func areaName(_ symbol: MapSymbol) -> Ink {
    switch symbol {
    case .circle: .circleArea
    case .square: .squareArea
    case .triangle: .triangleArea
    case .diamond: .diamondArea
    }
  }
}
