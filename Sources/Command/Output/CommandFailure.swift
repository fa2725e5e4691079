import ArgumentParser

/// What the program's exit says (sysexits.h, as far as it goes).
enum ExitStatus: Int32 {
  case done = 0
  /// Done, but some inputs were refused; each was named on standard error.
  case partly = 1
  case usage = 64
  /// Nothing usable in the input.
  case unusableInput = 65
  /// An input is missing or cannot be opened.
  case missingInput = 66
  case internalError = 70
  /// A file could not be written.
  case cannotWrite = 73
  /// Reading or writing failed half-way.
  case io = 74
}

/// Ends a command: the message goes to standard error (where there is one), the status to the shell.
struct CommandFailure: Error {
  var status: ExitStatus
  /// Nil where everything was said before.
  var message: String?
  /// Whether what comes next would fail as well: a full disk, not another's file in the way.
  var isLasting: Bool

  init(_ status: ExitStatus, _ message: String? = nil, isLasting: Bool = false) {
    self.status = status
    self.message = message
    self.isLasting = isLasting
  }
}
