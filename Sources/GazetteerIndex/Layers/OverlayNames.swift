/// Who bears the names that layers above have a say in; see `Overlay`.
struct OverlayNames {
  private(set) var changed: [UInt32] = []
  private(set) var slots = NumberTable()
  private(set) var starts: [UInt32] = [0]
  private(set) var bearers: [UInt32] = []
  private(set) var nameOfDelta: [UInt32] = []
  private(set) var nameCount: Int
  private(set) var entryCount: Int

  private struct Member {
    var entry: UInt32
    var place: UInt32
    var prominence: Double
  }

  /// - Parameters:
  ///   - hidden: The places of `base` that are hidden.
  ///   - stopped: The keys of a stop-list.
  init(
    base: Gazetteer, delta: Gazetteer, hidden: [UInt32], replaced: NumberTable, stopped: Set<[UInt8]>
  ) {
    nameCount = base.file.nameCount
    entryCount = base.file.entryCount
    var twins: [UInt32: UInt32] = [:]
    var touched: Set<UInt32> = []
    for name in 0..<UInt32(delta.file.nameCount) {
      let key = Array(delta.file.key(Int(name)))
      if let below = base.find(key: key)?.ordinal {
        twins[below] = name
        touched.insert(below)
        nameOfDelta.append(stopped.contains(key) ? IndexFormat.none : below)
      } else if stopped.contains(key) {
        nameOfDelta.append(IndexFormat.none)
      } else {
        nameOfDelta.append(UInt32(base.file.nameCount) + name)
        nameCount += 1
        entryCount += delta.entryRange(of: NameRef(ordinal: name)).count
      }
    }
    for place in hidden {
      base.forEachName(of: PlaceRef(ordinal: place)) { bearer in
        base.withName(of: bearer) { text in
          for key in NameKey.all(of: text.bindMemory(to: UInt8.self)) {
            if let name = base.find(key: key) { touched.insert(name.ordinal) }
          }
        }
      }
    }
    var isStopped: Set<UInt32> = []
    for key in stopped {
      guard let name = base.find(key: key) else { continue }
      isStopped.insert(name.ordinal)
      touched.insert(name.ordinal)
    }
    for name in touched.sorted() {
      slots.insert(name, UInt32(changed.count))
      changed.append(name)
      let below = base.entryRange(of: NameRef(ordinal: name))
      if !isStopped.contains(name) {
        add(below, of: base, delta, twins[name], replaced)
      }
      starts.append(UInt32(bearers.count))
      let now = Int(starts[changed.count] - starts[changed.count - 1])
      entryCount += now - below.count
      if now == 0 { nameCount -= 1 }
    }
  }

  /// Adds the bearers of a name in the order of an index: the most prominent first, those of one place together.
  private mutating func add(
    _ below: Range<UInt32>, of base: Gazetteer, _ delta: Gazetteer, _ twin: UInt32?, _ replaced: NumberTable
  ) {
    var members: [Member] = []
    for entry in below {
      let place = base.bearer(entry).place
      guard replaced.find(place.ordinal) == IndexFormat.none else { continue }
      members.append(Member(entry: entry, place: place.ordinal, prominence: base.prominence(place)))
    }
    if let twin {
      for entry in delta.entryRange(of: NameRef(ordinal: twin)) {
        let place = delta.bearer(entry).place
        members.append(
          Member(
            entry: entry + UInt32(base.file.entryCount),
            place: place.ordinal + UInt32(base.file.placeCount), prominence: delta.prominence(place)))
      }
    }
    members.sort { left, right in
      if left.prominence != right.prominence { return left.prominence > right.prominence }
      return (left.place, left.entry) < (right.place, right.entry)
    }
    bearers += members.map(\.entry)
  }
}

extension NameKey {
  /// The keys by which an index finds a name: its fold and, where inner apostrophes may be left out, the fold without
  /// them.
  static func all(of name: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
    var keys = [fold(name)]
    if mayJoin(name) {
      var joined: [UInt8] = []
      appendJoinedFold(of: name, to: &joined)
      if !joined.isEmpty, joined != keys[0] { keys.append(joined) }
    }
    return keys
  }

  static func all(of name: String) -> [[UInt8]] {
    var name = name
    return name.withUTF8 { all(of: $0) }
  }
}
