import GeoTypes
import Testing

@testable import Interchange

/// Numbers of PRIO-GRID's cells.
@Suite struct PRIOGridTests {
  private func gid(_ longitude: Double, _ latitude: Double) -> Int {
    PRIOGridCell.gid(of: Coordinate(wrapping: longitude, clamping: latitude))
  }

  /// From a program of somebody else's: row 151 and column 412 are cell 108412, 10.51 N 2.29 E is in cell 145085.
  @Test func cellsAreThoseThatOthersCompute() {
    #expect(gid(2.29, 10.51) == 145_085)
    #expect(gid(-180 + 411.5 / 2, -90 + 150.5 / 2) == 108_412)
  }

  @Test func cornersOfTheWorldHaveTheFirstAndTheLastCells() {
    #expect(gid(-180, -90) == 1)
    #expect(gid(179.99, -90) == 720)
    #expect(gid(-179.99, 90) == 258_481)
    #expect(gid(179.99, 90) == 259_200)
  }

  /// Decoding a number gives the cell, and the cell holds the coordinate.
  @Test func everyCoordinateLiesInItsCell() {
    var random = Generator()
    for _ in 0..<5000 {
      let longitude = Double.random(in: -180..<180, using: &random)
      let latitude = Double.random(in: -90..<90, using: &random)
      let number = gid(longitude, latitude) - 1
      let west = Double(number % 720) / 2 - 180
      let south = Double(number / 720) / 2 - 90
      #expect((west..<west + 0.5).contains(longitude) && (south..<south + 0.5).contains(latitude))
    }
  }
}
