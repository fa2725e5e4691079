/// The builder's names made into sorted keys and entries.
struct NameCompilation {
  struct Entry {
    var place: UInt32
    var text: UInt32
    var dates: UInt32
    var language: UInt16
    var side: UInt16
    var kind: PlaceName.Kind
    var key: UInt32
  }

  /// The keys in byte order.
  private(set) var keys: [ArraySlice<UInt8>] = []
  /// By key, the most prominent place first.
  private(set) var entries: [Entry] = []
  private(set) var longestKey = 0
  /// For each draft place, the text that is shown.
  private(set) var shown: [UInt32]

  /// For each key and one more, its first entry.
  private var firstEntries: [UInt32] = []
  /// For each place ordinal, the entries that are its names.
  private var entriesOfPlaces: [[UInt32]] = []

  init(_ builder: GazetteerBuilder, ordinals: [UInt32]) throws(GazetteerError) {
    shown = builder.places.map(\.name)
    let byPlace = NameCompilation.namesByPlace(builder, &shown)

    // Fold every name; a name may have a second key by which it is found.
    var interner = ByteInterner()
    var drafts: [(entry: Entry, isListed: Bool)] = []
    drafts.reserveCapacity(builder.names.count + builder.places.count)
    var key: [UInt8] = []
    var joined: [UInt8] = []
    for (place, names) in byPlace.enumerated() {
      for name in names {
        key.removeAll(keepingCapacity: true)
        joined.removeAll(keepingCapacity: true)
        builder.texts.bytes.withUnsafeBufferPointer { bytes in
          let text = UnsafeBufferPointer(rebasing: bytes[builder.texts.range(Int(name.text))])
          NameKey.appendFold(of: text, to: &key)
          NameKey.appendJoinedFold(of: text, to: &joined)
        }
        guard key.count <= IndexFormat.keyLimit else {
          throw .tooLarge(
            what: "bytes in the folded name `\(builder.texts.string(Int(name.text)))`",
            limit: IndexFormat.keyLimit, found: key.count)
        }
        longestKey = max(longestKey, key.count)
        var entry = Entry(
          place: ordinals[place], text: name.text, dates: name.dates, language: name.language,
          side: name.side,
          kind: name.kind, key: UInt32(interner.intern(key[...])))
        drafts.append((entry, true))
        if !joined.isEmpty, joined != key {
          entry.key = UInt32(interner.intern(joined[...]))
          drafts.append((entry, false))
        }
      }
    }

    // Sort: keys in byte order; under a key by prominence.
    let sorted = interner.sorted()
    var rank = [Int](repeating: 0, count: sorted.count)
    for (position, number) in sorted.enumerated() { rank[number] = position }
    keys = sorted.map { interner.bytes[interner.range($0)] }
    var prominence = [Double](repeating: 0, count: builder.places.count)
    for (draft, place) in builder.places.enumerated() {
      prominence[Int(ordinals[draft])] = prominenceOf(population: place.population, feature: place.feature)
    }
    var counts = [Int](repeating: 0, count: keys.count + 1)
    for draft in drafts { counts[rank[Int(draft.entry.key)] + 1] += 1 }
    for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
    firstEntries = counts.map { UInt32($0) }
    var positions = counts
    var order = [Int](repeating: 0, count: drafts.count)
    for (index, draft) in drafts.enumerated() {
      let key = rank[Int(draft.entry.key)]
      order[positions[key]] = index
      positions[key] += 1
    }
    for key in keys.indices where counts[key + 1] - counts[key] > 1 {
      order[counts[key]..<counts[key + 1]].sort { left, right in
        let (a, b) = (drafts[left].entry.place, drafts[right].entry.place)
        if a == b { return left < right }
        let (x, y) = (prominence[Int(a)], prominence[Int(b)])
        return x == y ? a < b : x > y
      }
    }
    entries = order.map { drafts[$0].entry }

    entriesOfPlaces = [[UInt32]](repeating: [], count: builder.places.count)
    var entryOfDraft = [UInt32](repeating: 0, count: drafts.count)
    for (entry, draft) in order.enumerated() { entryOfDraft[draft] = UInt32(entry) }
    for (draft, entry) in entryOfDraft.enumerated() where drafts[draft].isListed {
      entriesOfPlaces[Int(drafts[draft].entry.place)].append(entry)
    }
  }

