import GazetteerIndex
import GeoTypes
import Testing

/// Layers over one another answer as one index does that was built of the merged tables.
@Suite struct LayerOracleTests {
  /// A place as its table has it, with its names.
  private struct Row {
    var place: Place
    var names: [PlaceName] = []
  }

  /// Tables of random places. Few names, few ids and few positions, so that much coincides.
  private struct Tables {
    var rows: [Row] = []

    init(_ count: Int, ids: [String], containers: [String], random: inout SeededRandom) {
      for id in ids.shuffled(using: &random).prefix(count) {
        let isDivision = containers.contains(id)
        rows.append(
          Row(
            place: Place(
              id: PlaceID(id), name: Self.name(&random),
              coordinate: Coordinate(
                longitude: Double(Int.random(in: -180...180, using: &random)),
                latitude: Double(Int.random(in: -90...90, using: &random)))!,
              feature: FeatureCode(
                isDivision
                  ? (id.utf8.count == 6 ? "A.PCLI" : "A.ADM1")
                  : ["P.PPL", "P.PPLC", "H.LK"].randomElement(using: &random)!),
              country: ["AA", "BB", nil].randomElement(using: &random)!,
              division: Bool.random(using: &random)
                ? containers.randomElement(using: &random).map { PlaceID($0) } : nil,
              population: [0, 0, 500, 70_000, Int.random(in: 0...900_000, using: &random)].randomElement(
                using: &random)!,
              parents: Bool.random(using: &random)
                ? [PlaceID(ids.randomElement(using: &random)!), PlaceID("x:nowhere")] : []),
            names: (0..<Int.random(in: 0...3, using: &random)).map { _ in
              PlaceName(
                text: Self.name(&random), language: ["fr", "en", nil].randomElement(using: &random)!,
                kind: PlaceName.Kind.allCases.randomElement(using: &random)!,
                side: Int.random(in: 0...5, using: &random) == 0 ? "AA" : nil)
            }))
      }
    }

    static func word(_ random: inout SeededRandom) -> String {
      ["Chou", "Chu", "Sana'a", "Sanaa", "St", "Ste", "L'Ara", "Bé", "Ram", "Mar", "Lac", "Ерев"]
        .randomElement(
          using: &random)!
    }

    static func name(_ random: inout SeededRandom) -> String {
      (0..<Int.random(in: 1...3, using: &random)).map { _ in word(&random) }
        .joined(separator: [" ", "-"].randomElement(using: &random)!)
    }

    /// Leaves out what a house table does not say, so that it can be one.
    mutating func simplify() {
      for index in rows.indices {
        rows[index].place.parents = []
        rows[index].place.division = nil
        var texts: Set<String> = []
        rows[index].names = rows[index].names.filter { $0.kind != .display && texts.insert($0.text).inserted }
      }
    }

    /// As a house table that adds the places and gives them their names.
    func house() -> String {
      var text =
        "action\tplace\tname\tlongitude\tlatitude\tfeature\tcountry\tpopulation\tlanguage\tkind\tside\n"
      for row in rows {
        let place = row.place
        text +=
          "add\t\(place.id)\t\(place.name)\t\(place.coordinate.longitude)\t\(place.coordinate.latitude)\t\(place.feature)\t\(place.country ?? "")\t\(place.population)\t\t\t\n"
        for name in row.names {
          text +=
            "alias\t\(place.id)\t\(name.text)\t\t\t\t\t\t\(name.language ?? "")\t\(name.kind.rawValue)\t\(name.side ?? "")\n"
        }
      }
      return text
    }

    func compiled() throws -> [UInt8] {
      var builder = GazetteerBuilder()
      for row in rows {
        try builder.add(row.place)
        for name in row.names { try builder.add(name, to: row.place.id) }
      }
      return try builder.compiled()
    }

