public import GazetteerIndex
internal import GeoTypes

/// Writes a gazetteer's places and names as the two tables that `gazetteer build` reads (`Gazetteer/README.md`).
///
/// A tab or a line break in a name, which no row can hold, becomes a space.
public struct PlaceTableWriter: ~Copyable {
  private var places = ByteBuffer(capacity: 1 << 16)
  private var names = ByteBuffer(capacity: 1 << 16)

  /// Starts both tables; `comments` go to their heads.
  public init(comments: [String]) {
    for comment in comments {
      let line = "# \(PlaceTableWriter.cell(comment))\n"
      places.append(utf8: line)
      names.append(utf8: line)
    }
    places.append(
      "id\tname\tlongitude\tlatitude\tfeature\tcountry\tdivision\tpopulation\tparents\tfrom\tto\textent\n")
    names.append("id\tname\tlanguage\tkind\tfrom\tto\tside\n")
  }

  public mutating func write(_ place: Place, names placeNames: [PlaceName]) {
    PlaceTableWriter.row(
      &places,
      [
        place.id.rawValue, place.name, PlaceTableWriter.degrees(place.coordinate.longitude),
        PlaceTableWriter.degrees(place.coordinate.latitude), place.feature.rawValue, place.country ?? "",
        place.division?.rawValue ?? "", place.population == 0 ? "" : "\(place.population)",
        place.parents.map(\.rawValue).joined(separator: ";"), place.validFrom?.description ?? "",
        place.validTo?.description ?? "", place.extent?.tableField ?? "",
      ])
    for name in placeNames {
      // The table of places says this one.
      if name == PlaceName(text: place.name, kind: .display) { continue }
      PlaceTableWriter.row(
        &names,
        [
          place.id.rawValue, name.text, name.language ?? "", name.kind.rawValue,
          name.validFrom?.description ?? "", name.validTo?.description ?? "", name.side ?? "",
        ])
    }
  }

  /// Bytes of both tables.
  public struct Tables: Sendable {
    public var places: [UInt8]
    public var names: [UInt8]
  }

  /// The bytes since the last call.
  public mutating func take() -> Tables {
    let taken = Tables(places: places.array(), names: names.array())
    places.removeAll()
    names.removeAll()
    return taken
  }

  private static func row(_ buffer: inout ByteBuffer, _ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: "\t")) }
      buffer.append(utf8: self.cell(cell))
    }
    buffer.append(UInt8(ascii: "\n"))
  }

  private static func cell(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else { return text }
    return String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 })
  }

  /// As the index has it, seven decimals.
  private static func degrees(_ number: Double) -> String {
    var buffer = ByteBuffer(capacity: 32)
    buffer.append(number, decimals: 7)
    return String(decoding: buffer.array(), as: UTF8.self)
  }
}
