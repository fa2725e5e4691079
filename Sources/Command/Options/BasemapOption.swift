import ArgumentParser

/// Which basemap maps are drawn on and areas are outlined by.
struct BasemapOption: ParsableArguments {
  @Option(
    name: .customLong("basemap"),
    help: ArgumentHelp(
      "A basemap made by `basemap build`; the program's own by default.", valueName: "file"),
    completion: .file(extensions: ["basemap"]))
  var path: String?
}
