package import GazetteerIndex

/// What speaks for or against a place as the bearer of a name. A candidate's score is the sum of the weights of all
/// that is found, in log-odds; some evidence counts by how much of it there is (nearness, a country's share).
package enum Evidence: Int, CaseIterable, Sendable {
  // None of the candidates is meant.
  case none

  // The place itself.
  case country, division, smallDivision, capital, region
  /// For each tenfold of inhabitants over a hundred.
  case perTenfold
  /// A place of the house's own table: whoever wrote it down expects it in the news.
  case house

  // Its name.
  case display, french, official, historic, short, exactSpelling
  /// A name that the place does not bear at the dispatch's date.
  case outOfTime
  /// A name that only the rules of transcription lead to, and each unit of their cost.
  case transcribed, perTranscriptionCost

  // What the text says of it.
  case prepositionAgrees, prepositionDisagrees, articleAgrees, articleDisagrees
  case divisionOfTown, waterOfCountry
  /// A name that stands for a government, and bears the name of a capital or country.
  case acts
  case genericAgrees, genericDisagrees
  /// "delta du Niger" is no country, "Etat du Niger" neither.
  case genericExcludes
  case contained, notContained
  /// What is surely not meant: a country inside another one, a town in another country's division.
  case elsewhere
  case beside, notBeside

  // How it agrees with the other names.
  /// For the square root of its country's share of all that is named.
  case countryShare
  /// A region or water in which places named lie.
  case holdsNamed
  /// Falling off over 90 km, and over 500 km, from the nearest place named.
  case near, inReach
  /// A small town more than 700 km from all that is named.
  case faraway

  /// The weight that was set by hand: what learning starts from and is held to, and what holds where nothing was
  /// learned (a name alone has no text around it).
  package var byHand: Double {
    switch self {
    case .none: 3.2
    case .country: 8
    case .division: 2
    case .smallDivision: 1
    case .capital: 2.5
    case .region: 3.5
    case .perTenfold: 1.2
    case .house: 3.5
    case .display: 1.5
    case .french: 1
    case .official: 0.8
    case .historic: -1.5
    case .short: -0.5
    case .exactSpelling: 0.4
    case .outOfTime: -4
    case .transcribed: -2
    case .perTranscriptionCost: -0.5
    case .prepositionAgrees: 0.8
    case .prepositionDisagrees: -1.5
    case .articleAgrees: 1
    case .articleDisagrees: -2
    case .divisionOfTown: -2.5
    case .waterOfCountry: -3
    case .acts: 3
    case .genericAgrees: 2.5
    case .genericDisagrees: -2.5
    case .genericExcludes: -7
    case .contained: 6
    case .notContained: -4
    case .elsewhere: -8
    case .beside: 4
    case .notBeside: -4
    case .countryShare: 3.5
    case .holdsNamed: 1.75
    case .near: 3
    case .inReach: 1.2
    case .faraway: -3
    }
  }

  /// As tables call it: `perTenfold`.
  package var name: String { "\(self)" }
}

/// The weights of all evidence, in log-odds.
package struct EvidenceWeights: Sendable {
  private var values: [Double]

  /// The weights set by hand.
  package static let byHand = EvidenceWeights(Evidence.allCases.map(\.byHand))

  /// One weight for each of `Evidence.allCases`, in order.
  package init(_ values: [Double]) {
    precondition(values.count == Evidence.allCases.count)
    self.values = values
  }

  /// Reads a table with the columns `evidence` and `weight`; what has no row keeps the weight set by hand.
  ///
  /// Throws `GazetteerError` where the table is missing or broken, or names what is no evidence.
  package init(path: String) throws(GazetteerError) {
    self = .byHand
    let known = Dictionary(uniqueKeysWithValues: Evidence.allCases.map { ($0.name, $0) })
    var table = try TableReader(path: path, columns: ["evidence", "weight"])
    while try table.next() {
      guard let evidence = known[table.string(0)] else {
        throw table.unexpected(0, "one of " + known.keys.sorted().joined(separator: ", "))
      }
      guard let weight = try table.number(1), abs(weight) <= 50 else {
        throw table.unexpected(1, "a weight between -50 and 50")
      }
      values[evidence.rawValue] = weight
    }
  }

  package subscript(evidence: Evidence) -> Double { values[evidence.rawValue] }

  package var all: [Double] { values }
}
