package import Basemap

/// Areas that share corners, cut into arcs that are each there once: between two junctions runs one arc, with one face on
/// its left and one on its right.
package struct Topology {
  package struct Arc: Sendable {
    package var points: [GridPoint]
    /// As one walks along it; nil where there is none (the sea, or what nobody has).
    package var left: Int?
    package var right: Int?
    /// No outline but where the flat map is cut: along ±180° or at the south pole.
    package var isSeam: Bool
    package var bounds: GridBounds
  }

  /// In an order that depends on nothing but the faces.
  package private(set) var arcs: [Arc] = []
  private var arcsOfFace: [[Int]]

  private struct Side {
    var a: GridPoint
    var b: GridPoint
    /// The face on the left where the ring goes from a to b.
    var face: Int
    var isForward: Bool
  }

  private struct Link {
    var from: GridPoint
    var to: GridPoint
    var left: Int?
    var right: Int?
    var segment: Int
    var isSeam: Bool
  }

  /// - Parameter faces: The rings of each; neighbours have the same corners, exteriors are counter-clockwise.
  package init(_ faces: [[LayerRecord.Ring]]) {
    arcsOfFace = Array(repeating: [], count: faces.count)
    var sides: [Side] = []
    for (face, rings) in faces.enumerated() {
      for ring in rings {
        for (a, b) in zip(ring.points, ring.points.dropFirst()) {
          sides.append(
            a < b
              ? Side(a: a, b: b, face: face, isForward: true) : Side(a: b, b: a, face: face, isForward: false)
          )
        }
      }
    }
    sides.sort { ($0.a, $0.b, $0.face) < ($1.a, $1.b, $1.face) }
    let links = Topology.links(sides)
    var walker = Walker(links)
    arcs = walker.arcs()
    for (index, arc) in arcs.enumerated() {
      for face in [arc.left, arc.right] { if let face { arcsOfFace[face].append(index) } }
    }
  }

  /// Both ways along each segment that has different faces on its sides, by where they start.
  private static func links(_ sides: [Side]) -> [Link] {
    var links: [Link] = []
    var index = 0
    var segment = 0
    while index < sides.count {
      let (a, b) = (sides[index].a, sides[index].b)
      var (left, right): (Int?, Int?)
      while index < sides.count, sides[index].a == a, sides[index].b == b {
        if sides[index].isForward { left = sides[index].face } else { right = sides[index].face }
        index += 1
      }
      // With one face on both sides it is a slit, no outline.
      if left == right { continue }
      let isSeam =
        (abs(a.longitude) == 180_000_000 && a.longitude == b.longitude)
        || (a.latitude <= -90_000_000 && b.latitude <= -90_000_000)
      links.append(Link(from: a, to: b, left: left, right: right, segment: segment, isSeam: isSeam))
      links.append(Link(from: b, to: a, left: right, right: left, segment: segment, isSeam: isSeam))
      segment += 1
    }
    links.sort { ($0.from, $0.to) < ($1.from, $1.to) }
    return links
  }

  /// Follows links from junction to junction.
  private struct Walker {
    let links: [Link]
    /// The first link of each point, and one more.
    var starts: [Int] = []
    /// For each link the index in `starts` of where it leads.
    var heads: [Int] = []
    var isUsed: [Bool]

    init(_ links: [Link]) {
      self.links = links
      isUsed = Array(repeating: false, count: links.count / 2)
      for index in links.indices where index == 0 || links[index].from != links[index - 1].from {
        starts.append(index)
      }
      let points = starts.map { links[$0].from }
      starts.append(links.count)
      heads = links.map { link in
        var (low, high) = (0, points.count)
        while low < high {
          let middle = (low + high) / 2
          if points[middle] < link.to { low = middle + 1 } else { high = middle }
        }
        return low
      }
    }

    func isJunction(_ point: Int) -> Bool {
      guard starts[point + 1] - starts[point] == 2 else { return true }
      let (one, two) = (links[starts[point]], links[starts[point] + 1])
      return one.left != two.right || one.right != two.left || one.isSeam != two.isSeam
    }

    mutating func arcs() -> [Arc] {
      var arcs: [Arc] = []
      // Closed lines without a junction come last.
      for isSecondRound in [false, true] {
        for point in 0..<max(0, starts.count - 1) where isSecondRound || isJunction(point) {
          for link in starts[point]..<starts[point + 1] where !isUsed[links[link].segment] {
            arcs.append(walk(from: link, start: point))
          }
        }
      }
      return arcs
    }

    private mutating func walk(from first: Int, start: Int) -> Arc {
      var points = [links[first].from]
      var link = first
      while true {
        isUsed[links[link].segment] = true
        points.append(links[link].to)
        let head = heads[link]
        if head == start || isJunction(head) { break }
        // The one of the two that does not lead back.
        let onward = starts[head]
        link = links[onward].segment == links[link].segment ? onward + 1 : onward
      }
      let start = links[first]
      return Arc(
        points: points, left: start.left, right: start.right, isSeam: start.isSeam, bounds: GridBounds(points)
      )
    }
  }
}

