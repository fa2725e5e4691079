import ArgumentParser
import Basemap
import BasemapSources
import GazetteerSources
import Lieudit

/// `lieudit basemap build`: Natural Earth's layers to a basemap.
struct BasemapBuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Compile layers of Natural Earth, as they are downloaded, into a basemap.",
    discussion: """
      Layers that are there (countries, provinces, boundary lines, lakes, rivers; of several scales the most detailed) take the \
      place of the program's own; what they lack stays as the program's own basemap has it. Archives, folders, shapefiles and \
      GeoJSON are read.

      EXAMPLES
        lieudit basemap build --natural-earth telechargements -o mon.basemap
        lieudit basemap build --natural-earth ne_10m_lakes.zip -o lacs.basemap
      """)

  @Option(
    help: ArgumentHelp("The folder (or archive) of Natural Earth's files.", valueName: "path"),
    completion: .file())
  var naturalEarth: String

  @Option(
    name: [.short, .long], help: ArgumentHelp("The basemap to write.", valueName: "file"),
    completion: .file(extensions: ["basemap"]))
  var output: String

  @Flag(help: "Replace a file that lieudit did not write.")
  var force = false

  func run() throws {
    let file = OutputFile(force: force)
    try file.check(output)
    Interruption.watch()
    let folder = try DataOptions.folder()
    let base = try DataOptions.openBasemap(folder.basemap)
    let assembly = try assembly(over: base, tables: folder.basemaps)
    for note in assembly.report.notes { Terminal.note(note) }
    for word in assembly.report.unknownClasses.sorted() {
      Terminal.warn("lines of the class `\(Terminal.printable(word))` left out, the table does not know it")
    }
    let bytes = try bytes(of: assembly)
    try file.write(bytes, to: output)
    Terminal.note("\(output): \(bytes.count) bytes")
  }

  private func bytes(of assembly: BasemapAssembly) throws(CommandFailure) -> [UInt8] {
    do throws(BasemapError) {
      return try assembly.bytes(path: output)
    } catch {
      throw CommandFailure(.cannotWrite, "\(error)")
    }
  }

  private func assembly(
    over base: Basemap, tables: String
  ) throws(CommandFailure) -> BasemapAssembly {
    do throws(SourceError) {
      defer { Terminal.progress("") }
      let tables = try NaturalEarthTables(folder: tables)
      var assembly = BasemapAssembly(base: base, tables: tables)
      try assembly.add(try NaturalEarthFolder(naturalEarth, tables: tables)) { Terminal.progress($0) }
      return assembly
    } catch {
      throw GazetteerBuildCommand.failure(error)
    }
  }
}
