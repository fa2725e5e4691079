#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Standard output, for results, and standard error, for everything else.
enum Terminal {
  /// Whether results may be coloured: on a terminal, and not where `NO_COLOR` is set (no-color.org) or the terminal is
  /// dumb.
  static let colours = mayColour(STDOUT_FILENO)
  /// The same for messages.
  static let coloursMessages = mayColour(STDERR_FILENO)

  static var readsFromTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  private static func mayColour(_ descriptor: Int32) -> Bool {
    guard isatty(descriptor) == 1 else { return false }
    if let value = getenv("NO_COLOR"), value.pointee != 0 { return false }
    guard let kind = getenv("TERM") else { return false }
    return String(cString: kind) != "dumb"
  }

  // MARK: Results

  /// Writes a result to standard output.
  ///
  /// Throws `CommandFailure` (74) where that fails. A closed pipe ends the program quietly by its signal.
  static func write(_ text: String) throws(CommandFailure) {
    var text = text
    let failure = text.withUTF8 { writeAll($0, to: STDOUT_FILENO) }
    if failure != 0 {
      throw CommandFailure(.io, "standard output cannot be written: \(String(cString: strerror(failure)))")
    }
  }

  static func write(_ bytes: [UInt8]) throws(CommandFailure) {
    let failure = bytes.withUnsafeBufferPointer { writeAll($0, to: STDOUT_FILENO) }
    if failure != 0 {
      throw CommandFailure(.io, "standard output cannot be written: \(String(cString: strerror(failure)))")
    }
  }

  // MARK: Messages

  /// What the user should know though the work goes on.
  static func warn(_ message: String) { say("warning", colour: "33", message) }

  static func note(_ message: String) { say(nil, colour: "", message) }

  static func fail(_ message: String) { say("error", colour: "31", message) }

  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// Shows how far the work is, in place of what was shown before; on a terminal only. An empty text takes it away.
  static func progress(_ text: String) {
    guard showsProgress else { return }
    var line = "\r\u{1B}[K" + printable(text)
    _ = line.withUTF8 { writeAll($0, to: STDERR_FILENO) }
  }

  private static func say(_ kind: String?, colour: String, _ message: String) {
    var label = kind.map { $0 + ": " } ?? ""
    if let kind, coloursMessages { label = "\u{1B}[\(colour)m\(kind):\u{1B}[0m " }
    var line = "lieudit: \(label)\(printable(message))\n"
    // Where standard error is gone, there is nobody to tell.
    _ = line.withUTF8 { writeAll($0, to: STDERR_FILENO) }
  }

  /// A text without control characters, which could drive a terminal; line breaks stay.
  static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0) }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(isControl(scalar) ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F: true
    default: false
    }
  }

  /// Writes everything; the error number, or 0.
  private static func writeAll(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Int32 {
    var rest = UnsafeRawBufferPointer(bytes)[...]
    while !rest.isEmpty {
      let written = UnsafeRawBufferPointer(rebasing: rest).withMemoryRebound(to: UInt8.self) {
        systemWrite(descriptor, $0.baseAddress, $0.count)
      }
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = rest.dropFirst(written)
    }
    return 0
  }

  private static func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, start, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, start, count)
    #else
      Glibc.write(descriptor, start, count)
    #endif
  }
}
