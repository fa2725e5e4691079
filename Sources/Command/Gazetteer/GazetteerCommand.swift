import ArgumentParser

/// `lieudit gazetteer`: compile, describe, check, compare and export a gazetteer.
struct GazetteerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gazetteer",
    abstract: "Compile, describe, check, compare and export a gazetteer.",
    discussion: """
      EXAMPLES
        lieudit gazetteer build --from Gazetteer/core --from mes-lieux -o mes-lieux.lieudit
        lieudit gazetteer info mes-lieux.lieudit
        lieudit gazetteer verify
        lieudit gazetteer diff hier.lieudit aujourdhui.lieudit
        lieudit gazetteer export --format linked-places mes-lieux.lieudit -o mes-lieux.json
      """,
    subcommands: [
      GazetteerBuildCommand.self, GazetteerInfoCommand.self, GazetteerVerifyCommand.self,
      GazetteerDiffCommand.self, GazetteerExportCommand.self,
    ])
}
