/// A map from 64-bit word keys (`Token.key`) to values: open addressing over keys that are hashes already.
public struct KeyTable<Value: Sendable>: Sendable {
  private var keys: [UInt64]
  private var values: [Value?]
  private var mask: Int
  public private(set) var count = 0

  /// An empty table that takes `minimumCapacity` keys without growing.
  public init(minimumCapacity: Int = 32) {
    var size = 64
    while size < minimumCapacity * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    values = Array(repeating: nil, count: size)
    mask = size - 1
  }

  /// The value of a key; nil where there is none.
  @inlinable public subscript(key: UInt64) -> Value? { find(key) }

  @usableFromInline func find(_ key: UInt64) -> Value? {
    var slot = Int(truncatingIfNeeded: key) & mask
    while let value = values[slot] {
      if keys[slot] == key { return value }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Changes the value of a key, starting from `initial` where there is none.
  public mutating func update(
    _ key: UInt64, initial: @autoclosure () -> Value, _ change: (inout Value) -> Void
  ) {
    if (count + 1) * 2 > keys.count { grow() }
    var slot = Int(truncatingIfNeeded: key) & mask
    while let value = values[slot] {
      if keys[slot] == key {
        var changed = value
        change(&changed)
        values[slot] = changed
        return
      }
      slot = (slot + 1) & mask
    }
    var value = initial()
    change(&value)
    keys[slot] = key
    values[slot] = value
    count += 1
  }

  private mutating func grow() {
    let old = zip(keys, values)
    let size = keys.count * 2
    keys = Array(repeating: 0, count: size)
    values = Array(repeating: nil, count: size)
    mask = size - 1
    for case (let key, let value?) in old {
      var slot = Int(truncatingIfNeeded: key) & mask
      while values[slot] != nil { slot = (slot + 1) & mask }
      keys[slot] = key
      values[slot] = value
    }
  }
}
