internal import GazetteerIndex

/// What a map names: levels that may be left out one by one.
public enum LabelLevel: String, CaseIterable, Sendable {
  /// The places and areas of incidents.
  case incidents
  case countries
  /// First-order divisions, and regions such as the Sahel.
  case regions
  /// Towns, each with its mark: a town without its name is not drawn.
  case towns
  /// Seas, lakes and rivers.
  case waters
}

extension LabelLevel {
  /// The level of a place that stands around the incidents.
  init(of place: Place) {
    switch place.feature.featureClass {
    case "P": self = .towns
    case "H": self = .waters
    default: self = .regions
    }
  }
}
