public import GazetteerIndex
public import GeoTypes

extension DispatchReader {
  /// What a map names besides what the dispatch names: seas and regions in a box (which may cross 180°), and its
  /// best-known towns, at most `towns`.
  public func surroundings(of box: BoundingBox, towns: Int = 250) -> [Place] {
    var known: [(place: PlaceRef, prominence: Double)] = []
    var areas: [PlaceRef] = []
    for place in gazetteer.within(box) {
      switch gazetteer.featureClass(place) {
      case UInt8(ascii: "P"): known.append((place, gazetteer.prominence(place)))
      case UInt8(ascii: "H"), UInt8(ascii: "L"): areas.append(place)
      default: break
      }
    }
    known.sort { $0.prominence != $1.prominence ? $0.prominence > $1.prominence : $0.place < $1.place }
    return (areas + known.prefix(towns).map(\.place)).map { gazetteer.place($0) }
  }
}
