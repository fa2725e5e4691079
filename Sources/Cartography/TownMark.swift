internal import Projections

/// The mark of a town: a dot; of a capital a ring around a dot, which no incident's symbol looks like.
enum TownMark {
  static func radius(capital: Bool) -> Double { capital ? 4.2 : 2.4 }

  static func draw(capital: Bool, at center: ProjectedPoint, to svg: inout MarkupWriter) {
    let (x, y) = (SVGValue.number(center.x), SVGValue.number(center.y))
    guard capital else {
      return svg.empty(
        "circle",
        [
          "cx": x, "cy": y, "r": .number(radius(capital: false)), "fill": svg.color(.town),
          "stroke": svg.color(.townRim), "stroke-width": 1.0,
        ])
    }
    svg.empty(
      "circle",
      [
        "cx": x, "cy": y, "r": 3.6, "fill": svg.color(.townRim), "stroke": svg.color(.town),
        "stroke-width": 1.2,
      ])
    svg.empty("circle", ["cx": x, "cy": y, "r": 1.7, "fill": svg.color(.town)])
  }
}
