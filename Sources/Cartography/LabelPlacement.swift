internal import GazetteerIndex
internal import Projections

/// One way to set a label.
struct LabelPosition: Sendable {
  /// Where the text is anchored on its baseline.
  var anchor: ProjectedPoint
  var alignment: TextAlignment
  /// Degrees clockwise about the anchor.
  var rotation = 0.0
  /// What it covers: the text, in several rectangles where rotated or in several lines.
  var covers: [Rect]
  /// How much worse than the best position, 0…1.
  var penalty: Double
  /// A thin line from the symbol, where the label stands off.
  var leader: Leader?

  struct Leader: Sendable {
    var from: ProjectedPoint
    var to: ProjectedPoint

    var bounds: Rect {
      Rect(
        x: Swift.min(from.x, to.x), y: Swift.min(from.y, to.y), width: abs(from.x - to.x),
        height: abs(from.y - to.y))
    }

    func crosses(_ other: Leader) -> Bool {
      func side(_ a: ProjectedPoint, _ b: ProjectedPoint, _ c: ProjectedPoint) -> Double {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
      }
      return side(from, to, other.from) * side(from, to, other.to) < 0
        && side(other.from, other.to, from) * side(other.from, other.to, to) < 0
    }

    func crosses(_ rect: Rect) -> Bool {
      ClipBox(minX: rect.x, minY: rect.y, maxX: rect.maxX, maxY: rect.maxY).clip(line: [from, to]).isEmpty
        == false
    }
  }
}

enum TextAlignment: String, Sendable { case start, middle, end }

/// A name that wants to be on the map.
struct Label: Sendable {
  var lines: [String]
  var style: TextStyle
  /// Lost where the label is dropped; the larger, the earlier it is placed.
  var priority: Double
  var positions: [LabelPosition]
  /// What it names, where that is a place of the gazetteer.
  var place: PlaceID?
  /// The spot that it names; nil for areas and lines.
  var point: ProjectedPoint?
  /// The symbol that it belongs to, of an incident's spot.
  var symbol: Disc?
  /// Drawn only together with the label (a context town's dot), so that it is in nobody's way otherwise.
  var mark: Mark?
  /// Whether it names where an incident was: what is drawn over the symbols.
  var isOfIncident: Bool { priority >= 500 }
  /// The name for the log.
  var name: String { lines.joined(separator: " ") }

  struct Mark: Sendable {
    var center: ProjectedPoint
    var radius: Double
    var isCapital: Bool
  }
}

/// Places labels so that none overlaps another, a symbol or the frame.
///
/// Greedy by priority through each label's positions in Imhof's order, then improved by hill climbing with a
/// fixed seed (after Christensen, Marks and Shieber 1995): a label is set somewhere at random, those in its way
/// look for other room, and the change stays if the sum of what is dropped and displaced has become smaller.
struct LabelPlacement {
  private let labels: [Label]
  /// For each label and position, what it costs; nil where it touches a fixed obstacle or the frame.
  private let costs: [[Double?]]
  /// What each position of each label keeps within, mark and leader included: most pairs are far apart. Those of a
  /// label follow each other from its `firsts` on.
  private let bounds: [Rect]
  private let firsts: [Int]
  /// For each label, the index of its position; nil where dropped.
  private(set) var choice: [Int?]
  /// What is placed, by its bounds.
  private var placed: RectGrid

