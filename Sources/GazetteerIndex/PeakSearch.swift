/// The entries of a range of names, the most prominent first, without a look at the others: section `peaks` tells
/// how prominent the bearers of a block of names may be.
struct PeakSearch {
  enum Item {
    /// Names under a node of the tree of peaks; level 0 has blocks of `peakFanout` names.
    case block(level: Int, index: Int)
    case name(Int)
    case entry(name: Int, Int)

    /// At one prominence, whatever may hold more comes before what is the thing itself.
    fileprivate var rank: Int {
      switch self {
      case .block: 0
      case .name: 1
      case .entry: 2
      }
    }
  }

  private struct Candidate {
    var prominence: Double
    var item: Item
    /// The place of an entry: decides among entries of one prominence, then the name does.
    var place: UInt32

    func comes(before other: Candidate) -> Bool {
      if prominence != other.prominence { return prominence > other.prominence }
      if item.rank != other.item.rank { return item.rank < other.item.rank }
      if place != other.place { return place < other.place }
      if case .entry(let left, let first) = item, case .entry(let right, let second) = other.item {
        return (left, first) < (right, second)
      }
      return false
    }
  }

  private let file: IndexFile
  private let names: Range<Int>
  private let levels: [Int]
  private let starts: [Int]
  /// A binary heap.
  private var heap: [Candidate] = []

  init(_ file: IndexFile, _ names: Range<Int>) {
    self.file = file
    self.names = names
    levels = IndexFormat.levels(over: file.nameCount, fanout: IndexFormat.peakFanout)
    var starts = [0]
    for count in levels { starts.append(starts[starts.count - 1] + count) }
    self.starts = starts
    if !names.isEmpty { insert(.block(level: levels.count - 1, index: 0), .infinity) }
  }

  /// The next name or entry in the order of prominence; a name that comes is to be answered by its entries.
  mutating func next(prominenceOf best: (Int) -> Double) -> Item? {
    while let candidate = removeFirst() {
      guard case .block(let level, let index) = candidate.item else { return candidate.item }
      let children = index * IndexFormat.peakFanout..<(index + 1) * IndexFormat.peakFanout
      if level == 0 {
        for name in children.clamped(to: names) { insert(.name(name), best(name)) }
      } else {
        // Only the blocks that have some of the names.
        var size = IndexFormat.peakFanout
        for _ in 1..<level { size *= IndexFormat.peakFanout }
        let blocks = names.lowerBound / size..<(names.upperBound + size - 1) / size
        for child in children.clamped(to: blocks) {
          let peak = file.peaks.u8(starts[level - 1] + child)
          insert(.block(level: level - 1, index: child), IndexFormat.Peak.bound(peak))
        }
      }
    }
    return nil
  }

  mutating func insert(_ item: Item, _ prominence: Double, _ place: UInt32 = 0) {
    heap.append(Candidate(prominence: prominence, item: item, place: place))
    var index = heap.count - 1
    while index > 0, heap[index].comes(before: heap[(index - 1) / 2]) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func removeFirst() -> Candidate? {
    guard let first = heap.first else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var index = 0
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2]
      where child < heap.count && heap[child].comes(before: heap[least]) {
        least = child
      }
      if least == index { return first }
      heap.swapAt(index, least)
      index = least
    }
  }
}
