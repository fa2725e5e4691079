import ArgumentParser
import Cartography

/// The levels of names on a map: `all`, `none`, or some of them, separated by commas.
struct LabelsOption: ExpressibleByArgument {
  var levels: Set<LabelLevel>

  init(_ levels: Set<LabelLevel>) { self.levels = levels }

  init?(argument: String) {
    switch argument {
    case "all": levels = Set(LabelLevel.allCases)
    case "none": levels = []
    default:
      guard let list = ListOption<LabelLevel>(argument: argument) else { return nil }
      levels = list.values
    }
  }

  var defaultValueDescription: String { "all" }

  static var allValueStrings: [String] { ["all", "none"] + LabelLevel.allCases.map(\.rawValue) }
}