  /// - Parameters:
  ///   - horizon: The Earth's outline, where the map shows it: names keep within, but for incidents' without room there.
  ///   - ink: What a rectangle covers of lines better left legible, 0…1.
  init(
    _ labels: [Label], frame: Rect, horizon: Horizon? = nil, obstacles: [Rect], symbols: [Disc],
    ink: (Rect) -> Double
  ) {
    self.labels = labels
    let inner = frame.inset(by: 3)
    var symbolGrid = RectGrid(frame: frame)
    for (index, symbol) in symbols.enumerated() { symbolGrid.insert(index, symbol.bounds) }
    func isFree(_ rect: Rect) -> Bool {
      inner.contains(rect) && !obstacles.contains(where: rect.overlaps)
        && !symbolGrid.contains(near: rect) { symbols[$0].overlaps(rect) }
    }
    func isOnEarth(_ rect: Rect) -> Bool { horizon.map { $0.contains(rect.inset(by: -2)) } ?? true }
    /// Whether a name stands as near to another's symbol as to its own, and so may be read as the other's.
    func isDoubtful(_ rect: Rect, _ own: Disc) -> Bool {
      let reach = own.distance(to: rect) + 3
      return symbolGrid.contains(near: rect.inset(by: -reach)) {
        symbols[$0] != own && symbols[$0].distance(to: rect) < reach
      }
    }
    costs = labels.map { label in
      if let mark = label.mark, !isFree(mark.rect) { return label.positions.map { _ in nil } }
      return label.positions.map { position in
        guard position.covers.allSatisfy(isFree) else { return nil }
        if let leader = position.leader {
          guard !obstacles.contains(where: leader.crosses),
            !symbolGrid.contains(near: leader.bounds, where: { leader.crosses(symbols[$0].inner) })
          else { return nil }
        }
        var cost = position.penalty + 0.6 * position.covers.reduce(0) { Swift.max($0, ink($1)) }
        if !position.covers.allSatisfy(isOnEarth) {
          // Better beside the globe than nowhere, for an incident's.
          guard label.isOfIncident else { return nil }
          cost += 5
        }
        if position.leader == nil, let own = label.symbol,
          position.covers.contains(where: { isDoubtful($0, own) })
        {
          cost += 0.7
        }
        return cost
      }
    }
    var bounds: [Rect] = []
    var firsts: [Int] = []
    for label in labels {
      firsts.append(bounds.count)
      for position in label.positions { bounds.append(LabelPlacement.bounds(of: position, label.mark)) }
    }
    self.bounds = bounds
    self.firsts = firsts
    choice = Array(repeating: nil, count: labels.count)
    placed = RectGrid(frame: frame)
    placeGreedily()
    improve()
    rescue()
  }

  /// A pixel wider than what it holds, so that what touches is looked at.
  private static func bounds(of position: LabelPosition, _ mark: Label.Mark?) -> Rect {
    var corners = position.covers.flatMap { [($0.x, $0.y), ($0.maxX, $0.maxY)] }
    if let rect = mark?.rect { corners += [(rect.x, rect.y), (rect.maxX, rect.maxY)] }
    if let leader = position.leader {
      corners += [(leader.from.x, leader.from.y), (leader.to.x, leader.to.y)]
    }
    let (xs, ys) = (corners.map(\.0), corners.map(\.1))
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else {
      return Rect(x: 0, y: 0, width: 0, height: 0)
    }
    return Rect(x: left - 1, y: top - 1, width: right - left + 2, height: bottom - top + 2)
  }

  /// Dropped labels, most important first.
  var dropped: [Label] {
    labels.indices.filter { choice[$0] == nil }.sorted {
      (labels[$1].priority, $0) < (labels[$0].priority, $1)
    }.map { labels[$0] }
  }

  private mutating func placeGreedily() {
    let order = labels.indices.sorted { (labels[$1].priority, $0) < (labels[$0].priority, $1) }
    for index in order { set(index, to: bestFree(index)) }
  }

  /// Of more than a thousand labels most have no room anywhere, and no attempt finds them any.
  private static let mostAttempts = 60_000

  private mutating func improve() {
    guard labels.count > 1 else { return }
    var random = SplitMix(state: 20_201_031)
    let possible = costs.map { costs in costs.indices.filter { costs[$0] != nil } }
    for _ in 0..<Swift.min(60 * labels.count, LabelPlacement.mostAttempts) {
      let index = Int(random.next() % UInt64(labels.count))
      guard !possible[index].isEmpty else { continue }
      let position = possible[index][Int(random.next() % UInt64(possible[index].count))]
      if position != choice[index] { attempt(index, at: position) }
    }
  }

