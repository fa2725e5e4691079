internal import GeoTypes

/// A cursor over a house table: what an editor adds to the gazetteer, changes of it and removes from it, one row each
/// (`Gazetteer/README.md`, "Layers").
struct HouseTable {
  enum Action: String, CaseIterable {
    case add, rename, alias, prefer, move, remove

    /// The columns that a row of this action must fill, and those that it may; all others stay empty.
    fileprivate var columns: (required: [Column], optional: [Column]) {
      switch self {
      case .add: ([.name, .longitude, .latitude], [.place, .feature, .country, .division, .population])
      case .rename: ([.place, .name], [.context])
      case .alias: ([.place, .name], [.context, .language, .kind, .from, .to, .side])
      case .prefer: ([.place], [.context, .name])
      case .move: ([.place, .longitude, .latitude], [.context, .country, .division])
      case .remove: ([], [.place, .context, .name])
      }
    }
  }

  enum Column: String, CaseIterable {
    case action, place, context, name, longitude, latitude, feature, country, division, population, language,
      kind,
      from, to, side, note
  }

  /// One row. What its action does not take is empty.
  struct Row {
    var line: Int
    var action: Action
    /// An id or a name: the place that is meant (for `add`, the new one's id); nil where the row has none.
    var place: String?
    /// Which of the bearers of the name is meant.
    var context: PlaceContext?
    var name: String?
    var coordinate: Coordinate?
    var feature: String?
    var country: String?
    var division: PlaceID?
    var population: Int
    var language: String?
    var kind: PlaceName.Kind
    var from: CalendarDate?
    var to: CalendarDate?
    var side: String?
  }

  private(set) var table: TableReader

  /// Throws `GazetteerError.table` where the header lacks `action` or has a column that is none of `Column`.
  init(bytes: [UInt8], path: String) throws(GazetteerError) {
    table = try TableReader(
      bytes: bytes, path: path, columns: Column.allCases.map(\.rawValue), required: [Column.action.rawValue])
  }

  /// The next row; nil at the end. Throws `GazetteerError.table` for a row that is not what it should be.
  mutating func next() throws(GazetteerError) -> Row? {
    guard try table.next() else { return nil }
    guard let action = Action(rawValue: table.string(index(.action))) else {
      throw unexpected(.action, "one of " + Action.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let (required, optional) = action.columns
    for column in required where table.isEmpty(index(column)) {
      throw unexpected(column, "what `\(action.rawValue)` needs")
    }
    for column in Column.allCases where column != .action && column != .note && !table.isEmpty(index(column))
    {
      guard required.contains(column) || optional.contains(column) else {
        throw unexpected(column, "nothing, since `\(action.rawValue)` does not take it,")
      }
    }
    let row = Row(
      line: table.line, action: action, place: text(.place), context: try context(), name: text(.name),
      coordinate: table.isEmpty(index(.longitude)) && table.isEmpty(index(.latitude))
        ? nil : try table.coordinate(longitude: index(.longitude), latitude: index(.latitude)),
      feature: try feature(), country: try country(), division: text(.division).map { PlaceID($0) },
      population: try population(), language: text(.language), kind: try kind(),
      from: try table.date(index(.from)),
      to: try table.date(index(.to)), side: text(.side))
    if let name = row.name {
      guard let length = NameKey.all(of: name).map(\.count).max(), length > 0, length <= 200 else {
        throw unexpected(.name, "a name with a letter or a digit and of 200 bytes or less")
      }
    }
    if row.context != nil, row.place == nil {
      throw unexpected(.context, "nothing, since no place is named,")
    }
    if action == .remove, row.place == nil, row.name == nil {
      throw unexpected(.place, "a place, or a name in column `name`,")
    }
    return row
  }

  /// The error that a column of the current row is not what it should be.
  func unexpected(_ column: Column, _ expected: String) -> GazetteerError {
    table.unexpected(index(column), expected)
  }

  private func index(_ column: Column) -> Int { Column.allCases.firstIndex(of: column)! }

  private func text(_ column: Column) -> String? {
    table.isEmpty(index(column)) ? nil : table.string(index(column))
  }

  private func context() throws(GazetteerError) -> PlaceContext? {
    guard let text = text(.context) else { return nil }
    guard let context = PlaceContext(text) else {
      throw unexpected(.context, "a country's code, the id or name of what holds the place, or lon,lat")
    }
    return context
  }

  private func feature() throws(GazetteerError) -> String? {
    guard let text = text(.feature) else { return nil }
    let letters = Array(text.utf8)
    guard PackedFeature(text) != nil, letters.count > 2, (0x41...0x5A).contains(letters[0]),
      letters[1] == UInt8(ascii: ".")
    else { throw unexpected(.feature, "a feature code such as P.PPL") }
    return text
  }

  private func country() throws(GazetteerError) -> String? {
    guard let text = text(.country) else { return nil }
    guard CountryCode(text) != nil else { throw unexpected(.country, "a country's two capital letters") }
    return text
  }

  private func population() throws(GazetteerError) -> Int {
    guard let number = try table.integer(index(.population)) else { return 0 }
    guard number >= 0, number < 1 << 48 else { throw unexpected(.population, "a population of 0 or more") }
    return number
  }

  /// A display name is given by `rename`.
  private func kind() throws(GazetteerError) -> PlaceName.Kind {
    guard let text = text(.kind) else { return .variant }
    guard let kind = PlaceName.Kind(rawValue: text), kind != .display else {
      let kinds = PlaceName.Kind.allCases.filter { $0 != .display }.map(\.rawValue)
      throw unexpected(.kind, "one of " + kinds.joined(separator: ", "))
    }
    return kind
  }
}
