public import GazetteerIndex
public import GeoTypes

/// What a gazetteer adds to a map around its incidents: towns, seas and regions.
public struct GazetteerContext: Sendable {
  private let gazetteer: Gazetteer
  /// More towns than could ever be named on a page.
  private static let mostTowns = 250
  /// A sea may reach the map from a centre this far off, in degrees.
  private static let seaReach = 30.0

  public init(_ gazetteer: Gazetteer) { self.gazetteer = gazetteer }

  /// The most populous towns in the box and every capital; seas and regions whose extent meets it.
  public func places(in box: BoundingBox) -> [Place] {
    let populated = UInt8(ascii: "P")
    let towns = gazetteer.within(box) { gazetteer.featureClass($0) == populated }
      .map { (ref: $0, weight: gazetteer.isCapital($0) ? Int.max : gazetteer.population($0)) }
    // On a map of the world the large towns alone are more than enough, and sorting the others costs.
    let large = [1_000_000, 100_000, 15_000].lazy.map { least in towns.filter { $0.weight >= least } }
      .first { $0.count >= GazetteerContext.mostTowns }
    let sorted = (large ?? towns).sorted { ($1.weight, $0.ref) < ($0.weight, $1.ref) }
    let around = box.padded(by: 0, minimum: GazetteerContext.seaReach)
    let areas = gazetteer.within(around) { GazetteerContext.areaFeatures.contains(gazetteer.feature($0)) }
      .filter { reaches($0, box) }
    return (sorted.prefix(GazetteerContext.mostTowns).map(\.ref) + areas).map(gazetteer.place)
  }

  private func reaches(_ ref: PlaceRef, _ box: BoundingBox) -> Bool {
    switch gazetteer.extent(ref) {
    case .box(let extent)?: extent.intersects(box)
    case .radius(let kilometres)?:
      gazetteer.coordinate(ref).distance(to: box.center) < kilometres * 1000 + FrameChoice.span(box)
    case nil: box.contains(gazetteer.coordinate(ref))
    }
  }

  /// Seas, gulfs and straits; regions, ranges, deserts and polities that are no country.
  private static let areaFeatures = Set(
    ["H.SEA", "H.OCN", "H.GULF", "H.STRT", "H.BAY", "H.CHN", "L.RGN", "T.MTS", "T.DSRT", "A.PCL"]
      .compactMap(PackedFeature.init))
}
