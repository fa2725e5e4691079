internal import Dispatches
internal import GeoTypes
internal import Incidents
internal import Lieudit

/// Title, count, source, period and date: what stands above the map, and the picture's description in words.
struct MapHeader {
  let title: String
  private let titleLines: [String]
  private let titleStyle: TextStyle
  private let subtitleLines: [String]
  private let summary: String
  /// Down to where the map begins.
  let height: Double

  init(_ report: Report, _ content: MapContent, _ options: MapOptions, day: CalendarDate?) {
    title = options.title ?? MapHeader.headline(report.dispatch) ?? "Ce que rapporte la dépêche"
    let narrow = options.width < 500
    titleStyle = narrow ? .smallTitle : .title
    let room = Swift.max(240, options.width) - (narrow ? 20 : 40)
    titleLines = titleStyle.lines(of: title, within: room)

    var parts: [String] = []
    let items = content.items
    parts.append(
      items.isEmpty
        ? "Aucun incident rapporté"
        : FrenchText.count(items.count, "incident rapporté", "incidents rapportés"))
    let source = MapHeader.source(report.dispatch)
    if let date = report.dispatch.anchor {
      parts.append((source.map { $0 + ", " } ?? "") + FrenchText.date(date))
    } else if let source {
      parts.append(source)
    }
    var second: [String] = []
    if let period = MapHeader.period(items) { second.append("faits \(period)") }
    if let day { second.append("noms et tracés au \(FrenchText.date(day))") }
    summary = (parts + second).joined(separator: " · ")
    subtitleLines =
      TextStyle.subtitle.lines(of: parts.joined(separator: " · "), within: room)
      + TextStyle.subtitle.lines(of: FrenchText.capitalised(second.joined(separator: " · ")), within: room)
    height =
      14 + Double(titleLines.count) * titleStyle.size * 1.18 + Double(subtitleLines.count) * 20 + 12
  }

  func write(to svg: inout SVGWriter, left: Double) {
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
  func description(_ content: MapContent, _ picture: MapPicture) -> String {
    var sentences = [summary + "."]
    if content.items.isEmpty { sentences.append("La carte situe les lieux dont parle la dépêche.") }
    for site in content.sites { sentences += site.items.map { $0.words + "." } }
    for area in content.areas { sentences += area.items.map { $0.words + " (zone)." } }
    if !content.unlocated.isEmpty {
      sentences.append(
        "Sans lieu connu\u{A0}: " + content.unlocated.map(\.words).joined(separator: "\u{A0}; ") + ".")
    }
    return sentences.joined(separator: " ")
  }

  /// The envelope's headline, else the text's.
  private static func headline(_ dispatch: Dispatch) -> String? {
    let text =
      dispatch.headline
      ?? dispatch.layout.blocks.first { $0.kind == .headline }.map { dispatch.string($0.range) }
    guard let text else { return nil }
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.isEmpty ? nil : words
  }

  private static func source(_ dispatch: Dispatch) -> String? {
    dispatch.layout.dateline?.agency ?? dispatch.source
  }

  /// From the first to the last day of the incidents.
  private static func period(_ items: [MapContent.Item]) -> String? {
    let days = items.compactMap(\.days)
    guard let start = days.map(\.start).min(), let end = days.map({ $0.end ?? $0.start }).max() else {
      return nil
    }
    if days.contains(where: { $0.end == nil }) { return "depuis le \(FrenchText.date(start))" }
    let period = FrenchText.period(from: start, to: Swift.max(start, end))
    return start == end ? "du " + period : period
  }
}
