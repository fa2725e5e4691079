import ArgumentParser

@main struct LieuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "lieudit")
}
