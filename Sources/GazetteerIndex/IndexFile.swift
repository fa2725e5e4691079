/// A compiled gazetteer's bytes, checked once at opening: what a header says is true of the file's shape.
///
/// What stands inside the sections is not read at opening. Every read is checked against its section's bounds
/// and gives 0 beyond them, so that a damaged file gives wrong answers at worst, never a crash; `verify` tells.
///
/// A reference, because many hold one and it is never changed.
final class IndexFile: Sendable {
  let path: String
  let storage: MappedBytes
  let placeCount: Int
  let nameCount: Int
  let entryCount: Int
  let longestKey: Int
  let checksum: UInt64
  let tree: EdgeTable

  let features: SectionBytes
  let countries: SectionBytes
  let labels: SectionBytes
  let dates: SectionBytes
  let usages: SectionBytes
  let parents: SectionBytes
  let extents: SectionBytes
  let details: SectionBytes
  let places: SectionBytes
  let placesByID: SectionBytes
  let boxes: SectionBytes
  let nodes: SectionBytes
  let names: SectionBytes
  let keys: SectionBytes
  let heads: SectionBytes
  let beginnings: SectionBytes
  let peaks: SectionBytes
  let entries: SectionBytes
  let placeEntries: SectionBytes
  let strings: SectionBytes
  let mixed: SectionBytes

  init(_ storage: MappedBytes, path: String) throws(GazetteerError) {
    self.storage = storage
    self.path = path
    let bytes = SectionBytes(storage.bytes)
    let size = storage.bytes.count
    guard size >= IndexFormat.magic.count, storage.bytes.starts(with: IndexFormat.magic) else {
      let start = storage.bytes.prefix(IndexFormat.magic.count).map { byte in
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "0" + digits : digits
      }
      throw .foreign(
        path: path, found: size == 0 ? "it is empty" : "it starts with " + start.joined(separator: " "))
    }
    func damaged(_ offset: Int, _ expected: String, _ found: String) -> GazetteerError {
      .damaged(path: path, offset: offset, expected: expected, found: found)
    }
    // The version comes first: what follows may stand elsewhere in another one.
    let version = bytes.u32(8)
    guard size < 12 || version == IndexFormat.version else {
      throw .version(path: path, expected: "format \(IndexFormat.version)", found: "format \(version)")
    }
    guard size >= IndexFormat.headerSize else {
      throw damaged(size, "a header of \(IndexFormat.headerSize) bytes", "the file's end")
    }
    guard bytes.u32(12) == UInt32(IndexFormat.sectionCount) else {
      throw damaged(12, "\(IndexFormat.sectionCount) sections", "\(bytes.u32(12))")
    }
    guard size >= IndexFormat.tableEnd else {
      throw damaged(size, "a section table of \(IndexFormat.tableEnd) bytes", "the file's end")
    }
    guard bytes.u64(16) == UInt64(size) else {
      throw damaged(16, "a file of \(bytes.u64(16)) bytes", "\(size) bytes")
    }
    checksum = IndexFile.headerChecksum(storage.bytes)
    guard bytes.u64(IndexFormat.checkedHeader) == checksum else {
      throw damaged(IndexFormat.checkedHeader, "the header's checksum", "another")
    }
    // Counts are of things of which each takes bytes of the file.
    func count(_ offset: Int) throws(GazetteerError) -> Int {
      guard bytes.u64(offset) < UInt64(IndexFormat.none), bytes.u64(offset) <= UInt64(size) else {
        throw damaged(offset, "a count of things that the file holds", "\(bytes.u64(offset))")
      }
      return Int(bytes.u64(offset))
    }
    placeCount = try count(24)
    nameCount = try count(32)
    entryCount = try count(40)
    let buckets = try count(56)
    guard buckets > 0 else { throw damaged(56, "a bucket or more", "0") }
    longestKey = Int(bytes.u32(72))
    guard longestKey <= IndexFormat.keyLimit else {
      throw damaged(72, "a longest key of at most \(IndexFormat.keyLimit) bytes", "\(longestKey)")
    }

    var sections: [SectionBytes] = []
    for section in IndexFormat.Section.allCases {
      let entry = IndexFormat.headerSize + section.rawValue * IndexFormat.sectionEntrySize
      let offset = bytes.u64(entry)
      let length = bytes.u64(entry + 8)
      guard offset % UInt64(IndexFormat.alignment) == 0, offset >= UInt64(IndexFormat.tableEnd),
        offset <= UInt64(size), length <= UInt64(size) - offset
      else {
        throw damaged(entry, "section \(section) inside the file", "offset \(offset), length \(length)")
      }
      if let expected = IndexFormat.length(
        of: section, places: placeCount, names: nameCount, entries: entryCount, buckets: buckets),
        UInt64(expected) != length
      {
        throw damaged(entry + 8, "section \(section) of \(expected) bytes", "\(length)")
      }
      sections.append(
        SectionBytes(UnsafeRawBufferPointer(rebasing: storage.bytes[Int(offset)..<Int(offset + length)])))
    }
    func part(_ section: IndexFormat.Section) -> SectionBytes { sections[section.rawValue] }
    features = part(.features)
    countries = part(.countries)
    labels = part(.labels)
    dates = part(.dates)
    usages = part(.usages)
    parents = part(.parents)
    extents = part(.extents)
    details = part(.details)
    places = part(.places)
    placesByID = part(.placesByID)
    boxes = part(.boxes)
    nodes = part(.nodes)
    names = part(.names)
    keys = part(.keys)
    heads = part(.heads)
    beginnings = part(.beginnings)
    peaks = part(.peaks)
    entries = part(.entries)
    placeEntries = part(.placeEntries)
    strings = part(.strings)
    mixed = part(.mixed)
    tree = EdgeTable(
      buckets: part(.edges), count: buckets, salt: bytes.u32(64),
      longestProbe: min(buckets, Int(bytes.u32(68))))
  }

