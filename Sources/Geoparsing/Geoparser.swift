public import Dispatches
public import GazetteerIndex

/// Reads a dispatch: tokens, toponyms with their roles, and the places they mean.
public struct Geoparser: Sendable {
  public let gazetteer: Gazetteer
  public let lexicon: Lexicon

  public init(gazetteer: Gazetteer, lexicon: Lexicon) {
    self.gazetteer = gazetteer
    self.lexicon = lexicon
  }

  /// Reads one dispatch. With `explain`, mentions and candidates carry the reasons of each decision.
  public func read(_ dispatch: Dispatch, explain: Bool = false) -> Reading {
    let document = Document(tokenizing: dispatch, lexicon: lexicon)
    let text = Annotated(document: document, lexicon: lexicon)
    var recogniser = Recogniser(gazetteer: gazetteer, text: text, explains: explain)
    recogniser.run()
    let toponyms = recogniser.toponyms
    let classifier = RoleClassifier(text: text, gazetteer: gazetteer, toponyms: toponyms)
    let roles = toponyms.indices.map { classifier.role(of: $0) }
    let resolutions = Resolver(
      gazetteer: gazetteer, text: text, toponyms: toponyms, roles: roles.map(\.role), asOf: dispatch.anchor,
      explains: explain
    ).resolve()
    var mentions: [Mention] = []
    var resolved: [Resolution] = []
    for (index, toponym) in toponyms.enumerated() {
      let (role, reason) = roles[index]
      var resolution = resolutions[index]
      if role == .metonym, let place = resolution.place, gazetteer.speaksForCountry(place) {
        resolution.standsFor = gazetteer.countryCode(place)?.description
      }
      mentions.append(
        Mention(
          range: document.byteRange(of: toponym.tokens), tokens: toponym.tokens,
          sentence: Swift.max(0, toponym.spot.sentence), role: role, text: document.text(of: toponym.tokens),
          generic: toponym.spot.left.genericToken.map { document.text(of: $0..<($0 + 1)) },
          reasons: explain ? toponym.reasons + ["\(role.rawValue): \(reason)"] : []))
      resolved.append(resolution)
    }
    return Reading(
      document: document, mentions: mentions, resolutions: resolved, entities: recogniser.entities)
  }
}
