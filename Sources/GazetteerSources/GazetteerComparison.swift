public import GazetteerIndex
internal import GeoTypes

/// What is different in one gazetteer from another, by the places' ids.
public struct GazetteerChange: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case placeAdded = "place_added"
    case placeRemoved = "place_removed"
    /// By more than `GazetteerComparison.movement`.
    case moved
    /// Another name is shown.
    case renamed
    case nameAdded = "name_added"
    case nameRemoved = "name_removed"
  }

  public var kind: Kind
  public var place: PlaceID
  /// The shown name: the new gazetteer's, for a place that was removed the old one's.
  public var name: String
  /// The old shown name, or the name that was removed.
  public var before: String?
  /// The new shown name, or the name that was added.
  public var after: String?
  /// Its language, for a name added or removed.
  public var language: String?
  /// Metres, for a place that moved.
  public var distance: Double?
}

/// Compares two gazetteers.
public struct GazetteerComparison {
  /// Places that moved less, in metres, are where they were: sources differ by as much in where a town's middle is.
  public static let movement = 1000.0

  private let old: Gazetteer
  private let new: Gazetteer

  public init(from old: Gazetteer, to new: Gazetteer) {
    self.old = old
    self.new = new
  }

  /// All changes, place by place in the order of their ids.
  public func changes() -> [GazetteerChange] {
    var changes: [GazetteerChange] = []
    for ref in old.places {
      let id = old.id(ref)
      if let other = new.ref(of: id) {
        changes += compare(ref, other, id)
      } else {
        changes.append(GazetteerChange(kind: .placeRemoved, place: id, name: old.name(ref)))
      }
    }
    for ref in new.places {
      let id = new.id(ref)
      if old.ref(of: id) == nil {
        changes.append(GazetteerChange(kind: .placeAdded, place: id, name: new.name(ref)))
      }
    }
    // The changes of one place stay in the order in which they were found.
    return changes.enumerated().sorted { left, right in
      left.element.place == right.element.place
        ? left.offset < right.offset : left.element.place < right.element.place
    }.map(\.element)
  }

  private func compare(_ ref: PlaceRef, _ other: PlaceRef, _ id: PlaceID) -> [GazetteerChange] {
    var changes: [GazetteerChange] = []
    let name = new.name(other)
    let distance = old.coordinate(ref).distance(to: new.coordinate(other))
    if distance > GazetteerComparison.movement {
      changes.append(GazetteerChange(kind: .moved, place: id, name: name, distance: distance))
    }
    let oldName = old.name(ref)
    if oldName != name {
      changes.append(
        GazetteerChange(kind: .renamed, place: id, name: name, before: oldName, after: name))
    }
    let before = texts(old.names(of: ref))
    let after = texts(new.names(of: other))
    if before == after { return changes }
    for gone in before where !after.contains(gone) {
      changes.append(
        GazetteerChange(
          kind: .nameRemoved, place: id, name: name, before: gone.text, language: gone.language))
    }
    for come in after where !before.contains(come) {
      changes.append(
        GazetteerChange(kind: .nameAdded, place: id, name: name, after: come.text, language: come.language))
    }
    return changes
  }

  private struct Spelling: Hashable {
    var text: String
    var language: String?
  }

  /// The spellings with their languages; that a name is shown or official is no other name.
  private func texts(_ names: [PlaceName]) -> [Spelling] {
    var seen: Set<Spelling> = []
    return names.map { Spelling(text: $0.text, language: $0.language) }.filter { seen.insert($0).inserted }
  }
}
