/// One row of GeoNames' table of places (`allCountries`, `cities500`, `AM`…), its texts lent until the next row.
///
/// Source: https://download.geonames.org/export/dump/readme.txt, "The main 'geoname' table".
struct GeoNamesPlace {
  static let fieldCount = 19

  var id: UInt32
  var name: UnsafeRawBufferPointer
  /// Names without a language, separated by commas.
  var alternates: UnsafeRawBufferPointer
  /// Degrees, WGS 84.
  var longitude: Double
  var latitude: Double
  /// One letter, or empty.
  var featureClass: UnsafeRawBufferPointer
  var featureCode: UnsafeRawBufferPointer
  /// ISO 3166-1 in two capitals, packed; nil for seas and what lies in several countries.
  var country: UInt16?
  /// GeoNames' own code of the first-order division; `00` for none.
  var admin1: UnsafeRawBufferPointer
  var admin2: UnsafeRawBufferPointer
  /// 0 for unknown.
  var population: Int

  init(_ row: borrowing RowReader) throws(RowProblem) {
    guard let id = row[0].geonameID() else { throw RowProblem("a geonameid", row[0]) }
    guard let latitude = row[4].decimal(), latitude.magnitude <= 90 else {
      throw RowProblem("a latitude in -90…90 degrees", row[4])
    }
    guard let longitude = row[5].decimal(), longitude.magnitude <= 180 else {
      throw RowProblem("a longitude in -180…180 degrees", row[5])
    }
    guard !row[1].isEmpty else { throw RowProblem("a name", row[1]) }
    guard row[6].count <= 1, row[7].count <= 6 else { throw RowProblem("a feature code", row[7]) }
    guard row[8].isEmpty || row[8].packedCountry != nil else {
      throw RowProblem("a country's two capital letters", row[8])
    }
    guard let population = row[14].isEmpty ? 0 : row[14].integer(), population >= 0 else {
      throw RowProblem("a population of 0 or more", row[14])
    }
    // The last field: what is cut short is told by it.
    guard row[18].isDate else { throw RowProblem("a date as 2020-10-31", row[18]) }
    self.id = id
    name = row[1]
    alternates = row[3]
    self.longitude = longitude
    self.latitude = latitude
    featureClass = row[6]
    featureCode = row[7]
    country = row[8].packedCountry
    admin1 = row[10]
    admin2 = row[11]
    self.population = population
  }

  init(
    id: UInt32, name: UnsafeRawBufferPointer, longitude: Double, latitude: Double,
    featureClass: UnsafeRawBufferPointer, featureCode: UnsafeRawBufferPointer, country: UInt16?,
    admin1: UnsafeRawBufferPointer, population: Int
  ) {
    self.id = id
    self.name = name
    alternates = UnsafeRawBufferPointer(start: nil, count: 0)
    self.longitude = longitude
    self.latitude = latitude
    self.featureClass = featureClass
    self.featureCode = featureCode
    self.country = country
    self.admin1 = admin1
    admin2 = UnsafeRawBufferPointer(start: nil, count: 0)
    self.population = population
  }

  var isFirstOrderDivision: Bool { featureClass.equals("A") && featureCode.equals("ADM1") }

  /// Whether it is a country or a dependency of today (`PCLH` is one of the past).
  var isCountry: Bool {
    guard featureClass.equals("A") else { return false }
    return featureCode.count >= 3 && featureCode.prefix(3).elementsEqual("PCL".utf8)
      && !featureCode.equals("PCLH") || featureCode.equals("TERR")
  }
}

/// One row of GeoNames' table of names (`alternateNamesV2`, or `alternateNames` without the two dates).
struct GeoNamesName {
  static let fieldCounts: Set<Int> = [8, 10]

  /// The place's.
  var id: UInt32
  /// ISO 639, sometimes with a script or country, or one of GeoNames' pseudo-languages; empty for unknown.
  var language: UnsafeRawBufferPointer
  var text: UnsafeRawBufferPointer
  var isPreferred: Bool
  var isShort: Bool
  var isColloquial: Bool
  var isHistoric: Bool
  /// Free text, mostly a year.
  var from: UnsafeRawBufferPointer
  var to: UnsafeRawBufferPointer

