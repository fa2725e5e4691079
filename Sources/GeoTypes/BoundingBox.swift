/// A box of longitudes and latitudes in degrees; `west > east` means that it crosses the antimeridian
/// (RFC 7946, 5.2).
public struct BoundingBox: Hashable, Sendable {
  public let west: Double
  public let south: Double
  public let east: Double
  public let north: Double

  /// A box, or nil where a bound is out of range or `south > north`.
  public init?(west: Double, south: Double, east: Double, north: Double) {
    guard Coordinate(longitude: west, latitude: south) != nil,
      Coordinate(longitude: east, latitude: north) != nil, south <= north
    else { return nil }
    self.west = west
    self.south = south
    self.east = east
    self.north = north
  }

  /// The whole Earth.
  public static let world = BoundingBox(unchecked: -180, -90, 180, 90)

  private init(unchecked west: Double, _ south: Double, _ east: Double, _ north: Double) {
    self.west = west
    self.south = south
    self.east = east
    self.north = north
  }

  /// The smallest box around the coordinates, crossing the antimeridian where that is narrower; nil for none.
  public init?(around coordinates: some Sequence<Coordinate>) {
    var longitudes: [Double] = []
    var south = Double.infinity
    var north = -Double.infinity
    for coordinate in coordinates {
      longitudes.append(coordinate.longitude)
      south = Swift.min(south, coordinate.latitude)
      north = Swift.max(north, coordinate.latitude)
    }
    guard !longitudes.isEmpty else { return nil }
    longitudes.sort()
    // The box is the circle less its widest empty arc.
    var west = longitudes[0]
    var east = longitudes[longitudes.count - 1]
    var widest = west + 360 - east
    for index in longitudes.indices.dropFirst() {
      let gap = longitudes[index] - longitudes[index - 1]
      if gap > widest {
        widest = gap
        west = longitudes[index]
        east = longitudes[index - 1]
      }
    }
    self.init(unchecked: west, south, east, north)
  }

  public var crossesAntimeridian: Bool { west > east }
  /// Degrees from west to east, 0…360.
  public var width: Double { crossesAntimeridian ? east + 360 - west : east - west }
  /// Degrees from south to north, 0…180.
  public var height: Double { north - south }

  public var center: Coordinate {
    Coordinate(wrapping: west + width / 2, clamping: (south + north) / 2)
  }

  public func contains(_ coordinate: Coordinate) -> Bool {
    guard coordinate.latitude >= south, coordinate.latitude <= north else { return false }
    let longitude = coordinate.longitude
    return crossesAntimeridian
      ? longitude >= west || longitude <= east : longitude >= west && longitude <= east
  }

  /// Whether the boxes share a point; both may cross the antimeridian.
  public func intersects(_ other: BoundingBox) -> Bool {
    guard south <= other.north, other.south <= north else { return false }
    for mine in spans {
      for theirs in other.spans
      where mine.lowerBound <= theirs.upperBound && theirs.lowerBound <= mine.upperBound {
        return true
      }
    }
    return false
  }

  /// The box as one range of longitudes, or two where it crosses the antimeridian.
  private var spans: [ClosedRange<Double>] {
    crossesAntimeridian ? [west...180, -180...east] : [west...east]
  }

  /// The box grown on every side by a share of its larger dimension, at least by `minimum` degrees.
  public func padded(by share: Double, minimum: Double = 0) -> BoundingBox {
    let margin = Swift.max(minimum, Swift.max(width, height) * share)
    let newSouth = Swift.max(-90, south - margin)
    let newNorth = Swift.min(90, north + margin)
    if width + 2 * margin >= 360 {
      return BoundingBox(unchecked: -180, newSouth, 180, newNorth)
    }
    return BoundingBox(
      unchecked: Coordinate.wrap(west - margin), newSouth, Coordinate.wrap(east + margin), newNorth)
  }
}
