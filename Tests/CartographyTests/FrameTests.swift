import GazetteerIndex
import GeoTypes
import Testing

@testable import Cartography

struct FrameTests {
  private func content(_ sample: SampleReport) throws -> MapContent {
    MapContent(
      [sample.report()], MapLanguage(words: try SampleMaps.words("fr")), kinds: KindStyles([:]))
  }

  private func spot(_ longitude: Double, _ latitude: Double, _ weight: Int = 1) -> (
    coordinate: Coordinate, weight: Int
  ) {
    (Coordinate(wrapping: longitude, clamping: latitude), weight)
  }

  @Test("A far town of talks does not shrink the front to a dot")
  func outlier() {
    let front = [spot(46.77, 39.82, 3), spot(47.11, 39.8), spot(46.8, 40.2), spot(46.9, 40.3)]
    #expect(FrameChoice.withoutOutliers(front + [spot(6.15, 46.2)]).count == 4)
    #expect(FrameChoice.withoutOutliers(front).count == 4)
    // Two towns on either side of the front, 500 km apart, and two of talks.
    let wide = front + [spot(43.85, 40.79), spot(49.87, 40.4)]
    #expect(FrameChoice.withoutOutliers(wide + [spot(37.62, 55.75), spot(6.15, 46.2)]).count == 6)
  }

  @Test("What is far but much, or near enough, stays")
  func noOutlier() {
    let front = [spot(46.77, 39.82), spot(47.11, 39.8)]
    #expect(
      FrameChoice.withoutOutliers(front + [spot(6.15, 46.2, 3)]).count == 3,
      "half of the incidents is no outlier")
    #expect(FrameChoice.withoutOutliers(front + [spot(49.9, 40.4)]).count == 3, "Bakou is on the same map")
    let four = [spot(-77, 38.9), spot(4.35, 50.85), spot(30.5, 50.45), spot(2.35, 48.85)]
    #expect(FrameChoice.withoutOutliers(four).count == 4, "two continents are one story")
    #expect(FrameChoice.withoutOutliers([]).isEmpty && FrameChoice.withoutOutliers([spot(0, 0)]).count == 1)
  }

  @Test("At most a third of the incidents is left out, however many far towns there are")
  func manyOutliers() {
    var spots = [spot(46.77, 39.82, 4)]
    for index in 0..<6 { spots.append(spot(Double(index) * 40 - 150, 10)) }
    let kept = FrameChoice.withoutOutliers(spots).reduce(0) { $0 + $1.weight }
    #expect(kept * 3 >= 10 * 2)
  }

  @Test("Of many spots the same are left out as of few, in a moment")
  func thousands() {
    let few = [spot(46.77, 39.82, 3), spot(47.11, 39.8), spot(46.8, 40.2), spot(46.9, 40.3)]
    var many: [(coordinate: Coordinate, weight: Int)] = []
    for index in 0..<10_000 {
      let near = few[index % 4].coordinate
      many.append(spot(near.longitude + Double(index % 97) / 1000, near.latitude + Double(index % 89) / 1000))
    }
    let far = [spot(6.15, 46.2), spot(-77, 38.9)]
    let kept = ContinuousClock().measure {
      #expect(FrameChoice.withoutOutliers(many + far).count == 10_000)
    }
    #expect(kept < .seconds(5), "all pairs of ten thousand would take minutes")
    #expect(FrameChoice.withoutOutliers(many).count == 10_000)
  }

  @Test("One spot is shown with some hundred kilometres around it")
  func minimumSpan() throws {
    let choice = FrameChoice(for: try content(SampleReport.onePoint))
    #expect((95_000.0...130_000).contains(FrameChoice.span(choice.extent)))
    #expect(choice.extent.contains(Coordinate(wrapping: 35.5018, clamping: 33.8938)))
  }

  @Test("Without incidents the places that the text names are framed, its towns before its countries")
  func mentioned() throws {
    let towns = FrameChoice(for: try content(SampleReport.none)).extent
    for (longitude, latitude) in [(-74.08, 4.61), (-75.57, 6.25), (-76.53, 3.44)] {
      #expect(towns.contains(Coordinate(wrapping: longitude, clamping: latitude)))
    }
    #expect(towns.width < 10)
    // One town an ocean away of three is mentioned by the way.
    var far = SampleReport.none
    far.mention("Paris", 2.35, 48.85)
    #expect(FrameChoice(for: try content(far)).extent.width < 10)
    var country = SampleReport("pays")
    let box = try #require(BoundingBox(west: -79, south: -4, east: -67, north: 12))
    country.mention("Colombie", -73, 4, feature: "A.PCLI", extent: .box(box))
    let whole = FrameChoice(for: try content(country)).extent
    #expect(whole.contains(Coordinate(wrapping: -79, clamping: 12)) && whole.width < 30)
    country.mention("Cali", -76.53, 3.44)
    #expect(FrameChoice(for: try content(country)).extent.width < 3)
  }

  @Test("No place at all is the world")
  func world() throws {
    #expect(FrameChoice(for: try content(SampleReport.nowhere)).isWorld)
  }

  @Test("Spots all round the pole are a map of the pole")
  func pole() throws {
    let choice = FrameChoice(for: try content(SampleReport.arctic))
    #expect(!choice.isWorld && choice.extent.north == 90 && choice.extent.south > 60)
  }
}
