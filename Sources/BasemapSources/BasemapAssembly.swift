package import Basemap
package import GazetteerSources
internal import GeoTypes

/// Makes a basemap of Natural Earth's layers, and of another basemap where these say nothing.
///
/// A layer that is there takes the place of the other basemap's; what has no such layer stays: divisions of
/// countries without any here, regions and seas, and all disputed lines, which there have dates and notes. Names are the
/// other basemap's where it knows the place.
///
/// The same files give the same bytes.
package struct BasemapAssembly {
  /// What became of the layers.
  package struct Report: Sendable {
    /// A line for each layer and each thing worth saying, in order.
    package var notes: [String] = []
    /// Classes of lines that the table does not have.
    package var unknownClasses: Set<String> = []
  }

  /// Generalisation by level, in degrees of latitude.
  static let tolerances = [0.1, 0.022, 0.0025]
  /// The smallest island or lake by level, in square kilometres.
  static let smallest = [600, 20, 0.4]
  /// Of these degrees of latitude and more the finest level is generalised four times as much: nobody maps an incident
  /// among the skerries of the far north, and they would be a third of the file.
  private static let farNorth = 66.0

  let base: Basemap
  let tables: NaturalEarthTables
  var builder = BasemapBuilder()
  package internal(set) var report = Report()
  /// French names by id.
  let names: [String: String]
  /// Ids whose area was written.
  var countryIDs: Set<String> = []
  var outlineIDs: Set<String> = []
  /// `iso:XX` of countries whose divisions were written.
  var dividedCountries: Set<String> = []
  var roles: Set<NaturalEarthTables.Role> = []
  /// Of the countries, 10, 50 or 110: how far their borders may be off.
  var scale = 10

  package init(base: Basemap, tables: NaturalEarthTables) {
    self.base = base
    self.tables = tables
    var names: [String: String] = [:]
    for layer in [BasemapLayer.division, .country] {
      for feature in base.features(in: layer, intersecting: .world, level: .fine) where !feature.id.isEmpty {
        names[feature.id] = feature.name
      }
    }
    self.names = names
  }

  /// Reads all layers of a folder and adds what they are made of.
  ///
  /// Throws `SourceError` where a layer is damaged, and what reading the other basemap throws as `.kind`.
  package mutating func add(
    _ folder: NaturalEarthFolder, progress: (String) -> Void
  ) throws(SourceError) {
    roles = Set(folder.found.map(\.layer.role))
    let lines = folder.found.filter { $0.layer.role == .line }
    var disputed: [SourceLine] = []
    for found in lines {
      progress("\(found.path): reading")
      disputed += newLines(try BasemapAssembly.sound(folder.read(found), found), found)
    }
    for found in folder.found where found.layer.role != .line {
      progress("\(found.path): reading")
      let layer = try BasemapAssembly.sound(folder.read(found), found)
      progress("\(found.path): generalising")
      let before = builder.count
      switch found.layer.role {
      case .country:
        scale = found.scale
        addCountries(layer, found, disputed)
      case .division: addDivisions(layer, found)
      case .lake: addLakes(layer, found)
      case .river: addRivers(layer, found)
      case .land:
        if roles.contains(.country) {
          note(found.path, "left out, the countries are the land")
        } else {
          addLand(layer, found)
        }
      case .line: break
      }
      // What gives nothing must not take the place of ours.
      let isEmpty =
        switch found.layer.role {
        case .country: countryIDs.isEmpty
        case .land: builder.count == before && !roles.contains(.country)
        case .division, .lake, .river, .line: builder.count == before
        }
      if isEmpty {
        throw .kind(
          path: found.path, expected: "features with shapes and, of countries, ISO codes",
          found: "\(layer.records.count) features without")
      }
    }
    addDisputed(disputed)
    do throws(BasemapError) {
      try copyTheRest()
    } catch {
      throw .kind(path: base.path, expected: "a sound basemap", found: "\(error)")
    }
  }

  /// The file's bytes. Throws `BasemapError.tooLarge`.
  package func bytes(path: String) throws(BasemapError) -> [UInt8] {
    try builder.bytes(credits: base.credits, path: path)
  }

  private mutating func copyTheRest() throws(BasemapError) {
    let (roles, countryIDs, outlineIDs) = (roles, countryIDs, outlineIDs)
    let dividedCountries = dividedCountries
    try builder.copy(from: base) { feature in
      switch feature.layer {
      case .land, .shore: !roles.contains(.country) && !roles.contains(.land)
      case .country: !countryIDs.contains(feature.id)
      case .countryBorder: !roles.contains(.country)
      case .division:
        !dividedCountries.contains(String(feature.id.prefix(6)))
          && !(feature.id.isEmpty && roles.contains(.division))
      case .divisionBorder: !dividedCountries.contains(feature.id)
      case .disputedLine: true
      case .lake: !roles.contains(.lake)
      case .river: !roles.contains(.river)
      case nil: !outlineIDs.contains(feature.id)
      }
    }
  }

  /// Throws `SourceError.kind` where a layer has nothing in it.
  private static func sound(
    _ layer: SourceLayer, _ found: NaturalEarthFolder.Found
  ) throws(SourceError) -> SourceLayer {
    guard !layer.records.isEmpty else {
      throw .kind(path: found.path, expected: "a layer with features", found: "none")
    }
    return layer
  }

  mutating func note(_ path: String, _ text: String) { report.notes.append("\(path): \(text)") }

  // MARK: What the layers share

  /// The generalised line at a level.
  static func generalised(_ points: [GridPoint], _ level: Detail) -> [GridPoint] {
    let index = Int(level.rawValue)
    let isFar = level == .fine && abs(points.first?.y ?? 0) > farNorth
    return Outline.simplified(points, tolerance: tolerances[index] * (isFar ? 4 : 1))
  }

  /// 1 for what is largest to 9.
  static func rank(squareKilometres area: Double) -> Int {
    let limits: [Double] = [20_000, 5_000, 1_500, 500, 150, 50, 15, 5]
    return (limits.firstIndex { area >= $0 } ?? limits.count) + 1
  }

  /// The cell of 6° that a point lies in: features of many small parts are split by it, so that a query reads few.
  static func cell(_ point: GridPoint) -> [Int] {
    [Int((point.y / 6).rounded(.down)), Int((point.x / 6).rounded(.down))]
  }
}
