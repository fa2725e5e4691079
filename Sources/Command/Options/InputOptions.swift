import ArgumentParser
import Dispatches

/// The dispatches that a command reads.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files and folders of dispatches; - or none is standard input.", valueName: "file"),
    completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp("How dispatches are laid down: text or ndjson; told by name and content by default."))
  var input: InputFormat?

  /// Reads every dispatch in order: `read` gets those that can be read, `refuse` the others (named on standard error
  /// already).
  ///
  /// Throws what `read` and `refuse` throw, and a `CommandFailure` after the last where some or all were refused.
  func readEach(
    _ read: (SourcedDispatch) throws -> Void, refuse: (InputError) throws -> Void = { _ in }
  ) throws {
    if files.isEmpty || files == ["-"], Terminal.readsFromTerminal {
      Terminal.note("reading a dispatch from the terminal; end it with Ctrl-D on a line of its own")
    }
    var done = 0
    var refusals: [InputError.Code] = []
    for result in DispatchFeed(paths: files, format: input) {
      switch result {
      case .success(let sourced):
        if sourced.encoding != .utf8 {
          Terminal.note(
            "\(sourced.file): read as \(sourced.encoding.rawValue); byte offsets refer to its text in UTF-8")
        }
        try read(sourced)
        done += 1
      case .failure(let error):
        Terminal.fail(error.description)
        refusals.append(error.code)
        try refuse(error)
      }
    }
    if refusals.isEmpty { return }
    if done > 0 { throw CommandFailure(.partly) }
    let isMissing = refusals.allSatisfy { $0 == .missing || $0 == .unreadable }
    let isBroken = refusals.allSatisfy { $0 == .io }
    throw CommandFailure(isMissing ? .missingInput : isBroken ? .io : .unusableInput)
  }
}
