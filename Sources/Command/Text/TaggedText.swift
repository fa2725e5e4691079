import Dispatches
import Geoparsing
import Incidents
import Lieudit

/// A dispatch with its places marked, and what was read in it below.
struct TaggedText {
  let report: Report
  let labels: KindLabels
  let explains: Bool
  let showsEntities: Bool

  var text: String {
    var text = Palette.bold(Terminal.printable(report.dispatch.id)) + "\n"
    if Terminal.colours {
      let roles = Role.allCases.map { Palette.paint($0.rawValue, Palette.sgr(of: $0)) }
      text +=
        Palette.faint("places: ") + roles.joined(separator: ", ") + Palette.faint("; ? = unresolved") + "\n"
    }
    text += "\n" + marked
    if text.last != "\n" { text += "\n" }
    text += section("PLACES", places) + section("TIMES", times)
    text += "\n" + Palette.bold("INCIDENTS") + "\n" + (report.incidents.isEmpty ? "  none\n" : incidents)
    if showsEntities { text += section("NAMES OF OTHERS", entities) }
    return text
  }

  private func section(_ title: String, _ table: TextTable) -> String {
    "\n" + Palette.bold(title) + "\n" + (table.isEmpty ? "  none\n" : table.text)
  }

  /// The source with its places in their role's colour; without colours, as `[Erevan|dateline]`.
  private var marked: String {
    var text = ""
    var position = 0
    let mentions = report.reading.mentions
    for (index, mention) in mentions.enumerated() where mention.range.lowerBound >= position {
      text += source(position..<mention.range.lowerBound)
      let isUnresolved = report.reading.resolutions[index].place == nil
      if Terminal.colours {
        text += Palette.paint(source(mention.range), Palette.sgr(of: mention.role))
        if isUnresolved { text += Palette.faint("?") }
      } else {
        text += "[\(source(mention.range))|\(mention.role.rawValue)\(isUnresolved ? "?" : "")]"
      }
      position = mention.range.upperBound
    }
    return text + source(position..<report.dispatch.text.count)
  }

  /// The source text of bytes, harmless for a terminal; carriage returns are dropped.
  private func source(_ range: Range<Int>) -> String {
    Terminal.printable(report.dispatch.string(range).replacing("\r\n", with: "\n"))
  }

  private var places: TextTable {
    var table = TextTable()
    let wording = Wording(report: report)
    for (mention, resolution) in zip(report.reading.mentions, report.reading.resolutions) {
      let meaning: String
      if let place = resolution.place {
        meaning = wording.name(of: place) + (resolution.standsFor.map { ", for \($0)" } ?? "")
      } else {
        meaning =
          (resolution.within.map { "somewhere in \(wording.name(of: $0))" } ?? "unknown")
          + (resolution.unresolvedReason.map { " (\($0))" } ?? "")
      }
      table.add([mention.text, mention.role.rawValue, hundredths(resolution.confidence), meaning])
      guard explains else { continue }
      for reason in mention.reasons { table.add(["", "", "", "- \(reason)"]) }
      for candidate in resolution.candidates {
        table.add(["", "", hundredths(candidate.probability), wording.name(of: candidate.place)])
        for reason in candidate.reasons { table.add(["", "", "", "  - \(reason)"]) }
      }
    }
    return table
  }

  private var times: TextTable {
    var table = TextTable()
    for time in report.times {
      table.add([report.dispatch.string(time.range), time.kind.rawValue, time.value])
    }
    return table
  }

  /// Two lines an incident: the sentence, and the words that say so.
  private var incidents: String {
    let numbers = report.incidents.map { IncidentSentence.number(of: $0.incident, in: report) }
    let width = numbers.map(\.count).max() ?? 0
    var text = ""
    for (located, number) in zip(report.incidents, numbers) {
      let sentence = IncidentSentence(located: located, report: report, labels: labels)
      let padding = String(repeating: " ", count: width - number.count)
      text += "  \(number)\(padding)  \(Terminal.printable(sentence.text))\n"
      let evidence = Palette.faint(Terminal.printable(sentence.evidence))
      text += String(repeating: " ", count: width + 4) + evidence + "\n"
    }
    return text
  }

  private var entities: TextTable {
    var table = TextTable()
    for entity in report.reading.entities {
      table.add([report.dispatch.string(entity.range), entity.kind.rawValue])
    }
    return table
  }

  private func hundredths(_ value: Double) -> String {
    let rounded = Int((value * 100).rounded())
    return "\(rounded / 100).\(rounded % 100 < 10 ? "0" : "")\(rounded % 100)"
  }
}
