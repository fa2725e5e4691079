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
  // The steps of a scale of days, from the first to the last.
  case day1 = "day_1"
  case day2 = "day_2"
  case day3 = "day_3"
  case day4 = "day_4"
  case day5 = "day_5"
  /// Around a symbol, so that it stands off whatever lies below.
  case rim
  /// Inside a symbol of what is claimed, and between the hatching of what is disputed.
  case hollow
  /// A symbol of the legend that stands for all kinds.
  case neutral
  // The number and the pictogram on a symbol that is filled with the shape's or the day's colour, and on a hollow one.
  case countOnCircle = "count_on_circle"
  case countOnSquare = "count_on_square"
  case countOnTriangle = "count_on_triangle"
  case countOnDiamond = "count_on_diamond"
  case countOnDay1 = "count_on_day_1"
  case countOnDay2 = "count_on_day_2"
  case countOnDay3 = "count_on_day_3"
  case countOnDay4 = "count_on_day_4"
  case countOnDay5 = "count_on_day_5"
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

  /// The colour of a number and of a pictogram on a symbol filled with an ink.
  static func count(on ink: Ink) -> Ink {
    switch ink {
    case .circle: .countOnCircle
    case .square: .countOnSquare
    case .triangle: .countOnTriangle
    case .diamond: .countOnDiamond
    case .day1: .countOnDay1
    case .day2: .countOnDay2
    case .day3: .countOnDay3
    case .day4: .countOnDay4
    case .day5: .countOnDay5
    default: .hollow
    }
  }

  /// The colour of the name of an area of incidents that is drawn in an ink.
  static func areaName(_ ink: Ink) -> Ink {
    switch ink {
    case .circle: .circleArea
    case .square: .squareArea
    case .triangle: .triangleArea
    case .diamond: .diamondArea
    default: .incidentName
    }
  }
}
