import ArgumentParser
import GazetteerIndex
import GazetteerSources
import Interchange

/// `lieudit gazetteer diff`: what is different in another gazetteer.
struct GazetteerDiffCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case ndjson
  }

  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say which places and names a gazetteer has that another lacks, and which moved.",
    discussion: """
      Places are the same where their ids are. One that moved by a kilometre or less is where it was.

      EXAMPLE
        lieudit gazetteer diff hier.lieudit aujourdhui.lieudit
      """)

  @Argument(
    help: ArgumentHelp("The gazetteer before.", valueName: "old"),
    completion: .file(extensions: ["lieudit"]))
  var old: String

  @Argument(
    help: ArgumentHelp("The gazetteer after.", valueName: "new"),
    completion: .file(extensions: ["lieudit"]))
  var new: String

  @Option(help: "text (one line a change, then the sums) or ndjson.")
  var format: Format = .text

  func run() throws {
    let comparison = GazetteerComparison(
      from: try DataOptions.open(old), to: try DataOptions.open(new))
    let changes = comparison.changes()
    if format == .ndjson {
      for change in changes { try Terminal.write(line(of: change)) }
      return
    }
    var text = ""
    for change in changes {
      text +=
        "\(mark(of: change)) \(Terminal.printable("\(change.place)"))  \(Terminal.printable(sentence(of: change)))\n"
      if text.utf8.count > 1 << 20 {
        try Terminal.write(text)
        text = ""
      }
    }
    let sums = GazetteerChange.Kind.allCases.map { kind in
      "\(changes.count { $0.kind == kind }) \(label(of: kind))"
    }
    try Terminal.write(text + (changes.isEmpty ? "no difference\n" : sums.joined(separator: ", ") + "\n"))
  }

  private func mark(of change: GazetteerChange) -> String {
    switch change.kind {
    case .placeAdded, .nameAdded: "+"
    case .placeRemoved, .nameRemoved: "-"
    case .moved, .renamed: "~"
    }
  }

  private func label(of kind: GazetteerChange.Kind) -> String {
    switch kind {
    case .placeAdded: "places added"
    case .placeRemoved: "removed"
    case .moved: "moved"
    case .renamed: "renamed"
    case .nameAdded: "names added"
    case .nameRemoved: "names removed"
    }
  }

  private func sentence(of change: GazetteerChange) -> String {
    let language = change.language.map { " (\($0))" } ?? ""
    return switch change.kind {
    case .placeAdded, .placeRemoved: change.name
    case .moved: "\(change.name) moved by \(Int(((change.distance ?? 0) / 1000).rounded())) km"
    case .renamed: "\(change.before ?? "") is now \(change.after ?? "")"
    case .nameAdded: "\(change.name): name \(change.after ?? "")\(language)"
    case .nameRemoved: "\(change.name): name \(change.before ?? "")\(language)"
    }
  }

  private func line(of change: GazetteerChange) -> [UInt8] {
    var json = JSONWriter(capacity: 256)
    json.beginObject()
    json.key("change")
    json.value(change.kind.rawValue)
    json.key("id")
    json.value(change.place.rawValue)
    json.key("name")
    json.value(change.name)
    json.key("before")
    json.value(change.before)
    json.key("after")
    json.value(change.after)
    json.key("language")
    json.value(change.language)
    json.key("distance_km")
    if let distance = change.distance { json.value(distance / 1000, decimals: 3) } else { json.null() }
    json.endObject()
    json.newline()
    return json.take()
  }
}
