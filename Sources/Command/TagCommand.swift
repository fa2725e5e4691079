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
      means, the times and the incidents. As JSON, one object a dispatch; a refused line of a stream gives an object \
      with an "error", so that lines stay in step.

      EXAMPLES
        lieudit tag depeche.txt
        lieudit tag --format json --explain depeche.txt
        lieudit tag --format ndjson < flux.ndjson > lus.ndjson
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, ndjson }

  @OptionGroup var input: InputOptions

  @Option(help: "text, json or ndjson.")
  var format = Format.text

  @Option(help: "What offsets count in JSON: codepoint, utf8 or utf16.")
  var offsets = OffsetUnit.codepoint

  @Flag(help: "Add the reasons of every decision, and the places that were not taken.")
  var explain = false

  @Flag(help: "Add persons and organisations.")
  var entities = false

  @OptionGroup var data: DataOptions

  func run() throws {
    let reader = try data.openReader()
    var writer = TagWriter(options: TagWriter.Options(offsets: offsets, explain: explain, entities: entities))
    var isFirst = true
    try input.readEach { sourced in
      let report = reader.read(sourced.dispatch, explain: explain)
      if format == .text {
        let text = TaggedText(report: report, explains: explain, showsEntities: entities).text
        try Terminal.write(isFirst ? text : "\n" + text)
      } else {
        writer.write(report)
        try Terminal.write(writer.take())
      }
      isFirst = false
    } refuse: { error in
      guard format != .text else { return }
      writer.writeError(id: error.id, code: error.code.rawValue, message: error.message, line: error.line)
      try Terminal.write(writer.take())
    }
  }
}

extension OffsetUnit: ExpressibleByArgument {}
