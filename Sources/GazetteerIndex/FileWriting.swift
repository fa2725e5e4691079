#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writes a file whole or not at all: into a temporary file beside it, which then takes its place. Where the
/// system can (Linux), that file has no name until it is whole, so that not even a killed process leaves a piece.
func writeFile(
  _ path: String,
  _ fill: ((UnsafeRawBufferPointer) throws(GazetteerError) -> Void) throws(GazetteerError) -> Void
) throws(GazetteerError) {
  let temporary = "\(path).\(getpid()).tmp"
  var isNamed = true
  var descriptor: Int32 = -1
  #if os(Linux)
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    // O_TMPFILE, which the C library shows only to those who ask for all of GNU.
    descriptor = open(folder, 0o20200000 | O_WRONLY | O_CLOEXEC, 0o644)
    isNamed = descriptor < 0
  #endif
  if isNamed { descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) }
  guard descriptor >= 0 else { throw systemError(path, "write") }
  var isOpen = true
  do throws(GazetteerError) {
    try fill { (bytes) throws(GazetteerError) in try writeAll(descriptor, bytes, path) }
    guard fsync(descriptor) == 0 else { throw systemError(path, "write") }
    #if os(Linux)
      if !isNamed {
        unlink(temporary)
        guard linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, temporary, 0x400) == 0 else {
          throw systemError(path, "write")
        }
        isNamed = true
      }
    #endif
    isOpen = false
    guard close(descriptor) == 0, rename(temporary, path) == 0 else { throw systemError(path, "write") }
  } catch {
    if isOpen { close(descriptor) }
    if isNamed { unlink(temporary) }
    throw error
  }
}