  /// Tries every position of incidents' names that found none: chance may not have come by.
  private mutating func rescue() {
    // Of hundreds most have no room, whatever is tried.
    guard labels.count(where: \.isOfIncident) <= SymbolSpacing.most else { return }
    for index in labels.indices where choice[index] == nil && labels[index].isOfIncident {
      for position in costs[index].indices where costs[index][position] != nil && choice[index] == nil {
        attempt(index, at: position)
      }
    }
  }

  /// Sets a label, lets those in its way look for other room, and takes it all back unless that pays.
  private mutating func attempt(_ index: Int, at position: Int) {
    let inTheWay = placed.indices(near: bounds[firsts[index] + position]).filter { other in
      guard other != index, let theirs = choice[other] else { return false }
      return conflict(index, position, other, theirs)
    }
    // Where it displaces nobody, its own cost decides.
    if inTheWay.isEmpty, cost(index, at: position) >= cost(index) - 1e-9 { return }
    // What has higher priority does not make room for less, unless it finds some.
    let affected = [index] + inTheWay
    let before = affected.map { choice[$0] }
    let costBefore = affected.reduce(0) { $0 + cost($1) }
    set(index, to: position)
    for other in inTheWay { set(other, to: nil) }
    for other in inTheWay.sorted(by: { (labels[$1].priority, $0) < (labels[$0].priority, $1) }) {
      set(other, to: bestFree(other))
    }
    let costAfter = affected.reduce(0) { $0 + cost($1) }
    if costAfter >= costBefore - 1e-9 {
      for (label, old) in zip(affected, before) { set(label, to: old) }
    }
  }

  private mutating func set(_ index: Int, to position: Int?) {
    if let old = choice[index] { placed.remove(index, bounds[firsts[index] + old]) }
    if let position { placed.insert(index, bounds[firsts[index] + position]) }
    choice[index] = position
  }

  private func cost(_ index: Int) -> Double { cost(index, at: choice[index]) }

  private func cost(_ index: Int, at position: Int?) -> Double {
    guard let position, let cost = costs[index][position] else {
      return labels[index].priority
    }
    // Position matters more for names that matter more, but never as much as losing one.
    return cost * (1 + labels[index].priority / 100)
  }

  /// The cheapest position that no placed label is in the way of.
  private func bestFree(_ index: Int) -> Int? {
    var best: (position: Int, cost: Double)?
    for (position, cost) in costs[index].enumerated() {
      guard let cost, cost < best?.cost ?? .infinity else { continue }
      let isTaken = placed.contains(near: bounds[firsts[index] + position]) { other in
        guard other != index, let theirs = choice[other] else { return false }
        return conflict(index, position, other, theirs)
      }
      if !isTaken { best = (position, cost) }
    }
    return best?.position
  }

  private func conflict(_ first: Int, _ firstPosition: Int, _ second: Int, _ secondPosition: Int) -> Bool {
    guard bounds[firsts[first] + firstPosition].overlaps(bounds[firsts[second] + secondPosition]) else {
      return false
    }
    let one = labels[first].positions[firstPosition]
    let two = labels[second].positions[secondPosition]
    for rect in one.covers where two.covers.contains(where: rect.overlaps) { return true }
    if let dot = labels[first].mark?.rect, two.covers.contains(where: dot.overlaps) { return true }
    if let dot = labels[second].mark?.rect, one.covers.contains(where: dot.overlaps) { return true }
    if let leader = one.leader, let other = two.leader, leader.crosses(other) { return true }
    if let leader = one.leader, two.covers.contains(where: leader.crosses) { return true }
    if let leader = two.leader, one.covers.contains(where: leader.crosses) { return true }
    if let leader = one.leader, let dot = labels[second].mark?.rect, leader.crosses(dot) { return true }
    if let leader = two.leader, let dot = labels[first].mark?.rect, leader.crosses(dot) { return true }
    return false
  }
}

extension Label.Mark {
  var rect: Rect { Rect(center: center, radius: radius + 1) }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
private struct SplitMix {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
