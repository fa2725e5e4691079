import ArgumentParser
import GazetteerIndex

/// `lieudit gazetteer verify`: whether a compiled gazetteer is as it was written.
struct GazetteerVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read all of a gazetteer and compare its checksums; follow a house table to its end.",
    discussion: """
      EXAMPLE
        lieudit gazetteer verify mes-lieux.lieudit
        lieudit gazetteer verify maison.tsv
      """)

  @Argument(
    help: ArgumentHelp(
      "A compiled gazetteer or a house table; the program's own by default.", valueName: "file"),
    completion: .file(extensions: ["lieudit", "tsv"]))
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
      "\(gazetteer.layers.map(\.path).joined(separator: ", ")): sound, \(gazetteer.placeCount) places, version \(gazetteer.version)\n"
    )
  }
}
