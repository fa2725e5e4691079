/// What the layers above the lowest make of a gazetteer, worked out once at opening.
///
/// All that they add or change is in one further index, `delta`, which is compiled in memory: a place that any layer
/// touches stands there as a whole, with all of its names, and its record below is hidden. So each place is in one index
/// only; what remains is to know, for the few names below that touched places bear, who bears them now.
///
/// Numbers of the view: places and names of `base`, then those of `delta`. A name that both have goes by its number below.
/// Entries are those of `base`, those of `delta`, then positions in `bearers`.
final class Overlay: Sendable {
  /// What happened to a place of `delta`; layers by number.
  struct History: Sendable {
    struct Change: Sendable {
      var layer: Int
      var action: LayerChange.Action
    }
    /// The layer that has the record.
    var home: Int
    var changes: [Change]
  }

  /// What a hidden place has in `replaced` where nothing replaces it.
  static let gone = IndexFormat.none - 1

  let base: Gazetteer
  let delta: Gazetteer
  let layers: [Layer]
  /// For places of `base` that are hidden: the number of what replaces each, or `gone`.
  let replaced: NumberTable
  /// The same places, in order.
  let hidden: [UInt32]
  /// Names of `base` whose bearers are others than below, in order, and the place of each in this list.
  let changedNames: [UInt32]
  let changedName: NumberTable
  /// Where the bearers of each changed name start, and one more.
  let bearerStarts: [UInt32]
  /// Entries of `base` and `delta`.
  let bearers: [UInt32]
  /// For each name of `delta` its number in the view; none for one that a stop-list has.
  let nameOfDelta: [UInt32]
  let histories: [History]
  let preferences: [UInt32: Preference]
  /// The keys of the stop-list.
  let stopped: Set<[UInt8]>
  let containers: Containers
  let nameCount: Int
  let entryCount: Int

  init(
    base: Gazetteer, delta: Gazetteer, layers: [Layer], histories: [History], hidden: [UInt32],
    replaced: NumberTable, names: OverlayNames, preferences: [UInt32: Preference],
    stopped: Set<[UInt8]>
  ) {
    self.base = base
    self.delta = delta
    self.layers = layers
    self.histories = histories
    self.hidden = hidden
    self.replaced = replaced
    self.preferences = preferences
    self.stopped = stopped
    changedNames = names.changed
    changedName = names.slots
    bearerStarts = names.starts
    bearers = names.bearers
    nameOfDelta = names.nameOfDelta
    nameCount = names.nameCount
    entryCount = names.entryCount
    containers = Containers(base: base, delta: delta, replaced: replaced)
  }

  var placeCount: Int { base.file.placeCount - hidden.count + delta.file.placeCount }

  /// The checksums of all layers in one: FNV-1a, a step for each.
  var checksum: UInt64 {
    layers.reduce(NameKey.fnvBasis) { ($0 ^ $1.checksum) &* NameKey.fnvPrime }
  }

  // MARK: Places

  private var firstPlace: UInt32 { UInt32(base.file.placeCount) }

  /// A place of `delta` in the view.
  func shifted(_ place: PlaceRef) -> PlaceRef { PlaceRef(ordinal: place.ordinal + firstPlace) }

  /// A bearer of `delta` in the view.
  func shifted(_ bearer: Bearer) -> Bearer {
    Bearer(
      place: shifted(bearer.place), kind: bearer.kind, index: bearer.index + UInt32(base.file.entryCount))
  }

  /// Whether a place of `base` has been replaced or removed.
  func isHidden(_ place: PlaceRef) -> Bool { replaced.find(place.ordinal) != IndexFormat.none }

  /// The ordinal of the view's place of a number: those of `base` that are not hidden, then those of `delta`.
  func ordinal(ofPlace number: UInt32) -> UInt32 {
    let visible = firstPlace - UInt32(hidden.count)
    if number >= visible { return number - visible + firstPlace }
    // As many hidden ones come before it as have, without those before them, no larger a number.
    var low = 0
    var high = hidden.count
    while low < high {
      let middle = (low + high) / 2
      if hidden[middle] - UInt32(middle) <= number { low = middle + 1 } else { high = middle }
    }
    return number + UInt32(low)
  }

