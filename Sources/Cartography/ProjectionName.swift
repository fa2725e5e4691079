internal import GeoTypes
internal import Projections

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What the projection is called, and how far it distorts.
struct ProjectionName {
  let name: String
  /// The largest error of scale inside the extent (of area, for equal-area projections); nil where there is none.
  let distortion: Double?
  private let words: MapWords

  init(_ transformation: borrowing Transformation, _ extent: BoundingBox, _ words: MapWords) {
    self.words = words
    let projection = transformation.crs.projection
    let definition = transformation.crs.definition
    let official = transformation.name.map { "\($0) (\(definition))" }
    name = projection.map { ProjectionName.name($0, words) } ?? official ?? definition
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
    guard let distortion else { return words.text(.projection, ["name": name]) }
    let percent = distortion * 100
    let error = words.number(Swift.max(0.01, percent), digits: percent < 1 ? 2 : percent < 10 ? 1 : 0)
    return words.text(
      distortion > 0.2 ? .projectionDistorted : .projectionExact, ["name": name, "percent": error])
  }

  private static func name(_ projection: Projection, _ words: MapWords) -> String {
    func named(_ phrase: Phrase, _ place: String) -> String { words.text(phrase, ["where": place]) }
    let meridian = words.text(.meridian, ["longitude": words.longitude(projection.centralLongitude)])
    let centre = words.text(
      .centre,
      [
        "latitude": words.latitude(projection.centralLatitude),
        "longitude": words.longitude(projection.centralLongitude),
      ])
    return switch projection.method {
    case .equalEarth: named(.equalEarth, meridian)
    case .transverseMercator: named(.transverseMercator, meridian)
    case .mercator: words[.mercator]
    case .lambertAzimuthalEqualArea: named(.lambertAzimuthal, centre)
    case .lambertConformalConic(let south, let north):
      named(
        .lambertConic,
        words.text(.parallels, ["south": words.latitude(south), "north": words.latitude(north)]))
    case .stereographic: named(.stereographic, centre)
    }
  }
}

/// Angles on the picture.
enum Angle {
  /// Degrees clockwise from the top to the direction (x rightwards, y upwards).
  static func degrees(x: Double, y: Double) -> Double { atan2(x, y) * 180 / .pi }
}
