/// Writes what the index has of names, from records that come by their keys: the names, their entries and texts, the
/// word tree, the heads and peaks.
struct NameIndexWriter {
  /// What the records refer to.
  struct Context {
    /// For each draft; names come in no order of places, so all that they need of one lies together.
    var places: [Bearer]
    var usages: [GazetteerBuilder.Usage]
    /// The usage that a display name has which another one took the place of, for each usage.
    var demoted: [UInt32]
  }

  struct Bearer {
    var prominence: Double
    /// The number of the name that is shown.
    var shown: UInt32
    /// The place in the order of the index.
    var ordinal: UInt32
  }

  private struct Member {
    var place: UInt32
    var ordinal: UInt32
    var prominence: Double
    /// 0 for the name that is shown, else the record's number and one.
    var order: UInt32
    var usage: UInt32
    var isListed: Bool
    /// Where the text is in `texts`.
    var text: Range<Int>
    /// The same in the section.
    var string: UInt32 = 0
  }

  private let context: Context
  let names = SectionWriter()
  let keys = SectionWriter()
  let heads = SectionWriter()
  let beginnings = SectionWriter()
  let entries = SectionWriter()
  let mixed = SectionWriter()
  private let strings: SectionWriter
  private(set) var tree = WordTreeWriter()
  private(set) var nameCount = 0
  private(set) var entryCount = 0
  private(set) var longestKey = 0
  /// How many beginnings have their first name.
  private var begun = 0
  /// The lowest level of section `peaks`.
  private var peaks: [UInt8] = []

  /// For each entry, its place's ordinal and its order among the place's names; `none` for one not listed.
  private var placeOfEntry: [UInt32] = []
  private var orderOfEntry: [UInt32] = []

  private var key: [UInt8] = []
  private var members: [Member] = []
  private var texts: [UInt8] = []

  init(_ context: Context, strings: SectionWriter) {
    self.context = context
    self.strings = strings
  }

  mutating func add(_ record: NameRecord) throws(GazetteerError) {
    let wanted = record.key
    if key.count != wanted.count || !key.withUnsafeBytes({ equalBytes($0, wanted) }) {
      try finishName()
      key.removeAll(keepingCapacity: true)
      key.append(contentsOf: wanted)
    }
    let place = context.places[Int(record.place)]
    var usage = record.usage
    // A display name gives way to one that came later; a place's own name has to as well.
    if record.number < place.shown, context.demoted[Int(usage)] != IndexFormat.none {
      usage = context.demoted[Int(usage)]
    }
    let start = texts.count
    texts.append(contentsOf: record.text)
    members.append(
      Member(
        place: record.place, ordinal: place.ordinal, prominence: place.prominence,
        order: record.number == place.shown ? 0 : record.number + 1, usage: usage, isListed: record.isListed,
        text: start..<texts.count))
  }

  /// Writes the name that has been collected, with its entries.
  private mutating func finishName() throws(GazetteerError) {
    guard !members.isEmpty else { return }
    if members.count > 1 {
      members.sort { left, right in
        if left.ordinal == right.ordinal {
          return left.isListed == right.isListed ? left.order < right.order : left.isListed
        }
        if left.prominence == right.prominence { return left.ordinal < right.ordinal }
        return left.prominence > right.prominence
      }
      dropRepetitions()
    }
    try names.append(try offset(keys.count, of: "bytes of folded names"))
    try names.append(UInt32(entryCount))
    if nameCount % IndexFormat.headStep == 0 { try heads.append(key.withUnsafeBytes { keyHead($0) }) }
    try begin(through: IndexFormat.Beginning.number(of: key))
    if key[0] >= 0x80, key.contains(where: { CharacterFolding.isASCIIWord($0) }) {
      try mixed.append(UInt32(nameCount))
    }
    let peak = IndexFormat.Peak.byte(members[0].prominence)
    if nameCount % IndexFormat.peakFanout == 0 {
      peaks.append(peak)
    } else {
      peaks[peaks.count - 1] = max(peaks[peaks.count - 1], peak)
    }
    try keys.append(key)
    longestKey = max(longestKey, key.count)
    // The tree's hash reads eight bytes at a time.
    let length = key.count
    key.append(contentsOf: repeatElement(0, count: 8))
    try addToTree(length)
    key.removeLast(8)
    for index in members.indices { try write(index) }
    nameCount += 1
    members.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }

  /// Says that no name before the next one has a beginning up to a number.
  private mutating func begin(through number: Int) throws(GazetteerError) {
    while begun <= number {
      try beginnings.append(UInt32(nameCount))
      begun += 1
    }
  }

