import Foundation
import Testing

@testable import Geoparsing

/// Files of models: what is written is read, and what is damaged is refused with its own error.
@Suite struct ModelFileTests {
  private static let small: [UInt64: SIMD4<Int16>] = [
    FeatureTemplate.rule.feature(1, 2): SIMD4(1, -2, 3, -4),
    FeatureTemplate.name.feature(9, 0): SIMD4(.max, .min, 0, 7),
    // Both ask for the same slot; the second goes to the next one.
    0x0000_0001_0000_0005: SIMD4(10, 0, 0, 0),
    0x0000_0002_0000_0005: SIMD4(20, 0, 0, 0),
  ]

  private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "lieudit-model-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test func weightsThatWereWrittenAreRead() throws {
    try withFile(ModelFormat.encode(Self.small)) { path in
      let model = try ReadingModel(path: path)
      #expect(model.featureCount == 4)
      for (feature, weights) in Self.small {
        #expect(model.weights(of: feature) == SIMD4<Int32>(truncatingIfNeeded: weights))
      }
      #expect(model.weights(of: FeatureTemplate.rule.feature(2, 1)) == .zero)
    }
  }

  @Test func theSameWeightsGiveTheSameBytes() {
    let again = Dictionary(uniqueKeysWithValues: Self.small.sorted { $0.key > $1.key })
    #expect(ModelFormat.encode(Self.small) == ModelFormat.encode(again))
  }

  @Test func aModelWithoutFeaturesIsAModel() throws {
    try withFile(ModelFormat.encode([:])) { path in
      let model = try ReadingModel(path: path)
      #expect(model.weights(of: 12) == .zero)
    }
  }

  @Test func whatIsNoFileIsUnreadable() {
    for path in ["/does/not/exist", NSTemporaryDirectory()] {
      #expect { try ReadingModel(path: path) } throws: { error in
        if case .unreadable(path, _) = error as? ModelError { true } else { false }
      }
    }
  }

  @Test(arguments: [[], [1, 2, 3], [UInt8](repeating: 0, count: 900), Array("LIEUDIT\u{1}".utf8)])
  func whatIsNoModelSaysSo(bytes: [UInt8]) throws {
    try withFile(bytes) { path in
      #expect(throws: ModelError.foreign(path: path)) { try ReadingModel(path: path) }
    }
  }

  @Test func anotherVersionSaysWhichItIs() throws {
    var bytes = ModelFormat.encode(Self.small)
    bytes[8] = 9
    try withFile(bytes) { path in
      #expect(throws: ModelError.version(path: path, expected: "format 1", found: "format 9")) {
        try ReadingModel(path: path)
      }
    }
    bytes = ModelFormat.encode(Self.small)
    bytes[12] = 77
    try withFile(bytes) { path in
      #expect(
        throws: ModelError.version(
          path: path, expected: "features \(FeatureTemplate.version)", found: "features 77")
      ) {
        try ReadingModel(path: path)
      }
    }
  }

  @Test func aFileCutAnywhereIsRefused() throws {
    let bytes = ModelFormat.encode(Self.small)
    for length in 0..<bytes.count where length < 80 || length % 97 == 0 || length > bytes.count - 3 {
      try withFile(Array(bytes.prefix(length))) { path in
        #expect(throws: ModelError.self, "\(length) bytes") { try ReadingModel(path: path) }
      }
    }
    try withFile(bytes + [0]) { path in
      #expect(throws: ModelError.self) { try ReadingModel(path: path) }
    }
  }

  @Test func everyFlippedByteIsRefused() throws {
    let bytes = ModelFormat.encode(Self.small)
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x40
      try withFile(damaged) { path in
        #expect(throws: ModelError.self, "byte \(index)") { try ReadingModel(path: path) }
      }
    }
  }

  /// A model that was trained elsewhere asks for these very numbers.
  @Test func featuresHaveTheirNumbersForEver() {
    #expect(FeatureTemplate.version == 1)
    #expect(FeatureTemplate.rule.rawValue == 0)
    #expect(FeatureTemplate.elsewhere.rawValue == 58)
    #expect(FeatureTemplate.rule.feature(3, 4) == 0x460E_35DD_2933_F5B6)
    #expect(RoleRule.dealings.rawValue == 17)
  }
}
