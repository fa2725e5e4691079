import Foundation
import GazetteerIndex
import GeoTypes
import Testing

/// `Documentation/index-format.md` is enough to write a reader by: one that knows nothing else answers as the program does.
@Suite(.enabled(if: Stranger.hasPython, "python3 is needed"))
struct StrangerTests {
  /// An index that both read.
  enum Index: String, CaseIterable {
    case made, empty, core

    /// The checkout's, found from this file's place in it.
    static let corePath = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Gazetteer/core.lieudit").path
    static let hasCore = FileManager.default.fileExists(atPath: corePath)
    static let there = allCases.filter { $0 != .core || hasCore }

    func open() throws -> Stranger {
      switch self {
      case .made: try Stranger(StrangerTests.everything.get())
      case .empty: try Stranger(GazetteerBuilder().compiled())
      case .core: try Stranger(path: Index.corePath)
      }
    }
  }

  /// The Caucasus, what it lacks, and enough more for three levels of boxes and of peaks.
  private static let everything = Result {
    var fixture = try Fixture.caucasus()
    fixture.builder.note(source: "made.places.tsv", remarks: ["Faite pour l’essai."])
    try fixture.builder.add(
      Place(
        id: PlaceID("x:état"), name: "État d’antan", coordinate: Coordinate(longitude: 180, latitude: -90)!,
        feature: FeatureCode("A.PCLH"), country: "ZZ", division: PlaceID("iso:ZZ-01"), population: 1 << 40,
        parents: [PlaceID("iso:AM"), PlaceID("ld:nulle-part")],
        extent: .box(BoundingBox(west: 170, south: -60.5, east: -170.25, north: 10)!),
        validFrom: CalendarDate(year: 1, month: 1, day: 1),
        validTo: CalendarDate(year: 1582, month: 10, day: 4)))
    for (index, name) in ["Երևան 2", "№ 5 Ñandú", "Kh'an'qah", "St. Ste Foy", "ꙊⱢǄⅣ Ⱥḁ", "Мост 7"]
      .enumerated()
    {
      try fixture.place(
        "gn:0\(index)", name, -180, Double(index),
        names: [
          PlaceName(text: name, language: "hy", kind: .colloquial),
          PlaceName(
            text: String(repeating: "Long nom ", count: 110), kind: .historic,
            validTo: CalendarDate(year: 9999, month: 12, day: 31)),
          PlaceName(text: "Bref \(index)", kind: .short, side: "ld:haut-karabakh"),
        ])
    }
    var random = SeededRandom(21)
    let letters = Array("aebnst ’-éшΣ")
    let features = ["P.PPL", "P.PPLA", "P.PPLC", "A.ADM1", "A.PCLI", "H.STM"]
    for index in 0..<1500 {
      let beginning = (0...Int.random(in: 0..<9, using: &random)).map { _ in
        letters.randomElement(using: &random)!
      }
      try fixture.place(
        index % 3 == 0 ? "ld:\(index)" : "gn:\(5000 + index)", String(beginning) + "o\(index % 700)",
        .random(in: -180...180, using: &random), .random(in: -90...90, using: &random),
        features.randomElement(using: &random)!, country: index % 2 == 0 ? "AM" : nil,
        population: .random(in: 0...1_000_000, using: &random))
    }
    return try fixture.builder.compiled()
  }

  private static func sample(_ count: Int, of whole: Int) -> [UInt32] {
    var random = SeededRandom(22)
    return whole == 0 ? [] : (0..<count).map { _ in UInt32.random(in: 0..<UInt32(whole), using: &random) }
  }

  @Test func theExamplesOfThePageHold() throws {
    let stranger = try Index.made.open()
    #expect(try stranger.answer([String].self, to: "examples") == [])
  }

