internal import Incidents
internal import Projections

/// Draws what stands for incidents. Reported is filled, claimed hollow, disputed hatched: never colour alone.
enum IncidentSymbols {
  /// How far a symbol of the area of a circle reaches from its centre.
  static func reach(_ symbol: MapSymbol, radius: Double) -> Double {
    switch symbol {
    case .circle: radius + 1.8
    case .square: radius * 1.18 + 1.2
    case .diamond: radius * 1.2 + 1.6
    case .triangle: radius * 1.4 + 1.2
    }
  }

  /// The radius of what a symbol fills, rim included: a circle's for what is about as wide, somewhat less than the
  /// farthest corner for the others, whose corners may come close to a neighbour.
  static func body(_ symbol: MapSymbol, radius: Double) -> Double {
    switch symbol {
    case .circle: radius + 1.5
    case .square: radius + 1.5
    case .diamond: radius * 1.1 + 1.5
    case .triangle: radius * 1.2 + 1.5
    }
  }

  /// A symbol of the area of a circle of `radius`, with its pictogram: in the middle, or above the number where it stands
  /// for `several`.
  static func draw(
    _ look: SymbolLook, at center: ProjectedPoint, radius: Double, several: Bool = false,
    to svg: inout MarkupWriter
  ) {
    let color = svg.color(look.ink)
    let outline = outline(look.shape, center, radius)
    // A rim parts the symbol from whatever lies below, dark or light.
    let rim = svg.color(.rim)
    shape(outline, ["fill": rim, "stroke": rim, "stroke-width": 4.4], to: &svg)
    let fill: SVGValue =
      switch look.status {
      case .reported: color
      case .claimed: svg.color(.hollow)
      case .disputed: svg.url("hachures-\(look.ink.rawValue)")
      }
    if look.isCored {
      // Dashes at the edge of a filled symbol would be notches: they stand around a core.
      shape(self.outline(look.shape, center, radius - 2), ["fill": color], to: &svg)
    }
    shape(
      outline,
      [
        "fill": look.isCored ? "none" : fill, "stroke": color, "stroke-width": look.isCored ? 1.4 : 2.0,
        "stroke-dasharray": look.isCored ? "3.4 2" : look.isDayless ? "2.5 1.5" : nil,
      ], to: &svg)
    if let pictogram = look.pictogram {
      draw(pictogram, look, PictogramSpot(look, several: several), at: center, radius: radius, to: &svg)
    }
  }

  private static func draw(
    _ pictogram: Pictogram, _ look: SymbolLook, _ spot: PictogramSpot, at center: ProjectedPoint,
    radius: Double, to svg: inout MarkupWriter
  ) {
    let isHatched = look.status == .disputed
    svg.empty(
      "path",
      [
        "class": "signe", "transform": .text(spot.transform(at: center, radius: radius)),
        "fill": svg.color(look.status == .reported ? .count(on: look.ink) : .countOnHollow),
        // Narrow, so that the hatching is still seen between the drawing and the rim.
        "stroke": isHatched ? svg.color(.hollow) : nil, "stroke-width": isHatched ? 2.2 : nil,
        "stroke-linejoin": isHatched ? "round" : nil, "paint-order": isHatched ? "stroke" : nil,
        "d": .text(pictogram.path),
      ])
  }

  /// The number of incidents, on the symbol; over all symbols, so that none hides it.
  static func drawCount(
    _ count: Int, _ look: SymbolLook, at center: ProjectedPoint, radius: Double, _ words: MapWords,
    to svg: inout MarkupWriter
  ) {
    guard count > 1 else { return }
    let hasPictogram = look.pictogram != nil
    let size = Swift.min(15, Swift.max(10, radius * (hasPictogram ? 0.85 : 1.15)))
    // Below the pictogram; and a triangle's room lies low.
    let y =
      center.y + size * 0.36 + (hasPictogram ? radius * 0.42 : 0)
      + (look.shape == .triangle ? radius * (hasPictogram ? 0.08 : 0.15) : 0)
    let (ink, ground) = countInks(look)
    svg.element(
      "text",
      [
        "x": .number(center.x), "y": .number(y), "font-size": .number(size), "font-weight": "bold",
        "text-anchor": "middle", "fill": svg.color(ink), "stroke": svg.color(ground), "stroke-width": 3.0,
        "paint-order": "stroke",
      ], text: words.number(count))
  }

  /// Of a number and of what parts it from its symbol.
  static func countInks(_ look: SymbolLook) -> (ink: Ink, ground: Ink) {
    look.status == .reported ? (.count(on: look.ink), look.ink) : (.countOnHollow, .hollow)
  }

