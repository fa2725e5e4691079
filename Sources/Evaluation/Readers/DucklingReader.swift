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
        let time = draft.time(record.expected ?? "", in: document)
        if draft.leavesOut(
          CorpusScope.Case(
            spec: record.dimension, texts: [record.phrase], values: [record.expected ?? ""],
            hasTimes: time != nil))
        {
          return nil
        }
        if let time {
          document.times = [time]
          if time.values.isEmpty, time.days.isEmpty { document.layers.remove(.timeValues) }
        }
        return document
      }
    }
    notes.append(
      "Hours of one day (*de 9h30 à 11h*) are asked for their span only; those of a part of the day are its name."
    )
    notes.append(
      "The values look forward; the last such day is right, too, where nothing in the phrase points forward (*lundi*)."
    )
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
      time.values = CorpusDraft.values(numbers, grain, in: document)
    case "datetimeInterval" where numbers.count == 12:
      setInterval(of: &time, numbers, grain, in: document)
    case "datetimeOpenInterval" where numbers.count == 6:
      time.values = CorpusDraft.values(numbers, grain, in: document)
    case "DurationData" where numbers.count == 1:
      time.kind = .duration
      time.values = [CorpusDraft.duration(numbers[0], grain)]
    default: return nil
    }
    return time
  }

  /// The days of an interval, and the other ways in which TIMEX3 tells it.
  private func setInterval(
    of time: inout GoldTime, _ numbers: [Int], _ grain: Substring, in document: GoldDocument
  ) {
    guard let start = CorpusDraft.date(numbers), let end = CorpusDraft.date(Array(numbers[6...])) else {
      return
    }
    let phrase = document.text.string
    for first in TimeValues.lookingBack(start, phrase: phrase, reference: document.published) {
      let moved = first.daysSince1970 - start.daysSince1970
      if grain == "Hour", numbers[4] == 0, end.daysSince1970 - start.daysSince1970 <= 1 {
        // "en fin de journée", from 17 to 21: afternoon or evening.
        time.values.append(TimeValues.part(of: first, from: numbers[3]))
        time.values.append(TimeValues.part(of: first, from: (numbers[9] + 23) % 24))
      } else if grain == "Hour", start.weekday == 5, end.weekday == 1 {
        if let week = TimeValues.week(of: first) { time.values.append(week + "-WE") }
      } else if start < end, numbers[3] == 0 {
        let days = first...end.adding(days: moved - 1)
        time.days.append(days)
        time.values += TimeValues.whole(of: days, phrase: phrase)
        if let season = TimeValues.season(of: days) { time.values.append(season) }
        time.values += TimeValues.range("\(days.lowerBound)", "\(days.upperBound)")
        if phrase.contains(#/(?i)derni[eè]re?s?|passée?s|prochaine?s|suivant/#),
          let count = phrase.firstMatch(of: #/\d+/#)
        {
          time.values.append("P\(count.output)\(grain.prefix(1))")
        }
      }
    }
  }

  /// The value of a point, as far ahead as the source tells it and as far back as news does.
  private static func values(_ numbers: [Int], _ grain: Substring, in document: GoldDocument) -> [String] {
    guard let day = date(numbers) else { return [] }
    let phrase = document.text.string
    let days = TimeValues.lookingBack(day, phrase: phrase, reference: document.published)
    return days.compactMap { day in
      value(
        [day.year, numbers[1] == 0 ? 0 : day.month, numbers[2] == 0 ? 0 : day.day] + numbers[3...], grain)
    } + days.flatMap { TimeValues.coarser($0, phrase: phrase) }
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
    case "Week": return TimeValues.week(of: day)
    case "Day": return text
    case "Hour", "Minute": return "\(text)T\(two(numbers[3])):\(two(numbers[4]))"
    default: return "\(text)T\(two(numbers[3])):\(two(numbers[4])):\(two(numbers[5]))"
    }
  }

  private static func duration(_ count: Int, _ grain: Substring) -> String {
    switch grain {
    case "Second", "Minute", "Hour": "PT\(count)\(grain.prefix(1))"
    case "Quarter": "P\(count * 3)M"
    default: "P\(count)\(grain.prefix(1))"
    }
  }
}
