import ArgumentParser
import GazetteerIndex
import GeoTypes
import Interchange

/// How places are printed.
enum PlaceFormat: String, CaseIterable, ExpressibleByArgument {
  /// One line a place, in columns.
  case text
  /// One array of objects, one a line.
  case json
  /// One object a place, one a line.
  case ndjson
  /// One FeatureCollection.
  case geojson
}

/// A place found, with what led to it.
struct PlaceHit {
  var place: Place
  /// The name that was asked for; nil where none was.
  var query: String?
  /// The gazetteer's name that was met; nil where no name was asked for.
  var matched: String?
  /// Metres; nil where no position was given.
  var distance: Double?
  /// Short sentences with their weights; empty where there is nothing to explain.
  var reasons: [String] = []
  /// The gazetteer's layer that has the place; nil where there is only one.
  var layer: String?
}

extension PlaceFormat {
  /// The hits in their order.
  func bytes(of hits: [PlaceHit]) -> [UInt8] {
    switch self {
    case .text: return Array(text(of: hits).utf8)
    case .json:
      var bytes = Array("[".utf8)
      for (index, hit) in hits.enumerated() {
        // The line without its end.
        bytes += Array((index == 0 ? "\n" : ",\n").utf8) + FlatRecord(record(of: hit)).line.dropLast()
      }
      return bytes + Array("\n]\n".utf8)
    case .ndjson: return hits.flatMap { FlatRecord(record(of: $0)).line }
    case .geojson:
      var writer = GeoJSONWriter(members: Attribution.members)
      for hit in hits { writer.write(record(of: hit)) }
      return writer.finish()
    }
  }

  private func text(of hits: [PlaceHit]) -> String {
    var table = TextTable(indent: "")
    for hit in hits {
      let place = hit.place
      var remarks: [String] = []
      if let distance = hit.distance { remarks.append("\(Int((distance / 1000).rounded())) km away") }
      if let matched = hit.matched, matched != place.name { remarks.append("as \(matched)") }
      remarks.append(contentsOf: hit.reasons)
      table.add([
        place.name,
        place.division?.rawValue.split(separator: ":").last.map(String.init) ?? place.country ?? "",
        PlaceFormat.position(place.coordinate), place.feature.rawValue, place.id.rawValue,
        remarks.joined(separator: "; "),
      ])
    }
    return table.text
  }

  private func record(of hit: PlaceHit) -> Feature {
    let place = hit.place
    func text(_ string: String?) -> PropertyValue { string.map { .string($0) } ?? .null }
    var properties: [(name: String, value: PropertyValue)] = [
      ("name", .string(place.name)), ("country", text(place.country)),
      ("division", text(place.division?.rawValue)),
      ("feature", .string(place.feature.rawValue)), ("population", .integer(place.population)),
    ]
    if let query = hit.query { properties += [("query", .string(query)), ("matched", text(hit.matched))] }
    if let distance = hit.distance {
      properties.append(("distance_km", .number((distance / 10).rounded() / 100)))
    }
    if let layer = hit.layer { properties.append(("layer", .string(layer))) }
    if !hit.reasons.isEmpty { properties.append(("reasons", .string(hit.reasons.joined(separator: "; ")))) }
    return Feature(id: place.id.rawValue, geometry: .point(place.coordinate), properties: properties)
  }

  /// `40.1777 N 44.5126 E`
  static func position(_ coordinate: Coordinate) -> String {
    "\(degrees(coordinate.latitude)) \(coordinate.latitude < 0 ? "S" : "N")"
      + " \(degrees(coordinate.longitude)) \(coordinate.longitude < 0 ? "W" : "E")"
  }

  private static func degrees(_ value: Double) -> String {
    let tenThousandths = Int((value.magnitude * 10_000).rounded())
    let fraction = String(tenThousandths % 10_000)
    return "\(tenThousandths / 10_000)." + String(repeating: "0", count: 4 - fraction.count) + fraction
  }
}
