/// The names' keys as the tree of letters that their order makes them.
///
/// Where a search must jump far, the first eight bytes of every eighth key (section `heads`) decide; they lie close
/// together, however many names there are.
struct KeyTree {
  let file: IndexFile

  init(_ file: IndexFile) { self.file = file }

  var all: Range<Int> { 0..<file.nameCount }

  /// The first of `names`, which agree in their first `depth` bytes, whose key goes on with `bytes` or something
  /// after that; with `isPast`, with something after all that go on with `bytes`.
  func first(
    of names: Range<Int>, after depth: Int, _ bytes: UnsafeRawBufferPointer, isPast: Bool = false
  ) -> Int {
    var low = names.lowerBound
    var high = names.upperBound
    let length = depth + bytes.count
    if length <= 8, bytes.count > 0, high - low > 2 * IndexFormat.headStep {
      // Among the heads, whose first `depth` bytes agree, too.
      var wanted: UInt64 = 0
      for byte in bytes { wanted = wanted << 8 | UInt64(byte) }
      let shift = UInt64(64 - 8 * length)
      let mask: UInt64 = bytes.count == 8 ? .max : (1 << UInt64(8 * bytes.count)) - 1
      func isReached(_ head: Int) -> Bool {
        let found = file.heads.u64(head * 8) >> shift & mask
        return isPast ? found > wanted : found >= wanted
      }
      let head = KeyTree.first(
        low / IndexFormat.headStep + 1..<(high - 1) / IndexFormat.headStep + 1, isReached)
      // The name is at or before the head that is the first to be reached, and after the one before that.
      high = min(high, head * IndexFormat.headStep)
      low = max(low, (head - 1) * IndexFormat.headStep)
    }
    return KeyTree.first(low..<high) { name in
      let order = compare(name, depth, bytes)
      return isPast ? order > 0 : order >= 0
    }
  }

  /// The first of a range for which a condition holds that holds for all after it: in longer and longer steps from
  /// its start, since most of what is looked for is near there, then by halves.
  @inline(__always)
  private static func first(_ range: Range<Int>, _ isReached: (Int) -> Bool) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    var step = 1
    while low + step <= high {
      if isReached(low + step - 1) {
        high = low + step - 1
        break
      }
      low += step
      step *= 2
    }
    while low < high {
      let middle = (low + high) / 2
      if isReached(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Of names that all begin with the letters of a `Beginning` (`depth` of them, fewer than it has), those that go on
  /// with a letter of a to z, or with what has that letter's digit.
  func begun(_ names: Range<Int>, _ beginning: Int, _ depth: Int, digit: Int) -> Range<Int> {
    typealias Beginning = IndexFormat.Beginning
    var span = 1
    for _ in depth + 1..<Beginning.letters { span *= Beginning.base }
    let number = beginning * Beginning.base + digit
    // What damage has put out of order or range leads to wrong names at worst.
    let lower = min(max(Int(file.beginnings.u32(number * span * 4)), names.lowerBound), names.upperBound)
    let upper = min(max(Int(file.beginnings.u32((number + 1) * span * 4)), lower), names.upperBound)
    return lower..<upper
  }

  /// The names of a range that go on with `bytes` after `depth`.
  func narrowed(_ names: Range<Int>, after depth: Int, _ bytes: UnsafeRawBufferPointer) -> Range<Int> {
    let low = first(of: names, after: depth, bytes)
    return low..<first(of: low..<names.upperBound, after: depth, bytes, isPast: true)
  }

  /// Whether a key's part after `depth` comes before (< 0) what starts with `bytes`, starts so (0), or comes after.
  @inline(__always)
  private func compare(_ name: Int, _ depth: Int, _ bytes: UnsafeRawBufferPointer) -> Int {
    let key = file.key(name)
    var index = -1
    while index + 1 < bytes.count {
      index += 1
      guard depth + index < key.count else { return -1 }
      let difference = Int(key[depth + index]) - Int(bytes[index])
      if difference != 0 { return difference }
    }
    return 0
  }
}
