internal import Basemap

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Says whether a point is near any of some lines.
struct LineIndex {
  private struct Cell: Hashable {
    var row: Int
    var column: Int
  }

  /// Degrees of latitude.
  private let reach: Double
  private var cells: [Cell: [GridPoint]] = [:]

  /// The lines are laid down as points a half of `reach` apart.
  init(_ lines: [[GridPoint]], reach: Double) {
    self.reach = reach
    for line in lines {
      if let first = line.first { add(first) }
      for (a, b) in zip(line, line.dropFirst()) {
        let steps = max(1, Int((Outline.distance(a, b) / (reach / 2)).rounded(.up)))
        for step in 1...steps {
          let share = Double(step) / Double(steps)
          let x = a.x + (b.x - a.x) * share
          if let point = GridPoint(degreesEast: x, north: a.y + (b.y - a.y) * share) { add(point) }
        }
      }
    }
  }

  private mutating func add(_ point: GridPoint) {
    cells[cell(point, row: row(point)), default: []].append(point)
  }

  private func row(_ point: GridPoint) -> Int { Int((point.y / reach).rounded(.down)) }

  /// Columns are as wide as rows are high.
  private func cell(_ point: GridPoint, row: Int) -> Cell {
    let scale = cos(Double(row) * reach * .pi / 180)
    return Cell(row: row, column: Int((point.x * scale / reach).rounded(.down)))
  }

  func isNear(_ point: GridPoint) -> Bool {
    let middle = row(point)
    for row in middle - 1...middle + 1 {
      let cell = cell(point, row: row)
      for column in cell.column - 1...cell.column + 1 {
        for other in cells[Cell(row: row, column: column)] ?? []
        where Outline.distance(point, other) <= reach { return true }
      }
    }
    return false
  }

  /// The stretches of a line whose segments are not near at both ends; all of it, as it is,
  /// where nothing is.
  func free(of line: [GridPoint]) -> [[GridPoint]] {
    if cells.isEmpty { return [line] }
    let near = line.map(isNear)
    var stretches: [[GridPoint]] = []
    var open: [GridPoint] = []
    for index in line.indices.dropFirst() {
      if near[index - 1], near[index] {
        if open.count > 1 { stretches.append(open) }
        open = []
      } else {
        if open.isEmpty { open = [line[index - 1]] }
        open.append(line[index])
      }
    }
    if open.count > 1 { stretches.append(open) }
    return stretches
  }
}
