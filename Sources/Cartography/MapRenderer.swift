public import Basemap
internal import Dispatches
public import GazetteerIndex
public import GeoTypes
internal import Incidents
public import Lieudit
public import Projections

/// Makes the map of a dispatch, or of several: an SVG picture that stands for itself.
///
/// The same reports, basemap, tables and options give the same bytes.
public struct MapRenderer: Sendable {
  public let basemap: Basemap
  public let kinds: KindStyles
  public let theme: MapTheme
  public let language: MapLanguage

  public init(basemap: Basemap, kinds: KindStyles, theme: MapTheme, language: MapLanguage) {
    self.basemap = basemap
    self.kinds = kinds
    self.theme = theme
    self.language = language
  }

  /// Draws the map of a dispatch.
  ///
  /// - Parameter context: The gazetteer's places in a box that may cross the antimeridian: towns (the most
  ///   populous are enough), seas (class H) and regions (class L). Called once.
  /// - Throws: `ProjectionError` for a system that does not exist, or that the extent lies outside of.
  public func render(
    _ report: Report, options: MapOptions = MapOptions(), context: (BoundingBox) -> [Place] = { _ in [] }
  ) throws(ProjectionError) -> RenderedMap {
    try render([report], options: options, context: context)
  }

  /// Draws the map with the gazetteer's towns, seas and regions around the incidents.
  public func render(
    _ report: Report, options: MapOptions = MapOptions(), gazetteer: Gazetteer
  ) throws(ProjectionError) -> RenderedMap {
    try render([report], options: options, context: GazetteerContext(gazetteer).places)
  }

  /// Draws one map of several dispatches, in their order; as of the last one's day where the options name none.
  ///
  /// Throws as `render(_:options:context:)` does.
  public func render(
    _ reports: [Report], options: MapOptions = MapOptions(), context: (BoundingBox) -> [Place] = { _ in [] }
  ) throws(ProjectionError) -> RenderedMap {
    try compose(reports, options: options, context: context).drawn(in: theme)
  }

  /// The map before it is written.
  func compose(
    _ reports: [Report], options: MapOptions, context: (BoundingBox) -> [Place]
  ) throws(ProjectionError) -> ComposedMap {
    let words = language.words
    let content = MapContent(reports, language, kinds: kinds)
    let choice = options.extent.map(FrameChoice.init(given:)) ?? FrameChoice(for: content)
    let day = options.asOf ?? reports.compactMap(\.dispatch.anchor).max()
    let header = MapHeader(reports, content, options, day: day, words)
    let width = Swift.min(
      Swift.max(MapOptions.widths.lowerBound, options.width), MapOptions.widths.upperBound)
    let margin = MapRenderer.margin(width)
    // A day whose incidents all lie elsewhere would be an empty picture.
    let days = options.byDay ? content.days.filter { $0.content.meets(choice.extent) } : []
    let parts = days.count > 1 ? days.map { ($0 as DayContent?, $0.content) } : [(nil, content)]
    let grid = PanelGrid(count: parts.count, left: margin, top: header.height, width: width - 2 * margin)
    var panels: [ComposedMap.Panel] = []
    var places: [Place]?
    var signs: Symbology?
    for (index, (day_, part)) in parts.enumerated() {
      let projector = try projector(
        choice, options, left: grid.left(of: index), top: grid.top(of: index, above: panels.last),
        width: grid.panelWidth)
      // Every panel shows the same part of the Earth.
      let context = places ?? named(context(projector.extent), content.spellings)
      places = context
      let symbology =
        signs
        ?? Symbology(
          content,
          at: content.sites.compactMap { projector.pixel(of: $0.coordinate) }
            .filter(projector.frame.contains), width: projector.frame.width, isByDay: parts.count > 1)
      signs = symbology
      let picture = MapPicture(
        content: part, projector: projector, basemap: basemap, day: day, places: context,
        mentioned: Set(reports.flatMap { $0.places.values.map(\.place.id) }), language: language,
        symbology: symbology, named: options.labels)
      let heading = day_.map { words.period(from: $0.first, to: $0.last) }
      panels.append(ComposedMap.Panel(heading: heading, projector: projector, picture: picture))
    }
    let outside = outside(panels, content)
    let symbology = signs ?? Symbology(content, at: [], width: width, isByDay: false)
    let (legend, naming) = legend(of: panels, content, symbology, outside: outside, day: day, options)
    return ComposedMap(
      content: content, symbology: symbology, outside: outside, header: header, panels: panels,
      legend: legend, naming: naming,
      width: width, margin: margin, words: words)
  }

