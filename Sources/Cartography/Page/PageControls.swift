internal import Incidents

/// Writes what only the script can serve: zooming, days, filters. Hidden until it does.
struct PageControls {
  let content: PageContent
  let words: MapWords

  func writeToolbar(to page: inout MarkupWriter) {
    page.start(
      "div", ["class": "toolbar", "hidden": "", "role": "group", "aria-label": .text(words[.pageMap])])
    for (name, sign, phrase) in [
      ("zoom-in", "+", Phrase.pageZoomIn), ("zoom-out", "\u{2212}", .pageZoomOut),
      ("zoom-reset", "\u{2922}", .pageZoomReset),
    ] {
      page.element(
        "button",
        [
          "type": "button", "id": .text(name), "aria-label": .text(words[phrase]),
          "title": .text(words[phrase]),
        ], text: sign)
    }
    page.element(
      "button", ["type": "button", "id": "dark", "aria-pressed": "false"], text: words[.pageDark])
    page.end()
  }

  /// A slider over the days, where there is more than one.
  func writeDays(to page: inout MarkupWriter) {
    let days = Set(content.rows.compactMap(\.incident.date).flatMap { [$0.start, $0.end ?? $0.start] })
    guard days.count > 1 else { return }
    page.start("div", ["class": "days", "hidden": ""])
    page.element(
      "button",
      [
        "type": "button", "id": "play", "aria-pressed": "false", "data-play": .text(words[.pagePlay]),
        "data-pause": .text(words[.pagePause]),
      ], text: words[.pagePlay])
    page.element("label", ["for": "day"], text: words[.pageDay])
    page.empty(
      "input",
      [
        "type": "range", "id": "day", "min": "0", "max": .text("\(days.count)"), "value": "0", "step": "1",
        "aria-valuetext": .text(words[.pageAllDays]),
        "data-days": .text(days.sorted().map { "\($0)" }.joined(separator: " ")),
      ],
      [
        "data-all": .text(words[.pageAllDays]),
        "data-words": .text(days.sorted().map(words.date).joined(separator: "|")),
      ])
    page.element("output", ["for": "day", "id": "day-told"], text: words[.pageAllDays])
    page.end()
  }

  func writeFilters(to page: inout MarkupWriter) {
    page.start(
      "form", ["class": "filters", "id": "filters", "hidden": "", "aria-label": .text(words[.pageFilters])])
    var kinds: [(value: String, text: String)] = []
    for row in content.rows where !kinds.contains(where: { $0.value == row.incident.kind.rawValue }) {
      kinds.append((row.incident.kind.rawValue, row.item.style.label))
    }
    write(.pageKinds, "kind", kinds, to: &page)
    let statuses = [IncidentStatus.reported, .claimed, .disputed].filter { status in
      content.rows.contains { $0.incident.status == status }
    }
    write(.pageStatuses, "status", statuses.map { ($0.rawValue, words[PageTable.status($0)]) }, to: &page)
    var claimants = content.claimants.enumerated().map { (value: "\($0)", text: $1) }
    if content.rows.contains(where: { $0.claimants.isEmpty }) {
      claimants.insert(("", words[.pageAgency]), at: 0)
    }
    write(.pageClaimants, "claimant", claimants, to: &page)
    page.element("button", ["type": "reset"], text: words[.pageShowAll])
    page.end()
  }

  /// A set of check boxes; none where there is nothing to choose.
  private func write(
    _ legend: Phrase, _ name: String, _ choices: [(value: String, text: String)], to page: inout MarkupWriter
  ) {
    guard choices.count > 1 else { return }
    page.start("fieldset", ["data-filter": .text(name)])
    page.element("legend", text: words[legend])
    for choice in choices {
      page.start("label")
      page.empty(
        "input", ["type": "checkbox", "name": .text(name), "value": .text(choice.value), "checked": ""])
      page.start("bdi")
      page.escaped(choice.text)
      page.endInText()
      page.end()
    }
    page.end()
  }
}
