/// All sections of an index that is being written, and the file that they make.
struct Compilation {
  private var sections = IndexFormat.Section.allCases.map { _ in SectionWriter() }
  /// Where the sections of names come from.
  var names: NameIndexWriter? {
    didSet {
      guard let names else { return }
      sections[IndexFormat.Section.names.rawValue] = names.names
      sections[IndexFormat.Section.keys.rawValue] = names.keys
      sections[IndexFormat.Section.heads.rawValue] = names.heads
      sections[IndexFormat.Section.beginnings.rawValue] = names.beginnings
      sections[IndexFormat.Section.entries.rawValue] = names.entries
      sections[IndexFormat.Section.mixed.rawValue] = names.mixed
    }
  }
  var summary = GazetteerBuilder.Summary(places: 0, names: 0, entries: 0, bytes: 0, unknownContainers: [])
  private var salt: UInt32 = 0
  private var longestProbe = 0
  private var buckets = 0
  private var edgeCount = 0

  subscript(section: IndexFormat.Section) -> SectionWriter { sections[section.rawValue] }

  /// Writes the word tree, which is the last thing to be known.
  mutating func finish() throws(GazetteerError) {
    guard var names else { return }
    let table = try names.finishTree()
    defer { table.bytes.deallocate() }
    for node in names.tree.nodes { try self[.nodes].append(node) }
    try self[.edges].append(UnsafeRawBufferPointer(table.bytes))
    (salt, longestProbe, buckets) = (table.salt, table.longestProbe, table.buckets)
    edgeCount = names.tree.edgeCount
    summary.names = names.nameCount
    summary.entries = names.entryCount
  }

  /// Gives the whole file, piece by piece.
  func copy(
    _ write: (UnsafeRawBufferPointer) throws(GazetteerError) -> Void
  ) throws(GazetteerError) -> GazetteerBuilder.Summary {
    func padding(_ count: Int) -> Int {
      (IndexFormat.alignment - count % IndexFormat.alignment) % IndexFormat.alignment
    }
    var offset = IndexFormat.tableEnd + padding(IndexFormat.tableEnd)
    var table: [UInt8] = []
    var end = offset
    for section in sections {
      table.append(number: UInt64(offset))
      table.append(number: UInt64(section.count))
      table.append(number: section.checksum)
      end = offset + section.count
      offset = end + padding(end)
    }
    var header = IndexFormat.magic
    header.append(number: IndexFormat.version)
    header.append(number: UInt32(sections.count))
    for count in [end, summary.places, summary.names, summary.entries, edgeCount, buckets] {
      header.append(number: UInt64(count))
    }
    for number in [salt, UInt32(longestProbe), UInt32(names?.longestKey ?? 0)] {
      header.append(number: number)
    }
    while header.count < IndexFormat.headerSize { header.append(0) }
    header += table
    let checksum = header.withUnsafeBytes { IndexFile.headerChecksum($0) }
    withUnsafeBytes(of: checksum.littleEndian) { checksum in
      header.replaceSubrange(IndexFormat.checkedHeader..<IndexFormat.headerSize, with: checksum)
    }
    header += [UInt8](repeating: 0, count: padding(header.count))
    try give(header, write)
    for (index, section) in sections.enumerated() {
      try section.copy(write)
      if index + 1 < sections.count { try give([UInt8](repeating: 0, count: padding(section.count)), write) }
    }
    var summary = summary
    summary.bytes = end
    return summary
  }

  private func give(
    _ bytes: [UInt8], _ write: (UnsafeRawBufferPointer) throws(GazetteerError) -> Void
  ) throws(GazetteerError) {
    var failure: GazetteerError?
    bytes.withUnsafeBytes { bytes in
      do throws(GazetteerError) { try write(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}

extension [UInt8] {
  fileprivate mutating func append(number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
