import Dispatches
import GazetteerIndex
import GeoTypes

extension Resolver {
  /// Scores a group's candidates by how they agree with the rest of the document, and makes probabilities of it.
  func score(_ group: inout Group, index: Int, context: Context, isLast: Bool) {
    // Taken out for the time: what is written in place is not copied first.
    var candidates: [State] = []
    swap(&candidates, &group.candidates)
    let hasNamesake = candidates.count(where: { $0.feature.isPolitical }) > 1
    for candidate in candidates.indices {
      let state = candidates[candidate]
      var score = state.prior
      func add(_ evidence: Evidence, times: Double = 1, _ reason: @autoclosure () -> String) {
        score += weights[evidence] * times
        if explains, isLast {
          group.reasons[state.reasons].append(
            CandidatePrior.Reason(
              weight: weights[evidence] * times, text: reason(), evidence: (evidence, times)))
        }
      }
      if let isContained = state.isContained {
        add(
          isContained ? .contained : state.isElsewhere ? .elsewhere : .notContained,
          isContained ? "in what the text names around it" : "outside of what the text names around it")
      }
      if !context.isFirst {
        for neighbour in group.neighbours {
          guard let other = context.best[neighbour] else { continue }
          let isBeside = other.distance(to: state.coordinate) < 200_000
          add(isBeside ? .beside : .notBeside, "what the text says it lies beside")
        }
        let isArea = state.feature.featureClass == UInt8(ascii: "A")
        // Of a division or country distance says nothing; only seas and regions have no country.
        let distance =
          !isArea || state.country == nil ? context.nearest(to: state, without: group.label) : nil
        // A country's own share tells it from another one of its name; told by another name, it is not meant by this.
        if let country = state.country,
          country != state.place || hasNamesake && !context.isNamed(country, without: index)
        {
          let share = context.share(of: country, without: index)
          // What lies near another place named may well be spelled in another way.
          let isDoubtful = state.isTranscribed && state.isSmallTown && distance ?? .infinity > 60_000
          add(
            .countryShare, times: (isDoubtful ? Resolver.ofLikelihood : 1) * share.squareRoot(),
            "its country's share in the document")
        }
        if let distance {
          let kilometres = distance / 1000
          if state.country == nil, kilometres == 0 {
            add(.holdsNamed, "places named lie in it")
          }
          if !isArea {
            add(
              .near, times: exponential(-kilometres / 90), "\(Int(kilometres)) km from the next place named")
            add(.inReach, times: exponential(-kilometres / 500), "in reach of it")
            if state.isSmallTown, kilometres > 700, context.weight > 1.5, group.containers.isEmpty {
              add(.faraway, "small, and far from all that is named")
            }
          }
        }
      }
      candidates[candidate].score = score
    }
    swap(&candidates, &group.candidates)
    setProbabilities(&group)
  }

  private func setProbabilities(_ group: inout Group) {
    let noneScore = group.candidates.isEmpty ? 20 : weights[.none]
    group.none = group.candidates.withUnsafeMutableBufferPointer { candidates in
      var top = noneScore
      for index in candidates.indices { top = Swift.max(top, candidates[index].score) }
      let none = exponential(noneScore - top)
      var total = none
      for index in candidates.indices {
        candidates[index].probability = exponential(candidates[index].score - top)
        total += candidates[index].probability
      }
      for index in candidates.indices { candidates[index].probability /= total }
      return none / total
    }
  }
}
