internal import GazetteerIndex
internal import GeoTypes

extension GazetteerAssembly {
  static let geonamesCredit = "GeoNames (geonames.org), CC BY 4.0"

  // MARK: The first pass

  mutating func surveyPlaces(_ file: SourceFile) throws(SourceError) {
    // Refused rows are told by the second pass.
    var source = SourceReport(path: file.path)
    try readRows(file, fieldCounts: [GeoNamesPlace.fieldCount], into: &source) {
      (assembly, row, _) throws(RowProblem) in
      assembly.survey(try GeoNamesPlace(row))
    }
  }

  mutating func survey(_ place: GeoNamesPlace) {
    if known[place.id] == .absent { known[place.id] = .surveyed }
    divisions.survey(place)
  }

  mutating func surveyCountries(_ file: SourceFile) throws(SourceError) {
    var source = SourceReport(path: file.path)
    try readRows(file, fieldCounts: [GeoNamesCountry.fieldCount], skipsComments: true, into: &source) {
      (assembly, row, _) throws(RowProblem) in
      assembly.divisions.survey(try GeoNamesCountry(row))
    }
    finish(source)
  }

  mutating func surveyDivisions(_ file: SourceFile) throws(SourceError) {
    var source = SourceReport(path: file.path)
    try readRows(file, fieldCounts: [GeoNamesDivision.fieldCount], into: &source) {
      (assembly, row, _) throws(RowProblem) in
      assembly.divisions.survey(try GeoNamesDivision(row))
    }
    finish(source)
  }

  mutating func readHierarchy(_ file: SourceFile) throws(SourceError) {
    var source = SourceReport(path: file.path)
    try readRows(file, fieldCounts: GeoNamesContainment.fieldCounts, into: &source) {
      (assembly, row, _) throws(RowProblem) in
      let containment = try GeoNamesContainment(row)
      guard assembly.known[containment.member] != .absent, assembly.known[containment.container] != .absent
      else { return }
      assembly.containments.add(containment)
    }
    finish(source)
  }

  mutating func readFeatures(_ file: SourceFile) throws(SourceError) {
    var source = SourceReport(path: file.path)
    try readRows(file, fieldCounts: GeoNamesFeature.fieldCounts, into: &source) {
      (assembly, row, _) throws(RowProblem) in
      assembly.features.insert(try GeoNamesFeature(row).code.text)
    }
    finish(source)
  }

  // MARK: Places

  mutating func addPlaces(_ file: SourceFile) throws(SourceError) {
    credit(file, [GazetteerAssembly.geonamesCredit])
    var source = SourceReport(path: file.path)
    try readRows(file, fieldCounts: [GeoNamesPlace.fieldCount], into: &source) {
      (assembly, row, source) throws(RowProblem) in
      let place = try GeoNamesPlace(row)
      guard try assembly.add(place, &source), !assembly.hasNames else { return }
      let id = assembly.known.placeID(of: place.id)
      for name in place.alternates.split(separator: UInt8(ascii: ",")) {
        try assembly.add(alternate: UnsafeRawBufferPointer(rebasing: name), to: id, &source)
      }
    }
    finish(source)
  }

