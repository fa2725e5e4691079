/// A stretch of a mapped file. Reads are little-endian and checked: beyond the end they give 0.
///
/// Unchecked `Sendable`: it points into a `MappedBytes`, which is never written and which its holder keeps alive.
struct SectionBytes: @unchecked Sendable {
  private let base: UnsafeRawPointer?
  let count: Int

  init(_ bytes: UnsafeRawBufferPointer) {
    base = bytes.baseAddress
    count = bytes.count
  }

  @inline(__always)
  private func load<Value: FixedWidthInteger>(_ offset: Int, _: Value.Type) -> Value {
    guard offset >= 0, offset <= count - MemoryLayout<Value>.size, let base else { return 0 }
    return Value(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: Value.self))
  }

  @inline(__always) func u8(_ offset: Int) -> UInt8 { load(offset, UInt8.self) }
  @inline(__always) func u16(_ offset: Int) -> UInt16 { load(offset, UInt16.self) }
  @inline(__always) func u32(_ offset: Int) -> UInt32 { load(offset, UInt32.self) }
  @inline(__always) func i32(_ offset: Int) -> Int32 { load(offset, Int32.self) }
  @inline(__always) func u64(_ offset: Int) -> UInt64 { load(offset, UInt64.self) }
  func f64(_ offset: Int) -> Double { Double(bitPattern: u64(offset)) }

  /// The bytes of a range; empty where it is not wholly inside.
  @inline(__always)
  func slice(_ offset: Int, _ length: Int) -> UnsafeRawBufferPointer {
    guard offset >= 0, length >= 0, offset <= count, length <= count - offset, let base else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(start: base + offset, count: length)
  }

  /// The 64 bytes of one cache line; nil where it is not wholly inside.
  @inline(__always)
  func line(_ index: Int) -> UnsafeRawPointer? {
    guard index >= 0, index < count >> 6, let base else { return nil }
    return base + index << 6
  }
}

/// Byte order: negative, 0 or positive.
@inline(__always)
func compareBytes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
  let count = min(left.count, right.count)
  var index = 0
  while index + 8 <= count {
    let a = left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let b = right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    if a != b { return UInt64(bigEndian: a) < UInt64(bigEndian: b) ? -1 : 1 }
    index += 8
  }
  while index < count {
    if left[index] != right[index] { return Int(left[index]) - Int(right[index]) }
    index += 1
  }
  return left.count - right.count
}

@inline(__always)
func equalBytes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  guard left.count == right.count else { return false }
  let count = left.count
  if count >= 8 {
    var index = 0
    while index + 8 <= count {
      if left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        != right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      {
        return false
      }
      index += 8
    }
    // The last eight, some of them again.
    return left.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      == right.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
  }
  for index in 0..<count where left[index] != right[index] { return false }
  return true
}
