internal import GeoTypes

/// The layout of a basemap file: the only place that knows it, but for its writers (`BasemapBuilder` and
/// `Gazetteer/basemap/recipe/writer.py`).
///
/// Little-endian. Header, 128 bytes: magic `LIEUDITM`, u32 version, u32 file size, u32 Adler-32 of the body, seven
/// sections as (u32 offset, u32 length), u32 credits (a string), four u32 of micro-degrees per coordinate unit by
/// level (the fourth for outlines), zeros, and at 120 u64 FNV-1a of the 120 bytes before. Sections, in order:
/// - runs: for each layer and level (3) u32 first feature, u32 count;
/// - features: records of 64 bytes (`Record`), sorted by layer, level, rank, id;
/// - ids: u32 feature, sorted by (id bytes, layer, level);
/// - arcs: i16 west, south, east, north in 1/180°, rounded outwards, and u32 offset of its data;
/// - arc data: varint count, then that many (zigzag longitude, zigzag latitude) differences, the first from zero;
/// - parts: areas: varint polygons × (varint rings × references); lines: varint lines × references; references:
///   varint count, then zigzag of (difference to the arc before × 2 + 1 where walked backwards);
/// - strings: varint length and UTF-8.
struct BasemapFormat: Sendable {
  static let magic: StaticString = "LIEUDITM"
  static let version = 1
  static let headerSize = 128
  static let recordSize = 64
  static let arcSize = 12
  static let outlineLayer: UInt8 = 9
  static let layerCount = 10
  static let levelCount = 3
  /// Stands for "none" in records.
  static let none = Int32.min

  let runs: Range<Int>
  let features: Range<Int>
  let ids: Range<Int>
  let arcs: Range<Int>
  let arcData: Range<Int>
  let parts: Range<Int>
  let strings: Range<Int>
  let credits: UInt32
  /// Micro-degrees per unit, by level.
  let quanta: [Int]
  private let checksum: UInt32

  struct Record: Sendable {
    var layer: UInt8
    var level: UInt8
    var rank: UInt8
    var id: UInt32
    var name: UInt32
    var note: UInt32
    var left: UInt32
    var right: UInt32
    var bounds: BoundingBox
    var label: Coordinate?
    var validFrom: Int?
    var validTo: Int?
    /// Bytes of the file.
    var parts: Range<Int>
  }

  init(bytes: UnsafeRawBufferPointer, path: String) throws(BasemapError) {
    let magicMatches = BasemapFormat.magic.withUTF8Buffer { magic in
      bytes.count >= BasemapFormat.headerSize && bytes.prefix(magic.count).elementsEqual(magic)
    }
    guard magicMatches else { throw .notABasemap(path: path) }
    func word(_ offset: Int) -> UInt32 {
      bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian
    }
    let found = Int(word(8))
    guard found == BasemapFormat.version else {
      throw .version(path: path, expected: BasemapFormat.version, found: found)
    }
    let sum = bytes.loadUnaligned(fromByteOffset: 120, as: UInt64.self).littleEndian
    guard sum == BasemapFormat.fnv1a(bytes[0..<120]) else {
      throw .damaged(path: path, byte: 120, reason: "the header's checksum differs")
    }
    guard Int(word(12)) == bytes.count else {
      throw .damaged(path: path, byte: 12, reason: "\(word(12)) bytes expected, \(bytes.count) found")
    }
    checksum = word(16)
    var sections: [Range<Int>] = []
    for index in 0..<7 {
      let offset = Int(word(20 + index * 8))
      let length = Int(word(24 + index * 8))
      guard offset >= BasemapFormat.headerSize, offset + length <= bytes.count else {
        throw .damaged(path: path, byte: 20 + index * 8, reason: "section \(index) ends beyond the file")
      }
      sections.append(offset..<offset + length)
    }
    guard sections[0].count == BasemapFormat.layerCount * BasemapFormat.levelCount * 8 else {
      throw .damaged(path: path, byte: 24, reason: "\(sections[0].count) bytes of runs found")
    }
    (runs, features, ids) = (sections[0], sections[1], sections[2])
    (arcs, arcData, parts, strings) = (sections[3], sections[4], sections[5], sections[6])
    credits = word(76)
    quanta = (0..<4).map { Int(word(80 + $0 * 4)) }
    guard quanta.allSatisfy({ (1...1_000_000).contains($0) }) else {
      throw .damaged(path: path, byte: 80, reason: "a unit of \(quanta) micro-degrees")
    }
  }

