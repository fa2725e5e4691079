/// Bytes being written, numbers little-endian.
struct ByteSink: Sendable {
  var bytes: [UInt8] = []

  mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}

/// All strings of an index, each once, with their lengths before them (see `IndexFormat`).
struct StringBlob {
  private(set) var bytes: [UInt8] = []
  private var offsets: [UInt32] = []
  private var idTexts: [Int] = []
  private var labelTexts: [Int] = []

  init(texts: ByteInterner, ids: ByteInterner, labels: ByteInterner) {
    var all = texts
    idTexts = (0..<ids.count).map { all.intern(ids.bytes[ids.range($0)]) }
    labelTexts = (0..<labels.count).map { all.intern(labels.bytes[labels.range($0)]) }
    offsets.reserveCapacity(all.count)
    bytes.reserveCapacity(all.bytes.count + 2 * all.count)
    for text in 0..<all.count {
      offsets.append(UInt32(bytes.count))
      let range = all.range(text)
      var length = range.count
      while length >= 0x80 {
        bytes.append(UInt8(length & 0x7F) | 0x80)
        length >>= 7
      }
      bytes.append(UInt8(length))
      bytes.append(contentsOf: all.bytes[range])
    }
  }

  func offset(text: UInt32) -> UInt32 { offsets[Int(text)] }
  func offset(id: Int) -> UInt32 { offsets[idTexts[id]] }
  func offset(label: Int) -> UInt32 { offsets[labelTexts[label]] }
}

/// The counts of a header, and the file that it heads.
struct Header {
  var places: Int
  var names: Int
  var entries: Int
  var edges: Int
  var slots: Int
  var salt: UInt32
  var longestProbe: Int
  var longestKey: Int

  /// The whole file, of the sections in their order.
  func file(of sections: [[UInt8]]) -> [UInt8] {
    var table = ByteSink()
    var offset = (IndexFormat.tableEnd + 7) / 8 * 8
    for section in sections {
      table.append(UInt64(offset))
      table.append(UInt64(section.count))
      table.append(section.withUnsafeBytes { IndexFormat.checksum($0) })
      offset += (section.count + 7) / 8 * 8
    }
    // The last section is followed by nothing.
    let length = offset - ((sections.last?.count ?? 0) + 7) / 8 * 8 + (sections.last?.count ?? 0)

    var sink = ByteSink()
    sink.bytes.reserveCapacity(length)
    sink.bytes += IndexFormat.magic
    sink.append(IndexFormat.version)
    sink.append(UInt32(sections.count))
    sink.append(UInt64(length))
    for count in [places, names, entries, edges, slots] { sink.append(UInt32(count)) }
    sink.append(salt)
    sink.append(UInt32(longestProbe))
    sink.append(UInt32(longestKey))
    sink.append(UInt64(0))
    sink.bytes += table.bytes
    let checksum = sink.bytes.withUnsafeBytes { IndexFile.headerChecksum($0) }
    withUnsafeBytes(of: checksum.littleEndian) { checksum in
      sink.bytes.replaceSubrange(IndexFormat.checkedHeader..<IndexFormat.headerSize, with: checksum)
    }
    for section in sections {
      while sink.bytes.count % 8 != 0 { sink.bytes.append(0) }
      sink.bytes += section
    }
    return sink.bytes
  }
}
