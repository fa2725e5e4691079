internal import GazetteerIndex

/// Which of GeoNames' places a gazetteer under way has, under which id, and what shows each of them: a byte a place, so
/// that 13 million take 13 MB.
struct KnownPlaces {
  enum State: UInt8, Comparable {
    case absent
    /// In one of the sources, not added yet.
    case surveyed
    /// Added, and shown by GeoNames' main name.
    case added
    /// Shown by a French name.
    case shownInFrench
    /// Shown by the French name that GeoNames prefers.
    case shownAsPreferred
    /// One of the project's tables or of a user's: its name stays.
    case fixed

    static func < (left: State, right: State) -> Bool { left.rawValue < right.rawValue }
  }

  /// Of 65,536 numbers each; empty where nothing in it is known.
  private var pages = [[UInt8]](repeating: [], count: 1 << 16)
  /// The places that have an id of another scheme (`iso:AM`).
  private var otherIDs: [UInt32: PlaceID] = [:]

  subscript(id: UInt32) -> State {
    get {
      let page = pages[Int(id >> 16)]
      return page.isEmpty ? .absent : State(rawValue: page[Int(id & 0xFFFF)]) ?? .absent
    }
    set {
      let number = Int(id >> 16)
      if pages[number].isEmpty { pages[number] = [UInt8](repeating: 0, count: 1 << 16) }
      pages[number][Int(id & 0xFFFF)] = newValue.rawValue
    }
  }

  mutating func give(_ id: UInt32, _ other: PlaceID) { otherIDs[id] = other }

  func placeID(of id: UInt32) -> PlaceID { otherIDs[id] ?? PlaceID("gn:\(id)") }

  /// The number in `gn:616052`; nil for an id of another scheme.
  static func number(of id: PlaceID) -> UInt32? {
    var text = id.rawValue
    return text.withUTF8 { bytes in
      guard bytes.count > 3, bytes[0] == UInt8(ascii: "g"), bytes[1] == UInt8(ascii: "n"),
        bytes[2] == UInt8(ascii: ":")
      else { return nil }
      return UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[3...])).geonameID()
    }
  }
}
