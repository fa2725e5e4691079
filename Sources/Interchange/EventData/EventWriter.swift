internal import Dispatches
public import GazetteerIndex
public import Incidents
public import Lieudit

/// A format of event data that others' programs read.
public enum EventFormat: String, CaseIterable, Sendable {
  /// CSV with ACLED's columns.
  case acledCSV = "acled-csv"
  /// CSV with the columns of UCDP's Georeferenced Event Dataset.
  case ucdpCSV = "ucdp-csv"
  /// PLOVER's event records, one JSON object a line.
  case ploverJSONL = "plover-jsonl"

  /// The scheme's name.
  public var scheme: String {
    switch self {
    case .acledCSV: "ACLED"
    case .ucdpCSV: "UCDP"
    case .ploverJSONL: "PLOVER"
    }
  }

  /// The first line of a file, with its CR LF; empty for JSON.
  public var header: [UInt8] {
    var csv = CSVBuffer(capacity: 1024)
    switch self {
    case .acledCSV: csv.header(ACLEDTable.columns)
    case .ucdpCSV: csv.header(UCDPTable.columns)
    case .ploverJSONL: break
    }
    return csv.take()
  }

  /// `acled.csv`, for files.
  public var fileExtension: String { String(rawValue.map { $0 == "-" ? "." : $0 }) }
}

/// Writes incidents as event data: what a scheme has no code for is left out and counted.
///
/// ```swift
/// var writer = EventWriter(format: .acledCSV, codes: codes, gazetteer: reader.gazetteer)
/// for report in reports { writer.write(report) }
/// let bytes = writer.take()  // one header, the rows of all reports
/// ```
///
/// A group's casualties belong to all of it: its first incident bears them, the others have 0 and name that one.
public struct EventWriter: ~Copyable {
  public let format: EventFormat
  private let codes: EventCodes
  private let gazetteer: Gazetteer
  private var csv = CSVBuffer()
  private var json = JSONWriter()
  /// How many incidents were written.
  public private(set) var written = 0
  private var counts: [IncidentKind: Int] = [:]

  /// Starts a file or a stream, a CSV by its header.
  ///
  /// - Parameter gazetteer: The one that the reports were read with.
  public init(format: EventFormat, codes: EventCodes, gazetteer: Gazetteer) {
    self.format = format
    self.codes = codes
    self.gazetteer = gazetteer
    csv.append(format.header)
  }

  /// How many incidents of which kind were left out, as the scheme has no such event; by kind.
  public var omitted: [(kind: IncidentKind, count: Int)] {
    counts.map { (kind: $0.key, count: $0.value) }.sorted { $0.kind.rawValue < $1.kind.rawValue }
  }

  /// Writes a report's incidents in the text's order.
  public mutating func write(_ report: Report) {
    let span = OffsetMap(text: report.dispatch.text, unit: format == .ploverJSONL ? .codepoint : .utf8)
    var bearers: [String: String] = [:]
    var sizes: [String: Int] = [:]
    for located in report.incidents { sizes[located.incident.group, default: 0] += 1 }
    for located in report.incidents {
      let incident = located.incident
      var record = EventRecord(located, in: report, codes: codes, gazetteer: gazetteer)
      record.groupSize = sizes[incident.group] ?? 1
      record.countedIn = bearers[incident.group]
      let isWritten =
        switch format {
        case .acledCSV: ACLEDTable.write(record, codes: codes, generator: Version.generator, to: &csv)
        case .ucdpCSV: UCDPTable.write(record, codes: codes, generator: Version.generator, to: &csv)
        case .ploverJSONL:
          PLOVERRecords.write(
            record, generator: Version.generator, gazetteer: gazetteer, span: span, to: &json)
        }
      if isWritten {
        written += 1
        if bearers[incident.group] == nil { bearers[incident.group] = incident.id }
      } else {
        counts[incident.kind, default: 0] += 1
      }
    }
  }

  /// The bytes since the last call; the writer goes on where it was.
  public mutating func take() -> [UInt8] { format == .ploverJSONL ? json.take() : csv.take() }
}
