public import GazetteerIndex

/// What a toponym does where it stands (after Gritta, Pilehvar and Collier 2018).
public enum Role: String, CaseIterable, Sendable {
  /// Where the story was filed.
  case dateline
  /// The place itself.
  case literal
  /// The place's name for a government, an army, a people, a team.
  case metonym
  /// Part of another name: *groupe de Minsk*.
  case embedded
  /// An adjective or a people: *arménien*, *les Azerbaïdjanais*.
  case demonym
}

/// A toponym in a dispatch.
public struct Mention: Sendable {
  /// Byte offsets into the dispatch's text: the proper name without article or preposition.
  public var range: Range<Int>
  /// Token indices into the document.
  public var tokens: Range<Int>
  /// Index into the document's sentences.
  public var sentence: Int
  public var role: Role
  /// The source text at `range`.
  public var text: String
  /// The generic noun before the name, folded (`village`, `province`, `lac`); nil for none.
  public var generic: String?
  /// Why it was read so, in short sentences; filled only where reasons are asked for.
  public var reasons: [String]

  public init(
    range: Range<Int>, tokens: Range<Int>, sentence: Int, role: Role, text: String, generic: String? = nil,
    reasons: [String] = []
  ) {
    self.range = range
    self.tokens = tokens
    self.sentence = sentence
    self.role = role
    self.text = text
    self.generic = generic
    self.reasons = reasons
  }
}

/// A place that a mention may mean.
public struct Candidate: Sendable {
  public var place: PlaceRef
  /// 0…1; the candidates of one mention and "none of them" sum to 1.
  public var probability: Double
  public var reasons: [String]
  public init(place: PlaceRef, probability: Double, reasons: [String] = []) {
    self.place = place
    self.probability = probability
    self.reasons = reasons
  }
}

/// What a mention was resolved to.
public struct Resolution: Sendable {
  /// Nil where the gazetteer lacks the place or the evidence does not decide.
  public var place: PlaceRef?
  /// Of the mentions given 0.9, nine in ten are right.
  public var confidence: Double
  /// The smallest known place that holds an unresolved one.
  public var within: PlaceRef?
  /// For a metonym: the ISO 3166-1 code of the country it stands for.
  public var standsFor: String?
  /// Why it is unresolved; nil where it is resolved.
  public var unresolvedReason: String?
  /// Best first.
  public var candidates: [Candidate]

  public init(
    place: PlaceRef?, confidence: Double, within: PlaceRef? = nil, standsFor: String? = nil,
    unresolvedReason: String? = nil, candidates: [Candidate] = []
  ) {
    self.place = place
    self.confidence = confidence
    self.within = within
    self.standsFor = standsFor
    self.unresolvedReason = unresolvedReason
    self.candidates = candidates
  }
}

/// A person or an organisation.
public struct Entity: Sendable {
  public enum Kind: String, Sendable { case person, organisation }
  public var kind: Kind
  public var range: Range<Int>
  public var tokens: Range<Int>
  public init(kind: Kind, range: Range<Int>, tokens: Range<Int>) {
    self.kind = kind
    self.range = range
    self.tokens = tokens
  }
}

/// A document with its toponyms resolved.
public struct Reading: Sendable {
  public var document: Document
  /// In text order; they do not overlap.
  public var mentions: [Mention]
  /// One for each mention, in the same order.
  public var resolutions: [Resolution]
  /// In text order.
  public var entities: [Entity]
  public init(document: Document, mentions: [Mention], resolutions: [Resolution], entities: [Entity]) {
    self.document = document
    self.mentions = mentions
    self.resolutions = resolutions
    self.entities = entities
  }
}
