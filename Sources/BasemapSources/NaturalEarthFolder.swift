internal import Basemap
package import GazetteerSources

/// Natural Earth's layers as they are downloaded: `ne_10m_lakes.zip`, the shapefile or GeoJSON that was in it, folders of
/// these, or an archive of everything.
package struct NaturalEarthFolder {
  /// A layer that was found; of several scales the most detailed.
  package struct Found {
    package var layer: NaturalEarthTables.Layer
    /// 1:10 million is 10.
    package var scale: Int
    package var path: String
    fileprivate var open: (String) throws(SourceError) -> (any ByteStream)?
    fileprivate var stem: String
    fileprivate var suffix: String
  }

  /// In the table's order.
  package private(set) var found: [Found] = []
  private let tables: NaturalEarthTables
  private static let scales = [10, 50, 110]
  /// Folders in folders are followed so far.
  private static let deepest = 6
  /// No layer of Natural Earth has as many bytes in one file.
  private static let limit = 1 << 30

  /// Looks through a folder, an archive or one file.
  ///
  /// Throws `SourceError.file` where it is missing or unreadable, `.damaged` for an archive that is not whole, and `.kind`
  /// where none of the layers is there.
  package init(_ path: String, tables: NaturalEarthTables) throws(SourceError) {
    self.tables = tables
    guard let isFolder = isFolder(path) else {
      throw .file(path: path, operation: "open", reason: "No such file or directory")
    }
    if isFolder { try look(into: path, depth: 0) } else { try look(at: path) }
    let order = tables.layers.map(\.name)
    found.sort { (order.firstIndex(of: $0.layer.name) ?? 0) < (order.firstIndex(of: $1.layer.name) ?? 0) }
    guard !found.isEmpty else {
      throw .kind(
        path: path,
        expected:
          "layers of Natural Earth (\(order.map { "ne_10m_\($0)" }.joined(separator: ", ")), or 50m, 110m)",
        found: "none")
    }
  }

  /// The features of a layer. Throws `SourceError` where its files are damaged or its attributes are missing.
  package func read(_ found: Found) throws(SourceError) -> SourceLayer {
    let columns = found.layer.columns
    func bytes(_ suffix: String) throws(SourceError) -> [UInt8]? {
      try found.open(found.stem + suffix)?.readAll(limit: NaturalEarthFolder.limit)
    }
    guard let main = try bytes(found.suffix) else {
      throw .file(path: found.path, operation: "open", reason: "it is gone")
    }
    guard found.suffix == ".shp" else {
      return SourceLayer(
        path: found.path, records: try GeoJSONLayer.records(main, path: found.path, columns: columns))
    }
    var records = try Shapefile(main, path: found.path).records()
    let tablePath = found.path.dropLast(4) + ".dbf"
    guard let attributes = try bytes(".dbf") else {
      throw .file(path: String(tablePath), operation: "open", reason: "a shapefile needs it beside the .shp")
    }
    let table = try DBaseTable(attributes, path: String(tablePath))
    guard table.count == records.count else {
      throw .damaged(
        path: String(tablePath), offset: 4, expected: "\(records.count) records, as the .shp has",
        found: "\(table.count)")
    }
    for index in records.indices { records[index].attributes = table.values(of: index, columns: columns) }
    return SourceLayer(path: found.path, records: records)
  }

  private mutating func look(into folder: String, depth: Int) throws(SourceError) {
    for name in try fileNames(in: folder) {
      let path = "\(folder)/\(name)"
      if isFolder(path) == true {
        if depth < NaturalEarthFolder.deepest { try look(into: path, depth: depth + 1) }
      } else {
        try look(at: path)
      }
    }
  }

  private mutating func look(at path: String) throws(SourceError) {
    guard path.hasSuffix(".zip") else {
      add(path, path) { (name) throws(SourceError) in
        isFolder(name) == false ? FileStream(try OpenFile(path: name)) : nil
      }
      return
    }
    let archive = try ZipArchive(path: path)
    for member in archive.members {
      add(member.name, "\(path)/\(member.name)") { (name) throws(SourceError) in
        guard let member = archive.members.first(where: { $0.name == name }) else { return nil }
        return try ZipMemberStream(member, of: archive)
      }
    }
  }

  private mutating func add(
    _ name: String, _ path: String, open: @escaping (String) throws(SourceError) -> (any ByteStream)?
  ) {
    guard let suffix = [".shp", ".geojson", ".json"].first(where: { name.hasSuffix($0) }) else { return }
    let stem = String(name.dropLast(suffix.count))
    let file = stem.split(separator: "/").last ?? ""
    for scale in NaturalEarthFolder.scales {
      guard let layer = tables.layers.first(where: { file == "ne_\(scale)m_\($0.name)" }) else { continue }
      let entry = Found(layer: layer, scale: scale, path: path, open: open, stem: stem, suffix: suffix)
      if let index = found.firstIndex(where: { $0.layer.name == layer.name }) {
        if scale < found[index].scale { found[index] = entry }
      } else {
        found.append(entry)
      }
    }
  }
}
