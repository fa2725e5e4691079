/// Why a file, or one line of an NDJSON stream, was refused: where, what was expected and what was found.
public struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What users may script against; the raw value stands in the `error.code` of NDJSON output.
  public enum Code: String, CaseIterable, Sendable {
    /// There is no such file, or a folder holds no dispatch.
    case missing
    /// The file is there but may not be opened.
    case unreadable
    /// Reading failed half-way.
    case io
    /// Larger than a dispatch may be.
    case tooLarge = "too_large"
    /// Nothing but white space.
    case empty
    /// A NUL byte or character: not text.
    case binary
    /// Neither UTF-8, nor UTF-16 with its mark, nor plausibly Windows-1252 or Latin-1.
    case encoding
    /// A line that is not one JSON object.
    case json
    /// A JSON object whose known keys lack or have a wrong value.
    case field
  }

  public var code: Code
  /// The path as it was given; `-` for standard input.
  public var file: String
  /// 1 for the first; nil where the whole file is meant.
  public var line: Int?
  /// Offset in bytes from the start of the file (of the line, where there is one); nil where no byte is to blame.
  public var byte: Int?
  /// The dispatch's id, where it could still be read.
  public var id: String?
  /// One sentence without the place.
  public var message: String

  public init(
    _ code: Code, file: String, line: Int? = nil, byte: Int? = nil, id: String? = nil, _ message: String
  ) {
    self.code = code
    self.file = file
    self.line = line
    self.byte = byte
    self.id = id
    self.message = message
  }

  /// `depeches.ndjson:12: byte 40: expected …, found …`
  public var description: String {
    var place = file == "-" ? "standard input" : file
    if let line { place += ":\(line)" }
    if let byte { place += ": byte \(byte)" }
    return "\(place): \(message)"
  }
}