  init(_ row: borrowing RowReader) throws(RowProblem) {
    guard row[0].geonameID() != nil else { throw RowProblem("an alternateNameId", row[0]) }
    guard let id = row[1].geonameID() else { throw RowProblem("a geonameid", row[1]) }
    guard !row[3].isEmpty else { throw RowProblem("a name", row[3]) }
    self.id = id
    language = row[2]
    text = row[3]
    isPreferred = try GeoNamesName.flag(row[4])
    isShort = try GeoNamesName.flag(row[5])
    isColloquial = try GeoNamesName.flag(row[6])
    isHistoric = try GeoNamesName.flag(row[7])
    from = row[8]
    to = row[9]
  }

  private static func flag(_ field: UnsafeRawBufferPointer) throws(RowProblem) -> Bool {
    if field.isEmpty || field.equals("0") { return false }
    guard field.equals("1") else { throw RowProblem("1 or nothing", field) }
    return true
  }
}

/// One row of `hierarchy`: a place and one that holds it.
struct GeoNamesContainment {
  static let fieldCounts: Set<Int> = [2, 3]
  var container: UInt32
  var member: UInt32

  init(_ row: borrowing RowReader) throws(RowProblem) {
    guard let container = row[0].geonameID() else { throw RowProblem("a parent's geonameid", row[0]) }
    guard let member = row[1].geonameID() else { throw RowProblem("a child's geonameid", row[1]) }
    self.container = container
    self.member = member
  }
}

/// One row of `admin1CodesASCII` (`AM.11`) or `admin2Codes` (`FR.11.75`).
struct GeoNamesDivision {
  static let fieldCount = 4
  var country: UInt16
  var admin1: UnsafeRawBufferPointer
  /// Nil in the table of first-order divisions.
  var admin2: UnsafeRawBufferPointer?
  var name: UnsafeRawBufferPointer
  var id: UInt32

  init(_ row: borrowing RowReader) throws(RowProblem) {
    let parts = row[0].split(separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, let country = UnsafeRawBufferPointer(rebasing: parts[0]).packedCountry,
      !parts[1].isEmpty
    else { throw RowProblem("a division's code such as AM.11 or FR.11.75", row[0]) }
    guard let id = row[3].geonameID() else { throw RowProblem("a geonameid", row[3]) }
    self.country = country
    admin1 = UnsafeRawBufferPointer(rebasing: parts[1])
    admin2 = parts.count == 3 ? UnsafeRawBufferPointer(rebasing: parts[2]) : nil
    name = row[1]
    self.id = id
  }
}

/// One row of `countryInfo`.
struct GeoNamesCountry {
  static let fieldCount = 19
  var code: UInt16
  var name: UnsafeRawBufferPointer
  /// Nil for the few former countries that have none.
  var id: UInt32?

  init(_ row: borrowing RowReader) throws(RowProblem) {
    guard let code = row[0].packedCountry else {
      throw RowProblem("a country's two capital letters", row[0])
    }
    guard !row[4].isEmpty else { throw RowProblem("a country's name", row[4]) }
    self.code = code
    name = row[4]
    id = row[16].geonameID()
    guard id != nil || row[16].isEmpty || row[16].equals("0") else {
      throw RowProblem("a geonameid", row[16])
    }
  }
}

/// One row of `featureCodes_en`: a code such as `P.PPL`, and what it stands for.
struct GeoNamesFeature {
  static let fieldCounts: Set<Int> = [2, 3]
  var code: UnsafeRawBufferPointer
  var name: UnsafeRawBufferPointer

  init(_ row: borrowing RowReader) throws(RowProblem) {
    guard row[0].count >= 3, row[0].count <= 8, row[0][1] == UInt8(ascii: ".") || row[0].equals("null") else {
      throw RowProblem("a feature code such as P.PPL", row[0])
    }
    code = row[0]
    name = row[1]
  }
}