  /// Adds a place; false where an earlier source has it.
  mutating func add(_ place: GeoNamesPlace, _ source: inout SourceReport) throws(RowProblem) -> Bool {
    let id = known.placeID(of: place.id)
    guard known[place.id] < .added, !has(id) else {
      if known[place.id] < .added { known[place.id] = .fixed }
      source.repeated += 1
      return false
    }
    guard let coordinate = Coordinate(longitude: place.longitude, latitude: place.latitude) else {
      throw RowProblem(expected: "a position on the Earth", found: "\(place.longitude), \(place.latitude)")
    }
    let feature = GazetteerAssembly.feature(place)
    if !features.isEmpty, feature.count > 1, !features.contains(feature) {
      throw RowProblem(expected: "a feature code that the table of codes has", found: "`\(feature)`")
    }
    let isCountry = place.isCountry && id.rawValue.hasPrefix("iso:")
    let division = isCountry ? nil : divisions.division(of: place, known)
    var parents: [PlaceID] = []
    func addParent(_ parent: PlaceID?) {
      guard let parent, parent != id, parent != division, !parents.contains(parent) else { return }
      parents.append(parent)
    }
    if !isCountry { addParent(divisions.secondDivision(of: place, known)) }
    for container in containments.containers(of: place.id) { addParent(known.placeID(of: container)) }
    let country = place.country.map { GazetteerAssembly.letters($0) }
    // The country holds it anyway.
    if let country { parents.removeAll { $0.rawValue == "iso:\(country)" } }
    try add(
      Place(
        id: id, name: place.name.text, coordinate: coordinate, feature: FeatureCode(feature),
        country: country, division: division, population: place.population, parents: parents))
    known[place.id] = .added
    if !id.rawValue.hasPrefix("gn:") { otherIDs.insert(id) }
    source.places += 1
    return true
  }

  /// `P.PPLC`; the class alone where GeoNames has no code, `?` where it has neither.
  private static func feature(_ place: GeoNamesPlace) -> String {
    if place.featureClass.isEmpty { return place.featureCode.isEmpty ? "?" : place.featureCode.text }
    return place.featureCode.isEmpty
      ? place.featureClass.text : "\(place.featureClass.text).\(place.featureCode.text)"
  }

  /// A country's two letters.
  static func letters(_ country: UInt16) -> String {
    String(decoding: [UInt8(country >> 8), UInt8(country & 0xFF)], as: UTF8.self)
  }

  // MARK: Names

  /// Adds a name that stands beside the place, without a language.
  mutating func add(
    alternate name: UnsafeRawBufferPointer, to id: PlaceID, _ source: inout SourceReport
  ) throws(RowProblem) {
    guard UntaggedName.isName(name) else {
      source.codes += 1
      return
    }
    do throws(RowProblem) {
      try add(PlaceName(text: name.text), to: id)
      source.names += 1
    } catch {
      if failure != nil { throw error }
      // One of the many names of a place that is good itself: signs only, or too long.
      source.codes += 1
    }
  }

  mutating func addNames(_ file: SourceFile) throws(SourceError) {
    credit(file, [GazetteerAssembly.geonamesCredit])
    var source = SourceReport(path: file.path)
    try readRows(file, fieldCounts: GeoNamesName.fieldCounts, into: &source) {
      (assembly, row, source) throws(RowProblem) in
      try assembly.add(try GeoNamesName(row), &source)
    }
    finish(source)
  }

  private mutating func add(_ name: GeoNamesName, _ source: inout SourceReport) throws(RowProblem) {
    // First what most of 18 million rows end with when one country is read.
    let state = known[name.id]
    guard state >= .added else {
      source.homeless += 1
      return
    }
    guard let language = NameLanguage(name.language) else {
      source.codes += 1
      return
    }
    let from = NamePeriod.first(name.from)
    let to = NamePeriod.last(name.to)
    if !name.from.isEmpty && from == nil || !name.to.isEmpty && to == nil { source.unreadPeriods += 1 }
    var kind: PlaceName.Kind
    if name.isHistoric || language.isHistoric {
      kind = .historic
    } else if name.isColloquial {
      kind = .colloquial
    } else if name.isShort {
      kind = .short
    } else {
      kind = name.isPreferred ? .official : .variant
    }
    // The name that French text uses first: the one that GeoNames prefers, else the first.
    if language.tag == "fr", kind == .official || kind == .variant, from == nil, to == nil {
      let rank: KnownPlaces.State = name.isPreferred ? .shownAsPreferred : .shownInFrench
      if state < rank {
        kind = .display
        known[name.id] = rank
      }
    }
    try add(
      PlaceName(text: name.text.text, language: language.tag, kind: kind, validFrom: from, validTo: to),
      to: known.placeID(of: name.id))
    source.names += 1
  }
}
