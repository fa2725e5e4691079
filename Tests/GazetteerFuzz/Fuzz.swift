// A libFuzzer target over compiled gazetteers: `make fuzz`. Not part of the package, since its tools cannot link it.
//
// An input is a list of changes to an intact gazetteer: three bytes each, two of them the offset and one the new
// value. The header's checksum is made right again for most inputs, so that the changes behind it are reached.
import GazetteerIndex
import GeoTypes

private let intact: [UInt8] = (try? Fixture.caucasus().builder.compiled()) ?? []
private let headerSize = 128
private let checksumOffset = 120

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: start, count: count)
  guard let first = input.first else { return 0 }
  var bytes = intact
  for change in stride(from: 1, to: input.count - 2, by: 3) {
    let offset = Int(input[change]) << 8 | Int(input[change + 1])
    bytes[offset % bytes.count] = input[change + 2]
  }
  if first % 8 != 0 { seal(&bytes) }
  if first % 16 == 1 { bytes.removeLast(Int(first)) }
  guard let gazetteer = try? Gazetteer(bytes: bytes) else { return 0 }
  ask(gazetteer)
  return 0
}

/// Puts the header's checksum right: FNV-1a over 64-bit words, of the header, then of the section table.
private func seal(_ bytes: inout [UInt8]) {
  let sections = Int(intact[12])
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  func add(_ range: Range<Int>) {
    for offset in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      var word: UInt64 = 0
      for index in 0..<8 { word |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
      hash = (hash ^ word) &* 0x100_0000_01b3
    }
    hash = hash &* 0x100_0000_01b3
  }
  add(0..<checksumOffset)
  add(headerSize..<headerSize + 24 * sections)
  for index in 0..<8 { bytes[checksumOffset + index] = UInt8(truncatingIfNeeded: hash >> UInt64(8 * index)) }
}

/// Every kind of question; the answers do not matter.
private func ask(_ gazetteer: Gazetteer) {
  _ = gazetteer.version + gazetteer.sources
  let text = "Erevan, Haut-Karabakh, Paris, L'Aquila, mer Noire, St. Louis, Côte d'Ivoire"
  for match in gazetteer.matches(in: text, options: MatchOptions(overlapping: true)) {
    for entry in gazetteer.entries(of: match.name).prefix(50) {
      _ = (entry.name, gazetteer.place(entry.place), gazetteer.names(of: entry.place).count)
      _ = gazetteer.isPlace(entry.place, within: gazetteer.countryRef(entry.place) ?? entry.place)
    }
  }
  _ = gazetteer.matches(in: text).count
  _ = gazetteer.lookup("Stepanakert")
  _ = gazetteer.ref(of: PlaceID("gn:616052"))
  _ = gazetteer.ref(of: PlaceID("ld:haut-karabakh"))
  _ = gazetteer.search(prefix: "s").count
  _ = gazetteer.search(fuzzy: "Stepankert").count
  _ = gazetteer.transcriptions(of: "Shusha").count
  if let erevan = Coordinate(longitude: 44.5, latitude: 40.2) {
    _ = gazetteer.nearest(to: erevan, limit: 3)
    _ = gazetteer.within(.world).count
  }
  _ = try? gazetteer.verify()
}
