import GazetteerIndex
import GeoTypes
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct DamageTests {
  /// Every kind of question; the answers do not matter.
  private func query(_ gazetteer: Gazetteer, _ round: Int) {
    _ = gazetteer.version + gazetteer.sources
    for match in gazetteer.matches(
      in: "Erevan, Haut-Karabakh, Paris, L'Aquila, mer Noire, St. Louis, Côte d'Ivoire")
    {
      for entry in gazetteer.entries(of: match.name) {
        _ = (entry.name, gazetteer.place(entry.place), gazetteer.names(of: entry.place).count)
        _ = gazetteer.isPlace(entry.place, within: gazetteer.countryRef(entry.place) ?? entry.place)
        _ = (gazetteer.parents(of: entry.place), gazetteer.divisionRef(entry.place))
      }
    }
    _ = gazetteer.lookup("Stepanakert")
    _ = gazetteer.ref(of: PlaceID("gn:616052"))
    // The slow ones now and then: the whole suite is run in debug.
    guard round % 8 == 0 else { return }
    _ = (gazetteer.search(prefix: "s").count, gazetteer.search(fuzzy: "Stepankert").count)
    _ = gazetteer.transcriptions(of: "Shusha")
    let erevan = Coordinate(longitude: 44.5, latitude: 40.2)!
    _ = (gazetteer.nearest(to: erevan, limit: 3), gazetteer.within(.world).count)
    for place in gazetteer.places.prefix(20) { _ = (gazetteer.place(place), gazetteer.prominence(place)) }
    for name in 0..<min(40, gazetteer.nameCount) {
      _ = gazetteer.entries(of: NameRef(ordinal: UInt32(name))).count
    }
  }

  /// The header of an intact index, its section table and its sections, by what the format's page says.
  private func parts(of bytes: [UInt8]) -> [Range<Int>] {
    func number(_ offset: Int, _ count: Int) -> Int {
      bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    let sections = (0..<number(12, 4)).map { section in
      let entry = 128 + 24 * section
      return number(entry, 8)..<number(entry, 8) + number(entry + 8, 8)
    }
    return ([0..<128, 128..<128 + 24 * sections.count] + sections).filter { !$0.isEmpty }
  }

  @Test func aFileWithChangedBytesNeverCrashesAndVerifyTells() throws {
    let intact = try Fixture.caucasus().builder.compiled()
    var random = SeededRandom(11)
    var refused = 0
    // Each part of the file as often as the next, for in a small index the table of beginnings is most of it.
    let parts = parts(of: intact)
    for round in 0..<3000 {
      var bytes = intact
      for _ in 0..<(round % 3 == 0 ? 1 : Int.random(in: 1...12, using: &random)) {
        let offset = Int.random(in: parts.randomElement(using: &random)!, using: &random)
        bytes[offset] =
          Bool.random(using: &random)
          ? bytes[offset] ^ (1 << UInt8.random(in: 0..<8, using: &random))
          : [0, 0x7F, 0x80, 0xFF].randomElement(using: &random)!
      }
      let changed = bytes != intact
      do {
        let gazetteer = try Gazetteer(bytes: bytes)
        query(gazetteer, round)
        do {
          try gazetteer.verify()
          #expect(!changed, "round \(round)")
        } catch { #expect(changed) }
      } catch { refused += 1 }
    }
    #expect(refused > 100)
  }

  @Test func aFileCutShortIsRefused() throws {
    let intact = try Fixture.caucasus().builder.compiled()
    for length in Array(0..<900) + Array(stride(from: 900, to: intact.count, by: 37)) + [intact.count - 1] {
      #expect(throws: GazetteerError.self) { try Gazetteer(bytes: Array(intact[..<length])) }
    }
    #expect(throws: GazetteerError.self) { try Gazetteer(bytes: intact + [0]) }
  }

  @Test func wholeWordsOfADamagedFileNeverCrash() throws {
    let intact = try Fixture.caucasus().builder.compiled()
    var random = SeededRandom(13)
    for round in 0..<800 {
      var bytes = intact
      let start = Int.random(in: 656..<bytes.count - 64, using: &random) & ~3
      for offset in start..<start + 4 * Int.random(in: 1...16, using: &random) {
        bytes[offset] = [0xFF, 0x00, 0x7F].randomElement(using: &random)!
      }
      if let gazetteer = try? Gazetteer(bytes: bytes) { query(gazetteer, round) }
    }
  }

  @Test func aForeignAndANewerFileAreNamedAsSuch() throws {
    func failure(_ bytes: [UInt8]) -> GazetteerError? {
      do {
        _ = try Gazetteer(bytes: bytes, path: "g")
        return nil
      } catch { return error }
    }
    #expect(failure([]) == .foreign(path: "g", found: "it is empty"))
    #expect(
      failure(Array("SQLite format 3".utf8))
        == .foreign(path: "g", found: "it starts with 53 51 4C 69 74 65 20 66"))
    var newer = try Fixture.caucasus().builder.compiled()
    newer[8] = 9
    #expect(failure(newer) == .version(path: "g", expected: "format 3", found: "format 9"))
    #expect(throws: GazetteerError.self) { try Gazetteer(path: "/nonexistent.lieudit") }
    #expect(throws: GazetteerError.self) { try Gazetteer(path: "/") }
  }
}
