package import GeoTypes

/// A name as one place bears it, by number: a `NameEntry` without the reference that it holds, for loops over
/// thousands of them.
package struct Bearer: Sendable {
  package let place: PlaceRef
  package let kind: PlaceName.Kind
  let index: UInt32
}

extension Gazetteer {
  private typealias Record = IndexFormat.EntryRecord
  private typealias Usage = IndexFormat.UsageRecord

  /// Gives the bearers of a name in the order of `entries(of:)`, without an allocation.
  package func forEachBearer(of name: NameRef, _ body: (Bearer) -> Void) {
    for index in entryRange(of: name) { body(bearer(index)) }
  }

  /// The numbers of a name's entries; none where damage has put them out of range.
  func entryRange(of name: NameRef) -> Range<UInt32> {
    if let overlay { return overlay.entryRange(of: name) }
    precondition(Int(name.ordinal) < file.nameCount, "a name of another gazetteer")
    let record = Int(name.ordinal) * IndexFormat.NameRecord.size + IndexFormat.NameRecord.entry
    let start = file.names.u32(record)
    let end = file.names.u32(record + IndexFormat.NameRecord.size)
    return start <= end && Int(end) <= file.entryCount && file.placeCount > 0 ? start..<end : 0..<0
  }

  @inline(__always)
  func bearer(_ index: UInt32) -> Bearer {
    if Int(index) >= file.entryCount, let overlay { return overlay.bearer(index) }
    let record = Int(index) * Record.size
    // A place that damage has put out of range becomes the last one: a wrong answer, not a crash.
    let place = min(file.entries.u32(record + Record.place), UInt32(max(1, file.placeCount) - 1))
    return Bearer(
      place: PlaceRef(ordinal: place),
      kind: PlaceName.Kind(number: file.usages.u8(file.usage(of: index) + Usage.kind)),
      index: index)
  }

  package func entry(of bearer: Bearer) -> NameEntry {
    let source = source(of: bearer)
    return NameEntry(
      place: bearer.place, kind: bearer.kind, index: bearer.index, owner: source.gazetteer,
      number: source.entry)
  }

  /// The index that has a bearer's entry, and the entry's number there.
  @inline(__always)
  private func source(of bearer: Bearer) -> (gazetteer: Gazetteer, entry: UInt32) {
    if Int(bearer.index) >= file.entryCount, let overlay {
      return (overlay.delta, bearer.index - UInt32(file.entryCount))
    }
    return (self, bearer.index)
  }

  /// First and last day of the name's use; nil for open.
  package func dates(of bearer: Bearer) -> (from: CalendarDate?, to: CalendarDate?) {
    let (gazetteer, entry) = source(of: bearer)
    return gazetteer.file.datePair(
      gazetteer.file.usages.u32(gazetteer.file.usage(of: entry) + Usage.dates))
  }

  /// Whether the name is marked as of a language (BCP 47).
  package func isName(of bearer: Bearer, in language: StaticString) -> Bool {
    let (gazetteer, entry) = source(of: bearer)
    let label = gazetteer.file.usages.u16(gazetteer.file.usage(of: entry) + Usage.language)
    guard label != 0 else { return false }
    let found = gazetteer.file.utf8(gazetteer.file.labels.u32(Int(label) * 4))
    return equalBytes(
      found, UnsafeRawBufferPointer(start: language.utf8Start, count: language.utf8CodeUnitCount))
  }

  /// Gives the UTF-8 of the name as the table has it; it is valid only inside `body`.
  package func withName<Result>(of bearer: Bearer, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let (gazetteer, entry) = source(of: bearer)
    return body(gazetteer.file.utf8(gazetteer.file.entries.u32(Int(entry) * Record.size + Record.text)))
  }

  /// Whether the table has the name as it is written in `text`, canonically equivalent characters alike.
  package func isName(of bearer: Bearer, spelled text: UnsafeBufferPointer<UInt8>) -> Bool {
    withName(of: bearer) { name in
      if equalBytes(name, UnsafeRawBufferPointer(text)) { return true }
      // Only what has characters beyond ASCII can be written in two ways.
      guard name.contains(where: { $0 >= 0x80 }), text.contains(where: { $0 >= 0x80 }) else { return false }
      return String(decoding: name, as: UTF8.self) == String(decoding: text, as: UTF8.self)
    }
  }
}

extension NameEntry {
  package var bearer: Bearer { Bearer(place: place, kind: kind, index: index) }
}

extension PlaceName.Kind {
  /// The number that the index has for the kind. Numbers stay: kinds may only be added.
  var number: UInt8 {
    switch self {
    case .display: 0
    case .official: 1
    case .variant: 2
    case .short: 3
    case .colloquial: 4
    case .historic: 5
    }
  }

  /// The kind of a number; a variant for a number that no kind has.
  @inline(__always)
  init(number: UInt8) {
    switch number {
    case 0: self = .display
    case 1: self = .official
    case 3: self = .short
    case 4: self = .colloquial
    case 5: self = .historic
    default: self = .variant
    }
  }
}
