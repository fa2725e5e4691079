public import GeoTypes

// The accessors that take a `PlaceRef` and give a number or a ref allocate nothing.
extension Gazetteer {
  private typealias Record = IndexFormat.PlaceRecord

  @inline(__always)
  private func offset(_ ref: PlaceRef) -> Int {
    precondition(Int(ref.ordinal) < file.placeCount, "a place of another gazetteer")
    return Int(ref.ordinal) * Record.size
  }

  /// A ref that the file holds, nil for none (or for one that damage has put out of range).
  private func checked(_ ordinal: UInt32) -> PlaceRef? {
    Int(ordinal) < file.placeCount ? PlaceRef(ordinal: ordinal) : nil
  }

  public func coordinate(_ ref: PlaceRef) -> Coordinate {
    let offset = offset(ref)
    return Coordinate(
      wrapping: Double(file.places.i32(offset + Record.longitude)) / IndexFormat.degree,
      clamping: Double(file.places.i32(offset + Record.latitude)) / IndexFormat.degree)
  }

  /// Inhabitants; 0 where unknown.
  public func population(_ ref: PlaceRef) -> Int {
    Int(clamping: file.places.u64(offset(ref) + Record.population))
  }

  public func feature(_ ref: PlaceRef) -> PackedFeature {
    PackedFeature(packed: file.places.u64(offset(ref) + Record.feature))
  }

  /// The feature's class letter in ASCII.
  public func featureClass(_ ref: PlaceRef) -> UInt8 { feature(ref).featureClass }

  /// Whether the place is the seat of a country's government.
  public func isCapital(_ ref: PlaceRef) -> Bool { feature(ref) == .capital }

  public func countryCode(_ ref: PlaceRef) -> CountryCode? {
    let offset = offset(ref) + Record.countryCode
    return CountryCode(packed: UInt16(file.places.u8(offset)) << 8 | UInt16(file.places.u8(offset + 1)))
  }

  /// The place of the country that `countryCode` says; a country's own is itself.
  public func countryRef(_ ref: PlaceRef) -> PlaceRef? {
    checked(file.places.u32(offset(ref) + Record.country))
  }

  /// The first-order division that holds the place.
  public func divisionRef(_ ref: PlaceRef) -> PlaceRef? {
    checked(file.places.u32(offset(ref) + Record.division))
  }

  /// The further places that hold it, as far as the gazetteer has them.
  public func parents(of ref: PlaceRef) -> [PlaceRef] {
    let offset = offset(ref)
    let first = Int(file.places.u32(offset + Record.firstParent))
    return (0..<Int(file.places.u16(offset + Record.parentCount))).compactMap {
      checked(file.parents.u32((first + $0) * 8 + 4))
    }
  }

  /// Whether `container` holds the place: as its country, its division or a parent, or as one of those of one
  /// that holds it. A place does not hold itself.
  public func isPlace(_ ref: PlaceRef, within container: PlaceRef) -> Bool {
    holds(container, ref, depth: 8)
  }

  private func holds(_ container: PlaceRef, _ ref: PlaceRef, depth: Int) -> Bool {
    guard depth > 0, ref != container else { return false }
    let offset = offset(ref)
    let wanted = container.ordinal
    if file.places.u32(offset + Record.country) == wanted { return true }
    let division = file.places.u32(offset + Record.division)
    if division == wanted { return true }
    if let division = checked(division), division != ref, holds(container, division, depth: depth - 1) {
      return true
    }
    let first = Int(file.places.u32(offset + Record.firstParent))
    for index in 0..<Int(file.places.u16(offset + Record.parentCount)) {
      guard let parent = checked(file.parents.u32((first + index) * 8 + 4)) else { continue }
      if parent == container || holds(container, parent, depth: depth - 1) { return true }
    }
    return false
  }

  /// How well known a place is, in inhabitants of a town that would be as well known: the population, times 64
  /// for countries and 8 for capitals, a quarter of it for divisions, and a fixed number for what has none. A
  /// rough order for lists; a reader weighs more than this.
  public func prominence(_ ref: PlaceRef) -> Double {
    prominenceOf(population: file.places.u64(offset(ref) + Record.population), feature: feature(ref))
  }

  public func id(_ ref: PlaceRef) -> PlaceID {
    PlaceID(file.string(file.places.u32(offset(ref) + Record.id)))
  }

  /// The name to show in French text and maps.
  public func name(_ ref: PlaceRef) -> String { file.string(file.places.u32(offset(ref) + Record.name)) }

  /// Whether the place is what its record says on a day; always, where the record gives no dates.
  public func isPlace(_ ref: PlaceRef, validOn day: CalendarDate) -> Bool {
    file.dates(file.places.u32(offset(ref) + Record.dates), contain: day)
  }

