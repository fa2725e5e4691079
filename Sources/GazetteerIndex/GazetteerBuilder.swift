internal import GeoTypes

/// Collects places and names and compiles them to the file that `Gazetteer` opens.
///
/// The same places and names in the same order give the same bytes. Memory holds some 60 bytes a place and 12 a
/// name; what is more (the names' texts and keys) goes to temporary files (in TMPDIR, else /var/tmp) that vanish
/// with the process.
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

  /// How far `write` is.
  public enum Step: Int, CaseIterable, Sendable {
    case ordering, sorting, merging, linking, writing
  }

  struct PlaceDraft: Sendable {
    var population: UInt64
    var longitude: Int32
    var latitude: Int32
    var id: IDCode
    var division: IDCode
    /// The number of the name that is shown.
    var shown: UInt32
    /// Index into `details`, or none.
    var detail: UInt32
    var feature: UInt16
    var country: UInt16
  }

  struct DetailDraft: Sendable {
    var parents: Range<Int>
    var extent: UInt32
    var dates: UInt32
  }

  struct Usage: Hashable, Sendable {
    var dates: UInt32
    var language: UInt16
    var side: UInt16
    var kind: PlaceName.Kind
  }

  struct DatePair: Hashable, Sendable {
    var from: Int32 = .min
    var to: Int32 = .min
  }

  var ids = PlaceIDTable()
  var places: [PlaceDraft] = []
  var details: [DetailDraft] = []
  var features: [PackedFeature] = []
  private var featureNumbers: [UInt64: UInt16] = [:]
  /// Country 0 is none.
  var countries: [CountryCode?] = [nil]
  private var countryNumbers: [CountryCode: UInt16] = [:]
  var labels = ByteInterner()
  var parents: [IDCode] = []
  var extents: [Extent] = []
  var dates: [DatePair] = [DatePair()]
  private var dateNumbers: [DatePair: UInt32] = [DatePair(): 0]
  var usages: [Usage] = []
  private var usageNumbers: [Usage: UInt32] = [:]
  private var lastUsage: Usage?
  private var lastUsageNumber: UInt32 = 0
  /// Names that are in memory, and sorted ones that are not.
  var run = NameRun()
  var runs: [TemporaryFile] = []
  private var nameNumber: UInt32 = 0
  var sources = ""
  /// Bytes of names that are kept in memory. Tests make it small.
  package var runLimit = 192 << 20

  public init() {
    // Number 0 is none.
    _ = labels.intern("")
  }

  /// Adds a place; `place.name` becomes one of its names, the one to show until `add(_:to:)` brings another.
  ///
  /// Throws `GazetteerError.table`, with the place's id for a file, where the id is not new or a value cannot be
  /// kept, `.tooLarge` for a name too long to be found, and `.file` where a temporary file cannot be written.
  public mutating func add(_ place: Place) throws(GazetteerError) {
    try add(place) { (expected, found) in
      .table(path: place.id.rawValue, line: 0, expected: expected, found: found)
    }
  }

  /// Adds a name to a place that was added before. A `display` name without dates and side, in French or in no
  /// language told, becomes the one to show in place of the one before, which stays as a variant.
  ///
  /// Throws `GazetteerError.table`, with the place's id for a file, where the place is unknown or the name empty,
  /// and else as `add(_:)` does.
  public mutating func add(_ name: PlaceName, to place: PlaceID) throws(GazetteerError) {
    var id = place.rawValue
    let draft = id.withUTF8 { ids.draft(UnsafeRawBufferPointer($0)) }
    try add(name, to: draft) { (expected, found) in
      .table(path: place.rawValue, line: 0, expected: expected, found: found)
    }
  }

  /// Notes a table or file that was read, and what is to be said of it (source, date, licence), for `sources`.
  public mutating func note(source: String, remarks: [String]) {
    sources += source + "\n"
    for remark in remarks { sources += "  " + remark + "\n" }
  }

  /// How an error names the place where the value came from.
  typealias Blame = (_ expected: String, _ found: String) -> GazetteerError

  mutating func add(_ place: Place, _ blame: Blame) throws(GazetteerError) {
    guard !place.id.rawValue.isEmpty else { throw blame("a place id", "nothing") }
    let id = code(of: place.id)
    guard ids.draft(id) == nil else { throw blame("an id that no other place has", "`\(place.id)` again") }
    guard let packed = PackedFeature(place.feature.rawValue) else {
      throw blame("a feature code of at most 8 characters", "`\(place.feature)`")
    }
    guard place.population >= 0, place.population < 1 << 48 else {
      throw blame("a population of 0 or more", "`\(place.population)`")
    }
    var country: UInt16 = 0
    if let text = place.country {
      guard let code = CountryCode(text) else { throw blame("a country's two capital letters", "`\(text)`") }
      country = number(of: code)
    }
    let feature = try number(of: packed)
    let draft = UInt32(places.count)
    let shown = nameNumber
    try add(
      place.name, Usage(dates: 0, language: 0, side: 0, kind: .display), to: draft, blame)
    var detail = IndexFormat.none
    if !place.parents.isEmpty || place.extent != nil || place.validFrom != nil || place.validTo != nil {
      let firstParent = parents.count
      for parent in place.parents { parents.append(code(of: parent)) }
      if let extent = place.extent { extents.append(extent) }
      detail = UInt32(details.count)
      details.append(
        DetailDraft(
          parents: firstParent..<parents.count,
          extent: place.extent == nil ? IndexFormat.none : UInt32(extents.count - 1),
          dates: datePair(place.validFrom, place.validTo)))
    }
    ids.set(id, draft)
    places.append(
      PlaceDraft(
        population: UInt64(place.population),
        longitude: Int32((place.coordinate.longitude * IndexFormat.degree).rounded()),
        latitude: Int32((place.coordinate.latitude * IndexFormat.degree).rounded()), id: id,
        division: place.division.map { code(of: $0) } ?? .none, shown: shown, detail: detail,
        feature: feature, country: country))
  }

  mutating func add(_ name: PlaceName, to place: UInt32?, _ blame: Blame) throws(GazetteerError) {
    guard let place else { throw blame("the id of a place", "one that no table of places has") }
    let usage = Usage(
      dates: datePair(name.validFrom, name.validTo), language: try label(name.language ?? ""),
      side: try label(name.side ?? ""), kind: name.kind)
    let number = nameNumber
    try add(name.text, usage, to: place, blame)
    if usage.kind == .display, usage.dates == 0, usage.side == 0,
      usage.language == 0 || name.language == "fr"
    {
      places[Int(place)].shown = number
    }
  }

  /// Folds a name and keeps it, where it has a second key by which it is found under that, too.
  private mutating func add(
    _ text: String, _ usage: Usage, to place: UInt32, _ blame: Blame
  ) throws(GazetteerError) {
    var text = text
    let usage = number(of: usage)
    let number = nameNumber
    // What goes wrong: an empty key, or one too long.
    var length = 0
    text.withUTF8 { bytes in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: IndexFormat.keyLimit + FoldedWord.slack) {
        key in
        length = NameKey.fold(bytes, into: key.baseAddress!, room: IndexFormat.keyLimit)
        guard length > 0, length <= IndexFormat.keyLimit, bytes.count <= Int(UInt16.max) else { return }
        let raw = UnsafeRawBufferPointer(bytes)
        run.append(
          place: place, number: number, usage: usage,
          key: UnsafeRawBufferPointer(start: key.baseAddress, count: length), text: raw)
        guard NameKey.mayJoin(bytes) else { return }
        var joined: [UInt8] = []
        NameKey.appendJoinedFold(of: bytes, to: &joined)
        if !joined.isEmpty, !joined.elementsEqual(key[..<length]) {
          joined.withUnsafeBytes {
            run.append(place: place, number: number, usage: usage | NameRun.unlisted, key: $0, text: raw)
          }
        }
      }
    }
    guard length > 0 else { throw blame("a name with a letter or a digit", "`\(text)`") }
    guard length <= IndexFormat.keyLimit, text.utf8.count <= Int(UInt16.max) else {
      throw .tooLarge(
        what: "bytes in the folded name `\(text.prefix(40))…`", limit: IndexFormat.keyLimit, found: length)
    }
    nameNumber += 1
    if run.bytes.count >= runLimit { try spill() }
  }

  /// Moves the names that are in memory to a temporary file.
  private mutating func spill() throws(GazetteerError) {
    let file = SortedRunWriter(try TemporaryFile())
    try run.sorted { (record) throws(GazetteerError) in try file.append(record) }
    runs.append(try file.finish())
    run.removeAll()
  }

  private mutating func code(of id: PlaceID) -> IDCode {
    var id = id.rawValue
    return id.withUTF8 { ids.code(UnsafeRawBufferPointer($0)) }
  }

  private mutating func number(of usage: Usage) -> UInt32 {
    if usage == lastUsage { return lastUsageNumber }
    let number = usageNumbers[usage] ?? UInt32(usages.count)
    if number == usages.count {
      usages.append(usage)
      usageNumbers[usage] = number
    }
    (lastUsage, lastUsageNumber) = (usage, number)
    return number
  }

  private mutating func number(of feature: PackedFeature) throws(GazetteerError) -> UInt16 {
    if let number = featureNumbers[feature.packed] { return number }
    guard features.count <= Int(UInt16.max) else {
      throw .tooLarge(what: "feature codes", limit: Int(UInt16.max) + 1, found: features.count + 1)
    }
    featureNumbers[feature.packed] = UInt16(features.count)
    features.append(feature)
    return UInt16(features.count - 1)
  }

  private mutating func number(of country: CountryCode) -> UInt16 {
    if let number = countryNumbers[country] { return number }
    countryNumbers[country] = UInt16(countries.count)
    countries.append(country)
    return UInt16(countries.count - 1)
  }

  private mutating func label(_ text: String) throws(GazetteerError) -> UInt16 {
    let number = labels.intern(text)
    guard let label = UInt16(exactly: number) else {
      throw .tooLarge(what: "languages and sides", limit: Int(UInt16.max), found: number + 1)
    }
    return label
  }

  private mutating func datePair(_ from: CalendarDate?, _ to: CalendarDate?) -> UInt32 {
    if from == nil, to == nil { return 0 }
    let pair = DatePair(
      from: from.map { Int32($0.daysSince1970) } ?? .min, to: to.map { Int32($0.daysSince1970) } ?? .min)
    if let number = dateNumbers[pair] { return number }
    dates.append(pair)
    dateNumbers[pair] = UInt32(dates.count - 1)
    return UInt32(dates.count - 1)
  }
}
