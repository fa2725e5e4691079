#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file without a name, for what does not fit into memory: gone with its last reference or the process.
///
/// Unchecked `Sendable`: it is written by its one maker, then only read, at offsets that the reader gives.
final class TemporaryFile: @unchecked Sendable {
  private let descriptor: Int32
  private let path: String
  private(set) var count = 0

  /// In the folder that the environment's TMPDIR names, else /var/tmp.
  init() throws(GazetteerError) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    path = (folder.isEmpty ? "/var/tmp" : folder) + "/lieudit-XXXXXX"
    var template = Array(path.utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw systemError(path, "make a temporary file") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
  }

  deinit { close(descriptor) }

  func append(_ bytes: UnsafeRawBufferPointer) throws(GazetteerError) {
    try writeAll(descriptor, bytes, path)
    count += bytes.count
  }

  /// Fills a buffer from an offset on; gives how much of it.
  func read(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(GazetteerError) -> Int {
    var filled = 0
    while filled < buffer.count, offset + filled < count {
      let got = pread(
        descriptor, buffer.baseAddress! + filled, buffer.count - filled, off_t(offset + filled))
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { throw systemError(path, "read") }
      filled += got
    }
    return filled
  }
}

func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, _ path: String) throws(GazetteerError) {
  var offset = 0
  while offset < bytes.count {
    let count = write(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
    if count > 0 {
      offset += count
    } else if errno != EINTR {
      throw systemError(path, "write")
    }
  }
}
