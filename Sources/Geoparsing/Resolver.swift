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

  /// The weights of the evidence in the text, in log-odds; `CandidatePrior` has those of the place itself.
  enum Weight {
    static let none = 3.2
    static let prepositionAgrees = 0.8
    static let prepositionDisagrees = -1.5
    static let articleAgrees = 1.0
    static let articleDisagrees = -2.0
    static let divisionOfTown = -2.5
    /// A name that stands for a government, and bears the name of a capital or country.
    static let acts = 3.0
    /// A name that only the rules of transcription lead to, and each unit of their cost.
    static let transcribed = -2.0
    static let perTranscriptionCost = -0.5
    static let genericAgrees = 2.5
    static let genericDisagrees = -2.5
    /// "delta du Niger" is no country, "Etat du Niger" neither.
    static let genericExcludes = -7.0
    static let contained = 6.0
    static let notContained = -4.0
    static let beside = 4.0
    static let notBeside = -4.0
    static let countryShare = 3.5
    static let near = 3.0
    static let inReach = 1.2
    static let faraway = -3.0
  }

  /// The mentions that share a name.
  struct Group {
    /// The same for mentions of the same name, whatever they mean.
    var label: UInt64
    /// Nil where the gazetteer has no such name; then its other transcriptions stand in.
    var name: NameRef?
    var toponyms: [Int]
    var candidates: [State]
    /// The probability that none of the candidates is meant.
    var none = 0.0
    /// What the text says holds the place: countries and divisions.
    var containers: Set<PlaceRef> = []
    /// Groups that the text says it lies beside: "au nord de Paris".
    var neighbours: Set<Int> = []
  }

  struct State {
    var place: PlaceRef
    var coordinate: Coordinate
    var country: PlaceRef?
    /// The box of a region or water, which lies near all that is in it.
    var box: BoundingBox?
    var prior: Double
    var score = 0.0
    var probability = 0.0
    var reasons: [(weight: Double, text: String)] = []
  }

  /// One resolution for each toponym, in order.
  func resolve() -> [Resolution] {
    var (groups, groupOf) = grouped()
    for index in groups.indices { setPriors(&groups[index]) }
    for index in toponyms.indices {
      if let group = groupOf[index], let beside = neighbour(of: index), let other = groupOf[beside],
        other != group
      {
        groups[group].neighbours.insert(other)
      }
    }
    for round in 0..<3 {
      let context = Context(groups: groups, toponyms: toponyms, gazetteer: gazetteer, isFirst: round == 0)
      let best = groups.map { group in
        group.candidates.max { $0.probability < $1.probability }?.coordinate
      }
      for index in groups.indices {
        score(&groups[index], index: index, context: context, best: best, isLast: round == 2)
      }
    }
    let mainCountry = Context(groups: groups, toponyms: toponyms, gazetteer: gazetteer, isFirst: false)
      .mainCountry
    return toponyms.indices.map {
      resolution(of: $0, group: groupOf[$0].map { groups[$0] }, groups: groups, mainCountry: mainCountry)
    }
  }

  private func grouped() -> ([Group], [Int?]) {
    var groups: [Group] = []
    var byName: [GroupKey: Int] = [:]
    var groupOf: [Int?] = []
    for (index, toponym) in toponyms.enumerated() {
      guard !toponym.isDemonym else {
        groupOf.append(nil)
        continue
      }
      let own = containers(of: index)
      let label = toponym.name.map { UInt64($0.ordinal) } ?? text.label(of: toponym.tokens)
      var key = GroupKey(label: label, family: toponym.spot.left.generic?.family, isSetApart: false)
      if let known = byName[key] {
        // Told again, and told where: another bearer, unless the first was put in the same place.
        if !own.isEmpty, groups[known].containers.isDisjoint(with: own) {
          key.isSetApart = true
        } else {
          groups[known].containers.formUnion(own)
        }
      }
      if let known = byName[key] {
        groups[known].toponyms.append(index)
        groupOf.append(known)
      } else {
        byName[key] = groups.count
        groupOf.append(groups.count)
        groups.append(
          Group(label: label, name: toponym.name, toponyms: [index], candidates: [], containers: own))
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

  // MARK: What a candidate is worth by itself

  private func setPriors(_ group: inout Group) {
    guard let first = group.toponyms.first else { return }
    let surface = text.document.text(of: toponyms[first].tokens)
    let generics = Set(group.toponyms.compactMap { toponyms[$0].spot.left.generic })
    // French puts towns after « à » and areas after « en » and « dans ».
    var afterA = 0
    var inside = 0
    let isActor = group.toponyms.count(where: { roles[$0] == .metonym }) * 2 >= group.toponyms.count
    var articles = 0
    for index in group.toponyms {
      let left = toponyms[index].spot.left
      let first = toponyms[index].tokens.lowerBound
      if left.genericToken == nil,
        left.hasDeterminer
          || (first > 0 && text.contractedArticle(first - 1) != nil && !text.isCapital(first - 1))
      {
        articles += 1
      }
      if left.preposition == .a, !left.hasDeterminer { afterA += 1 }
      if let head = left.head, text.has(head, .locative), text.isAreaPreposition(head) { inside += 1 }
    }
    var byPlace: [PlaceRef: Int] = [:]
    for (entry, transcription) in bearers(of: group.name, spelled: surface) {
      var (value, reasons) = prior(of: entry, surface: surface, generics: generics)
      if let transcription {
        let weight = Weight.transcribed + Weight.perTranscriptionCost * Double(transcription.cost)
        value += weight
        if explains {
          reasons.append((weight, "another transcription: \(transcription.rules.joined(separator: ", "))"))
        }
      }
      if isActor, !text.isSport, gazetteer.speaksForCountry(entry.place) {
        value += Weight.acts
        if explains { reasons.append((Weight.acts, "acts as a government does")) }
      }
      if articles > 0 {
        // Towns have no article but the one in their name; countries, regions and waters have one.
        let isTown = gazetteer.featureClass(entry.place) == UInt8(ascii: "P") && !entry.startsWithArticle
        let weight = isTown ? Weight.articleDisagrees : Weight.articleAgrees
        value += weight
        if explains { reasons.append((weight, "named with an article")) }
      }
      if afterA != inside, !gazetteer.isCountry(entry.place) {
        let isTown = gazetteer.featureClass(entry.place) == UInt8(ascii: "P")
        let weight = isTown == (afterA > inside) ? Weight.prepositionAgrees : Weight.prepositionDisagrees
        value += weight
        if explains { reasons.append((weight, afterA > inside ? "after « à »" : "after « en » or « dans »")) }
      }
      if let known = byPlace[entry.place] {
        if group.candidates[known].prior < value {
          group.candidates[known].prior = value
          group.candidates[known].reasons = reasons
        }
      } else {
        byPlace[entry.place] = group.candidates.count
        group.candidates.append(
          State(
            place: entry.place, coordinate: gazetteer.coordinate(entry.place),
            country: gazetteer.countryRef(entry.place), box: box(of: entry.place), prior: value,
            reasons: reasons))
      }
    }
    // A city and the division that is named after it (or is nothing but it): without a sign of the division, the city.
    if !generics.contains(.division), inside <= afterA {
      for index in group.candidates.indices
      where gazetteer.isFirstOrderDivision(group.candidates[index].place) {
        let division = group.candidates[index].place
        let hasTown = group.candidates.contains {
          gazetteer.featureClass($0.place) == UInt8(ascii: "P") && gazetteer.divisionRef($0.place) == division
        }
        guard hasTown else { continue }
        group.candidates[index].prior += Weight.divisionOfTown
        if explains {
          group.candidates[index].reasons.append((Weight.divisionOfTown, "its town is more often meant"))
        }
      }
    }
    // Only the most likely can win; the rest would cost time in crowded names (San José, Santa Cruz).
    group.candidates.sort { $0.prior != $1.prior ? $0.prior > $1.prior : $0.place < $1.place }
    if group.candidates.count > 40 { group.candidates.removeLast(group.candidates.count - 40) }
  }

  private func box(of place: PlaceRef) -> BoundingBox? {
    guard gazetteer.featureClass(place) != UInt8(ascii: "P"), case .box(let box)? = gazetteer.extent(place)
    else {
      return nil
    }
    return box
  }

  /// The entries of a name; where the gazetteer lacks it, those of its other transcriptions.
  private func bearers(of name: NameRef?, spelled surface: String) -> [(NameEntry, TranscribedMatch?)] {
    if let name { return gazetteer.entries(of: name).map { ($0, nil) } }
    return gazetteer.transcriptions(of: surface, limit: 6, maxCost: 4).flatMap { match in
      gazetteer.entries(of: match.name).map { ($0, match) }
    }
  }

  private func prior(
    of entry: NameEntry, surface: String, generics: Set<Lexicon.Generic>
  ) -> (Double, [(weight: Double, text: String)]) {
    let featureClass = gazetteer.featureClass(entry.place)
    let isCountry = gazetteer.isCountry(entry.place)
    var prior = CandidatePrior(
      of: entry, surface: surface, asOf: asOf, gazetteer: gazetteer, explains: explains)
    for generic in generics {
      guard var agrees = generic.agrees(with: featureClass) else { continue }
      if generic == .division, isCountry { agrees = false }
      if generic == .country, !isCountry { agrees = false }
      let disagrees = generic.family == nil ? Weight.genericDisagrees : Weight.genericExcludes
      prior.add(agrees ? Weight.genericAgrees : disagrees, "announced as « \(generic.rawValue) »")
    }
    return (prior.value, prior.reasons.map { ($0.weight, $0.text) })
  }

  // MARK: What the text says of it

  /// Countries and divisions that the text puts a mention into: `X (Isère)`, `X, dans le nord du Mali`,
  /// `X, au Niger`, `X, deuxième ville d'Arménie`.
  private func containers(of index: Int) -> Set<PlaceRef> {
    let toponym = toponyms[index]
    guard toponym.spot.sentence >= 0 else { return [] }
    var found: Set<PlaceRef> = []
    guard index + 1 < toponyms.count, toponyms[index + 1].spot.sentence == toponym.spot.sentence,
      neighbour(of: index) == nil
    else { return [] }
    for other in toponyms[(index + 1)...].prefix(3) where other.spot.sentence == toponym.spot.sentence {
      let gap = toponym.tokens.upperBound..<Swift.max(toponym.tokens.upperBound, other.tokens.lowerBound)
      guard let last = gap.last, gap.count <= 12 else { break }
      let opens = text.sign(gap.lowerBound)
      let isBracketed = opens == UInt8(ascii: "(") && gap.count == 1
      let isDirect = gap.count <= 2 && text.has(gap.lowerBound, .locative)
      let isApposed =
        opens == UInt8(ascii: ",") && closesAppositionOnly(gap)
        && (text.has(last, [.locative, .de, .a]) || isDeterminedPlace(last))
      guard isBracketed || isDirect || isApposed else { continue }
      if let place = other.place.flatMap({ gazetteer.ref(of: $0) }) { found.insert(place) }
      guard let name = other.name else { continue }
      for entry in gazetteer.entries(of: name)
      where [UInt8(ascii: "A"), UInt8(ascii: "L")].contains(gazetteer.featureClass(entry.place)) {
        found.insert(entry.place)
      }
      break
    }
    return found
  }

  /// The toponym that an apposition puts this one beside: `X, au nord de Y`, `X, près de Y`.
  private func neighbour(of index: Int) -> Int? {
    let toponym = toponyms[index]
    guard index + 1 < toponyms.count, toponyms[index + 1].spot.sentence == toponym.spot.sentence,
      toponym.name != nil
    else { return nil }
    let gap =
      toponym.tokens.upperBound..<Swift.max(toponym.tokens.upperBound, toponyms[index + 1].tokens.lowerBound)
    guard let first = gap.first, let last = gap.last, gap.count <= 10, text.sign(first) == UInt8(ascii: ","),
      text.has(last, .de) || (text.has(last, .determiner) && gap.count > 1 && text.has(last - 1, .de))
    else { return nil }
    for position in gap.dropFirst() where text.has(position, .direction) || text.isNearness(position) {
      // "dans le nord de" is inside, "au nord de" and "près de" beside.
      let inside = gap.dropFirst().contains { $0 < position && text.isAreaPreposition($0) }
      return inside ? nil : index + 1
    }
    return nil
  }

  /// An article behind a preposition of place: "dans l'", "de la".
  private func isDeterminedPlace(_ last: Int) -> Bool {
    text.has(last, .determiner) && last > 0 && text.has(last - 1, [.locative, .de, .a])
  }

  /// Whether a gap behind a comma is an apposition's words only: no verb, no second comma.
  private func closesAppositionOnly(_ gap: Range<Int>) -> Bool {
    var others = 0
    for index in gap.dropFirst() {
      if text.tokens[index].kind == .punctuation, text.sign(index) != UInt8(ascii: "-") { return false }
      if text.has(index, .coordinator) { return false }
      if !text.has(index, [.locative, .a, .determiner, .de, .generic, .direction]) { others += 1 }
    }
    return others <= 2
  }

  // MARK: How it agrees with the rest

  private func score(
    _ group: inout Group, index: Int, context: Context, best: [Coordinate?], isLast: Bool
  ) {
    var noneScore = Weight.none
    for candidate in group.candidates.indices {
      var state = group.candidates[candidate]
      var score = state.prior
      var reasons: [(weight: Double, text: String)] = []
      func add(_ weight: Double, _ reason: @autoclosure () -> String) {
        score += weight
        if explains, isLast { reasons.append((weight, reason())) }
      }
      if !group.containers.isEmpty, !gazetteer.isCountry(state.place) {
        if group.containers.contains(where: { gazetteer.isPlace(state.place, within: $0) }) {
          add(Weight.contained, "in what the text names around it")
        } else if !group.containers.contains(state.place) {
          add(Weight.notContained, "outside of what the text names around it")
        }
      }
      if !context.isFirst {
        for neighbour in group.neighbours {
          guard let other = best[neighbour] else { continue }
          let isBeside = other.distance(to: state.coordinate) < 200_000
          add(isBeside ? Weight.beside : Weight.notBeside, "what the text says it lies beside")
        }
        if let country = state.country, country != state.place {
          let share = context.share(of: country, without: index)
          add(Weight.countryShare * share.squareRoot(), "its country's share in the document")
        }
        let nearest =
          state.box.map { context.nearest(to: $0, without: group.label) }
          ?? context.nearest(to: state.coordinate, without: group.label)
        if let distance = nearest {
          let kilometres = distance / 1000
          if state.country == nil, kilometres == 0 {
            add(Weight.countryShare / 2, "places named lie in it")
          }
          let isArea = gazetteer.featureClass(state.place) == UInt8(ascii: "A")
          if !isArea {
            add(
              Weight.near * exponential(-kilometres / 90) + Weight.inReach * exponential(-kilometres / 500),
              "\(Int(kilometres)) km from the next place named")
            let isSmall =
              gazetteer.featureClass(state.place) == UInt8(ascii: "P")
              && gazetteer.population(state.place) < 100_000 && !gazetteer.isCapital(state.place)
            if isSmall, kilometres > 700, context.weight > 1.5, group.containers.isEmpty {
              add(Weight.faraway, "small, and far from all that is named")
            }
          }
        }
      }
      state.score = score
      if isLast { state.reasons += reasons }
      group.candidates[candidate] = state
    }
    if group.candidates.isEmpty { noneScore = 20 }
    let top = Swift.max(noneScore, group.candidates.map(\.score).max() ?? noneScore)
    var total = exponential(noneScore - top)
    for candidate in group.candidates.indices {
      group.candidates[candidate].probability = exponential(group.candidates[candidate].score - top)
      total += group.candidates[candidate].probability
    }
    for candidate in group.candidates.indices { group.candidates[candidate].probability /= total }
    group.none = exponential(noneScore - top) / total
  }

  // MARK: Results

  private func resolution(
    of index: Int, group: Group?, groups: [Group], mainCountry: PlaceRef?
  ) -> Resolution {
    let toponym = toponyms[index]
    if toponym.isDemonym {
      guard let place = toponym.place.flatMap({ gazetteer.ref(of: $0) }) else {
        return Resolution(place: nil, confidence: 0, unresolvedReason: "peuple ou adjectif sans lieu connu")
      }
      return Resolution(place: place, confidence: 0.95)
    }
    guard let group, !group.candidates.isEmpty else {
      return Resolution(
        place: nil, confidence: 0.6, within: container(of: index, groups: groups) ?? mainCountry,
        unresolvedReason: "absent du répertoire des lieux")
    }
    let ranked = group.candidates.sorted {
      $0.probability != $1.probability ? $0.probability > $1.probability : $0.place < $1.place
    }
    let candidates = ranked.prefix(5).map { state in
      Candidate(
        place: state.place, probability: state.probability,
        reasons: state.reasons.map { "\($0.weight > 0 ? "+" : "")\(tenths($0.weight)) \($0.text)" })
    }
    guard let best = ranked.first, best.probability >= 0.5, best.probability > group.none else {
      let isAmbiguous = group.none < 0.5
      return Resolution(
        place: nil, confidence: Swift.max(group.none, 1 - (ranked.first?.probability ?? 0)),
        within: container(of: index, groups: groups) ?? mainCountry,
        unresolvedReason: isAmbiguous ? "plusieurs lieux possibles" : "aucun lieu connu ne convient ici",
        candidates: Array(candidates))
    }
    return Resolution(
      place: best.place, confidence: Swift.min(0.99, best.probability), candidates: Array(candidates))
  }

  /// The smallest known area that holds an unresolved mention by what the text says; nil where it says nothing.
  private func container(of index: Int, groups: [Group]) -> PlaceRef? {
    let named = containers(of: index)
    let likely = named.filter { place in
      groups.contains { group in
        group.candidates.max { $0.probability < $1.probability }?.place == place
      } || toponyms.contains { $0.place.flatMap { gazetteer.ref(of: $0) } == place }
    }
    guard let smallest = likely.min(by: { gazetteer.areaRank($0) < gazetteer.areaRank($1) }) else {
      return divisionBeside(index, groups: groups)
    }
    // "X, dans l'ouest du Niger, dans la région de Tillabéri": the division that the same sentence names.
    if gazetteer.isCountry(smallest), let division = divisionBeside(index, groups: groups, townsToo: false),
      gazetteer.countryRef(division) == smallest
    {
      return division
    }
    return smallest
  }
}

extension Resolver {
  /// The division of the nearest resolved place told in the same sentence: "Mamove, en territoire de Beni".
  private func divisionBeside(_ index: Int, groups: [Group], townsToo: Bool = true) -> PlaceRef? {
    let sentence = toponyms[index].spot.sentence
    let beside = toponyms.indices
      .filter { $0 != index && toponyms[$0].spot.sentence == sentence && roles[$0] == .literal }
      .sorted { abs($0 - index) < abs($1 - index) }
    for other in beside {
      guard let group = groups.first(where: { $0.toponyms.contains(other) }),
        let best = group.candidates.max(by: { $0.probability < $1.probability }), best.probability >= 0.5
      else { continue }
      if gazetteer.isFirstOrderDivision(best.place) { return best.place }
      if townsToo, gazetteer.featureClass(best.place) == UInt8(ascii: "P") {
        return gazetteer.divisionRef(best.place)
      }
    }
    return nil
  }
}

extension NameEntry {
  /// "Le Caire", "La Paz", "Les Cayes", "L'Aquila".
  fileprivate var startsWithArticle: Bool {
    let text = self.text
    return ["Le ", "La ", "Les ", "L'", "L’", "El ", "Al "].contains { text.hasPrefix($0) }
  }
}
