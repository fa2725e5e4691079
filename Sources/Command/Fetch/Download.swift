import GazetteerSources

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// One file fetched by the program `curl`, resumed where an earlier attempt broke off.
///
/// The bytes go to `<path>.part`, which takes its name when it has the size that the server says. Beside it
/// `<path>.part.of` keeps which version of the file it is a part of: where the server has another one, it is fetched
/// from the start.
struct Download {
  let url: String
  let path: String

  enum Outcome {
    case fetched(Int)
    case wasThere(Int)
  }

  private var part: String { path + ".part" }
  private var partOf: String { part + ".of" }

  /// Whether an address is HTTPS, or HTTP on this machine.
  static func isAllowed(_ url: String) -> Bool {
    if url.hasPrefix("https://") { return url.count > 8 }
    let hosts = ["127.0.0.1", "localhost", "[::1]"]
    return hosts.contains { host in
      ["http://\(host):", "http://\(host)/"].contains { url.hasPrefix($0) } && !url.contains("@")
    }
  }

  /// Throws `CommandFailure`: 74 where `curl` is missing or the transfer fails, 66 where the server lacks the file, 73
  /// where the file cannot be written.
  func run() throws(CommandFailure) -> Outcome {
    let remote = try ask()
    if let size = fileSize(path), let expected = remote.size, size == expected { return .wasThere(size) }
    // A part without a known version is of no use.
    if readText(partOf) != remote.version { unlink(part) }
    try writeText(remote.version, to: partOf)
    if let size = fileSize(part), let expected = remote.size, size > expected { unlink(part) }
    if fileSize(part) == nil || fileSize(part) != remote.size { try transfer() }
    guard let size = fileSize(part) else {
      throw CommandFailure(.io, "\(url): nothing came")
    }
    if let expected = remote.size, size != expected {
      throw CommandFailure(
        .io, "\(url): expected \(expected) bytes, got \(size); the same command goes on from there")
    }
    if path.hasSuffix(".zip") {
      do throws(SourceError) {
        try ArchiveCheck.check(part)
      } catch {
        unlink(part)
        throw CommandFailure(.io, "\(url): \(error)")
      }
    }
    guard rename(part, path) == 0 else {
      throw CommandFailure(.cannotWrite, "\(path): cannot be written: \(String(cString: strerror(errno)))")
    }
    unlink(partOf)
    return .fetched(size)
  }

  // MARK: The server

  private struct Remote {
    /// In bytes; nil where the server does not say.
    var size: Int?
    /// What tells this version of the file from another.
    var version: String
  }

  private func ask() throws(CommandFailure) -> Remote {
    let headers = "\(path).\(getpid()).headers"
    defer { unlink(headers) }
    try curl(["--head", "--output", headers])
    var size: Int?
    var version = url
    // After redirections the last answer counts.
    let text = readText(headers) ?? ""
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let answers = lines.split(separator: "")
    for line in answers.last ?? [] {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      if name == "content-length" { size = Int(value) }
      if ["content-length", "etag", "last-modified"].contains(name) { version += "\n\(name): \(value)" }
    }
    return Remote(size: size, version: version)
  }

  private func transfer() throws(CommandFailure) {
    let isShown = Terminal.showsProgress
    if isShown { Terminal.note(url) }
    let shared = ["--output", part] + (isShown ? ["--no-silent", "--progress-bar"] : [])
    if fileSize(part) != nil {
      let status = try runCurl(["--continue-at", "-"] + shared)
      if status == 0 { return }
      // 33 and 36: the server does not resume. All else is told.
      guard status == 33 || status == 36 else { throw failure(status) }
      unlink(part)
    }
    try curl(shared)
  }

  // MARK: curl

  private func curl(_ arguments: [String]) throws(CommandFailure) {
    let status = try runCurl(arguments)
    if status != 0 { throw failure(status) }
  }

  private func failure(_ status: Int32) -> CommandFailure {
    // curl has said why; 22 is an answer of 400 and more, 23 a file that cannot be written.
    switch status {
    case 22: CommandFailure(.missingInput, "\(url): the server does not give it")
    case 23: CommandFailure(.cannotWrite, "\(part): cannot be written")
    default:
      CommandFailure(
        .io, "\(url): not fetched (curl ended with \(status)); the same command goes on from there")
    }
  }

  /// Runs curl to its end; its status.
  private func runCurl(_ arguments: [String]) throws(CommandFailure) -> Int32 {
    let allowed = url.hasPrefix("https://") ? "=https" : "=http"
    let words =
      [
        "curl", "--fail", "--location", "--silent", "--show-error", "--proto", allowed, "--proto-redir",
        allowed,
        "--connect-timeout", "30", "--speed-limit", "1", "--speed-time", "60",
      ] + arguments + ["--", url]
    var pointers = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    let error = posix_spawnp(&process, "curl", nil, nil, &pointers, environ)
    guard error == 0 else {
      throw CommandFailure(
        .io,
        error == ENOENT
          ? "the program curl is not there; install it, or fetch \(url) by other means"
          : "curl does not start: \(String(cString: strerror(error)))")
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }

  // MARK: Files

  private func fileSize(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// A small file's text; nil where there is none.
  private func readText(_ path: String) -> String? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  private func writeText(_ text: String, to path: String) throws(CommandFailure) {
    guard let file = fopen(path, "wb") else {
      throw CommandFailure(.cannotWrite, "\(path): cannot be written: \(String(cString: strerror(errno)))")
    }
    let written = fputs(text, file)
    guard fclose(file) == 0, written >= 0 else {
      throw CommandFailure(.cannotWrite, "\(path): cannot be written: \(String(cString: strerror(errno)))")
    }
  }
}
