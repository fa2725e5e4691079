import GeoTypes
import Lieudit

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Turns a map's SVG into a PNG or a PDF, by librsvg's `rsvg-convert`.
///
/// The same picture gives the same bytes: a PDF carries the day that it is told, not the clock's.
enum ConvertedPicture {
  enum Format: String { case png, pdf }

  private static let program = "rsvg-convert"

  /// Throws `CommandFailure` (73) where `rsvg-convert` is not there.
  static func check() throws(CommandFailure) {
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    let isThere = folders.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
    if !isThere {
      throw CommandFailure(
        .cannotWrite,
        "png and pdf need \(program), which is not there; it comes with librsvg (Debian: apt-get install librsvg2-bin)"
      )
    }
  }

  /// - Parameters:
  ///   - scale: A PNG's pixels for each of the picture's.
  ///   - day: Of the dispatch, for a PDF's date.
  /// Throws `CommandFailure` (73) where the conversion fails.
  static func bytes(
    of svg: [UInt8], _ format: Format, scale: Int, day: CalendarDate?
  ) throws(CommandFailure) -> [UInt8] {
    var arguments = [program, "--format", format.rawValue]
    if format == .png { arguments += ["--zoom", String(scale)] }
    let seconds = Swift.max(0, (day?.daysSince1970 ?? 0)) * 86_400
    let converted = try run(arguments, input: svg, environment: "SOURCE_DATE_EPOCH=\(seconds)")
    switch format {
    case .png:
      guard let marked = marked(png: converted) else { throw failure("its output is no PNG") }
      return marked
    case .pdf:
      guard converted.starts(with: Array("%PDF-".utf8)) else { throw failure("its output is no PDF") }
      // A comment behind the end, by which the program knows its own files again.
      return converted + Array("% generator: \(Version.generator)\n".utf8)
    }
  }

  private static func failure(_ reason: String) -> CommandFailure {
    CommandFailure(.cannotWrite, "\(program): \(reason)")
  }

  /// The program's standard output; its messages go where ours go.
  private static func run(
    _ arguments: [String], input: [UInt8], environment setting: String
  ) throws(CommandFailure) -> [UInt8] {
    var (inward, outward): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard pipe(&inward) == 0, pipe(&outward) == 0 else { throw failure(String(cString: strerror(errno))) }
    for descriptor in inward + outward { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, inward[0], 0)
    posix_spawn_file_actions_adddup2(&actions, outward[1], 1)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    var settings: [UnsafeMutablePointer<CChar>?] = [strdup(setting)]
    var inherited = environ
    while let variable = inherited.pointee {
      if !String(cString: variable).hasPrefix("SOURCE_DATE_EPOCH=") { settings.append(strdup(variable)) }
      inherited += 1
    }
    settings.append(nil)
    defer { for pointer in words + settings { free(pointer) } }
    var process: pid_t = 0
    let error = posix_spawnp(&process, program, &actions, nil, &words, &settings)
    close(inward[0])
    close(outward[1])
    guard error == 0 else {
      close(inward[1])
      close(outward[0])
      throw failure(String(cString: strerror(error)))
    }
    // The picture goes in on a thread of its own, so that neither side waits for the other's full pipe.
    let entry = inward[1]
    let feeder = OtherThread {
      feed(input, to: entry)
      close(entry)
    }
    let output = drain(outward[0])
    close(outward[0])
    feeder.wait()
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else {
      let signal = status & 0x7F
      throw failure(signal == 0 ? "ended with status \(status >> 8 & 0xFF)" : "was ended by signal \(signal)")
    }
    return output
  }

  private static func feed(_ bytes: [UInt8], to descriptor: Int32) {
    // A converter that ends early says so by its status; its closed pipe is to be no signal for us.
    var pipeSignal = sigset_t()
    sigemptyset(&pipeSignal)
    sigaddset(&pipeSignal, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipeSignal, nil)
    var offset = 0
    while offset < bytes.count {
      let written = bytes[offset...].withUnsafeBytes { systemWrite(descriptor, $0) }
      if written < 0 {
        if errno == EINTR { continue }
        return
      }
      offset += written
    }
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  private static func drain(_ descriptor: Int32) -> [UInt8] {
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return output }
      output += buffer[..<count]
    }
  }

  /// The PNG with a text chunk that names the program, behind its header (PNG, 11.3.3.3); nil where it is no PNG.
  private static func marked(png: [UInt8]) -> [UInt8]? {
    let headerEnd = 8 + 25
    guard png.count > headerEnd, png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
      return nil
    }
    let content = Array("Comment\0generator: \(Version.generator)".utf8)
    let typed = Array("tEXt".utf8) + content
    return png[..<headerEnd] + bigEndian(UInt32(content.count)) + typed + bigEndian(crc(typed))
      + png[headerEnd...]
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// CRC-32 of ISO 3309, as PNG wants it.
  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var register: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      register ^= UInt32(byte)
      for _ in 0..<8 { register = register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1 }
    }
    return ~register
  }
}
