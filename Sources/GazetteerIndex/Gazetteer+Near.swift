public import GeoTypes

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A place and how far off it is.
public struct NearbyPlace: Hashable, Sendable {
  public let place: PlaceRef
  /// Metres along the great circle (`Coordinate.distance`).
  public let distance: Double
}

extension Gazetteer {
  /// The places nearest to a coordinate, the nearest first, at most `limit` and none farther than `maxDistance`
  /// metres; only those that `condition` accepts. Exact, at the poles and across the antimeridian too.
  public func nearest(
    to coordinate: Coordinate, limit: Int = 1, maxDistance: Double = .infinity,
    where condition: (PlaceRef) -> Bool = { _ in true }
  ) -> [NearbyPlace] {
    guard limit > 0 else { return [] }
    guard let overlay else {
      return nearestHere(to: coordinate, limit: limit, maxDistance: maxDistance, where: condition)
    }
    let lower = overlay.base.nearestHere(to: coordinate, limit: limit, maxDistance: maxDistance) {
      !overlay.isHidden($0) && condition($0)
    }
    let upper = overlay.delta.nearestHere(to: coordinate, limit: limit, maxDistance: maxDistance) {
      condition(overlay.shifted($0))
    }.map { NearbyPlace(place: overlay.shifted($0.place), distance: $0.distance) }
    return Array(
      (lower + upper).sorted { left, right in
        left.distance == right.distance ? left.place < right.place : left.distance < right.distance
      }.prefix(limit))
  }

  /// `nearest` in the lowest layer.
  private func nearestHere(
    to coordinate: Coordinate, limit: Int, maxDistance: Double, where condition: (PlaceRef) -> Bool
  ) -> [NearbyPlace] {
    guard file.placeCount > 0 else { return [] }
    let center = BoxDistance(from: coordinate)
    let tree = PackedTree(file)
    var found: [NearbyPlace] = []
    // Boxes by the least distance that anything in them can have; what is taken from the queue is never nearer
    // than what was taken before.
    var queue = DistanceQueue()
    queue.insert(0, .box(level: tree.levels.count - 1, index: 0))
    while let (distance, item) = queue.removeFirst() {
      if distance > maxDistance { break }
      switch item {
      case .place(let ordinal):
        found.append(NearbyPlace(place: PlaceRef(ordinal: ordinal), distance: distance))
        if found.count == limit { return found }
      case .box(let level, let index):
        if level == 0 {
          for ordinal in tree.places(of: index) {
            let ref = PlaceRef(ordinal: UInt32(ordinal))
            let distance = coordinate.distance(to: self.coordinate(ref))
            if distance <= maxDistance, condition(ref) { queue.insert(distance, .place(ref.ordinal)) }
          }
        } else {
          for child in tree.children(of: index, level: level) {
            let distance = center.lowerBound(to: tree.box(child, level: level - 1))
            if distance <= maxDistance { queue.insert(distance, .box(level: level - 1, index: child)) }
          }
        }
      }
    }
    return found
  }

  /// All places within `distance` metres, the nearest first.
  public func within(
    _ distance: Double, of coordinate: Coordinate, where condition: (PlaceRef) -> Bool = { _ in true }
  ) -> [NearbyPlace] {
    nearest(to: coordinate, limit: .max, maxDistance: distance, where: condition)
  }

  /// All places in a box (which may cross the antimeridian), its edges included, in the gazetteer's order.
  public func within(
    _ box: BoundingBox, where condition: (PlaceRef) -> Bool = { _ in true }
  ) -> [PlaceRef] {
    guard let overlay else { return withinHere(box, where: condition) }
    return overlay.base.withinHere(box) { !overlay.isHidden($0) && condition($0) }
      + overlay.delta.withinHere(box) { condition(overlay.shifted($0)) }.map { overlay.shifted($0) }
  }

  /// `within` in the lowest layer.
  private func withinHere(_ box: BoundingBox, where condition: (PlaceRef) -> Bool) -> [PlaceRef] {
    guard file.placeCount > 0 else { return [] }
    let tree = PackedTree(file)
    var found: [PlaceRef] = []
    func search(_ level: Int, _ index: Int) {
      guard tree.box(index, level: level).intersects(box) else { return }
      if level > 0 {
        for child in tree.children(of: index, level: level) { search(level - 1, child) }
        return
      }
      for ordinal in tree.places(of: index) {
        let ref = PlaceRef(ordinal: UInt32(ordinal))
        if box.contains(coordinate(ref)), condition(ref) { found.append(ref) }
      }
    }
    search(tree.levels.count - 1, 0)
    return found
  }

  /// All places that a country, division or other container holds (see `isPlace(_:within:)`), in the gazetteer's
  /// order.
  public func within(
    _ container: PlaceRef, where condition: (PlaceRef) -> Bool = { _ in true }
  ) -> [PlaceRef] {
    places.filter { isPlace($0, within: container) && condition($0) }
  }
}

