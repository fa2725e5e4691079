import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs the built `lieudit` as a process of its own.
struct Program {
  struct Outcome {
    var standardOutput: String
    var standardError: String
    /// The exit status, or 128 and the signal's number, as a shell has it.
    var status: Int32
    /// Peak resident memory in bytes.
    var peakMemory: Int
  }

  /// The program beside the test bundle that runs.
  static let path: String = {
    #if os(Linux)
      let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    #else
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundlePath ?? ""
    #endif
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("lieudit").path
  }()

  /// The checkout's `Gazetteer/core.lieudit`, which `make data` compiles.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Runs the program to its end.
  static func run(
    _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:], output: String? = nil
  ) throws -> Outcome {
    try run(arguments, input: input, environment: environment, output: output)
  }

  static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], output: String? = nil
  ) throws -> Outcome {
    let folder = try TemporaryFolder()
    let running = try start(
      arguments, input: try folder.write(input, to: "in"), output: output ?? folder.path + "/out",
      error: folder.path + "/err", environment: environment)
    let (status, peakMemory) = running.wait()
    return Outcome(
      standardOutput: output == nil ? try folder.text("out") : "", standardError: try folder.text("err"),
      status: status, peakMemory: peakMemory)
  }

  /// What Linux counts as a child's peak before it has run at all: the memory of the process that started it.
  static var inheritedPeak: Int {
    var usage = rusage()
    #if os(Linux)
      // RUSAGE_SELF, whose type differs between C libraries.
      getrusage(0, &usage)
      return Int(usage.ru_maxrss) * 1024 + (8 << 20)
    #else
      return 0
    #endif
  }

  /// A process under way.
  struct Running {
    var process: pid_t

    /// Waits for the end: the status and the peak memory in bytes.
    func wait() -> (status: Int32, peakMemory: Int) {
      var status: Int32 = 0
      var usage = rusage()
      while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
      let signal = status & 0x7F
      #if os(Linux)
        let peak = Int(usage.ru_maxrss) * 1024
      #else
        let peak = Int(usage.ru_maxrss)
      #endif
      return (signal == 0 ? (status >> 8) & 0xFF : 128 + signal, peak)
    }
  }

  /// Starts the program with its standard streams in files (or pipes, by their paths).
  static func start(
    _ arguments: [String], input: String, output: String, error: String, environment: [String: String] = [:]
  ) throws -> Running {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, error, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    // Whoever runs the tests may ignore signals (a shell's background job does) or block them (Dispatch's threads do);
    // the program must not inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, numericCast(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var variables = ProcessInfo.processInfo.environment
    variables["LIEUDIT_DATA"] = root + "/Gazetteer"
    variables.merge(environment) { $1 }
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    var settings = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in words + settings { free(pointer) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, path, &actions, &attributes, &words, &settings)
    guard failure == 0 else {
      throw NSError(
        domain: NSPOSIXErrorDomain, code: Int(failure),
        userInfo: [NSLocalizedDescriptionKey: "\(path) does not start: \(String(cString: strerror(failure)))"]
      )
    }
    return Running(process: process)
  }
}
