/// The numbers of a compiled gazetteer's layout. `Documentation/index-format.md`, and nothing else, says what they
/// mean: what each section and field holds, the hashes, the orders and the folding. Sections have their names there,
/// records and fields their order. Nothing else in the program knows the layout.
///
/// A change here, of the folding, of `WordHash` or of prominence is a change of the page and a new `version`.
enum IndexFormat {
  static let magic: [UInt8] = [0x89, 0x4C, 0x49, 0x45, 0x55, 0x0D, 0x0A, 0x1A]
  static let version: UInt32 = 3
  static let headerSize = 128
  static let none: UInt32 = 0xFFFF_FFFF
  /// Bytes 0..<this are under the header's checksum, with the section table.
  static let checkedHeader = 120
  /// Sections start at multiples of this: a cache line, which is a bucket of the edge table.
  static let alignment = 64
  /// Longest key that the format allows, in bytes; a scanner keeps one on its stack.
  static let keyLimit = 1024

  /// In the order of the section table.
  enum Section: Int, CaseIterable {
    case sources
    case features
    case countries
    case labels
    case dates
    case usages
    case parents
    case extents
    case details
    case places
    case placesByID
    case boxes
    case edges
    case nodes
    case names
    case keys
    case heads
    case beginnings
    case peaks
    case entries
    case placeEntries
    case strings
    case mixed
  }

  static let sectionCount = Section.allCases.count
  static let sectionEntrySize = 24
  static let tableEnd = headerSize + sectionCount * sectionEntrySize

  enum PlaceRecord {
    static let size = 36
    static let longitude = 0  // i32
    static let latitude = 4  // i32
    static let population = 8  // u48
    static let feature = 14  // u16
    static let id = 16  // u32
    static let firstEntry = 20  // u32
    static let division = 24  // u32
    static let country = 28  // u16
    static let reserved = 30  // u16
    static let detail = 32  // u32
  }

  enum DetailRecord {
    static let size = 20
    static let firstParent = 0  // u32
    static let parentCount = 4  // u32
    static let extent = 8  // u32
    static let dates = 12  // u32
    static let divisionID = 16  // u32
  }

  enum ExtentRecord {
    static let size = 40
    static let kind = 0  // u64
    static let values = 8  // 4 f64
  }

  enum UsageRecord {
    static let size = 12
    static let dates = 0  // u32
    static let language = 4  // u16
    static let side = 6  // u16
    static let kind = 8  // u8
  }

  enum NameRecord {
    static let size = 8
    static let key = 0  // u32
    static let entry = 4  // u32
  }

  enum EntryRecord {
    static let size = 12
    static let place = 0  // u32
    static let text = 4  // u32
    static let usage = 8  // u32
  }

  /// An edge of the word tree, and the table of buckets that edges stand in.
  enum Edge {
    static let bucketSize = 64
    static let slots = 8
    static let leaf: UInt32 = 0x8000_0000

    /// The upper half picks the bucket, the lower one is the fingerprint.
    @inline(__always)
    static func mix(_ node: UInt32, _ hash: UInt64, _ salt: UInt32) -> UInt64 {
      var value = hash ^ ((UInt64(node) << 32 | UInt64(salt)) &* 0x9E37_79B9_7F4A_7C15)
      value ^= value >> 32
      value = value &* 0xD6E8_FEB8_6659_FD93
      value ^= value >> 32
      value = value &* 0xD6E8_FEB8_6659_FD93
      return value ^ value >> 32
    }

    @inline(__always)
    static func home(_ mixed: UInt64, buckets: UInt64) -> UInt64 { ((mixed >> 32) &* buckets) >> 32 }

    /// Buckets for so many edges: eight slots for each 6.4 edges.
    static func buckets(for edges: Int) -> Int { max(1, (edges * 10 + 63) / 64) }
  }

  /// Places, or boxes, under one box of the R-tree; likewise `peakFanout` for section `peaks`.
  static let fanout = 16
  static let boxSize = 16
  static let degree = 1e7
  static let headStep = 8
  static let peakFanout = 32

  /// How many nodes each level of a tree over `count` things has, from the bottom up.
  static func levels(over count: Int, fanout: Int) -> [Int] {
    var levels: [Int] = []
    var count = count
    while count > 0 {
      count = (count + fanout - 1) / fanout
      levels.append(count)
      if count == 1 { break }
    }
    return levels
  }

  /// A prominence in a byte: exponent and two bits of mantissa, rounded up.
  enum Peak {
    static func byte(_ prominence: Double) -> UInt8 {
      let bits = Int(Float(max(1, prominence)).bitPattern >> 21) - (127 << 2) + 1
      return UInt8(min(255, bits))
    }

    /// No prominence that has this byte is larger.
    static func bound(_ byte: UInt8) -> Double {
      byte == 255 ? .infinity : Double(Float(bitPattern: (UInt32(byte) + 127 << 2) << 21))
    }
  }

  /// The number of a key's first letters.
  enum Beginning {
    static let letters = 3
    static let base = 28
    /// Of all beginnings.
    static let count = base * base * base

    @inline(__always)
    static func digit(_ byte: UInt8) -> Int {
      byte < UInt8(ascii: "a") ? 0 : Swift.min(base - 1, Int(byte) - Int(UInt8(ascii: "a")) + 1)
    }

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }

    static func number(of key: [UInt8]) -> Int {
      (0..<letters).reduce(0) { $0 * base + ($1 < key.count ? digit(key[$1]) : 0) }
    }
  }

  static func checksum(_ bytes: UnsafeRawBufferPointer, _ start: UInt64 = NameKey.fnvBasis) -> UInt64 {
    var hash = start
    let whole = bytes.count & ~7
    addWords(UnsafeRawBufferPointer(rebasing: bytes[..<whole]), &hash)
    var last: UInt64 = 0
    for index in whole..<bytes.count { last |= UInt64(bytes[index]) << UInt64(8 * (index - whole)) }
    return (hash ^ last) &* NameKey.fnvPrime
  }

  /// The steps of a checksum over bytes whose count is a multiple of 8, with more to come.
  static func addWords(_ bytes: UnsafeRawBufferPointer, _ hash: inout UInt64) {
    for offset in stride(from: 0, to: bytes.count, by: 8) {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      hash = (hash ^ word) &* NameKey.fnvPrime
    }
  }

  /// The section's length in bytes, where the header's counts fix it.
  static func length(of section: Section, places: Int, names: Int, entries: Int, buckets: Int) -> Int? {
    switch section {
    case .places: places * PlaceRecord.size
    case .placesByID: places * 4
    case .names: (names + 1) * NameRecord.size
    case .heads: (names + headStep - 1) / headStep * 8
    case .beginnings: (Beginning.count + 1) * 4
    case .peaks: levels(over: names, fanout: peakFanout).reduce(0, +)
    case .entries: entries * EntryRecord.size
    case .edges: buckets * Edge.bucketSize
    case .boxes: levels(over: places, fanout: fanout).reduce(0, +) * boxSize
    default: nil
    }
  }
}
