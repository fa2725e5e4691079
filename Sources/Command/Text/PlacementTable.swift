import Cartography
import Dispatches
import Geoparsing
import Incidents
import Lieudit

/// What `lieudit map` prints of a dispatch: what was placed, what was not, and why.
struct PlacementTable {
  let report: Report
  /// The files that were written.
  let files: [String]
  /// How the map came out; nil where none was drawn.
  let layout: MapLayout?

  var text: String {
    let wording = Wording(report: report)
    var table = TextTable()
    for located in report.incidents {
      let incident = located.incident
      table.add([
        located.geometry == nil ? "not placed" : "placed", wording.kind(of: incident),
        wording.date(of: incident),
        incident.precision.rawValue,
        wording.places(of: incident) + (located.geometry == nil ? " (\(reason(incident)))" : ""),
      ])
    }
    for index in report.unresolved {
      let mention = report.reading.mentions[index]
      let resolution = report.reading.resolutions[index]
      let container = resolution.within.map { "somewhere in \(wording.name(of: $0))" }
      let reason = [container, resolution.unresolvedReason].compactMap { $0 }.joined(separator: ": ")
      table.add(["unknown", mention.text, "", mention.role.rawValue, reason])
    }
    let head = [
      dateline, "\(counted(report.incidents.count, "incident")), \(counted(report.places.count, "place"))",
    ]
    var text = Palette.bold(Terminal.printable(report.dispatch.id)) + ": "
    text += Terminal.printable(head.compactMap { $0 }.joined(separator: "; ")) + "\n"
    text += table.text
    return text + PlacementTable.summary(of: files, layout: layout)
  }

  /// What a map does not show, and the files that were written.
  static func summary(of files: [String], layout: MapLayout?) -> String {
    func listed(_ names: [String]) -> String { Terminal.printable(names.joined(separator: ", ")) }
    var text = ""
    if let layout {
      if !layout.outside.isEmpty { text += "  outside of the map: \(listed(layout.outside))\n" }
      if !layout.droppedLabels.isEmpty {
        text += "  no room for the names: \(listed(layout.droppedLabels))\n"
      }
    }
    for file in files { text += "  -> \(Terminal.printable(file))\n" }
    return text
  }

  /// `Erevan, 2020-10-31`
  private var dateline: String {
    guard let dateline = report.dispatch.layout.dateline else {
      return "no dateline" + (report.dispatch.published.map { ", \($0)" } ?? "")
    }
    let cities = dateline.cities.map { report.dispatch.string($0) }.joined(separator: ", ")
    return cities + (report.dispatch.anchor.map { ", \($0)" } ?? "")
  }

  private func counted(_ number: Int, _ what: String) -> String {
    "\(number) \(what)\(number == 1 ? "" : "s")"
  }

  private func reason(_ incident: Incident) -> String {
    incident.places.isEmpty ? "no place was found for it" : "its place is not in the gazetteer"
  }
}
