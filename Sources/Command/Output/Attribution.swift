import Cartography
import Lieudit

/// Who made an export, and whose places it has, as the licences ask for it.
enum Attribution {
  /// The gazetteer's sources, as every map prints them.
  static let gazetteer = MapOptions().gazetteerCredits

  /// The foreign members of a collection of places.
  static let members = [
    (name: "generator", value: Version.generator),
    (name: "attribution", value: gazetteer.joined(separator: "; ")),
  ]
}
