#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Growing bytes that are written without a check for each.
///
/// A caller reserves, writes through `next` and advances; `Array.append` would check bounds, uniqueness and capacity
/// for every byte, which is most of what writing JSON costs.
struct ByteBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 4096) {
    self.capacity = max(64, capacity)
    guard let block = malloc(self.capacity) else {
      fatalError("out of memory: \(self.capacity) bytes of JSON")
    }
    base = block.bindMemory(to: UInt8.self, capacity: self.capacity)
  }

  deinit { free(base) }

  /// Makes room for `size` bytes at `next`.
  @inline(__always)
  mutating func reserve(_ size: Int) {
    if capacity - count < size { grow(size) }
  }

  /// Where the next byte goes; valid until the next `reserve`.
  @inline(__always)
  var next: UnsafeMutablePointer<UInt8> { base + count }

  /// Takes `size` reserved bytes as written.
  @inline(__always)
  mutating func advance(_ size: Int) { count += size }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    (base + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  @inline(__always)
  mutating func append(_ literal: StaticString) {
    append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Takes over a stretch of another buffer.
  @inline(__always)
  mutating func append(_ other: borrowing ByteBuffer, from start: Int, count size: Int) {
    reserve(size)
    (base + count).update(from: other.base + start, count: size)
    count += size
  }

  mutating func removeAll() { count = 0 }

  /// The bytes so far, as a value.
  borrowing func array() -> [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }

  /// Lends the bytes so far.
  borrowing func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(start: base, count: count))
  }

  @inline(never)
  private mutating func grow(_ size: Int) {
    let wanted = max(capacity * 2, count + size)
    // The C library moves the pages of a large block instead of copying its bytes.
    guard let moved = realloc(base, wanted) else { fatalError("out of memory: \(wanted) bytes of JSON") }
    base = moved.assumingMemoryBound(to: UInt8.self)
    capacity = wanted
  }
}
