internal import GeoTypes
internal import Incidents

/// JSON Lines of Recognizers-Text's cases: an input, a reference time, and the results with spans and values.
///
/// A case asks for the times of its kind only (`spec:` rows of the table of labels). Values are asked for where the case
/// has a reference time; what the results give for past and future are all right.
extension CorpusDraft {
  mutating func readRecognizers(_ lines: CorpusLines) {
    var unplaced = 0
    for line in lines where !line.isBlank {
      take { draft throws(CorpusError) in
        let record = try draft.decode(RecognizersRecord.self, from: line, of: lines)
        let spec = String(record.spec.split(separator: "/").last ?? "")
        let meaning = draft.meaning(of: "spec:" + spec)
        guard meaning != .leftOut, !record.input.isEmpty else { return nil }
        if draft.leavesOut(
          CorpusScope.Case(
            spec: "spec:" + spec, labels: record.results.map(\.label), texts: record.results.map(\.text),
            values: record.results.flatMap(\.values), hasTimes: !record.results.isEmpty))
        {
          return nil
        }
        var document = GoldDocument(
          id: "\(line.number)", line: line.number, text: record.input, published: record.reference,
          layers: .times)
        if case .time(let kind) = meaning { document.timeKinds = [kind] }
        var isWhole = true
        var isValued = true
        for result in record.results {
          guard let span = result.span(in: document.text) else {
            isWhole = false
            continue
          }
          guard case .time(let kind) = draft.meaning(of: result.label) else { continue }
          isValued = isValued && (record.reference != nil || result.standsAlone)
          document.times.append(
            GoldTime(span: span, kind: kind, values: result.values, days: result.days))
        }
        guard isWhole else {
          unplaced += 1
          return nil
        }
        if isValued, record.reference != nil || !document.times.isEmpty,
          document.times.allSatisfy({ !$0.values.isEmpty || !$0.days.isEmpty })
        {
          document.layers.insert(.timeValues)
        }
        return document
      }
    }
    if unplaced > 0 {
      notes.append("\(unplaced) cases are left out: their input does not hold the text of a result.")
    }
    notes.append(
      "A case asks for times of its own kind only; found times of other kinds are not counted there.")
    notes.append(
      "Values are asked for in cases with a reference time, where the past and the future one are both right, and where they need none (2031-06-09, XXXX-06-09, T09:40, P9D)."
    )
  }
}

private struct RecognizersRecord: Decodable {
  var spec: String
  var input: String
  var results: [RecognizersResult]
  var context: Context?

  struct Context: Decodable {
    var referenceDateTime: String?
    private enum CodingKeys: String, CodingKey { case referenceDateTime = "ReferenceDateTime" }
  }

  private enum CodingKeys: String, CodingKey {
    case spec
    case input = "Input"
    case results = "Results"
    case context = "Context"
  }

  var reference: CalendarDate? {
    context?.referenceDateTime.flatMap { CalendarDate(iso8601: $0.prefix(10)) }
  }
}

private struct RecognizersResult: Decodable {
  var text: String
  var start: Int?
  var type: String?
  var typeName: String?
  var value: Value?
  var resolution: Value?

  private enum CodingKeys: String, CodingKey {
    case text = "Text"
    case start = "Start"
    case type = "Type"
    case typeName = "TypeName"
    case value = "Value"
    case resolution = "Resolution"
  }

  /// Both forms in which a value is told: one with a past and a future, one with a list.
  struct Value: Decodable {
    var timex: String?
    var past: [String: String]?
    var future: [String: String]?
    var list: [[String: Text]]?

    private enum CodingKeys: String, CodingKey {
      case timex = "Timex"
      case past = "PastResolution"
      case future = "FutureResolution"
      case list = "values"
    }
  }

