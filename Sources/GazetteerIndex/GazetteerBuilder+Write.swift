internal import GeoTypes

extension GazetteerBuilder {
  /// Writes the compiled gazetteer, whole or not at all (a temporary file beside it, then a rename).
  ///
  /// Throws `GazetteerError.file` where it cannot be written, and `.tooLarge` as `compiled` does.
  public func write(to path: String) throws(GazetteerError) -> Summary {
    let (bytes, summary) = try compiledWithSummary()
    try writeFile(path, bytes)
    return summary
  }

  /// The bytes of the compiled gazetteer. Throws `GazetteerError.tooLarge` for a name too long to be found.
  public func compiled() throws(GazetteerError) -> [UInt8] { try compiledWithSummary().bytes }

  private func compiledWithSummary() throws(GazetteerError) -> (bytes: [UInt8], summary: Summary) {
    let order = placeOrder()
    var ordinals = [UInt32](repeating: 0, count: places.count)
    for (ordinal, draft) in order.enumerated() { ordinals[draft] = UInt32(ordinal) }
    let strings = StringBlob(texts: texts, ids: ids, labels: labels)
    let named = try NameCompilation(self, ordinals: ordinals)
    let tree = try WordTree(sortedKeys: named.keys)
    var unknown: Set<PlaceID> = []

    var sections = [ByteSink](repeating: ByteSink(), count: IndexFormat.sectionCount)
    func put(_ section: IndexFormat.Section, _ fill: (inout ByteSink) -> Void) {
      fill(&sections[section.rawValue])
    }
    put(.sources) { $0.bytes = Array(sources.utf8) }
    put(.strings) { $0.bytes = strings.bytes }
    writePlaces(order, named.shown, ordinals, strings, &sections, &unknown)
    put(.extents) { sink in
      for extent in extents {
        switch extent {
        case .box(let box):
          sink.append(UInt64(0))
          for bound in [box.west, box.south, box.east, box.north] { sink.append(bound.bitPattern) }
        case .radius(let kilometres):
          sink.append(UInt64(1))
          for value in [kilometres, 0, 0, 0] { sink.append(value.bitPattern) }
        }
      }
    }
    put(.dates) { sink in
      for pair in dates {
        sink.append(pair.from)
        sink.append(pair.to)
      }
    }
    put(.labels) { sink in
      for label in 0..<labels.count { sink.append(strings.offset(label: label)) }
    }
    named.write(strings, &sections)
    put(.edges) { $0.bytes = tree.slots.bytes }
    put(.boxes) { $0.bytes = boxes(order).bytes }

    let header = Header(
      places: places.count, names: named.keys.count, entries: named.entries.count, edges: tree.edgeCount,
      slots: tree.slotCount, salt: tree.salt, longestProbe: tree.longestProbe, longestKey: named.longestKey)
    let bytes = header.file(of: sections.map(\.bytes))
    let summary = Summary(
      places: places.count, names: named.keys.count, entries: named.entries.count, bytes: bytes.count,
      unknownContainers: unknown.sorted())
    return (bytes, summary)
  }

  /// The drafts along the Hilbert curve; places at one spot in the order of their ids.
  private func placeOrder() -> [Int] {
    var rank = [Int](repeating: 0, count: places.count)
    for (position, id) in ids.sorted().enumerated() { rank[id] = position }
    let curve = places.map { hilbertPosition(longitude: $0.longitude, latitude: $0.latitude) }
    return places.indices.sorted { (curve[$0], rank[$0]) < (curve[$1], rank[$1]) }
  }

  private func writePlaces(
    _ order: [Int], _ shown: [UInt32], _ ordinals: [UInt32], _ strings: StringBlob,
    _ sections: inout [ByteSink], _ unknown: inout Set<PlaceID>
  ) {
    var records = ByteSink()
    var containers = ByteSink()
    var parentCount: UInt32 = 0
    func ordinal(of id: UInt32) -> UInt32 {
      let found = texts.bytes.withUnsafeBytes {
        ids.find(UnsafeRawBufferPointer(rebasing: $0[texts.range(Int(id))]))
      }
      if let found { return ordinals[found] }
      unknown.insert(PlaceID(texts.string(Int(id))))
      return IndexFormat.none
    }
    for draft in order {
      let place = places[draft]
      records.append(place.longitude)
      records.append(place.latitude)
      records.append(place.population)
      records.append(place.feature.packed)
      records.append(strings.offset(id: draft))
      records.append(strings.offset(text: shown[draft]))
      records.append(strings.offset(text: place.division))
      records.append(place.division == 0 ? IndexFormat.none : ordinal(of: place.division))
      var country: Int?
      if let code = place.country {
        var id = "iso:\(code)"
        country = id.withUTF8 { ids.find(UnsafeRawBufferPointer($0)) }
      }
      records.append(country.map { ordinals[$0] } ?? IndexFormat.none)
      records.append(parentCount)
      records.append(UInt16(place.parents.count))
      // Two letters in reading order: the packed code is big-endian.
      records.append((place.country?.packed ?? 0).byteSwapped)
      records.append(place.extent)
      records.append(place.dates)
      records.append(UInt32(0))
      for parent in parents[place.parents] {
        containers.append(strings.offset(text: parent))
        containers.append(ordinal(of: parent))
        parentCount += 1
      }
    }
    sections[IndexFormat.Section.places.rawValue] = records
    sections[IndexFormat.Section.parents.rawValue] = containers
    var byID = ByteSink()
    for id in ids.sorted() { byID.append(ordinals[id]) }
    sections[IndexFormat.Section.placesByID.rawValue] = byID
  }

  /// The packed R-tree over the places in their order.
  private func boxes(_ order: [Int]) -> ByteSink {
    struct Box {
      var west = Int32.max
      var south = Int32.max
      var east = Int32.min
      var north = Int32.min
      mutating func hold(_ other: Box) {
        west = min(west, other.west)
        south = min(south, other.south)
        east = max(east, other.east)
        north = max(north, other.north)
      }
    }
    var sink = ByteSink()
    var level = order.map { draft in
      let place = places[draft]
      return Box(west: place.longitude, south: place.latitude, east: place.longitude, north: place.latitude)
    }
    for count in IndexFormat.levels(places: places.count) {
      var next = [Box](repeating: Box(), count: count)
      for (index, box) in level.enumerated() { next[index / IndexFormat.fanout].hold(box) }
      for box in next {
        for bound in [box.west, box.south, box.east, box.north] { sink.append(bound) }
      }
      level = next
    }
    return sink
  }
}
