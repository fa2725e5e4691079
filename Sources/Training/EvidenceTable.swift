import Geoparsing

/// The learned weights as a table that `EvidenceWeights` reads, with what they were by hand and how much taught them.
struct EvidenceTable {
  let weights: EvidenceWeights
  let names: [JudgedName]

  var text: String {
    var counts = [Int](repeating: 0, count: Evidence.allCases.count)
    for name in names {
      for kind in Set(name.candidates.joined().map(\.kind.rawValue)) { counts[kind] += 1 }
    }
    counts[Evidence.none.rawValue] = names.count
    var lines = [
      "# What speaks for or against a place as the bearer of a name, in log-odds (each told in Sources/Geoparsing/Evidence.swift). by_hand: what learning starts from and is held to; names: how many names of train have a candidate with it.",
      "# source: learned from Tests/Corpus/train by `make model`; licence: CC BY 4.0",
      "evidence\tweight\tby_hand\tnames",
    ]
    for evidence in Evidence.allCases {
      lines.append(
        "\(evidence.name)\t\(EvidenceTable.hundredths(weights[evidence]))\t\(EvidenceTable.hundredths(evidence.byHand))\t\(counts[evidence.rawValue])"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `-1.5`, `0.25`, `3`.
  private static func hundredths(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
