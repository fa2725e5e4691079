/// What the program puts into each phrase; a table of words is refused where a text lacks a place or has another.
extension Phrase {
  /// The names in braces, the same in every language.
  var places: [String] {
    switch self {
    case .date: ["day", "month", "year"]
    case .monthAndYear: ["month", "year"]
    case .since, .factsOn, .factsSince, .asOf, .linesNoteAsOf: ["date"]
    case .fromTo: ["start", "end"]
    case .factsBetween: ["period"]
    case .listLast: ["list", "last"]
    case .pair: ["name", "value"]
    case .kilometres, .metres, .incidents, .dispatches, .unnamedPlaces, .pageIncident, .pageMentions: ["n"]
    case .inArea: ["incident"]
    case .describedUnlocated: ["list"]
    case .near, .from, .to: ["place"]
    case .placeAndUnnamed: ["place", "unnamed"]
    case .placeIn: ["place", "container"]
    case .claimedBy, .disputedBy: ["claimants"]
    case .disputedDenied: ["deniers"]
    case .disputedByDenied: ["claimants", "deniers"]
    case .numberShapeOfMostAlso: ["others"]
    case .numberLastDay: ["text"]
    case .credits: ["basemap", "names"]
    case .creditOfUser: ["credit", "basemap", "names"]
    case .projection: ["name"]
    case .projectionExact, .projectionDistorted: ["name", "percent"]
    case .meridian: ["longitude"]
    case .centre: ["latitude", "longitude"]
    case .parallels: ["south", "north"]
    case .equalEarth, .transverseMercator, .lambertAzimuthal, .lambertConic, .stereographic: ["where"]
    case .pageShown: ["n", "total"]
    case .pageKilled, .pageInjured: ["text"]
    default: []
    }
  }

  /// Whether the text may leave a place out: the singular's number, which words may say (`one incident`).
  func mayLack(_ place: String, inPlural: Bool) -> Bool { place == "n" && places == ["n"] && !inPlural }
}

/// The places of a text of a language's table: the names that it has in braces.
struct TextPlaces {
  private let names: [String]
  /// Whether each brace has its other.
  private let isBalanced: Bool

  init(_ text: String) {
    var names: [String] = []
    var isBalanced = true
    var name: String?
    for character in text {
      switch character {
      case "{":
        if name != nil { isBalanced = false }
        name = ""
      case "}":
        if let name { names.append(name) } else { isBalanced = false }
        name = nil
      default: name?.append(character)
      }
    }
    self.names = names
    self.isBalanced = isBalanced && name == nil
  }

  /// What a text of a phrase ought to have had; nil where it has what it needs. What is no phrase, as the name of a
  /// kind, is filled with nothing.
  func mistake(in phrase: Phrase?, isPlural: Bool) -> String? {
    guard isBalanced else { return "a brace for each brace" }
    let spaces = ["nbsp", "nnbsp"]
    let known = phrase?.places ?? []
    if let other = names.first(where: { !known.contains($0) && !spaces.contains($0) }) {
      let list = (known + spaces).map { "{\($0)}" }.joined(separator: ", ")
      return "of places only \(list), not {\(other)}"
    }
    let missing = known.first { !names.contains($0) && phrase?.mayLack($0, inPlural: isPlural) == false }
    return missing.map { "a place {\($0)}" }
  }
}