  public func extent(_ ref: PlaceRef) -> Extent? {
    let index = file.places.u32(offset(ref) + Record.extent)
    guard index != IndexFormat.none else { return nil }
    let start = Int(index) * IndexFormat.ExtentRecord.size
    func value(_ number: Int) -> Double {
      file.extents.f64(start + IndexFormat.ExtentRecord.values + 8 * number)
    }
    if file.extents.u64(start) == 0 {
      return BoundingBox(west: value(0), south: value(1), east: value(2), north: value(3)).map { .box($0) }
    }
    return value(0).isFinite && value(0) > 0 ? .radius(kilometres: value(0)) : nil
  }

  /// The place as a value.
  public func place(_ ref: PlaceRef) -> Place {
    let offset = offset(ref)
    let division = file.places.u32(offset + Record.divisionID)
    let dates = file.datePair(file.places.u32(offset + Record.dates))
    let first = Int(file.places.u32(offset + Record.firstParent))
    return Place(
      id: id(ref), name: name(ref), coordinate: coordinate(ref),
      feature: FeatureCode(feature(ref).description),
      country: countryCode(ref)?.description, division: division == 0 ? nil : PlaceID(file.string(division)),
      population: population(ref),
      parents: (0..<Int(file.places.u16(offset + Record.parentCount))).map {
        PlaceID(file.string(file.parents.u32((first + $0) * 8)))
      },
      extent: extent(ref), validFrom: dates.from, validTo: dates.to)
  }

  /// The place of an id; nil where the gazetteer lacks it.
  public func ref(of id: PlaceID) -> PlaceRef? {
    var text = id.rawValue
    return text.withUTF8 { wanted in
      let wanted = UnsafeRawBufferPointer(wanted)
      var low = 0
      var high = file.placeCount
      while low < high {
        let middle = (low + high) / 2
        guard let candidate = checked(file.placesByID.u32(middle * 4)) else { return nil }
        let found = file.utf8(file.places.u32(offset(candidate) + Record.id))
        let order = compareBytes(found, wanted)
        if order == 0 { return candidate }
        if order < 0 { low = middle + 1 } else { high = middle }
      }
      return nil
    }
  }

  /// The names of a place, the one to show first, then as the tables have them.
  public func names(of ref: PlaceRef) -> [PlaceName] {
    entryNumbers(of: ref).map { nameOfEntry(file.placeEntryList.u32($0 * 4)) }
  }

  /// Gives the names of a place in the order of `names(of:)`, without an allocation.
  package func forEachName(of ref: PlaceRef, _ body: (Bearer) -> Void) {
    for number in entryNumbers(of: ref) { body(bearer(file.placeEntryList.u32(number * 4))) }
  }

  /// Where a place's names stand in the list of entries by place; none where damage has put them out of range.
  private func entryNumbers(of ref: PlaceRef) -> Range<Int> {
    precondition(Int(ref.ordinal) < file.placeCount, "a place of another gazetteer")
    let start = Int(file.placeEntries.u32(Int(ref.ordinal) * 4))
    let end = Int(file.placeEntries.u32(Int(ref.ordinal) * 4 + 4))
    return start <= end && end <= file.placeEntryList.count / 4 ? start..<end : 0..<0
  }
}

/// See `Gazetteer.prominence`.
func prominenceOf(population: UInt64, feature: PackedFeature) -> Double {
  let population = Double(population)
  switch feature.featureClass {
  case UInt8(ascii: "A"):
    if feature.isPolitical { return max(population, 50_000) * 64 }
    return max(population / 4, 3_000)
  case UInt8(ascii: "P"):
    if feature == .capital { return max(population, 5_000) * 8 }
    return max(population, feature == .divisionSeat ? 5_000 : 100)
  default:
    return max(population, 60_000)
  }
}

/// Byte order: negative, 0 or positive.
@inline(__always)
func compareBytes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
  let count = min(left.count, right.count)
  var index = 0
  while index < count {
    if left[index] != right[index] { return Int(left[index]) - Int(right[index]) }
    index += 1
  }
  return left.count - right.count
}

extension IndexFile {
  func datePair(_ index: UInt32) -> (from: CalendarDate?, to: CalendarDate?) {
    guard index != 0 else { return (nil, nil) }
    func date(_ days: Int32) -> CalendarDate? {
      days == .min ? nil : CalendarDate(daysSince1970: Int(days))
    }
    return (date(dates.i32(Int(index) * 8)), date(dates.i32(Int(index) * 8 + 4)))
  }

  func dates(_ index: UInt32, contain day: CalendarDate) -> Bool {
    guard index != 0 else { return true }
    let from = dates.i32(Int(index) * 8)
    let to = dates.i32(Int(index) * 8 + 4)
    let days = day.daysSince1970
    return (from == .min || Int(from) <= days) && (to == .min || days <= Int(to))
  }
}
