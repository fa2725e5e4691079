import GazetteerIndex
import GeoTypes
import Testing

/// What a row of a house table does.
@Suite struct LayerTests {
  private let folder: LayerFolder
  init() throws { folder = try LayerFolder() }

  private func ids(_ gazetteer: Gazetteer, _ name: String) -> [String] {
    gazetteer.lookup(name).map { name in
      var ids: [String] = []
      gazetteer.forEachBearer(of: name) { bearer in
        let id = gazetteer.id(bearer.place).rawValue
        if ids.last != id { ids.append(id) }
      }
      return ids
    } ?? []
  }

  @Test func aloneTheLowestLayerIsAsItWas() throws {
    let path = try folder.write(Fixture.caucasus().builder.compiled(), to: "core.lieudit")
    let (alone, layers) = (try Gazetteer(path: path), try Gazetteer(layers: [path]))
    #expect(layers.version == alone.version && layers.placeCount == alone.placeCount)
    #expect(layers.layers.map(\.name) == ["core.lieudit"])
    #expect(throws: GazetteerError.self) { try Gazetteer(layers: []) }
  }

  @Test func anEmptyTableChangesNothingButTheVersion() throws {
    let alone = try Gazetteer(path: folder.write(Fixture.caucasus().builder.compiled(), to: "core.lieudit"))
    let gazetteer = try folder.caucasus("# rien encore\naction|place\n")
    #expect(gazetteer.placeCount == alone.placeCount && gazetteer.nameCount == alone.nameCount)
    #expect(gazetteer.entryCount == alone.entryCount && gazetteer.version != alone.version)
    #expect(gazetteer.places.map { gazetteer.place($0) } == alone.places.map { alone.place($0) })
    #expect(gazetteer.sources.contains("  rien encore\n"))
    #expect(gazetteer.layers.map(\.count) == [16, 0])
  }

  @Test func aTableOfWindowsIsRead() throws {
    let gazetteer = try folder.caucasus("\u{FEFF}# maison\r\n\r\naction|name\r\nremove|Tours\r\n")
    #expect(gazetteer.lookup("Tours") == nil && gazetteer.layers.map(\.count) == [16, 1])
  }

  @Test func aPlaceIsAdded() throws {
    let gazetteer = try folder.caucasus(
      "action|place|name|longitude|latitude|feature|country|division|population\nadd||Ouatagouna|0.71|15.18||ML||1200\n"
        + "add|desk:7|Poste de Ouatagouna|0.72|15.18|S.MILB|AM|iso:AM-ER|\nadd||Ouatagouna|1|15||||\n")
    let found = ids(gazetteer, "ouatagouna")
    #expect(found == ["house1:ouatagouna", "house1:ouatagouna-2"])
    let place = gazetteer.place(try #require(gazetteer.ref(of: PlaceID(found[0]))))
    #expect(place.coordinate == Coordinate(longitude: 0.71, latitude: 15.18) && place.country == "ML")
    #expect(place.population == 1200 && place.feature == FeatureCode("P.PPL"))
    let post = try #require(gazetteer.ref(of: PlaceID("desk:7")))
    #expect(gazetteer.divisionRef(post) == gazetteer.ref(of: PlaceID("iso:AM-ER")))
    #expect(gazetteer.isPlace(post, within: try #require(gazetteer.ref(of: PlaceID("iso:AM")))))
    #expect(gazetteer.layer(of: post).name == "house1.tsv" && gazetteer.changes(of: post) == [])
    let text = "Au poste de Ouatagouna, près d'Ouatagouna"
    let names = gazetteer.matches(in: text).map { gazetteer.key(of: $0.name) }
    #expect(names == ["poste de ouatagouna", "ouatagouna"])
  }

  @Test func aPlaceIsRenamedAndKeepsItsOtherNames() throws {
    let gazetteer = try folder.caucasus(
      "action|place|context|name\nrename|gn:586001||Khankendi\nrename|Paris|US|Paris (Texas)\n")
    let place = try #require(gazetteer.ref(of: PlaceID("gn:586001")))
    #expect(gazetteer.name(place) == "Khankendi" && gazetteer.place(place).name == "Khankendi")
    #expect(ids(gazetteer, "Stepanakert") == ["gn:586001"] && ids(gazetteer, "Khankendi") == ["gn:586001"])
    #expect(gazetteer.names(of: place).first?.kind == .display)
    #expect(gazetteer.name(try #require(gazetteer.ref(of: PlaceID("gn:3")))) == "Paris (Texas)")
    #expect(ids(gazetteer, "Paris") == ["gn:2", "gn:3"])
    #expect(gazetteer.layer(of: place).name == "core.lieudit")
    #expect(gazetteer.changes(of: place).map { "\($0.action) \($0.layer.name)" } == ["renamed house1.tsv"])
  }

  @Test func anAliasIsOneNameMore() throws {
    let gazetteer = try folder.caucasus(
      "action|place|name|language|kind|from|to|side\nalias|gn:585226|Chouchi-Ville|fr|official|1992-05-09|2020-11-08|AM\n"
    )
    let name = try #require(gazetteer.lookup("chouchi ville"))
    let entry = try #require(gazetteer.entries(of: name).first)
    #expect(
      entry.name
        == PlaceName(
          text: "Chouchi-Ville", language: "fr", kind: .official,
          validFrom: CalendarDate(iso8601: "1992-05-09"),
          validTo: CalendarDate(iso8601: "2020-11-08"), side: "AM"))
    #expect(gazetteer.name(entry.place) == "Choucha")
  }

