internal import GeoTypes

extension GazetteerBuilder {
  /// Writes the compiled gazetteer, whole or not at all (a file without a name, or a temporary one beside it, then
  /// a rename).
  ///
  /// - Parameter progress: Called at the start of each step.
  ///
  /// Throws `GazetteerError.file` where it or a temporary file cannot be written, and `.tooLarge` where it passes
  /// the format's limits.
  public func write(to path: String, progress: (Step) -> Void = { _ in }) throws(GazetteerError) -> Summary {
    var summary: Summary?
    let compilation = try compilation(progress)
    progress(.writing)
    try writeFile(path) { (write) throws(GazetteerError) in summary = try compilation.copy(write) }
    return summary!
  }

  /// The bytes of the compiled gazetteer. Throws as `write` does.
  public func compiled() throws(GazetteerError) -> [UInt8] {
    var bytes: [UInt8] = []
    _ = try compilation({ _ in }).copy { (piece) throws(GazetteerError) in bytes.append(contentsOf: piece) }
    return bytes
  }

  private func compilation(_ progress: (Step) -> Void) throws(GazetteerError) -> Compilation {
    var file = Compilation()
    progress(.ordering)
    let order = placeOrder()
    var ordinals = [UInt32](repeating: 0, count: places.count)
    for (ordinal, draft) in order.enumerated() { ordinals[Int(draft)] = UInt32(ordinal) }

    // The strings that ids are have the lowest offsets.
    let strings = file[.strings]
    try strings.append(UInt8(0))
    var idStrings: [UInt32] = []
    for text in 0..<ids.texts.count { idStrings.append(try string(ids.texts, text, strings)) }
    guard strings.count < Int(IDCode.textBit) else {
      throw .tooLarge(what: "bytes of ids", limit: Int(IDCode.textBit), found: strings.count)
    }
    func stored(_ code: IDCode) -> IDCode {
      code == .none || code.number != nil ? code : IDCode(text: idStrings[Int(code.text)])
    }
    for label in 0..<labels.count { try file[.labels].append(try string(labels, label, strings)) }
    try file[.sources].append(Array(sources.utf8))

    progress(.sorting)
    var last: [UInt8] = []
    try run.sorted { (record) throws(GazetteerError) in last.append(contentsOf: record) }
    var merger = try RunMerger(runs, last: last)
    last = []
    progress(.merging)
    let demotion = demotion()
    var names = NameIndexWriter(
      NameIndexWriter.Context(
        places: places.indices.map { draft in
          let place = places[draft]
          return NameIndexWriter.Bearer(
            prominence: prominenceOf(
              population: place.population, feature: features[Int(place.feature)]),
            shown: place.shown, ordinal: ordinals[draft])
        },
        usages: demotion.usages, demoted: demotion.demoted),
      strings: strings)
    try merger.all { (record) throws(GazetteerError) in try names.add(record) }
    try names.finish()
    file.names = names

    progress(.linking)
    try names.writePeaks(file[.peaks])
    let starts = try names.writePlaceEntries(file[.placeEntries])
    file.names = names
    try writeTables(demotion.usages, ordinals, &file)
    try writePlaces(order, ordinals, starts, stored, &file)
    try writeBoxes(order, file[.boxes])
    try file.finish()
    file.summary.places = places.count
    return file
  }

  private func string(
    _ texts: ByteInterner, _ number: Int, _ strings: SectionWriter
  ) throws(GazetteerError) -> UInt32 {
    if texts.range(number).isEmpty { return 0 }
    let offset = UInt32(strings.count)
    var failure: GazetteerError?
    texts.bytes[texts.range(number)].withUnsafeBytes { bytes in
      do throws(GazetteerError) { try strings.append(string: bytes) } catch { failure = error }
    }
    if let failure { throw failure }
    return offset
  }

  /// The usages, with those that display names get which another took the place of, and which get them.
  private func demotion() -> (usages: [Usage], demoted: [UInt32]) {
    var all = usages
    var demoted = [UInt32](repeating: IndexFormat.none, count: usages.count)
    for (index, usage) in usages.enumerated()
    where usage.kind == .display && usage.dates == 0 && usage.side == 0 {
      var variant = usage
      variant.kind = .variant
      demoted[index] = UInt32(all.firstIndex(of: variant) ?? all.count)
      if demoted[index] == all.count { all.append(variant) }
    }
    return (all, demoted)
  }

  /// The drafts along the Hilbert curve; places of one cell in the order of their ids.
  private func placeOrder() -> [UInt32] {
    struct Item {
      var curve: UInt32
      var draft: UInt32
    }
    var items = places.indices.map { draft in
      let place = places[draft]
      return Item(
        curve: hilbertPosition(longitude: place.longitude, latitude: place.latitude), draft: UInt32(draft))
    }
    // By halves, each a stable counting sort.
    var other = items
    for shift in [UInt32(0), 16] {
      var counts = [Int](repeating: 0, count: 1 << 16 + 1)
      for item in items { counts[Int(item.curve >> shift & 0xFFFF) + 1] += 1 }
      for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
      for item in items {
        let digit = Int(item.curve >> shift & 0xFFFF)
        other[counts[digit]] = item
        counts[digit] += 1
      }
      swap(&items, &other)
    }
    var start = 0
    while start < items.count {
      var end = start + 1
      while end < items.count, items[end].curve == items[start].curve { end += 1 }
      if end - start > 1 {
        items[start..<end].sort { left, right in
          ids.comes(places[Int(left.draft)].id, before: places[Int(right.draft)].id)
        }
      }
      start = end
    }
    return items.map(\.draft)
  }

