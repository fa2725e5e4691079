import GazetteerIndex
import Geoparsing
import Incidents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The repository's tables, read once.
enum Lexicons {
  static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  static let folder = root + "/Gazetteer/lexicon/fr"

  static let lexicon: Lexicon = {
    do { return try Lexicon(folder: folder) } catch { fatalError("\(error)") }
  }()

  static let extractor: IncidentExtractor = {
    do { return try IncidentExtractor(lexicon: folder) } catch { fatalError("\(error)") }
  }()
}
