/// What is wrong with a trained model's file.
public enum ModelError: Error, Hashable, Sendable, CustomStringConvertible {
  /// `reason` is the system's own words.
  case unreadable(path: String, reason: String)
  /// The file is no model at all, or an empty one.
  case foreign(path: String)
  /// The file is a model of another format, or one trained on other features than this program computes.
  case version(path: String, expected: String, found: String)
  /// The file is a model, but cut short or changed.
  case damaged(path: String, expected: String, found: String)

  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot read: \(reason)"
    case .foreign(let path): "\(path): not a trained model; make one with: make model"
    case .version(let path, let expected, let found):
      "\(path): expected \(expected), found \(found); train it again with: make model"
    case .damaged(let path, let expected, let found):
      "\(path): damaged: expected \(expected), found \(found); train it again with: make model"
    }
  }
}
