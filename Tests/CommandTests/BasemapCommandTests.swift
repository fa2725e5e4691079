import Foundation
import Testing

/// `basemap build`, and `--basemap` of the commands that read dispatches.
@Suite struct BasemapCommandTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// One square lake in the Gulf of Guinea, as GeoJSON.
  private func lake(_ name: String = "ne_50m_lakes.geojson") throws -> String {
    try folder.write(
      """
      {"type": "FeatureCollection", "features": [{"type": "Feature",
        "properties": {"name": "Essai", "name_fr": "Lac d’essai", "scalerank": 1},
        "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}}]}
      """, to: name)
  }

  @Test func aMapIsDrawnOnTheBasemapThatWasBuilt() throws {
    let source = try lake()
    let basemap = folder.path + "/lacs.basemap"
    let built = try Program.run("basemap", "build", "--natural-earth", source, "-o", basemap)
    #expect(built.status == 0 && built.standardOutput.isEmpty, "\(built.standardError)")
    #expect(built.standardError.contains("1 features, 1 lakes"))
    // The program's own work may be replaced, with the same bytes.
    let first = try Data(contentsOf: URL(fileURLWithPath: basemap))
    #expect(try Program.run("basemap", "build", "--natural-earth", source, "-o", basemap).status == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: basemap)) == first)

    let dispatch = try folder.write(
      "Accra, 7 juin 2024 (ALD) - Un incendie s'est déclaré vendredi à Accra.\n", to: "accra.txt")
    let drawn = try Program.run(
      "map", dispatch, "--basemap", basemap, "--bbox", "-2,-1,4,7", "--format", "svg", "-o", folder.path)
    #expect(drawn.status == 0, "\(drawn.standardError)")
    #expect(try folder.text("accra.svg").contains("Lac d’essai"))
    let own = try Program.run("map", dispatch, "--bbox", "-2,-1,4,7", "--format", "svg", "-o", folder.path)
    #expect(own.status == 0)
    #expect(try !folder.text("accra.svg").contains("Lac d’essai"))
    for command in [["tag"], ["query", "--place", "Accra"]] {
      #expect(try Program.run(command + [dispatch, "--basemap", basemap]).status == 0)
    }
  }

  @Test func whatCannotBeReadOrWrittenEndsWithItsStatus() throws {
    let source = try lake()
    let target = folder.path + "/x.basemap"
    func status(_ source: String, _ target: String) throws -> Int32 {
      try Program.run("basemap", "build", "--natural-earth", source, "-o", target).status
    }
    #expect(try status(folder.path + "/none", target) == 66)
    let empty = folder.path + "/empty"
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    #expect(try status(empty, target) == 65)
    _ = try folder.write("mine", to: "others.basemap")
    #expect(try status(source, folder.path + "/others.basemap") == 73)
    #expect(try folder.text("others.basemap") == "mine")
    #expect(try status(source, folder.path + "/no/folder.basemap") == 73)
    // A damaged archive, and a damaged file in the place of a good one: nothing is left behind.
    _ = try folder.write("PK\u{3}\u{4} and no more", to: "ne_10m_lakes.zip")
    #expect(try status(folder.path + "/ne_10m_lakes.zip", target) == 65)
    _ = try folder.write(
      "{\"features\": [{\"geometry\": {\"type\": \"Point\"}}]}", to: "ne_50m_lakes.geojson")
    let damaged = try Program.run("basemap", "build", "--natural-earth", source, "-o", target)
    #expect(damaged.status == 65 && damaged.standardError.contains("ne_50m_lakes.geojson: damaged at byte "))
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.contains("x.basemap")
    }
    #expect(left.isEmpty)
  }

  @Test func aBasemapThatIsNoneEndsWithItsStatus() throws {
    let dispatch = try folder.write("Accra, 7 juin 2024 (ALD) - Rien.\n", to: "rien.txt")
    let none = try folder.write("no basemap", to: "none.basemap")
    #expect(try Program.run("tag", dispatch, "--basemap", none).status == 65)
    #expect(try Program.run("tag", dispatch, "--basemap", folder.path + "/missing").status == 66)
  }
}
