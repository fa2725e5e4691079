internal import GazetteerIndex
internal import Incidents

/// What a kind of incident is in each scheme.
struct KindCode: Sendable {
  struct ACLED: Sendable {
    var disorderType: String
    var eventType: String
    var subEventType: String
    /// Whether every such event is marked as targeting civilians.
    var targetsCivilians: Bool
  }
  struct PLOVER: Sendable {
    var event: String
    var mode: String?
    var context: String?
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    var quad: Int
  }
  /// Nil where ACLED has no such event.
  var acled: ACLED?
  /// UCDP's `type_of_violence`, the usual one (1 state-based, 2 non-state, 3 one-sided); nil where UCDP has no such
  /// event.
  var ucdp: Int?
  /// Nil where PLOVER has no such event.
  var plover: PLOVER?

  static let none = KindCode(acled: nil, ucdp: nil, plover: nil)
}

/// `kinds.tsv`: the codes of every kind of incident.
struct KindCodes: Sendable {
  private var codes: [IncidentKind: KindCode] = [:]

  /// The kinds that the table has, in no order.
  var kinds: [IncidentKind] { Array(codes.keys) }

  /// Throws `GazetteerError` where the table is missing, or names an event of PLOVER whose quad category `scales` lacks.
  init(path: String, scales: ScaleCodes) throws(GazetteerError) {
    var table = try TableReader(
      path: path,
      columns: [
        "kind", "acled_disorder", "acled_event", "acled_sub_event", "acled_civilians", "ucdp_type", "plover",
      ])
    while try table.next() {
      var code = KindCode.none
      if !table.isEmpty(2) {
        guard !table.isEmpty(1), !table.isEmpty(3) else {
          throw table.unexpected(table.isEmpty(1) ? 1 : 3, "a type, as ACLED has the event")
        }
        code.acled = KindCode.ACLED(
          disorderType: table.string(1), eventType: table.string(2), subEventType: table.string(3),
          targetsCivilians: table.string(4) == "yes")
      }
      code.ucdp = try table.integer(5)
      if let type = code.ucdp, !(1...3).contains(type) { throw table.unexpected(5, "1, 2 or 3") }
      if !table.isEmpty(6) {
        // event/mode/context
        let parts = table.string(6).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 3, let quad = scales.code(.quad, parts[0])?.plover.flatMap({ Int($0) }) else {
          throw table.unexpected(6, "event/mode/context, the event with a quad category in scales.tsv,")
        }
        func part(_ index: Int) -> String? {
          index < parts.count && !parts[index].isEmpty ? parts[index] : nil
        }
        code.plover = KindCode.PLOVER(event: parts[0], mode: part(1), context: part(2), quad: quad)
      }
      codes[IncidentKind(table.string(0))] = code
    }
  }

  /// What a kind is; in no scheme, where the table lacks it.
  subscript(kind: IncidentKind) -> KindCode { codes[kind] ?? .none }
}
