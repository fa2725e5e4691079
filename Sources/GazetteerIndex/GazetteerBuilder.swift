internal import GeoTypes

/// Collects places and names and compiles them to the file that `Gazetteer` opens.
///
/// The same places and names in the same order give the same bytes.
public struct GazetteerBuilder: Sendable {
  /// What a compiled gazetteer holds.
  public struct Summary: Hashable, Sendable {
    public var places: Int
    /// Different names, as `NameKey` folds them.
    public var names: Int
    /// Names of places.
    public var entries: Int
    public var bytes: Int
    /// Divisions and parents that places refer to and that no table has, in byte order. The places keep the id.
    public var unknownContainers: [PlaceID]
  }

  struct PlaceDraft: Sendable {
    var name: UInt32
    var longitude: Int32
    var latitude: Int32
    var population: UInt64
    var feature: PackedFeature
    var country: CountryCode?
    /// The division's id as a text; 0 for none.
    var division: UInt32
    var parents: Range<Int>
    var extent: UInt32
    var dates: UInt32
  }

  struct NameDraft: Sendable {
    var place: UInt32
    var text: UInt32
    var language: UInt16
    var side: UInt16
    var dates: UInt32
    var kind: PlaceName.Kind
  }

  struct DatePair: Hashable, Sendable {
    var from: Int32 = .min
    var to: Int32 = .min
  }

  /// The places' ids; an id's number is the place's number.
  var ids = ByteInterner()
  var places: [PlaceDraft] = []
  var names: [NameDraft] = []
  var texts = ByteInterner()
  var labels = ByteInterner()
  /// The parents' ids as texts.
  var parents: [UInt32] = []
  var extents: [Extent] = []
  var dates: [DatePair] = [DatePair()]
  var dateNumbers: [DatePair: UInt32] = [DatePair(): 0]
  var sources = ""

  public init() {
    // Number 0 is none in both.
    _ = texts.intern("")
    _ = labels.intern("")
  }

  /// Adds a place; `place.name` becomes one of its names, the one to show until `add(_:to:)` brings another.
  ///
  /// Throws `GazetteerError.table`, with the place's id for a file, where the id is not new or a value cannot be kept.
  public mutating func add(_ place: Place) throws(GazetteerError) {
    try add(place) { (expected, found) in
      .table(path: place.id.rawValue, line: 0, expected: expected, found: found)
    }
  }

  /// Adds a name to a place that was added before. A `display` name without dates and side, in French or in no
  /// language told, becomes the one to show in place of the one before, which stays as a variant.
  ///
  /// Throws `GazetteerError.table`, with the place's id for a file, where the place is unknown or the name empty.
  public mutating func add(_ name: PlaceName, to place: PlaceID) throws(GazetteerError) {
    try add(name, to: ids.find(place.rawValue)) { (expected, found) in
      .table(path: place.rawValue, line: 0, expected: expected, found: found)
    }
  }

  /// How an error names the place where the value came from.
  typealias Blame = (_ expected: String, _ found: String) -> GazetteerError

  mutating func add(_ place: Place, _ blame: Blame) throws(GazetteerError) {
    guard !place.id.rawValue.isEmpty else { throw blame("a place id", "nothing") }
    guard ids.intern(place.id.rawValue) == places.count else {
      throw blame("an id that no other place has", "`\(place.id)` again")
    }
    guard NameKey(place.name).isEmpty == false else {
      throw blame("a name with a letter or a digit", "`\(place.name)`")
    }
    guard let feature = PackedFeature(place.feature.rawValue) else {
      throw blame("a feature code of at most 8 characters", "`\(place.feature)`")
    }
    guard place.population >= 0 else { throw blame("a population of 0 or more", "`\(place.population)`") }
    guard place.parents.count <= Int(UInt16.max) else {
      throw blame("at most \(UInt16.max) parents", "\(place.parents.count)")
    }
    var country: CountryCode?
    if let code = place.country {
      country = CountryCode(code)
      guard country != nil else { throw blame("a country's two capital letters", "`\(code)`") }
    }
    let firstParent = parents.count
    for parent in place.parents { parents.append(UInt32(texts.intern(parent.rawValue))) }
    if let extent = place.extent { extents.append(extent) }
    places.append(
      PlaceDraft(
        name: UInt32(texts.intern(place.name)),
        longitude: Int32((place.coordinate.longitude * IndexFormat.degree).rounded()),
        latitude: Int32((place.coordinate.latitude * IndexFormat.degree).rounded()),
        population: UInt64(place.population), feature: feature, country: country,
        division: place.division.map { UInt32(texts.intern($0.rawValue)) } ?? 0,
        parents: firstParent..<parents.count,
        extent: place.extent == nil ? IndexFormat.none : UInt32(extents.count - 1),
        dates: datePair(place.validFrom, place.validTo)))
  }

  mutating func add(_ name: PlaceName, to place: Int?, _ blame: Blame) throws(GazetteerError) {
    guard let place else { throw blame("the id of a place", "one that no table of places has") }
    guard NameKey(name.text).isEmpty == false else {
      throw blame("a name with a letter or a digit", "`\(name.text)`")
    }
    names.append(
      NameDraft(
        place: UInt32(place), text: UInt32(texts.intern(name.text)), language: try label(name.language ?? ""),
        side: try label(name.side ?? ""), dates: datePair(name.validFrom, name.validTo), kind: name.kind))
  }

  private mutating func label(_ text: String) throws(GazetteerError) -> UInt16 {
    let number = labels.intern(text)
    guard let label = UInt16(exactly: number) else {
      throw .tooLarge(what: "languages and sides", limit: Int(UInt16.max), found: number + 1)
    }
    return label
  }

  private mutating func datePair(_ from: CalendarDate?, _ to: CalendarDate?) -> UInt32 {
    let pair = DatePair(
      from: from.map { Int32($0.daysSince1970) } ?? .min, to: to.map { Int32($0.daysSince1970) } ?? .min)
    if let number = dateNumbers[pair] { return number }
    dates.append(pair)
    dateNumbers[pair] = UInt32(dates.count - 1)
    return UInt32(dates.count - 1)
  }
}

extension ByteInterner {
  /// The number of a string that is there already.
  func find(_ string: String) -> Int? {
    var string = string
    return string.withUTF8 { find(UnsafeRawBufferPointer($0)) }
  }
}
