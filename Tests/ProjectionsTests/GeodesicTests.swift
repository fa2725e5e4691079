import GeoTypes
import Projections
import Testing

struct GeodesicTests {
  @Test("Distances match published ones")
  func distances() {
    // Karney's GeographicLib example: Wellington to Salamanca, 19959679.26735382 m.
    let wellington = Coordinate(wrapping: 174.81, clamping: -41.32)
    let salamanca = Coordinate(wrapping: -5.50, clamping: 40.96)
    #expect(abs(Geodesic.distance(from: wellington, to: salamanca) - 19_959_679.267_353_82) < 1e-6)
    #expect(abs(Geodesic.bearing(from: wellington, to: salamanca) - 161.067_669_986_160_48) < 1e-9)
    // A degree of the equator: 2πa / 360.
    let degree = Geodesic.distance(
      from: Coordinate(wrapping: 0, clamping: 0), to: Coordinate(wrapping: 1, clamping: 0))
    #expect(abs(degree - 111_319.490_793) < 1e-5)
  }

  @Test("Going there and measuring gives the distance gone")
  func roundTrips() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let start = Coordinate(
        wrapping: .random(in: -180...180, using: &random), clamping: .random(in: -89...89, using: &random))
      let distance = Double.random(in: 1...15_000_000, using: &random)
      let end = Geodesic.destination(
        from: start, bearing: .random(in: -180...180, using: &random), distance: distance)
      #expect(abs(Geodesic.distance(from: start, to: end) - distance) < 1e-6)
    }
  }
}
