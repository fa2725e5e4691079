import Dispatches
import GazetteerIndex

/// A stretch of text that the rules took for a toponym or refused, as the model looks at it.
struct ModelCandidate {
  /// What the rules made of it.
  enum Verdict: UInt8 {
    case none, literal, metonym, embedded, dateline, demonym

    init(_ role: Role) {
      switch role {
      case .literal: self = .literal
      case .metonym: self = .metonym
      case .embedded: self = .embedded
      case .dateline: self = .dateline
      case .demonym: self = .demonym
      }
    }
  }

  var tokens: Range<Int>
  var spot: Spot
  var name: NameRef?
  /// Index into the recogniser's toponyms; nil for what the rules refused.
  var toponym: Int?
  var verdict: Verdict
  /// Nil for what the rules refused.
  var rule: RoleRule?
  /// Whether the model is asked. It is not about what the rules refused: on texts of other kinds it let in ten words for
  /// each name (see the model's card); they are there as neighbours.
  var isDoubtful: Bool
  /// Datelines and demonyms, which are the rules' own.
  var isFixed: Bool { verdict == .dateline || verdict == .demonym }
}

extension Recogniser {
  /// The toponyms with the rules' roles and the spots that the rules refused, in text order.
  func candidates(roles: [(role: Role, rule: RoleRule)]) -> [ModelCandidate] {
    var candidates: [ModelCandidate] = []
    candidates.reserveCapacity(spots.count + toponyms.count)
    var next = 0
    func takeToponyms(before token: Int) {
      while next < toponyms.count, toponyms[next].tokens.lowerBound < token {
        let (role, rule) = roles[next]
        candidates.append(
          ModelCandidate(
            tokens: toponyms[next].tokens, spot: toponyms[next].spot, name: toponyms[next].name,
            toponym: next, verdict: ModelCandidate.Verdict(role), rule: rule, isDoubtful: rule.isDoubtful))
        next += 1
      }
    }
    for spot in spots {
      let tokens = properPart(of: spot.chunk)
      takeToponyms(before: tokens.lowerBound)
      if let last = candidates.last, last.tokens.upperBound > tokens.lowerBound { continue }
      if next < toponyms.count, toponyms[next].tokens.lowerBound < tokens.upperBound { continue }
      let isWhole = spot.match?.tokens == spot.chunk
      candidates.append(
        ModelCandidate(
          tokens: tokens, spot: spot, name: isWhole ? spot.match?.name : nil, toponym: nil, verdict: .none,
          rule: nil, isDoubtful: false))
    }
    takeToponyms(before: .max)
    return candidates
  }
}
