#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writes a file whole or not at all: into a temporary file beside it, which then takes its place.
func writeFile(_ path: String, _ bytes: [UInt8]) throws(GazetteerError) {
  let temporary = "\(path).\(getpid()).tmp"
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else { throw systemError(path, "write") }
  var failure: GazetteerError?
  bytes.withUnsafeBytes { bytes in
    var offset = 0
    while offset < bytes.count {
      let count = write(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
      if count > 0 {
        offset += count
      } else if errno != EINTR {
        failure = systemError(path, "write")
        return
      }
    }
  }
  if failure == nil, fsync(descriptor) != 0 { failure = systemError(path, "write") }
  if close(descriptor) != 0, failure == nil { failure = systemError(path, "write") }
  if failure == nil, rename(temporary, path) != 0 { failure = systemError(path, "write") }
  if let failure {
    unlink(temporary)
    throw failure
  }
}
