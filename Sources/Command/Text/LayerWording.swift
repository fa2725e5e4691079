import GazetteerIndex

extension Gazetteer {
  /// The layer that has the place; nil where there is only one.
  func layerName(of place: PlaceRef) -> String? { layers.count > 1 ? layer(of: place).name : nil }

  /// Which layer has the place, and what layers above it did: `from core.lieudit`, `moved by maison.tsv`.
  func origin(of place: PlaceRef) -> [String] {
    ["from \(layer(of: place).name)"]
      + changes(of: place).map { change in
        let what =
          switch change.action {
          case .renamed: "renamed"
          case .named: "given a name"
          case .moved: "moved"
          case .unnamed: "rid of a name"
          }
        return "\(what) by \(change.layer.name)"
      }
  }
}
