import Cartography
import Dispatches
import GazetteerIndex
import GeoTypes
import Interchange
import Lieudit
import Projections

/// What event data needs besides the reports.
struct EventOutput {
  var codes: EventCodes
  var gazetteer: Gazetteer
}

/// Writes what `lieudit map` makes of each dispatch, and remembers what went wrong.
struct MapOutput {
  typealias Format = MapCommand.Format

  private let folder: String
  private let formats: Set<Format>
  private let layers: Set<GeoJSONLayer>
  private let scale: Int
  private let drawer: MapDrawer
  private let file: OutputFile
  private let events: EventOutput?
  private var tally = EventTally()
  private var names = FileNames()
  private var drawn = 0
  private var undrawn = 0
  private var unwritten = 0

  /// Whether any of the formats shows a map.
  static func draws(_ formats: Set<Format>) -> Bool { !formats.isDisjoint(with: [.svg, .html, .png, .pdf]) }

  /// What needs `rsvg-convert`, and cannot be had without it, is said at once and counts as not written.
  init(
    folder: String, formats: Set<Format>, layers: Set<GeoJSONLayer>, scale: Int, drawer: MapDrawer,
    file: OutputFile, events: EventOutput?
  ) throws(CommandFailure) {
    var formats = formats
    let converted: Set<Format> = [.png, .pdf]
    if !formats.isDisjoint(with: converted) {
      do throws(CommandFailure) {
        try ConvertedPicture.check()
      } catch {
        // What else is asked for can still be had.
        formats.subtract(converted)
        if formats.isEmpty { throw error }
        Terminal.fail(error.message ?? "rsvg-convert is not there")
        unwritten += 1
      }
    }
    self.folder = folder + (folder.hasSuffix("/") ? "" : "/")
    self.formats = formats
    self.layers = layers
    self.scale = scale
    self.drawer = drawer
    self.file = file
    self.events = events
  }

  /// Writes the files of one dispatch and prints what was placed.
  ///
  /// - Parameter source: What messages call its file.
  /// Throws `CommandFailure` only for what would fail for every further file as well.
  mutating func write(_ report: Report, from source: String) throws {
    let base = folder + names.name(for: report.dispatch.id)
    var paths: [String] = []
    if formats.contains(.geojson) {
      try put(&paths, base, .geojson) { [layers, drawer] in
        GeoJSON.bytes(of: report, layers: layers, attribution: drawer.attribution)
      }
    }
    if formats.contains(.json) { try putRecord(of: report, &paths, base) }
    try putEvents(of: [report], &paths, base)
    let layout = try draw([report], from: source, &paths, base)
    try Terminal.write(PlacementTable(report: report, files: paths, layout: layout).text)
  }

  /// Writes one set of files for several dispatches, and prints what was placed of each. What `tag` has stays a file a
  /// dispatch.
  ///
  /// Throws as `write(_:from:)` does.
  mutating func write(merged reports: [Report]) throws {
    for report in reports {
      var paths: [String] = []
      if formats.contains(.json) {
        try putRecord(of: report, &paths, folder + names.name(for: report.dispatch.id))
      }
      try Terminal.write(PlacementTable(report: report, files: paths, layout: nil).text)
    }
    let base = folder + names.name(for: MapOutput.mergedName)
    var paths: [String] = []
    if formats.contains(.geojson) {
      try put(&paths, base, .geojson) { [layers, drawer] in
        var writer = GeoJSONWriter(members: [
          ("generator", Version.generator), ("attribution", drawer.attribution),
          ("dispatch", reports.map(\.dispatch.id).joined(separator: "; ")),
        ])
        for report in reports {
          for feature in GeoJSON.features(of: report, layers: layers) { writer.write(feature) }
        }
        return writer.finish()
      }
    }
    try putEvents(of: reports, &paths, base)
    let layout = try draw(reports, from: mergedSource(reports), &paths, base)
    try Terminal.write(PlacementTable.summary(of: paths, layout: layout))
  }

  private static let mergedName = "carte"

  private func mergedSource(_ reports: [Report]) -> String { "\(reports.count) dispatches" }

  private mutating func putRecord(
    of report: Report, _ paths: inout [String], _ base: String
  ) throws(CommandFailure) {
    try put(&paths, base, .json) { () throws(CommandFailure) in
      var writer = TagWriter()
      writer.write(report)
      return writer.take()
    }
  }

  /// The incidents with the columns of each scheme asked for: one table for all the reports.
  private mutating func putEvents(
    of reports: [Report], _ paths: inout [String], _ base: String
  ) throws(CommandFailure) {
    guard let events else { return }
    for format in MapCommand.Format.allCases where formats.contains(format) {
      guard let scheme = format.events else { continue }
      var writer = EventWriter(format: scheme, codes: events.codes, gazetteer: events.gazetteer)
      for report in reports { writer.write(report) }
      tally.add(writer)
      let bytes = writer.take()
      try put(&paths, base, format) { () throws(CommandFailure) in bytes }
    }
  }

  /// Draws and writes map and page; nil where none is asked for or can be drawn.
  private mutating func draw(
    _ reports: [Report], from source: String, _ paths: inout [String], _ base: String
  ) throws -> MapLayout? {
    guard MapOutput.draws(formats) else { return nil }
    var layout: MapLayout?
    do {
      let page = formats.contains(.html) ? try drawer.drawPage(reports) : nil
      layout = page?.layout
      if !formats.isDisjoint(with: [.svg, .png, .pdf]) {
        let map = try drawer.draw(reports)
        layout = map.layout
        try put(map, day: reports.compactMap(\.dispatch.anchor).max(), &paths, base)
      }
      if let page { try put(&paths, base, .html) { () throws(CommandFailure) in page.html } }
      drawn += 1
    } catch let error as ProjectionError {
      Terminal.fail("\(source): no map of it: \(error)")
      undrawn += 1
    }
    return layout
  }

  /// Throws `CommandFailure` where something could not be drawn or written.
  func finish() throws(CommandFailure) {
    for note in tally.notes { Terminal.note(note) }
    if unwritten > 0 { throw CommandFailure(.cannotWrite) }
    if undrawn > 0 { throw CommandFailure(drawn > 0 ? .partly : .unusableInput) }
  }

  private mutating func put(
    _ map: RenderedMap, day: CalendarDate?, _ paths: inout [String], _ base: String
  ) throws(CommandFailure) {
    if formats.contains(.svg) { try put(&paths, base, .svg) { () throws(CommandFailure) in map.svg } }
    for (format, picture) in [(Format.png, ConvertedPicture.Format.png), (.pdf, .pdf)]
    where formats.contains(format) {
      try put(&paths, base, format) { [scale] () throws(CommandFailure) in
        try ConvertedPicture.bytes(of: map.svg, picture, scale: scale, day: day)
      }
    }
  }

  /// What cannot be written keeps nothing else from being written, but for a full disk.
  private mutating func put(
    _ paths: inout [String], _ base: String, _ format: Format, _ bytes: () throws(CommandFailure) -> [UInt8]
  ) throws(CommandFailure) {
    let path = "\(base).\(format.fileExtension)"
    do throws(CommandFailure) {
      try file.write(try bytes(), to: path)
      paths.append(path)
    } catch {
      if error.isLasting { throw error }
      Terminal.fail(error.message ?? path)
      unwritten += 1
    }
  }
}