  /// The incidents with a place that no panel shows; without those that have no day, where panels are days.
  private func outside(_ panels: [ComposedMap.Panel], _ content: MapContent) -> [MapContent.Item] {
    let pictures = panels.map(\.picture)
    let shown = Set(
      (pictures.flatMap(\.shownSites).flatMap(\.items) + pictures.flatMap(\.shownAreas).flatMap(\.items))
        .map(\.id))
    return content.located.filter { !shown.contains($0.id) && (panels.count == 1 || $0.days != nil) }
  }

  /// The places in the map's language, as the dispatches spell them where it has no name of its own.
  private func named(_ places: [Place], _ spellings: [PlaceID: String]) -> [Place] {
    places.map { place in
      var place = place
      place.name = spellings[place.id] ?? language.places.name(place.id, place.name)
      return place
    }
  }

  private func legend(
    of panels: [ComposedMap.Panel], _ content: MapContent, _ symbology: Symbology,
    outside: [MapContent.Item], day: CalendarDate?, _ options: MapOptions
  ) -> (Legend, ProjectionName) {
    let words = language.words
    let pictures = panels.map(\.picture)
    let projector = panels[0].projector
    var legend = Legend(words, symbology)
    let shown = Set(pictures.flatMap(\.shownSites).map(\.coordinate))
    let hidden = Set(outside.map(\.id))
    legend.addSigns(
      sites: content.sites.filter { shown.contains($0.coordinate) },
      areas: content.areas.filter { area in area.items.contains { !hidden.contains($0.id) } }, of: pictures)
    legend.addList(words[.outside], outside)
    // What no day is known of has no panel.
    let undated = panels.count > 1 ? content.located.filter { $0.days == nil } : []
    legend.addList(words[.undated], undated)
    legend.addList(words[.unlocated], content.unlocated)
    let naming = ProjectionName(projector.transformation, projector.extent, words)
    let isMoved = pictures.contains(where: \.hasMoved)
    legend.addCredit(isMoved ? "\(naming.sentence) \(words[.moved])" : naming.sentence)
    for note in pictures[0].borderNotes(day) { legend.addCredit(note) }
    legend.addCredit(
      words.text(
        options.credit == nil ? .credits : .creditOfUser,
        [
          "credit": options.credit ?? "", "basemap": words.list(basemap.credits.map(words.credit)),
          "names": words.list(options.gazetteerCredits),
        ]))
    return (legend, naming)
  }

  private static func margin(_ width: Double) -> Double { width < 500 ? 10 : 20 }

  /// An incident's id as an XML name: what a name may not hold becomes `_` and its code; the exact id stands in
  /// `data-id`.
  static func elementID(_ id: String) -> String {
    var name = "incident-"
    for byte in id.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
        name.unicodeScalars.append(Unicode.Scalar(byte))
      default: name += "_" + String(byte, radix: 16)
      }
    }
    return name
  }

  /// The frame: shaped like what it shows within what suits a page, and full of map.
  private func projector(
    _ choice: FrameChoice, _ options: MapOptions, left: Double, top: Double, width: Double
  ) throws(ProjectionError) -> MapProjector {
    // From 11° E the world is cut in the Bering Strait, where no land is cut with it.
    let world = Projection(method: .equalEarth, centralLongitude: 11)
    let crs: CRS =
      switch options.system {
      case .auto: CRS(choice.isWorld ? world : ProjectionChoice.projection(for: choice.extent))
      case .given(let crs): crs
      }
    let transformation = try Transformation(to: crs, over: choice.extent)
    var extent = choice.extent
    if choice.isWorld, let projection = crs.projection {
      let west = Coordinate.wrap(projection.centralLongitude + 180.001)
      let east = Coordinate.wrap(projection.centralLongitude + 179.999)
      extent = BoundingBox(west: west, south: -90, east: east, north: 90) ?? .world
    }
    let bounds = try transformation.bounds(of: extent)
    let shape = bounds.height > 0 ? bounds.width / bounds.height : 4.0 / 3
    let aspect = choice.isWorld ? shape : Swift.min(1.5, Swift.max(width < 500 ? 0.9 : 1.2, shape))
    let frame = Rect(x: left, y: top, width: width, height: (width / aspect).rounded())
    return try MapProjector(
      transformation: transformation, box: bounds.expanded(toAspect: frame.width / frame.height), frame: frame
    )
  }
}