// MARK: - Areas of faces

extension Topology {
  package typealias Ring = [BasemapBuilder.Reference]

  /// The union of faces as polygons of arcs: `[exterior, hole, …]`, the largest first.
  package func polygons(of faces: [Int]) -> [[Ring]] {
    let inside = Set(faces)
    func holds(_ face: Int?) -> Bool { face.map(inside.contains) ?? false }
    // The union lies on the left of each of them.
    var ways: [GridPoint: [(reference: BasemapBuilder.Reference, end: GridPoint)]] = [:]
    var starts: [GridPoint] = []
    for index in Set(faces.flatMap { arcsOfFace[$0] }).sorted() {
      let arc = arcs[index]
      let (left, right) = (holds(arc.left), holds(arc.right))
      guard left != right, let first = arc.points.first, let last = arc.points.last else { continue }
      let (start, end) = right ? (last, first) : (first, last)
      if ways[start] == nil { starts.append(start) }
      ways[start, default: []].append((BasemapBuilder.Reference(index, isReversed: right), end))
    }
    var rings: [Ring] = []
    for start in starts.sorted() {
      while ways[start]?.isEmpty == false {
        var ring: Ring = []
        var at = start
        while let way = ways[at]?.first {
          ways[at]?.removeFirst()
          ring.append(way.reference)
          at = way.end
          if at == start { break }
        }
        if at == start { rings.append(ring) }
      }
    }
    return grouped(rings)
  }

  /// The corners of a ring, the first again at its end.
  package func points(of ring: Ring) -> [GridPoint] {
    var points: [GridPoint] = []
    for reference in ring {
      let part = arcs[reference.arc].points
      let way = reference.isReversed ? part.reversed() : part
      points += points.isEmpty ? way[...] : way.dropFirst()
    }
    return points
  }

  private func grouped(_ rings: [Ring]) -> [[Ring]] {
    var outer: [(ring: Ring, points: [GridPoint], area: Double, bounds: GridBounds)] = []
    var holes: [(ring: Ring, points: [GridPoint])] = []
    for ring in rings {
      let points = points(of: ring)
      let area = Outline.signedArea(points)
      if area > 0 {
        outer.append((ring, points, area, GridBounds(points)))
      } else {
        holes.append((ring, points))
      }
    }
    outer.sort { ($1.area, $0.points[0]) < ($0.area, $1.points[0]) }
    var polygons = outer.map { [$0.ring] }
    for hole in holes where hole.points.count > 1 {
      // The middle of a side is on no corner of the exterior; the smallest exterior that holds it owns the hole.
      let (a, b) = (hole.points[0], hole.points[1])
      let probe = GridPoint(
        longitude: (a.longitude + b.longitude) / 2, latitude: (a.latitude + b.latitude) / 2)
      let owner = outer.indices.last { index in
        outer[index].bounds.contains(probe) && Outline.contains(outer[index].points, probe)
      }
      if let owner { polygons[owner].append(hole.ring) }
    }
    return polygons
  }
}
