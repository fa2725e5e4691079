/// Byte strings, each kept once and numbered from 0 in the order in which they came.
struct ByteInterner: Sendable {
  private(set) var bytes: [UInt8] = []
  private var starts: [Int] = [0]
  /// Open-addressed; 0 is free, else the number + 1. A power of two, at most half full.
  private var table = [UInt32](repeating: 0, count: 1024)

  var count: Int { starts.count - 1 }

  func range(_ number: Int) -> Range<Int> { starts[number]..<starts[number + 1] }

  func string(_ number: Int) -> String { String(decoding: bytes[range(number)], as: UTF8.self) }

  /// The number of a string that is there already.
  func find(_ string: UnsafeRawBufferPointer) -> Int? {
    let slot = slot(of: string)
    return table[slot] == 0 ? nil : Int(table[slot]) - 1
  }

  /// The number of a string, a new one where it is new.
  mutating func intern(_ string: UnsafeRawBufferPointer) -> Int {
    let slot = slot(of: string)
    if table[slot] != 0 { return Int(table[slot]) - 1 }
    bytes.append(contentsOf: string)
    starts.append(bytes.count)
    table[slot] = UInt32(count)
    if count * 2 > table.count { grow() }
    return count - 1
  }

  mutating func intern(_ string: String) -> Int {
    var string = string
    return string.withUTF8 { intern(UnsafeRawBufferPointer($0)) }
  }

  mutating func intern(_ string: ArraySlice<UInt8>) -> Int { string.withUnsafeBytes { intern($0) } }

  private func slot(of string: UnsafeRawBufferPointer) -> Int {
    var slot = Int(truncatingIfNeeded: spread(IndexFormat.checksum(string))) & (table.count - 1)
    bytes.withUnsafeBytes { bytes in
      while table[slot] != 0 {
        let range = range(Int(table[slot]) - 1)
        if range.count == string.count,
          compareBytes(UnsafeRawBufferPointer(rebasing: bytes[range]), string) == 0
        {
          return
        }
        slot = (slot + 1) & (table.count - 1)
      }
    }
    return slot
  }

  /// The checksum's low bits depend on the words' low bits only.
  private func spread(_ hash: UInt64) -> UInt64 {
    let mixed = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ mixed >> 32
  }

  private mutating func grow() {
    table = [UInt32](repeating: 0, count: table.count * 2)
    let mask = table.count - 1
    bytes.withUnsafeBytes { bytes in
      for number in 0..<count {
        let string = UnsafeRawBufferPointer(rebasing: bytes[range(number)])
        var slot = Int(truncatingIfNeeded: spread(IndexFormat.checksum(string))) & mask
        while table[slot] != 0 { slot = (slot + 1) & mask }
        table[slot] = UInt32(number + 1)
      }
    }
  }

  /// The strings' numbers in byte order.
  func sorted() -> [Int] {
    struct Item {
      /// The first eight bytes, big-endian: decides most comparisons without a look at the rest.
      var head: UInt64
      var number: Int
    }
    return bytes.withUnsafeBytes { bytes in
      var items = (0..<count).map { number in
        let range = range(number)
        var head: UInt64 = 0
        for index in 0..<8 {
          head = head << 8 | (index < range.count ? UInt64(bytes[range.lowerBound + index]) : 0)
        }
        return Item(head: head, number: number)
      }
      items.sort { left, right in
        if left.head != right.head { return left.head < right.head }
        let order = compareBytes(
          UnsafeRawBufferPointer(rebasing: bytes[range(left.number)]),
          UnsafeRawBufferPointer(rebasing: bytes[range(right.number)]))
        return order < 0
      }
      return items.map(\.number)
    }
  }
}
