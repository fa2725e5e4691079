public import GeoTypes

extension Geometry {
  /// The geometry as RFC 7946 wants it: closed rings, the exterior counter-clockwise and holes clockwise (3.1.6), and
  /// nothing across the antimeridian, where lines and areas are cut in two (3.1.9).
  ///
  /// A step of more than 180° of longitude between two vertices is one across the antimeridian. A ring around a
  /// pole is closed along the antimeridian and over that pole. Nil where nothing is left: no coordinates, or areas
  /// that enclose nothing.
  public var asRFC7946: Geometry? {
    switch self {
    case .point: return self
    case .multiPoint(let coordinates): return coordinates.isEmpty ? nil : self
    case .lineString(let line): return Geometry.lines([line])
    case .multiLineString(let lines): return Geometry.lines(lines)
    case .polygon(let rings): return Geometry.areas([rings])
    case .multiPolygon(let polygons): return Geometry.areas(polygons)
    }
  }

  private static func lines(_ lines: [[Coordinate]]) -> Geometry? {
    let cut = lines.flatMap { AntimeridianCut.line($0) }.filter { $0.count > 1 }
    switch cut.count {
    case 0: return nil
    case 1: return .lineString(cut[0])
    default: return .multiLineString(cut)
    }
  }

  private static func areas(_ polygons: [[[Coordinate]]]) -> Geometry? {
    let cut = polygons.flatMap { AntimeridianCut.polygon($0) }
    switch cut.count {
    case 0: return nil
    case 1: return .polygon(cut[0])
    default: return .multiPolygon(cut)
    }
  }
}

/// Cuts lines and areas where they cross ±180°.
enum AntimeridianCut {
  /// A vertex whose longitude runs on beyond ±180°.
  struct Vertex: Equatable {
    var x: Double
    var y: Double
  }

  static func line(_ line: [Coordinate]) -> [[Coordinate]] {
    let vertices = unrolled(line)
    guard let first = vertices.first else { return [] }
    var pieces: [[Coordinate]] = []
    var piece = [first]
    var sheet = self.sheet(of: first, towards: vertices.count > 1 ? vertices[1] : first)
    for (from, to) in zip(vertices, vertices.dropFirst()) {
      while let edge = edge(of: sheet, from: from.x, to: to.x) {
        let y = from.y + (to.y - from.y) * (edge - from.x) / (to.x - from.x)
        if piece.last != Vertex(x: edge, y: y) { piece.append(Vertex(x: edge, y: y)) }
        pieces.append(coordinates(piece, sheet: sheet))
        sheet += to.x > from.x ? 1 : -1
        piece = [Vertex(x: edge, y: y)]
      }
      if piece.last != to { piece.append(to) }
    }
    pieces.append(coordinates(piece, sheet: sheet))
    return pieces
  }

  /// The polygons that a polygon falls into, each with its exterior ring first.
  static func polygon(_ rings: [[Coordinate]]) -> [[[Coordinate]]] {
    var shapes = rings.map(closed).filter { $0.count >= 4 && area($0) != 0 }
    guard !shapes.isEmpty, shapes[0] == closed(rings[0]) else { return [] }
    for index in shapes.indices where (area(shapes[index]) > 0) != (index == 0) { shapes[index].reverse() }
    // Holes belong where the exterior is: on the same turn of the globe.
    let middle = (shapes[0].map(\.x).min()! + shapes[0].map(\.x).max()!) / 2
    for index in shapes.indices.dropFirst() {
      let own = (shapes[index].map(\.x).min()! + shapes[index].map(\.x).max()!) / 2
      let turns = ((middle - own) / 360).rounded()
      if turns != 0 { shapes[index] = shapes[index].map { Vertex(x: $0.x + turns * 360, y: $0.y) } }
    }
    let west = shapes[0].map(\.x).min()!
    let east = shapes[0].map(\.x).max()!
    var result: [[[Coordinate]]] = []
    for sheet in Int(((west + 180) / 360).rounded(.down))...Int(((east - 180) / 360).rounded(.up)) {
      let low = Double(sheet) * 360 - 180
      var parts = [shapes]
      if west < low { parts = parts.flatMap { cut($0, at: low, keepEast: true) } }
      if east > low + 360 { parts = parts.flatMap { cut($0, at: low + 360, keepEast: false) } }
      result += parts.map { $0.map { coordinates($0, sheet: sheet) } }
    }
    return result
  }

