import Basemap
import GazetteerIndex
import GeoTypes
import Incidents

/// Turns an incident's places into the geometry that it is drawn with.
struct IncidentGeometry {
  let gazetteer: Gazetteer
  /// For the outlines of countries and divisions; without it their extents stand in.
  let basemap: Basemap?

  /// A point up to precision `town`; an area from `district` up; nil for what has no known place.
  func geometry(of incident: Incident) -> Geometry? {
    guard let place = incident.places.first(where: { $0.place != nil || $0.within != nil }) else {
      return nil
    }
    switch incident.precision {
    case .exact, .near, .town:
      if let ref = place.place { return .point(gazetteer.coordinate(ref)) }
      return place.within.flatMap { area(of: $0) }
    case .district, .province, .country, .region:
      guard let ref = place.place ?? place.within, let area = area(of: ref) else { return nil }
      return place.part.map { area.part($0) } ?? area
    case .unlocated: return nil
    }
  }

  /// The outline of a country, a division or a lake; of what has none something round of its extent.
  private func area(of ref: PlaceRef) -> Geometry? {
    if let outline = basemap?.outline(of: gazetteer.id(ref).rawValue) ?? lake(ref) { return outline }
    let centre = gazetteer.coordinate(ref)
    switch gazetteer.extent(ref) {
    case .box(let box): return Geometry(ellipseLike: box)
    case .radius(let kilometres): return Geometry(circleAround: centre, radius: kilometres * 1000)
    case nil:
      return Geometry(
        circleAround: centre, radius: IncidentGeometry.typicalRadius(of: gazetteer.feature(ref)))
    }
  }

  /// The shape of a lake, which the basemap knows without an id; nil for what is none.
  private func lake(_ ref: PlaceRef) -> Geometry? {
    guard let basemap, IncidentGeometry.lakes.contains(gazetteer.feature(ref)) else { return nil }
    let centre = gazetteer.coordinate(ref)
    let extent: BoundingBox? =
      switch gazetteer.extent(ref) {
      case .box(let box): box
      case .radius(let kilometres): Geometry(circleAround: centre, radius: kilometres * 1000).bounds
      case nil: nil
      }
    return basemap.lake(at: centre, named: gazetteer.names(of: ref).map(\.text), within: extent)
  }

  /// Lakes, reservoirs and lagoons.
  private static let lakes = Set(["H.LK", "H.LKS", "H.RSV", "H.LGN"].compactMap(PackedFeature.init))

  /// Metres, for places whose extent nobody recorded: the order of size of such places, on the large side.
  private static func typicalRadius(of feature: PackedFeature) -> Double {
    switch feature.featureClass {
    case UInt8(ascii: "P"): 5_000
    case UInt8(ascii: "A"): feature == .division ? 60_000 : 25_000
    default: 40_000
    }
  }
}
