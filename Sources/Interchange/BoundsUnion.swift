internal import GeoTypes

/// The smallest box around everything that was added, however much: the circle of longitudes less its widest gap.
///
/// Longitudes are kept as the westernmost and easternmost in each of 720 bins, so gaps within half a degree do not
/// count.
struct BoundsUnion {
  private static let bins = 720
  private var west = [Double](repeating: .infinity, count: bins)
  private var east = [Double](repeating: -.infinity, count: bins)
  private var south = Double.infinity
  private var north = -Double.infinity

  @inline(__always)
  mutating func add(_ coordinate: Coordinate) {
    south = min(south, coordinate.latitude)
    north = max(north, coordinate.latitude)
    let bin = BoundsUnion.bin(coordinate.longitude)
    west[bin] = min(west[bin], coordinate.longitude)
    east[bin] = max(east[bin], coordinate.longitude)
  }

  mutating func add(_ box: BoundingBox) {
    south = min(south, box.south)
    north = max(north, box.north)
    if box.crossesAntimeridian {
      cover(box.west, 180)
      cover(-180, box.east)
    } else {
      cover(box.west, box.east)
    }
  }

  private mutating func cover(_ from: Double, _ to: Double) {
    for bin in BoundsUnion.bin(from)...BoundsUnion.bin(to) {
      west[bin] = min(west[bin], max(from, Double(bin) / 2 - 180))
      east[bin] = max(east[bin], min(to, Double(bin + 1) / 2 - 180))
    }
  }

  private static func bin(_ longitude: Double) -> Int { min(bins - 1, Int((longitude + 180) * 2)) }

  /// Nil where nothing was added.
  var box: BoundingBox? {
    let taken = west.indices.filter { west[$0] <= east[$0] }
    guard let first = taken.first, let last = taken.last else { return nil }
    var (from, to) = (west[first], east[last])
    var widest = from + 360 - to
    for (bin, next) in zip(taken, taken.dropFirst()) where west[next] - east[bin] > widest {
      widest = west[next] - east[bin]
      (from, to) = (west[next], east[bin])
    }
    return BoundingBox(west: from, south: south, east: to, north: north)
  }
}
