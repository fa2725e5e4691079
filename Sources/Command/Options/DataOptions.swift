import ArgumentParser
import Basemap
import Cartography
import Evaluation
import GazetteerIndex
import Interchange
import Lieudit

/// Which data a command works with.
struct DataOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A compiled gazetteer, a house table or a folder of tables; may be given several times, and the later wins. "
        + "A compiled one that comes first takes the place of the program's own.", valueName: "path"),
    completion: .file())
  var gazetteer: [String] = []

  /// Opens the gazetteer with its layers. Throws `CommandFailure`: 66 where one is missing, 65 where it is no gazetteer,
  /// damaged, or a table that cannot be followed.
  ///
  /// - Parameter path: Goes below what `--gazetteer` says.
  func openGazetteer(_ path: String? = nil) throws(CommandFailure) -> Gazetteer {
    let layers = (path.map { [$0] } ?? []) + gazetteer
    do throws(GazetteerError) {
      // The data folder is asked for only where its gazetteer is.
      if let first = layers.first, try Gazetteer.isCompiled(first) { return try Gazetteer(layers: layers) }
    } catch {
      throw DataOptions.failure(error)
    }
    let folder = try DataOptions.folder()
    do throws(GazetteerError) {
      return try folder.gazetteer(layers: layers)
    } catch {
      throw DataOptions.failure(error)
    }
  }

  /// Throws `CommandFailure`: 66 where it is missing, 65 where it is no basemap or damaged.
  ///
  /// - Parameter verifies: Whether all of the file is read and its checksum compared, as of a file that the user brings.
  static func openBasemap(_ path: String, verifies: Bool = false) throws(CommandFailure) -> Basemap {
    do throws(BasemapError) {
      let basemap = try Basemap(path: path)
      if verifies { try basemap.verify() }
      return basemap
    } catch {
      if case .unreadable = error { throw CommandFailure(.missingInput, "\(error)") }
      throw CommandFailure(.unusableInput, "\(error)")
    }
  }

  static func open(_ path: String) throws(CommandFailure) -> Gazetteer {
    do {
      return try Gazetteer(path: path)
    } catch {
      throw failure(error)
    }
  }

  /// Opens the gazetteer, the lexicons and the basemap. Throws `CommandFailure` as `openGazetteer` does.
  ///
  /// - Parameter path: A basemap that takes the place of the data folder's.
  func openReader(basemap path: String? = nil) throws(CommandFailure) -> DispatchReader {
    let folder = try DataOptions.folder()
    let gazetteer = try openGazetteer()
    let basemap = try DataOptions.openBasemap(path ?? folder.basemap, verifies: path != nil)
    do {
      let reader = try DispatchReader(
        gazetteer: gazetteer, lexiconFolder: folder.lexicon(), basemap: basemap, modelPath: folder.model())
      if let problem = reader.modelError {
        Terminal.warn("rules alone read, without the trained model: \(problem)")
      }
      return reader
    } catch {
      throw DataOptions.failure(error)
    }
  }

  /// The kinds of incidents. Throws `CommandFailure` as `openGazetteer` does.
  func openKinds() throws(CommandFailure) -> KindStyles {
    try read { folder throws(GazetteerError) in try KindStyles(path: folder.kinds) }
  }

  /// What the labels of annotated corpora mean. Throws `CommandFailure` as `openGazetteer` does.
  func openCorpusLabels() throws(CommandFailure) -> LabelTable {
    try read { folder throws(GazetteerError) in try LabelTable(path: folder.corpusLabels) }
  }

  /// What of other people's cases of times news does not say. Throws `CommandFailure` as `openGazetteer` does.
  func openCorpusScope() throws(CommandFailure) -> CorpusScope {
    try read { folder throws(GazetteerError) in try CorpusScope(path: folder.corpusScope) }
  }

  /// Which kinds of incidents are of one event type. Throws `CommandFailure` as `openGazetteer` does.
  func openEventTypes() throws(CommandFailure) -> EventTypes {
    try read { folder throws(GazetteerError) in try EventTypes(path: folder.kinds) }
  }

  /// What incidents are in other schemes of event data. Throws `CommandFailure` as `openGazetteer` does.
  func openEventCodes() throws(CommandFailure) -> EventCodes {
    try read { folder throws(GazetteerError) in try EventCodes(lexicon: folder.lexicons) }
  }

  /// What kinds of incidents are called. Throws `CommandFailure` as `openGazetteer` does.
  func openKindLabels() throws(CommandFailure) -> KindLabels {
    try read { folder throws(GazetteerError) in try KindLabels(path: folder.kinds) }
  }

  /// What a table of the data folder holds. Throws `CommandFailure` as `openGazetteer` does.
  func read<Table>(
    _ table: (DataFolder) throws(GazetteerError) -> Table
  ) throws(CommandFailure) -> Table {
    let folder = try DataOptions.folder()
    do {
      return try table(folder)
    } catch {
      throw DataOptions.failure(error)
    }
  }

  static func folder() throws(CommandFailure) -> DataFolder {
    guard let folder = DataFolder.locate() else {
      throw CommandFailure(.missingInput, "\(DataFolderError())")
    }
    return folder
  }

  static func failure(_ error: GazetteerError) -> CommandFailure {
    if case .file = error { return CommandFailure(.missingInput, "\(error)") }
    return CommandFailure(.unusableInput, "\(error)")
  }
}
