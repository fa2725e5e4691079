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
    let accepts = { (entry: NameEntry) in filter.accepts(entry, gazetteer) }
    let found =
      fuzzy
      ? gazetteer.search(fuzzy: text, limit: filter.limit, where: accepts)
      : gazetteer.search(prefix: text, limit: filter.limit, where: accepts)
    let hits = found.map {
      PlaceHit(
        place: filter.place($0.place, gazetteer), query: text, matched: $0.entry.text,
        layer: gazetteer.layerName(of: $0.place))
    }
    try Terminal.write(filter.format.bytes(of: hits))
    if hits.isEmpty {
      throw CommandFailure(.unusableInput, "\(text): no such place\(fuzzy ? "" : "; try --fuzzy")")
    }
  }
}
