import ArgumentParser
import GazetteerIndex
import GeoTypes

/// What all questions to the gazetteer take.
struct PlaceFilter: ParsableArguments {
  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      "Only features of this class: A division, H water, L region, P town, T relief.", valueName: "class"))
  var feature: FeatureClass?

  @Option(help: ArgumentHelp("Only places in this country (ISO 3166-1, such as AM).", valueName: "code"))
  var country: String?

  @Option(help: ArgumentHelp("Only places and names of that day (YYYY-MM-DD).", valueName: "date"))
  var asOf: CalendarDate?

  @Option(
    help: ArgumentHelp(
      "Names in this language (BCP 47, such as hy): a search finds no others, and a place that has one is shown by it.",
      valueName: "language"))
  var lang: String?

  @Option(help: ArgumentHelp("At most so many places.", valueName: "n"))
  var limit = 20

  @Option(help: "text, json, ndjson or geojson.")
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
    if let asOf, !gazetteer.isPlace(place, validOn: asOf) { return false }
    return true
  }

  func accepts(_ entry: NameEntry, _ gazetteer: Gazetteer) -> Bool {
    if let lang, entry.language != lang { return false }
    if let asOf, !entry.isValid(on: asOf) { return false }
    return accepts(entry.place, gazetteer)
  }

  /// The place as it is to be shown.
  func place(_ ref: PlaceRef, _ gazetteer: Gazetteer) -> Place { gazetteer.place(ref, in: lang, asOf: asOf) }
}

extension Gazetteer {
  /// The place, by its first name in a language that was in use on a day, where it has one.
  func place(_ ref: PlaceRef, in language: String?, asOf day: CalendarDate?) -> Place {
    var place = place(ref)
    guard let language else { return place }
    let name = names(of: ref).first { name in
      name.language == language
        && day.map { day in (name.validFrom ?? day) <= day && day <= (name.validTo ?? day) } ?? true
    }
    if let name { place.name = name.text }
    return place
  }
}
