public import GeoTypes

// The accessors that take a `PlaceRef` and give a number or a ref allocate nothing.
extension Gazetteer {
  private typealias Record = IndexFormat.PlaceRecord

  /// Where the place's record stands in the file of a gazetteer that has no layers.
  @inline(__always)
  func offset(_ ref: PlaceRef) -> Int {
    precondition(Int(ref.ordinal) < file.placeCount, "a place of another gazetteer")
    return Int(ref.ordinal) * Record.size
  }

  /// Where the place's record stands in the lowest layer; nil for a place of the layers above (see `upper`). The one
  /// comparison is what an index alone needs as well.
  @inline(__always)
  private func lowest(_ ref: PlaceRef) -> Int? {
    Int(ref.ordinal) < file.placeCount ? Int(ref.ordinal) * Record.size : nil
  }

  /// Asks the index of the layers above about a place of theirs, by the place's ref there.
  @inline(never)
  private func upper<Answer>(_ ref: PlaceRef, _ ask: (Gazetteer, PlaceRef) -> Answer) -> Answer {
    guard let overlay, Int(ref.ordinal) - file.placeCount < overlay.delta.file.placeCount else {
      preconditionFailure("a place of another gazetteer")
    }
    return ask(overlay.delta, PlaceRef(ordinal: ref.ordinal - UInt32(file.placeCount)))
  }

  /// A ref that the file holds, nil for none (or for one that damage has put out of range).
  func checked(_ ordinal: UInt32) -> PlaceRef? {
    Int(ordinal) < file.placeCount ? PlaceRef(ordinal: ordinal) : nil
  }

  public func coordinate(_ ref: PlaceRef) -> Coordinate {
    guard let offset = lowest(ref) else { return upper(ref) { $0.coordinate($1) } }
    return Coordinate(
      wrapping: Double(file.places.i32(offset + Record.longitude)) / IndexFormat.degree,
      clamping: Double(file.places.i32(offset + Record.latitude)) / IndexFormat.degree)
  }

  /// Inhabitants; 0 where unknown.
  public func population(_ ref: PlaceRef) -> Int {
    Int(rawPopulation(ref))
  }

  private func rawPopulation(_ ref: PlaceRef) -> UInt64 {
    guard let offset = lowest(ref) else { return upper(ref) { $0.rawPopulation($1) } }
    return file.population(offset)
  }

  public func feature(_ ref: PlaceRef) -> PackedFeature {
    guard let offset = lowest(ref) else { return upper(ref) { $0.feature($1) } }
    return file.feature(offset)
  }

  /// The feature's class letter in ASCII.
  public func featureClass(_ ref: PlaceRef) -> UInt8 { feature(ref).featureClass }

  /// Whether the place is the seat of a country's government.
  public func isCapital(_ ref: PlaceRef) -> Bool { feature(ref) == .capital }

  public func countryCode(_ ref: PlaceRef) -> CountryCode? {
    guard let offset = lowest(ref) else { return upper(ref) { $0.countryCode($1) } }
    let country = Int(file.places.u16(offset + Record.country)) * 8
    return CountryCode(
      packed: UInt16(file.countries.u8(country)) << 8 | UInt16(file.countries.u8(country + 1)))
  }

  /// How well known a place is, in inhabitants of a town that would be as well known: the population, times 64
  /// for countries and 8 for capitals, a quarter of it for divisions, and a fixed number for what has none. A
  /// rough order for lists; a reader weighs more than this.
  public func prominence(_ ref: PlaceRef) -> Double {
    prominenceOf(population: rawPopulation(ref), feature: feature(ref))
  }

  public func id(_ ref: PlaceRef) -> PlaceID {
    guard let offset = lowest(ref) else { return upper(ref) { $0.id($1) } }
    return file.id(file.idCode(offset))
  }

  /// The name to show in French text and maps.
  public func name(_ ref: PlaceRef) -> String {
    guard let offset = lowest(ref) else { return upper(ref) { $0.name($1) } }
    let first = Int(file.places.u32(offset + Record.firstEntry))
    return file.text(of: file.placeEntries.u32(first * 4))
  }

  /// Whether the place is what its record says on a day; always, where the record gives no dates.
  public func isPlace(_ ref: PlaceRef, validOn day: CalendarDate) -> Bool {
    guard let offset = lowest(ref) else { return upper(ref) { $0.isPlace($1, validOn: day) } }
    guard let detail = file.detail(offset) else { return true }
    return file.dates(file.details.u32(detail + IndexFormat.DetailRecord.dates), contain: day)
  }

  public func extent(_ ref: PlaceRef) -> Extent? {
    guard let offset = lowest(ref) else { return upper(ref) { $0.extent($1) } }
    guard let detail = file.detail(offset) else { return nil }
    let index = file.details.u32(detail + IndexFormat.DetailRecord.extent)
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
    guard let offset = lowest(ref) else { return upper(ref) { $0.place($1) } }
    let detail = file.detail(offset)
    let dates = file.datePair(detail.map { file.details.u32($0 + IndexFormat.DetailRecord.dates) } ?? 0)
    // A division keeps its id in whatever layer it is.
    let division =
      checked(file.places.u32(offset + Record.division)).map { id($0) } ?? file.strayDivision(detail)
    return Place(
      id: id(ref), name: name(ref), coordinate: coordinate(ref),
      feature: FeatureCode(feature(ref).description),
      country: countryCode(ref)?.description, division: division, population: population(ref),
      parents: file.parents(of: detail).map { file.id(IDCode(raw: file.parents.u32($0 * 8))) },
      extent: extent(ref), validFrom: dates.from, validTo: dates.to)
  }

