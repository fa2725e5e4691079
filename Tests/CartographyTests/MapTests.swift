import Basemap
import Cartography
import Foundation
import GazetteerIndex
import GeoTypes
import Incidents
import Lieudit
import Projections
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What every map promises, whatever its extent (cartography.md, points by number).
struct MapTests {
  static func map(
    _ sample: SampleReport, width: Double = 800, system: MapOptions.System = .auto, asOf: String? = nil,
    extent: BoundingBox? = nil, headline: String? = nil
  ) throws -> RenderedMap {
    let renderer = try #require(SampleMaps.renderer)
    return try renderer.render(
      sample.report(headline: headline),
      options: MapOptions(
        width: width, system: system, extent: extent, asOf: asOf.flatMap { CalendarDate(iso8601: $0) }),
      context: SampleMaps.context)
  }

  /// A sample's map with default options, made once for all tests.
  static func made(_ name: String, _ width: Double) throws -> RenderedMap {
    try #require(allMade[name]?[width])
  }

  private static let allMade = SampleReport.all.mapValues { sample in
    var maps: [Double: RenderedMap] = [:]
    for width in [800.0, 360] { maps[width] = try? map(sample, width: width) }
    return maps
  }

  static func text(_ map: RenderedMap) -> String { String(decoding: map.svg, as: UTF8.self) }