  private func writeTables(
    _ usages: [Usage], _ ordinals: [UInt32], _ file: inout Compilation
  ) throws(GazetteerError) {
    for feature in features { try file[.features].append(feature.packed) }
    for country in countries {
      // Two letters in reading order: the packed code is big-endian.
      try file[.countries].append((country?.packed ?? 0).byteSwapped)
      try file[.countries].append(UInt16(0))
      var id = "iso:\(country?.description ?? "")"
      let draft = id.withUTF8 { ids.draft(UnsafeRawBufferPointer($0)) }
      try file[.countries].append(draft.map { ordinals[Int($0)] } ?? IndexFormat.none)
    }
    for pair in dates {
      try file[.dates].append(pair.from)
      try file[.dates].append(pair.to)
    }
    for usage in usages {
      try file[.usages].append(usage.dates)
      try file[.usages].append(usage.language)
      try file[.usages].append(usage.side)
      try file[.usages].append(UInt32(usage.kind.number))
    }
    for extent in extents {
      var values: [Double]
      switch extent {
      case .box(let box): values = [box.west, box.south, box.east, box.north]
      case .radius(let kilometres): values = [kilometres, 0, 0, 0]
      }
      if case .box = extent {
        try file[.extents].append(UInt64(0))
      } else {
        try file[.extents].append(UInt64(1))
      }
      for value in values { try file[.extents].append(value.bitPattern) }
    }
  }

  private func writePlaces(
    _ order: [UInt32], _ ordinals: [UInt32], _ starts: [UInt32], _ stored: (IDCode) -> IDCode,
    _ file: inout Compilation
  ) throws(GazetteerError) {
    let records = file[.places]
    var detailCount: UInt32 = 0
    var parentCount: UInt32 = 0
    var unknown: Set<IDCode> = []
    func ordinal(_ id: IDCode) -> UInt32 {
      if id == .none { return IndexFormat.none }
      if let draft = ids.draft(id) { return ordinals[Int(draft)] }
      unknown.insert(id)
      return IndexFormat.none
    }
    for (position, draft) in order.enumerated() {
      let place = places[Int(draft)]
      let division = ordinal(place.division)
      let isStray = division == IndexFormat.none && place.division != .none
      let hasDetail = place.detail != IndexFormat.none || isStray
      try records.append(place.longitude)
      try records.append(place.latitude)
      try records.append(UInt32(truncatingIfNeeded: place.population))
      try records.append(UInt16(truncatingIfNeeded: place.population >> 32))
      try records.append(place.feature)
      try records.append(stored(place.id).raw)
      try records.append(starts[position])
      try records.append(division)
      try records.append(place.country)
      try records.append(UInt16(0))
      try records.append(hasDetail ? detailCount : IndexFormat.none)
      guard hasDetail else { continue }
      detailCount += 1
      let detail =
        place.detail == IndexFormat.none
        ? DetailDraft(parents: 0..<0, extent: IndexFormat.none, dates: 0) : details[Int(place.detail)]
      for number in [
        parentCount, UInt32(detail.parents.count), detail.extent, detail.dates,
        isStray ? stored(place.division).raw : IDCode.none.raw,
      ] { try file[.details].append(number) }
      for parent in parents[detail.parents] {
        try file[.parents].append(stored(parent).raw)
        try file[.parents].append(ordinal(parent))
        parentCount += 1
      }
    }
    file.summary.unknownContainers = unknown.map { PlaceID(ids.string($0)) }.sorted {
      $0.rawValue.utf8.lexicographicallyPrecedes($1.rawValue.utf8)
    }
    try writeIDOrder(ordinals, file[.placesByID])
  }

  private func writeIDOrder(_ ordinals: [UInt32], _ sink: SectionWriter) throws(GazetteerError) {
    // Numbers with their drafts, sorted as numbers; other ids are few.
    var numbers: [UInt64] = []
    var others: [UInt32] = []
    numbers.reserveCapacity(places.count)
    for (draft, place) in places.enumerated() {
      if let number = place.id.number {
        numbers.append(UInt64(number) << 32 | UInt64(draft))
      } else {
        others.append(UInt32(draft))
      }
    }
    numbers.sort()
    others.sort { ids.comes(places[Int($0)].id, before: places[Int($1)].id) }
    for number in numbers { try sink.append(ordinals[Int(truncatingIfNeeded: number & 0xFFFF_FFFF)]) }
    for draft in others { try sink.append(ordinals[Int(draft)]) }
  }

  /// The packed R-tree over the places in their order.
  private func writeBoxes(_ order: [UInt32], _ sink: SectionWriter) throws(GazetteerError) {
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
    var level: [Box] = []
    for (index, count) in IndexFormat.levels(over: places.count, fanout: IndexFormat.fanout).enumerated() {
      var next = [Box](repeating: Box(), count: count)
      if index == 0 {
        for (position, draft) in order.enumerated() {
          let place = places[Int(draft)]
          next[position / IndexFormat.fanout].hold(
            Box(
              west: place.longitude, south: place.latitude, east: place.longitude, north: place.latitude))
        }
      } else {
        for (index, box) in level.enumerated() { next[index / IndexFormat.fanout].hold(box) }
      }
      for box in next {
        for bound in [box.west, box.south, box.east, box.north] { try sink.append(bound) }
      }
      level = next
    }
  }
}
