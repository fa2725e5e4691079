import Basemap
import GazetteerIndex
import GeoTypes
import Lieudit
import Projections
import Testing

@testable import Cartography

/// What a picture editor would send back: names told twice, names on another's ground, names lost.
struct LabelRulesTests {
  private static func place(
    _ name: String, _ longitude: Double, _ latitude: Double, _ feature: String = "P.PPL", id: String? = nil,
    radius: Double? = nil
  ) -> Place {
    Place(
      id: PlaceID(id ?? "ld:\(name)"), name: name,
      coordinate: Coordinate(wrapping: longitude, clamping: latitude), feature: FeatureCode(feature),
      population: 100_000, extent: radius.map { .radius(kilometres: $0) })
  }

  private static func picture(
    _ sample: SampleReport, width: Double = 800, extent: BoundingBox? = nil, places: [Place] = []
  ) throws -> Picture {
    let renderer = try #require(SampleMaps.renderer)
    let map = try renderer.render(
      sample.report(), options: MapOptions(width: width, extent: extent), context: { _ in places })
    return try #require(Picture(map.svg))
  }

  private static func names(_ picture: Picture) -> [String] {
    picture.elements.filter { $0.name == "text" && $0.within.contains("noms") }.map(\.text)
  }

  private static let lake: SampleReport = {
    var sample = SampleReport("van")
    sample.spot("fire", "Bitlis", 42.11, 38.4, country: "TR")
    sample.spot("fire", "Hakkari", 43.74, 37.58, country: "TR")
    return sample
  }()

  @Test("A province is not named beside the town that it is called after, however either is spelled")
  func provinceOfTown() throws {
    let extent = try #require(BoundingBox(west: 41.5, south: 37.3, east: 45, north: 40))
    let alone = try Self.names(Self.picture(Self.lake, extent: extent))
    #expect(alone.contains("Van"), "the province, where no town of its name is")
    let both = try Self.names(
      Self.picture(Self.lake, extent: extent, places: [Self.place("VAN", 43.38, 38.5)]))
    #expect(both.contains("VAN") && !both.contains("Van"))
  }

  @Test("A province's name does not stand in a lake", arguments: [600.0, 800, 1200])
  func provinceOfLake(_ width: Double) throws {
    var sample = SampleReport("sevan")
    sample.spot("fire", "Gumri", 43.85, 40.79, country: "AM")
    sample.spot("fire", "Bakou", 49.87, 40.38, country: "AZ")
    sample.spot("fire", "Choucha", 46.75, 39.76, country: "AZ")
    let extent = try #require(BoundingBox(west: 43.5, south: 38.5, east: 48, north: 41.5))
    let picture = try Self.picture(sample, width: width, extent: extent)
    let projector = try Self.projector(sample, extent, width: width)
    let basemap = try #require(SampleMaps.renderer).basemap
    let divisions = picture.labels.filter { Set(["Gegharkunik", "Van", "Kars", "Lorri"]).contains($0.text) }
    #expect(!divisions.isEmpty)
    for label in divisions {
      let middle = ProjectedPoint(x: label.box.x + label.box.width / 2, y: label.box.y + label.box.height / 2)
      let here = try #require(projector.coordinate(at: middle))
      #expect(basemap.lake(at: here, named: [], within: nil) == nil, "\(label.text) \(here)")
    }
  }

