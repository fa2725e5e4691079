import ArgumentParser
import GazetteerIndex
import GeoTypes
import Interchange

/// How places are printed.
enum PlaceFormat: String, CaseIterable, ExpressibleByArgument {
  /// One line a place, in columns.
  case text
  /// One object a place, one a line.
  case ndjson
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
}

extension PlaceFormat {
  /// The hits of one question, in their order.
  func lines(of hits: [PlaceHit]) -> [UInt8] {
    switch self {
    case .text: Array(text(of: hits).utf8)
    case .ndjson: hits.flatMap { json(of: $0) + [UInt8(ascii: "\n")] }
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
        place.name, place.division?.rawValue.split(separator: ":").last.map(String.init) ?? place.country ?? "",
        PlaceFormat.position(place.coordinate), place.feature.rawValue, place.id.rawValue,
        remarks.joined(separator: "; "),
      ])
    }
    return table.text
  }

  private func json(of hit: PlaceHit) -> [UInt8] {
    var writer = JSONWriter(capacity: 512)
    let place = hit.place
    writer.beginObject()
    if let query = hit.query {
      writer.key("query")
      writer.value(query)
    }
    writer.key("id")
    writer.value(place.id.rawValue)
    writer.key("name")
    writer.value(place.name)
    writer.key("longitude")
    writer.value(place.coordinate.longitude, decimals: 6)
    writer.key("latitude")
    writer.value(place.coordinate.latitude, decimals: 6)
    writer.key("country")
    writer.value(place.country)
    writer.key("division")
    writer.value(place.division?.rawValue)
    writer.key("feature")
    writer.value(place.feature.rawValue)
    writer.key("population")
    writer.value(place.population)
    if let matched = hit.matched {
      writer.key("matched")
      writer.value(matched)
    }
    if let distance = hit.distance {
      writer.key("distance_km")
      writer.value(distance / 1000, decimals: 3)
    }
    if !hit.reasons.isEmpty {
      writer.key("reasons")
      writer.beginArray()
      for reason in hit.reasons { writer.value(reason) }
      writer.endArray()
    }
    writer.endObject()
    return writer.take()
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
