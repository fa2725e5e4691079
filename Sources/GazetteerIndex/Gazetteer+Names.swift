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
  /// The index that has the entry, and its number there.
  let owner: Gazetteer
  let number: UInt32

  private var file: IndexFile { owner.file }
  private var usage: Int { file.usage(of: number) }

  /// The name as the table has it.
  public var text: String { file.text(of: number) }
  /// BCP 47; nil where the source does not say.
  public var language: String? { file.label(file.usages.u16(usage + IndexFormat.UsageRecord.language)) }
  /// Who uses it, where that is disputed.
  public var side: String? { file.label(file.usages.u16(usage + IndexFormat.UsageRecord.side)) }
  public var validFrom: CalendarDate? { dates.from }
  public var validTo: CalendarDate? { dates.to }

  /// Whether the name is (or was) in use on a day; always, where the table gives no dates.
  public func isValid(on day: CalendarDate) -> Bool {
    file.dates(file.usages.u32(usage + IndexFormat.UsageRecord.dates), contain: day)
  }

  /// The name as a value.
  public var name: PlaceName {
    PlaceName(
      text: text, language: language, kind: kind, validFrom: validFrom, validTo: validTo, side: side)
  }

  private var dates: (from: CalendarDate?, to: CalendarDate?) {
    file.datePair(file.usages.u32(usage + IndexFormat.UsageRecord.dates))
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
    guard let overlay else { return find(key: key) }
    return overlay.name(key: key)
  }

  /// The name of a key, in the lowest layer.
  func find(key: [UInt8]) -> NameRef? {
    var key = key
    let length = key.count
    guard length > 0 else { return nil }
    key.append(contentsOf: repeatElement(0, count: 8))
    return key.withUnsafeBufferPointer { key in
      let name = file.name(ofKey: key.baseAddress.unsafelyUnwrapped, length)
      return name == IndexFormat.none ? nil : NameRef(ordinal: name)
    }
  }

  /// A text as it is compared with names (see `MatchOptions` for what of it a text may leave out).
  public static func folded(_ text: String) -> String { NameKey(text).description }

  /// The folded form of a name.
  public func key(of name: NameRef) -> String {
    if let overlay, Int(name.ordinal) >= file.nameCount { return overlay.delta.key(of: overlay.own(name)) }
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

  func nameOfEntry(_ index: UInt32) -> PlaceName { entry(index).name }
}

extension IndexFile {
  /// The name that has a key, or none; eight more bytes may be read behind its `length`.
  func name(ofKey key: UnsafePointer<UInt8>, _ length: Int) -> UInt32 {
    var target: UInt32 = 0
    var start = 0
    while start <= length {
      var end = start
      while end < length, key[end] != NameKey.separator { end += 1 }
      target = tree.target(from: target, by: WordHash.hash(key + start, end - start))
      // A leaf leads no further, and as a node it is none that an edge starts from.
      if target == 0 { return IndexFormat.none }
      start = end + 1
    }
    let name = name(at: target)
    return hasKey(name, UnsafeRawBufferPointer(start: key, count: length)) ? name : IndexFormat.none
  }

  /// The text of an entry, as the table has it.
  func text(of entry: UInt32) -> String {
    string(entries.u32(Int(entry) * IndexFormat.EntryRecord.size + IndexFormat.EntryRecord.text))
  }

  /// Where an entry's usage stands in its section.
  @inline(__always)
  func usage(of entry: UInt32) -> Int {
    let usage = entries.u32(Int(entry) * IndexFormat.EntryRecord.size + IndexFormat.EntryRecord.usage)
    return Int(usage) * IndexFormat.UsageRecord.size
  }
}
