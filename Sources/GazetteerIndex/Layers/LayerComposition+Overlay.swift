extension LayerComposition {
  /// Compiles what the layers touched. Throws `GazetteerError.table` with a place's id where a value cannot be kept, and
  /// `.tooLarge` where the layers together pass what numbers can tell.
  func overlay() throws(GazetteerError) -> Overlay {
    var builder = GazetteerBuilder()
    builder.sources = sources
    for draft in drafts where !draft.isRemoved {
      var place = draft.place
      place.name = draft.shown
      try builder.add(place)
      for name in draft.names { try builder.add(name, to: place.id) }
    }
    let delta = try Gazetteer(bytes: builder.compiled(), path: layers[layers.count - 1].path)
    let sum = base.file.entryCount * 2 + delta.file.entryCount * 2
    guard sum < Int(Overlay.gone), base.file.placeCount + delta.file.placeCount < Int(Overlay.gone) else {
      throw .tooLarge(what: "names in all layers", limit: Int(Overlay.gone), found: sum)
    }

    var replaced = NumberTable()
    var hidden: [UInt32] = []
    var histories = [Overlay.History](
      repeating: Overlay.History(home: 0, changes: []), count: delta.file.placeCount)
    let first = UInt32(base.file.placeCount)
    for draft in drafts {
      let now = draft.isRemoved ? nil : delta.ref(of: draft.place.id)
      if let now { histories[Int(now.ordinal)] = draft.history }
      guard let old = draft.hides else { continue }
      hidden.append(old.ordinal)
      replaced.insert(old.ordinal, now.map { $0.ordinal + first } ?? Overlay.gone)
    }
    hidden.sort()
    let names = OverlayNames(
      base: base, delta: delta, hidden: hidden, replaced: replaced, stopped: stopped)
    func overlay(_ preferences: [UInt32: Preference]) -> Overlay {
      Overlay(
        base: base, delta: delta, layers: layers, histories: histories, hidden: hidden, replaced: replaced,
        names: names, preferences: preferences, stopped: stopped)
    }
    if preferred.isEmpty { return overlay([:]) }
    let plain = Gazetteer(base, under: overlay([:]))
    var preferences: [UInt32: Preference] = [:]
    for (key, preference) in preferred {
      // A layer further up may have taken the place or its name away.
      guard let name = plain.overlay?.name(key: key), let place = plain.ref(of: preference.place),
        plain.entries(of: name).contains(where: { $0.place == place })
      else { continue }
      preferences[name.ordinal] = Preference(place: place, layer: layers[preference.layer])
    }
    return overlay(preferences)
  }
}
