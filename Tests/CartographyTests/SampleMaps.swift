import Basemap
import Cartography
import Foundation
import GazetteerIndex
import GeoTypes
import Lieudit

/// The committed basemap and kinds, and the maps of all samples, made once.
enum SampleMaps {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let renderer = renderer()

  static let themes = ["light", "dark", "print-grey"]

  static func theme(_ name: String) throws -> MapTheme {
    try MapTheme(path: root.appendingPathComponent("Gazetteer/styles/\(name).tsv").path)
  }

  static func words(_ language: String) throws -> MapWords {
    try MapWords(
      language: language, path: root.appendingPathComponent("Gazetteer/words/\(language).tsv").path)
  }

  /// What the gazetteer would know of countries.
  private static let countries = ["iso:AM": "Armenia", "iso:AZ": "Azerbaijan", "iso:IR": "Iran"]

  /// The committed basemap, kinds, theme and words; English names from the committed tables.
  static func renderer(theme: String = "light", language: String = "fr") -> MapRenderer? {
    do {
      let tables = ["towns", "places"].map {
        root.appendingPathComponent("Gazetteer/words/\(language).\($0).tsv").path
      }
      return MapRenderer(
        basemap: try Basemap(path: root.appendingPathComponent("Gazetteer/basemap/world.basemap").path),
        kinds: try KindStyles(
          path: root.appendingPathComponent("Gazetteer/lexicon/kinds.tsv").path,
          pictograms: root.appendingPathComponent("Gazetteer/styles/pictograms.tsv").path),
        theme: try Self.theme(theme),
        language: MapLanguage(
          words: try Self.words(language),
          places: language == "fr" ? .french : try PlaceNames(paths: tables) { countries[$0.rawValue] }))
    } catch {
      return nil
    }
  }

  /// Towns, seas and regions for context, as a gazetteer would give them.
  static let places: [Place] = {
    func place(
      _ name: String, _ longitude: Double, _ latitude: Double, _ feature: String = "P.PPL",
      _ population: Int = 100_000,
      radius: Double? = nil
    ) -> Place {
      Place(
        id: PlaceID("ld:\(name)"), name: name,
        coordinate: Coordinate(wrapping: longitude, clamping: latitude),
        feature: FeatureCode(feature), population: population, extent: radius.map { .radius(kilometres: $0) })
    }
    return [
      place("Erevan", 44.51, 40.18, "P.PPLC", 1_090_000), place("Bakou", 49.89, 40.38, "P.PPLC", 1_100_000),
      place("Tbilissi", 44.79, 41.69, "P.PPLC", 1_050_000), place("Gandja", 46.36, 40.68, "P.PPL", 310_000),
      place("Latchine", 46.55, 39.64, "P.PPL", 2000), place("Goris", 46.34, 39.51, "P.PPL", 20_000),
      place("Fizouli", 47.15, 39.60, "P.PPL", 20_000), place("Agdam", 46.93, 39.99, "P.PPL", 30_000),
      place("Barda", 47.13, 40.37, "P.PPL", 38_000), place("Yevlakh", 47.15, 40.62, "P.PPL", 59_000),
      place("Haut-Karabakh", 46.75, 39.9, "L.RGN", 0, radius: 50),
      place("Mer Caspienne", 50.5, 42, "H.SEA", 0, radius: 600),
      place("Paris", 2.35, 48.85, "P.PPLC", 2_100_000), place("Londres", -0.13, 51.51, "P.PPLC", 8_900_000),
      place("Madrid", -3.7, 40.42, "P.PPLC", 3_200_000), place("Berlin", 13.4, 52.52, "P.PPLC", 3_600_000),
      place("Rome", 12.48, 41.9, "P.PPLC", 2_800_000), place("Moscou", 37.62, 55.75, "P.PPLC", 12_500_000),
      place("Varsovie", 21.01, 52.23, "P.PPLC", 1_800_000),
      place("Bucarest", 26.1, 44.43, "P.PPLC", 1_800_000),
      place("Chisinau", 28.86, 47.01, "P.PPLC", 640_000), place("Minsk", 27.57, 53.9, "P.PPLC", 2_000_000),
      place("New York", -74.0, 40.71, "P.PPL", 8_400_000),
      place("Montréal", -73.57, 45.5, "P.PPL", 1_700_000),
      place("Damas", 36.29, 33.51, "P.PPLC", 2_000_000), place("Tripoli", 35.84, 34.44, "P.PPL", 730_000),
      place("Tyr", 35.2, 33.27, "P.PPL", 117_000), place("Saïda", 35.37, 33.56, "P.PPL", 160_000),
      place("Zahlé", 35.9, 33.85, "P.PPL", 120_000), place("Baalbek", 36.21, 34.0, "P.PPL", 80_000),
      place("Khartoum", 32.53, 15.55, "P.PPLC", 5_200_000),
      place("Yaoundé", 11.52, 3.87, "P.PPLC", 2_700_000),
      place("Bangui", 18.56, 4.36, "P.PPLC", 880_000), place("Kano", 8.52, 12.0, "P.PPL", 3_600_000),
      place("Sarh", 18.38, 9.15, "P.PPL", 100_000), place("Maroua", 14.32, 10.59, "P.PPL", 320_000),
      place("Maiduguri", 13.16, 11.85, "P.PPL", 1_100_000),
      place("Mer Noire", 34, 43.4, "H.SEA", 0, radius: 500),
      place("Mer d’Azov", 36.6, 46.1, "H.SEA", 0, radius: 120),
      place("Mer Méditerranée", 18, 35, "H.SEA", 0, radius: 1800),
      place("Océan Atlantique", -35, 35, "H.OCN", 0, radius: 3500),
      place("Océan Pacifique", -160, 0, "H.OCN", 0, radius: 5000),
      place("Océan Indien", 75, -15, "H.OCN", 0, radius: 3500),
      place("Océan Arctique", 0, 84, "H.OCN", 0, radius: 1500),
      place("Donbass", 38.3, 48.3, "L.RGN", 0, radius: 120),
      place("Rostov-sur-le-Don", 39.72, 47.24, "P.PPL", 1_100_000),
      place("Belgorod", 36.58, 50.6, "P.PPL", 390_000), place("Simferopol", 34.1, 44.95, "P.PPL", 340_000),
      place("Nadi", 177.42, -17.8, "P.PPL", 42_000), place("Labasa", 179.37, -16.43, "P.PPL", 28_000),
      place("Mata-Utu", -176.17, -13.28, "P.PPLC", 1000),
      place("Barranquilla", -74.8, 10.97, "P.PPL", 1_200_000),
      place("Quito", -78.5, -0.23, "P.PPLC", 1_600_000), place("Bucaramanga", -73.12, 7.13, "P.PPL", 580_000),
      place("Pereira", -75.7, 4.81, "P.PPL", 440_000), place("Ibagué", -75.23, 4.44, "P.PPL", 400_000),
    ]
  }()

  /// A compiled gazetteer to look at maps with, where LIEUDIT_MAP_GAZETTEER names one; tests do without.
  private static let gazetteer = ProcessInfo.processInfo.environment["LIEUDIT_MAP_GAZETTEER"]
    .flatMap { try? Gazetteer(path: $0) }.map(GazetteerContext.init)

  static func context(_ box: BoundingBox) -> [Place] {
    if let gazetteer { return gazetteer.places(in: box) }
    return places.filter { place in
      if case .radius? = place.extent { return true }
      return box.contains(place.coordinate)
    }
  }
}
