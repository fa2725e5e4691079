public import GazetteerIndex
public import GeoTypes

extension DispatchReader {
  /// What a map names besides what the dispatch names: seas and regions in a box (which may cross 180°), and its
  /// best-known towns, at most `towns`.
  public func surroundings(of box: BoundingBox, towns: Int = 250) -> [Place] {
    typealias Town = (place: PlaceRef, prominence: Double)
    var known: [Town] = []
    // Of the whole world's towns few are wanted: the rest is dropped on the way.
    var least = -Double.infinity
    func keepBest() {
      known.sort { $0.prominence != $1.prominence ? $0.prominence > $1.prominence : $0.place < $1.place }
      known.removeLast(Swift.max(0, known.count - towns))
    }
    var areas: [PlaceRef] = []
    for place in gazetteer.within(box) {
      switch gazetteer.featureClass(place) {
      case UInt8(ascii: "P"):
        let prominence = gazetteer.prominence(place)
        guard prominence >= least else { continue }
        known.append((place, prominence))
        if known.count >= 8 * Swift.max(1, towns) {
          keepBest()
          least = known.last?.prominence ?? least
        }
      case UInt8(ascii: "H"), UInt8(ascii: "L"): areas.append(place)
      default: break
      }
    }
    keepBest()
    return (areas + known.map(\.place)).map { gazetteer.place($0) }
  }
}
