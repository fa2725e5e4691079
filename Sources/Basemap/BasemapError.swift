/// Why a basemap cannot be used.
public enum BasemapError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The system's reason.
  case unreadable(path: String, reason: String)
  case notABasemap(path: String)
  case version(path: String, expected: Int, found: Int)
  /// What was expected and found, at a byte of the file.
  case damaged(path: String, byte: Int, reason: String)

  /// More than the format can hold (two gigabytes) was to be written.
  case tooLarge(path: String, bytes: Int)

  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .notABasemap(let path): "\(path): is not a basemap of Lieudit"
    case .version(let path, let expected, let found):
      "\(path): is a basemap of version \(found), this program reads version \(expected)"
    case .tooLarge(let path, let bytes):
      "\(path): would have \(bytes) bytes, a basemap has \(Int32.max) at most"
    case .damaged(let path, let byte, let reason): "\(path): is damaged at byte \(byte): \(reason)"
    }
  }
}
