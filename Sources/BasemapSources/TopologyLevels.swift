internal import Basemap

/// The arcs of a topology stored at each level, once, for the areas and lines that share them.
struct TopologyLevels {
  let topology: Topology
  /// For each level the pieces of each arc.
  private var pieces: [[[Int]]] = []

  init(_ topology: Topology, _ builder: inout BasemapBuilder) {
    self.topology = topology
    for level in Detail.allCases {
      pieces.append(
        topology.arcs.map { arc in
          builder.addLine(BasemapAssembly.generalised(arc.points, level), level: Int(level.rawValue))
        })
    }
  }

  /// An arc as lines of a level; none where it shrank to a point.
  func lines(_ arc: Int, _ level: Detail) -> [[BasemapBuilder.Reference]] {
    pieces[Int(level.rawValue)][arc].map { [BasemapBuilder.Reference($0)] }
  }

  /// Polygons as they are stored at a level, with their bounds: without what is too small for it, but for the largest.
  func shape(
    _ polygons: [[Topology.Ring]], _ level: Detail
  ) -> (polygons: [[[BasemapBuilder.Reference]]], bounds: GridBounds) {
    var kept: [[[BasemapBuilder.Reference]]] = []
    var bounds = GridBounds()
    for (index, polygon) in polygons.enumerated() {
      let exterior = topology.points(of: polygon[0])
      if index > 0, Outline.squareKilometres(exterior) < BasemapAssembly.smallest[Int(level.rawValue)] {
        continue
      }
      let rings = polygon.map { references($0, level) }
      guard rings.first?.isEmpty == false else { continue }
      kept.append(rings.filter { !$0.isEmpty })
      bounds.add(GridBounds(exterior))
    }
    return (kept, bounds)
  }

  private func references(_ ring: Topology.Ring, _ level: Detail) -> [BasemapBuilder.Reference] {
    ring.flatMap { way in
      let stored = pieces[Int(level.rawValue)][way.arc]
      return (way.isReversed ? stored.reversed() : stored).map {
        BasemapBuilder.Reference($0, isReversed: way.isReversed)
      }
    }
  }
}
