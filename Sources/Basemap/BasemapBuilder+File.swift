internal import GeoTypes

extension BasemapBuilder {
  /// The file's bytes.
  ///
  /// - Parameter credits: Whose data it is, in French, a line each; maps print them.
  /// - Throws: `BasemapError.tooLarge` where the file would pass two gigabytes.
  package func bytes(credits: [String], path: String) throws(BasemapError) -> [UInt8] {
    var strings = StringTable()
    let order = entries.indices.sorted { precedes($0, $1) }
    var records: [UInt8] = []
    records.reserveCapacity(entries.count * BasemapFormat.recordSize)
    for index in order { append(entries[index], to: &records, &strings) }
    let credit = strings.offset(of: credits.joined(separator: "\n"))
    let sections = [
      runs(order), records, ids(order), arcs, arcData, parts, strings.bytes,
    ]
    let size = sections.reduce(BasemapFormat.headerSize) { $0 + ($1.count + 7) / 8 * 8 }
    guard size <= Int(Int32.max) else { throw .tooLarge(path: path, bytes: size) }

    var body: [UInt8] = []
    body.reserveCapacity(size)
    var table: [UInt8] = []
    for section in sections {
      table.append(little: UInt32(BasemapFormat.headerSize + body.count))
      table.append(little: UInt32(section.count))
      body += section
      body += [UInt8](repeating: 0, count: (8 - section.count % 8) % 8)
    }
    var header = BasemapFormat.magic.withUTF8Buffer { Array($0) }
    header.append(little: UInt32(BasemapFormat.version))
    header.append(little: UInt32(size))
    header.append(little: BasemapFormat.adler32(body[...]))
    header += table
    header.append(little: credit)
    for quantum in BasemapBuilder.quanta { header.append(little: UInt32(quantum)) }
    header += [UInt8](repeating: 0, count: 120 - header.count)
    header.append(little: BasemapFormat.fnv1a(header))
    return header + body
  }

  /// By layer, level, rank, id and name; what is alike in all of them stays as it was added.
  private func precedes(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (entries[a], entries[b])
    let (mine, other) = (
      (first.layer, first.level, first.label.rank), (second.layer, second.level, second.label.rank)
    )
    if mine != other { return mine < other }
    for key in [\Label.id, \Label.name] where first.label[keyPath: key] != second.label[keyPath: key] {
      return first.label[keyPath: key].utf8.lexicographicallyPrecedes(second.label[keyPath: key].utf8)
    }
    return a < b
  }

  private func append(_ entry: Entry, to records: inout [UInt8], _ strings: inout StringTable) {
    let label = entry.label
    records += [entry.layer, entry.level, UInt8(clamping: label.rank), 0]
    for text in [label.id, label.name, label.note, label.left, label.right] {
      records.append(little: strings.offset(of: text))
    }
    let bounds = entry.bounds
    for value in [
      bounds.west, bounds.south, bounds.east, bounds.north,
      label.point?.longitude ?? BasemapFormat.none, label.point?.latitude ?? BasemapFormat.none,
      label.validFrom.map { Int32(clamping: $0) } ?? BasemapFormat.none,
      label.validTo.map { Int32(clamping: $0) } ?? BasemapFormat.none,
    ] { records.append(little: value) }
    records.append(little: UInt32(entry.parts.lowerBound))
    records.append(little: UInt32(entry.parts.count))
  }

  private func runs(_ order: [Int]) -> [UInt8] {
    var runs: [UInt8] = []
    for layer in 0..<BasemapFormat.layerCount {
      for level in 0..<BasemapFormat.levelCount {
        let places = order.indices.filter {
          (Int(entries[order[$0]].layer), Int(entries[order[$0]].level)) == (layer, level)
        }
        runs.append(little: UInt32(places.first ?? 0))
        runs.append(little: UInt32(places.count))
      }
    }
    return runs
  }

  /// Areas by (id bytes, layer, level), for binary search.
  private func ids(_ order: [Int]) -> [UInt8] {
    let areas = [BasemapLayer.country.rawValue, BasemapLayer.division.rawValue, BasemapFormat.outlineLayer]
    let named = order.indices.filter {
      !entries[order[$0]].label.id.isEmpty && areas.contains(entries[order[$0]].layer)
    }
    let sorted = named.sorted { a, b in
      let (first, second) = (entries[order[a]], entries[order[b]])
      if first.label.id == second.label.id {
        return (first.layer, first.level, a) < (second.layer, second.level, b)
      }
      return first.label.id.utf8.lexicographicallyPrecedes(second.label.id.utf8)
    }
    var bytes: [UInt8] = []
    for index in sorted { bytes.append(little: UInt32(index)) }
    return bytes
  }

  /// Each string once, the empty one first.
  private struct StringTable {
    private(set) var bytes: [UInt8] = [0]
    private var offsets: [String: UInt32] = ["": 0]

    mutating func offset(of text: String) -> UInt32 {
      if let known = offsets[text] { return known }
      let offset = UInt32(bytes.count)
      let utf8 = Array(text.utf8)
      bytes.append(varint: utf8.count)
      bytes += utf8
      offsets[text] = offset
      return offset
    }
  }
}
