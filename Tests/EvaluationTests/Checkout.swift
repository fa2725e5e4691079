import Evaluation
import Foundation

/// The files of the checkout that tests read.
enum Checkout {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Other people's corpora, where this machine has them.
  static let corpora = root + "/../shared/corpora"

  static func has(_ corpus: String) -> Bool { FileManager.default.fileExists(atPath: corpora + "/" + corpus) }

  static func labels() throws -> LabelTable {
    try LabelTable(path: root + "/Gazetteer/lexicon/corpus_labels.tsv")
  }

  static func types() throws -> EventTypes { try EventTypes(path: root + "/Gazetteer/lexicon/kinds.tsv") }

  /// Our own annotated files, below `Tests/Corpus`.
  static let ownCorpora: [String] = {
    let folder = root + "/Tests/Corpus"
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".jsonl") }.sorted().map { folder + "/" + $0 }
  }()

  /// A corpus of a text, written to a file for the time of the reading.
  static func corpus(_ text: String, format: CorpusFormat? = nil, id: [String] = []) throws -> Corpus {
    try corpus(Array(text.utf8), format: format, id: id)
  }

  static func corpus(_ bytes: [UInt8], format: CorpusFormat? = nil, id: [String] = []) throws -> Corpus {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("corpus-\(UUID().uuidString)")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try Corpus(file: file.path, format: format, labels: try labels(), selection: id)
  }
}

/// Seeded random numbers (a linear congruential generator, Knuth's constants).
struct Chance: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 32) << 32 | (state &* 0x9E37_79B9_7F4A_7C15) >> 32
  }
}
