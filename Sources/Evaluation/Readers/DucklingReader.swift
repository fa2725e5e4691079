internal import GeoTypes
internal import Incidents

/// JSON Lines made from Duckling's examples: a phrase that is a time expression as a whole, and its value as a Haskell
/// expression such as `datetime (2013, 2, 12, 0, 0, 0) Day`; a phrase without such a value has no time in it.
extension CorpusDraft {
  private struct Record: Decodable {
    var dimension: String
    var phrase: String
    var expected: String?
    var reference: String?

    private enum CodingKeys: String, CodingKey {
      case dimension, phrase, expected
      case reference = "reference_time"
    }
  }

  mutating func readDuckling(_ lines: CorpusLines) {
    for line in lines where !line.isBlank {
      take { draft throws(CorpusError) in
        let record = try draft.decode(Record.self, from: line, of: lines)
        let meaning = draft.meaning(of: record.dimension)
        guard meaning != .leftOut, !record.phrase.isEmpty else { return nil }
        var document = GoldDocument(
          id: "\(line.number)", line: line.number, text: record.phrase,
          published: record.reference.flatMap { CalendarDate(iso8601: $0.prefix(10)) },
          layers: [.times, .timeValues])
        if let time = draft.time(record.expected ?? "", in: document) {
          document.times = [time]
          if time.values.isEmpty, time.days.isEmpty { document.layers.remove(.timeValues) }
        }
        return document
      }
    }
    notes.append("Hours of one day (*de 9h30 à 11h*) are asked for their span only.")
    notes.append("The values look forward (*lundi* is the next one) where the program, for news, looks back.")
  }

  /// The phrase as a time; nil for an expression that has no value of a known form: then there is none in it.
  private mutating func time(_ expression: String, in document: GoldDocument) -> GoldTime? {
    let numbers = expression.matches(of: #/\d+/#).compactMap { Int($0.output) }
    let words = expression.split(separator: " ")
    guard let head = words.first, let grain = words.last,
      case .time(let kind)? = table.meaning(of: "grain:\(grain)", in: format)
    else { return nil }
    var time = GoldTime(span: Span(0, document.text.scalars.count), kind: kind, values: [])
    switch head {
    case "datetime" where numbers.count == 6:
      time.values = [CorpusDraft.value(numbers, grain)].compactMap { $0 }
    case "datetimeInterval" where numbers.count == 12:
      if let start = CorpusDraft.date(numbers), let end = CorpusDraft.date(Array(numbers[6...])), start < end
      {
        time.days = [start...end.adding(days: -1)]
      }
    case "datetimeOpenInterval" where numbers.count == 6:
      time.values = [CorpusDraft.value(numbers, grain)].compactMap { $0 }
    case "DurationData" where numbers.count == 1:
      time.kind = .duration
      time.values = [CorpusDraft.duration(numbers[0], grain)]
    default: return nil
    }
    return time
  }

  /// A month or day of 0 is the first.
  private static func date(_ numbers: [Int]) -> CalendarDate? {
    CalendarDate(year: numbers[0], month: max(1, numbers[1]), day: max(1, numbers[2]))
  }

  /// Nil where there is no such day.
  private static func value(_ numbers: [Int], _ grain: Substring) -> String? {
    guard let day = date(numbers) else { return nil }
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    let text = "\(day)"
    switch grain {
    case "Year": return String(text.prefix(4))
    case "Month": return String(text.prefix(7))
    case "Quarter": return "\(text.prefix(4))-Q\((numbers[1] + 2) / 3)"
    case "Week": return week(of: day)
    case "Day": return text
    case "Hour", "Minute": return "\(text)T\(two(numbers[3])):\(two(numbers[4]))"
    default: return "\(text)T\(two(numbers[3])):\(two(numbers[4])):\(two(numbers[5]))"
    }
  }

  /// ISO 8601: the week belongs to the year of its Thursday.
  private static func week(of day: CalendarDate) -> String? {
    let thursday = day.adding(days: 4 - day.weekday)
    guard let first = CalendarDate(year: thursday.year, month: 1, day: 1) else { return nil }
    let number = (thursday.daysSince1970 - first.daysSince1970) / 7 + 1
    return "\(thursday.year)-W\(number < 10 ? "0" : "")\(number)"
  }

  private static func duration(_ count: Int, _ grain: Substring) -> String {
    switch grain {
    case "Second", "Minute", "Hour": "PT\(count)\(grain.prefix(1))"
    case "Quarter": "P\(count * 3)M"
    default: "P\(count)\(grain.prefix(1))"
    }
  }
}
