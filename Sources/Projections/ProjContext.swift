internal import CProj

/// One PROJ context with its messages: network off, nothing printed.
///
/// A context belongs to one `Transformation`, hence to one thread at a time, as PROJ asks.
struct ProjContext: ~Copyable {
  let pointer: OpaquePointer
  private let messages: Messages

  /// What PROJ logged; PROJ holds it unowned, so it must outlive the context.
  private final class Messages {
    var last = ""
  }

  /// A context, or nil where PROJ cannot make one (no memory).
  ///
  /// Without its database PROJ starts in 0.3 ms rather than 5, for it reads the schema whole; an operation
  /// given by parameters alone does not need it. The documented way to withhold a file is a file finder.
  init?(withDatabase: Bool) {
    guard let made = libproj.proj_context_create() else { return nil }
    pointer = made
    messages = Messages()
    _ = libproj.proj_context_set_enable_network(pointer, 0)
    libproj.proj_log_func(pointer, Unmanaged.passUnretained(messages).toOpaque()) { data, _, text in
      guard let data, let text else { return }
      Unmanaged<Messages>.fromOpaque(data).takeUnretainedValue().last = String(cString: text)
    }
    if !withDatabase {
      libproj.proj_context_set_file_finder(pointer, { _, _, _ in UnsafePointer(noFile) }, nil)
    }
  }

  deinit { _ = libproj.proj_context_destroy(pointer) }

  /// Forgets what PROJ said so far.
  func clearMessages() { messages.last = "" }

  /// PROJ's last message, else the name of its last error; empty for none.
  var lastMessage: String {
    if !messages.last.isEmpty { return messages.last }
    let number = libproj.proj_context_errno(pointer)
    guard number != 0, let text = libproj.proj_context_errno_string(pointer, number) else { return "" }
    return String(cString: text)
  }
}

/// The empty path, for as long as the process lives.
private nonisolated(unsafe) let noFile: UnsafeMutablePointer<CChar> = {
  // Never written after this line and never freed, so every thread may read it.
  let path = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
  path.initialize(to: 0)
  return path
}()
