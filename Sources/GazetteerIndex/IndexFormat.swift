/// The layout of a compiled gazetteer, byte by byte. Nothing else in the program knows it: the builder writes it
/// and `IndexFile` checks and reads it by what is said here.
///
/// All numbers are little-endian; `u32` and so on are unsigned, `i32` signed, `f64` IEEE 754. "None" is
/// 0xFFFF_FFFF unless told otherwise. Sections start at multiples of 8, zero bytes between them.
///
/// **Header**, 64 bytes:
///
///     0   8 bytes  0x89 "LIEU" 0x0D 0x0A 0x1A (a text-mode copy or a cut to seven bits damages it)
///     8   u32      format version
///     12  u32      number of sections, `Section.allCases.count`
///     16  u64      length of the file
///     24  u32      places
///     28  u32      names (different keys)
///     32  u32      entries (a name of a place)
///     36  u32      edges in the word tree
///     40  u32      slots of the edge table, a power of two
///     44  u32      salt of the edge table
///     48  u32      longest probe of the edge table, in slots
///     52  u32      longest key, in bytes
///     56  u64      checksum of bytes 0..<56 and of the section table
///
/// **Section table**, at 64: for each section, in the order of `Section`, u64 offset, u64 length, u64 checksum.
///
/// **Checksums**: FNV-1a over 64-bit little-endian words, the last one filled up with zero bytes. Each step is a
/// bijection, so no change that is confined to one word goes unseen.
///
/// **Strings** are referred to by the offset of their length (LEB128, at most five bytes) in section `strings`;
/// their UTF-8 follows. Offset 0 is the empty string and stands for none.
///
/// **Places** are in the order of a Hilbert curve over longitude and latitude; a `PlaceRef` is the place in that
/// order. **Names** are in the byte order of their keys; a `NameRef` is the place in that order.
enum IndexFormat {
  static let magic: [UInt8] = [0x89, 0x4C, 0x49, 0x45, 0x55, 0x0D, 0x0A, 0x1A]
  static let version: UInt32 = 1
  static let headerSize = 64
  static let none: UInt32 = 0xFFFF_FFFF
  /// Bytes 0..<this are under the header's checksum, with the section table.
  static let checkedHeader = 56
  /// Longest key that the format allows, in bytes; a scanner keeps one on its stack.
  static let keyLimit = 1024

  enum Section: Int, CaseIterable {
    /// UTF-8 text: one line for each input table (its name), then its comment lines, indented by two spaces.
    case sources
    case strings
    /// `PlaceRecord`s.
    case places
    /// u32 place ordinals, in the byte order of the places' ids.
    case placesByID
    /// For each containing place: u32 its id (a string), u32 its ordinal or none.
    case parents
    /// `ExtentRecord`s.
    case extents
    /// i32 first day, i32 last day, both counted from 1970-01-01, Int32.min for open. Pair 0 is open on both sides.
    case dates
    /// u32 strings: languages and sides, each once. Label 0 is none.
    case labels
    /// u32 for each name and one more: where its key starts in `keys`.
    case keyOffsets
    case keys
    /// u32 for each name and one more: its first entry.
    case nameEntries
    /// `EntryRecord`s, by name, the most prominent place first.
    case entries
    /// u32 for each place and one more: where its part of `placeEntryList` starts.
    case placeEntries
    /// u32 entries, the display name first. An entry whose name only helps to find the place (*Sanaa* for
    /// *Sana'a*) is not among them.
    case placeEntryList
    /// The word tree of the keys as an open-addressed table of `EdgeSlot`s.
    case edges
    /// The packed R-tree: i32 west, south, east, north (1e-7 degrees) of each 16 places, then of each 16 of those
    /// boxes, and so on up to one.
    case boxes
  }

  static let sectionCount = Section.allCases.count
  static let sectionEntrySize = 24
  static let tableEnd = headerSize + sectionCount * sectionEntrySize

