internal import Incidents
internal import Projections

/// Draws what stands for incidents. Reported is filled, claimed hollow, disputed hatched: never colour alone.
enum IncidentSymbols {
  /// The radius of one incident's symbol on a map of so many spots and pixels; areas grow with the number of incidents.
  static func unit(spots: Int, width: Double) -> Double {
    let unit = spots <= 12 ? 6.5 : spots <= 25 ? 5.6 : spots <= 100 ? 5 : 4
    return width < 500 ? Swift.min(unit, spots <= 12 ? 5.2 : 4.4) : unit
  }

  static func radius(of count: Int, unit: Double) -> Double { unit * Double(count).squareRoot() }

  /// How far a symbol of the area of a circle reaches from its centre.
  static func reach(_ symbol: MapSymbol, radius: Double) -> Double {
    switch symbol {
    case .circle: radius + 1.8
    case .square: radius * 1.18 + 1.2
    case .diamond: radius * 1.2 + 1.6
    case .triangle: radius * 1.4 + 1.2
    }
  }

  /// How a spot with several incidents is filled: the best attested decides.
  static func status(of items: [MapContent.Item]) -> IncidentStatus {
    if items.contains(where: { $0.status == .reported }) { return .reported }
    return items.contains { $0.status == .disputed } ? .disputed : .claimed
  }

  /// The shape of most of the incidents, the first of them in a tie.
  static func symbol(of items: [MapContent.Item]) -> MapSymbol {
    var counts: [MapSymbol: Int] = [:]
    for item in items { counts[item.style.symbol, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return items.first { counts[$0.style.symbol] == most }?.style.symbol ?? .diamond
  }

  /// A symbol of the area of a circle of `radius`.
  static func draw(
    _ symbol: MapSymbol, _ status: IncidentStatus, at center: ProjectedPoint, radius: Double,
    ink: Ink? = nil, to svg: inout MarkupWriter
  ) {
    let color = svg.color(ink ?? .of(symbol))
    let outline = outline(symbol, center, radius)
    // A rim parts the symbol from whatever lies below, dark or light.
    let rim = svg.color(.rim)
    shape(outline, ["fill": rim, "stroke": rim, "stroke-width": 4.4], to: &svg)
    let fill: SVGValue =
      switch status {
      case .reported: color
      case .claimed: svg.color(.hollow)
      case .disputed: svg.url("hachures-\(symbol.rawValue)")
      }
    shape(outline, ["fill": fill, "stroke": color, "stroke-width": 2.0], to: &svg)
  }

  /// The number of incidents, on the symbol; over all symbols, so that none hides it.
  static func drawCount(
    _ count: Int, _ symbol: MapSymbol, _ status: IncidentStatus, at center: ProjectedPoint, radius: Double,
    _ words: MapWords, to svg: inout MarkupWriter
  ) {
    if count > 1 {
      let text = words.number(count)
      let size = Swift.min(15, Swift.max(10, radius * 1.15))
      // A triangle's room lies low.
      let y = center.y + size * 0.36 + (symbol == .triangle ? radius * 0.15 : 0)
      let onFill = status == .reported
      svg.element(
        "text",
        [
          "x": .number(center.x), "y": .number(y), "font-size": .number(size), "font-weight": "bold",
          "text-anchor": "middle",
          "fill": svg.color(onFill ? .count(on: symbol) : .countOnHollow),
          "stroke": svg.color(onFill ? .of(symbol) : .hollow), "stroke-width": 3.0,
          "paint-order": "stroke",
        ], text: text)
    }
  }

  /// The hatchings that disputed symbols and areas are filled with, one for each shape in use.
  static func definitions(_ symbols: [MapSymbol], to svg: inout MarkupWriter) {
    for symbol in symbols {
      let patterns: [(name: String, gap: Double, ground: Ink?)] = [
        ("hachures", 4, .hollow), ("zone-contestee", 6, nil), ("zone", 9, nil),
      ]
      for (name, gap, ground) in patterns {
        svg.start(
          "pattern",
          [
            "id": svg.id("\(name)-\(symbol.rawValue)"), "width": .number(gap), "height": .number(gap),
            "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)",
          ])
        if let ground {
          svg.empty("rect", ["width": .number(gap), "height": .number(gap), "fill": svg.color(ground)])
        }
        let lines = name == "zone-contestee" ? [(gap, 1.0), (1.0, gap)] : [(name == "zone" ? 1.2 : 1.8, gap)]
        for (width, height) in lines {
          svg.empty(
            "rect",
            ["width": .number(width), "height": .number(height), "fill": svg.color(.of(symbol))])
        }
        svg.end()
      }
    }
  }

  /// An area: tinted where reported, hatched where claimed, cross-hatched where disputed.
  static func drawArea(
    _ path: PathData, _ symbol: MapSymbol, _ status: IncidentStatus, to svg: inout MarkupWriter
  ) {
    let color = svg.color(.of(symbol))
    switch status {
    case .reported:
      svg.empty(
        "path", ["d": .path(path), "fill": color, "fill-opacity": "0.2", "fill-rule": "evenodd"])
    case .claimed:
      svg.empty(
        "path",
        [
          "d": .path(path), "fill": svg.url("zone-\(symbol.rawValue)"), "fill-opacity": "0.5",
          "fill-rule": "evenodd",
        ])
    case .disputed:
      svg.empty(
        "path",
        [
          "d": .path(path), "fill": svg.url("zone-contestee-\(symbol.rawValue)"), "fill-opacity": "0.4",
          "fill-rule": "evenodd",
        ])
    }
    svg.empty(
      "path",
      [
        "d": .path(path), "fill": "none", "stroke": color, "stroke-width": 1.4,
        "stroke-linejoin": "round",
        "stroke-dasharray": status == .reported ? nil : "6 3",
      ])
  }

  private enum Outline {
    case circle(ProjectedPoint, Double)
    case polygon([ProjectedPoint])
  }

  private static func outline(_ symbol: MapSymbol, _ center: ProjectedPoint, _ radius: Double) -> Outline {
    func corner(_ x: Double, _ y: Double) -> ProjectedPoint {
      ProjectedPoint(x: center.x + x * radius, y: center.y + y * radius)
    }
    // Sides such that each has the circle's area πr².
    switch symbol {
    case .circle: return .circle(center, radius)
    case .square:
      return .polygon([
        corner(-0.886, -0.886), corner(0.886, -0.886), corner(0.886, 0.886), corner(-0.886, 0.886),
      ])
    case .diamond:
      return .polygon([corner(0, -1.253), corner(1.253, 0), corner(0, 1.253), corner(-1.253, 0)])
    case .triangle: return .polygon([corner(0, -1.555), corner(1.347, 0.778), corner(-1.347, 0.778)])
    }
  }

  private static func shape(
    _ outline: Outline, _ attributes: KeyValuePairs<StaticString, SVGValue?>, to svg: inout MarkupWriter
  ) {
    switch outline {
    case .circle(let center, let radius):
      svg.empty(
        "circle", ["cx": .number(center.x), "cy": .number(center.y), "r": .number(radius)], attributes)
    case .polygon(let corners):
      var path = PathData()
      path.add(corners, closed: true)
      svg.empty("path", ["d": .path(path), "stroke-linejoin": "round"], attributes)
    }
  }
}
