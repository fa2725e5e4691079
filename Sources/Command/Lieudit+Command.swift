import ArgumentParser

@main struct LieuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lieudit",
    abstract: "Reads French dispatches and puts what they report on a map.",
    discussion: """
      EXAMPLE
        lieudit map depeche.txt -o cartes
          writes cartes/depeche.geojson and cartes/depeche.svg
        lieudit tag depeche.txt
        lieudit resolve Martouni --near 46.75,39.82
      """,
    subcommands: [])

  /// Runs the command; every failure ends in the exit status that `ExitStatus` names.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as CommandFailure {
      if let message = failure.message { Terminal.fail(message) }
      exit(withError: ExitCode(failure.status.rawValue))
    } catch {
      // What no part of the program foresaw; ArgumentParser's own errors have other codes.
      guard exitCode(for: error) == .failure, !(error is ExitCode) else { exit(withError: error) }
      Terminal.fail("\(error)")
      exit(withError: ExitCode(ExitStatus.internalError.rawValue))
    }
  }
}
