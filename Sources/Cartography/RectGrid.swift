/// Which of many rectangles are near one: a grid of square cells that knows who reaches into each.
struct RectGrid {
  private static let cell = 40.0

  private let frame: Rect
  private let columns: Int
  private let rows: Int
  private var members: [[Int32]]

  init(frame: Rect) {
    self.frame = frame
    columns = Swift.max(1, Int((frame.width / RectGrid.cell).rounded(.up)))
    rows = Swift.max(1, Int((frame.height / RectGrid.cell).rounded(.up)))
    members = Array(repeating: [], count: columns * rows)
  }

  mutating func insert(_ index: Int, _ rect: Rect) {
    for cell in cells(of: rect) { members[cell].append(Int32(index)) }
  }

  mutating func remove(_ index: Int, _ rect: Rect) {
    for cell in cells(of: rect) {
      if let place = members[cell].firstIndex(of: Int32(index)) { members[cell].swapRemove(at: place) }
    }
  }

  /// Whether any rectangle that may meet `rect` fulfils a condition; one may be asked several times.
  func contains(near rect: Rect, where condition: (Int) -> Bool) -> Bool {
    for cell in cells(of: rect) where members[cell].contains(where: { condition(Int($0)) }) { return true }
    return false
  }

  /// The rectangles that may meet `rect`, each once, in the order of their numbers.
  func indices(near rect: Rect) -> [Int] {
    var found: [Int32] = []
    for cell in cells(of: rect) { found += members[cell] }
    found.sort()
    return found.indices.filter { $0 == 0 || found[$0] != found[$0 - 1] }.map { Int(found[$0]) }
  }

  /// What lies outside of the frame counts with the cells along its edge.
  private func cells(of rect: Rect) -> Cells {
    let (left, top) = (column(rect.x), row(rect.y))
    return Cells(
      columns: left...column(rect.maxX), rows: top...row(rect.maxY), stride: columns, column: left, row: top)
  }

  private struct Cells: Sequence, IteratorProtocol {
    let columns: ClosedRange<Int>
    let rows: ClosedRange<Int>
    let stride: Int
    var column: Int
    var row: Int

    mutating func next() -> Int? {
      guard row <= rows.upperBound else { return nil }
      defer {
        column += 1
        if column > columns.upperBound {
          column = columns.lowerBound
          row += 1
        }
      }
      return row * stride + column
    }
  }

  private func column(_ x: Double) -> Int { RectGrid.place(x - frame.x, columns) }
  private func row(_ y: Double) -> Int { RectGrid.place(y - frame.y, rows) }

  private static func place(_ offset: Double, _ count: Int) -> Int {
    Int(Swift.max(0, Swift.min(Double(count - 1), (offset / cell).rounded(.down))))
  }
}

extension Array {
  /// Takes an element out without keeping the order.
  fileprivate mutating func swapRemove(at index: Int) {
    swapAt(index, count - 1)
    removeLast()
  }
}
