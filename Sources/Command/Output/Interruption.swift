#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Leaves nothing half-written behind when a signal ends the program.
enum Interruption {
  /// The temporary file under way; what the handler removes.
  ///
  /// Written by the one thread that writes files; the handler only reads it. A pointer's store is one instruction, and
  /// the string is freed only after the store that takes it away.
  nonisolated(unsafe) private static var temporary: UnsafeMutablePointer<CChar>?

  /// To be called once, before the first file.
  static func watch() {
    temporary = nil
    // A file beyond the user's limit is an error of the write, to be told, not the program's end.
    signal(SIGXFSZ, SIG_IGN)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] {
      var action = sigaction()
      // What the caller ignores (nohup) stays ignored.
      sigaction(signal, nil, &action)
      if handlerIsIgnore(action) { continue }
      #if canImport(Darwin)
        action.__sigaction_u.__sa_handler = { Interruption.end(by: $0) }
      #else
        action.__sigaction_handler.sa_handler = { Interruption.end(by: $0) }
      #endif
      // The default comes back before the handler runs, so that the signal, raised again, ends the program: the
      // shell sees 130 for SIGINT, and a loop around the program stops.
      action.sa_flags = Int32(truncatingIfNeeded: SA_RESETHAND) | Int32(truncatingIfNeeded: SA_NODEFER)
      sigemptyset(&action.sa_mask)
      sigaction(signal, &action, nil)
    }
  }

  private static func handlerIsIgnore(_ action: sigaction) -> Bool {
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == 1  // SIG_IGN
  }

  /// Only calls that are safe in a signal handler.
  private static func end(by signal: Int32) {
    if let temporary { unlink(temporary) }
    raise(signal)
  }

  static func begin(_ path: String) { temporary = strdup(path) }

  static func finish() {
    let path = temporary
    temporary = nil
    free(path)
  }
}
