internal import Dispatches
internal import GazetteerIndex
internal import GeoTypes
internal import Geoparsing
internal import Incidents
public import Lieudit

/// Writes what was read in dispatches as JSON objects, one for each dispatch.
///
/// Members are always there, null or empty where there is nothing, and in one order: `id`, `published`, `offsets`,
/// `dateline`, `mentions`, `times`, `incidents`, `places`, `unresolved`, `entities` (where asked for), `input`. Spans are half-open and
/// counted in the unit that `offsets` names; `text` is the source's text there.
public struct TagWriter: ~Copyable {
  public struct Options: Sendable {
    public var offsets: OffsetUnit
    /// Adds `reasons` and `candidates` to each mention.
    public var explain: Bool
    /// Adds `entities`, the persons and organisations.
    public var entities: Bool
    public init(offsets: OffsetUnit = .codepoint, explain: Bool = false, entities: Bool = false) {
      self.offsets = offsets
      self.explain = explain
      self.entities = entities
    }
  }

  let options: Options
  var json = JSONWriter()

  public init(options: Options = Options()) { self.options = options }

  /// Writes one record and its line feed.
  public mutating func write(_ report: Report) {
    let span = OffsetMap(text: report.dispatch.text, unit: options.offsets)
    json.beginObject()
    json.key("id")
    json.value(report.dispatch.id)
    json.key("published")
    json.value(report.dispatch.published)
    json.key("offsets")
    json.value(options.offsets.rawValue)
    json.key("dateline")
    writeDateline(of: report, span)
    json.key("mentions")
    json.beginArray()
    for index in report.reading.mentions.indices { writeMention(index, of: report, span) }
    json.endArray()
    json.key("times")
    json.beginArray()
    for time in report.times { writeTime(time, of: report, span) }
    json.endArray()
    json.key("incidents")
    json.beginArray()
    for located in report.incidents { writeIncident(located, of: report, span) }
    json.endArray()
    json.key("places")
    json.beginObject()
    for record in report.sortedPlaces { writePlace(record) }
    json.endObject()
    json.key("unresolved")
    json.beginArray()
    for index in report.unresolved { writeUnresolved(index, of: report) }
    json.endArray()
    if options.entities {
      json.key("entities")
      json.beginArray()
      for entity in report.reading.entities {
        json.beginObject()
        writeSpan(entity.range, of: report, span)
        json.key("type")
        json.value(entity.kind.rawValue)
        json.endObject()
      }
      json.endArray()
    }
    json.key("input")
    if let input = report.dispatch.input { json.raw(input) } else { json.null() }
    json.endObject()
    json.newline()
  }

  /// Writes the line that stands for an input that was refused.
  ///
  /// - Parameters:
  ///   - id: The input's own id, where it could be read.
  ///   - code: A short name of the reason, such as `not_utf8`.
  ///   - line: The line of the input, from 1; nil where there are no lines.
  public mutating func writeError(id: String?, code: String, message: String, line: Int?) {
    json.beginObject()
    json.key("id")
    json.value(id)
    json.key("error")
    json.beginObject()
    json.key("code")
    json.value(code)
    json.key("message")
    json.value(message)
    json.key("line")
    json.value(line)
    json.endObject()
    json.endObject()
    json.newline()
  }

  /// The bytes since the last call.
  public mutating func take() -> [UInt8] { json.take() }

  /// Lends the bytes since the last call and forgets them.
  public mutating func drain<Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    try json.drain(body)
  }

  // MARK: Parts of a record

  private mutating func writeDateline(of report: Report, _ span: OffsetMap) {
    guard let dateline = report.dispatch.layout.dateline else {
      json.null()
      return
    }
    // The span is the first city's; several cities are several mentions.
    let range = dateline.cities.first ?? dateline.range
    let mention = report.reading.mentions.firstIndex { $0.role == .dateline && $0.range.overlaps(range) }
    let place = mention.flatMap { report.reading.resolutions[$0].place }
    json.beginObject()
    json.key("start")
    json.value(span(range.lowerBound))
    json.key("end")
    json.value(span(range.upperBound))
    json.key("place")
    json.value(report.id(of: place))
    json.key("date")
    json.value(dateline.date ?? (dateline.day == nil ? nil : report.dispatch.anchor))
    json.key("agency")
    json.value(dateline.agency)
    json.endObject()
  }

  private mutating func writeMention(_ index: Int, of report: Report, _ span: OffsetMap) {
    let mention = report.reading.mentions[index]
    let resolution = report.reading.resolutions[index]
    json.beginObject()
    writeSpan(mention.range, of: report, span)
    json.key("role")
    json.value(mention.role.rawValue)
    json.key("place")
    json.value(report.id(of: resolution.place))
    json.key("within")
    json.value(report.id(of: resolution.within))
    json.key("stands_for")
    json.value(resolution.standsFor)
    json.key("confidence")
    json.value(resolution.confidence, decimals: 3)
    if options.explain { writeExplanation(mention, resolution, of: report) }
    json.endObject()
  }

  private mutating func writeExplanation(_ mention: Mention, _ resolution: Resolution, of report: Report) {
    json.key("reasons")
    write(mention.reasons)
    json.key("candidates")
    json.beginArray()
    for candidate in resolution.candidates {
      json.beginObject()
      json.key("place")
      json.value(report.id(of: candidate.place))
      json.key("probability")
      json.value(candidate.probability, decimals: 3)
      json.key("reasons")
      write(candidate.reasons)
      json.endObject()
    }
    json.endArray()
  }

  private mutating func writeTime(_ time: TimeExpression, of report: Report, _ span: OffsetMap) {
    json.beginObject()
    writeSpan(time.range, of: report, span)
    json.key("type")
    json.value(time.kind.rawValue)
    json.key("value")
    json.value(time.value)
    json.endObject()
  }

  private mutating func writePlace(_ record: PlaceRecord) {
    let place = record.place
    json.key(place.id.rawValue)
    json.beginObject()
    json.key("name")
    json.value(place.name)
    json.key("longitude")
    json.value(place.coordinate.longitude, decimals: 6)
    json.key("latitude")
    json.value(place.coordinate.latitude, decimals: 6)
    json.key("country")
    json.value(place.country)
    json.key("feature")
    json.value(place.feature.rawValue)
    json.key("names")
    json.beginObject()
    json.key("local")
    json.value(record.localName)
    json.key("en")
    json.value(record.englishName)
    json.endObject()
    json.endObject()
  }

  private mutating func writeUnresolved(_ index: Int, of report: Report) {
    let resolution = report.reading.resolutions[index]
    json.beginObject()
    json.key("mention")
    json.value(index)
    json.key("within")
    json.value(report.id(of: resolution.within))
    json.key("reason")
    json.value(resolution.unresolvedReason)
    json.endObject()
  }

  /// The members `start`, `end` and `text`.
  mutating func writeSpan(_ range: Range<Int>, of report: Report, _ span: OffsetMap) {
    json.key("start")
    json.value(span(range.lowerBound))
    json.key("end")
    json.value(span(range.upperBound))
    json.key("text")
    json.value(report.dispatch.string(range))
  }

  mutating func write(_ strings: [String]) {
    json.beginArray()
    for string in strings { json.value(string) }
    json.endArray()
  }
}

extension Report {
  /// The id of a place that the report refers to; nil for none.
  func id(of ref: PlaceRef?) -> String? {
    guard let ref else { return nil }
    return places[ref]?.place.id.rawValue
  }

  /// By id, so that the order is the same each time.
  var sortedPlaces: [PlaceRecord] { places.values.sorted { $0.place.id < $1.place.id } }
}
