import Foundation
import GazetteerIndex
import Testing

@testable import Cartography

/// What every theme of `Gazetteer/styles` promises (cartography.md, points 14, 19 and 20).
struct ThemeTests {
  /// The contrast ratio of two colours (WCAG 2.2), 1 to 21.
  static func contrast(_ one: String, _ other: String) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// Relative luminance of `#rrggbb` (WCAG 2.2), 0 to 1.
  private static func luminance(_ color: String) -> Double {
    let value = Int(color.dropFirst(), radix: 16) ?? 0
    let parts = [16, 8, 0].map { shift -> Double in
      let part = Double(value >> shift & 0xFF) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  @Test("Contrast is measured as WCAG does")
  func measure() {
    #expect(abs(Self.contrast("#000000", "#ffffff") - 21) < 0.001)
    // The example of WCAG's understanding documents: grey that just passes on white.
    #expect(abs(Self.contrast("#767676", "#ffffff") - 4.54) < 0.01)
    #expect(Self.contrast("#d55e00", "#d55e00") == 1)
  }

  @Test("Every text keeps 4.5:1 from what lies around it", arguments: SampleMaps.themes)
  func text(_ name: String) throws {
    let theme = try SampleMaps.theme(name)
    let onMap: [Ink] = [
      .incidentName, .circleArea, .squareArea, .triangleArea, .diamondArea, .capitalName, .cityName,
      .countryName, .regionName, .divisionName, .waterName, .scale,
    ]
    for ink in onMap {
      #expect(Self.contrast(theme[ink], theme[.halo]) >= 4.5, "\(ink) on its halo")
    }
    // Names keep it from the ground that each mostly lies on even where the halo is thin.
    let grounds: [(Ink, [Ink])] = [
      (.waterName, [.sea]), (.incidentName, [.land, .focus, .sea]), (.capitalName, [.land, .focus]),
      (.cityName, [.land, .focus]), (.countryName, [.land, .focus]), (.regionName, [.land, .focus]),
      (.divisionName, [.land, .focus]), (.scale, [.land, .focus, .sea]),
    ]
    for (ink, grounds) in grounds {
      for ground in grounds {
        #expect(Self.contrast(theme[ink], theme[ground]) >= 4.5, "\(ink) on \(ground)")
      }
    }
    for ink in [Ink.title, .subtitle, .legend, .credit] {
      #expect(Self.contrast(theme[ink], theme[.paper]) >= 4.5, "\(ink) on paper")
    }
    for symbol in MapSymbol.allCases {
      #expect(
        Self.contrast(theme[.count(on: .of(symbol))], theme[.of(symbol)]) >= 4.5, "the number on a \(symbol)")
    }
    #expect(Self.contrast(theme[.countOnHollow], theme[.hollow]) >= 4.5)
  }

  @Test(
    "Every symbol keeps 3:1 from its rim, its inside, the ground and the paper", arguments: SampleMaps.themes)
  func symbols(_ name: String) throws {
    let theme = try SampleMaps.theme(name)
    for ink in MapSymbol.allCases.map(Ink.of) + [.neutral] {
      for ground in [Ink.rim, .hollow, .land, .focus, .sea, .paper] {
        #expect(Self.contrast(theme[ink], theme[ground]) >= 3, "\(ink) on \(ground)")
      }
    }
    for ground in [Ink.land, .focus] {
      #expect(Self.contrast(theme[.town], theme[ground]) >= 3, "a town on \(ground)")
      #expect(Self.contrast(theme[.border], theme[ground]) >= 3, "a border on \(ground)")
    }
    #expect(Self.contrast(theme[.leader], theme[.focus]) >= 3)
  }

  @Test("One ink is grey through and through")
  func grey() throws {
    let theme = try SampleMaps.theme("print-grey")
    for ink in Ink.allCases {
      let parts = Array(theme[ink].dropFirst())
      #expect(parts[0...1] == parts[2...3] && parts[2...3] == parts[4...5], "\(ink): \(theme[ink])")
    }
    let reports = SampleReport.front
    let map = try #require(SampleMaps.renderer(theme: "print-grey")).render(reports.report())
    let colors = MapTests.text(map).matches(of: /#[0-9a-f]{6}/).map { String($0.0) }
    #expect(Set(colors).isSubset(of: Set(Ink.allCases.map { theme[$0] })), "all colours are the theme's")
  }

  @Test("A map differs by theme in its colours only")
  func geometry() throws {
    let maps = try SampleMaps.themes.map { name in
      let map = try #require(SampleMaps.renderer(theme: name)).render(SampleReport.front.report())
      return MapTests.text(map).replacing(/#[0-9a-f]{6}/, with: "#")
    }
    #expect(maps[0] == maps[1] && maps[0] == maps[2])
  }

  @Test("A theme with a mistake is refused with file and line")
  func mistakes() throws {
    let good = try String(
      contentsOf: SampleMaps.root.appendingPathComponent("Gazetteer/styles/light.tsv"), encoding: .utf8)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lieudit-theme-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func message(_ table: String) throws -> String {
      let path = folder.appendingPathComponent("t.tsv").path
      try table.write(toFile: path, atomically: true, encoding: .utf8)
      do throws(GazetteerError) {
        _ = try MapTheme(path: path)
        return "accepted"
      } catch { return error.description }
    }
    #expect(try message(good) == "accepted")
    #expect(try message(good + "seaa\t#000000\n").contains("found `seaa`"))
    #expect(try message(good + "sea\t#000000\n").contains("`sea` again"))
    #expect(
      try message(good.replacing("sea\t#dce8f0", with: "sea\tblue")).contains(
        "a colour as #rrggbb, found `blue`"))
    #expect(try message(good.replacing("sea\t#dce8f0\n", with: "")).contains("a colour of `sea`, found none"))
  }
}
