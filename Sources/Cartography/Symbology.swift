internal import Incidents
internal import Projections

/// How a spot or an area is drawn: its shape says the group of kinds, its fill the status, its pictogram the kind, its
/// ink the day where the map has several, else the group once more.
struct SymbolLook: Hashable {
  var shape: MapSymbol
  var status: IncidentStatus
  var ink: Ink
  /// Nil on maps whose symbols are too small or too crowded for pictograms.
  var pictogram: Pictogram?
  /// Whether it is dashed for having no step of the days' scale, among others that have.
  var isDayless = false
  /// Whether it is filled within its dashes.
  var isCored: Bool { isDayless && status == .reported }

  /// What stands in a legend for all symbols of a status.
  static func neutral(_ status: IncidentStatus) -> SymbolLook {
    SymbolLook(shape: .circle, status: status, ink: .neutral, pictogram: nil)
  }
}

/// What signs mean on one map, decided once for all of its panels.
struct Symbology {
  /// Nil where the map has one day, or a panel for each.
  let days: DayScale?
  /// Whether symbols hold pictograms.
  let hasPictograms: Bool
  /// The radius of one incident's symbol, in pixels; areas grow with the number of incidents.
  let unit: Double

  /// - Parameters:
  ///   - pixels: Where the spots that the map shows are.
  ///   - isByDay: Whether each day has a panel of its own.
  init(_ content: MapContent, at pixels: [ProjectedPoint], width: Double, isByDay: Bool) {
    days = isByDay ? nil : DayScale(content.located)
    let spots = content.sites.count
    if let large = Symbology.pictogramUnit(spots: spots, width: width),
      !Symbology.areCrowded(pixels, apart: 1.5 * large)
    {
      (hasPictograms, unit) = (true, large)
    } else {
      let plain = Symbology.plainUnit(spots: spots, width: width)
      // On a narrow map of far places, as of the world, smaller symbols hide less of each other.
      let isTight = width < 500 && spots <= 100 && Symbology.areCrowded(pixels, apart: 1.6 * plain)
      (hasPictograms, unit) = (false, isTight ? Swift.min(plain, 4.2) : plain)
    }
  }

  /// The radius at which a pictogram is legible, where there is room for that; nil for many spots.
  private static func pictogramUnit(spots: Int, width: Double) -> Double? {
    switch (spots, width < 500) {
    case (...12, false): 9
    case (...12, true), (...25, false): 8
    default: nil
    }
  }

  private static func plainUnit(spots: Int, width: Double) -> Double {
    let unit = spots <= 12 ? 6.5 : spots <= 25 ? 5.6 : spots <= 100 ? 5 : 4
    return width < 500 ? Swift.min(unit, spots <= 12 ? 5.2 : 4.4) : unit
  }

  /// Whether more than one spot in five has another nearer than `apart`, so that symbols would hide each other.
  private static func areCrowded(_ pixels: [ProjectedPoint], apart: Double) -> Bool {
    let crowded = pixels.indices.filter { index in
      pixels.indices.contains { other in
        let (x, y) = (pixels[index].x - pixels[other].x, pixels[index].y - pixels[other].y)
        return other != index && x * x + y * y < apart * apart
      }
    }
    return crowded.count * 5 > pixels.count
  }

  func radius(of count: Int) -> Double { unit * Double(count).squareRoot() }

  /// How incidents at one place are drawn: with the best attested status, the shape of most of them (the first in a
  /// tie), the pictogram of most of those, and the colour of the last day.
  func look(of items: [MapContent.Item]) -> SymbolLook {
    let shape = Symbology.most(items.map(\.style.symbol)) ?? .diamond
    let step = days?.step(of: items)
    return SymbolLook(
      shape: shape, status: Symbology.status(of: items), ink: ink(step, shape),
      pictogram: hasPictograms
        ? Symbology.most(items.filter { $0.style.symbol == shape }.compactMap(\.style.pictogram)) : nil,
      isDayless: days != nil && step == nil)
  }

  /// The colour that says nothing of a day where colours do, and else the shape's.
  func ink(of shape: MapSymbol) -> Ink { days == nil ? .of(shape) : .neutral }

  private func ink(_ step: Int?, _ shape: MapSymbol) -> Ink {
    guard let days, let step else { return ink(of: shape) }
    return days.steps[step].ink
  }

  /// The inks that incidents are hatched in, alone or together.
  func inks(of items: [MapContent.Item]) -> [Ink] {
    var used = Set(items.map { look(of: [$0]).ink })
    // What stands for all in the legend, and in the margin where colours are days.
    if !items.isEmpty, days != nil || items.contains(where: { $0.status == .disputed }) {
      used.insert(.neutral)
    }
    return Ink.allCases.filter(used.contains)
  }

  private static func status(of items: [MapContent.Item]) -> IncidentStatus {
    if items.contains(where: { $0.status == .reported }) { return .reported }
    return items.contains { $0.status == .disputed } ? .disputed : .claimed
  }

  private static func most<Value: Hashable>(_ values: [Value]) -> Value? {
    guard values.count > 1 else { return values.first }
    var counts: [Value: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    let most = counts.values.max()
    return values.first { counts[$0] == most }
  }
}
