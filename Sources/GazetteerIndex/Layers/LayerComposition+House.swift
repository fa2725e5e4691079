internal import GeoTypes

extension LayerComposition {
  /// Does what a row of a house table says. Throws `GazetteerError.table` where it names no place or several, or says
  /// what an earlier row of the layer says already.
  mutating func follow(
    _ row: HouseTable.Row, of house: HouseTable, _ rows: inout LayerRows
  ) throws(GazetteerError) {
    let keys = row.name.map { NameKey.all(of: $0) } ?? []
    switch row.action {
    case .add:
      try rows.once(.add, add(row, house), house.table)
    case .rename:
      let known = try meant(by: row, house)
      try rows.once(.rename, id(known), house.table)
      let draft = draft(of: known)
      give(PlaceName(text: row.name ?? "", kind: .display), to: draft)
      note(.renamed, draft)
    case .alias:
      let known = try meant(by: row, house)
      try rows.once(.alias, id(known), key: Array((row.name ?? "").utf8), house.table)
      let draft = draft(of: known)
      give(
        PlaceName(
          text: row.name ?? "", language: row.language, kind: row.kind, validFrom: row.from, validTo: row.to,
          side: row.side), to: draft)
      note(.named, draft)
    case .prefer:
      try prefer(row, house, &rows)
    case .move:
      let known = try meant(by: row, house)
      try rows.once(.move, id(known), house.table)
      let division = try checkedDivision(row, house)
      let draft = draft(of: known)
      if let coordinate = row.coordinate { drafts[draft].place.coordinate = coordinate }
      if let country = row.country { drafts[draft].place.country = country }
      if let division { drafts[draft].place.division = division }
      note(.moved, draft)
    case .remove:
      if row.place == nil {
        try rows.once(.remove, nil, key: keys.first ?? [], house.table)
        stopped.formUnion(keys)
        return
      }
      let known = try meant(by: row, house)
      try rows.once(.remove, id(known), key: keys.first ?? [], house.table)
      if let key = keys.first {
        try take(key, from: known, house)
      } else {
        drafts[draft(of: known)].isRemoved = true
      }
    }
  }

  /// Adds a place and gives its id: the row's, or one made of the table's and the place's name.
  private mutating func add(_ row: HouseTable.Row, _ house: HouseTable) throws(GazetteerError) -> PlaceID {
    guard let name = row.name, let coordinate = row.coordinate else {
      throw house.unexpected(.longitude, "a longitude in degrees")
    }
    if let given = row.place, !PlaceContext.isID(given) {
      throw house.unexpected(.place, "an id such as maison:12")
    }
    let id = row.place.map { PlaceID($0) } ?? newID(for: name, in: house.table.path)
    let place = Place(
      id: id, name: name, coordinate: coordinate, feature: FeatureCode(row.feature ?? "P.PPL"),
      country: row.country, division: try checkedDivision(row, house), population: row.population)
    _ = put(place)
    return id
  }

  private func newID(for name: String, in path: String) -> PlaceID {
    func slug(_ text: String) -> String {
      NameKey(text).description.split(separator: " ").joined(separator: "-")
    }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = slug(file.split(separator: ".").first.map(String.init) ?? file)
    let base = "\(stem.isEmpty ? "house" : stem):\(slug(name))"
    var id = PlaceID(base)
    var number = 1
    while find(id) != nil {
      number += 1
      id = PlaceID("\(base)-\(number)")
    }
    return id
  }

  private func checkedDivision(
    _ row: HouseTable.Row, _ house: HouseTable
  ) throws(GazetteerError) -> PlaceID? {
    guard let division = row.division else { return nil }
    guard find(division) != nil else { throw house.unexpected(.division, "the id of a place") }
    return division
  }

  private mutating func prefer(
    _ row: HouseTable.Row, _ house: HouseTable, _ rows: inout LayerRows
  ) throws(GazetteerError) {
    let known = try meant(by: row, house)
    if row.name == nil, row.place.map(PlaceContext.isID) ?? true {
      throw house.unexpected(.name, "the name for which the place is preferred")
    }
    let key = NameKey.all(of: row.name ?? row.place ?? "")[0]
    guard has(known, key) else {
      throw house.unexpected(.name, "a name of \(label(known))")
    }
    // Of one name only one bearer can be preferred.
    try rows.once(.prefer, nil, key: key, house.table)
    preferred[key] = (id(known), current)
  }

  private mutating func take(
    _ key: [UInt8], from known: Known, _ house: HouseTable
  ) throws(GazetteerError) {
    guard has(known, key) else { throw house.unexpected(.name, "a name of \(label(known))") }
    let left = names(known).filter { !NameKey.all(of: $0.text).contains(key) }
    guard let first = left.first else {
      throw house.unexpected(
        .name, "one of several names of \(label(known)) (without a name, the place is removed)")
    }
    let draft = draft(of: known)
    drafts[draft].names = left
    // Where the name shown was taken, the first of those left is shown.
    drafts[draft].place.name = first.text
    note(.unnamed, draft)
  }

  // MARK: Which place

  /// The place that a row means, by its id or by a name and the context. Throws `GazetteerError.table` where there is no
  /// such place or where there are several, with what they are.
  private func meant(by row: HouseTable.Row, _ house: HouseTable) throws(GazetteerError) -> Known {
    let text = row.place ?? ""
    if PlaceContext.isID(text) {
      guard let known = find(PlaceID(text)) else { throw house.unexpected(.place, "the id of a place") }
      if let context = row.context, !agrees(known, with: context) {
        throw house.unexpected(.context, "what holds \(label(known))")
      }
      return known
    }
    let bearers = bearers(of: NameKey(text).bytes)
    if bearers.isEmpty { throw house.unexpected(.place, "the id or a name of a place") }
    let found = bearers.filter { known in row.context.map { agrees(known, with: $0) } ?? true }
    if found.count == 1 { return found[0] }
    var list = (found.isEmpty ? bearers : found).prefix(5).map(label).joined(separator: ", ")
    if max(found.count, 1) > 5 || (found.isEmpty && bearers.count > 5) { list += ", …" }
    if found.isEmpty { throw house.unexpected(.context, "what holds one of \(list)") }
    throw .table(
      path: house.table.path, line: row.line,
      expected: "one place named `\(text)`; say which in column `context`, or by its id",
      found: "\(found.count): \(list)")
  }

  /// `gn:2 Paris (P.PPLC, FR)`
  private func label(_ known: Known) -> String {
    let place = place(known)
    return "\(place.id) \(name(known)) (\(place.feature)\(place.country.map { ", \($0)" } ?? ""))"
  }

  private func agrees(_ known: Known, with context: PlaceContext) -> Bool {
    let place = place(known)
    switch context {
    case .country(let code): return place.country == code.description
    case .position(let position): return place.coordinate.distance(to: position) <= PlaceContext.reach
    case .id(let id): return containers(of: place).contains(id)
    case .name(let key):
      return containers(of: place).contains { id in find(id).map { has($0, key.bytes) } ?? false }
    }
  }

  /// All that holds a place, near and far.
  private func containers(of place: Place) -> Set<PlaceID> {
    var found: Set<PlaceID> = []
    var open = [place]
    while let place = open.popLast() {
      let holders =
        (place.country.map { [PlaceID("iso:\($0)")] } ?? []) + (place.division.map { [$0] } ?? [])
        + place.parents
      for holder in holders where found.insert(holder).inserted {
        if let known = find(holder) { open.append(self.place(known)) }
      }
    }
    return found
  }
}
