import ArgumentParser
import Cartography
import GazetteerIndex
import Lieudit

/// How maps look and what they say.
struct StyleOptions: ParsableArguments {
  enum Theme: String, CaseIterable, ExpressibleByArgument {
    case light, dark
    case printGrey = "print-grey"
  }

  enum Language: String, CaseIterable, ExpressibleByArgument { case fr, en }

  @Option(help: "The map's colours: light, dark or print-grey.")
  var theme = Theme.light

  @Option(help: ArgumentHelp("The width that the map is laid out in, 240 to 4000.", valueName: "px"))
  var width = 800

  @Option(help: "The language of titles, legend, dates and names: fr or en.")
  var lang = Language.fr

  @Option(
    help: ArgumentHelp(
      "What the map names: all, none, or any of incidents, countries, regions, towns, waters.",
      valueName: "list"))
  var labels = LabelsOption(Set(LabelLevel.allCases))

  @Option(help: ArgumentHelp("The map's title, instead of the dispatch's headline.", valueName: "text"))
  var title: String?

  @Option(help: ArgumentHelp("Who made the map, for its credits.", valueName: "text"))
  var credit: String?

  func validate() throws {
    guard MapOptions.widths.contains(Double(width)) else {
      throw ValidationError("--width: expected 240 to 4000 pixels, found \(width)")
    }
  }
}

extension DataOptions {
  /// Reads what a page is made of. Throws `CommandFailure` as `openGazetteer` does.
  func openPage(_ options: StyleOptions) throws(CommandFailure) -> PageResources {
    try read { folder throws(GazetteerError) in
      let day = try MapTheme(path: folder.theme(options.theme.rawValue))
      // Colours that were asked for are kept; only the usual ones change with the reader's system.
      let night =
        options.theme == .light ? try MapTheme(path: folder.theme(StyleOptions.Theme.dark.rawValue)) : day
      let print =
        options.theme == .dark ? try MapTheme(path: folder.theme(StyleOptions.Theme.light.rawValue)) : day
      return try PageResources(
        script: folder.pageScript, style: folder.pageStyle, day: day, night: night, print: print)
    }
  }
}

/// The tables that maps are drawn by.
struct MapStyle {
  var kinds: KindStyles
  var theme: MapTheme
  var language: MapLanguage
}

extension DataOptions {
  /// Reads the tables of a style. Throws `CommandFailure` as `openGazetteer` does.
  func openStyle(_ options: StyleOptions, gazetteer: Gazetteer) throws(CommandFailure) -> MapStyle {
    let language = options.lang.rawValue
    return try read { folder throws(GazetteerError) in
      MapStyle(
        kinds: try KindStyles(path: folder.kinds, pictograms: folder.pictograms),
        theme: try MapTheme(path: folder.theme(options.theme.rawValue)),
        language: MapLanguage(
          words: try MapWords(language: language, path: folder.words(language: language)),
          places: options.lang == .fr
            ? .french
            : try PlaceNames(paths: folder.placeNames(language: language)) { id in
              gazetteer.ref(of: id).flatMap { ref in
                gazetteer.names(of: ref).first { $0.language == language }?.text
              }
            }))
    }
  }
}
