#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Bytes that stay where they are until the last reference goes: a file mapped read-only, or a copy in memory.
///
/// Unchecked `Sendable`: the memory is written before `init` returns and never after. (A mapped file that another
/// program cuts short would still fault; the builder never does that, it puts a new file in the old one's place.)
final class MappedBytes: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// Maps the file at `path`.
  init(path: String) throws(GazetteerError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemError(path, "open") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw systemError(path, "read") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .file(path: path, operation: "map", reason: "it is not a regular file")
    }
    let size = Int(status.st_size)
    guard size > 0 else {
      isMapped = false
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
      throw systemError(path, "map")
    }
    isMapped = true
    bytes = UnsafeRawBufferPointer(start: address, count: size)
    // A look-up reads a few bytes here and there; what the system would read around each is a hundred times as much.
    madvise(address, size, MADV_RANDOM)
  }

  /// Lets the system read ahead while `body` goes through the bytes from the first to the last.
  func readThrough<Failure>(_ body: () throws(Failure) -> Void) throws(Failure) {
    guard isMapped else { return try body() }
    let address = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
    madvise(address, bytes.count, MADV_SEQUENTIAL)
    defer { madvise(address, bytes.count, MADV_RANDOM) }
    try body()
  }

  /// A copy of bytes in memory.
  init(copying source: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 8)
    copy.copyBytes(from: source)
    isMapped = false
    bytes = UnsafeRawBufferPointer(copy)
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    } else {
      bytes.deallocate()
    }
  }
}
