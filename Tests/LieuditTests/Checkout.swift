import Foundation
import Lieudit

/// The checkout that the tests run in, found from this file's place.
enum Checkout {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let data = DataFolder(path: root.path() + "Gazetteer")
  /// `make test` compiles the gazetteer; a bare `swift test` in a fresh clone skips what needs it.
  static let hasData = FileManager.default.fileExists(atPath: data.gazetteer)
  /// The dispatch that started the project: a third party's text, beside the checkout and never in it.
  static let seed = root.deletingLastPathComponent().appending(path: "shared/seed/dispatch.txt")
  static let hasSeed = FileManager.default.fileExists(atPath: seed.path())
}
