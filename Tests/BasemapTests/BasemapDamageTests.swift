import Foundation
import GeoTypes
import Testing

@testable import Basemap

/// Damaged copies of the committed basemap: each opens with a named error or answers, and never crashes.
@Suite struct BasemapDamageTests {
  /// xorshift64*, so that every run tests the same damage.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      return state &* 2_685_821_657_736_338_717
    }
  }

  private func withCopy(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "lieudit-basemap-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  private func original() throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: basemapPath)))
  }

  @Test func aFileThatIsNoneSaysSo() throws {
    #expect(throws: BasemapError.self) { try Basemap(path: "/does/not/exist") }
    #expect(throws: BasemapError.self) { try Basemap(path: NSTemporaryDirectory()) }
    for bytes in [[], [1, 2, 3], [UInt8](repeating: 0, count: 500)] {
      try withCopy(bytes) { path in
        #expect(throws: BasemapError.notABasemap(path: path)) { try Basemap(path: path) }
      }
    }
  }

  @Test func anotherVersionSaysWhichItIs() throws {
    var bytes = Array(try original().prefix(4096))
    bytes[8] = 99
    try withCopy(bytes) { path in
      #expect(throws: BasemapError.version(path: path, expected: BasemapFormat.version, found: 99)) {
        try Basemap(path: path)
      }
    }
  }

  @Test func aFileCutAnywhereIsRefused() throws {
    let bytes = try original()
    for length in [100, 127, 128, 400, 5_000, bytes.count / 2, bytes.count - 1] {
      try withCopy(Array(bytes.prefix(length))) { path in
        #expect(throws: BasemapError.self) { try Basemap(path: path) }
      }
    }
  }

  @Test func everyFlippedHeaderByteIsRefused() throws {
    let bytes = try original()
    let path = NSTemporaryDirectory() + "lieudit-basemap-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    for offset in 0..<BasemapFormat.headerSize {
      try handle.seek(toOffset: UInt64(offset))
      handle.write(Data([bytes[offset] ^ 0x5a]))
      #expect(throws: BasemapError.self, "byte \(offset)") { try Basemap(path: path) }
      try handle.seek(toOffset: UInt64(offset))
      handle.write(Data([bytes[offset]]))
    }
    try Basemap(path: path).verify()
  }

  @Test func flippedBytesByTheThousandNeverCrash() throws {
    let bytes = try original()
    let path = NSTemporaryDirectory() + "lieudit-basemap-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var generator = Generator(state: 0x9e37_79b9_7f4a_7c15)
    let window = try #require(BoundingBox(west: 30, south: 35, east: 50, north: 45))
    let tail = (BasemapFormat.headerSize..<bytes.count)
    for round in 0..<40 {
      var damaged = bytes
      // Each section is as likely to be hit as the others, however small.
      let format = try bytes.withUnsafeBytes { try BasemapFormat(bytes: $0, path: path) }
      let sections = [
        format.runs, format.features, format.ids, format.arcs, format.arcData, format.parts, tail,
      ]
      for _ in 0..<500 {
        let section = sections[round % sections.count]
        damaged[Int.random(in: section, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      try Data(damaged).write(to: URL(fileURLWithPath: path))
      let basemap = try Basemap(path: path)
      if round % 10 == 0 { #expect(throws: BasemapError.self) { try basemap.verify() } }
      for layer in BasemapLayer.allCases {
        for feature in basemap.features(in: layer, intersecting: window, level: .medium) {
          _ = (feature.name, feature.note, feature.validFrom, feature.polygons.count, feature.lines.count)
        }
      }
      for id in ["iso:AM", "iso:FR", "iso:RU", "iso:FR-BRE", "ld:donbass", "iso:ZZ"] {
        _ = basemap.outline(of: id)
        _ = basemap.feature(id: id, level: .coarse)?.polygons
      }
    }
  }
}
