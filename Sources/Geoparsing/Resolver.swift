import Dispatches
import GazetteerIndex
import GeoTypes

/// Gives each toponym the place that it means, the document read as a whole.
///
/// Every name is resolved once (one sense per document) unless the text itself tells two bearers apart, by
/// different generics ("lac Tchad", "Tchad") or by what holds the second ("La Paz, au Mexique"). A candidate's score is a sum of log-odds: its own
/// prominence, what its name is, what the text says of it (generic nouns, containment), and how it agrees with
/// the places of the other names. As those depend on one another, the scores are computed in rounds, each with
/// the last round's probabilities; the first has none. `none of them` competes with a score of its own.
struct Resolver {
  let gazetteer: Gazetteer
  let text: Annotated
  let toponyms: [Recogniser.Toponym]
  /// The toponyms' roles, in order: a name that acts is a capital's or a country's.
  let roles: [Role]
  let asOf: CalendarDate?
  let explains: Bool
  let transcriptions: TranscriptionFinder

  let weights: EvidenceWeights

  /// What would speak as well for a village that nobody has listed (its country, its generic noun) says little for a
  /// small town that is only spelled alike.
  static let ofLikelihood = 0.4

  /// The mentions that share a name.
  struct Group {
    /// The same for mentions of the same name, whatever they mean.
    var label: UInt64
    /// Nil where the gazetteer has no such name; then its other transcriptions stand in.
    var name: NameRef?
    var toponyms: [Int]
    var candidates: [State] = []
    /// The candidates' reasons, by `State.reasons`; empty where nobody asked for them.
    var reasons: [[CandidatePrior.Reason]] = []
    /// The probability that none of the candidates is meant.
    var none = 0.0
    /// What the text says holds the place: countries and divisions, each once.
    var containers: [PlaceRef]
    /// Groups that the text says it lies beside, each once: "au nord de Paris".
    var neighbours: [Int] = []

    /// The most probable candidate, the first of equals; nil for none.
    var best: State? {
      candidates.withUnsafeBufferPointer { candidates in Group.best(of: candidates).map { candidates[$0] } }
    }

    /// The index of the most probable candidate, the first of equals; nil for none.
    static func best(of candidates: UnsafeBufferPointer<State>) -> Int? {
      var best: Int?
      for index in candidates.indices
      where best.map({ candidates[$0].probability < candidates[index].probability }) ?? true {
        best = index
      }
      return best
    }
  }

  /// A place that a group may mean, with all that the rounds read of it: plain numbers, copied without a count.
  struct State {
    var place: PlaceRef
    var coordinate: Coordinate
    /// `coordinate` as a vector.
    var direction: UnitVector
    var feature: PackedFeature
    var country: PlaceRef?
    var division: PlaceRef?
    /// The box of a region or water, which lies near all that is in it.
    var box: BoundingBox?
    /// A town of fewer than 100,000 that is no capital.
    var isSmallTown: Bool
    /// Met only by the rules of transcription.
    var isTranscribed: Bool
    /// Whether what the text names around it holds it; nil where the text says nothing of it.
    var isContained: Bool?
    /// Not only outside of what the text names, but where it cannot lie.
    var isElsewhere = false
    var prior: Double
    var score = 0.0
    var probability = 0.0
    /// Index into `Group.reasons`.
    var reasons: Int

    var isTown: Bool { feature.featureClass == UInt8(ascii: "P") }
  }

  /// One resolution for each toponym, in order.
  func resolve() -> [Resolution] {
    let (groups, groupOf, besides) = settled()
    let mainCountry = Context(groups: groups, toponyms: toponyms, gazetteer: gazetteer, isFirst: false)
      .mainCountry
    return Results(
      resolver: self, groups: groups, groupOf: groupOf, besides: besides, mainCountry: mainCountry
    )
    .resolutions()
  }

  /// The groups after the last round; for each toponym, its group (nil for demonyms) and the toponym that the text puts it
  /// beside.
  func settled() -> (groups: [Group], groupOf: [Int?], besides: [Int?]) {
    let besides = toponyms.indices.map { neighbour(of: $0) }
    var (groups, groupOf) = grouped(besides)
    for index in groups.indices { setPriors(&groups[index]) }
    for index in toponyms.indices {
      if let group = groupOf[index], let other = besides[index].flatMap({ groupOf[$0] }), other != group,
        !groups[group].neighbours.contains(other)
      {
        groups[group].neighbours.append(other)
      }
    }
    for round in 0..<3 {
      let context = Context(groups: groups, toponyms: toponyms, gazetteer: gazetteer, isFirst: round == 0)
      for index in groups.indices {
        score(&groups[index], index: index, context: context, isLast: round == 2)
      }
    }
    return (groups, groupOf, besides)
  }

  private func grouped(_ besides: [Int?]) -> ([Group], [Int?]) {
    var groups: [Group] = []
    var byName = [GroupKey: Int](minimumCapacity: toponyms.count)
    groups.reserveCapacity(toponyms.count)
    var groupOf: [Int?] = []
    groupOf.reserveCapacity(toponyms.count)
    for index in toponyms.indices {
      guard !toponyms[index].isDemonym else {
        groupOf.append(nil)
        continue
      }
      let own = besides[index] == nil ? containers(of: index) : []
      let label =
        toponyms[index].name.map { UInt64($0.ordinal) } ?? text.label(of: toponyms[index].tokens)
      var key = GroupKey(
        label: label, family: toponyms[index].spot.left.generic?.family, isSetApart: false)
      var known = byName[key]
      if let group = known {
        // Told again, and told where: another bearer, unless the first was put in the same place.
        if !own.isEmpty, !groups[group].containers.contains(where: { own.contains($0) }) {
          key.isSetApart = true
          known = byName[key]
        } else {
          for place in own where !groups[group].containers.contains(place) {
            groups[group].containers.append(place)
          }
        }
      }
      if let known {
        groups[known].toponyms.append(index)
        groupOf.append(known)
      } else {
        byName[key] = groups.count
        groupOf.append(groups.count)
        groups.append(
          Group(label: label, name: toponyms[index].name, toponyms: [index], containers: own))
      }
    }
    return (groups, groupOf)
  }

  /// What makes two mentions mean the same place.
  private struct GroupKey: Hashable {
    var label: UInt64
    var family: Lexicon.Generic.Family?
    var isSetApart: Bool
  }
}
