package import Geoparsing

/// A figure of three counts: how many are in the gold, how many were found, and how many of these are right.
package enum PairFigure: String, CaseIterable, Sendable {
  case mentionsStrict = "mentions.strict"
  case mentionsOverlapping = "mentions.overlapping"
  case placesStrict = "mentions.strict_without_demonyms"
  case placesOverlapping = "mentions.overlapping_without_demonyms"
  case dateline = "roles.dateline"
  case literal = "roles.literal"
  case metonym = "roles.metonym"
  case embedded = "roles.embedded"
  case demonym = "roles.demonym"
  case time = "times.span_and_value"
  case timeDates = "times.span_and_value_of_dates"
  case timeSpan = "times.span"
  case timeValue = "times.overlapping_value"
  case incident = "incidents.kind_place_date"
  case incidentRelaxed = "incidents.relaxed"
  case incidentKind = "incidents.kind_place"
  case incidentEvent = "incidents.place_date"
  case incidentPlace = "incidents.place"

  /// The figure of a role.
  package init(_ role: Role) {
    switch role {
    case .dateline: self = .dateline
    case .literal: self = .literal
    case .metonym: self = .metonym
    case .embedded: self = .embedded
    case .demonym: self = .demonym
    }
  }
}

/// A figure of two counts: of how many, and how many of these are so.
package enum ShareFigure: String, CaseIterable, Sendable {
  case role = "roles.right"
  case near = "resolution.within_20_km"
  case far = "resolution.within_161_km"
  case pointNear = "resolution.points_within_20_km"
  case pointFar = "resolution.points_within_161_km"
  case areaNear = "resolution.areas_within_20_km"
  case countryNear = "resolution.countries"
  case country = "resolution.country"
  case nearFound = "resolution.within_20_km_of_found"
  case nearPlaced = "resolution.within_20_km_of_placed"
  case leftUnresolved = "resolution.rightly_unresolved"
  case personsTaken = "persons.taken_for_places"
  case dateline = "dateline.all"
  case datelineCity = "dateline.city"
  case datelineDate = "dateline.date"
  case datelineAgency = "dateline.agency"
  case datelineAbsent = "dateline.rightly_none"
  case status = "incidents.status"
  case claimant = "incidents.claimant"
  case actor = "incidents.actor"
  case killed = "incidents.killed"
  case injured = "incidents.injured"
}

package struct PairCounts: Hashable, Sendable {
  package var gold = 0
  package var found = 0
  package var right = 0
}

package struct ShareCounts: Hashable, Sendable {
  package var of = 0
  package var right = 0
}

/// What a mention's role is in the gold, and what it was found to be.
package struct RolePair: Hashable, Sendable {
  package var gold: Role
  package var found: Role

  package init(gold: Role, found: Role) {
    self.gold = gold
    self.found = found
  }
}

/// Resolutions of one tenth of the scale of confidence.
package struct ReliabilityBin: Hashable, Sendable {
  package var count = 0
  package var right = 0
  /// Of all confidences.
  package var sum = 0.0
}

/// What one document adds to the figures. A figure without an entry is one that the document's corpus cannot tell.
package struct Tally: Sendable {
  package static let bins = 10

  package private(set) var pairs: [PairFigure: PairCounts] = [:]
  package private(set) var shares: [ShareFigure: ShareCounts] = [:]
  package private(set) var confusion: [RolePair: Int] = [:]
  package private(set) var reliability = [ReliabilityBin](repeating: ReliabilityBin(), count: Tally.bins)
  /// Kilometres between a marked point and the place given for it.
  package private(set) var distances: [Double] = []

  package init() {}

  mutating func add(_ figure: PairFigure, gold: Int, found: Int, right: Int) {
    pairs[figure, default: PairCounts()].gold += gold
    pairs[figure, default: PairCounts()].found += found
    pairs[figure, default: PairCounts()].right += right
  }

  mutating func hit(_ figure: ShareFigure, _ isRight: Bool) { add(figure, of: 1, right: isRight ? 1 : 0) }

  mutating func add(_ figure: ShareFigure, of: Int, right: Int) {
    shares[figure, default: ShareCounts()].of += of
    shares[figure, default: ShareCounts()].right += right
  }

  mutating func confuse(_ gold: Role, with found: Role) {
    confusion[RolePair(gold: gold, found: found), default: 0] += 1
  }

  /// Notes a resolution of a confidence, 0…1; 1 falls in the last bin.
  mutating func rely(on confidence: Double, _ isRight: Bool) {
    let bin = min(Tally.bins - 1, max(0, Int(confidence * Double(Tally.bins))))
    reliability[bin].count += 1
    reliability[bin].right += isRight ? 1 : 0
    reliability[bin].sum += confidence
  }

  mutating func measure(kilometres: Double) { distances.append(kilometres) }

  /// Adds another document's counts.
  package static func += (left: inout Tally, right: Tally) {
    for (figure, counts) in right.pairs {
      left.add(figure, gold: counts.gold, found: counts.found, right: counts.right)
    }
    for (figure, counts) in right.shares { left.add(figure, of: counts.of, right: counts.right) }
    left.confusion.merge(right.confusion) { $0 + $1 }
    for index in left.reliability.indices {
      left.reliability[index].count += right.reliability[index].count
      left.reliability[index].right += right.reliability[index].right
      left.reliability[index].sum += right.reliability[index].sum
    }
    left.distances += right.distances
  }
}
