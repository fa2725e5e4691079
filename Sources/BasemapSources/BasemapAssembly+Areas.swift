internal import Basemap

extension BasemapAssembly {
  /// The faces of a layer's topology and what they belong to.
  struct Faces {
    var rings: [[LayerRecord.Ring]] = []
    /// `iso:XX`, empty where there is none.
    var countries: [String] = []
    /// `iso:XX-YYY`, empty where there is none.
    var divisions: [String] = []
    /// As the layer has them.
    var names: [String] = []

    mutating func add(_ part: [LayerRecord.Ring], _ country: String, _ division: String, _ name: String) {
      rings.append(part)
      countries.append(country)
      divisions.append(division)
      names.append(name)
    }
  }

  /// Land, countries, shores, borders and the countries' outlines.
  mutating func addCountries(
    _ layer: SourceLayer, _ found: NaturalEarthFolder.Found, _ disputed: [SourceLine]
  ) {
    var faces = Faces()
    for record in layer.records where !record.rings.isEmpty {
      let code = record.value(found.layer.id).flatMap(BasemapAssembly.country)
      for (part, moved) in parts(of: record) {
        faces.add(
          part, moved ?? code ?? "", "", moved == nil ? record.value(found.layer.names) ?? "" : "")
      }
    }
    let levels = TopologyLevels(Topology(faces.rings), &builder)
    addLand(levels)
    let members = Dictionary(grouping: faces.countries.indices) { faces.countries[$0] }
    for (id, indices) in members.sorted(by: { $0.key < $1.key }) where !id.isEmpty {
      add(.country, id, faces.names[indices[0]], indices, levels, Detail.allCases)
      countryIDs.insert(id)
    }
    addShoresAndBorders(levels, faces, disputed)
    let homeless = members[""]?.count ?? 0
    note(
      layer.path,
      "\(layer.records.count) features, \(countryIDs.count) countries"
        + (homeless > 0 ? ", \(homeless) areas without an ISO code" : ""))
  }

  /// Divisions, their borders and outlines.
  mutating func addDivisions(_ layer: SourceLayer, _ found: NaturalEarthFolder.Found) {
    var faces = Faces()
    for record in layer.records where !record.rings.isEmpty {
      let text = record.value(found.layer.id) ?? ""
      let country = BasemapAssembly.country(String(text.prefix(2))) ?? ""
      let id = BasemapAssembly.isDivision(text) ? "iso:" + text : ""
      for (part, moved) in parts(of: record) {
        faces.add(part, moved ?? country, id, record.value(found.layer.names) ?? "")
      }
    }
    let levels = TopologyLevels(Topology(faces.rings), &builder)
    dividedCountries = Set(faces.countries.filter { !$0.isEmpty })
    let members = Dictionary(grouping: faces.divisions.indices) { faces.divisions[$0] }
    for (id, indices) in members.sorted(by: { $0.key < $1.key }) {
      // Provinces without a code stay apart; those that share one become one.
      for group in id.isEmpty ? indices.map({ [$0] }) : [indices] {
        add(.division, id, faces.names[group[0]], group, levels, [.medium, .fine])
      }
    }
    addDivisionBorders(levels, faces)
    note(
      layer.path,
      "\(layer.records.count) features, \(members.keys.count { !$0.isEmpty }) divisions of "
        + "\(dividedCountries.count) countries, \(members[""]?.count ?? 0) without an ISO 3166-2 code")
  }

  /// Land and shores of a layer that has nothing else.
  mutating func addLand(_ layer: SourceLayer, _ found: NaturalEarthFolder.Found) {
    var faces = Faces()
    for record in layer.records { faces.add(record.rings, "", "", "") }
    let levels = TopologyLevels(Topology(faces.rings), &builder)
    addLand(levels)
    addShoresAndBorders(levels, faces, [])
    note(layer.path, "\(layer.records.count) features of land")
  }

  private mutating func addLand(_ levels: TopologyLevels) {
    let topology = levels.topology
    let all = Set(topology.arcs.flatMap { [$0.left, $0.right].compactMap(\.self) }).sorted()
    for polygon in topology.polygons(of: all) {
      let area = Outline.squareKilometres(topology.points(of: polygon[0]))
      for level in Detail.allCases where area >= BasemapAssembly.smallest[Int(level.rawValue)] {
        let (shape, bounds) = levels.shape([polygon], level)
        if shape.isEmpty { continue }
        builder.add(
          .land, level, .polygons(shape), bounds,
          .init(rank: BasemapAssembly.rank(squareKilometres: area / 10)))
      }
    }
  }