  /// The hatchings that disputed symbols and areas are filled with, for each ink in use.
  static func definitions(_ inks: [Ink], to svg: inout MarkupWriter) {
    for ink in inks {
      let patterns: [(name: String, gap: Double, ground: Ink?)] = [
        ("hachures", 4, .hollow), ("zone-contestee", 6, nil), ("zone", 9, nil),
      ]
      for (name, gap, ground) in patterns {
        svg.start(
          "pattern",
          [
            "id": svg.id("\(name)-\(ink.rawValue)"), "width": .number(gap), "height": .number(gap),
            "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)",
          ])
        if let ground {
          svg.empty("rect", ["width": .number(gap), "height": .number(gap), "fill": svg.color(ground)])
        }
        let lines = name == "zone-contestee" ? [(gap, 1.0), (1.0, gap)] : [(name == "zone" ? 1.2 : 1.8, gap)]
        for (width, height) in lines {
          svg.empty(
            "rect", ["width": .number(width), "height": .number(height), "fill": svg.color(ink)])
        }
        svg.end()
      }
    }
  }

  /// An area: tinted where reported, hatched where claimed, cross-hatched where disputed.
  static func drawArea(_ path: PathData, _ look: SymbolLook, to svg: inout MarkupWriter) {
    let color = svg.color(look.ink)
    let (fill, opacity): (SVGValue, SVGValue) =
      switch look.status {
      case .reported: (color, "0.2")
      case .claimed: (svg.url("zone-\(look.ink.rawValue)"), "0.5")
      case .disputed: (svg.url("zone-contestee-\(look.ink.rawValue)"), "0.4")
      }
    svg.empty(
      "path", ["d": .path(path), "fill": fill, "fill-opacity": opacity, "fill-rule": "evenodd"])
    svg.empty(
      "path",
      [
        "d": .path(path), "fill": "none", "stroke": color, "stroke-width": 1.4,
        "stroke-linejoin": "round",
        "stroke-dasharray": look.isDayless ? "1.5 2.5" : look.status == .reported ? nil : "6 3",
      ])
  }

  /// What ties a symbol to the spot that it had to leave: a dot there, and a line.
  static func drawTie(from spot: ProjectedPoint, to center: ProjectedPoint, to svg: inout MarkupWriter) {
    svg.empty(
      "path",
      [
        "d": .text(
          "M\(SVGNumber.text(spot.x)) \(SVGNumber.text(spot.y))L\(SVGNumber.text(center.x)) \(SVGNumber.text(center.y))"
        ),
        "stroke": svg.color(.leader), "stroke-width": 0.9,
      ])
    svg.empty(
      "circle",
      [
        "cx": .number(spot.x), "cy": .number(spot.y), "r": 1.8, "fill": svg.color(.leader),
        "stroke": svg.color(.rim), "stroke-width": 0.8,
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

/// Where a pictogram stands in a symbol, in units of the symbol's radius.
struct PictogramSpot {
  private let side: Double
  /// Of its middle, below the symbol's.
  private let offset: Double

  /// As large as fits: a triangle and a diamond have less room than a circle of their area, the triangle's lies low.
  /// A hatched symbol shows its hatching around the pictogram, a dashed and filled one has only its core.
  init(_ look: SymbolLook, several: Bool) {
    var side: Double
    switch (look.shape, several) {
    case (.circle, false), (.square, false): (side, offset) = (1.33, 0)
    case (.diamond, false): (side, offset) = (1.26, 0)
    case (.triangle, false): (side, offset) = (1.13, 0.1)
    case (.circle, true), (.square, true): (side, offset) = (0.85, -0.42)
    case (.diamond, true): (side, offset) = (0.85, -0.42)
    case (.triangle, true): (side, offset) = (0.72, -0.32)
    }
    if look.status == .disputed || look.isCored, !several { side *= 0.82 }
    self.side = side
  }

  /// From the pictogram's grid to the picture.
  func transform(at center: ProjectedPoint, radius: Double) -> String {
    let half = side * radius / 2
    let x = SVGNumber.text(center.x - half)
    let y = SVGNumber.text(center.y + offset * radius - half)
    let scale = Int((side * radius / Pictogram.side * 100).rounded())
    let hundredths = String(scale % 100)
    return "translate(\(x) \(y))scale(\(scale / 100).\(hundredths.count < 2 ? "0" : "")\(hundredths))"
  }
}