  @Test func aPlaceIsMoved() throws {
    let gazetteer = try folder.caucasus(
      "action|place|context|longitude|latitude|country|division\nmove|Tours|0.7,47.4|0.75|47.25||\nmove|Choucha||44|40|AM|iso:AM-ER\n"
    )
    let tours = try #require(gazetteer.ref(of: PlaceID("gn:1")))
    #expect(gazetteer.coordinate(tours) == Coordinate(longitude: 0.75, latitude: 47.25))
    #expect(gazetteer.countryCode(tours)?.description == "FR")
    #expect(gazetteer.changes(of: tours).map(\.action) == [.moved])
    let near = gazetteer.nearest(to: Coordinate(longitude: 0.75, latitude: 47.25)!, limit: 2)
    #expect(near.map { gazetteer.id($0.place).rawValue } == ["gn:1", "gn:2"] && near[0].distance == 0)
    let choucha = try #require(gazetteer.ref(of: PlaceID("gn:585226")))
    #expect(gazetteer.divisionRef(choucha) == gazetteer.ref(of: PlaceID("iso:AM-ER")))
    #expect(gazetteer.countryRef(choucha) == gazetteer.ref(of: PlaceID("iso:AM")))
    // What held it else still does.
    #expect(gazetteer.isPlace(choucha, within: try #require(gazetteer.ref(of: PlaceID("ld:haut-karabakh")))))
  }

  @Test func aPlaceIsRemoved() throws {
    let gazetteer = try folder.caucasus(
      "action|place|context\nremove|gn:1|\nremove|Paris|US\nremove|iso:AM-ER|\n")
    #expect(gazetteer.lookup("Tours") == nil && gazetteer.ref(of: PlaceID("gn:1")) == nil)
    #expect(ids(gazetteer, "Paris") == ["gn:2"])
    #expect(gazetteer.matches(in: "Tours et Paris").map(\.range) == [9..<14])
    #expect(gazetteer.search(prefix: "tour").isEmpty && gazetteer.search(fuzzy: "Tourz").isEmpty)
    #expect(gazetteer.transcriptions(of: "Touhrs").isEmpty)
    let around = Coordinate(longitude: 0.68, latitude: 47.39)!
    #expect(gazetteer.nearest(to: around).map { gazetteer.id($0.place).rawValue } == ["gn:2"])
    #expect(gazetteer.within(BoundingBox(west: 0, south: 47, east: 1, north: 48)!).isEmpty)
    #expect(gazetteer.placeCount == 13 && gazetteer.places.count == 13)
    #expect(!gazetteer.places.contains { gazetteer.id($0) == PlaceID("gn:1") })
    // What it held says so still, by an id that nothing has.
    let yerevan = try #require(gazetteer.ref(of: PlaceID("gn:616052")))
    #expect(gazetteer.divisionRef(yerevan) == nil)
    #expect(gazetteer.place(yerevan).division == PlaceID("iso:AM-ER"))
  }

