internal import Projections

/// Which area each cell of the map belongs to, to find room for names of areas and seas; and where lines run.
struct AreaGrid {
  static let cell = 6.0
  let frame: Rect
  let columns: Int
  let rows: Int
  /// 0 for none.
  private var owners: [UInt16]
  private var ink: [Bool]
  /// By owner, once `measure` was called.
  private var measures: [Measure] = []

  /// An owner's cells: how many, and the columns and rows between which they lie.
  private struct Measure {
    var count = 0
    var left = Int.max
    var right = -1
    var top = Int.max
    var bottom = -1
  }

  init(frame: Rect) {
    self.frame = frame
    columns = Swift.max(1, Int(frame.width / AreaGrid.cell))
    rows = Swift.max(1, Int(frame.height / AreaGrid.cell))
    owners = Array(repeating: 0, count: columns * rows)
    ink = Array(repeating: false, count: columns * rows)
  }

  /// Gives the cells whose centre lies in the rings (even-odd) to `owner`.
  mutating func fill(_ rings: [[ProjectedPoint]], owner: UInt16) {
    var low = Double.infinity
    var high = -Double.infinity
    for ring in rings {
      for point in ring {
        low = Swift.min(low, point.y)
        high = Swift.max(high, point.y)
      }
    }
    guard low <= high else { return }
    let firstRow = Swift.max(0, Int((low - frame.y) / AreaGrid.cell) - 1)
    let lastRow = Swift.min(rows - 1, Int((high - frame.y) / AreaGrid.cell) + 1)
    guard firstRow <= lastRow else { return }
    var crossings: [Double] = []
    for row in firstRow...lastRow {
      let y = frame.y + (Double(row) + 0.5) * AreaGrid.cell
      crossings.removeAll(keepingCapacity: true)
      for ring in rings {
        guard var previous = ring.last else { continue }
        for point in ring {
          if (previous.y > y) != (point.y > y) {
            crossings.append(previous.x + (point.x - previous.x) * (y - previous.y) / (point.y - previous.y))
          }
          previous = point
        }
      }
      crossings.sort()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        let first = Swift.max(0, Int(((crossings[pair] - frame.x) / AreaGrid.cell + 0.5).rounded(.down)))
        let end = Swift.min(
          columns, Int(((crossings[pair + 1] - frame.x) / AreaGrid.cell + 0.5).rounded(.down)))
        if first < end {
          for column in first..<end { owners[row * columns + column] = owner }
        }
      }
    }
  }

  /// Takes from an owner the cells that in a grid of the same frame belong to one of those that `isForeign` tells.
  mutating func withdraw(_ owner: UInt16, where isForeign: (UInt16) -> Bool, in other: AreaGrid) {
    for index in owners.indices where owners[index] == owner && isForeign(other.owners[index]) {
      owners[index] = 0
    }
  }

  /// Which owners of a grid of the same frame an owner's cells belong to, and how many cells to each.
  func overlaps(of owner: UInt16, with other: AreaGrid) -> [UInt16: Int] {
    var counts: [UInt16: Int] = [:]
    for index in owners.indices where owners[index] == owner { counts[other.owners[index], default: 0] += 1 }
    return counts
  }

  /// The share of a rectangle's cells whose owner fulfils a condition; 0 outside the frame.
  func share(of rect: Rect, where condition: (UInt16) -> Bool) -> Double {
    var (total, fulfilled) = (0, 0)
    forEachCell(in: rect) { index in
      total += 1
      if condition(owners[index]) { fulfilled += 1 }
    }
    return total == 0 ? 0 : Double(fulfilled) / Double(total)
  }

  /// Counts every owner's cells; to be called when all areas are filled in.
  mutating func measure() {
    measures = Array(repeating: Measure(), count: Int(owners.max() ?? 0) + 1)
    for row in 0..<rows {
      for column in 0..<columns {
        let owner = Int(owners[row * columns + column])
        measures[owner].count += 1
        measures[owner].left = Swift.min(measures[owner].left, column)
        measures[owner].right = Swift.max(measures[owner].right, column)
        measures[owner].top = Swift.min(measures[owner].top, row)
        measures[owner].bottom = row
      }
    }
  }

  private func measure(of owner: UInt16) -> Measure {
    measures.indices.contains(Int(owner)) ? measures[Int(owner)] : Measure()
  }

  /// Notes that a line is drawn through these points.
  mutating func draw(_ line: [ProjectedPoint]) {
    for index in line.indices.dropFirst() {
      let (start, end) = (line[index - 1], line[index])
      let steps = Swift.max(
        1, Int(Swift.max(abs(end.x - start.x), abs(end.y - start.y)) / (AreaGrid.cell / 2)))
      for step in 0...steps {
        let share = Double(step) / Double(steps)
        let x = start.x + (end.x - start.x) * share
        let y = start.y + (end.y - start.y) * share
        if let cell = self.index(x, y) { ink[cell] = true }
      }
    }
  }

  /// The share of a rectangle's cells that lines run through.
  func ink(in rect: Rect) -> Double {
    var total = 0
    var covered = 0
    forEachCell(in: rect) { index in
      total += 1
      if ink[index] { covered += 1 }
    }
    return total == 0 ? 0 : Double(covered) / Double(total)
  }

  /// Whether every cell that a rectangle touches belongs to `owner`.
  func isAll(_ owner: UInt16, in rect: Rect) -> Bool {
    var all = true
    forEachCell(in: rect) { if owners[$0] != owner { all = false } }
    return all
  }

  /// Centres for a text of a size inside an area, those first that keep farthest from its edge and are nearest its
  /// middle; at most `limit`, spread out. With `overSea` the text's ends may hang over open water.
  func room(
    for owner: UInt16, width: Double, height: Double, limit: Int, overSea: Bool = false
  ) -> [ProjectedPoint] {
    let measure = measure(of: owner)
    let halfWidth = Int((width / 2 / AreaGrid.cell).rounded(.up))
    let halfHeight = Int((height / 2 / AreaGrid.cell).rounded(.up))
    guard measure.count > 0, columns > 2 * halfWidth, rows > 2 * halfHeight else { return [] }
    // Prefix sums of the cells that are not the owner's, so that a rectangle is asked in constant time; only
    // where the text and the free room around it can reach.
    let margin = overSea ? Swift.max(halfWidth, halfHeight) + 6 : 6
    let left = Swift.max(0, measure.left - margin)
    let right = Swift.min(columns, measure.right + 1 + margin)
    let top = Swift.max(0, measure.top - margin)
    let bottom = Swift.min(rows, measure.bottom + 1 + margin)
    let stride = right - left + 1
    var sums = [Int32](repeating: 0, count: stride * (bottom - top + 1))
    var (sumX, sumY, count) = (0.0, 0.0, 0.0)
    for row in top..<bottom {
      var running: Int32 = 0
      for column in left..<right {
        let cell = owners[row * columns + column]
        if cell == owner {
          sumX += Double(column)
          sumY += Double(row)
          count += 1
        } else if !overSea || cell != 0 {
          running += 1
        }
        let index = (row - top + 1) * stride + column - left + 1
        sums[index] = sums[index - stride] + running
      }
    }
    func foreign(_ west: Int, _ north: Int, _ east: Int, _ south: Int) -> Int32 {
      sums[(south - top) * stride + east - left] - sums[(north - top) * stride + east - left]
        - sums[(south - top) * stride + west - left] + sums[(north - top) * stride + west - left]
    }
    let (middleX, middleY) = (sumX / count, sumY / count)
    var spots: [(score: Double, column: Int, row: Int)] = []
    for row in Swift.stride(from: top + halfHeight, to: bottom - halfHeight, by: 2) {
      for column in Swift.stride(from: left + halfWidth, to: right - halfWidth, by: 2) {
        let (x, y) = (Double(column) - middleX, Double(row) - middleY)
        // A name beside far islands would not be the mainland's (three times the radius of a disc of that area).
        if overSea {
          let reach = 3 * (count / .pi).squareRoot() + Double(halfWidth)
          if owners[row * columns + column] != owner || x * x + y * y > reach * reach { continue }
        }
        func isFree(_ more: Int) -> Bool {
          let (west, east) = (column - halfWidth - more, column + halfWidth + more)
          let (north, south) = (row - halfHeight - more, row + halfHeight + more)
          return west >= left && east <= right && north >= top && south <= bottom
            && foreign(west, north, east, south) == 0
        }
        guard isFree(0) else { continue }
        // Free room beyond the text, up to six cells.
        var room = 0
        while room < 6, isFree(room + 1) { room += 1 }
        let away = (x * x + y * y).squareRoot() / Double(columns + rows)
        spots.append((Double(room) / 6 - 2.5 * away, column, row))
      }
    }
    spots.sort { ($1.score, $0.row, $0.column) < ($0.score, $1.row, $1.column) }
    var chosen: [(column: Int, row: Int)] = []
    for spot in spots {
      if chosen.count == limit { break }
      let apart = chosen.allSatisfy { abs($0.column - spot.column) + abs($0.row - spot.row) >= 4 }
      if apart { chosen.append((spot.column, spot.row)) }
    }
    return chosen.map { center($0.column, $0.row) }
  }

  /// How much of the map an owner has, in cells.
  func size(of owner: UInt16) -> Int { measure(of: owner).count }

  /// The rectangle around an owner's cells; nil for none.
  func bounds(of owner: UInt16) -> Rect? {
    let measure = measure(of: owner)
    guard measure.count > 0 else { return nil }
    return Rect(
      x: frame.x + Double(measure.left) * AreaGrid.cell, y: frame.y + Double(measure.top) * AreaGrid.cell,
      width: Double(measure.right - measure.left + 1) * AreaGrid.cell,
      height: Double(measure.bottom - measure.top + 1) * AreaGrid.cell)
  }

  /// Who owns the cell at a point; nil outside the frame.
  func owner(at point: ProjectedPoint) -> UInt16? { index(point.x, point.y).map { owners[$0] } }

  private func center(_ column: Int, _ row: Int) -> ProjectedPoint {
    ProjectedPoint(x: frame.x + Double(column) * AreaGrid.cell, y: frame.y + Double(row) * AreaGrid.cell)
  }

  private func index(_ x: Double, _ y: Double) -> Int? {
    let column = Int(((x - frame.x) / AreaGrid.cell).rounded(.down))
    let row = Int(((y - frame.y) / AreaGrid.cell).rounded(.down))
    guard column >= 0, column < columns, row >= 0, row < rows else { return nil }
    return row * columns + column
  }

  private func forEachCell(in rect: Rect, _ body: (Int) -> Void) {
    let left = Swift.max(0, Int((rect.x - frame.x) / AreaGrid.cell))
    let right = Swift.min(columns, Int(((rect.maxX - frame.x) / AreaGrid.cell).rounded(.up)))
    let top = Swift.max(0, Int((rect.y - frame.y) / AreaGrid.cell))
    let bottom = Swift.min(rows, Int(((rect.maxY - frame.y) / AreaGrid.cell).rounded(.up)))
    guard left < right, top < bottom else { return }
    for row in top..<bottom {
      for column in left..<right { body(row * columns + column) }
    }
  }
}