  @Test(
    "Every sample is a well-formed, self-contained picture that tells its incidents",
    arguments: SampleReport.names)
  func everySample(_ name: String) throws {
    let sample = try #require(SampleReport.all[name])
    for width in [800.0, 360] {
      let map = try Self.made(name, width)
      let again = try Self.map(sample, width: width)
      #expect(map.svg == again.svg, "1: two runs, the same bytes")
      let picture = try #require(Picture(map.svg), "2: well-formed")
      #expect(picture.elements.allSatisfy { !["script", "image", "foreignObject", "use"].contains($0.name) })
      let references = picture.elements.flatMap(\.attributes.values).filter { $0.contains("url(") }
      #expect(references.allSatisfy { $0.hasPrefix("url(#") }, "2: nothing from outside")
      let root = try #require(picture.elements.first)
      #expect(root.attributes["viewBox"] == "0 0 \(Int(width)) \(Picture.tenths(map.layout.height))")
      #expect(root.attributes["width"] == nil && root.attributes["height"] == nil, "3: no fixed size")
      #expect(root.attributes["role"] == "img" && root.attributes["lang"] == "fr")
      let ids = Set(picture.elements.compactMap { $0.attributes["id"] })
      #expect(
        root.attributes["aria-labelledby"]?.split(separator: " ").allSatisfy { ids.contains(String($0)) }
          == true)
      #expect(!Self.text(map).contains("var("), "25: literal colours")
      #expect(width < 800 || map.svg.count <= 150_000, "24: \(map.svg.count) bytes")
      let sizes = picture.elements.compactMap { $0.attributes["font-size"] }.compactMap(Double.init)
      #expect(sizes.allSatisfy { $0 >= 9 }, "21: legible at 360 px")
      let words = picture.words
      #expect(words.contains("GeoNames (CC BY 4.0)") && words.contains("Natural Earth"), "6: credits")
      #expect(words.contains("Projection\u{A0}: "), "9: projection")
    }
    if let folder = ProcessInfo.processInfo.environment["LIEUDIT_MAP_SAMPLES"] {
      for width in [800.0, 360] {
        let map = try Self.made(name, width)
        try Data(map.svg).write(to: URL(fileURLWithPath: "\(folder)/\(name)-\(Int(width)).svg"))
        print(name, Int(width), map.svg.count, map.layout.droppedLabels)
      }
    }
  }

  @Test(
    "Every incident is in the picture once, under the id that it has elsewhere", arguments: SampleReport.names
  )
  func incidentIDs(_ name: String) throws {
    let sample = try #require(SampleReport.all[name])
    let picture = try #require(Picture(try Self.made(name, 800).svg))
    let drawn = picture.elements.filter { $0.attributes["class"] == "incident" }.compactMap {
      $0.attributes["data-id"]
    }
    #expect(drawn.sorted() == sample.report().incidents.map(\.incident.id).sorted())
    let ids = picture.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count, "ids are unique")
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_.\-]*/) != nil }, "ids are XML names")
  }

  @Test("No name overlaps a name, an incident's symbol or the frame", arguments: SampleReport.names)
  func labelsAreApart(_ name: String) throws {
    for width in [800.0, 360] {
      let picture = try #require(Picture(try Self.made(name, width).svg))
      let labels = picture.labels
      for (index, label) in labels.enumerated() {
        #expect(picture.frame.contains(label.box), "\(label.text) leaves the frame")
        for other in labels[..<index] {
          #expect(!label.box.intersects(other.box), "\(label.text) and \(other.text), \(width)")
        }
        for circle in picture.circles {
          #expect(!circle.touches(label.box), "\(label.text) on a symbol, \(width)")
        }
      }
    }
  }

  @Test("A map without incidents is valid and says so")
  func noIncident() throws {
    for name in ["aucun", "nulle-part"] {
      let text = Self.text(try Self.made(name, 800))
      #expect(text.contains("Aucun incident rapporté"))
      for word in ["affirmé par une partie", "rapporté par l’agence", "contesté"] {
        #expect(!text.contains(">" + word), "13: the legend lists only what is drawn")
      }
    }
    let world = try Self.made("nulle-part", 800)
    #expect(world.layout.extent.width > 359)
  }

  @Test("The legend tells the statuses in use and no others")
  func legend() throws {
    let reported = Self.text(try Self.map(SampleReport.onePoint))
    #expect(reported.contains(">rapporté par l’agence<") && !reported.contains(">affirmé par une partie<"))
    let claimed = Self.text(try Self.map(SampleReport.front))
    #expect(claimed.contains(">affirmé par une partie<") && claimed.contains(">contesté<"))
    #expect(claimed.contains(">rapporté par l’agence<"), "the status of an area, too")
    #expect(
      claimed.contains("Bombardement ou tir d’artillerie\u{A0}: Stepanakert, Martouni, Martakert et Choucha"))
  }

  @Test("What the map cannot show stands in the margin")
  func margin() throws {
    let map = try Self.map(SampleReport.front)
    #expect(map.layout.outside == ["karabakh#10"], "talks in Genève")
    #expect(map.layout.unlocated == ["karabakh#7", "karabakh#8"])
    let text = Self.text(map)
    for words in [
      "Hors de la carte", "Pourparlers, Genève, 30", "Sans lieu précis", "3\u{A0}lieux non nommés",
    ] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test("Disputed lines are those of the day, dashed, each once, with a note")
  func disputedLines() throws {
    func lines(_ day: String) throws -> [String] {
      let map = try Self.map(SampleReport.front, asOf: day)
      let picture = try #require(Picture(map.svg))
      let words = picture.words
      let found = picture.elements.filter { $0.attributes["class"] == "ligne-contestee" }
      #expect(found.isEmpty != words.contains("ne vaut pas prise de position"), "7: \(day)")
      return found.compactMap { $0.attributes["data-id"] }
    }
    let war = try lines("2020-10-31")
    #expect(!war.isEmpty && Set(war).count == war.count)
    #expect(try lines("2024-06-01") != war, "the cease-fire line of 1994 is history in 2024")
  }

  @Test("A title that would break XML does not")
  func escapes() throws {
    let map = try Self.map(SampleReport.onePoint, headline: "« A & B » <sous> \"le\" \u{1}feu")
    #expect(Picture(map.svg) != nil)
    #expect(Self.text(map).contains("«\u{A0}A &amp; B\u{A0}» &lt;sous&gt; &quot;le&quot;"))
  }

  @Test("A given system is used; one that does not exist or lies elsewhere is refused by name")
  func systems() throws {
    let utm = try Self.map(SampleReport.front, system: MapOptions.System("EPSG:32638"))
    #expect(utm.layout.crs.definition == "EPSG:32638")
    #expect(utm.layout.distortion.map { $0 < 0.01 } == true)
    func reason(_ definition: String) throws -> ProjectionError.Reason? {
      do {
        _ = try Self.map(SampleReport.front, system: MapOptions.System(definition))
        return nil
      } catch let error as ProjectionError { return error.reason }
    }
    #expect(try reason("EPSG:123456") == .unknownCRS)
    #expect(try reason("EPSG:2154") == .outsideAreaOfUse)
    #expect(try reason("EPSG:4978") == .notForMaps)
  }

  @Test("A given extent is shown, and incidents outside of it are listed")
  func givenExtent() throws {
    let box = try #require(BoundingBox(west: 46.5, south: 39.6, east: 47, north: 39.95))
    let map = try Self.map(SampleReport.front, extent: box)
    #expect(map.layout.extent.contains(Coordinate(wrapping: 46.5, clamping: 39.6)))
    #expect(map.layout.extent.width < 1)
    #expect(map.layout.outside.contains("karabakh#3"), "Martakert lies north of it")
  }

  @Test("Every width is kept, and text stays legible", arguments: [360.0, 600, 1200])
  func widths(_ width: Double) throws {
    let map = try Self.map(SampleReport.front, width: width)
    let picture = try #require(Picture(map.svg))
    #expect(map.layout.width == width && picture.frame.width == width - (width < 500 ? 20 : 40))
    let texts = picture.elements.filter { $0.name == "text" }
    #expect(texts.allSatisfy { ($0.attributes["font-size"].flatMap(Double.init) ?? 0) >= 9 })
    for text in texts where text.attributes["text-anchor"] == nil && !text.within.contains("noms") {
      let x = text.attributes["x"].flatMap(Double.init) ?? .nan
      let size = text.attributes["font-size"].flatMap(Double.init) ?? .nan
      // An em's half a letter is what common text takes at most on average.
      #expect(x + Double(text.text.count) * size * 0.5 <= width + size, "\(text.text)")
    }
  }

  @Test("A border note keeps its names' capitals")
  func capitalsOfNotes() throws {
    var sample = SampleReport("abyei")
    sample.spot("armed_clash", "Abyei", 28.43, 9.59, country: "SD")
    let box = try #require(BoundingBox(west: 26, south: 8, east: 31, north: 11.5))
    let words = try #require(Picture(try Self.map(sample, extent: box).svg)).words
    #expect(words.contains("Abyei, disputé entre le Soudan et le Soudan du Sud."))
    #expect(!words.contains("abyei"))
  }

  @Test("Title and credit are the user's where given")
  func titleAndCredit() throws {
    let renderer = try #require(SampleMaps.renderer)
    let map = try renderer.render(
      SampleReport.onePoint.report(headline: "Titre d’agence"),
      options: MapOptions(title: "Le titre", credit: "Le Journal"))
    let picture = try #require(Picture(map.svg))
    #expect(picture.words.contains("Le titre") && !picture.words.contains("Titre d’agence"))
    #expect(picture.words.contains("Carte\u{A0}: Le Journal, avec Lieudit."))
  }

  @Test("A capital's mark is a ring, which no incident's symbol is")
  func capitalMark() throws {
    let box = try #require(BoundingBox(west: 43, south: 38, east: 51, north: 42))
    let picture = try #require(Picture(try Self.map(SampleReport.front, extent: box).svg))
    let marks = picture.elements.filter { $0.within.last == "villes" && $0.name != "g" }
    #expect(marks.count > 2 && marks.allSatisfy { $0.name == "circle" })
    #expect(picture.words.contains("capitale"))
  }

  @Test("A map by days has a picture a day, over one basemap, and each incident in each of its days")
  func byDay() throws {
    let renderer = try #require(SampleMaps.renderer)
    let report = SampleReport.many.report()
    for width in [360.0, 800] {
      let map = try renderer.render(
        report, options: MapOptions(width: width, byDay: true), context: SampleMaps.context)
      let picture = try #require(Picture(map.svg))
      let maps = picture.elements.filter { $0.attributes["class"] == "plan" }
      let bases = picture.elements.filter { $0.attributes["id"]?.hasSuffix("-fond") == true }
      let reuses = picture.elements.filter { $0.name == "use" }
      #expect(bases.count == 1 && reuses.count == maps.count - 1)
      #expect(reuses.allSatisfy { $0.attributes["href"] == "#p1-fond" })
      let ids = picture.elements.compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count, "ids are unique")
      let drawn = picture.elements.compactMap {
        $0.attributes["class"] == "incident" ? $0.attributes["data-id"] : nil
      }
      #expect(Set(drawn) == Set(report.incidents.map(\.incident.id)))
      // Fifteen days in panels of two; each incident of one day stands in one of them.
      #expect(maps.count == 8 && drawn.count == report.incidents.count)
      #expect(picture.words.contains("du 10 au 11\u{A0}juin\u{A0}2022"))
      let references = picture.elements.flatMap(\.attributes.values).compactMap {
        $0.firstMatch(of: /url\(#([^)]+)\)/).map { String($0.1) }
      }
      #expect(Set(references).isSubset(of: Set(ids)), "every pattern that is used is there")
    }
    let single = try renderer.render(
      SampleReport.onePoint.report(), options: MapOptions(byDay: true), context: SampleMaps.context)
    #expect(single.svg == (try Self.map(SampleReport.onePoint)).svg, "one day is an ordinary map")
  }

  @Test("Several dispatches make one map with all that each reports")
  func merged() throws {
    let renderer = try #require(SampleMaps.renderer)
    let reports = [SampleReport.country.report(), SampleReport.front.report()]
    let map = try renderer.render(reports, context: SampleMaps.context)
    let picture = try #require(Picture(map.svg))
    let drawn = picture.elements.compactMap {
      $0.attributes["class"] == "incident" ? $0.attributes["data-id"] : nil
    }
    #expect(drawn.sorted() == reports.flatMap { $0.incidents.map(\.incident.id) }.sorted())
    #expect(picture.words.contains("2\u{A0}dépêches · 15\u{A0}incidents rapportés"))
    #expect(picture.words.contains("Ce que rapportent les dépêches"))
    #expect(try renderer.render(reports, context: SampleMaps.context).svg == map.svg)
  }

  @Test("An area too small to be seen at a map's scale is drawn as small as can be seen")
  func smallArea() throws {
    var sample = SampleReport.world
    sample.area("fire", "Vallon", [(2, 46), (2.02, 46), (2.02, 46.02), (2, 46.02)])
    let map = try Self.map(sample)
    #expect(map.layout.outside.isEmpty && Picture(map.svg)?.words.contains("Hors de la carte") == false)
  }

  @Test("A lake that an incident's area is has its name once, and its own outline")
  func lake() throws {
    let basemap = try #require(SampleMaps.renderer).basemap
    let extent = try #require(BoundingBox(west: 28.8, south: -2.6, east: 29.45, north: -1.6))
    let shape = try #require(
      basemap.lake(at: Coordinate(wrapping: 29.1, clamping: -2), named: ["lac Kivu"], within: extent))
    func map(_ ring: [(Double, Double)]?) throws -> Picture {
      var sample = SampleReport("kivu")
      sample.spot("armed_clash", "Goma", 29.22, -1.68, country: "CD")
      if let ring { sample.area("accident", "lac Kivu", ring, country: "CD") }
      return try #require(Picture(try Self.map(sample, extent: extent.padded(by: 0.2)).svg))
    }
    let names = { (picture: Picture) in
      picture.labels.map { $0.text.lowercased() }.filter { $0 == "lac kivu" }
    }
    #expect(try names(map(nil)) == ["lac kivu"])
    let picture = try map(shape.polygons[0][0].dropLast().map { ($0.longitude, $0.latitude) })
    #expect(names(picture) == ["lac kivu"])
    let outlines = picture.elements.filter { $0.within.contains("incident") && $0.name == "path" }
    #expect(outlines.contains { ($0.attributes["d"]?.count ?? 0) > 800 })
  }

  @Test("The legend of a hundred incidents of one kind names the kind, not a hundred places")
  func hundred() throws {
    var sample = SampleReport("cent")
    for index in 0..<100 {
      sample.spot(
        "shelling", "Lieu \(index)", 30 + Double(index % 10), 45 + Double(index / 10), country: "UA")
    }
    let picture = try #require(Picture(try Self.map(sample).svg))
    #expect(!picture.elements.contains { $0.attributes["class"] == "faits" })
    let legend = picture.elements.filter { $0.name == "text" && $0.within.last == "legende" }.map(\.text)
    #expect(Array(legend.prefix(2)) == ["Bombardement ou tir d’artillerie", "rapporté par l’agence"])
    #expect(!legend.joined().contains("Lieu"))
  }

  @Test("A town is chosen before its neighbour by the order given, not by inhabitants")
  func orderOfTowns() throws {
    func town(_ name: String, _ longitude: Double, _ population: Int) -> Place {
      Place(
        id: PlaceID("ld:\(name)"), name: name, coordinate: Coordinate(wrapping: longitude, clamping: 36.34),
        feature: FeatureCode("P.PPL"), population: population)
    }
    var sample = SampleReport("irak")
    sample.spot("attack", "Tall Afar", 42.45, 36.37, country: "IQ")
    sample.spot("attack", "Erbil", 44.01, 36.19, country: "IQ")
    let renderer = try #require(SampleMaps.renderer)
    let map = try renderer.render(sample.report()) { _ in
      [town("Mossoul", 43.12, 1_683_000), town("Quartier", 43.106, 2_065_597)]
    }
    let words = try #require(Picture(map.svg)).words
    #expect(words.contains("Mossoul") && !words.contains("Quartier"))
  }

  @Test("A map across the antimeridian is as narrow as its incidents")
  func antimeridian() throws {
    let map = try Self.map(SampleReport.antimeridian)
    #expect(map.layout.extent.crossesAntimeridian && map.layout.extent.width < 25)
    #expect(map.layout.outside.isEmpty)
  }
}