  @Test func aNameIsTakenFromOnePlace() throws {
    let gazetteer = try folder.caucasus(
      "action|place|name\nremove|gn:71137|Sana'a\nremove|gn:616052|Erevan\nremove|gn:586001|Stepanakert\n")
    let sanaa = try #require(gazetteer.ref(of: PlaceID("gn:71137")))
    #expect(gazetteer.lookup("sana a") == nil && ids(gazetteer, "Sanaa") == ["gn:71137"])
    #expect(gazetteer.names(of: sanaa).map(\.text) == ["Sanaa"])
    #expect(gazetteer.changes(of: sanaa).map(\.action) == [.unnamed])
    // Another spelling with the key of the one taken goes, too, and the next name is shown.
    let yerevan = try #require(gazetteer.ref(of: PlaceID("gn:616052")))
    #expect(gazetteer.lookup("Érevan") == nil)
    #expect(Set(gazetteer.names(of: yerevan).map(\.text)) == ["Yerevan", "Երևան"])
    #expect(gazetteer.name(yerevan) == "Yerevan")
    #expect(gazetteer.name(try #require(gazetteer.ref(of: PlaceID("gn:586001")))) == "Khankendi")
  }

  @Test func aStopListHidesANameWhoeverBearsIt() throws {
    let gazetteer = try folder.caucasus(
      "action|place|name|longitude|latitude\nadd||Mars|1|2\nremove||tours||\nremove||mars||\nremove||Sana'a||\nremove||inconnu||\n"
    )
    #expect(gazetteer.lookup("Tours") == nil && gazetteer.lookup("Mars") == nil)
    #expect(gazetteer.lookup("sanaa") == nil && gazetteer.lookup("Sana'a") == nil)
    #expect(gazetteer.matches(in: "Tours, Mars, Sanaa, Paris").map(\.range) == [20..<25])
    #expect(gazetteer.matches(in: "Tours", options: MatchOptions(overlapping: true)).isEmpty)
    #expect(gazetteer.search(prefix: "tours").isEmpty && gazetteer.search(prefix: "mars").isEmpty)
    // The places are there still.
    #expect(gazetteer.ref(of: PlaceID("gn:1")).map { gazetteer.name($0) } == "Tours")
  }

  @Test func aShorterNameIsFoundWhereTheLongerIsStopped() throws {
    let gazetteer = try folder.caucasus(
      "action|place|name|longitude|latitude\nadd||Paris Plage|1|2\nadd||Paris Plage Nord|1|3\nremove||Paris Plage||\n"
    )
    func found(_ text: String) -> [String] {
      gazetteer.matches(in: text).map { gazetteer.key(of: $0.name) }
    }
    #expect(found("à Paris Plage") == ["paris"] && found("Paris-Plage-Nord") == ["paris plage nord"])
  }

  @Test func aLayerPrefersABearer() throws {
    let gazetteer = try folder.caucasus(
      "action|place|context|name\nprefer|Paris|US|\nprefer|gn:616052||Yerevan\n",
      "action|place|name\nprefer|gn:2|Paris\n")
    let paris = try #require(gazetteer.lookup("Paris"))
    #expect(gazetteer.preference(for: paris).map { gazetteer.id($0.place) } == PlaceID("gn:2"))
    #expect(gazetteer.preference(for: paris)?.layer.name == "house2.tsv")
    let yerevan = try #require(gazetteer.lookup("Yerevan"))
    #expect(gazetteer.preference(for: yerevan)?.layer.name == "house1.tsv")
    #expect(gazetteer.preference(for: try #require(gazetteer.lookup("Erevan"))) == nil)
    // A preference for what a layer further up removes is none.
    let removed = try folder.caucasus("action|place|name\nprefer|gn:3|Paris\n", "action|place\nremove|gn:3\n")
    #expect(removed.preference(for: try #require(removed.lookup("Paris"))) == nil)
  }

