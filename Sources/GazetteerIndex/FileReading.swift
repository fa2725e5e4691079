#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The whole of a file, read into memory.
package func readFile(_ path: String) throws(GazetteerError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw systemError(path, "open") }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw systemError(path, "read") }
  guard status.st_mode & S_IFMT != S_IFDIR else {
    throw .file(path: path, operation: "read", reason: "it is a directory")
  }
  var bytes: [UInt8] = []
  // A pipe has no size; a regular file comes in one piece, with one read more that finds its end.
  var chunk = [UInt8](repeating: 0, count: max(1 << 16, Int(status.st_size) + 1))
  while true {
    let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { continue }
      throw systemError(path, "read")
    }
    if count == 0 { return bytes }
    bytes.append(contentsOf: chunk[..<count])
  }
}

/// The error that `errno` holds.
func systemError(_ path: String, _ operation: String) -> GazetteerError {
  .file(path: path, operation: operation, reason: String(cString: strerror(errno)))
}
