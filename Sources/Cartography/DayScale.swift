internal import GeoTypes
internal import Incidents

/// The days of a map's incidents as an ordered scale of colours, from pale for the first to strong for the last.
///
/// Five steps are as many as can be told apart by lightness alone and keep 3:1 from the ground (tested of every
/// theme). On more days each step is a run of days, all equally long.
struct DayScale {
  struct Step {
    var first: CalendarDate
    var last: CalendarDate
    var ink: Ink
  }

  private static let inks: [Ink] = [.day1, .day2, .day3, .day4, .day5]

  let steps: [Step]

  /// The scale of what has a day; nil where it is one day at most, and colour has another use.
  init?(_ items: [MapContent.Item]) {
    let days = Set(items.compactMap { $0.days.flatMap(DayScale.day) }).sorted()
    guard days.count > 1, let first = days.first, let last = days.last else { return nil }
    var runs = days.map { (first: $0, last: $0) }
    if days.count > DayScale.inks.count {
      let length = (last.daysSince1970 - first.daysSince1970) / DayScale.inks.count + 1
      runs = (0..<DayScale.inks.count).map { index in
        let start = first.adding(days: index * length)
        return (start, Swift.min(last, start.adding(days: length - 1)))
      }.filter { run in days.contains { run.first <= $0 && $0 <= run.last } }
    }
    let widest = DayScale.inks.count - 1
    steps = runs.enumerated().map { index, run in
      // A few steps are as far apart as many: 0, 2 and 4 of three.
      let ink = (index * widest * 2 + runs.count - 1) / Swift.max(1, 2 * (runs.count - 1))
      return Step(first: run.first, last: run.last, ink: DayScale.inks[ink])
    }
  }

  /// The day of what happened on one, and that on which began what still goes on; nil for a longer time.
  private static func day(_ days: DateInterval) -> CalendarDate? {
    days.end.map { $0 == days.start } ?? true ? days.start : nil
  }

  /// The step that holds all of a time; nil where none does and for what has no date.
  func step(of days: DateInterval?) -> Int? {
    guard let days else { return nil }
    let end = days.end ?? days.start
    return steps.firstIndex { $0.first <= days.start && end <= $0.last }
  }

  /// The last step in which any of these happened; nil where none of them is known to a step.
  func step(of items: [MapContent.Item]) -> Int? { items.compactMap { step(of: $0.days) }.max() }
}
