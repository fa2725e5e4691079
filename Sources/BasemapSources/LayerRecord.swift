package import Basemap

/// One feature of a layer that was read: its outlines, and those of its attributes that were asked for.
package struct LayerRecord: Sendable {
  /// A closed line; equal points follow each other nowhere.
  package struct Ring: Sendable {
    /// The first point is the last one too. Exteriors go counter-clockwise, holes clockwise.
    package var points: [GridPoint]
    package var isHole: Bool
  }

  /// The areas, exteriors and holes in the file's order; empty for lines.
  package var rings: [Ring] = []
  /// Lines of two points at least; empty for areas.
  package var lines: [[GridPoint]] = []
  /// Column to value, white space at its end left out. A column that the layer lacks is not there.
  package var attributes: [String: String] = [:]

  /// The first of the columns that says something; Natural Earth writes `-99` for nothing.
  package func value(_ columns: [String]) -> String? {
    for column in columns {
      if let value = attributes[column], !value.isEmpty, value != "-99" { return value }
    }
    return nil
  }

  /// Adds a ring, turned the right way round; what encloses nothing is left out.
  mutating func add(ring points: [GridPoint], isHole: Bool) {
    var points = LayerRecord.distinct(points)
    if let first = points.first, points.last != first { points.append(first) }
    guard points.count >= 4 else { return }
    let area = Outline.signedArea(points)
    if area == 0 { return }
    if (area > 0) == isHole { points.reverse() }
    rings.append(Ring(points: points, isHole: isHole))
  }

  mutating func add(line points: [GridPoint]) {
    let points = LayerRecord.distinct(points)
    if points.count >= 2 { lines.append(points) }
  }

  private static func distinct(_ points: [GridPoint]) -> [GridPoint] {
    var kept: [GridPoint] = []
    kept.reserveCapacity(points.count)
    for point in points where kept.last != point { kept.append(point) }
    return kept
  }
}

/// The whole of a layer.
package struct SourceLayer: Sendable {
  package var path: String
  package var records: [LayerRecord]
}
