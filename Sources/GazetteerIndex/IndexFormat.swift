/// The layout of a compiled gazetteer, byte by byte. Nothing else in the program knows it: the builder writes it
/// and `IndexFile` checks and reads it by what is said here.
///
/// All numbers are little-endian; `u32` and so on are unsigned, `i32` signed, `f64` IEEE 754. "None" is
/// 0xFFFF_FFFF unless told otherwise. Sections start at multiples of 64, zero bytes between them.
///
/// **Header**, 128 bytes:
///
///     0    8 bytes  0x89 "LIEU" 0x0D 0x0A 0x1A (a text-mode copy or a cut to seven bits damages it)
///     8    u32      format version
///     12   u32      number of sections, `Section.allCases.count`
///     16   u64      length of the file
///     24   u64      places
///     32   u64      names (different keys)
///     40   u64      entries (a name of a place)
///     48   u64      edges in the word tree
///     56   u64      buckets of the edge table
///     64   u32      salt of the edge table
///     68   u32      longest probe of the edge table, in buckets
///     72   u32      longest key, in bytes
///     76   44 bytes zero
///     120  u64      checksum of bytes 0..<120 and of the section table
///
/// **Section table**, at 128: for each section, in the order of `Section`, u64 offset, u64 length, u64 checksum.
///
/// **Checksums**: FNV-1a over 64-bit little-endian words, the last one filled up with zero bytes. Each step is a
/// bijection, so no change that is confined to one word goes unseen.
///
/// **Strings** are referred to by the offset of their length (LEB128, at most five bytes) in section `strings`;
/// their UTF-8 follows. Offset 0 is the empty string and stands for none.
///
/// **Ids** of places are u32: a GeoNames number n for `gn:n`, below 2^31; for any other the offset of a string,
/// with the top bit set (these strings come first in their section). None is 0x8000_0000.
///
/// **Places** are in the order of a Hilbert curve over longitude and latitude, those of one cell by their ids; a
/// `PlaceRef` is the place in that order. **Names** are in the byte order of their keys; a `NameRef` is the place
/// in that order. Offsets into `strings` and `keys` are u32, so neither passes 4 GiB; all others may.
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

  enum Section: Int, CaseIterable {
    /// UTF-8 text: one line for each input table (its name), then its comment lines, indented by two spaces.
    case sources
    /// u64 for each feature code in use: its ASCII, the first letter in the lowest byte, zeros after it.
    case features
    /// For each country code in use: its two letters, two zero bytes, u32 its place or none. Country 0 is none.
    case countries
    /// u32 strings: languages and sides, each once. Label 0 is none.
    case labels
    /// i32 first day, i32 last day, both counted from 1970-01-01, Int32.min for open. Pair 0 is open on both sides.
    case dates
    /// `UsageRecord`s: what may be said of a name of a place, each once.
    case usages
    /// For each containing place: u32 its id, u32 its ordinal or none.
    case parents
    /// `ExtentRecord`s.
    case extents
    /// `DetailRecord`s: what most places lack.
    case details
    /// `PlaceRecord`s.
    case places
    /// u32 place ordinals: those of GeoNames by their numbers, then the others in the byte order of their ids.
    case placesByID
    /// The packed R-tree: i32 west, south, east, north (1e-7 degrees) of each 16 places, then of each 16 of those
    /// boxes, and so on up to one.
    case boxes
    /// The word tree of the keys as buckets of edges; see `Edge`.
    case edges
    /// u32 for each node of the word tree that is no leaf: the name that ends there, or none. Node 0 is the root.
    case nodes
    /// `NameRecord`s and one more, which has the ends.
    case names
    /// The keys, one after the other, then eight zero bytes.
    case keys
    /// u64 for each `headStep`th name: the first eight bytes of its key, the first in the highest byte, zeros
    /// after a shorter key.
    case heads
    /// u32 for each beginning of `Beginning.letters` letters, and one more: the first name whose key begins so or
    /// after that.
    case beginnings
    /// u8: the prominence of the best-known bearer of `peakFanout` names, rounded up (`Peak`); then the largest
    /// of each `peakFanout` of these, and so on up to one.
    case peaks
    /// `EntryRecord`s, by name, the most prominent place first.
    case entries
    /// u32 entries, by place, the display name first. An entry whose name only helps to find the place (*Sanaa*
    /// for *Sana'a*) is not among them.
    case placeEntries
    case strings
    /// u32 names, in order, whose key starts beyond ASCII and yet has an ASCII letter or digit: few, since most names
    /// keep to one script. A search for a name in ASCII looks at these and at what starts with ASCII.
    case mixed
  }

  static let sectionCount = Section.allCases.count
  static let sectionEntrySize = 24
  static let tableEnd = headerSize + sectionCount * sectionEntrySize

  enum PlaceRecord {
    static let size = 36
    static let longitude = 0  // i32, 1e-7 degrees
    static let latitude = 4  // i32, 1e-7 degrees
    static let population = 8  // u48
    static let feature = 14  // u16 index into features
    static let id = 16  // u32 id
    static let firstEntry = 20  // u32 index into placeEntries; they end where the next place's start
    static let division = 24  // u32 place
    static let country = 28  // u16 index into countries
    static let reserved = 30  // u16, 0
    static let detail = 32  // u32 index into details, or none
  }

  enum DetailRecord {
    static let size = 20
    static let firstParent = 0  // u32 index into parents
    static let parentCount = 4  // u32
    static let extent = 8  // u32 index into extents, or none
    static let dates = 12  // u32 index into dates
    static let divisionID = 16  // u32 id of a division that is not among the places
  }

  enum ExtentRecord {
    static let size = 40
    static let kind = 0  // u64: 0 box (west, south, east, north in degrees), 1 circle (radius in km, zeros)
    static let values = 8  // 4 f64
  }

  enum UsageRecord {
    static let size = 12
    static let dates = 0  // u32 index into dates
    static let language = 4  // u16 label
    static let side = 6  // u16 label
    static let kind = 8  // u8 `PlaceName.Kind.number`, then three zeros
  }

  enum NameRecord {
    static let size = 8
    static let key = 0  // u32 where its key starts in keys
    static let entry = 4  // u32 its first entry
  }

  enum EntryRecord {
    static let size = 12
    static let place = 0  // u32
    static let text = 4  // u32 string, the name as written
    static let usage = 8  // u32 index into usages
  }

  /// An edge leads from a node of the word tree (0 is the root) by a word's `WordHash` to another node. Its home
  /// is a bucket of 64 bytes: eight u32 fingerprints, then eight u32 targets, filled from the first on; the
  /// buckets after a full one are tried in turn, after the last the first. A target of 0 is an empty slot, one
  /// with the top bit set a leaf and in its other bits the name that ends there, any other a node.
  ///
  /// Two edges never share home path and fingerprint (the builder takes another salt); a word of a text may, so
  /// that a reader compares the key.
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

  /// Places, or boxes, under one box of the R-tree.
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

  /// The first letters of keys as numbers that keep their order: `a` to `z` are 1 to 26, a byte below them (or the
  /// key's end) is 0, one above them 27, and each letter counts 28 times the next one.
  enum Beginning {
    static let letters = 3
    static let base = 28
    /// Of all beginnings.
    static let count = base * base * base

    @inline(__always)
    static func digit(_ byte: UInt8) -> Int {
      byte < UInt8(ascii: "a") ? 0 : Swift.min(base - 1, Int(byte) - Int(UInt8(ascii: "a")) + 1)
    }

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
