/// The tree of the keys' words, as the open-addressed table of edges that `IndexFormat.EdgeSlot` describes.
struct WordTree {
  private(set) var slots = ByteSink()
  private(set) var slotCount = 1
  private(set) var salt: UInt32 = 0
  private(set) var longestProbe = 0
  private(set) var edgeCount = 0

  private struct Edge {
    var from: UInt32
    var to: UInt32
    var hash: UInt64
    var name: UInt32
  }

  private struct Slot {
    var fingerprint: UInt32 = 0
    var node: UInt32 = 0
    var name: UInt32 = IndexFormat.none
  }

  /// Keys in byte order, each once. That order keeps the keys that share their first words together, since the
  /// separator comes before every letter and digit.
  init(sortedKeys keys: [ArraySlice<UInt8>]) throws(GazetteerError) {
    var edges: [Edge] = []
    // The way to the key before: where each of its words ends, and the node after it.
    var path: [(end: Int, node: UInt32)] = []
    var previous: ArraySlice<UInt8> = []
    for (name, key) in keys.enumerated() {
      var depth = 0
      var start = key.startIndex
      while true {
        let end = key[start...].firstIndex(of: NameKey.separator) ?? key.endIndex
        let length = end - key.startIndex
        let isShared =
          depth < path.count && path[depth].end == length
          && key.prefix(length).elementsEqual(previous.prefix(length))
        if !isShared {
          path.removeSubrange(depth...)
          let from = path.last?.node ?? 0
          edges.append(
            Edge(
              from: from, to: UInt32(edges.count + 1), hash: NameKey.hash(of: key[start..<end]),
              name: end == key.endIndex ? UInt32(name) : IndexFormat.none))
          path.append((length, UInt32(edges.count)))
        }
        depth += 1
        if end == key.endIndex { break }
        start = end + 1
      }
      path.removeSubrange(depth...)
      previous = key
    }
    edgeCount = edges.count
    while slotCount < edges.count * 2 { slotCount *= 2 }
    while true {
      if let filled = fill(edges) {
        for slot in filled {
          slots.append(slot.fingerprint)
          slots.append(slot.node)
          slots.append(slot.name)
        }
        return
      }
      salt += 1
      // Another salt parts fingerprints that meet by chance; equal hashes of different words it cannot part.
      guard salt < 64 else {
        throw .tooLarge(what: "words of one hash under one word", limit: 1, found: 2)
      }
    }
  }

  /// The filled table; nil where two edges cannot be told apart.
  private mutating func fill(_ edges: [Edge]) -> [Slot]? {
    var table = [Slot](repeating: Slot(), count: slotCount)
    longestProbe = 0
    for edge in edges {
      let mixed = IndexFormat.mix(edge.from, edge.hash, salt)
      let fingerprint = UInt32(truncatingIfNeeded: mixed >> 32)
      var slot = Int(mixed & UInt64(slotCount - 1))
      var probe = 1
      while table[slot].node != 0 {
        if table[slot].fingerprint == fingerprint { return nil }
        slot = (slot + 1) & (slotCount - 1)
        probe += 1
      }
      table[slot] = Slot(fingerprint: fingerprint, node: edge.to, name: edge.name)
      longestProbe = max(longestProbe, probe)
    }
    return table
  }
}
