public import GazetteerIndex

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the program's data lies: the compiled gazetteer, the lexicons, the reader's model and the basemap.
public struct DataFolder: Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  /// The compiled core gazetteer.
  public var gazetteer: String { path + "/core.lieudit" }
  public var basemap: String { basemaps + "/world.basemap" }
  /// The basemap, and the tables by which another is made of Natural Earth's files.
  public var basemaps: String { path + "/basemap" }
  /// The lexicons of all languages, and the tables that are of none.
  public var lexicons: String { path + "/lexicon" }
  /// The kinds of incidents: what they are called, how they are drawn, the codes of other schemes.
  public var kinds: String { lexicons + "/kinds.tsv" }

  /// The gazetteer of this folder with layers over it, the later over the earlier (see `Gazetteer.init(layers:)`). Where the
  /// first of them is a compiled index, it takes the place of the folder's own.
  ///
  /// Throws `GazetteerError` where a layer is missing, damaged, or cannot be followed.
  public func gazetteer(layers: [String]) throws(GazetteerError) -> Gazetteer {
    if let first = layers.first, try Gazetteer.isCompiled(first) { return try Gazetteer(layers: layers) }
    return try Gazetteer(layers: [gazetteer] + layers)
  }

  /// The pictograms of kinds of incidents.
  public var pictograms: String { path + "/styles/pictograms.tsv" }

  /// The colours of a map's theme (`light`).
  public func theme(_ name: String) -> String { path + "/styles/" + name + ".tsv" }

  /// What maps say in a language (`fr`).
  public func words(language: String) -> String { path + "/words/" + language + ".tsv" }

  /// What maps call places in a language other than French: tables of which the later wins.
  public func placeNames(language: String) -> [String] {
    language == "fr" ? [] : ["towns", "places"].map { path + "/words/\(language).\($0).tsv" }
  }

  /// The script and the style sheet of a map's page.
  public var pageScript: String { path + "/page/page.js" }
  public var pageStyle: String { path + "/page/page.css" }

  /// What the labels of annotated corpora are to the program.
  public var corpusLabels: String { path + "/lexicon/corpus_labels.tsv" }
  /// What of other people's cases of times news does not say.
  public var corpusScope: String { path + "/lexicon/corpus_scope.tsv" }

  /// The tables of one language's lexicon.
  public func lexicon(language: String = "fr") -> String { path + "/lexicon/" + language }

  /// The trained model of one language's reader.
  public func model(language: String = "fr") -> String { path + "/model/" + language + ".lieudit-model" }

  /// The folder in use: `$LIEUDIT_DATA` where it is set; else `../share/lieudit` beside the running program; else
  /// `Gazetteer` in a folder above it (a checkout). Nil where none of them has a compiled gazetteer.
  public static func locate() -> DataFolder? {
    if let named = getenv("LIEUDIT_DATA") {
      let folder = DataFolder(path: String(cString: named))
      return folder.isComplete ? folder : nil
    }
    guard var folder = executable().flatMap({ parent(of: $0) }) else { return nil }
    let installed = DataFolder(path: (parent(of: folder) ?? "") + "/share/lieudit")
    if installed.isComplete { return installed }
    while true {
      let checkout = DataFolder(path: (folder == "/" ? "" : folder) + "/Gazetteer")
      if checkout.isComplete { return checkout }
      guard let above = parent(of: folder) else { return nil }
      folder = above
    }
  }

  private var isComplete: Bool { access(gazetteer, R_OK) == 0 && access(lexicon(), R_OK) == 0 }

  private static func parent(of path: String) -> String? {
    guard path != "/", let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The running program's path, links resolved.
  private static func executable() -> String? {
    #if os(Linux)
      let name = "/proc/self/exe"
    #else
      var size: UInt32 = 4096
      var buffer = [CChar](repeating: 0, count: Int(size))
      guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
      let name = String(cString: buffer)
    #endif
    guard let resolved = realpath(name, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
