internal import GeoTypes

/// Collects features and lines for a basemap file and lays them out as `BasemapFormat` says.
///
/// The same calls in the same order give the same bytes.
package struct BasemapBuilder {
  /// Micro-degrees per unit of the stored coordinates: the three levels of `Detail`, then the outlines.
  package static let quanta = [10_000, 2_000, 200, 1_000]
  /// The index into `quanta` that outlines have.
  package static let outlineLevel = 3
  /// Vertices of a stored arc, at most, so that a box query reads few that it does not need.
  private static let longestArc = 160

  /// An arc as it is walked.
  package struct Reference: Hashable, Sendable {
    package var arc: Int
    package var isReversed: Bool
    package init(_ arc: Int, isReversed: Bool = false) {
      self.arc = arc
      self.isReversed = isReversed
    }
  }

  /// What a feature is made of: `[polygon][ring][reference]`, exteriors counter-clockwise, or lines.
  package enum Shape {
    case polygons([[[Reference]]])
    case lines([[Reference]])
  }

  /// What a feature says of itself; the members are those of `BasemapFeature`.
  package struct Label {
    package var id = ""
    package var name = ""
    package var rank = 5
    package var point: GridPoint?
    /// Days since 1970.
    package var validFrom: Int?
    package var validTo: Int?
    package var note = ""
    package var left = ""
    package var right = ""
    package init(id: String = "", name: String = "", rank: Int = 5, point: GridPoint? = nil) {
      self.id = id
      self.name = name
      self.rank = rank
      self.point = point
    }
  }

  struct Entry {
    var layer: UInt8
    var level: UInt8
    var label: Label
    var bounds: GridBounds
    var parts: Range<Int>
  }

  var arcs: [UInt8] = []
  var arcCount = 0
  var arcData: [UInt8] = []
  var parts: [UInt8] = []
  var entries: [Entry] = []

  /// How many features it has, each level's counted.
  package var count: Int { entries.count }

  package init() {}

  /// Stores a line in pieces of bounded length and gives their numbers in order; none where it shrinks to a point.
  ///
  /// - Parameter level: The index into `quanta` of the grid that the points are rounded to.
  package mutating func addLine(_ points: [GridPoint], level: Int) -> [Int] {
    let quantum = BasemapBuilder.quanta[level]
    var grid: [(x: Int, y: Int)] = []
    grid.reserveCapacity(points.count)
    for point in points {
      let x = BasemapBuilder.rounded(Int(point.longitude), quantum)
      let y = BasemapBuilder.rounded(Int(point.latitude), quantum)
      if let last = grid.last, last == (x, y) { continue }
      grid.append((x, y))
    }
    guard grid.count >= 2 else { return [] }
    let segments = grid.count - 1
    let pieces = (segments + BasemapBuilder.longestArc - 1) / BasemapBuilder.longestArc
    let step = (segments + pieces - 1) / pieces
    var numbers: [Int] = []
    var start = 0
    while start < segments {
      let end = min(start + step, segments)
      numbers.append(addArc(grid[start...end], quantum))
      start = end
    }
    return numbers
  }

  /// The nearest multiple, in units of the quantum; a half goes away from zero.
  private static func rounded(_ value: Int, _ quantum: Int) -> Int {
    value >= 0 ? (value + quantum / 2) / quantum : -((-value + quantum / 2) / quantum)
  }

  private mutating func addArc(_ piece: ArraySlice<(x: Int, y: Int)>, _ quantum: Int) -> Int {
    var (west, south, east, north) = (Int.max, Int.max, Int.min, Int.min)
    for point in piece {
      (west, east) = (min(west, point.x), max(east, point.x))
      (south, north) = (min(south, point.y), max(north, point.y))
    }
    // 1/180 degree, rounded outwards.
    for (value, up) in [(west, false), (south, false), (east, true), (north, true)] {
      let exact = value * quantum * 9
      let floor = exact >= 0 ? exact / 50_000 : -((-exact + 49_999) / 50_000)
      arcs.append(little: Int16(clamping: up && floor * 50_000 != exact ? floor + 1 : floor))
    }
    arcs.append(little: UInt32(arcData.count))
    arcData.append(varint: piece.count)
    var (x, y) = (0, 0)
    for point in piece {
      arcData.append(zigzag: point.x - x)
      arcData.append(zigzag: point.y - y)
      (x, y) = (point.x, point.y)
    }
    arcCount += 1
    return arcCount - 1
  }

  /// Adds a feature of a layer; `level` is that of `Detail`.
  package mutating func add(
    _ layer: BasemapLayer, _ level: Detail, _ shape: Shape, _ bounds: GridBounds, _ label: Label
  ) {
    add(layer.rawValue, level.rawValue, shape, bounds, label)
  }

  /// Adds an outline for GeoJSON, of lines stored with `outlineLevel`.
  package mutating func addOutline(of id: String, _ polygons: [[[Reference]]], _ bounds: GridBounds) {
    add(BasemapFormat.outlineLayer, 0, .polygons(polygons), bounds, Label(id: id))
  }

  mutating func add(_ layer: UInt8, _ level: UInt8, _ shape: Shape, _ bounds: GridBounds, _ label: Label) {
    guard !bounds.isEmpty else { return }
    let start = parts.count
    switch shape {
    case .polygons(let polygons):
      parts.append(varint: polygons.count)
      for polygon in polygons {
        parts.append(varint: polygon.count)
        for ring in polygon { append(ring) }
      }
    case .lines(let lines):
      parts.append(varint: lines.count)
      for line in lines { append(line) }
    }
    entries.append(
      Entry(layer: layer, level: level, label: label, bounds: bounds, parts: start..<parts.count))
  }

  private mutating func append(_ references: [Reference]) {
    parts.append(varint: references.count)
    var before = 0
    for reference in references {
      parts.append(zigzag: (reference.arc - before) * 2 + (reference.isReversed ? 1 : 0))
      before = reference.arc
    }
  }
}

extension [UInt8] {
  mutating func append(little value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  /// LEB128.
  mutating func append(varint value: Int) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) & 0x7f | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  mutating func append(zigzag value: Int) {
    append(varint: value >= 0 ? value << 1 : (-value << 1) - 1)
  }
}
