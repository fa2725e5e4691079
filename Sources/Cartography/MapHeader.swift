internal import Dispatches
internal import GeoTypes
internal import Geoparsing
internal import Incidents
internal import Lieudit

/// Title, count, source, period and date: what stands above the map, and the picture's description in words.
struct MapHeader {
  let title: String
  /// Count, source, dates: `7 incidents rapportés · AFP, 31 octobre 2020 · faits du 31 octobre 2020`.
  let summary: String
  private let words: MapWords
  private let titleLines: [String]
  private let titleStyle: TextStyle
  private let subtitleLines: [String]
  /// Down to where the map begins.
  let height: Double

  init(
    _ reports: [Report], _ content: MapContent, _ options: MapOptions, day: CalendarDate?, _ words: MapWords
  ) {
    self.words = words
    let only = reports.count == 1 ? reports.first : nil
    // A headline is French whatever the map's language; a given title is as its author wants it.
    title =
      options.title ?? only.flatMap { MapHeader.headline($0.dispatch) }.map(Typography.headline)
      ?? words[only == nil ? .mergedTitle : .defaultTitle]
    let narrow = options.width < 500
    titleStyle = narrow ? .smallTitle : .title
    let room = Swift.max(240, options.width) - (narrow ? 20 : 40)
    titleLines = titleStyle.lines(of: title, within: room)

    var parts: [String] = []
    let items = content.items
    if only == nil { parts.append(words.count(reports.count, .dispatches)) }
    parts.append(items.isEmpty ? words[.noIncident] : words.count(items.count, .incidents))
    parts += MapHeader.origin(reports.map(\.dispatch), words)
    var second: [String] = []
    if let period = MapHeader.period(items, words) { second.append(period) }
    if let day { second.append(words.text(.asOf, ["date": words.date(day)])) }
    summary = (parts + second).joined(separator: " · ")
    subtitleLines =
      TextStyle.subtitle.lines(of: parts.joined(separator: " · "), within: room)
      + TextStyle.subtitle.lines(of: Typography.capitalised(second.joined(separator: " · ")), within: room)
    height =
      14 + Double(titleLines.count) * titleStyle.size * 1.18 + Double(subtitleLines.count) * 20 + 12
  }

  func write(to svg: inout MarkupWriter, left: Double) {
    svg.start("g", ["class": "titre"])
    var y = 12.0
    for line in titleLines {
      y += titleStyle.size * 1.18
      svg.text(line, titleStyle, x: left, y: y - titleStyle.size * 0.12)
    }
    y += 2
    for line in subtitleLines {
      y += 20
      svg.text(line, .subtitle, x: left, y: y)
    }
    svg.end()
  }

  /// The picture in words: count, dates, places.
  func description(_ content: MapContent) -> String {
    var sentences = [summary + "."]
    if content.items.isEmpty { sentences.append(words[.placesOnly]) }
    for site in content.sites { sentences += site.items.map { $0.sentence + "." } }
    for area in content.areas {
      sentences += area.items.map { words.text(.inArea, ["incident": $0.sentence]) }
    }
    if !content.unlocated.isEmpty {
      let list = content.unlocated.map(\.sentence).joined(separator: "\u{A0}; ")
      sentences.append(words.text(.describedUnlocated, ["list": list]))
    }
    return sentences.joined(separator: " ")
  }

  /// The envelope's headline, else the text's.
  private static func headline(_ dispatch: Dispatch) -> String? {
    let text =
      dispatch.headline
      ?? dispatch.layout.blocks.first { $0.kind == .headline }.map { dispatch.string($0.range) }
    guard let words = text?.onOneLine, !words.isEmpty else { return nil }
    return words
  }

  /// `AFP, 31 octobre 2020`; of several dispatches their agencies and the days between which they were filed.
  private static func origin(_ dispatches: [Dispatch], _ words: MapWords) -> [String] {
    let sources = unique(dispatches.compactMap { $0.layout.dateline?.agency ?? $0.source })
    let days = dispatches.compactMap(\.anchor)
    let date = days.min().flatMap { first in days.max().map { words.period(from: first, to: $0) } }
    let parts = [sources.isEmpty ? nil : sources.joined(separator: ", "), date].compactMap(\.self)
    return parts.isEmpty ? [] : [parts.joined(separator: ", ")]
  }

  /// Each text once, in its order.
  static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  /// From the first to the last day of the incidents.
  private static func period(_ items: [MapContent.Item], _ words: MapWords) -> String? {
    let days = items.compactMap(\.days)
    guard let start = days.map(\.start).min(), let end = days.map({ $0.end ?? $0.start }).max() else {
      return nil
    }
    if days.contains(where: { $0.end == nil }) {
      return words.text(.factsSince, ["date": words.date(start)])
    }
    guard start < end else { return words.text(.factsOn, ["date": words.date(start)]) }
    return words.text(.factsBetween, ["period": words.period(from: start, to: end)])
  }
}
