internal import GeoTypes

/// Turns a feature's parts into coordinates. What is damaged comes out empty.
struct GeometryDecoder {
  let format: BasemapFormat
  let bytes: UnsafeRawBufferPointer
  /// Index into the format's quanta.
  let level: Int
  /// What does not meet it is shortened or left out; nil for all.
  let box: BoundingBox?

  /// No feature of a sound file has more; a damaged one may say so.
  private static let mostVertices = 4_000_000

  func polygons(_ record: BasemapFormat.Record) -> [[[Coordinate]]] {
    var cursor = VarintCursor(bytes: bytes, range: record.parts, offset: 0)
    var budget = GeometryDecoder.mostVertices
    guard let count = cursor.next(), count <= cursor.remaining else { return [] }
    var polygons: [[[Coordinate]]] = []
    polygons.reserveCapacity(count)
    for _ in 0..<count {
      guard let ringCount = cursor.next(), ringCount <= cursor.remaining else { return [] }
      var rings: [[Coordinate]] = []
      rings.reserveCapacity(ringCount)
      for _ in 0..<ringCount {
        guard let ring = ring(&cursor, budget: &budget) else { return [] }
        // A ring outside of the box may have shrunk to a chord: it encloses nothing there.
        if ring.count >= 4 { rings.append(ring) } else if rings.isEmpty { rings.append([]) }
      }
      if let outer = rings.first, !outer.isEmpty { polygons.append(rings) }
    }
    return polygons
  }

  func lines(_ record: BasemapFormat.Record) -> [[Coordinate]] {
    var cursor = VarintCursor(bytes: bytes, range: record.parts, offset: 0)
    var budget = GeometryDecoder.mostVertices
    guard let count = cursor.next(), count <= cursor.remaining else { return [] }
    var lines: [[Coordinate]] = []
    for _ in 0..<count {
      guard let references = references(&cursor) else { return [] }
      var line: [Coordinate] = []
      for (arc, reversed) in references {
        guard meetsBox(arc) else {
          if line.count > 1 { lines.append(line) }
          line.removeAll()
          continue
        }
        guard append(arc, reversed: reversed, shortened: false, to: &line, budget: &budget) else { return [] }
      }
      if line.count > 1 { lines.append(line) }
    }
    return lines
  }

  private func ring(_ cursor: inout VarintCursor, budget: inout Int) -> [Coordinate]? {
    guard let references = references(&cursor) else { return nil }
    var ring: [Coordinate] = []
    for (arc, reversed) in references {
      guard append(arc, reversed: reversed, shortened: !meetsBox(arc), to: &ring, budget: &budget) else {
        return nil
      }
    }
    guard let first = ring.first else { return [] }
    if ring.last != first { ring.append(first) }
    return ring
  }

  private func references(_ cursor: inout VarintCursor) -> [(arc: Int, reversed: Bool)]? {
    guard let count = cursor.next(), count <= cursor.remaining else { return nil }
    var references: [(arc: Int, reversed: Bool)] = []
    references.reserveCapacity(count)
    var arc = 0
    let arcCount = format.arcs.count / BasemapFormat.arcSize
    for _ in 0..<count {
      guard let value = cursor.nextSigned() else { return nil }
      arc += value >> 1
      guard arc >= 0, arc < arcCount else { return nil }
      references.append((arc, value & 1 == 1))
    }
    return references
  }

  private func meetsBox(_ arc: Int) -> Bool {
    guard let box else { return true }
    let at = format.arcs.lowerBound + arc * BasemapFormat.arcSize
    func degrees(_ offset: Int) -> Double {
      Double(bytes.loadUnaligned(fromByteOffset: at + offset, as: Int16.self).littleEndian) / 180
    }
    guard degrees(2) <= box.north, degrees(6) >= box.south else { return false }
    let (west, east) = (degrees(0), degrees(4))
    return box.crossesAntimeridian
      ? east >= box.west || west <= box.east : east >= box.west && west <= box.east
  }

  /// Appends an arc's coordinates, or only its ends where `shortened`; drops what repeats the last one.
  private func append(
    _ arc: Int, reversed: Bool, shortened: Bool, to line: inout [Coordinate], budget: inout Int
  ) -> Bool {
    let at = format.arcs.lowerBound + arc * BasemapFormat.arcSize
    let offset = Int(bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt32.self).littleEndian)
    var cursor = VarintCursor(bytes: bytes, range: format.arcData, offset: offset)
    guard let count = cursor.next(), count <= cursor.remaining / 2 else { return false }
    budget -= count
    guard budget >= 0 else { return false }
    let start = line.count
    let before = line.last
    // Most rings are one arc; for the others, reserving for each would copy again and again.
    if start == 0 { line.reserveCapacity((shortened ? min(count, 2) : count) + 1) }
    let quantum = format.quanta[level]
    var x = 0
    var y = 0
    for index in 0..<count {
      guard let dx = cursor.nextSigned(), let dy = cursor.nextSigned() else { return false }
      x += dx
      y += dy
      if shortened, index > 0, index < count - 1 { continue }
      guard
        let coordinate = Coordinate(
          longitude: Double(x &* quantum) / 1_000_000, latitude: Double(y &* quantum) / 1_000_000)
      else { return false }
      line.append(coordinate)
    }
    if reversed { line[start...].reverse() }
    if let before, start < line.count, line[start] == before { line.remove(at: start) }
    return true
  }
}
