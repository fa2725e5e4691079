import ArgumentParser

/// `lieudit fetch`: the one command that uses the network.
struct FetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Fetch places from the network; no other command uses it.",
    discussion: """
      EXAMPLE
        lieudit fetch geonames --countries AM,AZ -o geonames
      """,
    subcommands: [FetchGeoNamesCommand.self])
}
