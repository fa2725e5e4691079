/// The read-only, memory-mapped index of places and their names.
///
/// Opening takes constant time whatever the size, and only what is asked for is read. A gazetteer may be used
/// from any number of threads at once. Refs (`PlaceRef`, `NameRef`) belong to the gazetteer that gave them;
/// one that is out of its range is a programmer's error and stops the program.
public final class Gazetteer: Sendable {
  let file: IndexFile
  /// What the layers above `file` make of it; nil for one index alone.
  let overlay: Overlay?
  /// Bytes of the longest key of all layers.
  let longestKey: Int

  /// Opens the compiled gazetteer at `path` and checks its header and the bounds of its sections.
  ///
  /// Throws `GazetteerError.file` where it cannot be mapped, `.foreign` where it is something else, `.version`
  /// where another version of the program wrote it, and `.damaged` where it is cut short or its header is
  /// inconsistent. Damage inside a section is not looked for (see `verify`) and leads to wrong answers at worst.
  public init(path: String) throws(GazetteerError) {
    file = try IndexFile(MappedBytes(path: path), path: path)
    overlay = nil
    longestKey = file.longestKey
  }

  /// Opens a compiled gazetteer that is in memory; `path` is what errors call it. Throws as `init(path:)` does.
  public init(bytes: [UInt8], path: String = "gazetteer in memory") throws(GazetteerError) {
    file = try IndexFile(MappedBytes(copying: bytes), path: path)
    overlay = nil
    longestKey = file.longestKey
  }

  /// A gazetteer with layers over it.
  init(_ base: Gazetteer, under overlay: Overlay?) {
    file = base.file
    self.overlay = overlay
    longestKey = max(file.longestKey, overlay?.delta.longestKey ?? 0)
  }

  /// Reads the whole file (and those of the compiled layers above it) and compares checksums; throws
  /// `GazetteerError.damaged` with the first difference.
  public func verify() throws(GazetteerError) {
    try file.verify()
    for layer in layers.dropFirst() where layer.isCompiled { try Gazetteer(path: layer.path).verify() }
  }

  /// The path of the lowest layer.
  public var path: String { file.path }
  public var placeCount: Int { overlay?.placeCount ?? file.placeCount }
  /// Different names, as `NameKey` folds them.
  public var nameCount: Int { overlay?.nameCount ?? file.nameCount }
  /// Names of places: a name that three places bear counts three times.
  public var entryCount: Int { overlay?.entryCount ?? file.entryCount }
  /// Size of the lowest layer's file in bytes.
  public var byteCount: Int { file.storage.bytes.count }

  /// The format's version and a checksum of the contents, `1.5f0c…`: the same tables give the same version.
  public var version: String {
    let digits = String(overlay?.checksum ?? file.checksum, radix: 16)
    return "\(IndexFormat.version)." + String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// The tables that it was built from, each with the source, date and licence that stand in its head: one line
  /// with the table's name, then its comment lines, indented by two spaces.
  public var sources: String { file.sources + (overlay?.delta.sources ?? "") }

  /// All places, in an order that keeps neighbours together; those that a layer added or changed come last.
  public var places: some RandomAccessCollection<PlaceRef> & Sendable {
    let overlay = overlay
    return (0..<UInt32(placeCount)).lazy.map { PlaceRef(ordinal: overlay?.ordinal(ofPlace: $0) ?? $0) }
  }
}
