import ArgumentParser

/// `lieudit places`: the gazetteer's other questions.
struct PlacesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "places",
    abstract: "Print places near a position, within an area, or by a part of their name.",
    discussion: """
      EXAMPLES
        lieudit places near 46.75,39.82 --radius 20
        lieudit places within --of Gao --feature P
        lieudit places search Mart --country AM
      """,
    subcommands: [PlacesNearCommand.self, PlacesWithinCommand.self, PlacesSearchCommand.self])
}
