import Basemap
import Cartography
import Lieudit
import Projections

/// Draws the maps of one run: the same options for every dispatch.
struct MapDrawer {
  private let reader: DispatchReader
  private let renderer: MapRenderer
  private let options: MapOptions
  private let page: MapPage?

  /// Throws `CommandFailure`: 66 where there is no basemap, 64 where the coordinate system cannot draw any map.
  init(reader: DispatchReader, options: MapOptions, style: MapStyle, page: PageResources? = nil)
    throws(CommandFailure)
  {
    guard let basemap = reader.basemap else { throw CommandFailure(.missingInput, "there is no basemap") }
    self.reader = reader
    self.options = options
    renderer = MapRenderer(
      basemap: basemap, kinds: style.kinds, theme: style.theme, language: style.language)
    let renderer = renderer
    self.page = page.map { MapPage(renderer: renderer, resources: $0) }
    guard case .given(let crs) = options.system else { return }
    // A system that does not exist is wrong usage, to be said before anything is read.
    do {
      _ = try Transformation(to: crs)
    } catch {
      throw CommandFailure(.usage, "--crs: \(error)")
    }
  }

  /// Whose data a map and its GeoJSON show.
  var attribution: String { (renderer.basemap.credits + Attribution.gazetteer).joined(separator: "; ") }

  func draw(_ reports: [Report]) throws(ProjectionError) -> RenderedMap {
    try renderer.render(reports, options: options) { reader.surroundings(of: $0) }
  }

  /// The page of dispatches; nil where none is to be made.
  func drawPage(_ reports: [Report]) throws(ProjectionError) -> RenderedPage? {
    try page?.render(reports, options: options) { reader.surroundings(of: $0) }
  }
}
