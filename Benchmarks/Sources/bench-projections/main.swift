// A million random positions through `Transformation`, against a C loop over `proj_trans_generic`.
//
//     swift run -c release --package-path Benchmarks bench-projections
//
// Best of seven rounds each, C and Swift by turns; ratio = C's time / Swift's time (1 is as fast as C).
import CLoop
import GeoTypes
import Projections

let count = 1_000_000
let rounds = 7
let clock = ContinuousClock()

func seconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
}

func text(_ value: Double, _ digits: Int) -> String {
  let power = (0..<digits).reduce(1.0) { product, _ in product * 10 }
  return String((value * power).rounded() / power)
}

/// The same positions on every run.
struct Positions {
  private var state: UInt64 = 42

  mutating func next(_ range: ClosedRange<Double>) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return range.lowerBound + (range.upperBound - range.lowerBound) * Double(state >> 11) / Double(1 << 53)
  }
}

var positions = Positions()
print("system\tC s\tSwift s\tratio\tmillion points/s")
for definition in [
  "EPSG:32638", "EPSG:3857", "EPSG:2154", "+proj=laea +lat_0=40 +lon_0=45 +datum=WGS84",
  "+proj=lcc +lat_1=40.67 +lat_2=43.33 +lat_0=42 +lon_0=44.5 +datum=WGS84",
] {
  let longitudes = (0..<count).map { _ in positions.next(42...48) }
  let latitudes = (0..<count).map { _ in positions.next(38...44) }
  let transformation = try Transformation(to: CRS(definition))
  var (c, best) = (Double.infinity, Double.infinity)
  for _ in 0..<rounds {
    var x = longitudes
    var y = latitudes
    c = min(c, cloop_project(definition, &x, &y, count, 1))
    var xs = longitudes
    var ys = latitudes
    xs[0] = longitudes[0]  // copy now, not inside the clock
    ys[0] = latitudes[0]
    let start = clock.now
    transformation.project(longitudesToX: &xs, latitudesToY: &ys)
    best = min(best, seconds(clock.now - start))
    precondition(xs == x && ys == y, "Swift and C disagree")
  }
  print(
    definition, text(c, 4), text(best, 4), text(c / best, 3), text(Double(count) / best / 1e6, 2),
    separator: "\t")
}

// What the first map of a process waits for.
for (name, crs) in [
  (
    "auto (no database)",
    CRS(ProjectionChoice.projection(for: BoundingBox(west: 44.5, south: 38.5, east: 49, north: 41) ?? .world))
  ),
  ("EPSG:32638", CRS("EPSG:32638")), ("EPSG:2154", CRS("EPSG:2154")),
] {
  let start = clock.now
  _ = try Transformation(to: crs)
  print("creation,", name + ":", text(seconds(clock.now - start) * 1000, 2), "ms")
}
