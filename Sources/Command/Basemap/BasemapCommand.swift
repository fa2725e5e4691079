import ArgumentParser

/// `lieudit basemap`: what maps are drawn on.
struct BasemapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "basemap",
    abstract: "Make what maps are drawn on from Natural Earth's downloads.",
    discussion: """
      EXAMPLE
        lieudit basemap build --natural-earth telechargements -o mon.basemap
        lieudit map depeche.txt --basemap mon.basemap
      """,
    subcommands: [BasemapBuildCommand.self])
}
