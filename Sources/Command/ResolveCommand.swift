import ArgumentParser
import GazetteerIndex
import GeoTypes
import Geoparsing

/// `lieudit resolve`: names to ranked places.
struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Print the places that a name may mean, the likeliest first, with the reasons.",
    discussion: """
      EXAMPLES
        lieudit resolve Erevan Gumri
        lieudit resolve Martouni --near 46.75,39.82
        lieudit resolve Stalingrad --as-of 1943-02-02 --format ndjson
        lieudit resolve Erevan --class P --lang hy --explain
        lieudit resolve Saint-Denis --gazetteer maison.tsv --explain
      """)

  @Argument(help: ArgumentHelp("The names; each is an argument of its own.", valueName: "name"))
  var names: [String]

  @Option(
    help: ArgumentHelp("Prefer what lies near this position (degrees).", valueName: "lon,lat"))
  var near: Coordinate?

  @Option(help: ArgumentHelp("Only places in this country (ISO 3166-1, such as AM).", valueName: "code"))
  var country: String?

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      "Only features of this class: A division, H water, L region, P town, T relief.", valueName: "class"))
  var feature: PlaceFilter.FeatureClass?

  @Option(
    help: ArgumentHelp(
      "Show a place by its name in this language (BCP 47, such as hy), where it has one.",
      valueName: "language"))
  var lang: String?

  @Option(help: ArgumentHelp("With the names of that day (YYYY-MM-DD).", valueName: "date"))
  var asOf: CalendarDate?

  @Option(help: ArgumentHelp("At most so many places a name.", valueName: "n"))
  var limit = 5

  @Flag(help: "Also names that differ by a letter or two.")
  var fuzzy = false

  @Flag(help: "Also say which layer of the gazetteer each comes from, and which changed it.")
  var explain = false

  @Option(help: "text, json, ndjson or geojson.")
  var format = PlaceFormat.text

  @OptionGroup var data: DataOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number of 1 or more.") }
  }

  func run() throws {
    let gazetteer = try data.openGazetteer()
    var search = NameSearch()
    search.near = near
    if let country {
      let code = country.uppercased()
      guard gazetteer.ref(of: PlaceID("iso:\(code)")) != nil else {
        throw CommandFailure(
          .usage, "--country: `\(country)`: expected a country's code (ISO 3166-1 alpha-2), such as AM")
      }
      search.country = code
    }
    search.asOf = asOf
    search.fuzzy = fuzzy
    // The class is looked at after the search, which therefore gives more than is asked for.
    search.limit = feature == nil ? limit : 10_000
    var missing = 0
    var hits: [PlaceHit] = []
    for name in names {
      let results = search.places(named: name, in: gazetteer).filter { result in
        feature.map { gazetteer.featureClass(result.place) == $0.rawValue.utf8.first } ?? true
      }.prefix(limit)
      if results.isEmpty {
        missing += 1
        Terminal.fail("\(name): not in the gazetteer\(fuzzy ? "" : "; --fuzzy also tries names like it")")
      }
      hits += results.map {
        PlaceHit(
          place: gazetteer.place($0.place, in: lang, asOf: asOf), query: name, matched: $0.name,
          distance: $0.distance, reasons: $0.reasons + (explain ? gazetteer.origin(of: $0.place) : []),
          layer: gazetteer.layerName(of: $0.place))
      }
    }
    try Terminal.write(format.bytes(of: hits))
    if missing > 0 { throw CommandFailure(missing < names.count ? .partly : .unusableInput) }
  }
}
