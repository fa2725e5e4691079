import ArgumentParser
import GazetteerIndex
import GeoTypes

/// `lieudit places near`: what lies around a position.
struct PlacesNearCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "near",
    abstract: "Print the places around a position, the nearest first.",
    discussion: """
      EXAMPLE
        lieudit places near 46.75,39.82 --radius 20 --feature P
      """)

  @Argument(
    help: ArgumentHelp("Longitude and latitude in degrees.", valueName: "lon,lat"))
  var position: Coordinate

  @Option(help: ArgumentHelp("Not farther than this, in kilometres.", valueName: "km"))
  var radius: Double?

  @OptionGroup var filter: PlaceFilter

  func validate() throws {
    if let radius, !(radius > 0) { throw ValidationError("--radius takes a number of kilometres above 0.") }
  }

  func run() throws {
    let gazetteer = try filter.data.openGazetteer()
    let found = gazetteer.nearest(
      to: position, limit: filter.limit, maxDistance: radius.map { $0 * 1000 } ?? .infinity,
      where: { filter.accepts($0, gazetteer) })
    let hits = found.map {
      PlaceHit(
        place: filter.place($0.place, gazetteer), distance: $0.distance,
        layer: gazetteer.layerName(of: $0.place))
    }
    try Terminal.write(filter.format.bytes(of: hits))
  }
}
