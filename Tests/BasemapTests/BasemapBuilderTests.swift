import Foundation
import GeoTypes
import Testing

@testable import Basemap

/// What `BasemapBuilder` writes is what `Basemap` reads; the committed file, written by the recipe's own writer, is the
/// oracle of copies.
@Suite struct BasemapBuilderTests {
  private func reopened(_ builder: BasemapBuilder, credits: [String] = ["Essai"]) throws -> Basemap {
    let path = NSTemporaryDirectory() + "lieudit-basemap-\(UUID().uuidString)"
    try Data(try builder.bytes(credits: credits, path: path)).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    // Mapped, so it may go.
    let basemap = try Basemap(path: path)
    try basemap.verify()
    return basemap
  }

  private func point(_ longitude: Double, _ latitude: Double) throws -> GridPoint {
    try #require(GridPoint(degreesEast: longitude, north: latitude))
  }

  @Test func anEmptyBasemapOpens() throws {
    let basemap = try reopened(BasemapBuilder())
    #expect(basemap.credits == ["Essai"])
    for layer in BasemapLayer.allCases {
      #expect(basemap.features(in: layer, intersecting: .world, level: .fine).isEmpty)
    }
    #expect(basemap.outline(of: "iso:FR") == nil)
  }

  @Test func everyMemberOfAFeatureComesBack() throws {
    var builder = BasemapBuilder()
    let line = try [point(-180, -90), point(0.0002, 10), point(180, 83.6)]
    let arcs = builder.addLine(line, level: 2)
    var label = BasemapBuilder.Label(id: "ne:line-1", name: "Ligne à l’est", rank: 3)
    label.note = "Ligne de contrôle."
    (label.left, label.right) = ("iso:AA", "iso:BB")
    (label.validFrom, label.validTo) = (-719_162, 20_000)
    builder.add(.disputedLine, .fine, .lines([arcs.map { .init($0) }]), GridBounds(line), label)
    let found = try reopened(builder).features(in: .disputedLine, intersecting: .world, level: .fine)
    let feature = try #require(found.first)
    #expect(found.count == 1)
    #expect(
      [feature.id, feature.name, feature.note] == ["ne:line-1", "Ligne à l’est", "Ligne de contrôle."])
    #expect([feature.left, feature.right, "\(feature.rank)"] == ["iso:AA", "iso:BB", "3"])
    #expect(feature.validFrom == CalendarDate(daysSince1970: -719_162))
    #expect(feature.validTo == CalendarDate(daysSince1970: 20_000))
    #expect(feature.labelPoint == nil)
    #expect(
      feature.lines.map { $0.map { [$0.longitude, $0.latitude] } } == [
        [[-180, -90], [0.0002, 10], [180, 83.6]]
      ])
  }

  @Test(arguments: 0..<4) func randomLinesComeBackWithinHalfAUnit(level: Int) throws {
    var state: UInt64 = 7 &+ UInt64(level)
    func random(_ limit: Double) -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 11) / Double(1 << 53) * 2 - 1) * limit
    }
    let half = Double(BasemapBuilder.quanta[level]) / 2e6 + 1e-9
    // 160 segments are one arc, 161 are two.
    for count in [2, 3, 160, 161, 162, 700] {
      var builder = BasemapBuilder()
      let line = try (0..<count).map { _ in try point(random(180), random(89)) }
      let arcs = builder.addLine(line, level: level)
      #expect(arcs.count == (count - 1 + 159) / 160)
      let parts = [[arcs.map { BasemapBuilder.Reference($0) }]]
      if level == BasemapBuilder.outlineLevel {
        builder.addOutline(of: "ld:essai", parts, GridBounds(line))
      } else {
        let detail = try #require(Detail(rawValue: UInt8(level)))
        builder.add(.river, detail, .lines(parts[0]), GridBounds(line), .init())
      }
      let basemap = try reopened(builder)
      let read: [Coordinate]
      if level == BasemapBuilder.outlineLevel {
        guard count > 3, case .polygon(let rings)? = basemap.outline(of: "ld:essai") else { continue }
        read = rings[0]
      } else {
        let detail = try #require(Detail(rawValue: UInt8(level)))
        read = basemap.features(in: .river, intersecting: .world, level: detail)[0].lines[0]
      }
      for (written, found) in zip(line, read) {
        #expect(abs(written.x - found.longitude) <= half && abs(written.y - found.latitude) <= half)
      }
      #expect(read.count >= line.count)
    }
  }

  @Test func aLineWithinOneUnitIsNone() throws {
    var builder = BasemapBuilder()
    #expect(builder.addLine(try [point(1, 1), point(1.004, 1.004)], level: 0).isEmpty)
    #expect(builder.addLine([], level: 0).isEmpty)
  }

  @Test func everyFlippedByteOfWhatIsCopiedIsTakenOrTold() throws {
    var builder = BasemapBuilder()
    let ring = try [point(0, 0), point(5, 0), point(5, 5), point(0, 0)]
    let arcs = builder.addLine(ring, level: 2).map { BasemapBuilder.Reference($0, isReversed: true) }
    builder.add(
      .country, .fine, .polygons([[arcs], [arcs, arcs]]), GridBounds(ring), .init(id: "iso:AA", name: "A"))
    builder.add(.river, .fine, .lines([arcs]), GridBounds(ring), .init(name: "Rivière"))
    builder.addOutline(of: "iso:AA", [[builder.addLine(ring, level: 3).map { .init($0) }]], GridBounds(ring))
    let bytes = try builder.bytes(credits: ["Essai"], path: "")
    let path = NSTemporaryDirectory() + "lieudit-basemap-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var told = 0
    for offset in BasemapFormat.headerSize..<bytes.count {
      for mask: UInt8 in [0xFF, 0x81] {
        var damaged = bytes
        damaged[offset] ^= mask
        try Data(damaged).write(to: URL(fileURLWithPath: path))
        var copy = BasemapBuilder()
        do throws(BasemapError) {
          try copy.copy(from: try Basemap(path: path)) { _ in true }
        } catch {
          told += 1
        }
      }
    }
    #expect(told > 50)
  }

  @Test func aCopyOfTheCommittedBasemapAnswersAsItDoes() throws {
    let original = try Basemap(path: basemapPath)
    var builder = BasemapBuilder()
    try builder.copy(from: original) { _ in true }
    let copy = try reopened(builder, credits: original.credits)
    #expect(copy.credits == original.credits)
    let windows = [try box(40, 36, 52, 44), try box(-12, 8, 4, 20), try box(170, -50, -170, 70)]
    for window in windows {
      for layer in BasemapLayer.allCases {
        for level in Detail.allCases {
          let mine = copy.features(in: layer, intersecting: window, level: level)
          let theirs = original.features(in: layer, intersecting: window, level: level)
          #expect(mine.count == theirs.count)
          func told(_ feature: BasemapFeature) -> String {
            "\(feature.id) \(feature.name) \(feature.rank) \(feature.note) \(feature.left) \(feature.right) "
              + "\(feature.bounds) \(String(describing: feature.labelPoint)) \(String(describing: feature.validTo)) "
              + "\(feature.polygons.hashValue) \(feature.lines.hashValue)"
          }
          #expect(mine.map(told).sorted() == theirs.map(told).sorted())
        }
      }
    }
    for id in ["iso:AM", "iso:FR-BRE", "ld:donbass", "iso:RU"] {
      #expect(copy.outline(of: id) == original.outline(of: id))
      #expect(
        copy.feature(id: id, level: .medium)?.polygons == original.feature(id: id, level: .medium)?.polygons)
    }
  }
}
