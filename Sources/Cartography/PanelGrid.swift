/// Where the panels of a map stand: rows of as many as keep their names legible.
struct PanelGrid {
  let count: Int
  let left: Double
  let top: Double
  let width: Double

  /// Pixels; narrower panels would hold no names.
  private static let leastWidth = 230.0
  private static let gap = 14.0
  /// Above a panel, for the day that it shows.
  static let headingHeight = 24.0

  var columns: Int {
    let fitting = Int((width + PanelGrid.gap) / (PanelGrid.leastWidth + PanelGrid.gap))
    return Swift.max(1, Swift.min(count, fitting))
  }

  var panelWidth: Double {
    ((width - Double(columns - 1) * PanelGrid.gap) / Double(columns) * 10).rounded(.down) / 10
  }

  func left(of index: Int) -> Double { left + Double(index % columns) * (panelWidth + PanelGrid.gap) }

  /// The top of a panel's frame; all are of one height, that of the one before.
  func top(of index: Int, above previous: ComposedMap.Panel?) -> Double {
    guard count > 1 else { return top }
    let height = previous.map { $0.projector.frame.height } ?? 0
    let row = Double(index / columns)
    return top + PanelGrid.headingHeight + row * (height + PanelGrid.headingHeight + 10)
  }
}