  @Test func theLaterLayerWins() throws {
    let gazetteer = try folder.caucasus(
      "action|place|name|longitude|latitude\nrename|gn:1|Un||\nmove|gn:1||1|1\nremove||Paris||\nremove|gn:4407066|||\n",
      "action|place|name|longitude|latitude\nrename|gn:1|Deux||\nmove|gn:1||2|2\nadd|gn:9|Paris|3|3\nadd|gn:4407066|Saint-Louis|4|4\nadd|gn:585226|Shushi|5|5\n"
    )
    let tours = try #require(gazetteer.ref(of: PlaceID("gn:1")))
    #expect(gazetteer.name(tours) == "Deux" && gazetteer.coordinate(tours).longitude == 2)
    #expect(ids(gazetteer, "Un") == ["gn:1"] && ids(gazetteer, "Tours") == ["gn:1"])
    #expect(
      gazetteer.changes(of: tours).map { "\($0.action) \($0.layer.name)" } == [
        "renamed house1.tsv", "moved house1.tsv", "renamed house2.tsv", "moved house2.tsv",
      ])
    // A layer that gives the name anew takes it off the stop-list, with all who bear it.
    #expect(Set(ids(gazetteer, "Paris")) == ["gn:2", "gn:3", "gn:9"])
    let louis = try #require(gazetteer.ref(of: PlaceID("gn:4407066")))
    #expect(gazetteer.coordinate(louis).latitude == 4 && gazetteer.layer(of: louis).name == "house2.tsv")
    #expect(gazetteer.names(of: louis).map(\.text) == ["Saint-Louis"])
    // The record is the upper layer's, the names are those of both.
    let shusha = try #require(gazetteer.ref(of: PlaceID("gn:585226")))
    #expect(gazetteer.place(shusha).name == "Shushi" && gazetteer.population(shusha) == 0)
    #expect(ids(gazetteer, "Choucha") == ["gn:585226"] && ids(gazetteer, "Shusha") == ["gn:585226"])
  }

  @Test func aContextTellsBearersApart() throws {
    for context in ["US", "-95.5,33.6", "gn:77", "Lamar County"] {
      let gazetteer = try folder.caucasus(
        "action|place|context|name|longitude|latitude|country|division\nadd|gn:77||Lamar County|-95|33|US|\n"
          + "move|gn:3|||-95.55|33.66||gn:77\nalias|Paris|\(context)|Paname||||\n")
      #expect(ids(gazetteer, "Paname") == ["gn:3"], "\(context)")
    }
  }

  @Test func aDamagedIndexUnderLayersNeverCrashes() throws {
    let intact = try Fixture.caucasus().builder.compiled()
    var random = SeededRandom(8)
    for round in 0..<300 {
      var bytes = intact
      for _ in 0..<8 {
        bytes[Int.random(in: 700..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let path = try folder.write(bytes, to: "damaged.lieudit")
      let house = try folder.write(
        "action\tplace\tname\tlongitude\tlatitude\nadd\tx:1\tParis\t1\t2\nadd\tgn:2\tParis\t1\t2\nremove\t\tTours\t\t\n",
        to: "house.tsv")
      guard let gazetteer = try? Gazetteer(layers: [path, house]) else { continue }
      for ref in gazetteer.places {
        _ = (
          gazetteer.place(ref), gazetteer.parents(of: ref), gazetteer.divisionRef(ref),
          gazetteer.countryRef(ref)
        )
        for name in gazetteer.names(of: ref) {
          if let name = gazetteer.lookup(name.text) { _ = gazetteer.entries(of: name).map(\.name) }
        }
      }
      #expect(gazetteer.matches(in: "Paris et Tours, Erevan, Sana'a, St. Louis \(round)").count < 9)
      _ = (
        gazetteer.search(prefix: "pa"), gazetteer.search(fuzzy: "parus"),
        gazetteer.transcriptions(of: "choucha")
      )
      _ = gazetteer.nearest(to: Coordinate(longitude: 1, latitude: 2)!, limit: 5)
    }
  }
}
