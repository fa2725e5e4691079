import GeoTypes
import Lieudit
import Testing

@testable import Cartography

/// Maps where longitudes end: across 180°, on a pole, of far islands, of the antipodes.
struct ExtentTests {
  /// Whether a point of the picture is painted by the filled path of a class, by the even-odd rule over its rings.
  private static func isPainted(_ picture: Picture, _ layer: String, _ x: Double, _ y: Double) throws -> Bool
  {
    guard let path = picture.elements.first(where: { $0.attributes["class"] == layer })?.attributes["d"]
    else {
      return false
    }
    return try rings(path).reduce(0) { count, ring in
      count
        + zip(ring, ring.dropFirst() + ring.prefix(1)).filter { a, b in
          (a.y > y) != (b.y > y) && x < a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y)
        }.count
    } % 2 == 1
  }

  /// The vertices of `M x y l dx dy …`, as maps write them.
  private static func rings(_ path: String) throws -> [[(x: Double, y: Double)]] {
    try path.split(separator: "M").map { part in
      let numbers = part.matches(of: /-?[0-9]*\.?[0-9]+/).compactMap { Double($0.output) }
      try #require(numbers.count % 2 == 0)
      var ring: [(x: Double, y: Double)] = [(numbers[0], numbers[1])]
      for index in stride(from: 2, to: numbers.count, by: 2) {
        let last = ring[ring.count - 1]
        ring.append((last.x + numbers[index], last.y + numbers[index + 1]))
      }
      return ring
    }
  }

  private static func picture(_ sample: SampleReport) throws -> (RenderedMap, Picture) {
    let map = try MapTests.map(sample)
    return (map, try #require(Picture(map.svg)))
  }

  /// The middle of each spot's symbol.
  private static func spots(_ picture: Picture) -> [(x: Double, y: Double)] {
    picture.elements.filter { $0.attributes["class"] == "site" }.compactMap { site in
      let numbers = site.attributes["data-at"]?.split(separator: " ").compactMap { Double($0) } ?? []
      return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    }
  }

  @Test(
    "Every spot lies well inside the frame, wherever on the Earth",
    arguments: [
      "antimeridien", "tchoukotka", "pole-sud", "pole-nord", "kiribati", "antipodes", "arctique", "un-lieu",
    ])
  func inside(_ name: String) throws {
    for width in [800.0, 360] {
      let map = try MapTests.made(name, width)
      let picture = try #require(Picture(map.svg))
      #expect(map.layout.outside.isEmpty)
      let sample = try #require(SampleReport.all[name])
      let spots = Self.spots(picture)
      #expect(spots.count == sample.report().incidents.count)
      for spot in spots {
        let box = Picture.Box(x: spot.x - 12, y: spot.y - 12, width: 24, height: 24)
        #expect(picture.frame.contains(box), "\(spot), \(width)")
      }
    }
  }

  @Test(
    "Across 180° the map is as narrow as its incidents", arguments: [("tchoukotka", 30.0), ("kiribati", 60)])
  func narrow(_ name: String, _ width: Double) throws {
    let extent = try MapTests.made(name, 800).layout.extent
    #expect(extent.crossesAntimeridian && extent.width < width)
  }

  @Test(
    "No land runs round the Earth from one side of 180° to the other",
    arguments: ["antimeridien", "tchoukotka"])
  func seam(_ name: String) throws {
    let picture = try #require(Picture(try MapTests.made(name, 800).svg))
    let frame = picture.frame
    for layer in ["terres", "pays"] {
      let path = try #require(picture.elements.first { $0.attributes["class"] == layer }?.attributes["d"])
      for ring in try Self.rings(path) {
        // A sliver: as wide as half the frame and no higher than a few pixels.
        let (xs, ys) = (ring.map(\.x), ring.map(\.y))
        let (width, height) = (xs.max()! - xs.min()!, ys.max()! - ys.min()!)
        #expect(width < frame.width / 2 || height > 12, "\(width) by \(height) in \(layer)")
      }
    }
  }

  @Test("Antarctica is land all round the pole, and the Arctic is sea")
  func poles() throws {
    let (_, south) = try Self.picture(SampleReport.pole)
    let pole = try #require(Self.spots(south).first)
    for (x, y) in [(0.0, -40.0), (40, 0), (30, 30), (3, 40), (-40, 0), (2, 3)] {
      #expect(try Self.isPainted(south, "terres", pole.x + x, pole.y + y), "\(x), \(y)")
    }
    let (map, north) = try Self.picture(SampleReport.onlyPole)
    #expect(map.layout.extent.north == 90 && map.layout.extent.width == 360)
    #expect(map.layout.extent.south > 89, "one spot is shown with some hundred kilometres around it")
    let spot = try #require(Self.spots(north).first)
    #expect(abs(spot.x - north.frame.x - north.frame.width / 2) < 1)
    #expect(try !Self.isPainted(north, "terres", spot.x + 30, spot.y + 30))
  }

  @Test("Two ends of the globe are a map of the world")
  func antipodes() throws {
    let (map, picture) = try Self.picture(SampleReport.antipodes)
    #expect(map.layout.extent.width > 359 && map.layout.outside.isEmpty)
    #expect(picture.words.contains("Madrid") && picture.words.contains("Wellington"))
  }
}
