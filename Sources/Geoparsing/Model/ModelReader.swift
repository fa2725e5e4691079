import Dispatches
import GazetteerIndex

/// Puts the doubtful names of a document to the model.
struct ModelReader {
  let features: ModelFeatures
  let model: ReadingModel

  /// A reading and how sure the model is of it.
  struct Answer {
    var reading: ModelReading
    /// Of the sums for the readings, in units of `ModelFormat.unit`.
    var sums: SIMD4<Int32>

    /// 0…1, by the logistic rule; the four readings' shares sum to 1.
    var share: Double {
      let own = sums[Int(reading.rawValue)]
      var total = 0.0
      for lane in 0..<4 { total += ModelArithmetic.exp(Double(sums[lane] - own) * ModelFormat.unit) }
      return 1 / total
    }
  }

  /// The reading with the highest sum; of equal ones the rules' own, else the first.
  func answer(_ index: Int) -> Answer {
    var sum = WeightSum(model: model)
    features.add(index, to: &sum)
    var best = Int(features.candidates[index].verdict.rawValue)
    for lane in 0..<4 where sum.value[lane] > sum.value[best] { best = lane }
    return Answer(reading: ModelReading(rawValue: UInt8(best)) ?? .none, sums: sum.value)
  }
}

extension Recogniser {
  /// Lets the model decide what the rules leave in doubt: toponyms get their roles or go.
  ///
  /// - Returns: The role of each toponym, and why.
  mutating func revise(
    _ roles: [(role: Role, rule: RoleRule)], classifier: RoleClassifier, by model: ReadingModel
  ) -> [(role: Role, reason: RoleReason)] {
    let candidates = self.candidates(roles: roles)
    let reader = ModelReader(
      features: ModelFeatures(recogniser: self, classifier: classifier, candidates: candidates), model: model)
    var revised: [Toponym] = []
    var answers: [(role: Role, reason: RoleReason)] = []
    revised.reserveCapacity(toponyms.count)
    answers.reserveCapacity(toponyms.count)
    for (index, candidate) in candidates.enumerated() {
      guard candidate.isDoubtful else {
        if let toponym = candidate.toponym {
          revised.append(toponyms[toponym])
          answers.append((roles[toponym].role, .rule(roles[toponym].rule)))
        }
        continue
      }
      let answer = reader.answer(index)
      guard let role = answer.reading.role, let found = candidate.toponym else { continue }
      var toponym = toponyms[found]
      toponym.isEmbedded = role == .embedded
      revised.append(toponym)
      answers.append((role, .model(answer, rules: roles[found].role)))
    }
    toponyms = revised
    return answers
  }
}

/// Why a toponym has its role.
enum RoleReason {
  case rule(RoleRule)
  /// The rules' own answer beside the model's.
  case model(ModelReader.Answer, rules: Role)

  /// "model: metonym 0.93 (rules: literal)".
  func text(role: Role) -> String {
    switch self {
    case .rule(let rule): return "\(role.rawValue): \(rule.reason)"
    case .model(let answer, let rules):
      let hundredths = Int((answer.share * 100).rounded())
      let digits = hundredths < 10 ? "0\(hundredths)" : "\(hundredths)"
      let share = hundredths >= 100 ? "1.00" : "0.\(digits)"
      return "model: \(role.rawValue) \(share) (rules: \(rules.rawValue))"
    }
  }
}
