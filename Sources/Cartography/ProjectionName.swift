internal import GeoTypes
internal import Projections

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What the projection is called in French, and how far it distorts.
struct ProjectionName {
  let name: String
  /// The largest error of scale inside the extent (of area, for equal-area projections); nil where there is none.
  let distortion: Double?
  private let isConformal: Bool

  init(_ transformation: borrowing Transformation, _ extent: BoundingBox) {
    let projection = transformation.crs.projection
    let definition = transformation.crs.definition
    let official = transformation.name.map { "\($0) (\(definition))" }
    name = projection.map(ProjectionName.french) ?? official ?? definition
    isConformal = projection?.isConformal ?? true
    var worst: Double?
    // A five-by-five grid finds what is worst to a few per cent of itself: it grows towards the edges.
    for row in 0...4 {
      for column in 0...4 {
        let coordinate = Coordinate(
          wrapping: extent.west + extent.width * Double(column) / 4,
          clamping: extent.south + extent.height * Double(row) / 4)
        guard abs(coordinate.latitude) < 89.9, let here = try? transformation.distortion(at: coordinate)
        else { continue }
        let error = Swift.max(abs(here.maximumScale - 1), abs(1 - here.minimumScale))
        worst = Swift.max(worst ?? 0, error)
      }
    }
    distortion = worst
  }

  /// `Projection : Mercator transverse (méridien 46,75° E), échelle juste à 0,1 % près.`
  var sentence: String {
    guard let distortion else { return "Projection\u{A0}: \(name)." }
    let percent = distortion * 100
    let error = FrenchText.number(Swift.max(0.01, percent), digits: percent < 1 ? 2 : percent < 10 ? 1 : 0)
    return distortion > 0.5
      ? "Projection\u{A0}: \(name)\u{A0}; l’échelle varie fortement d’un bord à l’autre (jusqu’à \(error)\u{202F}%)."
      : "Projection\u{A0}: \(name), échelle juste à \(error)\u{202F}% près."
  }

  private static func french(_ projection: Projection) -> String {
    let meridian = "méridien \(FrenchText.longitude(projection.centralLongitude))"
    let center =
      "centre \(FrenchText.latitude(projection.centralLatitude)), \(FrenchText.longitude(projection.centralLongitude))"
    return switch projection.method {
    case .equalEarth: "Equal Earth (\(meridian))"
    case .transverseMercator: "Mercator transverse (\(meridian))"
    case .mercator: "Mercator"
    case .lambertAzimuthalEqualArea: "azimutale équivalente de Lambert (\(center))"
    case .lambertConformalConic(let south, let north):
      "conique conforme de Lambert (parallèles \(FrenchText.latitude(south)) et \(FrenchText.latitude(north)))"
    case .stereographic: "stéréographique (\(center))"
    }
  }
}

/// Angles on the picture.
enum Angle {
  /// Degrees clockwise from the top to the direction (x rightwards, y upwards).
  static func degrees(x: Double, y: Double) -> Double { atan2(x, y) * 180 / .pi }
}