  enum PlaceRecord {
    static let size = 64
    static let longitude = 0  // i32, 1e-7 degrees
    static let latitude = 4  // i32, 1e-7 degrees
    static let population = 8  // u64
    static let feature = 16  // 8 bytes of ASCII, zeros after it
    static let id = 24  // u32 string
    static let name = 28  // u32 string, the name to show
    static let divisionID = 32  // u32 string
    static let division = 36  // u32 place
    static let country = 40  // u32 place
    static let firstParent = 44  // u32 index into parents
    static let parentCount = 48  // u16
    static let countryCode = 50  // 2 bytes of ASCII, zeros for none
    static let extent = 52  // u32 index into extents
    static let dates = 56  // u32 index into dates
  }

  enum ExtentRecord {
    static let size = 40
    static let kind = 0  // u64: 0 box (west, south, east, north in degrees), 1 circle (radius in km, zeros)
    static let values = 8  // 4 f64
  }

  enum EntryRecord {
    static let size = 20
    static let place = 0  // u32
    static let text = 4  // u32 string, the name as written
    static let dates = 8  // u32 index into dates
    static let language = 12  // u16 label
    static let side = 14  // u16 label
    static let kind = 16  // u8 `PlaceName.Kind.number`, then three zeros
  }

  /// An edge leads from a node of the word tree (0 is the root) by a word's hash (`NameKey.hash`) to another node.
  /// Its home is `mix(node, hash, salt)`, low bits; those after it are tried in turn. Two words under one node
  /// may share a fingerprint in theory: the builder then takes another salt; a reader compares the key.
  enum EdgeSlot {
    static let size = 12
    static let fingerprint = 0  // u32, the upper half of the mix
    static let node = 4  // u32, 0 in an empty slot
    static let name = 8  // u32, the name that ends here, or none
  }

  static func mix(_ node: UInt32, _ hash: UInt64, _ salt: UInt32) -> UInt64 {
    var value = hash ^ ((UInt64(node) << 32 | UInt64(salt)) &* 0x9E37_79B9_7F4A_7C15)
    value ^= value >> 32
    value = value &* 0xD6E8_FEB8_6659_FD93
    value ^= value >> 32
    value = value &* 0xD6E8_FEB8_6659_FD93
    return value ^ value >> 32
  }

  /// Places, or boxes, under one box of the R-tree.
  static let fanout = 16
  static let boxSize = 16
  static let degree = 1e7

  /// How many boxes each level of the tree over `places` places has, from the bottom up.
  static func levels(places: Int) -> [Int] {
    var levels: [Int] = []
    var count = places
    while count > 0 {
      count = (count + fanout - 1) / fanout
      levels.append(count)
      if count == 1 { break }
    }
    return levels
  }

  static func checksum(_ bytes: UnsafeRawBufferPointer, _ start: UInt64 = NameKey.fnvBasis) -> UInt64 {
    var hash = start
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      hash = (hash ^ word) &* NameKey.fnvPrime
      offset += 8
    }
    var last: UInt64 = 0
    for index in offset..<bytes.count { last |= UInt64(bytes[index]) << UInt64(8 * (index - offset)) }
    return (hash ^ last) &* NameKey.fnvPrime
  }

  /// The section's length in bytes, where the header's counts fix it.
  static func length(of section: Section, places: Int, names: Int, entries: Int, slots: Int) -> Int? {
    switch section {
    case .places: places * PlaceRecord.size
    case .placesByID: places * 4
    case .keyOffsets, .nameEntries: (names + 1) * 4
    case .entries: entries * EntryRecord.size
    case .placeEntries: (places + 1) * 4
    case .edges: slots * EdgeSlot.size
    case .boxes: levels(places: places).reduce(0, +) * boxSize
    case .sources, .strings, .parents, .extents, .dates, .labels, .keys, .placeEntryList: nil
    }
  }
}
