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

  private static let readLexicon = Result { try Lexicon(folder: root + "Gazetteer/lexicon/fr") }
  private static let openGeoparser = Result {
    Geoparser(gazetteer: try Gazetteer(path: gazetteerPath), lexicon: try lexicon())
  }

  /// Read once for all tests.
  static func lexicon() throws -> Lexicon { try readLexicon.get() }
  static func geoparser() throws -> Geoparser { try openGeoparser.get() }
}
