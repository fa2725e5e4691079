extension Overlay {
  /// Which places hold which, across layers: an index knows only its own, and the ids of others.
  struct Containers: Sendable {
    private let base: Gazetteer
    private let delta: Gazetteer
    private let replaced: NumberTable
    /// For each country of `base` and of `delta`, its place in the view or none.
    private let baseCountries: [UInt32]
    private let deltaCountries: [UInt32]
    /// For each place of `delta` its division, for each of its records of parents the parent, or none.
    private let deltaDivisions: [UInt32]
    private let deltaParents: [UInt32]

    init(base: Gazetteer, delta: Gazetteer, replaced: NumberTable) {
      self.base = base
      self.delta = delta
      self.replaced = replaced
      let first = UInt32(base.file.placeCount)
      func find(_ id: PlaceID) -> UInt32 {
        delta.ref(of: id).map { $0.ordinal + first }
          ?? base.ref(of: id).map { replaced.current($0.ordinal) } ?? IndexFormat.none
      }
      func countries(of file: IndexFile) -> [UInt32] {
        (0..<file.countries.count / 8).map { number in
          let letters = [file.countries.u8(number * 8), file.countries.u8(number * 8 + 1)]
          return number == 0
            ? IndexFormat.none : find(PlaceID("iso:" + String(decoding: letters, as: UTF8.self)))
        }
      }
      baseCountries = countries(of: base.file)
      deltaCountries = countries(of: delta.file)
      deltaDivisions = delta.places.map { place in
        delta.place(place).division.map { find($0) } ?? IndexFormat.none
      }
      let parents = delta.file.parents
      deltaParents = (0..<parents.count / 8).map { find(delta.file.id(IDCode(raw: parents.u32($0 * 8)))) }
    }

    private func ref(_ ordinal: UInt32) -> PlaceRef? {
      ordinal == IndexFormat.none ? nil : PlaceRef(ordinal: ordinal)
    }

    /// What a place of `base` is now; nil for one removed.
    private func current(_ ordinal: UInt32) -> PlaceRef? { ref(replaced.current(ordinal)) }

    /// The place in the view of an id that `base` lacks.
    private func above(_ id: PlaceID) -> PlaceRef? {
      delta.ref(of: id).map { PlaceRef(ordinal: $0.ordinal + UInt32(base.file.placeCount)) }
    }

    private func own(_ place: PlaceRef) -> Int? {
      Int(place.ordinal) < base.file.placeCount ? nil : Int(place.ordinal) - base.file.placeCount
    }

    private func record(_ place: PlaceRef) -> Int { Int(place.ordinal) * IndexFormat.PlaceRecord.size }

    func country(of place: PlaceRef) -> PlaceRef? {
      let offset = IndexFormat.PlaceRecord.country
      let country: UInt32?
      if let own = own(place) {
        let number = delta.file.places.u16(own * IndexFormat.PlaceRecord.size + offset)
        country = deltaCountries[Int(number)]
      } else {
        let number = base.file.places.u16(record(place) + offset)
        // Damage may give any number.
        country = baseCountries.indices.contains(Int(number)) ? baseCountries[Int(number)] : nil
      }
      return country.flatMap { ref($0) }
    }

    func division(of place: PlaceRef) -> PlaceRef? {
      if let own = own(place) { return ref(deltaDivisions[own]) }
      if let division = base.divisionRef(place) { return current(division.ordinal) }
      return base.file.strayDivision(base.file.detail(record(place))).flatMap { above($0) }
    }

    func parents(of place: PlaceRef) -> [PlaceRef] {
      if let own = own(place) {
        let detail = delta.file.detail(own * IndexFormat.PlaceRecord.size)
        return delta.file.parents(of: detail).compactMap { ref(deltaParents[$0]) }
      }
      return base.file.parents(of: base.file.detail(record(place))).compactMap { index in
        let parent = base.file.parents.u32(index * 8 + 4)
        if Int(parent) < base.file.placeCount { return current(parent) }
        return above(base.file.id(IDCode(raw: base.file.parents.u32(index * 8))))
      }
    }
  }
}

extension NumberTable {
  /// What a place of the lowest layer is in the view, by the table of those replaced; none for one removed.
  fileprivate func current(_ place: UInt32) -> UInt32 {
    let now = find(place)
    return now == IndexFormat.none ? place : now == Overlay.gone ? IndexFormat.none : now
  }
}
