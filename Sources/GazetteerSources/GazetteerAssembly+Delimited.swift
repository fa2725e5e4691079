internal import GazetteerIndex
internal import GeoTypes

extension GazetteerAssembly {
  /// Files of users are read into memory; this is the most that one may have.
  static let largestFile = 1 << 30

  /// Reads a user's table, CSV or TSV, by its header: `name`, `longitude` (`lon`, `lng`, `x`) and `latitude` (`lat`, `y`) in
  /// degrees with a point, and where they are there `id`, `feature`, `country`, `division`, `population`, `names` (separated by
  /// `;` or `|`), `from` and `to` (dates).
  ///
  /// A place without an id gets one from the file's and its own name, without a feature it is a populated place.
  mutating func addDelimited(_ file: SourceFile) throws(SourceError) {
    var source = SourceReport(path: file.path)
    var table = try DelimitedTable(
      try file.open().readAll(limit: GazetteerAssembly.largestFile), path: file.path)
    credit(file, ["A table of the user's; its licence is not told."])
    var rows = 0
    var isOpen = true
    while isOpen {
      do throws(RowProblem) {
        isOpen = try table.next()
        if isOpen {
          rows += 1
          try addRecord(of: table, file, &source)
        }
      } catch {
        try checkBuilder()
        source.refusals.add(
          .line(path: file.path, line: table.line, expected: error.expected, found: error.found))
      }
    }
    tell(file, file.size, rows)
    if source.places + source.repeated == 0, let first = source.refusals.first.first { throw first }
    finish(source)
  }

  private mutating func addRecord(
    of table: DelimitedTable, _ file: SourceFile, _ source: inout SourceReport
  ) throws(RowProblem) {
    guard let name = table.text(.name) else { throw RowProblem(expected: "a name", found: "nothing") }
    func number(_ column: DelimitedHeader.Column, _ what: String) throws(RowProblem) -> Double {
      guard let text = table.text(column) else { throw RowProblem(expected: what, found: "nothing") }
      if let value = Double(text), value.isFinite { return value }
      let hasComma = text.contains(",") && Double(text.replacing(",", with: ".")) != nil
      throw RowProblem(
        expected: hasComma ? "\(what) with a decimal point" : what,
        found: hasComma ? "`\(text)`, with a decimal comma" : "`\(text)`")
    }
    let longitude = try number(.longitude, "a longitude in degrees")
    let latitude = try number(.latitude, "a latitude in degrees")
    guard let coordinate = Coordinate(longitude: longitude, latitude: latitude) else {
      throw RowProblem(
        expected: "a longitude in -180…180 and a latitude in -90…90, in degrees",
        found: "`\(longitude)`, `\(latitude)`")
    }
    func date(_ column: DelimitedHeader.Column) throws(RowProblem) -> CalendarDate? {
      guard let text = table.text(column) else { return nil }
      guard let date = CalendarDate(iso8601: text) else {
        throw RowProblem(expected: "a date as 2020-10-31", found: "`\(text)`")
      }
      return date
    }
    var population = 0
    if let text = table.text(.population) {
      guard let number = Int(text), number >= 0 else {
        throw RowProblem(expected: "a population of 0 or more", found: "`\(text)`")
      }
      population = number
    }
    let country = table.text(.country)?.uppercased()
    let id = ownID(table.text(.id), name: name, in: file)
    let place = Place(
      id: id, name: name, coordinate: coordinate, feature: FeatureCode(table.text(.feature) ?? "P.PPL"),
      country: country, division: table.text(.division).map { PlaceID($0) }, population: population,
      validFrom: try date(.from), validTo: try date(.to))
    try addOwn(place, &source)
    let names = (table.text(.names) ?? "").split { $0 == ";" || $0 == "|" }
    for name in names {
      let name = String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      if name.isEmpty { continue }
      try add(PlaceName(text: name), to: id)
      source.names += 1
    }
  }

  /// Adds a user's place; where a table has it already, its name becomes another name of that.
  mutating func addOwn(_ place: Place, _ source: inout SourceReport) throws(RowProblem) {
    if has(place.id) {
      try add(PlaceName(text: place.name), to: place.id)
      source.repeated += 1
      source.names += 1
    } else {
      try add(place)
      note(place.id)
      source.places += 1
    }
  }

  /// The id that a record gives, in this file's name where it has no scheme; or one made of the name, with a number where
  /// several places bear it.
  func ownID(_ given: String?, name: String, in file: SourceFile) -> PlaceID {
    if let given { return PlaceID(given.contains(":") ? given : "\(scheme(file)):\(given)") }
    let base = "\(scheme(file)):" + NameKey(name).description.split(separator: " ").joined(separator: "-")
    var id = PlaceID(base)
    var number = 1
    while has(id) {
      number += 1
      id = PlaceID("\(base)-\(number)")
    }
    return id
  }

  /// The file's name without its extension.
  private func scheme(_ file: SourceFile) -> String {
    let stem = file.name.split(separator: ".").first.map(String.init) ?? file.name
    return NameKey(stem).description.split(separator: " ").joined(separator: "-")
  }
}
