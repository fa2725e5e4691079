/// Writes the word tree of keys that come in byte order, each once, as `Documentation/index-format.md` describes it.
///
/// That order keeps the keys that share their first words together, since the separator comes before every letter
/// and digit. An edge is written when the last key that goes through it has come.
struct WordTreeWriter {
  private struct Step {
    /// Where the word ends in the key.
    var end: Int
    var hash: UInt64
    /// The node it starts from.
    var from: UInt32
    /// The node it leads to; 0 as long as nothing follows it.
    var node: UInt32
    var name: UInt32
  }

  private var path: [Step] = []
  private var previous: [UInt8] = []
  /// The name that ends at each node.
  private(set) var nodes: [UInt32] = [IndexFormat.none]
  /// For each edge u32 from, u32 target, u64 hash.
  private let spool = SectionWriter()
  private(set) var edgeCount = 0

  /// The key has eight bytes after it that may be read.
  mutating func add(_ key: UnsafeBufferPointer<UInt8>, name: UInt32) throws(GazetteerError) {
    var shared = 0
    while shared < previous.count, shared < key.count, previous[shared] == key[shared] { shared += 1 }
    var depth = 0
    var start = 0
    // The steps that the key before has, too.
    while depth < path.count, path[depth].end <= shared,
      path[depth].end == key.count || key[path[depth].end] == NameKey.separator
    {
      start = path[depth].end + 1
      depth += 1
    }
    try leave(to: depth)
    while start <= key.count {
      var end = start
      while end < key.count, key[end] != NameKey.separator { end += 1 }
      var from: UInt32 = 0
      if let last = path.last {
        if last.node == 0 {
          path[path.count - 1].node = UInt32(nodes.count)
          nodes.append(last.name)
        }
        from = path[path.count - 1].node
      }
      path.append(
        Step(
          end: end, hash: WordHash.hash(key.baseAddress! + start, end - start), from: from, node: 0,
          name: end == key.count ? name : IndexFormat.none))
      start = end + 1
    }
    previous.removeAll(keepingCapacity: true)
    previous.append(contentsOf: key)
  }

  private mutating func leave(to depth: Int) throws(GazetteerError) {
    while path.count > depth {
      let step = path.removeLast()
      try spool.append(step.from)
      try spool.append(step.node != 0 ? step.node : IndexFormat.Edge.leaf | step.name)
      try spool.append(step.hash)
      edgeCount += 1
    }
  }

  /// The filled table of buckets.
  struct Table {
    var bytes: UnsafeMutableRawBufferPointer
    var buckets: Int
    var salt: UInt32
    var longestProbe: Int
  }

  /// Ends the tree. The table's bytes are the caller's to free.
  mutating func finish() throws(GazetteerError) -> Table {
    try leave(to: 0)
    let buckets = IndexFormat.Edge.buckets(for: edgeCount)
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: buckets * IndexFormat.Edge.bucketSize, alignment: 64)
    // Another salt parts fingerprints that meet by chance; equal hashes of different words it cannot part.
    for salt in 0..<UInt32(64) {
      bytes.initializeMemory(as: UInt8.self, repeating: 0)
      if let longest = try fill(bytes, buckets, salt) {
        return Table(bytes: bytes, buckets: buckets, salt: salt, longestProbe: longest)
      }
    }
    bytes.deallocate()
    throw .tooLarge(what: "words of one hash under one word", limit: 1, found: 2)
  }

  private struct Filling {
    var mixed: UInt64
    var target: UInt32
  }

  /// The longest probe; nil where two edges cannot be told apart.
  private func fill(
    _ table: UnsafeMutableRawBufferPointer, _ buckets: Int, _ salt: UInt32
  ) throws(GazetteerError) -> Int? {
    // Parted by their homes first: what is then filled at a time stays in the processor's cache.
    let parts = 256
    var counts = [Int](repeating: 0, count: parts + 1)
    var edges = [Filling](repeating: Filling(mixed: 0, target: 0), count: edgeCount)
    try forEachEdge(salt) { edge in counts[Int(edge.mixed >> 56) + 1] += 1 }
    for part in 0..<parts { counts[part + 1] += counts[part] }
    try forEachEdge(salt) { edge in
      let part = Int(edge.mixed >> 56)
      edges[counts[part]] = edge
      counts[part] += 1
    }
    var longest = 1
    for edge in edges {
      guard let probe = WordTreeWriter.insert(edge, into: table, buckets) else { return nil }
      longest = max(longest, probe)
    }
    return longest
  }

  private func forEachEdge(_ salt: UInt32, _ body: (Filling) -> Void) throws(GazetteerError) {
    try spool.copy { (piece) throws(GazetteerError) in
      var offset = 0
      while offset < piece.count {
        let from = UInt32(littleEndian: piece.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        let target = UInt32(littleEndian: piece.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self))
        let hash = UInt64(littleEndian: piece.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
        body(Filling(mixed: IndexFormat.Edge.mix(from, hash, salt), target: target))
        offset += 16
      }
    }
  }

  /// How many buckets were tried; nil where another edge on the way has the fingerprint.
  private static func insert(
    _ edge: Filling, into table: UnsafeMutableRawBufferPointer, _ buckets: Int
  ) -> Int? {
    let fingerprint = UInt32(truncatingIfNeeded: edge.mixed).littleEndian
    var bucket = Int(IndexFormat.Edge.home(edge.mixed, buckets: UInt64(buckets)))
    var probe = 1
    while true {
      let line = table.baseAddress! + bucket * IndexFormat.Edge.bucketSize
      for slot in 0..<IndexFormat.Edge.slots {
        if line.load(fromByteOffset: 32 + 4 * slot, as: UInt32.self) == 0 {
          line.storeBytes(of: fingerprint, toByteOffset: 4 * slot, as: UInt32.self)
          line.storeBytes(of: edge.target.littleEndian, toByteOffset: 32 + 4 * slot, as: UInt32.self)
          return probe
        }
        if line.load(fromByteOffset: 4 * slot, as: UInt32.self) == fingerprint { return nil }
      }
      bucket = bucket + 1 == buckets ? 0 : bucket + 1
      probe += 1
    }
  }
}
