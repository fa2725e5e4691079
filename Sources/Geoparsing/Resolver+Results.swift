import Dispatches
import GazetteerIndex
import GeoTypes

extension Resolver {
  /// What the rounds have come to, told for each toponym.
  struct Results {
    let resolver: Resolver
    let groups: [Group]
    /// The group of each toponym; nil for demonyms.
    let groupOf: [Int?]
    /// What the text puts each toponym beside.
    let besides: [Int?]
    let mainCountry: PlaceRef?

    private var gazetteer: Gazetteer { resolver.gazetteer }
    private var toponyms: [Recogniser.Toponym] { resolver.toponyms }

    func resolutions() -> [Resolution] {
      let ofGroups = groups.map { resolution(of: $0) }
      return resolver.toponyms.indices.map { index in
        guard let group = groupOf[index] else { return resolution(ofDemonym: resolver.toponyms[index].place) }
        var resolution = ofGroups[group]
        if resolution.place == nil {
          // Where one of several is meant, the neighbours do not tell where.
          let isAmbiguous = !groups[group].candidates.isEmpty && groups[group].none < 0.5
          resolution.within = container(of: index, neighboursTell: !isAmbiguous) ?? mainCountry
        }
        return resolution
      }
    }

    private func resolution(ofDemonym place: PlaceRef?) -> Resolution {
      guard let place else {
        return Resolution(place: nil, confidence: 0, unresolvedReason: "peuple ou adjectif sans lieu connu")
      }
      return Resolution(place: place, confidence: 0.95)
    }

    /// The resolution of all mentions of a group, without what holds the unresolved.
    private func resolution(of group: Group) -> Resolution {
      guard !group.candidates.isEmpty else {
        return Resolution(place: nil, confidence: 0.6, unresolvedReason: "absent du répertoire des lieux")
      }
      let ranked = mostProbable(of: group.candidates)
      let candidates = ranked.map { state in
        Candidate(
          place: state.place, probability: state.probability,
          reasons: resolver.explains
            ? group.reasons[state.reasons].map {
              "\($0.weight > 0 ? "+" : "")\(tenths($0.weight)) \($0.text)"
            } : [])
      }
      let best = ranked[0]
      guard best.probability >= 0.5, best.probability > group.none else {
        return Resolution(
          place: nil, confidence: Swift.max(group.none, 1 - best.probability),
          unresolvedReason: group.none < 0.5
            ? "plusieurs lieux possibles" : "aucun lieu connu ne convient ici",
          candidates: candidates)
      }
      return Resolution(
        place: best.place, confidence: Swift.min(0.99, best.probability), candidates: candidates)
    }

    /// The five most probable, the first of all first; of equals the one that comes first in the gazetteer.
    private func mostProbable(of candidates: [State]) -> [State] {
      var ranked: [State] = []
      ranked.reserveCapacity(min(candidates.count, 6))
      for state in candidates {
        var position = ranked.count
        while position > 0,
          ranked[position - 1].probability < state.probability
            || ranked[position - 1].probability == state.probability
              && state.place < ranked[position - 1].place
        { position -= 1 }
        guard position < 5 else { continue }
        ranked.insert(state, at: position)
        if ranked.count > 5 { ranked.removeLast() }
      }
      return ranked
    }

    /// The smallest known area that holds an unresolved mention by what the text says; nil where it says nothing.
    private func container(of index: Int, neighboursTell: Bool) -> PlaceRef? {
      let named = besides[index] == nil ? resolver.containers(of: index) : []
      let likely = named.filter { place in
        groups.contains { $0.best?.place == place } || toponyms.contains { $0.place == place }
      }
      guard let smallest = likely.min(by: { gazetteer.areaRank($0) < gazetteer.areaRank($1) }) else {
        guard neighboursTell, let division = divisionBeside(index, townsToo: true) else { return nil }
        // "ressenti jusqu'à Alep", in a dispatch about Turkey.
        return mainCountry == nil || gazetteer.countryRef(division) == mainCountry ? division : nil
      }
      // "X, dans l'ouest du Niger, dans la région de Tillabéri": the division that the same sentence names.
      if gazetteer.isCountry(smallest), let division = divisionBeside(index, townsToo: false),
        gazetteer.countryRef(division) == smallest
      {
        return division
      }
      return smallest
    }

    /// The division of the nearest resolved place told in the same sentence: "Mamove, en territoire de Beni".
    private func divisionBeside(_ index: Int, townsToo: Bool) -> PlaceRef? {
      let sentence = toponyms[index].spot.sentence
      var before = index - 1
      var behind = index + 1
      // The toponyms of a sentence stand together; the one before goes first.
      while true {
        let hasBefore = before >= 0 && toponyms[before].spot.sentence == sentence
        let hasBehind = behind < toponyms.count && toponyms[behind].spot.sentence == sentence
        guard hasBefore || hasBehind else { return nil }
        for other in [hasBefore ? before : nil, hasBehind ? behind : nil] {
          guard let place = other.flatMap({ decisive($0, townsToo: townsToo) }) else { continue }
          return place.feature == .division ? place.place : place.division
        }
        if hasBefore { before -= 1 }
        if hasBehind { behind += 1 }
      }
    }

    /// The place of a literal mention that is resolved to a division (or a town, where they count); nil for others.
    private func decisive(_ index: Int, townsToo: Bool) -> State? {
      guard resolver.roles[index] == .literal, let best = groupOf[index].flatMap({ groups[$0].best }),
        best.probability >= 0.5, best.feature == .division || townsToo && best.isTown
      else { return nil }
      return best
    }
  }
}
