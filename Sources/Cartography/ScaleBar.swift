internal import GeoTypes
internal import Projections

/// A bar of 1, 2 or 5 × 10ⁿ metres, measured along the ellipsoid where it lies.
struct ScaleBar {
  /// Metres.
  let length: Double
  let label: String
  /// From the left end to the right one, in pixels.
  let width: Double
  let origin: ProjectedPoint

  static let height = 24.0

  /// The longest bar that is at most `limit` pixels wide, beginning at `origin`; nil where the map has no Earth there.
  init?(at origin: ProjectedPoint, limit: Double, _ projector: MapProjector, _ words: MapWords) {
    guard let start = projector.coordinate(at: origin),
      let end = projector.coordinate(at: ProjectedPoint(x: origin.x + limit, y: origin.y))
    else { return nil }
    // Beyond the Earth's edge some projections give a coordinate all the same, which is shown elsewhere.
    guard let shown = projector.pixel(of: start), abs(shown.x - origin.x) < 1, abs(shown.y - origin.y) < 1
    else { return nil }
    let whole = Geodesic.distance(from: start, to: end)
    guard whole.isFinite, whole > 0 else { return nil }
    var length = 1.0
    let steps = [2.0, 2.5, 2.0]  // 1 → 2 → 5 → 10
    var step = 0
    while length * steps[step % 3] <= whole {
      length *= steps[step % 3]
      step += 1
    }
    // The scale changes along the bar: walk to the length by regula falsi.
    var width = limit * length / whole
    for _ in 0..<8 {
      guard let there = projector.coordinate(at: ProjectedPoint(x: origin.x + width, y: origin.y)) else {
        return nil
      }
      let measured = Geodesic.distance(from: start, to: there)
      guard measured > 0 else { return nil }
      width *= length / measured
    }
    guard width <= limit * 1.02 else { return nil }
    self.length = length
    self.width = width
    self.origin = origin
    label =
      length >= 1000
      ? words.count(Int(length / 1000), .kilometres) : words.count(Int(length), .metres)
  }

  /// Bar, ticks and label, all inside `Rect(origin.x, origin.y − 18, width, 24)`.
  func write(to svg: inout MarkupWriter) {
    let (x, y) = (origin.x, origin.y)
    let outline = "M\(SVGNumber.text(x)) \(SVGNumber.text(y - 4))v4h\(SVGNumber.text(width))v-4"
    svg.start("g", ["class": "echelle", "data-metres": .text(String(Int(length)))])
    for (ink, stroke) in [(Ink.halo, 4.0), (.scale, 1.3)] {
      svg.empty(
        "path",
        [
          "d": .text(outline), "fill": "none", "stroke": svg.color(ink), "stroke-width": .number(stroke),
          "stroke-opacity": ink == .halo ? "0.7" : nil,
        ])
    }
    svg.text(label, .scale, x: x + width / 2, y: y - 6, alignment: .middle, halo: .halo)
    svg.end()
  }

  var rect: Rect {
    let text = TextStyle.scale.width(of: label)
    let wide = Swift.max(width, text)
    return Rect(x: origin.x + width / 2 - wide / 2, y: origin.y - 18, width: wide, height: 22)
  }
}
