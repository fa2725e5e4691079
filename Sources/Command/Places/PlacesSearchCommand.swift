import ArgumentParser
import GazetteerIndex

/// `lieudit places search`: places by a part of their name.
struct PlacesSearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Print the places whose name begins with a text, or resembles it.",
    discussion: """
      EXAMPLES
        lieudit places search Mart --country AM
        lieudit places search --fuzzy Stepznakert
      """)

  @Argument(help: "The beginning of a name.")
  var text: String

  @Flag(help: "Names that differ from the text by a letter or two, instead.")
  var fuzzy = false

  @OptionGroup var filter: PlaceFilter

  func run() throws {
    let gazetteer = try filter.data.openGazetteer()
    // The filter comes after the search, which therefore gives more than is asked for.
    let enough = filter.country == nil && filter.feature == nil ? filter.limit : 10_000
    let found =
      fuzzy ? gazetteer.search(fuzzy: text, limit: enough) : gazetteer.search(prefix: text, limit: enough)
    let hits = found.lazy.filter { filter.accepts($0.place, gazetteer) }.prefix(filter.limit).map {
      PlaceHit(place: gazetteer.place($0.place), query: text, matched: $0.entry.text)
    }
    try Terminal.write(filter.format.bytes(of: Array(hits)))
    if hits.isEmpty {
      throw CommandFailure(.unusableInput, "\(text): no such place\(fuzzy ? "" : "; try --fuzzy")")
    }
  }
}
