import ArgumentParser
import GazetteerIndex

/// `lieudit gazetteer info`: what a compiled gazetteer holds.
struct GazetteerInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Say what a compiled gazetteer holds and where its tables come from.",
    discussion: """
      EXAMPLE
        lieudit gazetteer info
        lieudit gazetteer info mes-lieux.lieudit
        lieudit gazetteer info --gazetteer maison.tsv
      """)

  @Argument(
    help: ArgumentHelp(
      "A compiled gazetteer or a house table; the program's own by default.", valueName: "file"),
    completion: .file(extensions: ["lieudit", "tsv"]))
  var file: String?

  @OptionGroup var data: DataOptions

  func run() throws {
    let gazetteer = try data.openGazetteer(file)
    var table = TextTable(indent: "")
    let layers = gazetteer.layers
    for (index, layer) in layers.enumerated() {
      let label = layers.count == 1 ? "path" : index == 0 ? "layers" : ""
      let count = layers.count == 1 ? "" : " (\(layer.count) \(layer.isCompiled ? "places" : "rows"))"
      table.add([label, layer.path + count])
    }
    table.add(["version", gazetteer.version])
    table.add(["places", "\(gazetteer.placeCount)"])
    table.add(["names", "\(gazetteer.nameCount) different, \(gazetteer.entryCount) in all"])
    table.add(["size", "\(gazetteer.byteCount) bytes"])
    try Terminal.write(table.text + "sources\n" + indented(gazetteer.sources))
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  \(Terminal.printable(String($0)))\n" }.joined()
  }
}
