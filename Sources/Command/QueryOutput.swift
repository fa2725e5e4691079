import Dispatches
import GazetteerIndex
import GeoTypes
import Geoparsing
import Incidents
import Interchange
import Lieudit

/// Prints what a query found, hit by hit.
struct QueryOutput: ~Copyable {
  let format: QueryCommand.Format
  private var collection: GeoJSONWriter

  init(format: QueryCommand.Format) {
    self.format = format
    collection = GeoJSONWriter(members: Attribution.members)
  }

  mutating func write(mention index: Int, of report: Report, _ sourced: SourcedDispatch)
    throws(CommandFailure)
  {
    let mention = report.reading.mentions[index]
    let resolution = report.reading.resolutions[index]
    let location = SourceLocation(of: mention.range.lowerBound, in: sourced)
    if format == .text {
      let excerpt = Excerpt(of: mention.range, in: report.dispatch)
      let meaning = resolution.place.map { Wording(report: report).name(of: $0) } ?? "?"
      try Terminal.write(
        "\(Palette.faint("\(location):")) \(excerpt.before)"
          + Palette.paint(excerpt.inside, Palette.sgr(of: mention.role))
          + "\(excerpt.after)  [\(mention.role.rawValue), \(meaning)]\n")
      return
    }
    let place = resolution.place.flatMap { report.places[$0]?.place }
    try write(
      Feature(
        id: "\(report.dispatch.id)@\(mention.range.lowerBound)",
        geometry: place.map { .point($0.coordinate) },
        properties: location.properties(of: report.dispatch) + [
          ("text", .string(mention.text)), ("role", .string(mention.role.rawValue)),
          ("place", text(place?.id.rawValue)), ("name", text(place?.name)), ("country", text(place?.country)),
          ("within", text(resolution.within.flatMap { report.places[$0]?.place.id.rawValue })),
          ("confidence", .number((resolution.confidence * 1000).rounded() / 1000)),
        ]))
  }

  mutating func write(incident index: Int, of report: Report, _ sourced: SourcedDispatch)
    throws(CommandFailure)
  {
    let incident = report.incidents[index].incident
    let location = SourceLocation(of: incident.evidence.lowerBound, in: sourced)
    if format == .text {
      let wording = Wording(report: report)
      let parts = [
        wording.kind(of: incident), wording.date(of: incident), wording.places(of: incident),
        wording.circumstances(of: incident),
      ]
      try Terminal.write(
        Palette.faint("\(location):") + " "
          + Terminal.printable(parts.filter { !$0.isEmpty }.joined(separator: "; ")) + "\n")
      return
    }
    var feature = GeoJSON.features(of: report, layers: [.incident])[index]
    feature.properties =
      location.properties(of: report.dispatch) + feature.properties.filter { $0.name != "dispatch" }
    try write(feature)
  }

  /// Ends a collection, empty or not.
  consuming func finish() throws(CommandFailure) {
    if format == .geojson { try Terminal.write(collection.finish()) }
  }

  private mutating func write(_ feature: Feature) throws(CommandFailure) {
    if format == .geojson {
      collection.write(feature)
    } else {
      try Terminal.write(FlatRecord(feature).line)
    }
  }

  private func text(_ string: String?) -> PropertyValue { string.map { .string($0) } ?? .null }
}

extension SourceLocation {
  /// Which dispatch, and where it lies.
  fileprivate func properties(of dispatch: Dispatch) -> [(name: String, value: PropertyValue)] {
    [("dispatch", .string(dispatch.id)), ("file", .string(file)), ("line", .integer(line))]
  }
}
