/// A compiled gazetteer's bytes, checked once at opening: what a header says is true of the file's shape.
///
/// What stands inside the sections is not read at opening. Every read is checked against its section's bounds
/// and gives 0 beyond them, so that a damaged file gives wrong answers at worst, never a crash; `verify` tells.
struct IndexFile: Sendable {
  let path: String
  let storage: MappedBytes
  let placeCount: Int
  let nameCount: Int
  let entryCount: Int
  let slotMask: UInt64
  let salt: UInt32
  let longestProbe: Int
  let longestKey: Int
  let checksum: UInt64

  let strings: SectionBytes
  let places: SectionBytes
  let placesByID: SectionBytes
  let parents: SectionBytes
  let extents: SectionBytes
  let dates: SectionBytes
  let labels: SectionBytes
  let keyOffsets: SectionBytes
  let keys: SectionBytes
  let nameEntries: SectionBytes
  let entries: SectionBytes
  let placeEntries: SectionBytes
  let placeEntryList: SectionBytes
  let edges: SectionBytes
  let boxes: SectionBytes

  /// Checks header and section table, in constant time.
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
    guard size >= IndexFormat.headerSize else {
      throw damaged(size, "a header of \(IndexFormat.headerSize) bytes", "the file's end")
    }
    let version = bytes.u32(8)
    guard version == IndexFormat.version else {
      throw .version(path: path, expected: "format \(IndexFormat.version)", found: "format \(version)")
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
    placeCount = Int(bytes.u32(24))
    nameCount = Int(bytes.u32(28))
    entryCount = Int(bytes.u32(32))
    let slots = Int(bytes.u32(40))
    guard slots > 0, slots & (slots - 1) == 0 else {
      throw damaged(40, "a power of two", "\(slots)")
    }
    slotMask = UInt64(slots - 1)
    salt = bytes.u32(44)
    longestProbe = min(slots, Int(bytes.u32(48)))
    longestKey = Int(bytes.u32(52))
    guard longestKey <= IndexFormat.keyLimit else {
      throw damaged(52, "a longest key of at most \(IndexFormat.keyLimit) bytes", "\(longestKey)")
    }

    var sections: [SectionBytes] = []
    for section in IndexFormat.Section.allCases {
      let entry = IndexFormat.headerSize + section.rawValue * IndexFormat.sectionEntrySize
      let offset = bytes.u64(entry)
      let length = bytes.u64(entry + 8)
      guard offset % 8 == 0, offset >= UInt64(IndexFormat.tableEnd), offset <= UInt64(size),
        length <= UInt64(size) - offset
      else {
        throw damaged(entry, "section \(section) inside the file", "offset \(offset), length \(length)")
      }
      if let expected = IndexFormat.length(
        of: section, places: placeCount, names: nameCount, entries: entryCount, slots: slots),
        UInt64(expected) != length
      {
        throw damaged(entry + 8, "section \(section) of \(expected) bytes", "\(length)")
      }
      sections.append(
        SectionBytes(UnsafeRawBufferPointer(rebasing: storage.bytes[Int(offset)..<Int(offset + length)])))
    }
    strings = sections[IndexFormat.Section.strings.rawValue]
    places = sections[IndexFormat.Section.places.rawValue]
    placesByID = sections[IndexFormat.Section.placesByID.rawValue]
    parents = sections[IndexFormat.Section.parents.rawValue]
    extents = sections[IndexFormat.Section.extents.rawValue]
    dates = sections[IndexFormat.Section.dates.rawValue]
    labels = sections[IndexFormat.Section.labels.rawValue]
    keyOffsets = sections[IndexFormat.Section.keyOffsets.rawValue]
    keys = sections[IndexFormat.Section.keys.rawValue]
    nameEntries = sections[IndexFormat.Section.nameEntries.rawValue]
    entries = sections[IndexFormat.Section.entries.rawValue]
    placeEntries = sections[IndexFormat.Section.placeEntries.rawValue]
    placeEntryList = sections[IndexFormat.Section.placeEntryList.rawValue]
    edges = sections[IndexFormat.Section.edges.rawValue]
    boxes = sections[IndexFormat.Section.boxes.rawValue]
  }

  /// The checksum that the header has for its own first bytes and the section table.
  static func headerChecksum(_ file: UnsafeRawBufferPointer) -> UInt64 {
    let table = UnsafeRawBufferPointer(rebasing: file[IndexFormat.headerSize..<IndexFormat.tableEnd])
    let header = UnsafeRawBufferPointer(rebasing: file[..<IndexFormat.checkedHeader])
    return IndexFormat.checksum(table, IndexFormat.checksum(header))
  }

  /// Reads every byte and compares the sections with their checksums.
  func verify() throws(GazetteerError) {
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

  /// The UTF-8 of a string; empty beyond the section.
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
    return strings.slice(offset, length)
  }

  func string(_ string: UInt32) -> String { String(decoding: utf8(string), as: UTF8.self) }

  /// A language or side; nil for none.
  func label(_ label: UInt16) -> String? {
    label == 0 ? nil : string(labels.u32(Int(label) * 4))
  }

  /// A name's key.
  @inline(__always)
  func key(_ name: Int) -> UnsafeRawBufferPointer {
    let start = Int(keyOffsets.u32(name * 4))
    let end = Int(keyOffsets.u32(name * 4 + 4))
    return keys.slice(start, end - start)
  }

  // MARK: The word tree

  struct Edge {
    var node: UInt32
    var name: UInt32
  }

  /// The edge that a word's hash leads along from a node; nil where there is none.
  @inline(__always)
  func edge(from node: UInt32, by hash: UInt64) -> Edge? {
    let mixed = IndexFormat.mix(node, hash, salt)
    let fingerprint = UInt32(truncatingIfNeeded: mixed >> 32)
    var slot = mixed & slotMask
    for _ in 0..<longestProbe {
      let offset = Int(slot) * IndexFormat.EdgeSlot.size
      let next = edges.u32(offset + IndexFormat.EdgeSlot.node)
      if next == 0 { return nil }
      if edges.u32(offset + IndexFormat.EdgeSlot.fingerprint) == fingerprint {
        return Edge(node: next, name: edges.u32(offset + IndexFormat.EdgeSlot.name))
      }
      slot = (slot + 1) & slotMask
    }
    return nil
  }
}
