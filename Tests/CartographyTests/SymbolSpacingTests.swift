import GeoTypes
import Projections
import Testing

@testable import Cartography

/// Symbols that would cover each other, and what is said of those that were moved.
struct SymbolSpacingTests {
  private static let frame = Rect(x: 0, y: 0, width: 400, height: 300)

  private static func disc(_ x: Double, _ y: Double, _ radius: Double = 6) -> Disc {
    Disc(center: ProjectedPoint(x: x, y: y), radius: radius)
  }

  private static func distance(_ one: ProjectedPoint, _ two: ProjectedPoint) -> Double {
    let (x, y) = (one.x - two.x, one.y - two.y)
    return (x * x + y * y).squareRoot()
  }

  @Test("Symbols with room stay where they are; one, two and four that overlap are parted, each by little")
  func parted() {
    #expect(SymbolSpacing.spread([], within: Self.frame).isEmpty)
    let far = [Self.disc(50, 50), Self.disc(70, 50), Self.disc(50, 80)]
    #expect(SymbolSpacing.spread(far, within: Self.frame) == far.map(\.center))
    for discs in [
      [Self.disc(100, 100), Self.disc(103, 100)],
      [Self.disc(100, 100), Self.disc(100, 100)],
      [Self.disc(100, 100), Self.disc(103, 97), Self.disc(104, 104), Self.disc(110, 100, 9)],
      // In a corner.
      [Self.disc(5, 5), Self.disc(9, 9), Self.disc(3, 8)],
    ] {
      let centers = SymbolSpacing.spread(discs, within: Self.frame)
      #expect(centers == SymbolSpacing.spread(discs, within: Self.frame), "the same each time")
      for first in discs.indices {
        #expect(Self.distance(centers[first], discs[first].center) <= 2 * discs[first].radius + 1e-9)
        for second in discs.indices where second > first {
          let apart = Self.distance(centers[first], centers[second])
          #expect(apart > discs[first].radius + discs[second].radius - 0.3, "\(discs)")
        }
      }
    }
  }

  @Test("Who lies west or north of whom is so on the map, and the larger symbol moves less")
  func order() {
    let discs = [Self.disc(100, 100, 4), Self.disc(105, 100, 8)]
    let centers = SymbolSpacing.spread(discs, within: Self.frame)
    #expect(centers[0].x < centers[1].x && centers.allSatisfy { abs($0.y - 100) < 1e-9 })
    #expect(abs(centers[1].x - 105) < abs(centers[0].x - 100) / 3)
  }

  @Test("A crowd stays near its places, and more than a hundred symbols are not moved at all")
  func crowd() {
    let crowd = (0..<60).map { Self.disc(200 + Double($0 % 8), 150 + Double($0 / 8)) }
    for (center, disc) in zip(SymbolSpacing.spread(crowd, within: Self.frame), crowd) {
      #expect(Self.distance(center, disc.center) <= 12.001)
    }
    let many = (0...SymbolSpacing.most).map { Self.disc(200 + Double($0 % 8), 150) }
    #expect(SymbolSpacing.spread(many, within: Self.frame) == many.map(\.center))
  }

  static let capitals: SampleReport = {
    var sample = SampleReport("capitales")
    for (name, longitude, latitude) in [
      ("Londres", -0.13, 51.51), ("Paris", 2.35, 48.85), ("Genève", 6.15, 46.2), ("Berlin", 13.4, 52.52),
      ("Sydney", 151.2, -33.87), ("New York", -74.0, 40.71), ("Tokyo", 139.69, 35.69),
      ("Santiago", -70.65, -33.46), ("Le Cap", 18.42, -33.92), ("Nouméa", 166.45, -22.27),
      ("New Delhi", 77.2, 28.61), ("Manille", 120.98, 14.6), ("Istanbul", 28.98, 41.01),
    ] { sample.spot("arrests", name, longitude, latitude, country: "FR") }
    return sample
  }()

  @Test(
    "On a narrow map of the world no symbol covers another's middle, each has its name, and the map says so")
  func world() throws {
    let map = try MapTests.map(Self.capitals, width: 360)
    let picture = try #require(Picture(map.svg))
    // Diamonds: the first point of a path is the top, 1.253 radii above the centre.
    let tops = picture.elements.filter {
      $0.name == "path" && $0.within.contains("site") && $0.attributes["stroke-width"] == "2"
    }.compactMap { element in
      element.attributes["d"]?.firstMatch(of: /M([\d.]+) ([\d.]+)/).flatMap { match in
        Double(match.1).flatMap { x in Double(match.2).map { ProjectedPoint(x: x, y: $0) } }
      }
    }
    #expect(tops.count == 13)
    for (index, top) in tops.enumerated() {
      for other in tops[..<index] { #expect(Self.distance(top, other) > 10, "\(top) \(other)") }
    }
    let names = Set(picture.labels.map(\.text))
    #expect(
      names.isSuperset(of: ["Londres", "Paris", "Genève", "Berlin", "New Delhi", "Nouméa", "Istanbul"]))
    #expect(map.layout.droppedLabels.allSatisfy { $0 == $0.uppercased() || !names.contains($0) })
    #expect(picture.words.contains("Les signes trop proches sont écartés."))
    let alone = try #require(Picture(try MapTests.map(SampleReport.onePoint).svg))
    #expect(!alone.words.contains("écartés"))
  }

  @Test("No name leaves the globe while there is room on it", arguments: [600.0, 800, 1200])
  func horizon(_ width: Double) throws {
    let renderer = try #require(SampleMaps.renderer)
    let map = try renderer.compose(
      [Self.capitals.report()], options: MapOptions(width: width), context: { _ in [] })
    let outline = try #require(map.projector.horizon)
    let picture = try #require(Picture(map.drawn(in: renderer.theme).svg))
    for label in picture.labels {
      for x in [label.box.x, label.box.x + label.box.width] {
        #expect(Self.contains(outline, x, label.box.y + label.box.height / 2), "\(label.text), \(width)")
      }
    }
  }

  /// Even-odd, by a ray to the right.
  private static func contains(_ ring: [ProjectedPoint], _ x: Double, _ y: Double) -> Bool {
    guard var previous = ring.last else { return false }
    var isInside = false
    for point in ring {
      if (previous.y > y) != (point.y > y),
        x < previous.x + (point.x - previous.x) * (y - previous.y) / (point.y - previous.y)
      {
        isInside.toggle()
      }
      previous = point
    }
    return isInside
  }
}
