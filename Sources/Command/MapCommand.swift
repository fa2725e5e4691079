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
        lieudit map --format geojson --layers incident -o cartes < flux.ndjson
        lieudit map --format acled-csv,ucdp-csv,plover-jsonl -o tables depeches/
      """)

  enum Format: String, CaseIterable {
    case geojson, svg, json
    case acledCSV = "acled-csv"
    case ucdpCSV = "ucdp-csv"
    case ploverJSONL = "plover-jsonl"

    /// Nil for what is no event data.
    var events: EventFormat? { EventFormat(rawValue: rawValue) }
  }

  @OptionGroup var input: InputOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The folder to write to; created where it is missing.", valueName: "dir"),
    completion: .directory)
  var output = "."

  @Option(
    help: ArgumentHelp(
      "What to write: any of geojson, svg, json (as tag has it), acled-csv, ucdp-csv, plover-jsonl (the incidents with "
        + "these schemes' columns).", valueName: "list"))
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

  @Flag(help: "Replace files that lieudit did not write.")
  var force = false

  @OptionGroup var data: DataOptions
}

extension MapCommand {
  func run() throws {
    let drawsMaps = format.values.contains(.svg)
    let reader = try data.openReader { if drawsMaps { ProjLibrary.open() } }
    let drawer = try MapDrawer(reader: reader, options: options, styles: data.openStyles())
    let eventFormats = EventFormat.allCases.filter { wanted in format.values.contains { $0.events == wanted }
    }
    let codes = eventFormats.isEmpty ? nil : try data.openEventCodes()
    var tally = EventTally()
    defer { for note in tally.notes { Terminal.note(note) } }
    Interruption.watch()
    try OutputFile.createFolder(output)
    let file = OutputFile(force: force)
    var names = FileNames()
    var drawn = 0
    var undrawn = 0
    var unwritten = 0
    try input.readEach { sourced in
      let report = reader.read(sourced.dispatch)
      let base = output + (output.hasSuffix("/") ? "" : "/") + names.name(for: report.dispatch.id)
      var written: [String] = []
      // What cannot be written keeps nothing else from being written, but for a full disk.
      func write(_ bytes: [UInt8], _ fileExtension: String) throws(CommandFailure) {
        let path = "\(base).\(fileExtension)"
        do throws(CommandFailure) {
          try file.write(bytes, to: path)
          written.append(path)
        } catch {
          if error.isLasting { throw error }
          Terminal.fail(error.message ?? path)
          unwritten += 1
        }
      }
      if format.values.contains(.geojson) {
        try write(
          GeoJSON.bytes(of: report, layers: layers.values, attribution: drawer.attribution), "geojson")
      }
      if format.values.contains(.json) {
        var writer = TagWriter()
        writer.write(report)
        try write(writer.take(), "json")
      }
      if let codes {
        for format in eventFormats {
          var writer = EventWriter(format: format, codes: codes, gazetteer: reader.gazetteer)
          writer.write(report)
          tally.add(writer)
          try write(writer.take(), format.fileExtension)
        }
      }
      var layout: MapLayout?
      if format.values.contains(.svg) {
        do {
          let map = try drawer.draw(report)
          try write(map.svg, "svg")
          layout = map.layout
          drawn += 1
        } catch let error as ProjectionError {
          Terminal.fail("\(sourced.file): no map of it: \(error)")
          undrawn += 1
        }
      }
      try Terminal.write(PlacementTable(report: report, files: written, layout: layout).text)
    }
    if unwritten > 0 { throw CommandFailure(.cannotWrite) }
    if undrawn > 0 { throw CommandFailure(drawn > 0 ? .partly : .unusableInput) }
  }

  private var options: MapOptions {
    MapOptions(system: MapOptions.System(crs), extent: bbox, asOf: asOf)
  }
}