  /// The place of an id; nil where the gazetteer lacks it.
  public func ref(of id: PlaceID) -> PlaceRef? {
    var text = id.rawValue
    return text.withUTF8 { text in
      let text = UnsafeRawBufferPointer(text)
      guard let overlay else { return ref(ofID: text) }
      return overlay.delta.ref(ofID: text).map { overlay.shifted($0) }
        ?? ref(ofID: text).flatMap { overlay.isHidden($0) ? nil : $0 }
    }
  }

  private func ref(ofID wanted: UnsafeRawBufferPointer) -> PlaceRef? {
    let number = IDCode.number(of: wanted)
    var low = 0
    var high = file.placeCount
    while low < high {
      let middle = (low + high) / 2
      guard let candidate = checked(file.placesByID.u32(middle * 4)) else { return nil }
      let found = file.idCode(Int(candidate.ordinal) * Record.size)
      let order: Int
      switch (found.number, number) {
      case (let left?, let right?): order = left < right ? -1 : left == right ? 0 : 1
      case (_?, nil): order = -1
      case (nil, _?): order = 1
      case (nil, nil): order = compareBytes(file.utf8(found.text), wanted)
      }
      if order == 0 { return candidate }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The names of a place, the one to show first, then as the tables have them.
  public func names(of ref: PlaceRef) -> [PlaceName] {
    guard lowest(ref) != nil else { return upper(ref) { $0.names(of: $1) } }
    return entryNumbers(of: ref).map { nameOfEntry(file.placeEntries.u32($0 * 4)) }
  }

  /// Gives the names of a place in the order of `names(of:)`, without an allocation.
  package func forEachName(of ref: PlaceRef, _ body: (Bearer) -> Void) {
    if let overlay, lowest(ref) == nil {
      return upper(ref) { (gazetteer, ref) in gazetteer.forEachName(of: ref) { body(overlay.shifted($0)) } }
    }
    for number in entryNumbers(of: ref) { body(bearer(file.placeEntries.u32(number * 4))) }
  }

  /// Where a place's names stand in the list of entries by place; none where damage has put them out of range.
  private func entryNumbers(of ref: PlaceRef) -> Range<Int> {
    let offset = Int(ref.ordinal) * Record.size
    let start = Int(file.places.u32(offset + Record.firstEntry))
    let end =
      Int(ref.ordinal) + 1 < file.placeCount
      ? Int(file.places.u32(offset + Record.size + Record.firstEntry)) : file.placeEntries.count / 4
    return start <= end && end <= file.placeEntries.count / 4 ? start..<end : 0..<0
  }
}

/// See `Gazetteer.prominence`. An index has it in the order of entries and in section `peaks`.
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

// What stands in a place's record, which starts at an offset.
extension IndexFile {
  @inline(__always)
  func population(_ record: Int) -> UInt64 {
    let offset = record + IndexFormat.PlaceRecord.population
    return UInt64(places.u32(offset)) | UInt64(places.u16(offset + 4)) << 32
  }

  @inline(__always)
  func feature(_ record: Int) -> PackedFeature {
    PackedFeature(packed: features.u64(Int(places.u16(record + IndexFormat.PlaceRecord.feature)) * 8))
  }

  @inline(__always)
  func country(of record: Int) -> UInt32 {
    let country = Int(places.u16(record + IndexFormat.PlaceRecord.country))
    return country == 0 ? IndexFormat.none : countries.u32(country * 8 + 4)
  }

  @inline(__always)
  func idCode(_ record: Int) -> IDCode { IDCode(raw: places.u32(record + IndexFormat.PlaceRecord.id)) }

  /// Where the place's detail stands in its section.
  @inline(__always)
  func detail(_ record: Int) -> Int? {
    let detail = places.u32(record + IndexFormat.PlaceRecord.detail)
    return detail == IndexFormat.none ? nil : Int(detail) * IndexFormat.DetailRecord.size
  }

  /// The indices into `parents` of a detail.
  @inline(__always)
  func parents(of detail: Int?) -> Range<Int> {
    guard let detail else { return 0..<0 }
    let first = Int(details.u32(detail + IndexFormat.DetailRecord.firstParent))
    let end = first + Int(details.u32(detail + IndexFormat.DetailRecord.parentCount))
    return end <= parents.count / 8 ? first..<end : 0..<0
  }

  /// The id of a division that is not among the file's places.
  func strayDivision(_ detail: Int?) -> PlaceID? {
    guard let detail else { return nil }
    let code = IDCode(raw: details.u32(detail + IndexFormat.DetailRecord.divisionID))
    return code == .none ? nil : id(code)
  }

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