  /// FNV-1a, 64 bits (Fowler, Noll, Vo).
  static func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return hash
  }

  /// Compares everything after the header with the header's checksum.
  func verify(_ bytes: UnsafeRawBufferPointer, path: String) throws(BasemapError) {
    let found = BasemapFormat.adler32(bytes[BasemapFormat.headerSize...])
    guard found == checksum else {
      throw .damaged(
        path: path, byte: BasemapFormat.headerSize, reason: "checksum \(checksum) expected, \(found) found")
    }
  }

  /// Adler-32 (RFC 1950).
  static func adler32(_ bytes: some RandomAccessCollection<UInt8>) -> UInt32 {
    var low: UInt32 = 1
    var high: UInt32 = 0
    var rest = bytes[...]
    while !rest.isEmpty {
      // 5552 is the longest run whose sums do not overflow (zlib's NMAX).
      for byte in rest.prefix(5552) {
        low &+= UInt32(byte)
        high &+= low
      }
      low %= 65_521
      high %= 65_521
      rest = rest.dropFirst(5552)
    }
    return high << 16 | low
  }

  /// The features of a layer at a level; empty where the run leaves the table.
  func run(layer: UInt8, level: UInt8, in bytes: UnsafeRawBufferPointer) -> Range<Int> {
    let offset = runs.lowerBound + (Int(layer) * BasemapFormat.levelCount + Int(level)) * 8
    guard offset + 8 <= runs.upperBound else { return 0..<0 }
    let first = Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian)
    let count = Int(bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self).littleEndian)
    guard first + count <= features.count / BasemapFormat.recordSize else { return 0..<0 }
    return first..<first + count
  }

  /// A feature's record; nil where there is none or its bounds are none.
  func record(_ index: Int, in bytes: UnsafeRawBufferPointer) -> Record? {
    guard index >= 0, index < features.count / BasemapFormat.recordSize else { return nil }
    let at = features.lowerBound + index * BasemapFormat.recordSize
    func word(_ offset: Int) -> UInt32 {
      bytes.loadUnaligned(fromByteOffset: at + offset, as: UInt32.self).littleEndian
    }
    func signed(_ offset: Int) -> Int32 { Int32(bitPattern: word(offset)) }
    func degrees(_ offset: Int) -> Double { Double(signed(offset)) / 1_000_000 }
    func optional(_ offset: Int) -> Int? { signed(offset) == BasemapFormat.none ? nil : Int(signed(offset)) }
    guard
      let bounds = BoundingBox(west: degrees(24), south: degrees(28), east: degrees(32), north: degrees(36))
    else { return nil }
    let offset = Int(word(56))
    let length = Int(word(60))
    guard offset + length <= parts.count else { return nil }
    return Record(
      layer: bytes[at], level: bytes[at + 1], rank: bytes[at + 2], id: word(4), name: word(8), note: word(12),
      left: word(16), right: word(20), bounds: bounds,
      label: signed(40) == BasemapFormat.none
        ? nil : Coordinate(longitude: degrees(40), latitude: degrees(44)),
      validFrom: optional(48), validTo: optional(52),
      parts: parts.lowerBound + offset..<parts.lowerBound + offset + length)
  }

  /// The record of an id in a layer at a level, by binary search.
  func find(id: String, layer: UInt8, level: UInt8, in bytes: UnsafeRawBufferPointer) -> Record? {
    let wanted = Array(id.utf8)
    var low = 0
    var high = ids.count / 4
    while low < high {
      let middle = (low + high) / 2
      let at = ids.lowerBound + middle * 4
      let index = Int(bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self).littleEndian)
      guard let record = record(index, in: bytes) else { return nil }
      let name = stringBytes(at: record.id, in: bytes)
      let order: Int
      if name.elementsEqual(wanted) {
        let mine = (record.layer, record.level)
        if mine == (layer, level) { return record }
        order = mine < (layer, level) ? -1 : 1
      } else {
        order = name.lexicographicallyPrecedes(wanted) ? -1 : 1
      }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The string at an offset of the string section; empty where it leaves the section.
  func string(at offset: UInt32, in bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: stringBytes(at: offset, in: bytes), as: UTF8.self)
  }

  private func stringBytes(at offset: UInt32, in bytes: UnsafeRawBufferPointer) -> Slice<
    UnsafeRawBufferPointer
  > {
    var cursor = VarintCursor(bytes: bytes, range: strings, offset: Int(offset))
    guard let length = cursor.next(), length <= strings.upperBound - cursor.position else {
      return bytes[0..<0]
    }
    return bytes[cursor.position..<cursor.position + length]
  }
}

/// Reads varints (LEB128) within bounds.
struct VarintCursor {
  let bytes: UnsafeRawBufferPointer
  private(set) var position: Int
  let end: Int

  /// A cursor at `offset` of a section; at its end where that is outside.
  init(bytes: UnsafeRawBufferPointer, range: Range<Int>, offset: Int) {
    self.bytes = bytes
    end = range.upperBound
    position = offset <= range.count ? range.lowerBound + offset : range.upperBound
  }

  /// The bytes that are left.
  var remaining: Int { end - position }

  /// The next value; nil at the end or where it is longer than five bytes.
  @inline(__always)
  mutating func next() -> Int? {
    guard position < end else { return nil }
    let first = bytes[position]
    if first < 0x80 {
      position += 1
      return Int(first)
    }
    var value = 0
    var shift = 0
    while position < end, shift < 35 {
      let byte = bytes[position]
      position += 1
      value |= Int(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  @inline(__always)
  mutating func nextSigned() -> Int? {
    guard let value = next() else { return nil }
    return value & 1 == 0 ? value >> 1 : -(value >> 1) - 1
  }
}
