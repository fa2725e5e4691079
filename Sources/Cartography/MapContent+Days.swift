internal import GeoTypes
internal import Incidents

/// What happened on one day, or on a few days where there are many.
struct DayContent {
  var first: CalendarDate
  var last: CalendarDate
  var content: MapContent
}

extension MapContent {
  /// More panels than this would be too small or too many; then each has several days.
  static let mostPanels = 12

  /// The content of each day on which something happened, in order; what lasts several days is in each of them. What
  /// has no date is in none.
  var days: [DayContent] {
    let dated = (sites.flatMap(\.items) + areas.flatMap(\.items)).compactMap(\.days)
    let days = Set(dated.flatMap { [$0.start, $0.end ?? $0.start] }).sorted()
    guard !days.isEmpty else { return [] }
    let size = (days.count + MapContent.mostPanels - 1) / MapContent.mostPanels
    return stride(from: 0, to: days.count, by: size).map { start in
      let (first, last) = (days[start], days[Swift.min(start + size, days.count) - 1])
      return DayContent(first: first, last: last, content: between(first, last))
    }
  }

  /// Whether anything that has a place lies in a box or reaches into it.
  func meets(_ box: BoundingBox) -> Bool {
    sites.contains { box.contains($0.coordinate) } || areas.contains { box.intersects($0.bounds) }
  }

  private func between(_ first: CalendarDate, _ last: CalendarDate) -> MapContent {
    func isThen(_ item: Item) -> Bool {
      guard let days = item.days else { return false }
      return days.start <= last && (days.end.map { $0 >= first } ?? true)
    }
    var part = self
    part.sites = sites.compactMap { site in
      var site = site
      site.items.removeAll { !isThen($0) }
      return site.items.isEmpty ? nil : site
    }
    part.areas = areas.compactMap { area in
      var area = area
      area.items.removeAll { !isThen($0) }
      return area.items.isEmpty ? nil : area
    }
    return part
  }
}
