public import GazetteerIndex

/// What keeps a source of places from being read: where, what was expected, what was found.
public enum SourceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A file or folder could not be opened or read. `reason` is the system's own words.
  case file(path: String, operation: String, reason: String)
  /// It is none of the kinds that are known, or not the kind that was asked for.
  case kind(path: String, expected: String, found: String)
  /// The bytes are not what their format asks for. `offset` counts from the file's start.
  case damaged(path: String, offset: Int, expected: String, found: String)
  /// One line (from 1) or record is not what it should be.
  case line(path: String, line: Int, expected: String, found: String)
  /// What the builder of the index, or one of the project's own tables, says.
  case gazetteer(GazetteerError)

  public var description: String {
    switch self {
    case .file(let path, let operation, let reason): "\(path): cannot \(operation): \(reason)"
    case .kind(let path, let expected, let found): "\(path): expected \(expected), found \(found)"
    case .damaged(let path, let offset, let expected, let found):
      "\(path): damaged at byte \(offset): expected \(expected), found \(found)"
    case .line(let path, let line, let expected, let found):
      "\(path):\(line): expected \(expected), found \(found)"
    case .gazetteer(let error): error.description
    }
  }
}

/// Why one row or record is refused; the reader that is on it adds the file and the line.
struct RowProblem: Error {
  var expected: String
  var found: String

  init(expected: String, found: String) {
    self.expected = expected
    self.found = found
  }

  /// A value that is not what it should be; a long one is cut.
  init(_ expected: String, _ found: UnsafeRawBufferPointer) {
    self.expected = expected
    if found.isEmpty {
      self.found = "nothing"
    } else {
      self.found = "`\(String(decoding: found.prefix(80), as: UTF8.self))\(found.count > 80 ? "…" : "")`"
    }
  }
}

/// The lines and records of one source that were refused: all are counted, the first are kept to be told.
public struct Refusals: Sendable {
  public private(set) var count = 0
  public private(set) var first: [SourceError] = []
  /// How many are kept.
  static let kept = 10

  mutating func add(_ error: @autoclosure () -> SourceError) {
    count += 1
    if first.count < Refusals.kept { first.append(error()) }
  }
}
