// What holds a place. An index alone reads it from the place's record; layers know more (`Overlay.Containers`).
extension Gazetteer {
  private typealias Record = IndexFormat.PlaceRecord

  /// The place of the country that `countryCode` says; a country's own is itself.
  public func countryRef(_ ref: PlaceRef) -> PlaceRef? {
    if let overlay { return overlay.country(of: ref) }
    return checked(file.country(of: offset(ref)))
  }

  /// The first-order division that holds the place.
  public func divisionRef(_ ref: PlaceRef) -> PlaceRef? {
    if let overlay { return overlay.division(of: ref) }
    return checked(file.places.u32(offset(ref) + Record.division))
  }

  /// The further places that hold it, as far as the gazetteer has them.
  public func parents(of ref: PlaceRef) -> [PlaceRef] {
    if let overlay { return overlay.parents(of: ref) }
    return file.parents(of: file.detail(offset(ref))).compactMap { checked(file.parents.u32($0 * 8 + 4)) }
  }

  /// Whether `container` holds the place: as its country, its division or a parent, or as one of those of one
  /// that holds it. A place does not hold itself.
  public func isPlace(_ ref: PlaceRef, within container: PlaceRef) -> Bool {
    holds(container, ref, depth: 8)
  }

  private func holds(_ container: PlaceRef, _ ref: PlaceRef, depth: Int) -> Bool {
    guard depth > 0, ref != container else { return false }
    guard overlay == nil else { return holdsByRefs(container, ref, depth: depth) }
    let offset = offset(ref)
    let wanted = container.ordinal
    if file.country(of: offset) == wanted { return true }
    let division = file.places.u32(offset + Record.division)
    if division == wanted { return true }
    if let division = checked(division), division != ref, holds(container, division, depth: depth - 1) {
      return true
    }
    for index in file.parents(of: file.detail(offset)) {
      guard let parent = checked(file.parents.u32(index * 8 + 4)) else { continue }
      if parent == container || holds(container, parent, depth: depth - 1) { return true }
    }
    return false
  }

  /// `holds` where places of several layers hold one another.
  private func holdsByRefs(_ container: PlaceRef, _ ref: PlaceRef, depth: Int) -> Bool {
    if countryRef(ref) == container { return true }
    if let division = divisionRef(ref) {
      if division == container { return true }
      if division != ref, holds(container, division, depth: depth - 1) { return true }
    }
    return parents(of: ref).contains { $0 == container || holds(container, $0, depth: depth - 1) }
  }
}
