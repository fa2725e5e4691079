/// What went wrong with a gazetteer's tables or with its compiled index: where, what was expected, what was found.
public enum GazetteerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A file could not be opened, read or written. `reason` is the system's own words.
  case file(path: String, operation: String, reason: String)
  /// A line of a table is not what it should be. Lines count from 1; 0 stands for the table as a whole.
  case table(path: String, line: Int, expected: String, found: String)
  /// The file is not a compiled gazetteer at all.
  case foreign(path: String, found: String)
  /// The file is a compiled gazetteer of a format that this program does not read.
  case version(path: String, expected: String, found: String)
  /// The file is a compiled gazetteer, but damaged or cut short. `offset` counts bytes from the file's start.
  case damaged(path: String, offset: Int, expected: String, found: String)
  /// More was given than the format holds.
  case tooLarge(what: String, limit: Int, found: Int)

  public var description: String {
    switch self {
    case .file(let path, let operation, let reason):
      "\(path): cannot \(operation): \(reason)"
    case .table(let path, 0, let expected, let found):
      "\(path): expected \(expected), found \(found)"
    case .table(let path, let line, let expected, let found):
      "\(path):\(line): expected \(expected), found \(found)"
    case .foreign(let path, let found):
      "\(path): not a compiled gazetteer (\(found)); make one with: lieudit gazetteer build"
    case .version(let path, let expected, let found):
      "\(path): expected \(expected), found \(found); rebuild it with: lieudit gazetteer build"
    case .damaged(let path, let offset, let expected, let found):
      "\(path): damaged at byte \(offset): expected \(expected), found \(found); rebuild it with: lieudit gazetteer build"
    case .tooLarge(let what, let limit, let found):
      "\(what): expected at most \(limit), found \(found)"
    }
  }
}
