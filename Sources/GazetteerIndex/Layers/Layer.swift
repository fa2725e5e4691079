/// One of the layers that a gazetteer is made of: a compiled index or tables. The later wins.
public struct Layer: Hashable, Sendable {
  public let path: String
  /// Whether it is a compiled index.
  public let isCompiled: Bool
  /// The places of a compiled index; the rows of tables.
  public let count: Int
  /// A checksum of the contents.
  let checksum: UInt64

  /// The last part of the path, by which messages and reasons name it.
  public var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// What a layer did to a place of a layer below.
public struct LayerChange: Hashable, Sendable {
  public enum Action: String, CaseIterable, Sendable {
    /// Gave it another name to show.
    case renamed
    /// Gave it one more name.
    case named
    case moved
    /// Took a name from it.
    case unnamed
  }

  public let layer: Layer
  public let action: Action
}

/// The bearer of a name that a layer prefers.
public struct Preference: Hashable, Sendable {
  public let place: PlaceRef
  public let layer: Layer
}
