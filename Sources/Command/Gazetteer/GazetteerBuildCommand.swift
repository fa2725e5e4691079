import ArgumentParser
import GazetteerIndex
import GazetteerSources

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// `lieudit gazetteer build`: sources to an index.
struct GazetteerBuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Compile tables, files of GeoNames, Linked Places, CSV and the like into an index.",
    discussion: """
      Name and content tell what a source is. Where several have a place, the project's tables keep it, then users'
      tables and Linked Places, then GeoNames; names add up.

      EXAMPLES
        lieudit gazetteer build --from Gazetteer/core --from mes-lieux -o mes-lieux.lieudit
        lieudit gazetteer build --from Gazetteer/core Gazetteer/curated geonames -o monde.lieudit
        lieudit gazetteer build --from Gazetteer/core Gazetteer/curated AM.zip villages.csv -o armenie.lieudit
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Files, archives (.zip) and folders of sources; may be given several times.", valueName: "path"),
    completion: .file())
  var from: [String]

  @Option(
    help: "How the sources are laid down: \(SourceFormat.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var format: SourceFormat?

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
    var assembly = GazetteerAssembly { progress in
      let share = progress.total > 0 ? ", \(min(100, progress.done * 100 / progress.total)) %" : ""
      Terminal.progress("\(progress.path): \(progress.rows) rows\(share)")
    }
    do throws(SourceError) {
      defer { Terminal.progress("") }
      try assembly.add(sources: from, format: format)
    } catch {
      throw GazetteerBuildCommand.failure(error)
    }
    tell(assembly.report)
    try write(assembly.builder)
    let gazetteer = try DataOptions.open(output)
    Terminal.note("\(output): \(gazetteer.placeCount) places, \(gazetteer.nameCount) names")
    if assembly.report.refused > 0 { throw CommandFailure(.partly) }
  }

  /// Writes the index, whole or not at all. Throws `CommandFailure` (73), 65 where it passes the format's limits.
  private func write(_ builder: GazetteerBuilder) throws(CommandFailure) {
    let target = OutputFile.target(of: output)
    // What `write` calls its file before it is whole, where the system has no files without a name.
    Interruption.begin("\(target).\(getpid()).tmp")
    defer { Interruption.finish() }
    do throws(GazetteerError) {
      defer { Terminal.progress("") }
      _ = try builder.write(to: target) { step in
        Terminal.progress(
          "\(output): \(step), \(step.rawValue + 1) of \(GazetteerBuilder.Step.allCases.count)")
      }
    } catch {
      if case .file = error { throw CommandFailure(.cannotWrite, error.description) }
      throw DataOptions.failure(error)
    }
  }

  /// What was taken from each source and what was not, on standard error. Tables are taken whole or not at all.
  private func tell(_ report: AssemblyReport) {
    for path in report.ignored { Terminal.warn("\(path): left out, no source that is known") }
    for source in report.sources {
      for error in source.refusals.first { Terminal.fail(error.description) }
      let more = source.refusals.count - source.refusals.first.count
      if more > 0 { Terminal.fail("\(source.path): \(more) more refused") }
      var parts: [String] = []
      func add(_ count: Int, _ what: String) { if count > 0 { parts.append("\(count) \(what)") } }
      add(source.places, "places")
      add(source.repeated, "places that another source has")
      add(source.names, "names")
      add(source.homeless, "names of places that no source has")
      add(source.codes, "codes, links and romanisations left out")
      add(source.unreadPeriods, "periods of names not understood")
      add(source.refusals.count, "refused")
      if !parts.isEmpty { Terminal.note("\(source.path): " + parts.joined(separator: ", ")) }
    }
  }

  static func failure(_ error: SourceError) -> CommandFailure {
    switch error {
    case .file: CommandFailure(.missingInput, error.description)
    case .gazetteer(let error): DataOptions.failure(error)
    default: CommandFailure(.unusableInput, error.description)
    }
  }
}
