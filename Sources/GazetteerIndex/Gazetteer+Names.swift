public import GeoTypes

/// A name inside one open `Gazetteer`: one key of `NameKey`, whoever bears it.
public struct NameRef: Hashable, Comparable, Sendable {
  public let ordinal: UInt32
  public init(ordinal: UInt32) { self.ordinal = ordinal }
  public static func < (left: NameRef, right: NameRef) -> Bool { left.ordinal < right.ordinal }
}

/// A name as one place bears it. A handle: `place` and `kind` are at hand, the rest is read when asked for.
public struct NameEntry: Sendable {
  public let place: PlaceRef
  public let kind: PlaceName.Kind
  let index: UInt32
  let gazetteer: Gazetteer

  private var record: Int { Int(index) * IndexFormat.EntryRecord.size }
  private var file: IndexFile { gazetteer.file }

  /// The name as the table has it.
  public var text: String { file.string(file.entries.u32(record + IndexFormat.EntryRecord.text)) }
  /// BCP 47; nil where the source does not say.
  public var language: String? { file.label(file.entries.u16(record + IndexFormat.EntryRecord.language)) }
  /// Who uses it, where that is disputed.
  public var side: String? { file.label(file.entries.u16(record + IndexFormat.EntryRecord.side)) }
  public var validFrom: CalendarDate? { dates.from }
  public var validTo: CalendarDate? { dates.to }

  /// Whether the name is (or was) in use on a day; always, where the table gives no dates.
  public func isValid(on day: CalendarDate) -> Bool {
    file.dates(file.entries.u32(record + IndexFormat.EntryRecord.dates), contain: day)
  }

  /// The name as a value.
  public var name: PlaceName { gazetteer.nameOfEntry(index) }

  private var dates: (from: CalendarDate?, to: CalendarDate?) {
    file.datePair(file.entries.u32(record + IndexFormat.EntryRecord.dates))
  }
}

/// The entries of one name, the most prominent place first; a view, without an allocation.
public struct NameEntries: RandomAccessCollection, Sendable {
  public var startIndex: Int { 0 }
  public let endIndex: Int
  let first: Int
  let gazetteer: Gazetteer

  public subscript(position: Int) -> NameEntry {
    precondition(position >= 0 && position < endIndex, "no such entry")
    return gazetteer.entry(UInt32(first + position))
  }
}

extension Gazetteer {
  /// The name that a text is, whole, as `NameKey` folds it; nil where no place bears it.
  public func lookup(_ name: String) -> NameRef? {
    var name = name
    return name.withUTF8 { lookup(utf8: $0) }
  }

  /// The name that a text is, whole; nil where no place bears it.
  public func lookup(utf8 name: UnsafeBufferPointer<UInt8>) -> NameRef? {
    let key = NameKey.fold(name)
    guard !key.isEmpty else { return nil }
    var node: UInt32 = 0
    var last = IndexFormat.none
    for word in key.split(separator: NameKey.separator) {
      guard let edge = file.edge(from: node, by: NameKey.hash(of: word)) else { return nil }
      node = edge.node
      last = edge.name
    }
    return key.withUnsafeBytes { hasKey(last, $0) ? NameRef(ordinal: last) : nil }
  }

  /// Whether a name ordinal (none allowed) has the key.
  @inline(__always)
  func hasKey(_ name: UInt32, _ key: UnsafeRawBufferPointer) -> Bool {
    guard Int(name) < file.nameCount else { return false }
    return compareBytes(file.key(Int(name)), key) == 0
  }

  /// The folded form of a name.
  public func key(of name: NameRef) -> String {
    precondition(Int(name.ordinal) < file.nameCount, "a name of another gazetteer")
    return String(decoding: file.key(Int(name.ordinal)), as: UTF8.self)
  }

  /// The places that bear a name, each entry with the place, the most prominent first. A place has several
  /// entries for a name that it bears in several languages or times.
  public func entries(of name: NameRef) -> NameEntries {
    let range = entryRange(of: name)
    return NameEntries(endIndex: range.count, first: Int(range.lowerBound), gazetteer: self)
  }

  func entry(_ index: UInt32) -> NameEntry {
    entry(of: bearer(index))
  }

  func nameOfEntry(_ index: UInt32) -> PlaceName {
    let entry = entry(index)
    return PlaceName(
      text: entry.text, language: entry.language, kind: entry.kind, validFrom: entry.validFrom,
      validTo: entry.validTo, side: entry.side)
  }
}
