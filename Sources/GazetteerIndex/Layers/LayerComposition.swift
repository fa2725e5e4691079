/// Puts layers together, in their order, over a gazetteer: the places that they touch, as a whole and as they are then.
///
/// Time and memory grow with the layers, not with what lies below.
struct LayerComposition {
  /// A place that a layer touched.
  struct Draft {
    /// As the layer that has the record says; the name to show stands in `names`.
    var place: Place
    /// As they came; of those that can be shown the last one is.
    var names: [PlaceName]
    var history: Overlay.History
    /// The place in the base whose record this one takes the place of.
    var hides: PlaceRef?
    var isRemoved = false

    /// The name to show, as the builder chooses it.
    var shown: String {
      names.last {
        $0.kind == .display && $0.validFrom == nil && $0.validTo == nil && $0.side == nil
          && ($0.language == nil || $0.language == "fr")
      }?.text ?? place.name
    }
  }

  /// A place of the layers so far.
  enum Known: Hashable {
    case base(PlaceRef)
    case draft(Int)
  }

  let base: Gazetteer
  private(set) var layers: [Layer]
  var drafts: [Draft] = []
  private var draftOfID: [PlaceID: Int] = [:]
  private var draftOfBase: [PlaceRef: Int] = [:]
  /// Drafts that had a name of the key when it was given; it may have been taken since.
  private var draftsOfKey: [[UInt8]: [Int]] = [:]
  /// The keys of the stop-list.
  var stopped: Set<[UInt8]> = []
  /// By key, the place preferred and the layer that says so.
  var preferred: [[UInt8]: (place: PlaceID, layer: Int)] = [:]
  var sources = ""

  init(over base: Gazetteer) {
    self.base = base
    layers = [base.lowestLayer]
  }

  /// The number of the layer that is being added.
  var current: Int { layers.count }

  mutating func finish(_ layer: Layer) { layers.append(layer) }

  // MARK: Places

  func find(_ id: PlaceID) -> Known? {
    if let draft = draftOfID[id] { return drafts[draft].isRemoved ? nil : .draft(draft) }
    return base.ref(of: id).map { .base($0) }
  }

  func id(_ known: Known) -> PlaceID {
    switch known {
    case .base(let ref): base.id(ref)
    case .draft(let draft): drafts[draft].place.id
    }
  }

  func place(_ known: Known) -> Place {
    switch known {
    case .base(let ref): base.place(ref)
    case .draft(let draft): drafts[draft].place
    }
  }

  func name(_ known: Known) -> String {
    switch known {
    case .base(let ref): base.name(ref)
    case .draft(let draft): drafts[draft].shown
    }
  }

  func names(_ known: Known) -> [PlaceName] {
    switch known {
    case .base(let ref): base.names(of: ref)
    case .draft(let draft): drafts[draft].names
    }
  }

  /// The places that bear a name, in the order of their ids.
  func bearers(of key: [UInt8]) -> [Known] {
    var found: Set<Known> = []
    if let name = base.find(key: key) {
      base.forEachBearer(of: name) { if draftOfBase[$0.place] == nil { found.insert(.base($0.place)) } }
    }
    for draft in draftsOfKey[key] ?? [] where !drafts[draft].isRemoved && has(.draft(draft), key) {
      found.insert(.draft(draft))
    }
    return found.map { (known: $0, id: id($0)) }.sorted { $0.id < $1.id }.map(\.known)
  }

  func has(_ known: Known, _ key: [UInt8]) -> Bool {
    names(known).contains { NameKey.all(of: $0.text).contains(key) }
  }

  // MARK: Changes

  /// The draft of a place, which is made of the base's record where there is none.
  mutating func draft(of known: Known) -> Int {
    switch known {
    case .draft(let draft): return draft
    case .base(let ref):
      let place = base.place(ref)
      drafts.append(
        Draft(
          place: place, names: base.names(of: ref), history: Overlay.History(home: 0, changes: []), hides: ref
        ))
      let draft = drafts.count - 1
      draftOfID[place.id] = draft
      draftOfBase[ref] = draft
      for name in drafts[draft].names { index(name.text, draft) }
      return draft
    }
  }

  /// Puts a place over the layers so far: a new one, or the record of one that they have, whose names stay.
  mutating func put(_ place: Place) -> Int {
    let draft: Int
    if let known = find(place.id) {
      draft = self.draft(of: known)
      drafts[draft].place = place
      drafts[draft].history = Overlay.History(home: current, changes: [])
    } else {
      let isNew = draftOfID[place.id] == nil
      draft = draftOfID[place.id] ?? drafts.count
      let hides = isNew ? nil : drafts[draft].hides
      let new = Draft(
        place: place, names: [], history: Overlay.History(home: current, changes: []), hides: hides)
      if isNew { drafts.append(new) } else { drafts[draft] = new }
      draftOfID[place.id] = draft
    }
    give(PlaceName(text: place.name, kind: .display), to: draft)
    return draft
  }

  /// Gives a place one more name; whatever a stop-list below says of it is over.
  mutating func give(_ name: PlaceName, to draft: Int) {
    drafts[draft].names.append(name)
    index(name.text, draft)
    for key in NameKey.all(of: name.text) { stopped.remove(key) }
  }

  /// Notes what the layer that is being added does to a place that a layer below has.
  mutating func note(_ action: LayerChange.Action, _ draft: Int) {
    let change = Overlay.History.Change(layer: current, action: action)
    let isKnown = drafts[draft].history.changes.contains { $0.layer == current && $0.action == action }
    if isKnown || drafts[draft].history.home == current { return }
    drafts[draft].history.changes.append(change)
  }

  private mutating func index(_ name: String, _ draft: Int) {
    for key in NameKey.all(of: name) where draftsOfKey[key]?.last != draft {
      draftsOfKey[key, default: []].append(draft)
    }
  }
}
