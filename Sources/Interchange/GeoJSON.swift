internal import Dispatches
public import GeoTypes
public import Lieudit

/// What of a report goes into a GeoJSON file.
public enum GeoJSONLayer: String, CaseIterable, Sendable {
  /// One feature for each incident; without geometry where it is unlocated.
  case incident
  /// One feature for each resolved place that is mentioned.
  case place
}

/// The GeoJSON of a report: one FeatureCollection (RFC 7946) for a dispatch.
public enum GeoJSON {
  /// The whole file as bytes, with the foreign members `generator`, `attribution` and `dispatch` (the dispatch's id).
  ///
  /// - Parameter attribution: Whose data it is, as the licences ask for it (`GeoNames (CC BY 4.0); …`).
  public static func bytes(
    of report: Report, layers: Set<GeoJSONLayer> = Set(GeoJSONLayer.allCases), attribution: String
  ) -> [UInt8] {
    var writer = GeoJSONWriter(members: [
      ("generator", Version.generator), ("attribution", attribution), ("dispatch", report.dispatch.id),
    ])
    for feature in features(of: report, layers: layers) { writer.write(feature) }
    return writer.finish()
  }

  /// The features of a report: incidents in the text's order, then places by id.
  public static func features(
    of report: Report, layers: Set<GeoJSONLayer> = Set(GeoJSONLayer.allCases)
  ) -> [Feature] {
    (layers.contains(.incident) ? report.incidents.map { report.feature($0) } : [])
      + (layers.contains(.place) ? report.placeFeatures : [])
  }
}
