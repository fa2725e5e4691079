import ArgumentParser
import GazetteerIndex
import Interchange
import Lieudit

/// `lieudit gazetteer export`: an index to what other programs read.
struct GazetteerExportCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case linkedPlaces = "linked-places"
    /// Two tables, so it needs a folder.
    case tsv
    case ndjson
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the places and names of a compiled gazetteer in an open format.",
    discussion: """
      EXAMPLES
        lieudit gazetteer export --format linked-places mes-lieux.lieudit -o mes-lieux.json
        lieudit gazetteer export --format tsv mes-lieux.lieudit -o tables
        lieudit gazetteer export --format ndjson | jq -r .name
      """)

  @Argument(
    help: ArgumentHelp(
      "A compiled gazetteer or a house table; the program's own by default.", valueName: "file"),
    completion: .file(extensions: ["lieudit", "tsv"]))
  var file: String?

  @Option(help: "linked-places (GeoJSON-LD), tsv (our two tables, in a folder) or ndjson.")
  var format: Format

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The file to write, for tsv the folder; standard output by default.", valueName: "path"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace files that lieudit did not write.")
  var force = false

  @OptionGroup var data: DataOptions

  /// Bytes that are written in one go.
  private static let piece = 1 << 20

  func validate() throws {
    if format == .tsv, output == nil {
      throw ValidationError("tsv is two tables: say with -o in which folder")
    }
  }

  func run() throws {
    let gazetteer = try data.openGazetteer(file)
    Interruption.watch()
    switch format {
    case .tsv: try writeTables(gazetteer)
    case .linkedPlaces: try write(gazetteer, .linkedPlaces)
    case .ndjson: try write(gazetteer, .ndjson)
    }
  }

  private func write(_ gazetteer: Gazetteer, _ format: PlaceRecordWriter.Format) throws(CommandFailure) {
    if let output {
      try OutputFile(force: force).stream(to: output) { (put) throws(CommandFailure) in
        try GazetteerExportCommand.write(gazetteer, format, put)
      }
    } else {
      try GazetteerExportCommand.write(gazetteer, format) { (bytes) throws(CommandFailure) in
        try Terminal.write(bytes)
      }
    }
  }

  private static func write(
    _ gazetteer: Gazetteer, _ format: PlaceRecordWriter.Format,
    _ put: ([UInt8]) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    var writer = PlaceRecordWriter(format: format, members: Attribution.members)
    for ref in gazetteer.places {
      writer.write(gazetteer.place(ref), names: gazetteer.names(of: ref))
      if writer.count >= piece { try put(writer.take()) }
    }
    try put(writer.finish())
  }

  /// Both tables are written in one pass each, so that neither is ever whole in memory.
  private func writeTables(_ gazetteer: Gazetteer) throws(CommandFailure) {
    guard let output else { return }
    try OutputFile.createFolder(output)
    let stem = gazetteer.path.split(separator: "/").last.map { $0.split(separator: ".")[0] } ?? "gazetteer"
    let comments =
      ["generator: \(Version.generator)"]
      + gazetteer.sources.split(separator: "\n").map { "\($0)" }
    for isPlaces in [true, false] {
      let path = "\(output)/\(stem).\(isPlaces ? "places" : "names").tsv"
      try OutputFile(force: force).stream(to: path) { (put) throws(CommandFailure) in
        var writer = PlaceTableWriter(comments: comments)
        func flush() throws(CommandFailure) {
          let tables = writer.take()
          try put(isPlaces ? tables.places : tables.names)
        }
        for (index, ref) in gazetteer.places.enumerated() {
          writer.write(gazetteer.place(ref), names: isPlaces ? [] : gazetteer.names(of: ref))
          if index & 0xFFF == 0xFFF { try flush() }
        }
        try flush()
      }
    }
  }
}
