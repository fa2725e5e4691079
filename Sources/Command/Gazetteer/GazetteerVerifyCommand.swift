import ArgumentParser
import GazetteerIndex

/// `lieudit gazetteer verify`: whether a compiled gazetteer is as it was written.
struct GazetteerVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read all of a compiled gazetteer and compare its checksums.",
    discussion: """
      EXAMPLE
        lieudit gazetteer verify mes-lieux.lieudit
      """)

  @Argument(
    help: ArgumentHelp("A compiled gazetteer; the program's own by default.", valueName: "file"),
    completion: .file(extensions: ["lieudit"]))
  var file: String?

  @OptionGroup var data: DataOptions

  func run() throws {
    let gazetteer = try data.openGazetteer(file)
    do {
      try gazetteer.verify()
    } catch {
      throw DataOptions.failure(error)
    }
    try Terminal.write(
      "\(gazetteer.path): sound, \(gazetteer.placeCount) places, version \(gazetteer.version)\n")
  }
}
