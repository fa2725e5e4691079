import ArgumentParser
import GazetteerIndex

/// What all questions to the gazetteer take.
struct PlaceFilter: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only features of this class: A division, H water, L region, P town, T relief.", valueName: "class"))
  var feature: FeatureClass?

  @Option(help: ArgumentHelp("Only places in this country (ISO 3166-1, such as AM).", valueName: "code"))
  var country: String?

  @Option(help: ArgumentHelp("At most so many places.", valueName: "n"))
  var limit = 20

  @Option(help: "text, ndjson or geojson.")
  var format = PlaceFormat.text

  @OptionGroup var data: DataOptions

  enum FeatureClass: String, CaseIterable, ExpressibleByArgument {
    case division = "A"
    case water = "H"
    case region = "L"
    case area = "R"
    case spot = "S"
    case town = "P"
    case relief = "T"
    case undersea = "U"
    case vegetation = "V"
  }

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number of 1 or more.") }
  }

  func accepts(_ place: PlaceRef, _ gazetteer: Gazetteer) -> Bool {
    if let feature, gazetteer.featureClass(place) != feature.rawValue.utf8.first { return false }
    if let country, gazetteer.countryCode(place)?.description != country.uppercased() { return false }
    return true
  }
}
