internal import GazetteerIndex

/// `countries.tsv`: what the schemes call countries and how they group them.
struct CountryCodes: Sendable {
  struct Country: Sendable {
    /// ISO 3166-1 alpha-2.
    var code: String
    /// ISO 3166-1 alpha-3; nil for Kosovo, which has none.
    var alpha3: String?
    /// ISO 3166-1 numeric.
    var numeric: Int?
    /// In English, as ACLED writes it.
    var name: String
    var acledRegion: String
    /// Nil for Antarctica, which UCDP has in no region.
    var ucdpRegion: String?
  }

  private var countries: [String: Country] = [:]

  /// Throws `GazetteerError` where the table is missing or broken.
  init(path: String) throws(GazetteerError) {
    var table = try TableReader(
      path: path, columns: ["code", "alpha3", "numeric", "name", "acled_region", "ucdp_region"])
    while try table.next() {
      let code = table.string(0)
      countries[code] = Country(
        code: code, alpha3: table.isEmpty(1) ? nil : table.string(1), numeric: try table.integer(2),
        name: table.string(3), acledRegion: table.string(4),
        ucdpRegion: table.isEmpty(5) ? nil : table.string(5))
    }
  }

  /// A country by its code of two letters.
  subscript(code: String) -> Country? { countries[code] }
}
