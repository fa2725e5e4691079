import GeoTypes
import Interchange

/// A feature as one flat JSON object on a line: its properties, and the position of a point.
struct FlatRecord {
  let feature: Feature

  init(_ feature: Feature) { self.feature = feature }

  var line: [UInt8] {
    var writer = JSONWriter(capacity: 512)
    writer.beginObject()
    writer.key("id")
    writer.value(feature.id)
    for property in feature.properties {
      writer.key(property.name)
      switch property.value {
      case .null: writer.null()
      case .bool(let bool): writer.value(bool)
      case .integer(let integer): writer.value(integer)
      case .number(let number): writer.value(number)
      case .string(let string): writer.value(string)
      case .date(let date): writer.value(date)
      }
    }
    if case .point(let coordinate)? = feature.geometry {
      writer.key("longitude")
      writer.value(coordinate.longitude, decimals: 6)
      writer.key("latitude")
      writer.value(coordinate.latitude, decimals: 6)
    }
    writer.endObject()
    writer.newline()
    return writer.take()
  }
}
