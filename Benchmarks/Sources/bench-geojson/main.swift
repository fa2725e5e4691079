// Features of GeoJSON written per second from values in memory; `orjson_features.py` is the peer, on the same features.

import GeoTypes
import Interchange

let count = 1_000_000
func feature(_ index: Int) -> Feature {
  let longitude = -180 + Double(index * 7919 % 3_600_000) / 10_000
  let latitude = -90 + Double(index * 104_729 % 1_800_000) / 10_000
  let injured: PropertyValue = index % 3 == 0 ? .null : .integer(index % 90)
  let properties: [(name: String, value: PropertyValue)] = [
    ("layer", .string("incident")), ("kind", .string("shelling")), ("status", .string("claimed")),
    ("date_start", .string("2020-10-31")), ("name", .string("Marâghâ « \(index % 1000) »")),
    ("killed", .integer(index % 50)), ("injured", injured), ("confidence", .number(Double(index % 100) / 100)),
    ("evidence", .string("tirs d'artillerie contre la ville")),
  ]
  let point = Coordinate(wrapping: longitude, clamping: latitude)
  return Feature(id: "story#\(index)", geometry: .point(point), properties: properties)
}
let features = (0..<count).map { feature($0) }

/// Features a second, best of three.
@MainActor func measure(_ name: String, _ write: () -> Int) {
  var best = Duration.seconds(1_000_000)
  var bytes = 0
  for _ in 0..<3 {
    let time = ContinuousClock().measure { bytes = write() }
    best = min(best, time)
  }
  let seconds = Double(best.components.seconds) + Double(best.components.attoseconds) * 1e-18
  print("\(name)\t\(Int(Double(count) / seconds)) features/s\t\(bytes) bytes")
}

measure("lieudit, one array") {
  var writer = GeoJSONWriter()
  for feature in features { writer.write(feature) }
  return writer.finish().count
}
measure("lieudit, drained by the megabyte") {
  var writer = GeoJSONWriter()
  var bytes = 0
  for feature in features {
    writer.write(feature)
    if writer.count > 1 << 20 { writer.drain { bytes += $0.count } }
  }
  writer.finish { bytes += $0.count }
  return bytes
}