  private mutating func add(
    _ layer: BasemapLayer, _ id: String, _ name: String, _ faces: [Int], _ levels: TopologyLevels,
    _ details: [Detail]
  ) {
    let polygons = levels.topology.polygons(of: faces)
    guard let largest = polygons.first else { return }
    let areas = polygons.map { Outline.squareKilometres(levels.topology.points(of: $0[0])) }
    let label = BasemapBuilder.Label(
      id: id, name: names[id] ?? name,
      rank: BasemapAssembly.rank(squareKilometres: areas.reduce(0, +) / 10),
      point: LabelPoint.of(
        largest.map { Outline.simplified(levels.topology.points(of: $0), tolerance: 0.02) }))
    for level in details {
      let (shape, bounds) = levels.shape(polygons, level)
      if !shape.isEmpty { builder.add(layer, level, .polygons(shape), bounds, label) }
    }
    if !id.isEmpty { addOutline(of: id, polygons.map { $0.map(levels.topology.points) }, areas) }
  }

  /// The outline for GeoJSON: at most 300 corners and 20 parts, none of them 2,000 times smaller than the largest.
  private mutating func addOutline(of id: String, _ polygons: [[[GridPoint]]], _ areas: [Double]) {
    let bounds = GridBounds(polygons[0][0])
    let largest = areas[0]
    var tolerance =
      Outline.distance(
        GridPoint(longitude: bounds.west, latitude: bounds.south),
        GridPoint(longitude: bounds.east, latitude: bounds.north)) / 250
    guard largest > 0, tolerance > 0 else { return }
    var parts: [[[GridPoint]]] = []
    // A ring keeps four corners however far it is generalised: of an area with many holes these go in the end.
    var rounds = 0
    repeat {
      rounds += 1
      parts = []
      for (polygon, area) in zip(polygons, areas) where parts.isEmpty || area >= largest / 2_000 {
        if parts.count == 20 { break }
        let rings = polygon.enumerated().filter { index, ring in
          index == 0 || rounds < 30 && Outline.squareKilometres(ring) > largest / 500
        }.map { Outline.simplified($0.element, tolerance: tolerance) }
        if rings[0].count > 3, Outline.squareKilometres(rings[0]) > 0 {
          parts.append(rings.filter { $0.count > 3 })
        }
      }
      tolerance *= 1.25
    } while parts.joined().reduce(0, { $0 + $1.count }) > 300
    let stored = parts.map { rings in
      rings.compactMap { ring in
        let pieces = builder.addLine(ring, level: BasemapBuilder.outlineLevel)
        return pieces.isEmpty ? nil : pieces.map { BasemapBuilder.Reference($0) }
      }
    }.filter { !$0.isEmpty }
    guard !stored.isEmpty else { return }
    builder.addOutline(of: id, stored, GridBounds(parts.flatMap { $0[0] }))
    outlineIDs.insert(id)
  }

  /// A record's rings, those apart that `natural-earth-moves.tsv` draws in another country, with it.
  private func parts(of record: LayerRecord) -> [(rings: [LayerRecord.Ring], moved: String?)] {
    let exteriors = record.rings.filter { !$0.isHole }
    var rest = record.rings
    var parts: [(rings: [LayerRecord.Ring], moved: String?)] = []
    for move in tables.moves {
      guard
        let ring = rest.filter({ !$0.isHole && Outline.contains($0.points, move.point) }).min(by: {
          Outline.signedArea($0.points) < Outline.signedArea($1.points)
        }),
        Outline.squareKilometres(ring.points) <= move.largest,
        !rest.contains(where: { $0.isHole && Outline.contains($0.points, move.point) })
      else { continue }
      // A country's largest piece goes with the country.
      if exteriors.count == 1
        || Outline.signedArea(ring.points) * 2 > rest.reduce(0, { $0 + Outline.signedArea($1.points) })
      {
        return parts + [(rest, "iso:" + move.country)]
      }
      let moved = rest.filter { other in
        other.points == ring.points || other.isHole && Outline.contains(ring.points, other.points[0])
      }
      rest.removeAll { other in moved.contains { $0.points == other.points } }
      parts.append((moved, "iso:" + move.country))
    }
    return [(rest, nil)] + parts
  }

  /// `iso:XX` of two capital letters; nil for anything else.
  private static func country(_ code: String) -> String? {
    code.utf8.count == 2 && code.utf8.allSatisfy { (0x41...0x5A).contains($0) } ? "iso:" + code : nil
  }

  /// A code of ISO 3166-2; Natural Earth marks those that it made up with `~` or an X before digits.
  static func isDivision(_ code: String) -> Bool {
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, country(String(parts[0])) != nil, (1...3).contains(parts[1].utf8.count) else {
      return false
    }
    let isMadeUp = parts[1].first == "X" && parts[1].dropFirst().contains(where: \.isNumber)
    return !isMadeUp
      && parts[1].utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
  }
}
