import ArgumentParser

/// Several values of a closed set in one argument, separated by commas: `geojson,svg`.
struct ListOption<Value: CaseIterable & RawRepresentable & Hashable>: ExpressibleByArgument
where Value.RawValue == String {
  var values: Set<Value>

  init(_ values: Set<Value>) { self.values = values }

  init?(argument: String) {
    let words = argument.split(separator: ",").map(String.init)
    let values = words.compactMap { Value(rawValue: $0) }
    guard values.count == words.count, !values.isEmpty else { return nil }
    self.values = Set(values)
  }

  /// In the set's own order.
  private var ordered: [String] { Value.allCases.filter { values.contains($0) }.map(\.rawValue) }

  var defaultValueDescription: String { ordered.joined(separator: ",") }

  static var allValueStrings: [String] { Value.allCases.map(\.rawValue) }
}
