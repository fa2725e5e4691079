import ArgumentParser
import GazetteerIndex
import GeoTypes

/// `lieudit places within`: what lies in a box, or in a country or division.
struct PlacesWithinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "within",
    abstract: "Print the places in a box, or in a country, division or region, the best known first.",
    discussion: """
      EXAMPLES
        lieudit places within --bbox 46,39,47.5,40.5 --feature P
        lieudit places within --of Gao --limit 50
      """)

  @Option(help: ArgumentHelp("A box in degrees.", valueName: "W,S,E,N"))
  var bbox: BoundingBox?

  @Option(help: ArgumentHelp("A country, division or region, by name or id (iso:ML-7).", valueName: "place"))
  var of: String?

  @OptionGroup var filter: PlaceFilter

  func validate() throws {
    if (bbox == nil) == (of == nil) { throw ValidationError("Give either --bbox or --of.") }
  }

  func run() throws {
    let gazetteer = try filter.data.openGazetteer()
    var found: [PlaceRef] = []
    if let bbox { found = gazetteer.within(bbox) { filter.accepts($0, gazetteer) } }
    if let of { found = gazetteer.within(try container(of, gazetteer)) { filter.accepts($0, gazetteer) } }
    found.sort { left, right in
      let (leftRank, rightRank) = (gazetteer.prominence(left), gazetteer.prominence(right))
      return leftRank != rightRank ? leftRank > rightRank : left < right
    }
    let hits = found.prefix(filter.limit).map {
      PlaceHit(place: filter.place($0, gazetteer), layer: gazetteer.layerName(of: $0))
    }
    try Terminal.write(filter.format.bytes(of: hits))
    if found.count > hits.count {
      Terminal.note("\(hits.count) of \(found.count) places; --limit gives more")
    }
  }

  /// The best-known division or region of the name: a town holds nothing.
  private func container(_ name: String, _ gazetteer: Gazetteer) throws(CommandFailure) -> PlaceRef {
    if let place = gazetteer.ref(of: PlaceID(name)) { return place }
    let bearers = gazetteer.lookup(name).map { gazetteer.entries(of: $0).map(\.place) } ?? []
    let areas = bearers.filter { gazetteer.featureClass($0) != UInt8(ascii: "P") }
    guard let best = areas.max(by: { gazetteer.prominence($0) < gazetteer.prominence($1) }) else {
      throw CommandFailure(.unusableInput, "\(name): no country, division or region of that name")
    }
    return best
  }
}
