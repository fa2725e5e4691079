import Dispatches
import Evaluation
import GazetteerIndex
import Geoparsing

/// A name with what speaks for each of its candidates, and which of them an annotator meant.
struct JudgedName {
  /// For each candidate, how often each weight counts.
  var candidates: [[(kind: Evidence, times: Double)]]
  /// The candidates that are right; none where no candidate is.
  var right: [Int]
}

/// Learns the weights of the resolver's evidence: conditional logistic regression over the candidates of each name and
/// `none` of them, by a squared penalty held to the weights set by hand, which rare evidence keeps.
///
/// What agrees with the other names depends on how these are resolved, so that names are judged and weights fitted in turn.
struct EvidenceTrainer {
  /// Of half the squares of what the weights differ from those set by hand.
  var penalty = 40.0
  /// How much a name counts of which one bearer of several is meant: most names have one bearer, and teach only when to
  /// say that none is meant.
  var weightOfAmbiguous = 3.0

  /// The names of annotated dispatches that have candidates and a gold place (or, rightly, none).
  static func names(in documents: [GoldDocument], _ geoparser: Geoparser) -> [JudgedName] {
    documents.flatMap { document -> [JudgedName] in
      let dispatch = Dispatch(
        id: document.id, text: Array(document.text.string.utf8), published: document.published)
      let offsets = document.text.offsetsOfBytes()
      return geoparser.resolutionExamples(in: dispatch).compactMap { example in
        for range in example.ranges {
          let span = Span(offsets[range.lowerBound], offsets[range.upperBound])
          guard
            let location = document.mentions.first(where: { $0.span.overlaps(span) && $0.role != .demonym })?
              .location
          else { continue }
          let right = example.candidates.indices.filter {
            PlaceJudgement.isRight(example.candidates[$0].place, in: geoparser.gazetteer, for: location)
          }
          return JudgedName(candidates: example.candidates.map(\.evidence), right: right)
        }
        return nil
      }
    }
  }

  /// How many names weights give the right place, another one, a place where none is right, and none where one is, by the
  /// resolver's rule: the likeliest, where it is likelier than all else.
  static func tally(_ names: [JudgedName], _ weights: EvidenceWeights) -> String {
    var (right, other, invented, declined, left) = (0, 0, 0, 0, 0)
    for name in names {
      let scores = name.candidates.map { $0.reduce(0) { $0 + weights[$1.kind] * $1.times } }
      let all = scores + [weights[.none]]
      let top = all.max() ?? 0
      let total = all.reduce(0) { $0 + ModelArithmetic.exp($1 - top) }
      let best = scores.indices.max { scores[$0] < scores[$1] }
      let isGiven =
        best.map { scores[$0] == top && ModelArithmetic.exp(scores[$0] - top) / total >= 0.5 } ?? false
      switch (isGiven, name.right.isEmpty) {
      case (true, true): invented += 1
      case (true, false): if best.map(name.right.contains) == true { right += 1 } else { other += 1 }
      case (false, true): left += 1
      case (false, false): declined += 1
      }
    }
    return "\(right) right, \(other) another place, \(declined) left open; of those without a right one "
      + "\(invented) given a place, \(left) none"
  }

  /// The weights that make the annotators' answers likeliest.
  func fit(_ names: [JudgedName], from start: EvidenceWeights) -> EvidenceWeights {
    EvidenceWeights(Minimiser().minimum(from: start.all) { objective($0, names) })
  }

  /// The penalised negative logarithm of the likelihood, and its gradient.
  private func objective(_ point: [Double], _ names: [JudgedName]) -> (value: Double, slope: [Double]) {
    var value = 0.0
    var slope = [Double](repeating: 0, count: point.count)
    for (index, evidence) in Evidence.allCases.enumerated() {
      let distance = point[index] - evidence.byHand
      value += penalty / 2 * distance * distance
      slope[index] = penalty * distance
    }
    for name in names {
      // The last is none of them.
      let scores =
        name.candidates.map { $0.reduce(0) { $0 + point[$1.kind.rawValue] * $1.times } }
        + [point[Evidence.none.rawValue]]
      let top = scores.max() ?? 0
      let shares = scores.map { ModelArithmetic.exp($0 - top) }
      let total = shares.reduce(0, +)
      let right = name.right.isEmpty ? [name.candidates.count] : name.right
      let weight = name.right.isEmpty || name.candidates.count == 1 ? 1 : weightOfAmbiguous
      let wanted = Swift.max(1e-300, right.reduce(0) { $0 + shares[$1] })
      value -= weight * (ModelArithmetic.log(wanted) - ModelArithmetic.log(total))
      for index in scores.indices {
        let pull =
          weight * (shares[index] / total - (right.contains(index) ? shares[index] / wanted : 0))
        guard index < name.candidates.count else {
          slope[Evidence.none.rawValue] += pull
          continue
        }
        for (kind, times) in name.candidates[index] { slope[kind.rawValue] += pull * times }
      }
    }
    return (value, slope)
  }
}
