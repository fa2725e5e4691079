internal import GazetteerIndex

/// `scales.tsv`: our scales in those of the schemes.
struct ScaleCodes: Sendable {
  enum Scale: String, Sendable {
    case precision, place, days, party, state, quad, agency
  }

  /// A value in each scheme; nil where the scheme has none.
  struct Code: Sendable {
    var acled: String?
    var ucdp: String?
    var plover: String?
  }

  private var codes: [String: Code] = [:]
  /// By the number of days, the fewest first.
  private var lengths: [(days: Int, code: Code)] = []

  /// Throws `GazetteerError` where the table is missing or broken.
  init(path: String) throws(GazetteerError) {
    var table = try TableReader(path: path, columns: ["scale", "ours", "acled", "ucdp", "plover"])
    while try table.next() {
      guard let scale = Scale(rawValue: table.string(0)) else { throw table.unexpected(0, "a known scale") }
      let code = Code(
        acled: table.isEmpty(2) ? nil : table.string(2), ucdp: table.isEmpty(3) ? nil : table.string(3),
        plover: table.isEmpty(4) ? nil : table.string(4))
      if scale == .days {
        guard let days = try table.integer(1), days > lengths.last?.days ?? 0 else {
          throw table.unexpected(1, "a number of days, greater than the row's before,")
        }
        lengths.append((days, code))
      } else {
        codes[ScaleCodes.key(scale, table.string(1))] = code
      }
    }
  }

  func code(_ scale: Scale, _ value: String) -> Code? { codes[ScaleCodes.key(scale, value)] }

  /// The code of a date that is known to within so many days (1 for the day itself); nil where it is vaguer than any
  /// scheme has it.
  func code(days: Int) -> Code? { lengths.first { days <= $0.days }?.code }

  private static func key(_ scale: Scale, _ value: String) -> String { scale.rawValue + "\t" + value }
}
