internal import GazetteerIndex
internal import GeoTypes

extension GazetteerAssembly {
  /// Reads Linked Places format (GeoJSON-LD): a FeatureCollection, or one Feature.
  ///
  /// Of a feature are read `@id`, `properties.title` and `ccodes`, `names` with `lang` and `when`, `types`, `geometry` and `when`,
  /// `relations` to what holds it, and what our own export adds (`LinkedPlacesFeature`).
  ///
  /// Source: https://github.com/LinkedPasts/linked-places-format
  mutating func addLinkedPlaces(_ file: SourceFile) throws(SourceError) {
    var source = SourceReport(path: file.path)
    var cursor = try JSONCursor(
      try file.open().readAll(limit: GazetteerAssembly.largestFile), path: file.path)
    var credits: [String] = []
    var features: [LinkedPlacesFeature] = []
    var single = LinkedPlacesFeature()
    var isCollection = false
    try cursor.object { (key, cursor) throws(SourceError) in
      switch key {
      case "features" where try cursor.kind() == .array:
        isCollection = true
        try cursor.array { (cursor) throws(SourceError) in
          var feature = LinkedPlacesFeature()
          try feature.read(&cursor)
          features.append(feature)
          if features.count & 0xFFF == 0 { tell(file, cursor.position, features.count) }
        }
      case "license", "licence", "attribution", "citation":
        if let text = try cursor.stringOrSkip() { credits.append(text) }
      default: try single.readMember(key, &cursor)
      }
    }
    try cursor.end()
    if !isCollection { features = [single] }
    credit(
      file, credits.isEmpty ? ["Linked Places of the user's; their licence is not told."] : credits)
    for (index, feature) in features.enumerated() {
      do throws(RowProblem) {
        try add(feature, file, &source)
      } catch {
        try checkBuilder()
        source.refusals.add(
          .kind(
            path: "\(file.path) (feature \(index + 1)\(feature.id.map { ", \($0)" } ?? ""))",
            expected: error.expected, found: error.found))
      }
    }
    tell(file, file.size, features.count)
    if source.places + source.repeated == 0 {
      throw source.refusals.first.first
        ?? .kind(path: file.path, expected: "a FeatureCollection of Linked Places", found: "no feature")
    }
    finish(source)
  }

  private mutating func add(
    _ feature: LinkedPlacesFeature, _ file: SourceFile, _ source: inout SourceReport
  ) throws(RowProblem) {
    guard let name = feature.title ?? feature.names.first?.text else {
      throw RowProblem(expected: "a title or a toponym", found: "none")
    }
    guard let location = feature.location else {
      throw RowProblem(expected: "a geometry with positions in degrees", found: feature.geometryProblem)
    }
    let id = ownID(feature.id, name: name, in: file)
    try addOwn(
      Place(
        id: id, name: name, coordinate: location.coordinate, feature: FeatureCode(feature.feature),
        country: feature.countries.first, division: feature.division.map { PlaceID($0) },
        population: feature.population, parents: feature.parents.map { PlaceID($0) },
        extent: feature.extent ?? location.extent, validFrom: feature.period.from, validTo: feature.period.to),
      &source)
    for name in feature.names {
      try add(name, to: id)
      source.names += 1
    }
  }
}
