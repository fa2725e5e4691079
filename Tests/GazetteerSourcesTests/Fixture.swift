import Foundation
import GazetteerIndex
import Testing

@testable import GazetteerSources

/// A folder that goes when its last user does.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("lieudit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }
}

/// Numbers from a seed: the same in every run.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  /// SplitMix64 (Steele, Lea and Flood 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

/// Small files in GeoNames' layouts, of our own making.
enum GeoNamesFixture {
  static func place(
    _ id: Int, _ name: String, _ longitude: String, _ latitude: String, _ feature: String, _ country: String,
    admin1: String = "", admin2: String = "", population: Int = 0, alternates: String = ""
  ) -> String {
    let code = feature.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let fields = [
      "\(id)", name, name, alternates, latitude, longitude, code[0], code.count > 1 ? code[1] : "", country,
      "", admin1, admin2, "", "", "\(population)", "", "12", "Asia/Yerevan", "2020-10-31",
    ]
    return fields.joined(separator: "\t") + "\n"
  }

  static func name(
    _ number: Int, _ place: Int, _ language: String, _ text: String, preferred: Bool = false,
    short: Bool = false, colloquial: Bool = false, historic: Bool = false, from: String = "", to: String = ""
  ) -> String {
    let flags = [preferred, short, colloquial, historic].map { $0 ? "1" : "" }
    return (["\(number)", "\(place)", language, text] + flags + [from, to]).joined(separator: "\t") + "\n"
  }

  static let places =
    place(174982, "Republic of Armenia", "45", "40.25", "A.PCLI", "AM", admin1: "00", population: 2_951_776)
    + place(616051, "Yerevan", "44.5", "40.17", "A.ADM1", "AM", admin1: "11")
    + place(
      616052, "Yerevan", "44.51361", "40.18111", "P.PPLC", "AM", admin1: "11", population: 1_093_485,
      alternates: "EVN,Erevan,Erivan,Ереван,ye li wen,Երևան")
    + place(616631, "Gyumri", "43.8453", "40.7942", "P.PPLA", "AM", admin1: "07", population: 122_876)
    + place(2_113_779, "Bering Sea", "-180", "60.00001", "H.SEA", "")

  static let names =
    name(1, 616052, "fr", "Erevan") + name(2, 616052, "fr", "Érevan", preferred: true)
    + name(3, 616052, "hy", "Երևան", preferred: true) + name(4, 616052, "", "Yerevan City", colloquial: true)
    + name(5, 616052, "ru", "Эривань", historic: true, to: "1936")
    + name(6, 616052, "link", "https://example.org/Yerevan") + name(7, 616052, "iata", "EVN")
    + name(8, 616631, "ru", "Ленинакан", historic: true, from: "1924", to: "1990-10-02")
    + name(9, 616631, "en", "Leninakan", historic: true, from: "the twenties")
    + name(10, 999, "en", "Nowhere") + name(11, 616052, "fr", "La capitale", short: true)
}

extension GazetteerAssembly {
  /// The gazetteer made of some sources.
  static func gazetteer(
    _ sources: [String], format: SourceFormat? = nil
  ) throws -> (gazetteer: Gazetteer, report: AssemblyReport) {
    var assembly = GazetteerAssembly()
    try assembly.add(sources: sources, format: format)
    return (try Gazetteer(bytes: assembly.builder.compiled()), assembly.report)
  }
}

extension Gazetteer {
  func place(_ id: String) throws -> Place { place(try #require(ref(of: PlaceID(id)), "\(id)")) }
  func names(_ id: String) throws -> [PlaceName] { names(of: try #require(ref(of: PlaceID(id)), "\(id)")) }
}
