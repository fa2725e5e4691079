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
  /// *St Denis*), each once: those whose whole name it is first, then by prominence. At most `limit`.
  public func search(prefix: String, limit: Int = 20) -> [SearchHit] {
    let key = NameKey(prefix).bytes
    guard !key.isEmpty, limit > 0 else { return [] }
    let names = key.withUnsafeBytes { range(ofPrefix: $0, in: 0..<nameCount) }
    let ranked = names.lazy.map { name in
      RankedName(name: UInt32(name), distance: self.file.key(name).count == key.count ? 0 : 1)
    }
    return hits(ranked, limit: limit).map { SearchHit(entry: $0.entry, name: $0.name, distance: 0) }
  }

  /// The places that have a name within `maxDistance` edits of `name`, each once: the nearest first, then by
  /// prominence. At most `limit`.
  ///
  /// An edit is a letter put in, left out, or changed, or two neighbours swapped, between the folded forms (the
  /// "optimal string alignment" distance: no stretch is edited twice). `maxDistance` is at most 3, and less than the
  /// name has letters.
  public func search(fuzzy name: String, maxDistance: Int = 2, limit: Int = 20) -> [SearchHit] {
    let wanted = Array(NameKey(name).description.unicodeScalars.map(\.value))
    let maxDistance = min(3, maxDistance, wanted.count - 1)
    guard maxDistance >= 0, limit > 0 else { return [] }
    return hits(names(within: maxDistance, of: wanted), limit: limit)
  }

  private struct RankedName {
    var name: UInt32
    var distance: Int
  }

  private struct FoundPlace {
    var entry: UInt32
    var name: UInt32
    var distance: Int
    var prominence: Double
  }

  /// One hit for each place, the best.
  private func hits(_ names: some Sequence<RankedName>, limit: Int) -> [SearchHit] {
    var found: [PlaceRef: FoundPlace] = [:]
    for ranked in names {
      let entries = entries(of: NameRef(ordinal: ranked.name))
      for entry in entries {
        if let other = found[entry.place], other.distance <= ranked.distance { continue }
        found[entry.place] = FoundPlace(
          entry: entry.index, name: ranked.name, distance: ranked.distance,
          prominence: prominence(entry.place))
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

  /// The names of a range whose key starts with `prefix`; within the range all keys agree up to there.
  func range(ofPrefix prefix: UnsafeRawBufferPointer, in names: Range<Int>) -> Range<Int> {
    func firstName(from low: Int, where isPast: (UnsafeRawBufferPointer) -> Bool) -> Int {
      var low = low
      var high = names.upperBound
      while low < high {
        let middle = low + (high - low) / 2
        if isPast(file.key(middle)) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    func start(of key: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(rebasing: key.prefix(prefix.count))
    }
    let low = firstName(from: names.lowerBound) { compareBytes(start(of: $0), prefix) >= 0 }
    let high = firstName(from: low) { compareBytes(start(of: $0), prefix) > 0 }
    return low..<high
  }

  /// The names within some edits of a key.
  ///
  /// The sorted keys are walked as the tree that they are: the rows of the edit table that belong to the letters
  /// shared with the key before are kept, and where a row has no value small enough, all keys with that start are
  /// left out at once.
  private func names(within maxDistance: Int, of wanted: [UInt32]) -> [RankedName] {
    let width = wanted.count + 1
    var rows = Array(0..<width)
    var letters: [UInt32] = []
    var found: [RankedName] = []
    var name = 0
    while name < nameCount {
      let key = file.key(name)
      let bytes = key.bindMemory(to: UInt8.self)
      var depth = 0
      var offset = 0
      var isShared = true
      var isHopeless = false
      while offset < bytes.count {
        let (letter, length) = CharacterFolding.scalar(bytes, offset)
        offset += length
        if isShared, depth < letters.count, letters[depth] == letter {
          depth += 1
          continue
        }
        if isShared {
          isShared = false
          letters.removeSubrange(depth...)
          rows.removeSubrange((depth + 1) * width..<rows.count)
        }
        letters.append(letter)
        depth += 1
        isHopeless = appendRow(&rows, letters, wanted) > maxDistance
        if isHopeless { break }
      }
      if isHopeless {
        // This key and all that start alike are too far off.
        let start = UnsafeRawBufferPointer(rebasing: key[..<offset])
        name = max(name + 1, range(ofPrefix: start, in: name..<nameCount).upperBound)
        continue
      }
      if isShared, depth < letters.count {
        letters.removeSubrange(depth...)
        rows.removeSubrange((depth + 1) * width..<rows.count)
      }
      let distance = rows[depth * width + width - 1]
      if distance <= maxDistance { found.append(RankedName(name: UInt32(name), distance: distance)) }
      name += 1
    }
    return found
  }

  /// Adds the edit table's row for the last letter and returns its smallest value. (A swap looks two rows back,
  /// but where the row between has no value within the limit, none two rows back leaves room for the swap.)
  private func appendRow(_ rows: inout [Int], _ letters: [UInt32], _ wanted: [UInt32]) -> Int {
    let width = wanted.count + 1
    let depth = letters.count
    let letter = letters[depth - 1]
    let above = (depth - 1) * width
    var smallest = depth
    rows.append(depth)
    for column in 1..<width {
      let same = wanted[column - 1] == letter
      var value = min(
        rows[above + column] + 1, rows[above + width + column - 1] + 1,
        rows[above + column - 1] + (same ? 0 : 1))
      if depth > 1, column > 1, wanted[column - 2] == letter, wanted[column - 1] == letters[depth - 2] {
        value = min(value, rows[above - width + column - 2] + 1)
      }
      rows.append(value)
      smallest = min(smallest, value)
    }
    return smallest
  }
}
