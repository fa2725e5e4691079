import ArgumentParser

/// `lieudit gazetteer`: compile, describe and check a gazetteer.
struct GazetteerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gazetteer",
    abstract: "Compile, describe and check a gazetteer.",
    discussion: """
      EXAMPLES
        lieudit gazetteer build --from Gazetteer/core --from mes-lieux -o mes-lieux.lieudit
        lieudit gazetteer info mes-lieux.lieudit
        lieudit gazetteer verify
      """,
    subcommands: [GazetteerBuildCommand.self, GazetteerInfoCommand.self, GazetteerVerifyCommand.self])
}
