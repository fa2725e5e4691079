import GazetteerIndex
import GeoTypes
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder of its own for each test, removed with its files afterwards.
private final class Folder {
  let path: String

  init() throws {
    var template = Array("/tmp/lieudit-tests-XXXXXX".utf8CString)
    path = try #require(mkdtemp(&template).map { String(cString: $0) })
  }

  func write(_ name: String, _ text: String) throws {
    let file = try #require(fopen("\(path)/\(name)", "w"))
    fputs(text, file)
    fclose(file)
  }

  var files: [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  deinit {
    for file in files { unlink("\(path)/\(file)") }
    rmdir(path)
  }
}

@Suite struct BuilderTests {
  private let header =
    "id\tname\tlongitude\tlatitude\tfeature\tcountry\tdivision\tpopulation\tparents\tfrom\tto\textent\n"
  private let nameHeader = "id\tname\tlanguage\tkind\tfrom\tto\tside\n"

  @Test func foldersOfTablesBecomeOneFile() throws {
    let core = try Folder()
    let curated = try Folder()
    try core.write(
      "a.places.tsv",
      "# Towns of a test.\n#  CC BY 4.0\n" + header
        + "gn:1\tYerevan\t44.51361\t40.18111\tP.PPLC\tAM\tiso:AM-ER\t1093485\t\t\t\t\n"
        + "iso:AM\tArménie\t45\t40\tA.PCLI\tAM\t\t2951776\t\t\t\t43.45,38.84,46.63,41.3\n")
    try curated.write(
      "seas.places.tsv",
      header + "ld:mer-noire\tmer Noire\t35\t43\tH.SEA\t\t\t\tld:eurasie; iso:AM\t1900-01-01\t\tr=500\n")
    try curated.write(
      "fr.names.tsv",
      nameHeader + "gn:1\tErevan\tfr\tdisplay\t\t\t\ngn:1\tErivan\tfr\thistoric\t\t1936-08-17\tRU\n")
    try curated.write("notes.txt", "not a table")
    let out = core.path + "/core.lieudit"
    let summary = try GazetteerBuilder.build(from: [core.path, curated.path + "/"], to: out)
    #expect(summary.places == 3 && summary.entries == 5 && summary.names == 5)
    #expect(summary.unknownContainers == [PlaceID("iso:AM-ER"), PlaceID("ld:eurasie")])
    #expect(core.files == ["a.places.tsv", "core.lieudit"])

    let gazetteer = try Gazetteer(path: out)
    try gazetteer.verify()
    #expect(gazetteer.byteCount == summary.bytes)
    #expect(
      gazetteer.sources == "a.places.tsv\n  Towns of a test.\n  CC BY 4.0\nseas.places.tsv\nfr.names.tsv\n")
    let erevan = try #require(gazetteer.ref(of: PlaceID("gn:1")))
    #expect(
      gazetteer.place(erevan)
        == Place(
          id: PlaceID("gn:1"), name: "Erevan",
          coordinate: Coordinate(longitude: 44.51361, latitude: 40.18111)!,
          feature: FeatureCode("P.PPLC"), country: "AM", division: PlaceID("iso:AM-ER"), population: 1_093_485
        ))
    #expect(
      gazetteer.names(of: erevan).last
        == PlaceName(
          text: "Erivan", language: "fr", kind: .historic,
          validTo: CalendarDate(year: 1936, month: 8, day: 17),
          side: "RU"))
    let sea = try #require(gazetteer.ref(of: PlaceID("ld:mer-noire")))
    #expect(gazetteer.place(sea).parents == [PlaceID("ld:eurasie"), PlaceID("iso:AM")])
    #expect(gazetteer.extent(sea) == .radius(kilometres: 500))
    #expect(!gazetteer.isPlace(sea, validOn: CalendarDate(year: 1899, month: 12, day: 31)!))
    let armenia = try #require(gazetteer.countryRef(erevan))
    #expect(
      gazetteer.extent(armenia) == .box(BoundingBox(west: 43.45, south: 38.84, east: 46.63, north: 41.3)!))

    // Again, over the file that is there.
    let before = gazetteer.version
    _ = try GazetteerBuilder.build(from: [core.path, curated.path], to: out)
    #expect(try Gazetteer(path: out).version == before)
  }

  @Test(arguments: [
    ("gn:1\tX\tx\t0\tP.PPL\t\t\t\t\t\t\t\n", "expected a number in column `longitude`, found `x`"),
    (
      "gn:1\tX\t\t0\tP.PPL\t\t\t\t\t\t\t\n",
      "expected a longitude in degrees in column `longitude`, found nothing"
    ),
    (
      "gn:1\tX\t0\t91\tP.PPL\t\t\t\t\t\t\t\n",
      "expected a longitude in -180…180 and a latitude in -90…90, in degrees in column `latitude`, found `91`"
    ),
    ("gn:1\tX\t0\t0\t\t\t\t\t\t\t\t\n", "expected a feature code of at most 8 characters, found ``"),
    ("gn:1\tX\t0\t0\tP.PPL\tfr\t\t\t\t\t\t\n", "expected a country's two capital letters, found `fr`"),
    ("gn:1\tX\t0\t0\tP.PPL\t\t\t-1\t\t\t\t\n", "expected a population of 0 or more, found `-1`"),
    (
      "gn:1\tX\t0\t0\tP.PPL\t\t\t\t\t\t\t1,2,3\n",
      "expected W,S,E,N in degrees or r= with kilometres in column `extent`, found `1,2,3`"
    ),
    (
      "gn:1\tX\t0\t0\tP.PPL\t\t\t\t\t\t\tr=-1\n",
      "expected W,S,E,N in degrees or r= with kilometres in column `extent`, found `r=-1`"
    ),
    (
      "gn:1\tX\t0\t0\tP.PPL\t\t\t\t\t2020-02-30\t\t\n",
      "expected a date as 2020-10-31 in column `from`, found `2020-02-30`"
    ),
    ("gn:1\tX\t0\t0\n", "expected 12 fields, found 4"),
    ("gn:0\tX\t0\t0\tP.PPL\t\t\t\t\t\t\t\n", "expected an id that no other place has, found `gn:0` again"),
    ("gn:1\t-\t0\t0\tP.PPL\t\t\t\t\t\t\t\n", "expected a name with a letter or a digit, found `-`"),
  ])
  func aBadLineIsNamedAndNothingIsWritten(line: String, message: String) throws {
    let folder = try Folder()
    try folder.write("a.places.tsv", header + "gn:0\tErste\t0\t0\tP.PPL\t\t\t\t\t\t\t\n" + line)
    do {
      _ = try GazetteerBuilder.build(from: [folder.path], to: folder.path + "/core.lieudit")
      Issue.record("the table was taken")
    } catch {
      #expect(error.description == "\(folder.path)/a.places.tsv:3: \(message)")
    }
    #expect(folder.files == ["a.places.tsv"])
  }

  @Test func namesThatDoNotFitIntoMemoryChangeNothing() throws {
    let whole = try Fixture.caucasus().builder.compiled()
    for limit in [1, 100, 1000] {
      var fixture = Fixture(runLimit: limit)
      try fixture.fillWithTheCaucasus()
      #expect(try fixture.builder.compiled() == whole, "\(limit)")
    }
  }

  @Test func aNameNeedsItsPlaceAndAKind() throws {
    for (line, message) in [
      ("gn:9\tX\t\tvariant\t\t\t\n", "expected the id of a place in column `id`, found `gn:9`"),
      (
        "gn:0\tX\t\tvariante\t\t\t\n",
        "expected display, official, variant, short, colloquial, historic in column `kind`, found `variante`"
      ),
    ] {
      let folder = try Folder()
      try folder.write("a.places.tsv", header + "gn:0\tErste\t0\t0\tP.PPL\t\t\t\t\t\t\t\n")
      try folder.write("a.names.tsv", nameHeader + line)
      do {
        _ = try GazetteerBuilder.build(from: [folder.path], to: folder.path + "/core.lieudit")
        Issue.record("the table was taken")
      } catch {
        #expect(error.description == "\(folder.path)/a.names.tsv:2: \(message)")
      }
    }
  }

  @Test func aFolderThatIsMissingOrEmptyOrClosedIsAnError() throws {
    let folder = try Folder()
    #expect(throws: GazetteerError.self) {
      try GazetteerBuilder.build(from: [folder.path], to: folder.path + "/x")
    }
    #expect(throws: GazetteerError.self) {
      try GazetteerBuilder.build(from: ["/nonexistent"], to: folder.path + "/x")
    }
    try folder.write("a.places.tsv", header)
    #expect(throws: GazetteerError.self) {
      try GazetteerBuilder.build(from: [folder.path], to: "/nonexistent/core.lieudit")
    }
    #expect(folder.files == ["a.places.tsv"])
  }
}
