#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// An open file or standard input, read in chunks: whole up to a limit, or line by line with a bounded buffer.
package final class ByteStream {
  /// One line of a stream.
  enum Line {
    /// Without its line break (LF, or CR LF).
    case bytes([UInt8])
    /// A line longer than the limit; it was read over, not kept.
    case tooLong
  }

  private static let chunkSize = 1 << 16

  let file: String
  private let descriptor: Int32
  private var chunk: [UInt8] = []
  private var position = 0
  private var atEnd = false

  /// Opens a path; `-` is standard input.
  package init(file: String) throws(InputError) {
    self.file = file
    if file == "-" {
      descriptor = STDIN_FILENO
      return
    }
    descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let reason = errno
      throw InputError(
        reason == ENOENT || reason == ENOTDIR ? .missing : .unreadable, file: file,
        "cannot be opened: \(String(cString: strerror(reason)))")
    }
  }

  deinit {
    if descriptor != STDIN_FILENO { close(descriptor) }
  }

  /// The size of a regular file in bytes; nil for anything else (a pipe, a terminal).
  var regularFileSize: Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// The next chunk's bytes without taking them; empty at the end.
  func peek() throws(InputError) -> ArraySlice<UInt8> {
    if position == chunk.count { try fill() }
    return chunk[position...]
  }

  /// All that is left, or nil where that is more than `limit` bytes.
  package func readAll(limit: Int) throws(InputError) -> [UInt8]? {
    var all: [UInt8] = []
    if let size = regularFileSize {
      if size > limit { return nil }
      all.reserveCapacity(size)
    }
    while true {
      let next = try peek()
      if next.isEmpty { return all }
      guard all.count + next.count <= limit else { return nil }
      all.append(contentsOf: next)
      position = chunk.count
    }
  }

  /// The next line, or nil at the end; a last line without a break counts, an empty rest doesn't.
  func readLine(limit: Int) throws(InputError) -> Line? {
    var line: [UInt8] = []
    var tooLong = false
    var started = false
    while true {
      let next = try peek()
      if next.isEmpty {
        guard started else { return nil }
        break
      }
      started = true
      let lineBreak = ByteStream.lineBreak(in: next)
      let part = next[..<(lineBreak ?? next.endIndex)]
      if tooLong || line.count + part.count > limit {
        tooLong = true
        line = []
      } else {
        line.append(contentsOf: part)
      }
      position = lineBreak.map { $0 + 1 } ?? next.endIndex
      if lineBreak != nil { break }
    }
    if tooLong { return .tooLong }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return .bytes(line)
  }

  /// memchr, because whole streams go through here.
  private static func lineBreak(in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress, let found = memchr(start, 0x0A, buffer.count) else { return nil }
      return bytes.startIndex + start.distance(to: UnsafeRawPointer(found))
    }
  }

  private func fill() throws(InputError) {
    position = 0
    guard !atEnd else {
      chunk = []
      return
    }
    var failure: Int32 = 0
    chunk = [UInt8](unsafeUninitializedCapacity: ByteStream.chunkSize) { buffer, count in
      var result = 0
      repeat {
        result = read(descriptor, buffer.baseAddress, buffer.count)
      } while result < 0 && errno == EINTR
      if result < 0 { failure = errno }
      count = max(0, result)
    }
    if failure != 0 {
      throw InputError(.io, file: file, "cannot be read: \(String(cString: strerror(failure)))")
    }
    atEnd = chunk.isEmpty
  }
}
