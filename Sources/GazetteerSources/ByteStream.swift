#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Bytes that come one after the other: a file's, or those of a file that is packed in an archive.
package protocol ByteStream: AnyObject {
  /// What errors call it.
  var path: String { get }
  /// How many bytes of the file on the disk have been read, for progress.
  var consumed: Int { get }
  /// Reads at most as many bytes as the buffer holds, at least one; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int
}

/// A file that is open for reading; closed with its last user.
package final class OpenFile {
  package let path: String
  let descriptor: Int32
  /// In bytes; 0 for a pipe.
  let size: Int

  /// Throws `SourceError.file` where it cannot be opened or is a folder.
  package init(path: String) throws(SourceError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemError(path, "open") }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let error = systemError(path, "read")
      close(descriptor)
      throw error
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw .file(path: path, operation: "read", reason: "it is a folder")
    }
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Reads up to a buffer's size from `offset`, less only at the file's end.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SourceError) -> Int {
    var done = 0
    while done < buffer.count {
      let count = pread(descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
      if count < 0 {
        if errno == EINTR { continue }
        throw systemError(path, "read")
      }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// A stretch of the file; throws `SourceError.damaged` where the file ends before it does.
  func bytes(at offset: Int, count: Int) throws(SourceError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var found = 0
    var failure: SourceError?
    bytes.withUnsafeMutableBytes { buffer in
      do throws(SourceError) { found = try read(into: buffer, at: offset) } catch { failure = error }
    }
    if let failure { throw failure }
    guard found == count else {
      throw .damaged(path: path, offset: offset, expected: "\(count) bytes", found: "\(found)")
    }
    return bytes
  }
}

/// A file as it is.
package final class FileStream: ByteStream {
  private let file: OpenFile
  package private(set) var consumed = 0
  package var path: String { file.path }

  package init(_ file: OpenFile) { self.file = file }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(file.descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        let count = Musl.read(file.descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Darwin.read(file.descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count < 0 {
        if errno == EINTR { continue }
        throw systemError(path, "read")
      }
      consumed += count
      return count
    }
  }
}

extension ByteStream {
  /// All that is left, at most `limit` bytes; throws `SourceError.kind` where there is more.
  package func readAll(limit: Int) throws(SourceError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      var count = 0
      var failure: SourceError?
      chunk.withUnsafeMutableBytes { buffer in
        do throws(SourceError) { count = try read(into: buffer) } catch { failure = error }
      }
      if let failure { throw failure }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else {
        throw .kind(path: path, expected: "at most \(limit) bytes", found: "more")
      }
      bytes.append(contentsOf: chunk[..<count])
    }
  }
}

/// The error that `errno` holds.
func systemError(_ path: String, _ operation: String) -> SourceError {
  .file(path: path, operation: operation, reason: String(cString: strerror(errno)))
}

/// The names of what lies in a folder, in byte order; hidden ones are left out.
package func fileNames(in folder: String) throws(SourceError) -> [String] {
  guard let directory = opendir(folder) else { throw systemError(folder, "open") }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// What lies at a path: nil for nothing.
package func isFolder(_ path: String) -> Bool? {
  var status = stat()
  guard stat(path, &status) == 0 else { return nil }
  return status.st_mode & S_IFMT == S_IFDIR
}
