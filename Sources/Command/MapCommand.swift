import ArgumentParser
import Cartography
import Dispatches
import GeoTypes
import Interchange
import Lieudit
import Projections

/// `lieudit map`: the main job, dispatches in, maps and GeoJSON out.
struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Write a map and a GeoJSON file for each dispatch, and say what was placed.",
    discussion: """
      Files are named after the dispatch: <name>.geojson, <name>.svg, <name>.acled.csv. They are written whole or not at all; a file of \
      that name that lieudit did not write stays, unless --force is given.

      EXAMPLES
        lieudit map depeche.txt
        lieudit map depeches/ -o cartes --crs EPSG:2154
        lieudit map depeche.txt --format svg,png --theme print-grey --width 360 --credit "Le Journal"
        lieudit map depeche.txt --labels incidents,countries,waters
        lieudit map depeche.txt --format html -o cartes
        lieudit map depeche.txt --basemap mon.basemap
        lieudit map semaine/*.txt --merge --by day --title "La semaine"
        lieudit map --format geojson --layers incident -o cartes < flux.ndjson
        lieudit map --format acled-csv,ucdp-csv,plover-jsonl -o tables depeches/
      """)

  enum Format: String, CaseIterable {
    case geojson, svg, html, png, pdf, json
    case acledCSV = "acled-csv"
    case ucdpCSV = "ucdp-csv"
    case ploverJSONL = "plover-jsonl"

    /// Nil for what is no event data.
    var events: EventFormat? { EventFormat(rawValue: rawValue) }

    var fileExtension: String { events?.fileExtension ?? rawValue }
  }

  @OptionGroup var input: InputOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The folder to write to; created where it is missing.", valueName: "dir"),
    completion: .directory)
  var output = "."

  @Option(
    help: ArgumentHelp(
      "What to write: any of geojson, svg, html (a page to explore), png and pdf (by librsvg's rsvg-convert), json (as "
        + "tag has it), acled-csv, ucdp-csv, plover-jsonl (the incidents with these schemes' columns).",
      valueName: "list"))
  var format = ListOption<Format>([.geojson, .svg])

  @Option(help: ArgumentHelp("The layers of the GeoJSON: incident, place.", valueName: "list"))
  var layers = ListOption<GeoJSONLayer>([.incident, .place])

  @Option(
    help: ArgumentHelp("The map's coordinate system: auto, EPSG:n or a PROJ string.", valueName: "system"))
  var crs = "auto"

  @Option(
    help: ArgumentHelp(
      "What the map shows (degrees), instead of the incidents' surroundings.", valueName: "W,S,E,N"))
  var bbox: BoundingBox?

  @Option(
    help: ArgumentHelp("The day whose names and borders the map shows (YYYY-MM-DD).", valueName: "date"))
  var asOf: CalendarDate?

  @OptionGroup var style: StyleOptions

  @Option(help: ArgumentHelp("A PNG's pixels for each of the layout's, 1 to 8.", valueName: "n"))
  var scale = 1

  enum Split: String, CaseIterable, ExpressibleByArgument { case day }

  @Option(help: "Small maps side by side, one for each: day.")
  var by: Split?

  @Flag(help: "All dispatches on one map, written as carte.svg and so on.")
  var merge = false

  @Flag(help: "Replace files that lieudit did not write.")
  var force = false

  @OptionGroup var basemap: BasemapOption

  @OptionGroup var data: DataOptions

  func validate() throws {
    guard (1...8).contains(scale) else { throw ValidationError("--scale: expected 1 to 8, found \(scale)") }
  }
}

extension MapCommand {
  func run() throws {
    let formats = format.values
    let reader = try data.openReader(basemap: basemap.path)
    // The process ends with the command: what reads is not taken apart again, table by table.
    _ = Unmanaged.passRetained(Kept(reader: reader))
    let drawer = try MapDrawer(
      reader: reader, options: options, style: data.openStyle(style, gazetteer: reader.gazetteer),
      page: formats.contains(.html) ? data.openPage(style) : nil)
    let events = try formats.contains { $0.events != nil } ? data.openEventCodes() : nil
    Interruption.watch()
    try OutputFile.createFolder(output)
    var written = try MapOutput(
      folder: output, formats: formats, layers: layers.values, scale: scale, drawer: drawer,
      file: OutputFile(force: force),
      events: events.map { EventOutput(codes: $0, gazetteer: reader.gazetteer) })
    var merged: [Report] = []
    var linker = IncidentLinker(reader: reader)
    var versions: [String: Int] = [:]
    let outcome = Result {
      try input.readEach { sourced in
        var dispatch = sourced.dispatch
        let story = dispatch.id
        if merge {
          // On one map, and in one file, the ids of two versions of a dispatch must not be the same.
          versions[story, default: 0] += 1
          if let version = versions[story], version > 1 { dispatch.id = "\(story)~\(version)" }
        }
        let report = linker.linked(reader.read(dispatch), story: story)
        if merge { merged.append(report) } else { try written.write(report, from: sourced.file) }
      }
    }
    // What could be read is written, whatever was refused.
    if case .failure(let error) = outcome, merged.isEmpty { throw error }
    if !merged.isEmpty { try written.write(merged: merged) }
    try written.finish()
    try outcome.get()
  }

  private final class Kept {
    let reader: DispatchReader
    init(reader: DispatchReader) { self.reader = reader }
  }

  /// Whether a command line, not read yet, is likely to ask for a drawing.
  static func draws(_ arguments: [String]) -> Bool {
    guard arguments.first == configuration.commandName else { return false }
    guard let option = arguments.lastIndex(where: { $0.hasPrefix("--format") }) else { return true }
    return arguments[option...].prefix(2).contains { word in
      word.split { ",= ".contains($0) }.contains { name in
        Format(rawValue: String(name)).map { MapOutput.draws([$0]) } ?? false
      }
    }
  }

  private var options: MapOptions {
    MapOptions(
      width: Double(style.width), system: MapOptions.System(crs), extent: bbox, title: style.title,
      credit: style.credit, asOf: asOf, byDay: by == .day,
      labels: style.labels.levels)
  }
}
