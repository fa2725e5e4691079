internal import Basemap
internal import GeoTypes

extension BasemapAssembly {
  /// A larger "lake" that no land is around is a sea to Natural Earth's countries (the Caspian).
  private static let largestLake = 100_000.0

  mutating func addLakes(_ layer: SourceLayer, _ found: NaturalEarthFolder.Found) {
    let known = base.features(in: .lake, intersecting: .world, level: .fine).filter { !$0.name.isEmpty }
      .compactMap { feature in
        feature.labelPoint.flatMap { GridPoint(degreesEast: $0.longitude, north: $0.latitude) }
          .map { (point: $0, name: feature.name) }
      }
    var count = 0
    for record in layer.records {
      for rings in BasemapAssembly.polygons(record.rings) {
        let area = Outline.squareKilometres(rings[0])
        if area > BasemapAssembly.largestLake { continue }
        let bounds = GridBounds(rings[0])
        let name =
          known.first { bounds.contains($0.point) && Outline.contains(rings[0], $0.point) }?.name
          ?? record.value(found.layer.names) ?? ""
        let label = BasemapBuilder.Label(
          name: name, rank: BasemapAssembly.rank(squareKilometres: area),
          point: LabelPoint.of(rings.map { Outline.simplified($0, tolerance: 0.01) }))
        count += 1
        for level in Detail.allCases where area >= BasemapAssembly.smallest[Int(level.rawValue)] {
          let stored = rings.map { ring in
            builder.addLine(BasemapAssembly.generalised(ring, level), level: Int(level.rawValue))
              .map { BasemapBuilder.Reference($0) }
          }
          guard !stored[0].isEmpty else { continue }
          builder.add(.lake, level, .polygons([stored.filter { !$0.isEmpty }]), bounds, label)
        }
      }
    }
    note(layer.path, "\(layer.records.count) features, \(count) lakes")
  }

  /// The least important river by level that is there.
  private static let lowestRiver = [3, 5, 9]

  mutating func addRivers(_ layer: SourceLayer, _ found: NaturalEarthFolder.Found) {
    for record in layer.records where !record.lines.isEmpty {
      let scaleRank = record.value(found.layer.rank).flatMap { Int($0) } ?? 6
      let label = BasemapBuilder.Label(
        name: record.value(found.layer.names) ?? "", rank: min(max(scaleRank, 1), 9))
      for level in Detail.allCases where label.rank <= BasemapAssembly.lowestRiver[Int(level.rawValue)] {
        let pieces = record.lines.flatMap {
          builder.addLine(BasemapAssembly.generalised($0, level), level: Int(level.rawValue))
        }
        guard !pieces.isEmpty else { continue }
        builder.add(
          .river, level, .lines(pieces.map { [.init($0)] }), GridBounds(record.lines.joined()), label)
      }
    }
    note(layer.path, "\(layer.records.count) features, rivers")
  }

  /// Rings as polygons, each hole with the smallest exterior around it; the largest first.
  private static func polygons(_ rings: [LayerRecord.Ring]) -> [[[GridPoint]]] {
    var polygons = rings.filter { !$0.isHole }.map { [$0.points] }
    polygons.sort { Outline.signedArea($0[0]) > Outline.signedArea($1[0]) }
    for hole in rings where hole.isHole {
      if let owner = polygons.lastIndex(where: { Outline.contains($0[0], hole.points[0]) }) {
        polygons[owner].append(hole.points)
      }
    }
    return polygons
  }
}
