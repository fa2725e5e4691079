internal import Dispatches
internal import GazetteerIndex
internal import Geoparsing
internal import Incidents
internal import Lieudit

/// Writes a dispatch's text with its incidents' sentences and its places marked.
///
/// A sentence is `<span class="told" data-incidents="1 2">`, followed by a numbered link to each incident that ends
/// there; a mention is a link to its place. Where ranges cross, spans are cut.
struct PageText {
  let report: Report
  let content: PageContent
  let words: MapWords

  /// A stretch of text that is told of the same incidents and of at most one mention.
  private struct Run {
    var range: Range<Int>
    var incidents: [Int]
    var mention: Int?
  }

  /// Writes the text, and adds to `anchored` the incidents whose sentence has an element (`sentence-3`) to go to.
  func write(to page: inout MarkupWriter, _ anchored: inout Set<Int>) {
    let dispatch = report.dispatch
    page.start("div", ["class": "dispatch", "lang": "fr"])
    var dateline = dispatch.layout.dateline?.range
    let blocks = dispatch.layout.blocks
    for block in blocks where block.kind != .metadata {
      let name: StaticString = block.kind == .headline || block.kind == .intertitle ? "h3" : "p"
      page.start(name, ["class": block.kind == .signature ? "signature" : nil])
      if block.kind == .paragraph, let range = dateline {
        dateline = nil
        page.start("strong", ["class": "dateline"])
        write(range, to: &page, &anchored)
        page.endInText()
        page.raw(" ")
      }
      write(block.range, to: &page, &anchored)
      page.end()
    }
    if let range = dateline, blocks.allSatisfy({ $0.kind != .paragraph }) {
      page.start("p")
      write(range, to: &page, &anchored)
      page.end()
    }
    page.end()
  }

  private func write(_ range: Range<Int>, to page: inout MarkupWriter, _ anchored: inout Set<Int>) {
    var open: [Int] = []
    let runs = runs(of: range)
    for (index, run) in runs.enumerated() {
      if run.incidents != open {
        if !open.isEmpty { page.endInText() }
        if !run.incidents.isEmpty {
          var new = run.incidents.filter { !anchored.contains($0) }
          anchored.formUnion(new)
          let first = new.isEmpty ? nil : new.removeFirst()
          page.start(
            "span",
            [
              "class": "told", "id": first.map { .text("sentence-\($0)") },
              "data-incidents": .text(PageText.list(run.incidents)),
            ])
          for number in new {
            page.start("span", ["id": .text("sentence-\(number)")])
            page.endInText()
          }
        }
        open = run.incidents
      }
      write(run, to: &page)
      let next = index + 1 < runs.count ? runs[index + 1].incidents : []
      for number in run.incidents where !next.contains(number) { writeLink(to: number, &page) }
    }
    if !open.isEmpty { page.endInText() }
  }

  private func write(_ run: Run, to page: inout MarkupWriter) {
    let text = String(decoding: report.dispatch.text[run.range], as: UTF8.self)
    guard let mention = run.mention else { return page.escaped(text) }
    let resolution = report.reading.resolutions[mention]
    let role = report.reading.mentions[mention].role.rawValue
    guard let place = resolution.place.flatMap({ report.places[$0]?.place.id }) else {
      page.start("span", ["class": "mention unknown", "data-role": .text(role)])
      page.escaped(text)
      return page.endInText()
    }
    page.start(
      "a",
      [
        "class": "mention", "href": .text("#" + PageContent.elementID(of: place)), "data-role": .text(role),
        "data-place": .text(place.rawValue),
      ])
    page.escaped(text)
    page.endInText()
  }

  private func writeLink(to number: Int, _ page: inout MarkupWriter) {
    page.start(
      "a",
      [
        "class": "call", "href": .text("#incident-\(number)"), "data-incidents": .text("\(number)"),
        "aria-label": .text(words.text(.pageIncident, ["n": "\(number)"])),
      ])
    page.escaped("\(number)")
    page.endInText()
  }

  private func runs(of range: Range<Int>) -> [Run] {
    let told = report.incidents.compactMap { located in
      content.number(of: located.incident).map { (number: $0, range: located.incident.evidence) }
    }.filter { $0.range.overlaps(range) }
    let mentions = report.reading.mentions.indices.filter {
      let mention = report.reading.mentions[$0].range
      return !mention.isEmpty && mention.lowerBound >= range.lowerBound
        && mention.upperBound <= range.upperBound
    }
    var cuts: Set<Int> = [range.lowerBound, range.upperBound]
    for cut in told.map(\.range) + mentions.map({ report.reading.mentions[$0].range }) {
      for end in [cut.lowerBound, cut.upperBound] where range.contains(end) { cuts.insert(end) }
    }
    let ends = cuts.sorted()
    return zip(ends, ends.dropFirst()).map { start, end in
      Run(
        range: start..<end,
        incidents: told.filter { $0.range.lowerBound <= start && end <= $0.range.upperBound }.map(\.number),
        mention: mentions.first {
          let mention = report.reading.mentions[$0].range
          return mention.lowerBound <= start && end <= mention.upperBound
        })
    }
  }

  /// `1 4 5`
  static func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: " ") }
}
