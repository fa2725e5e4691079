public import ArgumentParser
import Cartography
import Dispatches
import GazetteerIndex
import GeoTypes
public import Geoparsing
public import Incidents
import Lieudit

/// `lieudit query`: place mentions and incidents across dispatches.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Print the mentions of places, or the incidents, that all filters let through.",
    discussion: """
      EXAMPLES
        lieudit query --place Choucha --role literal Dispatches/
        lieudit query --within Mali --kind armed_clash --format geojson depeches.ndjson
        lieudit query --incidents --since 2020-10-01 --until 2020-10-31 Dispatches/
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, ndjson, geojson }

  @OptionGroup var input: InputOptions

  @Option(help: ArgumentHelp("A place by any of its names, or its id (gn:616052).", valueName: "name"))
  var place: [String] = []

  @Option(help: ArgumentHelp("In this country, division or region.", valueName: "name"))
  var within: [String] = []

  @Option(help: "Mentions of this role: dateline, literal, metonym, embedded or demonym.")
  var role: [Role] = []

  @Option(help: "Incidents of this kind, such as shelling.")
  var kind: [String] = []

  @Option(help: "Incidents of this status: reported, claimed or disputed.")
  var status: [IncidentStatus] = []

  @Option(help: ArgumentHelp("On this day or later (YYYY-MM-DD).", valueName: "date"))
  var since: CalendarDate?

  @Option(help: ArgumentHelp("On this day or earlier (YYYY-MM-DD).", valueName: "date"))
  var until: CalendarDate?

  @Option(help: ArgumentHelp("Inside this box (degrees).", valueName: "W,S,E,N"))
  var bbox: BoundingBox?

  @Flag(help: "Print incidents; --kind and --status imply it.")
  var incidents = false

  @Option(help: "text, ndjson or geojson.")
  var format = Format.text

  @OptionGroup var basemap: BasemapOption

  @OptionGroup var data: DataOptions

  func run() throws {
    let known = Set(try data.openKinds().kinds.map(\.rawValue))
    for kind in kind where !known.contains(kind) {
      throw CommandFailure(
        .usage, "--kind: `\(kind)`: expected one of " + known.sorted().joined(separator: ", "))
    }
    let reader = try data.openReader(basemap: basemap.path)
    let query = query(in: reader.gazetteer)
    let printsIncidents = incidents || !kind.isEmpty || !status.isEmpty
    var output = QueryOutput(format: format)
    try input.readEach { sourced in
      let report = reader.read(sourced.dispatch)
      if printsIncidents {
        for index in query.incidents(in: report, gazetteer: reader.gazetteer) {
          try output.write(incident: index, of: report, sourced)
        }
      } else {
        for index in query.mentions(in: report, gazetteer: reader.gazetteer) {
          try output.write(mention: index, of: report, sourced)
        }
      }
    }
    try output.finish()
  }

  private func query(in gazetteer: Gazetteer) -> ReportQuery {
    func places(_ names: [String]) -> [ReportQuery.Place] {
      names.map { name in
        if let place = ReportQuery.Place(name, in: gazetteer) { return place }
        Terminal.warn("\(name): not in the gazetteer; only mentions of that very name are found")
        return ReportQuery.Place(unknown: name)
      }
    }
    var query = ReportQuery()
    query.places = places(place)
    query.within = places(within)
    query.box = bbox
    query.roles = Set(role)
    query.kinds = Set(kind.map { IncidentKind($0) })
    query.statuses = Set(status)
    query.since = since
    query.until = until
    return query
  }
}

extension Role: ExpressibleByArgument {}
extension IncidentStatus: ExpressibleByArgument {}
