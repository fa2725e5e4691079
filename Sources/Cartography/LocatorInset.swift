internal import Basemap
internal import GeoTypes
internal import Projections

/// A small map that says where the large one lies, for maps narrower than 1,500 km.
struct LocatorInset: Sendable {
  static let widest = 1_500_000.0
  static let size = (width: 132.0, height: 99.0)

  private let layers: BaseLayers
  private let outline: PathData
  private let tiny: ProjectedPoint?
  private let rect: Rect

  /// What an inset shows: the large map's edge, and how far around it.
  struct View {
    fileprivate let center: Coordinate
    fileprivate let edge: [Coordinate]
    /// Metres from the left to the right.
    fileprivate let span: Double

    /// Some 3,000 to 6,000 km around `main`; its edge by eight points a side.
    init(around main: MapProjector) {
      center = main.extent.center
      span = Swift.min(6_000_000, Swift.max(2_800_000, main.metresPerPixel * main.frame.width * 7))
      let frame = main.frame
      var edge: [ProjectedPoint] = []
      for step in 0..<8 {
        edge.append(ProjectedPoint(x: frame.x + frame.width * Double(step) / 8, y: frame.y))
      }
      for step in 0..<8 {
        edge.append(ProjectedPoint(x: frame.maxX, y: frame.y + frame.height * Double(step) / 8))
      }
      for step in 0..<8 {
        edge.append(ProjectedPoint(x: frame.maxX - frame.width * Double(step) / 8, y: frame.maxY))
      }
      for step in 0..<8 {
        edge.append(ProjectedPoint(x: frame.x, y: frame.maxY - frame.height * Double(step) / 8))
      }
      self.edge = edge.compactMap { main.coordinate(at: $0) }
    }
  }

  /// A map of `view` in `rect`; of 10,000 km where that would be open sea.
  init(_ view: View, in rect: Rect, _ basemap: Basemap, focused: Set<String>) throws(ProjectionError) {
    var inset = try LocatorInset(view, in: rect, basemap, focused: focused, span: view.span)
    if inset.layers.shareOfSea > 0.92 {
      inset = try LocatorInset(view, in: rect, basemap, focused: focused, span: 10_000_000)
    }
    self = inset
  }

  private init(
    _ view: View, in rect: Rect, _ basemap: Basemap, focused: Set<String>, span: Double
  ) throws(ProjectionError) {
    self.rect = rect
    let projection = Projection(
      method: .lambertAzimuthalEqualArea, centralLongitude: (view.center.longitude * 100).rounded() / 100,
      centralLatitude: (view.center.latitude * 100).rounded() / 100)
    let height = span * rect.height / rect.width
    guard let box = ProjectedBox(minX: -span / 2, minY: -height / 2, maxX: span / 2, maxY: height / 2) else {
      preconditionFailure("a box around zero is in order")
    }
    let projector = try MapProjector(
      transformation: Transformation(to: CRS(projection)), box: box, frame: rect)
    layers = BaseLayers(basemap, projector, focused: focused, day: nil, nil, isInset: true)
    let seen = view.edge.compactMap { projector.pixel(of: $0) }
    var path = PathData()
    path.add(seen, closed: true)
    outline = path
    // A frame of a few pixels would not be seen: a dot then.
    let width = (seen.map(\.x).max() ?? 0) - (seen.map(\.x).min() ?? 0)
    tiny = width < 7 ? projector.pixel(of: view.center) : nil
  }

  func write(to svg: inout MarkupWriter) {
    svg.start("g", ["class": "situation"])
    svg.start("clipPath", ["id": svg.id("cadre-situation")])
    svg.empty("rect", rect.attributes)
    svg.end()
    svg.empty("rect", rect.attributes, ["fill": svg.color(.sea)])
    svg.start("g", ["clip-path": svg.url("cadre-situation")])
    layers.write(to: &svg)
    if let tiny {
      svg.empty(
        "circle",
        [
          "cx": .number(tiny.x), "cy": .number(tiny.y), "r": 4.0, "fill": svg.color(.circle),
          "stroke": svg.color(.rim), "stroke-width": 1.5,
        ])
    } else {
      svg.empty(
        "path",
        [
          "d": .path(outline), "fill": svg.color(.circle), "fill-opacity": "0.15",
          "stroke": svg.color(.circle), "stroke-width": 1.6,
        ])
    }
    svg.end()
    svg.empty("rect", rect.attributes, ["fill": "none", "stroke": svg.color(.frame), "stroke-width": 0.8])
    svg.end()
  }
}

extension Rect {
  var attributes: KeyValuePairs<StaticString, SVGValue?> {
    ["x": .number(x), "y": .number(y), "width": .number(width), "height": .number(height)]
  }
}
