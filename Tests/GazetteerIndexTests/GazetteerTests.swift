import GazetteerIndex
import GeoTypes
import Testing

@Suite struct GazetteerTests {
  @Test func anEmptyGazetteerOpensAndFindsNothing() throws {
    let gazetteer = try Fixture().open()
    try gazetteer.verify()
    #expect(gazetteer.placeCount == 0 && gazetteer.nameCount == 0 && gazetteer.entryCount == 0)
    #expect(gazetteer.lookup("Paris") == nil)
    #expect(gazetteer.matches(in: "Paris, l'Aquila") == [])
    #expect(gazetteer.ref(of: PlaceID("gn:1")) == nil)
  }

  @Test func aPlaceComesBackAsItWentIn() throws {
    let place = Place(
      id: PlaceID("ld:x"), name: "Îles Éparses",
      coordinate: Coordinate(longitude: -179.9999999, latitude: -90)!,
      feature: FeatureCode("T.ISLS"), country: "TF", division: PlaceID("iso:TF-XX"),
      population: 8_000_000_000,
      parents: [PlaceID("ld:ocean"), PlaceID("ld:y")],
      extent: .box(BoundingBox(west: 170, south: -10, east: -170, north: 10)!),
      validFrom: CalendarDate(year: 1, month: 1, day: 1),
      validTo: CalendarDate(year: 9999, month: 12, day: 31))
    var builder = GazetteerBuilder()
    try builder.add(place)
    let gazetteer = try Gazetteer(bytes: builder.compiled())
    let ref = try #require(gazetteer.ref(of: place.id))
    #expect(gazetteer.place(ref) == place)
    // Containers that no table has stay as ids only.
    #expect(
      gazetteer.parents(of: ref) == [] && gazetteer.divisionRef(ref) == nil
        && gazetteer.countryRef(ref) == nil)
    #expect(gazetteer.names(of: ref) == [PlaceName(text: "Îles Éparses", kind: .display)])
  }

  @Test func theNamedFeatureCodesAreWhatTheirTextsSay() {
    #expect(PackedFeature("P.PPLC") == .capital && PackedFeature("P.PPLA") == .divisionSeat)
    #expect(PackedFeature("A.PCLI") == .country && PackedFeature("A.ADM1") == .division)
    #expect(PackedFeature.capital.description == "P.PPLC")
    for (code, isPolitical) in [("A.PCLI", true), ("A.PCLD", true), ("A.ADM1", false), ("P.PPLC", false)] {
      #expect(PackedFeature(code)?.isPolitical == isPolitical, "\(code)")
    }
  }

  @Test func aLaterDisplayNameIsShownAndTheEarlierOneStaysFindable() throws {
    let gazetteer = try Fixture.caucasus().open()
    let erevan = try #require(gazetteer.ref(of: PlaceID("gn:616052")))
    #expect(gazetteer.name(erevan) == "Erevan")
    #expect(
      gazetteer.names(of: erevan) == [
        PlaceName(text: "Erevan", language: "fr", kind: .display), PlaceName(text: "Yerevan"),
        PlaceName(text: "Érevan", language: "fr"), PlaceName(text: "Երևան", language: "hy", kind: .official),
      ])
    for name in ["EREVAN", "yerevan", "érevan", "Երևան"] {
      let found = try #require(gazetteer.lookup(name), "\(name)")
      #expect(gazetteer.entries(of: found).contains { $0.place == erevan })
    }
  }

  @Test func namesKeepLanguageKindDatesAndSide() throws {
    let gazetteer = try Fixture.caucasus().open()
    let name = try #require(gazetteer.lookup("KHANKENDI"))
    let entry = try #require(gazetteer.entries(of: name).first)
    #expect(gazetteer.id(entry.place) == PlaceID("gn:586001"))
    #expect(
      entry.text == "Khankendi" && entry.language == "az" && entry.kind == .official && entry.side == "AZ")
    #expect(entry.validFrom == CalendarDate(year: 1991, month: 11, day: 26) && entry.validTo == nil)
    #expect(entry.isValid(on: CalendarDate(year: 1991, month: 11, day: 26)!))
    #expect(!entry.isValid(on: CalendarDate(year: 1991, month: 11, day: 25)!))
    #expect(entry.name == gazetteer.names(of: entry.place)[1])
  }

  @Test func theMostProminentPlaceOfANameComesFirst() throws {
    let gazetteer = try Fixture.caucasus().open()
    let entries = gazetteer.entries(of: try #require(gazetteer.lookup("Paris")))
    #expect(entries.map { gazetteer.id($0.place).rawValue } == ["gn:2", "gn:3"])
    #expect(gazetteer.isCapital(entries[0].place) && !gazetteer.isCapital(entries[1].place))
    #expect(gazetteer.featureClass(entries[0].place) == UInt8(ascii: "P"))
    #expect(gazetteer.countryCode(entries[1].place)?.description == "US")
  }

  @Test func aTownComesBeforeItsDivisionAndACountryBeforeBoth() throws {
    var fixture = Fixture()
    try fixture.place("iso:LU-LU", "Luxembourg", 6, 49.7, "A.ADM1", country: "LU")
    try fixture.place("gn:1", "Luxembourg", 6.13, 49.61, "P.PPLA", country: "LU")
    try fixture.place("gn:2", "Luxembourg", 0, 0, "P.PPL", population: 900)
    try fixture.place("iso:LU", "Luxembourg", 6.1, 49.8, "A.PCLI", country: "LU")
    let gazetteer = try fixture.open()
    let entries = gazetteer.entries(of: try #require(gazetteer.lookup("luxembourg")))
    #expect(entries.map { gazetteer.id($0.place).rawValue } == ["iso:LU", "gn:1", "iso:LU-LU", "gn:2"])
  }

  @Test func anInnerApostropheMayBeLeftOutButNotThatOfAnElision() throws {
    let gazetteer = try Fixture.caucasus().open()
    for name in ["Sana'a", "Sanaa", "Sana’a"] {
      let found = try #require(gazetteer.lookup(name))
      #expect(gazetteer.entries(of: found).allSatisfy { gazetteer.id($0.place).rawValue == "gn:71137" })
    }
    #expect(gazetteer.lookup("Laquila") == nil && gazetteer.lookup("l aquila") != nil)
    let sanaa = try #require(gazetteer.ref(of: PlaceID("gn:71137")))
    #expect(gazetteer.names(of: sanaa).map(\.text) == ["Sanaa", "Sana'a"])
  }

  @Test func placesKnowWhatHoldsThem() throws {
    let gazetteer = try Fixture.caucasus().open()
    func ref(_ id: String) throws -> PlaceRef { try #require(gazetteer.ref(of: PlaceID(id))) }
    let erevan = try ref("gn:616052")
    let choucha = try ref("gn:585226")
    #expect(gazetteer.countryRef(erevan) == (try ref("iso:AM")))
    #expect(gazetteer.divisionRef(erevan) == (try ref("iso:AM-ER")))
    #expect(gazetteer.parents(of: choucha) == [try ref("ld:haut-karabakh")])
    #expect(gazetteer.isPlace(choucha, within: try ref("ld:haut-karabakh")))
    #expect(gazetteer.isPlace(choucha, within: try ref("iso:AZ")))
    #expect(!gazetteer.isPlace(choucha, within: try ref("iso:AM")))
    #expect(!gazetteer.isPlace(choucha, within: choucha))
    #expect(gazetteer.place(try ref("ld:mer-noire")).extent == .radius(kilometres: 500))
  }

  @Test func theSameTablesGiveTheSameBytes() throws {
    let bytes = try Fixture.caucasus().builder.compiled()
    #expect(try bytes == Fixture.caucasus().builder.compiled())
    let gazetteer = try Gazetteer(bytes: bytes)
    try gazetteer.verify()
    #expect(gazetteer.version.hasPrefix("3.") && gazetteer.version.utf8.count == 18)
  }

  @Test func wrongPlacesAndNamesAreRefused() throws {
    var fixture = Fixture()
    try fixture.place("gn:1", "Paris")
    #expect(throws: GazetteerError.self) { try fixture.place("gn:1", "Paris encore") }
    #expect(throws: GazetteerError.self) { try fixture.place("gn:2", "—") }
    #expect(throws: GazetteerError.self) { try fixture.place("gn:3", "X", 0, 0, "P.PPLTOOLONG") }
    #expect(throws: GazetteerError.self) { try fixture.place("gn:4", "X", country: "fra") }
    #expect(throws: GazetteerError.self) {
      try fixture.builder.add(PlaceName(text: "X"), to: PlaceID("gn:9"))
    }
    #expect(throws: GazetteerError.self) {
      try fixture.builder.add(PlaceName(text: "’"), to: PlaceID("gn:1"))
    }
    // The longest name that can be found, and one letter more.
    var long = Fixture()
    try long.place("gn:1", String(repeating: "x", count: 1024))
    #expect(throws: GazetteerError.self) { try long.place("gn:2", String(repeating: "x", count: 1025)) }
    #expect(try long.open().lookup(String(repeating: "X", count: 1024)) != nil)
  }
}