    /// As `*.places.tsv` and `*.names.tsv`.
    func write(to folder: LayerFolder, as name: String) throws {
      var places =
        "id\tname\tlongitude\tlatitude\tfeature\tcountry\tdivision\tpopulation\tparents\tfrom\tto\textent\n"
      var names = "id\tname\tlanguage\tkind\tfrom\tto\tside\n"
      for row in rows {
        let place = row.place
        places +=
          "\(place.id)\t\(place.name)\t\(place.coordinate.longitude)\t\(place.coordinate.latitude)\t\(place.feature)\t\(place.country ?? "")\t\(place.division?.rawValue ?? "")\t\(place.population)\t\(place.parents.map(\.rawValue).joined(separator: ";"))\t\t\t\n"
        for name in row.names {
          names +=
            "\(place.id)\t\(name.text)\t\(name.language ?? "")\t\(name.kind.rawValue)\t\t\t\(name.side ?? "")\n"
        }
      }
      try folder.write(places, to: "\(name)/a.places.tsv")
      try folder.write(names, to: "\(name)/a.names.tsv")
    }
  }

  /// The tables in one: the record of the last, all names in the order of the tables.
  private func merged(_ tables: [Tables]) throws -> [UInt8] {
    var builder = GazetteerBuilder()
    let ids = Set(tables.flatMap { $0.rows.map(\.place.id) }).sorted()
    for id in ids {
      let rows = tables.compactMap { $0.rows.first { $0.place.id == id } }
      try builder.add(rows[rows.count - 1].place)
      for row in rows {
        try builder.add(PlaceName(text: row.place.name, kind: .display), to: id)
        for name in row.names { try builder.add(name, to: id) }
      }
    }
    return try builder.compiled()
  }

  /// The layered gazetteer and its oracle; layers are one index, then tables or indexes.
  private func pair(_ seed: UInt64) throws -> (layered: Gazetteer, oracle: Gazetteer) {
    var random = SeededRandom(seed)
    let containers = ["iso:AA", "iso:BB", "iso:AA-1", "iso:BB-1", "x:region"]
    let ids = containers + (1...30).map { "gn:\($0)" } + (1...20).map { "x:\($0)" }
    let folder = try LayerFolder()
    let counts = [[35, 12], [20, 30, 10], [1, 40], [40, 1], [30, 30, 30, 30]][Int(seed) % 5]
    var tables = counts.map { Tables($0, ids: ids, containers: containers, random: &random) }
    var layers = [try folder.write(tables[0].compiled(), to: "base.lieudit")]
    for index in tables.indices.dropFirst() {
      switch Int.random(in: 0..<3, using: &random) {
      case 0: layers.append(try folder.write(tables[index].compiled(), to: "\(index).lieudit"))
      case 1:
        try tables[index].write(to: folder, as: "\(index)")
        layers.append(folder.path + "/\(index)")
      default:
        tables[index].simplify()
        layers.append(try folder.write(tables[index].house(), to: "\(index).tsv"))
      }
    }
    return (try Gazetteer(layers: layers), try Gazetteer(bytes: merged(tables)))
  }

