public import ArgumentParser
import Dispatches
public import Interchange
import Lieudit

/// `lieudit tag`: mentions, times and incidents of each dispatch.
struct TagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Print the places, times and incidents of dispatches.",
    discussion: """
      As text, the dispatch comes with its places marked by role (coloured on a terminal), and below them what each \
      means, the times, and each incident as a sentence in French with its evidence. As JSON, one object a dispatch; a \
      refused line of a stream gives an object with an "error", so that lines stay in step. As acled-csv, ucdp-csv or \
      plover-jsonl, the incidents of all dispatches with these schemes' columns, under one header.

      Of several dispatches, an incident that an earlier one reported already (the kind, a place and a day are the same, the \
      counts of the dead do not exclude each other) has a link to it in "same_as", with what changed; "revision" where both \
      dispatches bear one id.

      EXAMPLES
        lieudit tag depeche.txt
        lieudit tag --format json --explain depeche.txt
        lieudit tag --format ndjson < flux.ndjson > lus.ndjson
        lieudit tag --format acled-csv depeches/ > incidents.csv
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, ndjson
    case acledCSV = "acled-csv"
    case ucdpCSV = "ucdp-csv"
    case ploverJSONL = "plover-jsonl"
  }

  @OptionGroup var input: InputOptions

  @Option(help: "text, json, ndjson, acled-csv, ucdp-csv or plover-jsonl.")
  var format = Format.text

  @Option(help: "What offsets count in JSON: codepoint, utf8 or utf16.")
  var offsets = OffsetUnit.codepoint

  @Flag(help: "Add the reasons of every decision, and the places that were not taken.")
  var explain = false

  @Flag(help: "Add persons and organisations.")
  var entities = false

  @OptionGroup var basemap: BasemapOption

  @OptionGroup var data: DataOptions

  func run() throws {
    let reader = try data.openReader(basemap: basemap.path)
    if let events = EventFormat(rawValue: format.rawValue) {
      try writeEvents(as: events, reader)
    } else if format == .text {
      try writeText(reader)
    } else {
      try writeJSON(reader)
    }
  }
}

extension TagCommand {
  private func writeText(_ reader: DispatchReader) throws {
    let labels = try data.openKindLabels()
    var isFirst = true
    var linker = IncidentLinker(reader: reader)
    try input.readEach { sourced in
      let report = linker.linked(reader.read(sourced.dispatch, explain: explain))
      let text = TaggedText(report: report, labels: labels, explains: explain, showsEntities: entities).text
      try Terminal.write(isFirst ? text : "\n" + text)
      isFirst = false
    }
  }

  private func writeJSON(_ reader: DispatchReader) throws {
    var writer = TagWriter(options: TagWriter.Options(offsets: offsets, explain: explain, entities: entities))
    var linker = IncidentLinker(reader: reader)
    try input.readEach { sourced in
      writer.write(linker.linked(reader.read(sourced.dispatch, explain: explain)))
      try Terminal.write(writer.take())
    } refuse: { error in
      writer.writeError(id: error.id, code: error.code.rawValue, message: error.message, line: error.line)
      try Terminal.write(writer.take())
    }
  }

  /// One header, the rows of all dispatches.
  private func writeEvents(as format: EventFormat, _ reader: DispatchReader) throws {
    var writer = EventWriter(format: format, codes: try data.openEventCodes(), gazetteer: reader.gazetteer)
    try Terminal.write(writer.take())
    let outcome = Result {
      try input.readEach { sourced in
        writer.write(reader.read(sourced.dispatch))
        try Terminal.write(writer.take())
      }
    }
    var tally = EventTally()
    tally.add(writer)
    for note in tally.notes { Terminal.note(note) }
    try outcome.get()
  }
}

extension OffsetUnit: ExpressibleByArgument {}