  /// The checksum that the header has for its own first bytes and the section table.
  static func headerChecksum(_ file: UnsafeRawBufferPointer) -> UInt64 {
    let table = UnsafeRawBufferPointer(rebasing: file[IndexFormat.headerSize..<IndexFormat.tableEnd])
    let header = UnsafeRawBufferPointer(rebasing: file[..<IndexFormat.checkedHeader])
    return IndexFormat.checksum(table, IndexFormat.checksum(header))
  }

  /// Reads every byte and compares the sections with their checksums.
  func verify() throws(GazetteerError) {
    try storage.readThrough { () throws(GazetteerError) in try compareChecksums() }
  }

  private func compareChecksums() throws(GazetteerError) {
    let bytes = SectionBytes(storage.bytes)
    var end = IndexFormat.tableEnd
    for section in IndexFormat.Section.allCases {
      let entry = IndexFormat.headerSize + section.rawValue * IndexFormat.sectionEntrySize
      let offset = Int(bytes.u64(entry))
      let length = Int(bytes.u64(entry + 8))
      for gap in end..<max(end, offset) where storage.bytes[gap] != 0 {
        throw .damaged(
          path: path, offset: gap, expected: "zero bytes between sections", found: "another byte")
      }
      end = offset + length
      let part = UnsafeRawBufferPointer(rebasing: storage.bytes[offset..<offset + length])
      guard IndexFormat.checksum(part) == bytes.u64(entry + 16) else {
        throw .damaged(
          path: path, offset: offset, expected: "the checksum of section \(section)", found: "another")
      }
    }
    guard end == storage.bytes.count else {
      throw .damaged(path: path, offset: end, expected: "the file's end", found: "more bytes")
    }
  }