  /// The names without the bare variants that say nothing beside another of the same text: whether the builder keeps one
  /// depends on the order in which they came.
  private static func telling(_ names: [PlaceName]) -> [String] {
    names.filter { name in
      let isBare = name.kind == .variant && name.language == nil
      return !(isBare && names.contains { $0 != name && $0.text == name.text && $0.side == name.side })
    }.map { "\($0)" }.sorted()
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func placesAndTheirContainersAgree(seed: UInt64) throws {
    let (layered, oracle) = try pair(seed)
    func describe(_ gazetteer: Gazetteer) -> [String] {
      let places = Array(gazetteer.places)
      return places.map { ref in
        let names = gazetteer.names(of: ref)
        var lengths: [Int] = []
        gazetteer.forEachName(of: ref) { name in lengths.append(gazetteer.withName(of: name) { $0.count }) }
        #expect(lengths == names.map(\.text.utf8.count))
        #expect(gazetteer.ref(of: gazetteer.id(ref)) == ref)
        #expect(names.first?.text == gazetteer.name(ref))
        var text = "\(gazetteer.place(ref)) \(Self.telling(names))"
        text += " \(gazetteer.prominence(ref)) \(gazetteer.countryCode(ref)?.description ?? "-")"
        text += " \(gazetteer.countryRef(ref).map { gazetteer.id($0).rawValue } ?? "-")"
        text += " \(gazetteer.divisionRef(ref).map { gazetteer.id($0).rawValue } ?? "-")"
        text += " \(gazetteer.parents(of: ref).map { gazetteer.id($0).rawValue })"
        let held = gazetteer.within(ref).map { gazetteer.id($0).rawValue }.sorted()
        #expect(
          held
            == places.filter { gazetteer.isPlace($0, within: ref) }.map { gazetteer.id($0).rawValue }.sorted()
        )
        return text + " \(held)"
      }.sorted()
    }
    #expect(describe(layered) == describe(oracle))
    #expect(layered.placeCount == oracle.placeCount)
    #expect(layered.nameCount == oracle.nameCount)
    let keys = (0..<oracle.nameCount).map { oracle.key(of: NameRef(ordinal: UInt32($0))) }
    let entries = keys.map { layered.lookup($0).map { layered.entries(of: $0).count } ?? 0 }
    #expect(layered.entryCount == entries.reduce(0, +))
    #expect(layered.ref(of: PlaceID("gn:999")) == nil)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func namesAreFoundInTextAlike(seed: UInt64) throws {
    let (layered, oracle) = try pair(seed)
    var random = SeededRandom(seed + 100)
    var found = 0
    for _ in 0..<60 {
      let text = (0..<12).map { _ in
        Bool.random(using: &random) ? Tables.word(&random) : Tables.word(&random).lowercased()
      }.joined(separator: [" ", "-", ", ", "\n"].randomElement(using: &random)!)
      for capitals in [MatchOptions.Capitals.ignored, .somewhere, .first] {
        for overlapping in [false, true] {
          func find(_ gazetteer: Gazetteer) -> [String] {
            gazetteer.matches(in: text, options: MatchOptions(capitals: capitals, overlapping: overlapping))
              .map { "\($0.range) \(gazetteer.key(of: $0.name))" }
          }
          #expect(find(layered) == find(oracle))
          found += find(oracle).count
        }
      }
      var bytes = text
      bytes.withUTF8 { bytes in
        for limit in [5, 11, bytes.count] {
          let (left, right) = (
            layered.longestMatch(in: bytes, at: 0, limit: limit),
            oracle.longestMatch(in: bytes, at: 0, limit: limit)
          )
          #expect(left?.range == right?.range)
          #expect(left.map { layered.key(of: $0.name) } == right.map { oracle.key(of: $0.name) })
        }
      }
    }
    #expect(found > 100)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func namesAreLookedUpAlike(seed: UInt64) throws {
    let (layered, oracle) = try pair(seed)
    var random = SeededRandom(seed + 200)
    for _ in 0..<150 {
      let wanted = Tables.name(&random)
      func whole(_ gazetteer: Gazetteer) -> [String] {
        guard let name = gazetteer.lookup(wanted) else { return [] }
        let entries = Array(gazetteer.entries(of: name))
        #expect(!entries.isEmpty)
        #expect(gazetteer.key(of: name) == Gazetteer.folded(wanted))
        // The most prominent first, and those of a place together.
        let ranks = entries.map { gazetteer.prominence($0.place) }
        #expect(ranks == ranks.sorted(by: >))
        var places = entries.map(\.place)
        places = places.enumerated().filter { $0.offset == 0 || places[$0.offset - 1] != $0.element }.map(
          \.element)
        #expect(Set(places).count == places.count)
        var position = 0
        gazetteer.forEachBearer(of: name) { bearer in
          let (entry, same) = (gazetteer.entry(of: bearer), entries[position])
          #expect(entry.place == same.place && entry.name == same.name && bearer.kind == same.name.kind)
          #expect(gazetteer.isName(of: bearer, in: "fr") == (same.language == "fr"))
          #expect(gazetteer.withName(of: bearer) { $0.elementsEqual(same.text.utf8) })
          position += 1
        }
        #expect(position == entries.count)
        return places.flatMap { place in
          Self.telling(entries.filter { $0.place == place }.map(\.name)).map {
            "\(gazetteer.id(place)) \($0)"
          }
        }.sorted()
      }
      #expect(whole(layered) == whole(oracle))

      let prefix = String(wanted.prefix(Int.random(in: 1...6, using: &random)))
      func starting(_ gazetteer: Gazetteer, _ limit: Int, towns: Bool) -> [String] {
        let hits = gazetteer.search(prefix: prefix, limit: limit) {
          !towns || gazetteer.featureClass($0.place) == UInt8(ascii: "P")
        }
        let ranks = hits.map { hit in
          "\(gazetteer.key(of: hit.name) == Gazetteer.folded(prefix)) \(gazetteer.prominence(hit.place))"
        }
        // Where all are asked for, which they are; else, since ties may fall either way, how prominent they are.
        return limit < 100 ? ranks : hits.map { gazetteer.id($0.place).rawValue }.sorted()
      }
      for limit in [1, 4, 1000] {
        #expect(starting(layered, limit, towns: false) == starting(oracle, limit, towns: false))
        #expect(starting(layered, limit, towns: true) == starting(oracle, limit, towns: true))
      }

      func like(_ gazetteer: Gazetteer) -> [String] {
        gazetteer.search(fuzzy: wanted, limit: .max).map { "\(gazetteer.id($0.place)) \($0.distance)" }
          .sorted()
      }
      #expect(like(layered) == like(oracle))

      func transcribed(_ gazetteer: Gazetteer) -> [String] {
        gazetteer.transcriptions(of: wanted, limit: .max).map {
          "\(gazetteer.key(of: $0.name)) \($0.cost) \($0.rules)"
        }.sorted()
      }
      #expect(transcribed(layered) == transcribed(oracle))
    }
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func placesAreFoundByPositionAlike(seed: UInt64) throws {
    let (layered, oracle) = try pair(seed)
    var random = SeededRandom(seed + 300)
    for _ in 0..<60 {
      let position = Coordinate(
        longitude: Double.random(in: -180...180, using: &random),
        latitude: Double.random(in: -90...90, using: &random))!
      func near(_ gazetteer: Gazetteer, _ limit: Int) -> [String] {
        let found = gazetteer.nearest(to: position, limit: limit) {
          gazetteer.featureClass($0) == UInt8(ascii: "P")
        }
        #expect(found.map(\.distance) == found.map { gazetteer.coordinate($0.place).distance(to: position) })
        return found.map { limit < 100 ? "\($0.distance)" : "\(gazetteer.id($0.place)) \($0.distance)" }
      }
      #expect(near(layered, 3) == near(oracle, 3))
      #expect(near(layered, 1000).sorted() == near(oracle, 1000).sorted())
      func around(_ gazetteer: Gazetteer) -> [String] {
        gazetteer.within(3_000_000, of: position).map { gazetteer.id($0.place).rawValue }.sorted()
      }
      #expect(around(layered) == around(oracle))
      let box = BoundingBox(
        west: position.longitude, south: min(position.latitude, 20),
        east: Double.random(in: -180...180, using: &random), north: 90)!
      func boxed(_ gazetteer: Gazetteer) -> [String] {
        gazetteer.within(box).map { gazetteer.id($0).rawValue }.sorted()
      }
      #expect(boxed(layered) == boxed(oracle))
    }
  }
}
