import ArgumentParser
import GazetteerIndex

/// `lieudit gazetteer build`: tables to an index.
struct GazetteerBuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Compile the tables *.places.tsv and *.names.tsv of folders into an index.",
    discussion: """
      EXAMPLE
        lieudit gazetteer build --from Gazetteer/core --from mes-lieux -o mes-lieux.lieudit
      """)

  @Option(
    help: ArgumentHelp(
      "A folder of tables; may be given several times, later ones add to earlier ones.", valueName: "dir"),
    completion: .directory)
  var from: [String]

  @Option(
    name: [.short, .long], help: ArgumentHelp("The index to write.", valueName: "file"),
    completion: .file(extensions: ["lieudit"]))
  var output: String

  @Flag(help: "Replace a file that lieudit did not write.")
  var force = false

  func run() throws {
    let file = OutputFile(force: force)
    try file.check(output)
    Interruption.watch()
    do {
      var builder = GazetteerBuilder()
      try builder.addTables(in: from)
      try file.write(try builder.compiled(), to: output)
    } catch let error as GazetteerError {
      throw DataOptions.failure(error)
    }
    let gazetteer = try DataOptions.open(output)
    Terminal.note("\(output): \(gazetteer.placeCount) places, \(gazetteer.nameCount) names")
  }
}
