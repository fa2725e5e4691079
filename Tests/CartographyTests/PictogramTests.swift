import Foundation
import GazetteerIndex
import Incidents
import Testing

@testable import Cartography

/// Pictograms tell the kind where symbols are large enough for them.
struct PictogramTests {
  private static let path = SampleMaps.root.appendingPathComponent("Gazetteer/styles/pictograms.tsv").path

  private static func pictograms() throws -> Pictograms { try Pictograms(path: path) }

  /// The pictograms drawn inside elements of a class, by their paths.
  private static func drawn(_ picture: Picture, in name: String) -> Set<String> {
    Set(
      picture.elements.filter { $0.attributes["class"] == "signe" && $0.within.contains(name) }
        .compactMap { $0.attributes["d"] })
  }

  @Test(
    "Every kind has a pictogram, every pictogram a name in each language, and no row a kind that there is not"
  )
  func table() throws {
    let kinds = try KindStyles(
      path: SampleMaps.root.appendingPathComponent("Gazetteer/lexicon/kinds.tsv").path)
    let pictograms = try Self.pictograms()
    var told: Set<IncidentKind> = []
    for line in try String(contentsOfFile: Self.path, encoding: .utf8).split(separator: "\n")
    where !line.hasPrefix("#") && !line.hasPrefix("pictogram\t") {
      told.formUnion(line.split(separator: "\t")[1].split(separator: ";").map { IncidentKind(String($0)) })
    }
    #expect(told == Set(kinds.kinds))
    for language in ["fr", "en"] {
      let words = try SampleMaps.words(language)
      for pictogram in pictograms.all {
        #expect(words.label(of: pictogram) != pictogram.name, "\(pictogram.name)")
      }
    }
    #expect(pictograms[IncidentKind("no_such_kind")]?.name == "other")
  }

  @Test("Every pictogram keeps inside its grid", arguments: ["light"])
  func grid(_ theme: String) throws {
    for pictogram in try Self.pictograms().all {
      // Absolute numbers of M, L, C, A and their points; relative ones add up to less than the grid.
      let numbers = pictogram.path.matches(of: /-?[0-9]*\.?[0-9]+/).compactMap { Double($0.output) }
      #expect(numbers.allSatisfy { abs($0) <= Pictogram.side }, "\(pictogram.name)")
      #expect(pictogram.path.utf8.count < 420, "\(pictogram.name) is drawn many times")
    }
  }

  @Test("A map of few places has the pictograms of its incidents, and the legend tells exactly those")
  func fewPlaces() throws {
    let pictograms = try Self.pictograms()
    for width in [800.0, 360] {
      let picture = try #require(Picture(try MapTests.map(SampleReport.country, width: width).svg))
      let expected = ["attack", "violent_demonstration", "arrests", "disaster", "armed_clash"].compactMap {
        pictograms[IncidentKind($0)]?.path
      }
      #expect(Self.drawn(picture, in: "incidents") == Set(expected), "\(width)")
      #expect(Self.drawn(picture, in: "faits") == Set(expected), "\(width)")
      // Twelve pixels are what the drawings are made for; a triangle, and what is hatched, has less room.
      for element in picture.elements where element.attributes["class"] == "signe" {
        let scale = element.attributes["transform"]?.firstMatch(of: /scale\(([0-9.]+)\)/).flatMap {
          Double($0.1)
        }
        #expect(try #require(scale) >= 0.61, "\(width)")
      }
    }
  }

  @Test(
    "Where more kinds are told than lines have room, the legend names each pictogram in the map's language")
  func names() throws {
    for (language, name) in [("fr", "Frappe ou explosif"), ("en", "Strike or explosive")] {
      let renderer = try #require(SampleMaps.renderer(language: language))
      let picture = try #require(Picture(try renderer.render(SampleReport.kinds.report()).svg))
      #expect(Self.drawn(picture, in: "faits").isEmpty)
      #expect(Self.drawn(picture, in: "legende") == Self.drawn(picture, in: "incidents"))
      #expect(Self.drawn(picture, in: "legende").count == 11)
      #expect(picture.words.contains(name))
    }
  }

  @Test("Several incidents at a place keep their number below the pictogram of most")
  func several() throws {
    var sample = SampleReport("trois")
    for _ in 0..<2 { sample.spot("fire", "Lorient", -3.37, 47.75, country: "FR") }
    sample.spot("accident", "Lorient", -3.37, 47.75, country: "FR")
    let picture = try #require(Picture(try MapTests.map(sample).svg))
    #expect(
      Self.drawn(picture, in: "incidents") == [
        try #require(try Self.pictograms()[IncidentKind("fire")]?.path)
      ])
    let number = try #require(picture.elements.first { $0.name == "text" && $0.within.last == "nombre" })
    let sign = try #require(
      picture.elements.first { $0.attributes["class"] == "signe" && $0.within.contains("site") })
    let top = try #require(
      sign.attributes["transform"]?.firstMatch(of: /translate\([0-9.]+ ([0-9.]+)\)scale\(([0-9.]+)\)/))
    let bottom = try #require(Double(top.1)) + Pictogram.side * (try #require(Double(top.2)))
    let baseline = try #require(number.attributes["y"].flatMap(Double.init))
    let size = try #require(number.attributes["font-size"].flatMap(Double.init))
    #expect(number.text == "3" && baseline - 0.75 * size >= bottom - 1)
    #expect(picture.words.contains("signe de la plupart"))
  }

  @Test("Many places, or places in each other's way, are told by shapes alone")
  func manyPlaces() throws {
    let many = try #require(Picture(try MapTests.map(SampleReport.many).svg))
    #expect(Self.drawn(many, in: "site").isEmpty && Self.drawn(many, in: "legende").isEmpty)
    var sample = SampleReport("serres")
    for index in 0..<4 { sample.spot("fire", "Feu \(index)", 2 + Double(index) * 0.01, 48, country: "FR") }
    sample.spot("fire", "Ailleurs", 4, 48, country: "FR")
    #expect(Self.drawn(try #require(Picture(try MapTests.map(sample).svg)), in: "site").isEmpty)
  }

  @Test("A table with a mistake is refused with file and line")
  func mistakes() throws {
    let good = try String(contentsOfFile: Self.path, encoding: .utf8)
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("lieudit-signs-\(getpid()).tsv")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    func message(_ table: String) throws -> String {
      try table.write(toFile: path, atomically: true, encoding: .utf8)
      do throws(GazetteerError) {
        _ = try Pictograms(path: path)
        return "accepted"
      } catch { return error.description }
    }
    #expect(try message(good) == "accepted")
    let lines = good.split(separator: "\n").count
    #expect(try message(good + "x\ty\tM0 0\"/><script>z\n").contains("SVG's letters and numbers"))
    #expect(try message(good + "x\ty\tM0 0\"/><script>z\n").contains(":\(lines + 1)"))
    #expect(try message(good + "x\tfire\tM0 0h1z\n").contains("`fire` again"))
    #expect(try message(good + "fire\tx\tM0 0h1z\n").contains("`fire` again"))
    #expect(try message("pictogram\tkinds\tpath\nx\ty\tM0 0h1z\n").contains("a pictogram `other`"))
  }
}
