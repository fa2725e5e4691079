import Foundation
import GazetteerIndex

/// A folder of files that are layers; it goes with its last reference.
final class LayerFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("lieudit-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, in a folder of its own where the name has one, and gives its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file.path
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

  /// The Caucasus of `Fixture`, with house tables over it. Cells are separated by `|`.
  func caucasus(_ tables: String...) throws -> Gazetteer {
    var layers = [try write(Fixture.caucasus().builder.compiled(), to: "core.lieudit")]
    for (index, table) in tables.enumerated() {
      layers.append(try write(table.replacing("|", with: "\t"), to: "house\(index + 1).tsv"))
    }
    return try Gazetteer(layers: layers)
  }
}