  @Test(arguments: Index.there) func countsAndSourcesAreReadAlike(_ index: Index) throws {
    let stranger = try index.open()
    let gazetteer = stranger.gazetteer
    let version = gazetteer.version.split(separator: ".")
    #expect(
      try stranger.answer(Stranger.Counts.self, to: "info")
        == Stranger.Counts(
          version: Int(version[0])!, checksum: String(version[1]), places: gazetteer.placeCount,
          names: gazetteer.nameCount, entries: gazetteer.entryCount, sources: gazetteer.sources))
  }

  @Test(arguments: [Index.made, .empty]) func everySectionIsWhatThePageSays(_ index: Index) throws {
    let stranger = try index.open()
    #expect(try stranger.answer([String].self, to: "check") == [])
  }

  @Test(.enabled(if: Index.hasCore, "needs Gazetteer/core.lieudit: run `make data`"))
  func theAidsOfTheCoreGazetteerAreWhatThePageSays() throws {
    let stranger = try Index.core.open()
    #expect(try stranger.answer([String].self, to: "check", "aids") == [])
  }

  @Test(arguments: Index.there) func namesAreFoundAlike(_ index: Index) throws {
    let stranger = try index.open()
    let gazetteer = stranger.gazetteer
    // As they are written and as they are folded; then what is hardly there.
    var names = StrangerTests.sample(100, of: gazetteer.nameCount).flatMap { ordinal in
      let ref = NameRef(ordinal: ordinal)
      return [gazetteer.entries(of: ref)[0].text, gazetteer.key(of: ref), gazetteer.key(of: ref) + " x"]
    }
    names += [
      "SAINT-LOUIS", "Sanaa", "Sana'a", "kh'anqah", "khan'qah", "Long", "paris", "paris x", "", "’", "x",
    ]
    let found = try stranger.answers(Stranger.Bearers?.self, to: names.map { ["find", $0] })
    for (name, found) in zip(names, found) { #expect(found == Stranger.Bearers(gazetteer, name), "\(name)") }
    #expect(index == .empty || found.count { $0 != nil } >= 200)
  }

  @Test(arguments: Index.there) func placesAreFoundAlike(_ index: Index) throws {
    let stranger = try index.open()
    let gazetteer = stranger.gazetteer
    var ids = StrangerTests.sample(100, of: gazetteer.placeCount).map {
      gazetteer.id(PlaceRef(ordinal: $0)).rawValue
    }
    ids += [
      "x:état", "ld:haut-karabakh", "ld:mer-noire", "gn:586001", "gn:00", "gn:01", "gn:0", "gn:1", "gn:",
      "gn:-1",
      "gn:2147483647", "gn:2147483648", "iso:ZZ-01", "", "a", "zz:",
    ]
    let found = try stranger.answers(Stranger.Place?.self, to: ids.map { ["place", $0] })
    for (id, found) in zip(ids, found) {
      #expect(found == gazetteer.ref(of: PlaceID(id)).map { Stranger.Place(gazetteer, $0) }, "\(id)")
    }
    #expect(index == .empty || found.count { $0 != nil } >= 100)
  }

  @Test(arguments: Index.there) func theNearestAreFoundAlike(_ index: Index) throws {
    let stranger = try index.open()
    let gazetteer = stranger.gazetteer
    var random = SeededRandom(23)
    let points =
      [(180, 0), (-180, 1), (0, 90), (30, -90), (44.5, 40.2)].map { Coordinate(longitude: $0, latitude: $1)! }
      + (0..<95).map { _ in
        Coordinate(
          longitude: .random(in: -180...180, using: &random), latitude: .random(in: -90...90, using: &random))!
      }
    let found = try stranger.answers(
      [Stranger.Nearby].self, to: points.map { ["near", "\($0.longitude)", "\($0.latitude)", "7"] })
    for (point, found) in zip(points, found) {
      let nearest = gazetteer.nearest(to: point, limit: 7)
      #expect(found.count == nearest.count)
      for (theirs, ours) in zip(found, nearest) {
        // Places at one distance may come in either order.
        let place = PlaceRef(ordinal: theirs.ordinal)
        #expect(abs(theirs.distance - ours.distance) < 0.01, "\(point)")
        #expect(abs(theirs.distance - point.distance(to: gazetteer.coordinate(place))) < 0.01, "\(point)")
        #expect(theirs.id == gazetteer.id(place).rawValue)
      }
    }
  }

  @Test(arguments: [Index.made, .empty]) func beginningsAreFoundAlike(_ index: Index) throws {
    let stranger = try index.open()
    let gazetteer = stranger.gazetteer
    let keys = (0..<UInt32(gazetteer.nameCount)).map { gazetteer.key(of: NameRef(ordinal: $0)) }
    let beginnings = ["a", "z", "sa", "zz", "aaa", "zzz", "bea", "sai", "par", "ste", "ere", "xqz"]
    let found = try stranger.answers([String].self, to: beginnings.map { ["beginning", $0] })
    for (beginning, found) in zip(beginnings, found) {
      #expect(found == keys.filter { $0.utf8.starts(with: beginning.utf8) }, "\(beginning)")
    }
  }

  @Test(arguments: Index.there) func whatTheStrangerListsTheProgramHas(_ index: Index) throws {
    let stranger = try index.open()
    let gazetteer = stranger.gazetteer
    let found = try stranger.answers(
      [Int: String].self,
      to: [
        ["names", "\(max(1, gazetteer.nameCount / 100))"],
        ["places", "\(max(1, gazetteer.placeCount / 100))"],
      ])
    #expect(index == .empty || found.allSatisfy { $0.count >= 100 })
    for (name, key) in found[0] { #expect(gazetteer.lookup(key) == NameRef(ordinal: UInt32(name)), "\(key)") }
    for (place, id) in found[1] {
      #expect(gazetteer.ref(of: PlaceID(id)) == PlaceRef(ordinal: UInt32(place)), "\(id)")
    }
  }

  @Test func everyCharacterIsFoldedAlike() throws {
    struct Version: Decodable { var unicode: String }
    let stranger = try Index.empty.open()
    let version = try stranger.answer(Version.self, to: "info").unicode.split(separator: ".").map {
      Int($0)!
    }
    // Letters that both know, each in a word of its own.
    let scalars = (UInt32(0x20)..<0x20000).compactMap { Unicode.Scalar($0) }.filter { scalar in
      guard let age = scalar.properties.age else { return false }
      return (age.major, age.minor) <= (version[0], version[1])
    }
    let texts = stride(from: 0, to: scalars.count, by: 64).map { start in
      scalars[start..<min(start + 64, scalars.count)].map { "a\($0)b" }.joined(separator: " ")
    }
    let found = try stranger.answers(String.self, to: texts.map { ["fold", $0] })
    for (text, found) in zip(texts, found) {
      #expect(Array(found.utf8) == NameKey(text).bytes, "\(text)")
    }
    #expect(scalars.count > 60_000)
  }
}