  /// The text of section `sources`.
  var sources: String {
    let bytes = SectionBytes(storage.bytes)
    let entry = IndexFormat.headerSize + IndexFormat.Section.sources.rawValue * IndexFormat.sectionEntrySize
    let offset = Int(bytes.u64(entry))
    return String(decoding: storage.bytes[offset..<offset + Int(bytes.u64(entry + 8))], as: UTF8.self)
  }

  // MARK: Strings

  /// The UTF-8 of a string; empty beyond the section, and where damage says that it is longer than any is.
  @inline(__always)
  func utf8(_ string: UInt32) -> UnsafeRawBufferPointer {
    var length = 0
    var offset = Int(string)
    var shift = 0
    while shift < 35 {
      let byte = strings.u8(offset)
      offset += 1
      length |= Int(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return length <= Int(UInt16.max) ? strings.slice(offset, length) : strings.slice(0, 0)
  }

  func string(_ string: UInt32) -> String { String(decoding: utf8(string), as: UTF8.self) }

  /// A language or side; nil for none.
  func label(_ label: UInt16) -> String? {
    label == 0 ? nil : string(labels.u32(Int(label) * 4))
  }

  func id(_ code: IDCode) -> PlaceID {
    guard let number = code.number else { return PlaceID(string(code.text)) }
    return PlaceID("gn:" + String(number))
  }

  // MARK: Names

  /// A name's key.
  @inline(__always)
  func key(_ name: Int) -> UnsafeRawBufferPointer {
    let record = name * IndexFormat.NameRecord.size
    let start = Int(names.u32(record))
    return keys.slice(start, Int(names.u32(record + IndexFormat.NameRecord.size)) - start)
  }

  /// The name that ends where an edge leads, or none.
  @inline(__always)
  func name(at target: UInt32) -> UInt32 {
    target & IndexFormat.Edge.leaf != 0
      ? target & ~IndexFormat.Edge.leaf : nodes.u32(Int(target) * 4)
  }

  /// Whether a name ordinal (none allowed) has the key.
  @inline(__always)
  func hasKey(_ name: UInt32, _ wanted: UnsafeRawBufferPointer) -> Bool {
    guard Int(name) < nameCount else { return false }
    return equalBytes(key(Int(name)), wanted)
  }
}

/// The edges of the word tree (*The word tree* in `Documentation/index-format.md`).
struct EdgeTable: Sendable {
  private let buckets: SectionBytes
  private let count: UInt64
  private let salt: UInt32
  private let longestProbe: Int

  /// `buckets` has `count` buckets, one or more.
  init(buckets: SectionBytes, count: Int, salt: UInt32, longestProbe: Int) {
    self.buckets = buckets
    self.count = UInt64(count)
    self.salt = salt
    self.longestProbe = longestProbe
  }

  /// Where a word's hash leads from a node; 0 where there is no edge.
  @inline(__always)
  func target(from node: UInt32, by hash: UInt64) -> UInt32 {
    let mixed = IndexFormat.Edge.mix(node, hash, salt)
    let fingerprint = UInt32(truncatingIfNeeded: mixed)
    var bucket = IndexFormat.Edge.home(mixed, buckets: count)
    for _ in 0..<longestProbe {
      guard let line = buckets.line(Int(bucket)) else { return 0 }
      // Without a branch in between: at most one of the eight is it, unless the file is damaged.
      var slot = IndexFormat.Edge.slots
      for index in 0..<IndexFormat.Edge.slots
      where UInt32(littleEndian: line.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
        == fingerprint
      {
        slot = index
      }
      if slot < IndexFormat.Edge.slots {
        let target = line.loadUnaligned(fromByteOffset: 32 + 4 * slot, as: UInt32.self)
        if target != 0 { return UInt32(littleEndian: target) }
      }
      if line.loadUnaligned(fromByteOffset: 60, as: UInt32.self) == 0 { return 0 }
      bucket = bucket + 1 == count ? 0 : bucket + 1
    }
    return 0
  }
}
