import ArgumentParser
import GazetteerIndex
import GeoTypes
import Lieudit
import Projections

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@main struct LieuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lieudit",
    abstract: "Reads French dispatches and puts what they report on a map.",
    discussion: """
      EXAMPLES
        lieudit map depeche.txt -o cartes
          writes cartes/depeche.geojson and cartes/depeche.svg
        lieudit tag depeche.txt
        lieudit resolve Martouni --near 46.75,39.82
      """,
    subcommands: [
      MapCommand.self, TagCommand.self, QueryCommand.self, ResolveCommand.self, PlacesCommand.self,
      GazetteerCommand.self, BasemapCommand.self, FetchCommand.self, EvalCommand.self,
    ])

  @Flag(help: "Show the versions of the program, of PROJ and of the gazetteer.")
  var version = false

  /// Without a subcommand.
  func run() throws {
    guard version else { throw CleanExit.helpRequest(self) }
    let gazetteer = DataFolder.locate().flatMap { try? Gazetteer(path: $0.gazetteer) }
    let description = gazetteer.map { "\($0.version) (\($0.placeCount) places)" } ?? "none found"
    try Terminal.write(
      "\(Version.generator), PROJ \(ProjLibrary.version ?? "(not there)"), gazetteer \(description)\n")
  }

  /// The words of the command line, a space before negative numbers: `-3.5,16` is a position, not an option.
  private static var arguments: [String] {
    CommandLine.arguments.dropFirst().map { word in
      guard word.first == "-", let second = word.dropFirst().first, second.isNumber || second == "." else {
        return word
      }
      return " " + word
    }
  }

  /// Runs the command; every failure ends in the exit status that `ExitStatus` names.
  static func main() {
    // PROJ takes as long to open as all else that a map needs, so that it is opened while the command line is read and the
    // tables are; who draws waits for it, and nothing ends while it is half open.
    let library = MapCommand.draws(arguments) ? OtherThread { ProjLibrary.open() } : nil
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      library?.wait()
      // Everything has been written. What the libraries below PROJ would do at an orderly end takes 5 ms and concerns
      // connections that were never made.
      _exit(0)
    } catch let failure as CommandFailure {
      library?.wait()
      if let message = failure.message { Terminal.fail(message) }
      exit(withError: ExitCode(failure.status.rawValue))
    } catch {
      library?.wait()
      // What no part of the program foresaw; ArgumentParser's own errors have other codes.
      guard exitCode(for: error) == .failure, !(error is ExitCode) else { exit(withError: error) }
      Terminal.fail("\(error)")
      exit(withError: ExitCode(ExitStatus.internalError.rawValue))
    }
  }
}
