import ArgumentParser
import GazetteerIndex

/// `lieudit fetch geonames`: GeoNames' files, for `gazetteer build`.
struct FetchGeoNamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "geonames",
    abstract: "Fetch GeoNames' places and names: of all countries (600 MB), or of some.",
    discussion: """
      What was begun and broken off is resumed. The places are GeoNames', CC BY 4.0: who publishes them names GeoNames.

      EXAMPLES
        lieudit fetch geonames --countries AM,AZ -o geonames
        lieudit gazetteer build --from Gazetteer/core Gazetteer/curated geonames -o monde.lieudit
      """)

  @Option(help: ArgumentHelp("Only these countries (ISO 3166-1), separated by commas.", valueName: "codes"))
  var countries: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The folder to write to, created where it is missing.", valueName: "dir"),
    completion: .directory)
  var output = "."

  @Option(
    help: ArgumentHelp(
      "Another server with the same files, HTTPS (or HTTP on this machine).", valueName: "url"))
  var baseURL = "https://download.geonames.org/export/dump/"

  private static let licence =
    "places and names: GeoNames (https://www.geonames.org), Creative Commons Attribution 4.0 (CC BY 4.0); "
    + "name GeoNames where you publish them"

  /// A file on the server, and what it is called here.
  private struct Item {
    var remote: String
    var local: String

    init(_ remote: String, as local: String? = nil) {
      self.remote = remote
      self.local = local ?? remote
    }
  }

  private var codes: [String]? {
    countries.map { $0.split(separator: ",").map { $0.filter { $0 != " " }.uppercased() } }
  }

  func validate() throws {
    for code in codes ?? [] where CountryCode(code) == nil {
      throw ValidationError("\(code): expected a country's two letters, such as AM")
    }
    if codes?.isEmpty == true { throw ValidationError("--countries: expected codes such as AM,AZ") }
    guard Download.isAllowed(baseURL) else {
      throw ValidationError("--base-url: expected an address with https:// (or http:// on this machine)")
    }
  }

  func run() throws {
    try OutputFile.createFolder(output)
    Terminal.note(FetchGeoNamesCommand.licence)
    let base = baseURL.hasSuffix("/") ? baseURL : baseURL + "/"
    for item in items {
      let download = Download(url: base + item.remote, path: "\(output)/\(item.local)")
      switch try download.run() {
      case .fetched(let size): Terminal.note("\(download.path): \(size) bytes")
      case .wasThere(let size): Terminal.note("\(download.path): \(size) bytes, was there already")
      }
    }
  }

  private var items: [Item] {
    var items: [Item] = []
    if let codes {
      var seen: Set<String> = []
      for code in codes where seen.insert(code).inserted {
        items.append(Item("\(code).zip"))
        // The names' archives are called as the places', in a folder of their own.
        items.append(Item("alternatenames/\(code).zip", as: "alternateNames-\(code).zip"))
      }
    } else {
      items += [Item("allCountries.zip"), Item("alternateNamesV2.zip"), Item("hierarchy.zip")]
    }
    return items + [
      Item("admin1CodesASCII.txt"), Item("admin2Codes.txt"), Item("countryInfo.txt"),
      Item("featureCodes_en.txt"),
    ]
  }
}
