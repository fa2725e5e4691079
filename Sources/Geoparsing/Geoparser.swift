public import Dispatches
public import GazetteerIndex

/// Reads a dispatch: tokens, toponyms with their roles, and the places they mean.
public struct Geoparser: Sendable {
  public let gazetteer: Gazetteer
  public let lexicon: Lexicon
  /// What decides where the rules doubt; nil for the rules alone.
  public let model: ReadingModel?
  /// The places of the lexicon's demonyms, in its order; nil for one that the gazetteer lacks.
  private let demonymPlaces: [PlaceRef?]

  public init(gazetteer: Gazetteer, lexicon: Lexicon, model: ReadingModel? = nil) {
    self.gazetteer = gazetteer
    self.lexicon = lexicon
    self.model = model
    demonymPlaces = lexicon.places.map { gazetteer.ref(of: $0) }
  }

  /// Reads one dispatch. With `explain`, mentions and candidates carry the reasons of each decision.
  public func read(_ dispatch: Dispatch, explain: Bool = false) -> Reading {
    let document = Document(tokenizing: dispatch, lexicon: lexicon)
    return Annotated.withView(of: document, lexicon: lexicon) { read($0, explain: explain) }
  }

  func recogniser(of text: Annotated, explains: Bool) -> Recogniser {
    Recogniser(
      text: text, profiles: NameProfiles(gazetteer), demonymPlaces: demonymPlaces, explains: explains)
  }

  /// What was recognised, and the role of each toponym with what decided it.
  struct Recognised {
    var toponyms: [Recogniser.Toponym]
    var roles: [(role: Role, reason: RoleReason)]
    var entities: [Entity]
  }

  func recognise(_ text: Annotated, explain: Bool) -> Recognised {
    var recogniser = self.recogniser(of: text, explains: explain)
    recogniser.run()
    let classifier = RoleClassifier(text: text, profiles: recogniser.profiles, toponyms: recogniser.toponyms)
    let ruled = recogniser.toponyms.indices.map { classifier.role(of: $0) }
    let roles =
      model.map { recogniser.revise(ruled, classifier: classifier, by: $0) }
      ?? ruled.map { ($0.role, .rule($0.rule)) }
    return Recognised(toponyms: recogniser.toponyms, roles: roles, entities: recogniser.entities)
  }

  func resolver(of text: Annotated, _ recognised: Recognised, explain: Bool) -> Resolver {
    Resolver(
      gazetteer: gazetteer, text: text, toponyms: recognised.toponyms, roles: recognised.roles.map(\.role),
      asOf: text.document.dispatch.anchor, explains: explain,
      transcriptions: TranscriptionFinder(gazetteer), weights: lexicon.evidence)
  }

  private func read(_ text: Annotated, explain: Bool) -> Reading {
    let recognised = recognise(text, explain: explain)
    let toponyms = recognised.toponyms
    var resolutions = resolver(of: text, recognised, explain: explain).resolve()
    var mentions: [Mention] = []
    mentions.reserveCapacity(toponyms.count)
    for (index, toponym) in toponyms.enumerated() {
      let (role, reason) = recognised.roles[index]
      if role == .metonym, let place = resolutions[index].place, gazetteer.speaksForCountry(place) {
        resolutions[index].standsFor = gazetteer.countryCode(place)?.description
      }
      mentions.append(
        Mention(
          range: text.byteRange(of: toponym.tokens), tokens: toponym.tokens,
          sentence: Swift.max(0, toponym.spot.sentence), role: role, text: text.string(of: toponym.tokens),
          generic: toponym.spot.left.genericToken.map { text.string(of: $0..<($0 + 1)) },
          reasons: explain ? (toponym.reasons ?? []) + [reason.text(role: role)] : []))
    }
    return Reading(
      document: text.document, mentions: mentions, resolutions: resolutions, entities: recognised.entities)
  }
}
