public import GazetteerIndex
internal import GeoTypes

/// Writes a gazetteer's places with all their names, one after the other, in a format that other programs or `gazetteer build`
/// read.
public struct PlaceRecordWriter: ~Copyable {
  public enum Format: String, CaseIterable, Sendable {
    /// Linked Places format: one FeatureCollection in GeoJSON-LD.
    case linkedPlaces = "linked-places"
    /// One flat object a place, one a line, its names in an array.
    case ndjson
  }

  private let format: Format
  private var json = JSONWriter(capacity: 1 << 20)

  /// Starts a document; `members` are those of the collection beside its features, such as an attribution, and are left
  /// out in NDJSON.
  public init(format: Format, members: [(name: String, value: String)] = []) {
    self.format = format
    guard format == .linkedPlaces else { return }
    json.beginObject()
    json.key("type")
    json.value("FeatureCollection")
    json.key("@context")
    json.value(
      "https://raw.githubusercontent.com/LinkedPasts/linked-places-format/main/linkedplaces-context-v1.1.jsonld"
    )
    for member in members {
      json.key(member.name)
      json.value(member.value)
    }
    json.key("features")
    json.beginArray()
  }

  /// Bytes that wait to be taken.
  public var count: Int { json.count }

  /// The bytes since the last call.
  public mutating func take() -> [UInt8] { json.take() }

  /// Ends the document; its last bytes.
  public consuming func finish() -> [UInt8] {
    if format == .linkedPlaces {
      json.endArray()
      json.endObject()
      json.newline()
    }
    return json.take()
  }

  public mutating func write(_ place: Place, names: [PlaceName]) {
    switch format {
    case .linkedPlaces: writeFeature(place, names)
    case .ndjson: writeLine(place, names)
    }
  }

  // MARK: NDJSON

  private mutating func writeLine(_ place: Place, _ names: [PlaceName]) {
    json.beginObject()
    json.key("id")
    json.value(place.id.rawValue)
    json.key("name")
    json.value(place.name)
    json.key("longitude")
    json.value(place.coordinate.longitude, decimals: 7)
    json.key("latitude")
    json.value(place.coordinate.latitude, decimals: 7)
    json.key("feature")
    json.value(place.feature.rawValue)
    json.key("country")
    json.value(place.country)
    json.key("division")
    json.value(place.division?.rawValue)
    json.key("population")
    json.value(place.population)
    json.key("parents")
    json.beginArray()
    for parent in place.parents { json.value(parent.rawValue) }
    json.endArray()
    json.key("from")
    json.value(place.validFrom)
    json.key("to")
    json.value(place.validTo)
    json.key("extent")
    json.value(place.extent?.tableField)
    json.key("names")
    json.beginArray()
    for name in names {
      json.beginObject()
      json.key("name")
      json.value(name.text)
      json.key("language")
      json.value(name.language)
      json.key("kind")
      json.value(name.kind.rawValue)
      json.key("from")
      json.value(name.validFrom)
      json.key("to")
      json.value(name.validTo)
      json.key("side")
      json.value(name.side)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.newline()
  }

  // MARK: Linked Places

  /// `feature`, `population`, `division`, `extent`, and a name's `kind` and `side` are no terms of the format; programs that do
  /// not know them pass over them, and `gazetteer build` reads them.
  private mutating func writeFeature(_ place: Place, _ names: [PlaceName]) {
    json.beginObject()
    json.key("@id")
    json.value(PlaceRecordWriter.address(of: place.id))
    json.key("type")
    json.value("Feature")
    json.key("properties")
    json.beginObject()
    json.key("title")
    json.value(place.name)
    json.key("ccodes")
    json.beginArray()
    if let country = place.country { json.value(country) }
    json.endArray()
    json.key("fclasses")
    json.beginArray()
    if "AHLPSTRUV".contains(place.feature.featureClass) { json.value(String(place.feature.featureClass)) }
    json.endArray()
    json.key("feature")
    json.value(place.feature.rawValue)
    json.key("population")
    json.value(place.population)
    if let division = place.division {
      json.key("division")
      json.value(division.rawValue)
    }
    if let extent = place.extent {
      json.key("extent")
      json.value(extent.tableField)
    }
    json.endObject()
    writeWhen(place.validFrom, place.validTo)
    json.key("names")
    json.beginArray()
    for name in names {
      json.beginObject()
      json.key("toponym")
      json.value(name.text)
      if let language = name.language {
        json.key("lang")
        json.value(language)
      }
      json.key("kind")
      json.value(name.kind.rawValue)
      if let side = name.side {
        json.key("side")
        json.value(side)
      }
      writeWhen(name.validFrom, name.validTo)
      json.endObject()
    }
    json.endArray()
    json.key("types")
    json.beginArray()
    json.beginObject()
    json.key("identifier")
    json.value("https://www.geonames.org/ontology#" + place.feature.rawValue)
    json.key("label")
    json.value(place.feature.rawValue)
    json.endObject()
    json.endArray()
    json.key("geometry")
    json.beginObject()
    json.key("type")
    json.value("Point")
    json.key("coordinates")
    json.beginArray()
    json.value(place.coordinate.longitude, decimals: 7)
    json.value(place.coordinate.latitude, decimals: 7)
    json.endArray()
    json.endObject()
    json.key("relations")
    json.beginArray()
    for parent in place.parents {
      json.beginObject()
      json.key("relationType")
      json.value("gvp:broaderPartitive")
      json.key("relationTo")
      json.value(PlaceRecordWriter.address(of: parent))
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private mutating func writeWhen(_ from: CalendarDate?, _ to: CalendarDate?) {
    guard from != nil || to != nil else { return }
    json.key("when")
    json.beginObject()
    json.key("timespans")
    json.beginArray()
    json.beginObject()
    if let from {
      json.key("start")
      json.beginObject()
      json.key("in")
      json.value(from)
      json.endObject()
    }
    if let to {
      json.key("end")
      json.beginObject()
      json.key("in")
      json.value(to)
      json.endObject()
    }
    json.endObject()
    json.endArray()
    json.endObject()
  }

  /// GeoNames' ids as their addresses, others as they are.
  private static func address(of id: PlaceID) -> String {
    id.rawValue.hasPrefix("gn:") ? "https://sws.geonames.org/\(id.rawValue.dropFirst(3))/" : id.rawValue
  }
}

extension Extent {
  /// `W,S,E,N` in degrees or `r=40` in kilometres, as the gazetteer's tables have it.
  public var tableField: String {
    func text(_ number: Double) -> String {
      let text = "\(number)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    return switch self {
    case .radius(let kilometres): "r=" + text(kilometres)
    case .box(let box): [box.west, box.south, box.east, box.north].map(text).joined(separator: ",")
    }
  }
}