  /// The names of each draft place, the display name first, without repetitions.
  private static func namesByPlace(
    _ builder: GazetteerBuilder, _ shown: inout [UInt32]
  ) -> [[GazetteerBuilder.NameDraft]] {
    let french = builder.labels.find("fr").map { UInt16($0) }
    var byPlace = [[GazetteerBuilder.NameDraft]](repeating: [], count: builder.places.count)
    for (place, draft) in builder.places.enumerated() {
      byPlace[place].append(
        GazetteerBuilder.NameDraft(
          place: UInt32(place), text: draft.name, language: 0, side: 0, dates: 0, kind: .display))
    }
    for name in builder.names {
      let place = Int(name.place)
      if name.kind == .display, name.dates == 0, name.side == 0, name.language == 0 || name.language == french
      {
        // The names shown until now stay as variants.
        for index in byPlace[place].indices
        where byPlace[place][index].kind == .display && byPlace[place][index].dates == 0
          && byPlace[place][index].side == 0
        {
          byPlace[place][index].kind = .variant
        }
        byPlace[place].insert(name, at: 0)
        shown[place] = name.text
      } else {
        byPlace[place].append(name)
      }
    }
    for place in byPlace.indices where byPlace[place].count > 1 {
      var kept: [GazetteerBuilder.NameDraft] = []
      for name in byPlace[place]
      where !kept.contains(where: { other in
        // A bare variant says nothing that another record of the same text does not say.
        other.text == name.text && other.dates == name.dates && other.side == name.side
          && (other.language == name.language || name.language == 0)
          && (other.kind == name.kind || name.kind == .variant)
      }) {
        kept.append(name)
      }
      byPlace[place] = kept
    }
    return byPlace
  }

  func write(_ strings: StringBlob, _ sections: inout [ByteSink]) {
    var offsets = ByteSink()
    var bytes = ByteSink()
    for key in keys {
      offsets.append(UInt32(bytes.bytes.count))
      bytes.bytes += key
    }
    offsets.append(UInt32(bytes.bytes.count))
    sections[IndexFormat.Section.keyOffsets.rawValue] = offsets
    sections[IndexFormat.Section.keys.rawValue] = bytes

    var firsts = ByteSink()
    for first in firstEntries { firsts.append(first) }
    sections[IndexFormat.Section.nameEntries.rawValue] = firsts

    var records = ByteSink()
    for entry in entries {
      records.append(entry.place)
      records.append(strings.offset(text: entry.text))
      records.append(entry.dates)
      records.append(entry.language)
      records.append(entry.side)
      records.append(UInt32(entry.kind.number))
    }
    sections[IndexFormat.Section.entries.rawValue] = records

    var starts = ByteSink()
    var list = ByteSink()
    for entries in entriesOfPlaces {
      starts.append(UInt32(list.bytes.count / 4))
      for entry in entries { list.append(entry) }
    }
    starts.append(UInt32(list.bytes.count / 4))
    sections[IndexFormat.Section.placeEntries.rawValue] = starts
    sections[IndexFormat.Section.placeEntryList.rawValue] = list
  }
}

extension NameKey {
  /// Appends the fold of a name with its inner apostrophes left out, where a text may well leave them out:
  /// *Sana'a* as `sanaa`. Nothing for a name without such a one; an elision (*L'Aquila*) is none.
  static func appendJoinedFold(of name: UnsafeBufferPointer<UInt8>, to key: inout [UInt8]) {
    var joined: [UInt8] = []
    var copied = 0
    var letters = 0
    var offset = 0
    while offset < name.count {
      let (scalar, length) = CharacterFolding.scalar(name, offset)
      switch CharacterFolding.classOf(scalar) {
      case .word: letters += 1
      case .apostrophe where letters >= 2 && offset + length < name.count:
        let next = CharacterFolding.scalar(name, offset + length).value
        if CharacterFolding.classOf(next) == .word {
          joined += name[copied..<offset]
          copied = offset + length
        } else {
          letters = 0
        }
      default: letters = 0
      }
      offset += length
    }
    guard copied > 0 else { return }
    joined += name[copied...]
    joined.withUnsafeBufferPointer { appendFold(of: $0, to: &key) }
  }
}