  /// What is known of a place of the layers above; nil for one of `base`.
  func history(of place: PlaceRef) -> History? {
    place.ordinal < firstPlace ? nil : histories[Int(place.ordinal - firstPlace)]
  }

  // MARK: Containers

  func country(of place: PlaceRef) -> PlaceRef? { containers.country(of: place) }
  func division(of place: PlaceRef) -> PlaceRef? { containers.division(of: place) }
  func parents(of place: PlaceRef) -> [PlaceRef] { containers.parents(of: place) }

  // MARK: Names

  private var firstName: UInt32 { UInt32(base.file.nameCount) }

  /// A name that only `delta` has, by its number there.
  func own(_ name: NameRef) -> NameRef {
    precondition(
      name.ordinal >= firstName && Int(name.ordinal - firstName) < nameOfDelta.count,
      "a name of another gazetteer")
    return NameRef(ordinal: name.ordinal - firstName)
  }

  /// A name of `delta` in the view; nil where a stop-list has it.
  func name(ofDelta name: UInt32) -> UInt32? {
    let name = nameOfDelta[Int(name)]
    return name == IndexFormat.none ? nil : name
  }

  /// Whether anything in the view bears a name of `base`.
  func isAlive(_ name: NameRef) -> Bool {
    let slot = changedName.find(name.ordinal)
    return slot == IndexFormat.none || bearerStarts[Int(slot)] < bearerStarts[Int(slot) + 1]
  }

  /// The name that has a key.
  func name(key: [UInt8]) -> NameRef? {
    if let name = base.find(key: key) { return isAlive(name) ? name : nil }
    return delta.find(key: key).flatMap { name(ofDelta: $0.ordinal) }.map { NameRef(ordinal: $0) }
  }

  /// The numbers of a name's entries.
  func entryRange(of name: NameRef) -> Range<UInt32> {
    let lower = UInt32(base.file.entryCount)
    if name.ordinal >= firstName {
      let own = delta.entryRange(of: own(name))
      return own.lowerBound + lower..<own.upperBound + lower
    }
    let slot = changedName.find(name.ordinal)
    guard slot != IndexFormat.none else { return base.entryRange(of: name) }
    let first = lower + UInt32(delta.file.entryCount)
    return bearerStarts[Int(slot)] + first..<bearerStarts[Int(slot) + 1] + first
  }

  /// The bearer of an entry that is not simply one of `base`.
  func bearer(_ index: UInt32) -> Bearer {
    let own = index - UInt32(base.file.entryCount)
    if Int(own) < delta.file.entryCount { return shifted(delta.bearer(own)) }
    let position = Int(own) - delta.file.entryCount
    // Damage may lead anywhere; a wrong answer is the worst that it does.
    let entry = position < bearers.count ? bearers[position] : 0
    return Int(entry) < base.file.entryCount ? base.bearer(entry) : bearer(entry)
  }

  /// The names that start with a key and whose bearers `base` alone does not know: the changed ones of `names`, then
  /// those that only `delta` has.
  func names(startingWith key: [UInt8], among names: Range<Int>) -> [Int] {
    func first(_ bound: Int) -> Int { changedNames.partitioningIndex { Int($0) >= bound } }
    let changed = changedNames[first(names.lowerBound)..<first(names.upperBound)].map { Int($0) }
    let keys = KeyTree(delta.file)
    let own = key.withUnsafeBytes { keys.narrowed(keys.all, after: 0, $0) }
    return changed
      + own.compactMap { name(ofDelta: UInt32($0)).map { Int($0) } }.filter { $0 >= Int(firstName) }
  }
}

extension [UInt32] {
  /// The first index of a sorted array whose element satisfies what all after it do, too.
  fileprivate func partitioningIndex(where isReached: (UInt32) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isReached(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
