/// A map from 64-bit word keys (`Token.key`) to values: open addressing over keys that are hashes already.
///
/// Keys and values lie apart, since most look-ups find nothing and then read keys only.
struct KeyTable<Value: Sendable>: Sendable {
  /// 0 is a free slot; the key 0 itself is held as 1, which no word is likely to have.
  private var keys: [UInt64]
  private var values: [Value]
  /// The value of keys that are not there.
  private let empty: Value
  private(set) var count = 0

  /// An empty table that takes `minimumCapacity` keys without growing.
  init(empty: Value, minimumCapacity: Int = 32) {
    var size = 64
    while size < minimumCapacity * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    values = Array(repeating: empty, count: size)
    self.empty = empty
  }

  subscript(key: UInt64) -> Value { values[slot(of: key)] }

  /// Changes the value of a key, starting from the empty one where there is none.
  mutating func update(_ key: UInt64, _ change: (inout Value) -> Void) {
    if (count + 1) * 2 > keys.count { grow() }
    let slot = slot(of: key)
    if keys[slot] == 0 {
      keys[slot] = key == 0 ? 1 : key
      count += 1
    }
    change(&values[slot])
  }

  /// Where a key is, or would be.
  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    keys.withUnsafeBufferPointer { keys in
      let wanted = key == 0 ? 1 : key
      var slot = Int(truncatingIfNeeded: wanted) & (keys.count - 1)
      while keys[slot] != 0, keys[slot] != wanted { slot = (slot + 1) & (keys.count - 1) }
      return slot
    }
  }

  private mutating func grow() {
    let old = zip(keys, values)
    let size = keys.count * 2
    keys = Array(repeating: 0, count: size)
    values = Array(repeating: empty, count: size)
    for (key, value) in old where key != 0 {
      let slot = slot(of: key)
      keys[slot] = key
      values[slot] = value
    }
  }
}