/// The R-tree of `IndexFormat.Section.boxes`.
private struct PackedTree {
  /// Degrees; never across the antimeridian.
  struct Box {
    var west: Double
    var south: Double
    var east: Double
    var north: Double

    func intersects(_ other: BoundingBox) -> Bool {
      guard south <= other.north, other.south <= north else { return false }
      return other.crossesAntimeridian
        ? east >= other.west || west <= other.east : west <= other.east && other.west <= east
    }
  }

  let levels: [Int]
  private let starts: [Int]
  private let file: IndexFile

  init(_ file: IndexFile) {
    self.file = file
    levels = IndexFormat.levels(over: file.placeCount, fanout: IndexFormat.fanout)
    var starts = [0]
    for count in levels { starts.append(starts[starts.count - 1] + count) }
    self.starts = starts
  }

  func box(_ index: Int, level: Int) -> Box {
    let offset = (starts[level] + index) * IndexFormat.boxSize
    func degrees(_ number: Int) -> Double { Double(file.boxes.i32(offset + 4 * number)) / IndexFormat.degree }
    return Box(west: degrees(0), south: degrees(1), east: degrees(2), north: degrees(3))
  }

  func children(of index: Int, level: Int) -> Range<Int> {
    index * IndexFormat.fanout..<min((index + 1) * IndexFormat.fanout, levels[level - 1])
  }

  func places(of index: Int) -> Range<Int> {
    index * IndexFormat.fanout..<min((index + 1) * IndexFormat.fanout, file.placeCount)
  }
}

/// Lower bounds of great-circle distances from a point to boxes.
///
/// Source: V. Agafonkin, "geokdbush" (the nearest point of a box lies on the meridian of its nearer side, at the
/// vertex of the great circle or at a corner).
private struct BoxDistance {
  private let longitude: Double
  private let latitude: Double
  private let cosLatitude: Double

  init(from coordinate: Coordinate) {
    longitude = coordinate.longitude * .pi / 180
    latitude = coordinate.latitude * .pi / 180
    cosLatitude = cos(latitude)
  }

  private func haversine(_ angle: Double) -> Double {
    let half = sin(angle / 2)
    return half * half
  }

  private func haversine(toLatitude other: Double, longitudes: Double) -> Double {
    cosLatitude * cos(other) * longitudes + haversine(latitude - other)
  }

  /// Metres, a little less than the least distance to any point of the box, so that rounding does no harm.
  func lowerBound(to box: PackedTree.Box) -> Double {
    let west = box.west * .pi / 180
    let east = box.east * .pi / 180
    let south = box.south * .pi / 180
    let north = box.north * .pi / 180
    let least: Double
    if longitude >= west, longitude <= east {
      least =
        latitude < south ? haversine(latitude - south) : latitude > north ? haversine(latitude - north) : 0
    } else {
      let longitudes = min(haversine(longitude - west), haversine(longitude - east))
      let cosLongitudes = 1 - 2 * longitudes
      let vertex =
        cosLongitudes <= 0
        ? (latitude > 0 ? Double.pi / 2 : -Double.pi / 2) : atan(tan(latitude) / cosLongitudes)
      let corners = min(
        haversine(toLatitude: south, longitudes: longitudes),
        haversine(toLatitude: north, longitudes: longitudes))
      least =
        vertex > south && vertex < north
        ? min(corners, haversine(toLatitude: vertex, longitudes: longitudes)) : corners
    }
    let metres = 2 * Coordinate.meanEarthRadius * asin(min(1, least.squareRoot()))
    return max(0, metres * (1 - 1e-9) - 0.01)
  }
}

/// A binary heap, the least distance first; at one distance boxes before places, places by ordinal.
private struct DistanceQueue {
  enum Item {
    case box(level: Int, index: Int)
    case place(UInt32)

    var rank: Int {
      switch self {
      case .box: -1
      case .place(let ordinal): Int(ordinal)
      }
    }
  }

  private var heap: [(distance: Double, item: Item)] = []

  private func comes(_ left: Int, before right: Int) -> Bool {
    heap[left].distance == heap[right].distance
      ? heap[left].item.rank < heap[right].item.rank : heap[left].distance < heap[right].distance
  }

  mutating func insert(_ distance: Double, _ item: Item) {
    heap.append((distance, item))
    var index = heap.count - 1
    while index > 0, comes(index, before: (index - 1) / 2) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  mutating func removeFirst() -> (Double, Item)? {
    guard let first = heap.first else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var index = 0
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count && comes(child, before: least) {
        least = child
      }
      if least == index { return first }
      heap.swapAt(index, least)
      index = least
    }
  }
}
