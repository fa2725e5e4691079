/// A position on the grid of micro-degrees (about 0.1 m) that outlines are joined on: equal points are the same corner.
package struct GridPoint: Hashable, Comparable, Sendable {
  /// Micro-degrees east, −180,000,000…180,000,000.
  package var longitude: Int32
  /// Micro-degrees north, −90,000,000…90,000,000.
  package var latitude: Int32

  package init(longitude: Int32, latitude: Int32) {
    self.longitude = longitude
    self.latitude = latitude
  }

  /// Rounds degrees; nil for what is no position on the Earth.
  ///
  /// What lies within a hair (10⁻⁴ degrees) of ±180°, or south of 89.99° S where charts are cut short of the pole, is
  /// put onto the seam, so that it is known as one.
  package init?(degreesEast longitude: Double, north latitude: Double) {
    guard longitude.isFinite, latitude.isFinite, abs(longitude) <= 180.001, abs(latitude) <= 90.001 else {
      return nil
    }
    let east = abs(longitude) > 179.9999 ? (longitude > 0 ? 180 : -180) : longitude
    let north = latitude < -89.99 ? -90 : min(latitude, 90)
    self.init(longitude: Int32((east * 1e6).rounded()), latitude: Int32((north * 1e6).rounded()))
  }

  /// In degrees.
  package var x: Double { Double(longitude) / 1e6 }
  /// In degrees.
  package var y: Double { Double(latitude) / 1e6 }

  /// West before east, then south before north.
  package static func < (a: GridPoint, b: GridPoint) -> Bool {
    (a.longitude, a.latitude) < (b.longitude, b.latitude)
  }
}

/// The smallest box of longitudes and latitudes around points, in micro-degrees; it never crosses ±180°.
package struct GridBounds: Hashable, Sendable {
  package var west = Int32.max
  package var south = Int32.max
  package var east = Int32.min
  package var north = Int32.min

  package init() {}

  package init(_ points: some Sequence<GridPoint>) {
    for point in points { add(point) }
  }

  package mutating func add(_ point: GridPoint) {
    west = min(west, point.longitude)
    east = max(east, point.longitude)
    south = min(south, point.latitude)
    north = max(north, point.latitude)
  }

  package mutating func add(_ other: GridBounds) {
    west = min(west, other.west)
    east = max(east, other.east)
    south = min(south, other.south)
    north = max(north, other.north)
  }

  package func contains(_ point: GridPoint) -> Bool {
    west <= point.longitude && point.longitude <= east && south <= point.latitude && point.latitude <= north
  }

  package var isEmpty: Bool { west > east }
}
