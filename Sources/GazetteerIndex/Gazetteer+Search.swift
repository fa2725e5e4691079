/// A place found by a part or a misspelling of a name.
public struct SearchHit: Sendable {
  /// The name by which it was found, as the place bears it.
  public let entry: NameEntry
  public let name: NameRef
  /// Edits between what was asked and the name's key; 0 for a prefix.
  public let distance: Int
  public var place: PlaceRef { entry.place }
}

extension Gazetteer {
  /// The places that have a name which starts with `prefix` (folded by `NameKey`, so that `saint-den` finds
  /// *St Denis*), each once: those whose whole name it is first, then by prominence. At most `limit`, of those
  /// whose entries `condition` accepts.
  ///
  /// The time depends on the limit, not on how many names start so.
  public func search(
    prefix: String, limit: Int = 20, where condition: (NameEntry) -> Bool = { _ in true }
  ) -> [SearchHit] {
    let key = NameKey(prefix).bytes
    guard !key.isEmpty, limit > 0 else { return [] }
    let keys = KeyTree(file)
    var names = key.withUnsafeBytes { keys.narrowed(keys.all, after: 0, $0) }
    var seen: Set<PlaceRef> = []
    var hits: [SearchHit] = []
    func add(_ entry: NameEntry, _ name: Int) {
      guard hits.count < limit, condition(entry), seen.insert(entry.place).inserted else { return }
      hits.append(SearchHit(entry: entry, name: NameRef(ordinal: UInt32(name)), distance: 0))
    }
    if let overlay {
      if let whole = overlay.name(key: key) {
        for entry in entries(of: whole) { add(entry, Int(whole.ordinal)) }
      }
    } else if let first = names.first, file.key(first).count == key.count {
      for entry in entries(of: NameRef(ordinal: UInt32(first))) { add(entry, first) }
      names = first + 1..<names.upperBound
    }
    var peaks = PeakSearch(file, names)
    if let overlay {
      // The peaks know nothing of what the layers above give a name; that a name comes twice does no harm.
      for name in overlay.names(startingWith: key, among: names) {
        peaks.insert(.name(name), bestProminence(of: name))
      }
    }
    while hits.count < limit, let name = peaks.next(prominenceOf: { bestProminence(of: $0) }) {
      switch name {
      case .name(let name):
        for (position, entry) in entries(of: NameRef(ordinal: UInt32(name))).enumerated() {
          peaks.insert(.entry(name: name, position), prominence(entry.place), entry.place.ordinal)
        }
      case .entry(let name, let position):
        add(entries(of: NameRef(ordinal: UInt32(name)))[position], name)
      case .block: break
      }
    }
    return hits
  }

  /// The places that have a name within `maxDistance` edits of `name`, each once: the nearest first, then by
  /// prominence. At most `limit`, of those whose entries `condition` accepts.
  ///
  /// An edit is a letter put in, left out, or changed, or two swapped, between the folded forms (the
  /// Damerau–Levenshtein distance). `maxDistance` is at most 3, and less than the name has letters.
  public func search(
    fuzzy name: String, maxDistance: Int = 2, limit: Int = 20,
    where condition: (NameEntry) -> Bool = { _ in true }
  ) -> [SearchHit] {
    let wanted = Array(NameKey(name).description.unicodeScalars.map(\.value))
    let maxDistance = min(FuzzySearch.mostEdits, maxDistance, wanted.count - 1)
    guard maxDistance >= 0, limit > 0 else { return [] }
    var found = names(near: wanted, limit: maxDistance)
    if let overlay {
      found += overlay.delta.names(near: wanted, limit: maxDistance).compactMap { match in
        overlay.name(ofDelta: match.name).map { FuzzySearch.Found(name: $0, distance: match.distance) }
      }
    }
    return hits(found, limit: limit, condition)
  }

  /// The names of the lowest layer within some edits of a key's letters.
  private func names(near wanted: [UInt32], limit: Int) -> [FuzzySearch.Found] {
    let search = FuzzySearch(file, wanted: wanted, limit: limit)
    search.run()
    return search.found
  }

  func bestProminence(of name: Int) -> Double {
    entries(of: NameRef(ordinal: UInt32(name))).first.map { prominence($0.place) } ?? 0
  }

  private struct FoundPlace {
    var entry: UInt32
    var name: UInt32
    var distance: Int
    var prominence: Double
  }

  /// One hit for each place, the best.
  private func hits(
    _ names: [FuzzySearch.Found], limit: Int, _ condition: (NameEntry) -> Bool
  ) -> [SearchHit] {
    var found: [PlaceRef: FoundPlace] = [:]
    for match in names {
      for entry in entries(of: NameRef(ordinal: match.name)) {
        if let other = found[entry.place], other.distance <= match.distance { continue }
        guard condition(entry) else { continue }
        found[entry.place] = FoundPlace(
          entry: entry.index, name: match.name, distance: match.distance, prominence: prominence(entry.place))
      }
    }
    // A total order, since the dictionary has none of its own.
    let best = found.sorted { left, right in
      let (a, b) = (left.value, right.value)
      if a.distance != b.distance { return a.distance < b.distance }
      if a.prominence != b.prominence { return a.prominence > b.prominence }
      return left.key < right.key
    }
    return best.prefix(limit).map { hit in
      SearchHit(
        entry: entry(hit.value.entry), name: NameRef(ordinal: hit.value.name), distance: hit.value.distance)
    }
  }
}
