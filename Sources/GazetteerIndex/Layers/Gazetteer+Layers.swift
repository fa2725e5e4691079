extension Gazetteer {
  /// Opens layers that lie over one another, the later over the earlier.
  ///
  ///     let gazetteer = try Gazetteer(layers: ["Gazetteer/core.lieudit", "house.tsv"])
  ///
  /// The first is a compiled index, which is mapped whatever its size. Each further one is a compiled index, a table,
  /// or a folder of tables (`Gazetteer/README.md`, "Layers"), of at most `layerLimit` places or rows: it is read at
  /// opening, in time that grows with its own size and not with that of the layers below.
  ///
  /// A place of a layer takes the place of the one with its id below; names add up. A house table also renames, moves,
  /// prefers and removes.
  ///
  /// Throws as `init(path:)` does, and `GazetteerError.table` for a line that is not what it should be, or that names a
  /// place which the layers below lack or have several of.
  public convenience init(layers paths: [String]) throws(GazetteerError) {
    guard let first = paths.first else {
      throw .file(path: "", operation: "open a gazetteer", reason: "no layer was given")
    }
    let base = try Gazetteer(path: first)
    var composition = LayerComposition(over: base)
    for path in paths.dropFirst() { try composition.add(layer: path) }
    self.init(base, under: paths.count == 1 ? nil : try composition.overlay())
  }

  /// The most places or rows that a layer above the first may have.
  public static var layerLimit: Int { 200_000 }

  /// Whether the file at `path` is a compiled index (of whatever version), and not tables.
  ///
  /// Throws `GazetteerError.file` where it cannot be read.
  public static func isCompiled(_ path: String) throws(GazetteerError) -> Bool {
    if isFolder(path) { return false }
    let file = try MappedBytes(path: path)
    return withExtendedLifetime(file) { file.bytes.starts(with: IndexFormat.magic) }
  }

  /// The layers from the lowest up; one for an index alone.
  public var layers: [Layer] { overlay?.layers ?? [lowestLayer] }

  var lowestLayer: Layer {
    Layer(path: path, isCompiled: true, count: file.placeCount, checksum: file.checksum)
  }

  /// The layer that has the place's record.
  public func layer(of place: PlaceRef) -> Layer {
    guard let overlay, let history = overlay.history(of: place) else { return lowestLayer }
    return overlay.layers[history.home]
  }

  /// What layers did to the place since a layer below had it, in their order.
  public func changes(of place: PlaceRef) -> [LayerChange] {
    guard let overlay, let history = overlay.history(of: place) else { return [] }
    return history.changes.map { LayerChange(layer: overlay.layers[$0.layer], action: $0.action) }
  }

  /// The uppermost table (or folder of tables) that adds, renames or names the place; nil for what only compiled layers have.
  package func house(of place: PlaceRef) -> Layer? {
    guard let overlay, let history = overlay.history(of: place) else { return nil }
    let naming = history.changes.last {
      !overlay.layers[$0.layer].isCompiled && ($0.action == .named || $0.action == .renamed)
    }
    let layer = overlay.layers[naming?.layer ?? history.home]
    return layer.isCompiled ? nil : layer
  }

  /// Whether a stop-list says that a text, whole, is the name of no place.
  package func isStopped(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let overlay, !overlay.stopped.isEmpty else { return false }
    return overlay.stopped.contains(NameKey.fold(name))
  }

  /// The bearer of a name that the uppermost layer with an opinion prefers; nil where none has one.
  public func preference(for name: NameRef) -> Preference? { overlay?.preferences[name.ordinal] }
}
