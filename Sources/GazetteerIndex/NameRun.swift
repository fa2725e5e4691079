/// Names on their way into the index: records in the order of their coming, to be sorted by their keys.
///
/// A record is u32 draft of the place, u32 number of the name, u32 usage (`unlisted` for one that only helps to
/// find), u16 length of the key, u16 length of the text, the key, the text.
struct NameRun: Sendable {
  static let unlisted: UInt32 = 0x8000_0000
  static let header = 16
  private(set) var bytes: [UInt8] = []
  private(set) var count = 0

  mutating func append(
    place: UInt32, number: UInt32, usage: UInt32, key: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer
  ) {
    withUnsafeTemporaryAllocation(byteCount: Self.header, alignment: 8) { header in
      header.storeBytes(of: place.littleEndian, as: UInt32.self)
      header.storeBytes(of: number.littleEndian, toByteOffset: 4, as: UInt32.self)
      header.storeBytes(of: usage.littleEndian, toByteOffset: 8, as: UInt32.self)
      header.storeBytes(of: UInt16(key.count).littleEndian, toByteOffset: 12, as: UInt16.self)
      header.storeBytes(of: UInt16(text.count).littleEndian, toByteOffset: 14, as: UInt16.self)
      bytes.append(contentsOf: header)
    }
    bytes.append(contentsOf: key)
    bytes.append(contentsOf: text)
    count += 1
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    count = 0
  }

  private struct Item {
    /// The key's first eight bytes, big-endian: decides most comparisons without a look at the rest.
    var head: UInt64
    var offset: UInt32
  }

  /// Puts items in the order of their heads, those of one head as they were: eleven bits at a time, the lowest first.
  private static func sortByHead(_ items: inout [Item]) {
    let bits = 11
    let mask = UInt64(1) << UInt64(bits) - 1
    let count = items.count
    var other = [Item](repeating: Item(head: 0, offset: 0), count: count)
    for shift in stride(from: 0, to: 64, by: bits) {
      items.withUnsafeBufferPointer { from in
        other.withUnsafeMutableBufferPointer { to in
          withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << bits) { next in
            next.initialize(repeating: 0)
            for item in from { next[Int(item.head >> UInt64(shift) & mask)] += 1 }
            var start = 0
            for digit in next.indices {
              let items = next[digit]
              next[digit] = start
              start += items
            }
            for item in from {
              let digit = Int(item.head >> UInt64(shift) & mask)
              to[next[digit]] = item
              next[digit] += 1
            }
          }
        }
      }
      swap(&items, &other)
    }
  }

  /// Gives the records in the order of their keys, those of one key as they came.
  func sorted(_ body: (UnsafeRawBufferPointer) throws(GazetteerError) -> Void) throws(GazetteerError) {
    var failure: GazetteerError?
    bytes.withUnsafeBytes { bytes in
      var items: [Item] = []
      items.reserveCapacity(count)
      var offset = 0
      while offset < bytes.count {
        let record = NameRecord(bytes.baseAddress! + offset)
        items.append(Item(head: record.head, offset: UInt32(offset)))
        offset += record.size
      }
      NameRun.sortByHead(&items)
      // Names that begin alike are few, and stand together now.
      var start = 0
      while start < items.count {
        var end = start + 1
        while end < items.count, items[end].head == items[start].head { end += 1 }
        if end - start > 1 {
          items[start..<end].sort { left, right in
            let order = compareBytes(
              NameRecord(bytes.baseAddress! + Int(left.offset)).key,
              NameRecord(bytes.baseAddress! + Int(right.offset)).key)
            return order == 0 ? left.offset < right.offset : order < 0
          }
        }
        start = end
      }
      do throws(GazetteerError) {
        for item in items { try body(NameRecord(bytes.baseAddress! + Int(item.offset)).bytes) }
      } catch { failure = error }
    }
    if let failure { throw failure }
  }
}

/// A view of one record of a `NameRun`.
struct NameRecord {
  let base: UnsafeRawPointer
  init(_ base: UnsafeRawPointer) { self.base = base }

  @inline(__always)
  private func u32(_ offset: Int) -> UInt32 {
    UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
  @inline(__always)
  private func u16(_ offset: Int) -> Int {
    Int(UInt16(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
  }

  var place: UInt32 { u32(0) }
  var number: UInt32 { u32(4) }
  var usage: UInt32 { u32(8) & ~NameRun.unlisted }
  var isListed: Bool { u32(8) & NameRun.unlisted == 0 }
  var size: Int { NameRun.header + u16(12) + u16(14) }
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: size) }
  var key: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base + NameRun.header, count: u16(12)) }
  var text: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + NameRun.header + u16(12), count: u16(14))
  }
  /// The key's first eight bytes, zeros after a shorter one, as a number in their order.
  var head: UInt64 { keyHead(key) }
}

/// The first eight bytes of a key, zeros after a shorter one, as a number in their order.
@inline(__always)
func keyHead(_ key: UnsafeRawBufferPointer) -> UInt64 {
  if key.count >= 8 { return UInt64(bigEndian: key.loadUnaligned(as: UInt64.self)) }
  var head: UInt64 = 0
  for index in 0..<key.count { head |= UInt64(key[index]) << UInt64(56 - 8 * index) }
  return head
}

/// Puts records into a temporary file, many at once.
final class SortedRunWriter {
  private let file: TemporaryFile
  private var buffer: [UInt8] = []

  init(_ file: TemporaryFile) {
    self.file = file
    buffer.reserveCapacity(1 << 20)
  }

  func append(_ record: UnsafeRawBufferPointer) throws(GazetteerError) {
    if buffer.count + record.count > 1 << 20 { try flush() }
    buffer.append(contentsOf: record)
  }

  private func flush() throws(GazetteerError) {
    var failure: GazetteerError?
    buffer.withUnsafeBytes { bytes in
      do throws(GazetteerError) { try file.append(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
    buffer.removeAll(keepingCapacity: true)
  }

  func finish() throws(GazetteerError) -> TemporaryFile {
    try flush()
    return file
  }
}