  private static func projector(
    _ sample: SampleReport, _ extent: BoundingBox? = nil, width: Double = 800
  ) throws -> MapProjector {
    try #require(SampleMaps.renderer).compose(
      [sample.report()], options: MapOptions(width: width, extent: extent), context: { _ in [] }
    ).projector
  }

  @Test("A lake is named once, whatever an incident's area or the gazetteer calls it")
  func lakeOfTwoNames() throws {
    let basemap = try #require(SampleMaps.renderer).basemap
    let extent = try #require(BoundingBox(west: 28.2, south: -9.6, east: 29.2, north: -8.4))
    let shape = try #require(
      basemap.lake(at: Coordinate(wrapping: 28.7, clamping: -9), named: ["lac Moero"], within: extent))
    var sample = SampleReport("moero")
    sample.spot("armed_clash", "Pweto", 28.9, -8.47, country: "CD")
    let ring = shape.polygons[0][0].dropLast().map { ($0.longitude, $0.latitude) }
    let plain = try Self.names(Self.picture(sample, extent: extent.padded(by: 0.3)))
    #expect(plain.filter { $0 == "Lac Moero" }.count == 1)
    sample.area("accident", "lac Mweru", ring, country: "CD")
    let names = try Self.names(Self.picture(sample, extent: extent.padded(by: 0.3)))
    #expect(names.contains("Lac Mweru"), "with a capital, as other waters")
    #expect(!names.contains("Lac Moero"))
  }

  @Test("A sea that the basemap draws as a lake is named once, in capitals or not")
  func seaThatIsALake() throws {
    var sample = SampleReport("mer-morte")
    sample.spot("fire", "Jéricho", 35.46, 31.86, country: "PS")
    sample.spot("fire", "Karak", 35.7, 31.18, country: "JO")
    sample.spot("fire", "Gaza", 34.45, 31.5, country: "PS")
    // Which reaches the Mediterranean, where there is room for the name.
    let sea = Self.place("mer Morte", 35.5, 31.5, "H.SEA", radius: 200)
    let names = try Self.names(Self.picture(sample, places: [sea]))
    let told = names.filter { ["mer morte", "mer", "morte"].contains($0.lowercased()) }
    #expect(told == ["Mer Morte"])
  }

  @Test("What an incident's area is said to lie in is not named again")
  func container() throws {
    var sample = SampleReport("ouest")
    sample.area(
      "disaster", "Méditerranée (ouest)", [(-3, 36), (8, 37.5), (15, 38), (9, 43.5), (4, 43)], country: "ES")
    let sea = Self.place("Méditerranée", 5, 40, "H.SEA", radius: 900)
    let names = try Self.names(Self.picture(sample, places: [sea])).joined(separator: " ")
    #expect(names.contains("Méditerranée (ouest)"))
    #expect(names.ranges(of: "Méditerranée").count == 1)
  }

  @Test("An area larger than the frame is named on land, not in the lake in its middle")
  func areaAroundALake() throws {
    let extent = try #require(BoundingBox(west: 41.9, south: 38, east: 44, north: 39.3))
    var sample = SampleReport("van")
    sample.area("fire", "Est", [(35, 33), (50, 33), (50, 43), (35, 43)], country: "TR")
    let picture = try Self.picture(sample, extent: extent)
    let label = try #require(picture.labels.first { $0.text == "Est" })
    let projector = try Self.projector(sample, extent)
    let basemap = try #require(SampleMaps.renderer).basemap
    for x in [label.box.x, label.box.x + label.box.width] {
      let here = try #require(projector.coordinate(at: ProjectedPoint(x: x, y: label.box.y)))
      #expect(basemap.lake(at: here, named: [], within: nil) == nil)
    }
  }

  @Test("The name of a tiny area of an incident is led to it, where towns take the room over it")
  func ledArea() throws {
    var sample = SampleReport("tonga")
    sample.spot("fire", "Apia", -171.76, -13.83, country: "WS")
    sample.spot("fire", "Nukualofa", -175.2, -21.14, country: "TO")
    sample.area(
      "disaster", "Tongatapu", [(-175.35, -21.05), (-175.05, -21.05), (-175.05, -21.25), (-175.35, -21.25)],
      country: "TO")
    let names = try Self.names(Self.picture(sample))
    #expect(names.contains("Tongatapu") && names.contains("Nukualofa"))
  }

  @Test("A country's name stands for the most part on its own ground", arguments: [420.0, 480, 600, 800])
  func countryInTheSea(_ width: Double) throws {
    let sample = SymbolSpacingTests.capitals
    let picture = try Self.picture(sample, width: width)
    let projector = try Self.projector(sample, width: width)
    // From the westernmost to the easternmost point, with half a letter's room.
    let reach = [
      "ARGENTINE": -74.0 ... -52, "PÉROU": -82 ... -68, "NORVÈGE": 4...31, "ALGÉRIE": -9...12,
      "BRÉSIL": -74 ... -34, "CANADA": -141 ... -52, "AUSTRALIE": 113...154, "RUSSIE": 27...180,
      "CHINE": 73...135,
      "ÉTATS-UNIS": -125 ... -66,
    ]
    #expect(picture.labels.contains { reach[$0.text] != nil }, "\(picture.labels.map(\.text))")
    for label in picture.labels {
      guard let reach = reach[label.text] else { continue }
      let middle = ProjectedPoint(x: label.box.x + label.box.width / 2, y: label.box.y + label.box.height / 2)
      let here = try #require(projector.coordinate(at: middle))
      #expect(reach.contains(here.longitude), "\(label.text), \(here)")
    }
  }

  @Test("A town that the gazetteer has no French name of is called as the dispatch calls it")
  func spelling() throws {
    let text = "Khartoum, 31 oct 2020 (ALD) - Oum Rouaba."
    var sample = SampleReport("soudan", text: text)
    sample.spot("fire", "El-Obeid", 30.22, 13.18, country: "SD")
    var report = sample.report()
    let ref = try #require(report.places.keys.first)
    #expect(IncidentTelling(report: report, language: try Self.french()).name(of: ref) == "El-Obeid")
    report.places[ref]?.hasFrenchName = false
    #expect(IncidentTelling(report: report, language: try Self.french()).name(of: ref) == "El-Obeid")
    var spelled = SampleReport("soudan", text: text)
    spelled.mention("Umm Ruwaba", 31.2158, 12.9061, as: "Oum Rouaba")
    report = spelled.report()
    let town = try #require(report.places.keys.first)
    #expect(IncidentTelling(report: report, language: try Self.french()).name(of: town) == "Umm Ruwaba")
    report.places[town]?.hasFrenchName = false
    #expect(IncidentTelling(report: report, language: try Self.french()).name(of: town) == "Oum Rouaba")
    let english = try #require(SampleMaps.renderer(language: "en")).language
    #expect(IncidentTelling(report: report, language: english).name(of: town) == "Umm Ruwaba")
  }

  private static func french() throws -> MapLanguage { try #require(SampleMaps.renderer).language }
}