  private mutating func addToTree(_ length: Int) throws(GazetteerError) {
    guard nameCount < Int(IndexFormat.Edge.leaf) else {
      throw .tooLarge(what: "different names", limit: Int(IndexFormat.Edge.leaf), found: nameCount + 1)
    }
    var failure: GazetteerError?
    key.withUnsafeBufferPointer { key in
      do throws(GazetteerError) {
        try tree.add(UnsafeBufferPointer(rebasing: key[..<length]), name: UInt32(nameCount))
      } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// A bare variant says nothing that another record of the same text for the same place does not say.
  private mutating func dropRepetitions() {
    var kept: [Member] = []
    kept.reserveCapacity(members.count)
    var first = 0
    for member in members {
      if kept.last?.place != member.place { first = kept.count }
      let usage = context.usages[Int(member.usage)]
      let isKnown = kept[first...].contains { other in
        let known = context.usages[Int(other.usage)]
        return other.isListed == member.isListed && texts[other.text] == texts[member.text]
          && known.dates == usage.dates && known.side == usage.side
          && (known.language == usage.language || usage.language == 0)
          && (known.kind == usage.kind || usage.kind == .variant)
      }
      if !isKnown { kept.append(member) }
    }
    members = kept
  }

  private mutating func write(_ index: Int) throws(GazetteerError) {
    // A text that stands under this name already is not written again.
    let text = texts[members[index].text]
    if let same = members[..<index].first(where: { texts[$0.text] == text }) {
      members[index].string = same.string
    } else {
      members[index].string = try offset(strings.count, of: "bytes of text")
      try appendString(text)
    }
    let member = members[index]
    try entries.append(member.ordinal)
    try entries.append(member.string)
    try entries.append(member.usage)
    placeOfEntry.append(member.ordinal)
    orderOfEntry.append(member.isListed ? member.order : IndexFormat.none)
    entryCount += 1
  }

  private func appendString(_ text: ArraySlice<UInt8>) throws(GazetteerError) {
    var failure: GazetteerError?
    text.withUnsafeBytes { text in
      do throws(GazetteerError) { try strings.append(string: text) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private func offset(_ count: Int, of what: String) throws(GazetteerError) -> UInt32 {
    guard count < Int(IndexFormat.none) else {
      throw .tooLarge(what: what, limit: Int(IndexFormat.none), found: count)
    }
    return UInt32(count)
  }

  /// Ends names, keys, heads and beginnings.
  mutating func finish() throws(GazetteerError) {
    try finishName()
    try begin(through: IndexFormat.Beginning.count)
    try names.append(try offset(keys.count, of: "bytes of folded names"))
    try names.append(UInt32(entryCount))
    try keys.append(UInt64(0))
  }

  mutating func finishTree() throws(GazetteerError) -> WordTreeWriter.Table { try tree.finish() }

  func writePeaks(_ sink: SectionWriter) throws(GazetteerError) {
    var level = peaks
    for (index, count) in IndexFormat.levels(over: nameCount, fanout: IndexFormat.peakFanout).enumerated() {
      if index > 0 {
        var next = [UInt8](repeating: 0, count: count)
        for (index, peak) in level.enumerated() {
          next[index / IndexFormat.peakFanout] = max(next[index / IndexFormat.peakFanout], peak)
        }
        level = next
      }
      try sink.append(level)
    }
  }

  /// Writes section `placeEntries` and gives for each place where its part starts.
  mutating func writePlaceEntries(_ sink: SectionWriter) throws(GazetteerError) -> [UInt32] {
    var starts = [UInt32](repeating: 0, count: context.places.count + 1)
    for (entry, place) in placeOfEntry.enumerated() where orderOfEntry[entry] != IndexFormat.none {
      starts[Int(place) + 1] += 1
    }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    var list = [UInt32](repeating: 0, count: Int(starts[starts.count - 1]))
    var ends = starts
    for (entry, place) in placeOfEntry.enumerated() where orderOfEntry[entry] != IndexFormat.none {
      // Put where it belongs among the place's few that are there.
      var position = Int(ends[Int(place)])
      ends[Int(place)] += 1
      while position > Int(starts[Int(place)]),
        orderOfEntry[Int(list[position - 1])] > orderOfEntry[entry]
      {
        list[position] = list[position - 1]
        position -= 1
      }
      list[position] = UInt32(entry)
    }
    placeOfEntry = []
    orderOfEntry = []
    for entry in list { try sink.append(entry) }
    return starts
  }
}
