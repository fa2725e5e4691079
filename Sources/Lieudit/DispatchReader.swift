public import Basemap
public import Dispatches
public import GazetteerIndex
import GeoTypes
public import Geoparsing
import Incidents

/// Reads dispatches: the one thing that a Swift program needs.
///
///     let reader = try DispatchReader()
///     let report = reader.read(Dispatch(id: "1", text: Array("Bamako, 3 mai 2021 (AFP) - …".utf8)))
///     for incident in report.incidents { print(incident.incident.kind, incident.geometry as Any) }
///
/// A reader holds no state between dispatches and may be used from several threads at once.
public struct DispatchReader: Sendable {
  public let gazetteer: Gazetteer
  public let basemap: Basemap?
  /// Why no trained model helps to read, so that rules alone do; nil where one does, or where none was asked for.
  public let modelError: ModelError?
  private let geoparser: Geoparser
  let extractor: IncidentExtractor

  /// A reader over the data of a folder (by default the one that `DataFolder.locate()` finds).
  ///
  ///     let reader = try DispatchReader(layers: ["house.tsv"])
  ///
  /// - Parameter layers: Further gazetteers and house tables, the later over the earlier; a compiled one that comes
  ///   first takes the place of the folder's.
  ///
  /// Throws `GazetteerError` where the gazetteer or a lexicon table is missing or damaged, `BasemapError` for the
  /// basemap, and `DataFolderError` where no data folder is found.
  public init(data: DataFolder? = nil, layers: [String] = []) throws {
    guard let data = data ?? DataFolder.locate() else { throw DataFolderError() }
    try self.init(
      gazetteer: data.gazetteer(layers: layers), lexiconFolder: data.lexicon(),
      basemap: Basemap(path: data.basemap), modelPath: data.model())
  }

  /// A reader over a gazetteer of one's own. Without a basemap, provinces are drawn by their extents.
  ///
  /// - Parameter modelPath: The trained model's file. A model that cannot be used is no reason to read nothing: rules
  ///   alone read then, and `modelError` says why. Nil asks for rules alone.
  public init(
    gazetteer: Gazetteer, lexiconFolder: String, basemap: Basemap?, modelPath: String? = nil
  ) throws(GazetteerError) {
    self.gazetteer = gazetteer
    self.basemap = basemap
    var model: ReadingModel?
    var modelError: ModelError?
    if let modelPath {
      do throws(ModelError) {
        model = try ReadingModel(path: modelPath)
      } catch {
        modelError = error
      }
    }
    self.modelError = modelError
    // Most of the time that a command needs to start goes into these two.
    let vocabulary = OtherThread {
      Result { () throws(GazetteerError) in try IncidentExtractor(lexicon: lexiconFolder) }
    }
    let lexicon = Result { () throws(GazetteerError) in try Lexicon(folder: lexiconFolder) }
    extractor = try vocabulary.wait().get()
    geoparser = Geoparser(gazetteer: gazetteer, lexicon: try lexicon.get(), model: model)
  }

  /// Everything that is read in a dispatch. With `explain`, mentions and candidates carry their reasons.
  public func read(_ dispatch: Dispatch, explain: Bool = false) -> Report {
    let reading = geoparser.read(dispatch, explain: explain)
    let events = extractor.events(in: reading, gazetteer: gazetteer)
    let geometry = IncidentGeometry(gazetteer: gazetteer, basemap: basemap)
    var places = [PlaceRef: PlaceRecord](minimumCapacity: reading.resolutions.count)
    func record(_ ref: PlaceRef?) {
      guard let ref, places[ref] == nil else { return }
      places[ref] = self.record(of: ref)
    }
    for resolution in reading.resolutions {
      record(resolution.place)
      record(resolution.within)
      if explain { for candidate in resolution.candidates { record(candidate.place) } }
    }
    for place in events.incidents.lazy.flatMap(\.places) {
      record(place.place)
      record(place.within)
    }
    return Report(
      reading: reading, times: events.times,
      incidents: events.incidents.map { LocatedIncident(incident: $0, geometry: geometry.geometry(of: $0)) },
      places: places,
      unresolved: reading.resolutions.indices.filter { reading.resolutions[$0].place == nil })
  }

  private func record(of ref: PlaceRef) -> PlaceRecord {
    var local: String?
    var english: String?
    let place = gazetteer.place(ref)
    var isFrench = !place.id.rawValue.hasPrefix("gn:") || gazetteer.house(of: ref) != nil
    gazetteer.forEachName(of: ref) { name in
      if !isFrench { isFrench = gazetteer.isName(of: name, in: "fr") }
      let isWanted = local == nil && name.kind == .official
      guard isWanted || english == nil else { return }
      let isEnglish = gazetteer.isName(of: name, in: "en")
      if english == nil, isEnglish { english = gazetteer.entry(of: name).text }
      if isWanted, !isEnglish, !gazetteer.isName(of: name, in: "fr") {
        local = gazetteer.entry(of: name).text
      }
    }
    return PlaceRecord(place: place, localName: local, englishName: english, hasFrenchName: isFrench)
  }
}

/// No folder with the program's data was found.
public struct DataFolderError: Error, CustomStringConvertible {
  public init() {}
  public var description: String {
    "no data folder: expected core.lieudit and lexicon/fr in $LIEUDIT_DATA, in ../share/lieudit beside the program, "
      + "or in Gazetteer/ above it (run `make data`)"
  }
}
