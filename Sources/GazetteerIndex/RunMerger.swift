/// Sorted runs of names, read as one.
struct RunMerger {
  private var cursors: [RunCursor] = []
  private var heads: [UInt64] = []

  /// Runs in the order of their coming, each sorted.
  init(_ runs: [TemporaryFile], last: [UInt8]) throws(GazetteerError) {
    for run in runs { try add(RunCursor(file: run)) }
    if !last.isEmpty { try add(RunCursor(bytes: last)) }
  }

  private mutating func add(_ cursor: RunCursor) throws(GazetteerError) {
    guard try cursor.advance() else { return }
    cursors.append(cursor)
    heads.append(cursor.record.head)
  }

  /// The cursor with the least key, the earliest of those that have it; nil at the end.
  private func least() -> Int? {
    guard var best = heads.indices.first else { return nil }
    for index in heads.indices.dropFirst() where heads[index] <= heads[best] {
      if heads[index] < heads[best] || compareBytes(cursors[index].record.key, cursors[best].record.key) < 0 {
        best = index
      }
    }
    return best
  }

  /// Gives every record, by key, those of one key as they came.
  mutating func all(_ body: (NameRecord) throws(GazetteerError) -> Void) throws(GazetteerError) {
    while let index = least() {
      let cursor = cursors[index]
      try body(cursor.record)
      if try cursor.advance() {
        heads[index] = cursor.record.head
      } else {
        cursors.remove(at: index)
        heads.remove(at: index)
      }
    }
  }
}

/// A walk through one run, of which only a window is in memory.
private final class RunCursor {
  private let window: UnsafeMutableRawBufferPointer
  private let file: TemporaryFile?
  private var offset = 0
  private var filled = 0
  private var position = 0
  private var next = 0

  init(file: TemporaryFile) {
    self.file = file
    // The longest record is 128 KiB and a little.
    window = .allocate(byteCount: 1 << 20, alignment: 8)
  }

  init(bytes: [UInt8]) {
    file = nil
    window = .allocate(byteCount: bytes.count, alignment: 8)
    window.copyBytes(from: bytes)
    filled = bytes.count
  }

  deinit { window.deallocate() }

  var record: NameRecord { NameRecord(UnsafeRawPointer(window.baseAddress!) + position) }

  /// Moves to the first or next record; false at the end.
  func advance() throws(GazetteerError) -> Bool {
    position = next
    if let file, filled - position < NameRun.header + 2 * Int(UInt16.max), offset < file.count {
      window.copyMemory(from: UnsafeRawBufferPointer(rebasing: window[position..<filled]))
      filled -= position
      position = 0
      let got = try file.read(UnsafeMutableRawBufferPointer(rebasing: window[filled...]), at: offset)
      offset += got
      filled += got
    }
    guard position < filled else { return false }
    next = position + record.size
    return true
  }
}
