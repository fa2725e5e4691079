import Foundation
import GazetteerIndex
import Geoparsing

/// The checkout's own data, found from this file's place in it.
enum TestData {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path()

  static let gazetteerPath = root + "Gazetteer/core.lieudit"
  /// `make test` compiles it; a bare `swift test` in a fresh clone skips what needs it.
  static let hasGazetteer = FileManager.default.fileExists(atPath: gazetteerPath)

  static func lexicon() throws -> Lexicon { try Lexicon(folder: root + "Gazetteer/lexicon/fr") }

  static func geoparser() throws -> Geoparser {
    Geoparser(gazetteer: try Gazetteer(path: gazetteerPath), lexicon: try lexicon())
  }
}