  /// What of a polygon lies on one side of a meridian; the exterior is counter-clockwise, holes clockwise.
  ///
  /// The rings' stretches on that side run from the meridian to the meridian. Sorted by latitude, their ends pair off:
  /// between the first and second, the third and fourth … the meridian lies inside of the polygon. Joined there they
  /// close to the rings of the parts.
  private static func cut(_ rings: [[Vertex]], at meridian: Double, keepEast: Bool) -> [[[Vertex]]] {
    func depth(_ vertex: Vertex) -> Double { keepEast ? vertex.x - meridian : meridian - vertex.x }
    var stretches: [[Vertex]] = []
    var whole: [[Vertex]] = []
    for ring in rings {
      let inside = ring.map { depth($0) > 0 }
      guard inside.contains(true) else { continue }
      guard let start = inside.dropLast().firstIndex(of: false) else {
        whole.append(ring)
        continue
      }
      var stretch: [Vertex] = []
      let count = ring.count - 1
      for step in 0..<count {
        let at = (start + step) % count
        let (from, to) = (ring[at], ring[at + 1])
        if (depth(from) > 0) != (depth(to) > 0) {
          let crossing = Vertex(
            x: meridian, y: from.y + (to.y - from.y) * (meridian - from.x) / (to.x - from.x))
          if stretch.last != crossing { stretch.append(crossing) }
          if depth(to) <= 0 {
            stretches.append(stretch)
            stretch = []
          }
        }
        if depth(to) > 0 { stretch.append(to) }
      }
    }
    var ends: [(y: Double, stretch: Int, isStart: Bool)] = []
    for (index, stretch) in stretches.enumerated() {
      ends.append((stretch[0].y, index, true))
      ends.append((stretch[stretch.count - 1].y, index, false))
    }
    ends.sort { ($0.y, $0.stretch, $0.isStart ? 0 : 1) < ($1.y, $1.stretch, $1.isStart ? 0 : 1) }
    var following: [Int: Int] = [:]
    for pair in stride(from: 0, to: ends.count - 1, by: 2) {
      let (a, b) = (ends[pair], ends[pair + 1])
      if a.isStart != b.isStart {
        following[a.isStart ? b.stretch : a.stretch] = a.isStart ? a.stretch : b.stretch
      }
    }
    var exteriors: [[Vertex]] = []
    var used = Set<Int>()
    for first in stretches.indices where !used.contains(first) {
      var ring: [Vertex] = []
      var at: Int? = first
      while let index = at, used.insert(index).inserted {
        ring += stretches[index]
        at = following[index]
      }
      ring.append(ring[0])
      if ring.count >= 4, area(ring) > 0 { exteriors.append(ring) }
    }
    exteriors += whole.filter { area($0) > 0 }
    var parts = exteriors.map { [$0] }
    for hole in whole where area(hole) < 0 {
      if let owner = exteriors.firstIndex(where: { contains($0, hole[0]) }) { parts[owner].append(hole) }
    }
    return parts
  }

  // MARK: The plane in which longitude runs on

  /// Longitudes without jumps: each is within 180° of the one before.
  private static func unrolled(_ line: [Coordinate]) -> [Vertex] {
    var turns = 0.0
    var previous: Double?
    return line.map { coordinate in
      if let previous {
        if coordinate.longitude - previous > 180 { turns -= 360 }
        if previous - coordinate.longitude > 180 { turns += 360 }
      }
      previous = coordinate.longitude
      return Vertex(x: coordinate.longitude + turns, y: coordinate.latitude)
    }
  }

  /// A ring as one closed curve; one that goes around a pole is led over it.
  private static func closed(_ ring: [Coordinate]) -> [Vertex] {
    guard let first = ring.first else { return [] }
    var vertices = unrolled(ring.last == first ? ring : ring + [first])
    let last = vertices[vertices.count - 1]
    if abs(last.x - vertices[0].x) > 180 {
      let pole = vertices.reduce(0) { $0 + $1.y } < 0 ? -90.0 : 90.0
      vertices += [Vertex(x: last.x, y: pole), Vertex(x: vertices[0].x, y: pole), vertices[0]]
    }
    return vertices
  }

  /// Twice the signed area; positive for counter-clockwise.
  private static func area(_ ring: [Vertex]) -> Double {
    // Relative to the first vertex, so that small rings far from the origin keep their sign.
    guard let origin = ring.first else { return 0 }
    return zip(ring, ring.dropFirst()).reduce(0) {
      $0 + ($1.0.x - origin.x) * ($1.1.y - origin.y) - ($1.1.x - origin.x) * ($1.0.y - origin.y)
    }
  }

  private static func contains(_ ring: [Vertex], _ point: Vertex) -> Bool {
    var inside = false
    for (a, b) in zip(ring, ring.dropFirst()) where (a.y > point.y) != (b.y > point.y) {
      if point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x { inside.toggle() }
    }
    return inside
  }

  /// Which turn of the globe a vertex is on; on an edge, the one that the line goes into.
  private static func sheet(of vertex: Vertex, towards next: Vertex) -> Int {
    let turn = (vertex.x + 180) / 360
    let whole = turn.rounded(.down)
    if turn == whole, next.x < vertex.x || (next.x == vertex.x && vertex.x > 0) { return Int(whole) - 1 }
    return Int(whole)
  }

  /// The edge of a sheet that a step crosses, if any.
  private static func edge(of sheet: Int, from: Double, to: Double) -> Double? {
    let low = Double(sheet) * 360 - 180
    if to < low { return low }
    if to > low + 360 { return low + 360 }
    return nil
  }

  private static func coordinates(_ vertices: [Vertex], sheet: Int) -> [Coordinate] {
    vertices.map { vertex in
      let longitude = min(180, max(-180, vertex.x - Double(sheet) * 360))
      return Coordinate(wrapping: longitude, clamping: vertex.y)
    }
  }
}