  /// A string; other values, which no time has, are left out.
  struct Text: Decodable {
    var string: String?
    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      do { string = try container.decode(String.self) } catch DecodingError.typeMismatch { string = nil }
    }
  }

  /// `date` of `datetimeV2.date`.
  var label: String { String((type ?? typeName ?? "").split(separator: ".").last ?? "none") }

  /// Where the text stands: at the start that is told, else at its only occurrence.
  func span(in source: ScalarText) -> Span? {
    let length = text.unicodeScalars.count
    let wanted = text.lowercased()
    func holds(_ start: Int) -> Bool {
      let span = Span(start, start + length)
      return source.contains(span) && source[span].lowercased() == wanted
    }
    if let start, holds(start) { return Span(start, start + length) }
    let starts = source.scalars.indices.filter { holds($0) }
    return starts.count == 1 ? Span(starts[0], starts[0] + length) : nil
  }

  /// Whether the value does not depend on when the text was written: unknown digits, a time of the clock, a duration, or a
  /// year that the text tells.
  var standsAlone: Bool {
    let timex = value?.timex ?? readings.lazy.compactMap { $0["timex"] }.first
    guard let first = timex?.first else { return false }
    return timex?.hasPrefix("XXXX") == true || first == "T" || first == "P"
      || text.contains(#/\b[12]\d{3}\b/#)
  }

  private var readings: [[String: String]] {
    var readings = [value?.past, value?.future].compactMap { $0 }
    for entry in (value?.list ?? []) + (resolution?.list ?? []) {
      readings.append(entry.compactMapValues(\.string))
    }
    return readings
  }

  var values: [String] {
    var values = [value?.timex].compactMap { $0 }
    for reading in readings {
      for key in ["timex", "value", "date", "dateTime"] {
        if let text = reading[key] { values.append(text.split(separator: " ").joined(separator: "T")) }
      }
    }
    // The day of the resolution with the timex's part of the day: `XXXX-WXX-2TMO` on 2016-11-01.
    for reading in readings {
      guard let timex = reading["timex"] ?? value?.timex, timex.hasPrefix("XXXX"),
        let clock = timex.lastIndex(of: "T"),
        let day = (reading["startDateTime"] ?? reading["dateTime"] ?? reading["start"] ?? reading["value"])?
          .prefix(10), CalendarDate(iso8601: day) != nil
      else { continue }
      values.append("\(day)\(timex[clock...])")
    }
    // A range or a count of units: `(2031-06-03,2031-06-09,P6D)`.
    for reading in readings {
      guard let timex = reading["timex"] ?? value?.timex, timex.first == "(", timex.last == ")" else {
        continue
      }
      let parts = timex.dropFirst().dropLast().split(separator: ",").map(String.init)
      guard parts.count == 3 else { continue }
      values.append(parts[2])
      if let first = reading["startDate"] ?? reading["start"], let last = reading["endDate"] ?? reading["end"]
      {
        values += TimeValues.range(first, last)
      }
    }
    for reading in readings {
      if let day = (reading["date"] ?? reading["value"]).flatMap({ CalendarDate(iso8601: $0.prefix(10)) }) {
        values += TimeValues.coarser(day, phrase: text)
      }
    }
    values += days.flatMap { TimeValues.whole(of: $0, phrase: text) }
    values += values.compactMap { TimeValues.minutes($0) }
    values += values.compactMap { TimeValues.unknownCount($0, phrase: text) }
    values += values.compactMap { TimeValues.named($0, phrase: text) }
    // A whole hour, `T07`, is `T07:00` to us.
    return values + values.filter { $0.dropLast(2).last == "T" }.map { $0 + ":00" }
  }

  /// Their ends are excluded in the source, included here.
  var days: [ClosedRange<CalendarDate>] {
    readings.compactMap { reading in
      guard let first = reading["startDate"] ?? reading["start"],
        let last = reading["endDate"] ?? reading["end"],
        first.count == 10, last.count == 10, let start = CalendarDate(iso8601: first),
        let end = CalendarDate(iso8601: last), start < end
      else { return nil }
      return start...end.adding(days: -1)
    }
  }
}
