import GeoTypes
import Projections
import Testing

@testable import Cartography

/// Clipping, simplifying and placing, against brute force.
struct GeometryTests {
  private struct Random {
    var state: UInt64
    mutating func next(_ range: ClosedRange<Double>) -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return range.lowerBound + (range.upperBound - range.lowerBound) * Double(state >> 11) / Double(1 << 53)
    }
  }

  /// Even-odd, by a ray to the right.
  private func contains(_ ring: [ProjectedPoint], _ x: Double, _ y: Double) -> Bool {
    guard var previous = ring.last else { return false }
    var inside = false
    for point in ring {
      if (previous.y > y) != (point.y > y),
        x < previous.x + (point.x - previous.x) * (y - previous.y) / (point.y - previous.y)
      {
        inside.toggle()
      }
      previous = point
    }
    return inside
  }

  @Test("A clipped ring holds a point of the box just when the whole ring holds it")
  func clippedRings() {
    var random = Random(state: 5)
    let box = ClipBox(minX: 0, minY: 0, maxX: 10, maxY: 6)
    for _ in 0..<200 {
      let corners = 3 + Int(random.next(0...9))
      let ring = (0..<corners).map { _ in ProjectedPoint(x: random.next(-8...18), y: random.next(-8...14)) }
      let clipped = box.clip(ring: ring)
      for point in clipped {
        #expect(point.x >= -1e-9 && point.x <= 10 + 1e-9 && point.y >= -1e-9 && point.y <= 6 + 1e-9)
      }
      for _ in 0..<40 {
        let (x, y) = (random.next(0.01...9.99), random.next(0.01...5.99))
        #expect(contains(ring, x, y) == contains(clipped, x, y))
      }
    }
  }

  @Test("A clipped line is as long as the part of the whole line inside the box")
  func clippedLines() {
    var random = Random(state: 6)
    let box = ClipBox(minX: 0, minY: 0, maxX: 10, maxY: 6)
    func length(_ line: [ProjectedPoint]) -> Double {
      line.indices.dropFirst().reduce(0) { sum, index in
        let (x, y) = (line[index].x - line[index - 1].x, line[index].y - line[index - 1].y)
        return sum + (x * x + y * y).squareRoot()
      }
    }
    for _ in 0..<100 {
      let line = (0..<6).map { _ in ProjectedPoint(x: random.next(-8...18), y: random.next(-8...14)) }
      // Walk the whole line in small steps and count those inside.
      var inside = 0.0
      for index in line.indices.dropFirst() {
        let (start, end) = (line[index - 1], line[index])
        let step = length([start, end]) / 2000
        for count in 0..<2000 {
          let share = (Double(count) + 0.5) / 2000
          let (x, y) = (start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
          if x >= 0, x <= 10, y >= 0, y <= 6 { inside += step }
        }
      }
      let clipped = box.clip(line: line).reduce(0) { $0 + length($1) }
      #expect(abs(clipped - inside) < 0.1)
    }
  }

  @Test("No dropped vertex is farther from the simplified line than the tolerance")
  func simplification() {
    var random = Random(state: 7)
    for _ in 0..<50 {
      var (x, y) = (0.0, 0.0)
      let line = (0..<300).map { _ -> ProjectedPoint in
        x += random.next(-0.3...1)
        y += random.next(-0.7...0.7)
        return ProjectedPoint(x: x, y: y)
      }
      let simple = Simplification.simplify(line, tolerance: 0.5)
      #expect(simple.first == line.first && simple.last == line.last && simple.count < line.count)
      for point in line {
        let nearest =
          simple.indices.dropFirst().map { index -> Double in
            let (start, end) = (simple[index - 1], simple[index])
            let (dx, dy) = (end.x - start.x, end.y - start.y)
            let share = min(
              1, max(0, ((point.x - start.x) * dx + (point.y - start.y) * dy) / (dx * dx + dy * dy)))
            let (ex, ey) = (point.x - start.x - share * dx, point.y - start.y - share * dy)
            return (ex * ex + ey * ey).squareRoot()
          }.min() ?? .infinity
        // Thinning and Douglas–Peucker each may move by the tolerance.
        #expect(nearest <= 1.0 + 1e-9)
      }
    }
  }

  @Test("Labels are placed apart from each other and from symbols, and the dropped are named")
  func placement() {
    var random = Random(state: 8)
    for round in 0..<10 {
      let frame = Rect(x: 0, y: 0, width: 400, height: 300)
      let symbols = (0..<40).map { _ in
        Disc(center: ProjectedPoint(x: random.next(10...390), y: random.next(10...290)), radius: 7)
      }
      let labels = symbols.enumerated().map { index, symbol in
        Label(
          lines: ["Lieu \(index)"], style: .incident, priority: Double(index),
          positions: LabelPositions.withLeaders(
            symbol.center, radius: symbol.radius, "Lieu \(index)", .incident))
      }
      let placement = LabelPlacement(labels, frame: frame, obstacles: [], symbols: symbols) { _ in 0 }
      var placed: [Rect] = []
      for (label, choice) in zip(labels, placement.choice) {
        guard let choice else { continue }
        for rect in label.positions[choice].covers {
          #expect(frame.contains(rect))
          #expect(!symbols.contains { $0.overlaps(rect) })
          #expect(!placed.contains(where: rect.overlaps))
          placed.append(rect)
        }
      }
      #expect(placed.count + placement.dropped.count == labels.count)
      #expect(placed.count > 20, "round \(round): \(placed.count)")
    }
  }

  @Test("A scale bar is as long as it says, by the haversine too, at every latitude")
  func scaleBars() throws {
    for latitude in stride(from: -75.0, through: 75, by: 15) {
      let extent = try #require(BoundingBox(west: 10, south: latitude - 3, east: 20, north: latitude + 3))
      let transformation = try Transformation(to: CRS(ProjectionChoice.projection(for: extent)))
      let bounds = try transformation.bounds(of: extent).expanded(toAspect: 4.0 / 3)
      let projector = try MapProjector(
        transformation: transformation, box: bounds, frame: Rect(x: 0, y: 0, width: 800, height: 600))
      let bar = try #require(
        ScaleBar(at: ProjectedPoint(x: 20, y: 580), limit: 140, projector, try SampleMaps.words("fr")))
      let west = try #require(projector.coordinate(at: bar.origin))
      let east = try #require(
        projector.coordinate(at: ProjectedPoint(x: bar.origin.x + bar.width, y: bar.origin.y)))
      #expect(abs(west.distance(to: east) / bar.length - 1) < 0.01)
      #expect(abs(Geodesic.distance(from: west, to: east) / bar.length - 1) < 1e-4)
      #expect(bar.width <= 142 && bar.width > 50)
      let digits = String(Int(bar.length)).filter { $0 != "0" }
      #expect(["1", "2", "5"].contains(digits), "\(bar.length)")
    }
  }

  @Test("A pixel goes to its coordinate and back")
  func pixels() throws {
    let extent = try #require(BoundingBox(west: 176, south: -20, east: -178, north: -15))
    let transformation = try Transformation(to: CRS(ProjectionChoice.projection(for: extent)))
    let bounds = try transformation.bounds(of: extent)
    let projector = try MapProjector(
      transformation: transformation, box: bounds,
      frame: Rect(x: 20, y: 90, width: 760, height: 760 * bounds.height / bounds.width))
    for (x, y) in [(20.0, 90.0), (400, 300), (780, 95), (21, 500)] {
      let coordinate = try #require(projector.coordinate(at: ProjectedPoint(x: x, y: y)))
      let pixel = try #require(projector.pixel(of: coordinate))
      #expect(abs(pixel.x - x) < 1e-4 && abs(pixel.y - y) < 1e-4)
    }
  }
}
