#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Writes files whole or not at all: into a temporary file of the same folder, which then takes the place of the old.
///
/// The data isn't forced to the disk (fsync): after a power cut a file may be missing, but a program that ends half-way,
/// a full disk or a signal never leaves a part of one.
struct OutputFile {
  /// Whether a file that this program did not write may be replaced.
  var force: Bool

  /// Creates a folder and those above it. Throws `CommandFailure` (73) where that fails.
  static func createFolder(_ path: String) throws(CommandFailure) {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw CommandFailure(.cannotWrite, "\(path): expected a folder, found a file")
      }
    } else {
      if let slash = path.dropLast().lastIndex(of: "/"), slash != path.startIndex {
        try createFolder(String(path[..<slash]))
      }
      if mkdir(path, 0o777) != 0, errno != EEXIST {
        throw CommandFailure(
          .cannotWrite, "\(path): the folder cannot be created: \(String(cString: strerror(errno)))")
      }
    }
  }

  /// Writes one file.
  ///
  /// Throws `CommandFailure` (73) where a file of that name was not written by this program and `force` is off, and
  /// where anything fails; then the old file, if there was one, is as it was.
  func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    try write(to: path) { OutputFile.writeAll(bytes, to: $0) }
  }

  /// Writes one file piece by piece; `body` hands each to the function that it gets. Throws as `write(_:to:)` does, and
  /// what `body` throws.
  func stream(
    to path: String,
    _ body: (_ put: ([UInt8]) throws(CommandFailure) -> Void) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    var failure: CommandFailure?
    do throws(CommandFailure) {
      try write(to: path) { descriptor in
        var number: Int32 = 0
        do throws(CommandFailure) {
          try body { (bytes) throws(CommandFailure) in
            number = OutputFile.writeAll(bytes, to: descriptor)
            if number != 0 { throw CommandFailure(.cannotWrite) }
          }
        } catch {
          // What is not the write's own failure is told instead of it.
          if number == 0 {
            failure = error
            number = ECANCELED
          }
        }
        return number
      }
    } catch {
      throw failure ?? error
    }
  }

  /// The error number, or 0.
  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let start = UnsafeRawBufferPointer(rebasing: rest)
        #if canImport(Darwin)
          let written = Darwin.write(descriptor, start.baseAddress, start.count)
        #elseif canImport(Musl)
          let written = Musl.write(descriptor, start.baseAddress, start.count)
        #else
          let written = Glibc.write(descriptor, start.baseAddress, start.count)
        #endif
        if written < 0 {
          if errno == EINTR { continue }
          return errno
        }
        rest = rest.dropFirst(written)
      }
      return 0
    }
  }

  /// The file that is replaced: a link stays one, and what it points to changes.
  static func target(of path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether the path may be written; throws as `write` does.
  func check(_ path: String) throws(CommandFailure) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw CommandFailure(.cannotWrite, "\(path): expected a file, found a folder")
    }
    if !force, !OwnWork.isOwn(path) {
      throw CommandFailure(
        .cannotWrite, "\(path): exists and was not written by lieudit; --force replaces it")
    }
  }

  /// `body` gets an open descriptor and returns an error number, or 0.
  private func write(to path: String, _ body: (Int32) -> Int32) throws(CommandFailure) {
    try check(path)
    let target = OutputFile.target(of: path)
    let slash = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
    let temporary = "\(target[..<slash]).\(target[slash...].prefix(100)).\(getpid()).tmp"
    func failure(_ number: Int32) -> CommandFailure {
      CommandFailure(
        .cannotWrite, "\(path): cannot be written: \(String(cString: strerror(number)))",
        isLasting: [ENOSPC, EROFS, EDQUOT].contains(number))
    }
    Interruption.begin(temporary)
    defer { Interruption.finish() }
    // One that a killed process of the same number left.
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(errno) }
    var number = body(descriptor)
    if close(descriptor) != 0, number == 0 { number = errno }
    if number == 0, rename(temporary, target) != 0 { number = errno }
    if number != 0 {
      unlink(temporary)
      throw failure(number)
    }
  }
}
