/// Which program wrote a file: its name and version, as every output states them.
public enum Version {
  /// Semantic Versioning 2.0.
  public static let number = "0.1.0"
  /// `lieudit 0.1.0`: the `generator` of every output, by which the program knows its own files again.
  public static let generator = "lieudit " + number
}
