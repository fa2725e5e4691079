import Foundation
import GazetteerIndex
import GeoTypes
import Testing

/// An index that both the program reads and `read_index.py`, which knows what `Documentation/index-format.md` says
/// and nothing else.
struct Stranger {
  static let hasPython = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/python3")
  }

  private static let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Stranger/read_index.py").path

  let gazetteer: Gazetteer
  /// Goes with the stranger.
  private let folder: LayerFolder

  init(path: String) throws {
    folder = try LayerFolder()
    gazetteer = try Gazetteer(path: path)
  }

  init(_ bytes: [UInt8]) throws {
    folder = try LayerFolder()
    gazetteer = try Gazetteer(path: folder.write(bytes, to: "made.lieudit"))
  }

  /// The reader's answers to questions, each of which is its words.
  func answers<Answer: Decodable>(_: Answer.Type, to questions: [[String]]) throws -> [Answer] {
    let input = try folder.write(questions.map { $0.joined(separator: "\t") + "\n" }.joined(), to: "in")
    let output = try folder.write("", to: "out")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", Stranger.program, gazetteer.path, "-"]
    process.standardInput = FileHandle(forReadingAtPath: input)
    process.standardOutput = FileHandle(forWritingAtPath: output)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let lines = try Data(contentsOf: URL(fileURLWithPath: output)).split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == questions.count)
    return try lines.map { try JSONDecoder().decode(Answer.self, from: $0) }
  }

  func answer<Answer: Decodable>(_ type: Answer.Type, to question: String...) throws -> Answer {
    try #require(try answers(type, to: [question]).first)
  }

  // MARK: Answers

  struct Counts: Decodable, Equatable {
    var version: Int
    var checksum: String
    var places: Int
    var names: Int
    var entries: Int
    var sources: String
  }

  struct Name: Decodable, Equatable {
    var text: String
    var language: String?
    var side: String?
    var kind: String
    var from: String?
    var to: String?
  }

  struct Place: Decodable, Equatable {
    var ordinal: UInt32
    var id: String
    var name: String
    var coordinate: [Double]
    var feature: String
    var country: String?
    var population: Int
    var division: String?
    var parents: [String]
    /// West, south, east and north, or the radius in kilometres.
    var extent: [Double]?
    var from: String?
    var to: String?
    var names: [Name]
  }

  struct Bearers: Decodable, Equatable {
    struct Bearer: Decodable, Equatable {
      var place: Place
      var `as`: Name
    }
    var ordinal: UInt32
    var key: String
    var bearers: [Bearer]
  }

  struct Nearby: Decodable {
    var ordinal: UInt32
    var id: String
    var distance: Double
  }
}

// What the program itself answers.

extension Stranger.Name {
  init(_ name: PlaceName) {
    self.init(
      text: name.text, language: name.language, side: name.side, kind: name.kind.rawValue,
      from: name.validFrom?.description, to: name.validTo?.description)
  }
}

extension Stranger.Place {
  init(_ gazetteer: Gazetteer, _ ref: PlaceRef) {
    let place = gazetteer.place(ref)
    let extent: [Double]? =
      switch place.extent {
      case .box(let box): [box.west, box.south, box.east, box.north]
      case .radius(let kilometres): [kilometres]
      case nil: nil
      }
    self.init(
      ordinal: ref.ordinal, id: place.id.rawValue, name: place.name,
      coordinate: [place.coordinate.longitude, place.coordinate.latitude], feature: place.feature.rawValue,
      country: place.country, population: place.population, division: place.division?.rawValue,
      parents: place.parents.map(\.rawValue), extent: extent, from: place.validFrom?.description,
      to: place.validTo?.description, names: gazetteer.names(of: ref).map { Stranger.Name($0) })
  }
}

extension Stranger.Bearers {
  /// Nil where no place bears the name.
  init?(_ gazetteer: Gazetteer, _ name: String) {
    guard let ref = gazetteer.lookup(name) else { return nil }
    self.init(
      ordinal: ref.ordinal, key: gazetteer.key(of: ref),
      bearers: gazetteer.entries(of: ref).map {
        Bearer(place: Stranger.Place(gazetteer, $0.place), as: Stranger.Name($0.name))
      })
  }
}
